# SPDX-License-Identifier: EUPL-1.2
"""How the equivalence scale is worked out, line by line, with this household filled in."""

from __future__ import annotations

from welfare_desk.core.equivalence import Situation, scale_lines
from welfare_desk.core.membership import CHILDREN
from welfare_desk.core.money import parse_euro
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.sentences import line_text
from welfare_desk.desk.views.people import MemberView, PersonView
from welfare_desk.desk.views.scale import scale_view
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, Step, StepList
from welfare_desk.ui.kit.fields import ChoiceField, Field
from welfare_desk.ui.kit.layout import ActionBar, TurningBox
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.page import Page

ADULT = 18
SMALL = 3
MOST = 12
NOTES = ("inps_decides", "ordinary_rules")


class ScalePage(Page):
    """Members and children as registered, three questions, and what each adds."""

    help_page = "household"

    def __init__(self, context: Context, view: PersonView) -> None:
        super().__init__()
        self.person_id = view.person_id
        self._context, self._look = context, context.theme
        look = self._look
        heading = self.tr("How the equivalence scale is worked out")
        who = f"{view.surname} {view.name}".strip()
        self._heading = heading
        sheet = Sheet(look, heading, who, name="scale")
        self.members = self._number(self.tr("People who count"), 1, MOST, "scale.members")
        self.kids = self._number(self.tr("Children"), 0, MOST, "scale.children")
        self.disabled = self._number(
            self.tr("With a disability or not self-sufficient"), 0, 6, "scale.disabled"
        )
        self.minors = CheckRow(look, self.tr("A child is under 18"), name="scale.minors")
        self.under3 = CheckRow(look, self.tr("A child is under 3"), name="scale.under3")
        self.work = ChoiceField(
            look,
            self.tr("Work of the parents"),
            (
                ("", self.tr("None of these")),
                ("both", self.tr("Both, or the only one, worked six months")),
                ("lone", self.tr("One parent alone, without work")),
            ),
            tight=True,
            name="scale.work",
        )
        self.steps = StepList(look)
        self.note = Text(look, "", "secondary", "muted", wrap=True)
        sheet.body.addWidget(self._questions())
        answer = Card(look, self.tr("Line by line"), "calculator", divided=True)
        answer.body.addWidget(self.steps)
        sheet.body.addWidget(answer)
        sheet.body.addWidget(self._example())
        told = (line_text("scale", code, {}, context.lang) for code in NOTES)
        self.note.setText(" ".join(told))
        sheet.body.addWidget(self.note)
        bar = ActionBar(look)
        back = ActionButton(
            look,
            "secondary",
            self.tr("Back"),
            key=context.actions.key("back"),
            name="scale.back",
        )
        back.clicked.connect(lambda: context.close_page(self))
        bar.add(back)
        sheet.set_action_bar(bar)
        self.hold(sheet)
        self._fill(view.members)
        self._listen()
        self._sum()

    def title(self) -> str:
        """Return what the page explains."""
        return self._heading

    def shown(self) -> None:
        """Focus the first question."""
        self.members.setFocus()

    def _questions(self) -> Card:
        look = self._look
        card = Card(look, self.tr("The household"), "users")
        row = TurningBox(look, 16)
        for field in (self.members, self.kids, self.disabled):
            row.addWidget(field, 1)
        card.body.addLayout(row)
        row = TurningBox(look, 16)
        row.addWidget(self.minors)
        row.addWidget(self.under3)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addWidget(self.work)
        return card

    def _example(self) -> Card:
        """Return the card that works the sum out with two amounts that are typed and not kept."""
        look = self._look
        self.income = Field(
            look, self.tr("Income of all, euros a year"), optional=True, tight=True,
            name="scale.income",
        )  # fmt: skip
        self.assets = Field(
            look, self.tr("Assets of all, euros"), optional=True, tight=True, name="scale.assets"
        )
        self.example = Text(look, "", "row_title", wrap=True)
        card = Card(look, self.tr("An example: INPS works out the real one"), "euro")
        row = TurningBox(look, 16)
        row.addWidget(self.income, 1)
        row.addWidget(self.assets, 1)
        card.body.addLayout(row)
        card.body.addWidget(self.example)
        return card

    def _show_example(self, situation: Situation) -> None:
        amounts: list[int | None] = []
        for field in (self.income, self.assets):
            cents = _cents(field.text())
            wrong = cents is None and bool(field.text())
            words = self.tr("Write an amount, for example 12.500,00.") if wrong else ""
            field.set_error(words)
            amounts.append(cents)
        income, assets = amounts
        told: tuple[str, ...] = ()
        if income is not None and (assets is not None or not self.assets.text()):
            told = scale_view(situation, income, assets or 0, self._context.lang).example
        self.example.setText("\n".join(told) or self.tr("Write the income: the sum shows itself."))

    def _number(self, label: str, least: int, most: int, name: str) -> ChoiceField:
        choices = [(str(n), str(n)) for n in range(least, most + 1)]
        return ChoiceField(self._look, label, choices, tight=True, name=name)

    def _fill(self, members: tuple[MemberView, ...]) -> None:
        counting = [one for one in members if one.counts]
        children = [one for one in counting if one.role in CHILDREN]
        ages = [one.age for one in children if one.age is not None]
        self.members.set_value(str(min(max(len(counting), 1), MOST)))
        self.kids.set_value(str(min(len(children), MOST)))
        self.minors.setChecked(any(age < ADULT for age in ages))
        self.under3.setChecked(any(age < SMALL for age in ages))

    def _listen(self) -> None:
        for field in (self.members, self.kids, self.disabled, self.work):
            field.changed.connect(lambda _id: self._sum())
        for check in (self.minors, self.under3):
            check.toggled.connect(lambda _on: self._sum())
        for typed in (self.income, self.assets):
            typed.changed.connect(lambda _text: self._sum())

    def _sum(self) -> None:
        work = self.work.value()
        situation = Situation(
            members=int(self.members.value() or 1),
            children=int(self.kids.value() or 0),
            minors=self.minors.isChecked() or self.under3.isChecked(),
            under3=self.under3.isChecked(),
            both_work=work == "both",
            lone_nonworking=work == "lone",
            disabled=int(self.disabled.value() or 0),
        )
        lines = scale_lines(situation)
        lang = self._context.lang
        steps = []
        for place, line in enumerate(lines, start=1):
            added = self._hundredths(line.hundredths)
            words = line_text("scale", line.code, {**line.facts, "added": added}, lang)
            told, _, source = words.partition(" (")
            title = told.rpartition(":")[0] or told
            plus = added if place == 1 else f"+{added}"
            steps.append(Step(title, source.removesuffix(")"), plus, str(place)))
        total = self._hundredths(sum(line.hundredths for line in lines))
        self.steps.set_steps(steps, (self.tr("Equivalence scale"), total))
        self._show_example(situation)

    def _hundredths(self, value: int) -> str:
        text = f"{value // 100}.{value % 100:02d}"
        return text.replace(".", ",") if self._context.lang == "it" else text


def _cents(text: str) -> int | None:
    """Return an amount that is not negative, in cents, or nothing."""
    try:
        cents = parse_euro(text)
    except DeskError:
        return None
    return cents if cents >= 0 else None
