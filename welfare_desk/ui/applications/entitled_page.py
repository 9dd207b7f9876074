# SPDX-License-Identifier: EUPL-1.2
"""«Cosa può avere questa famiglia»: each fund and service with its reason, and one line of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text
from welfare_desk.desk.views.entitled import EntitledView, FundAnswer, OfferingAnswer, entitled
from welfare_desk.desk.views.people import PersonView
from welfare_desk.desk.views.timeline import Bar, TimelineView, timeline
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.applications.timeline_picture import TimelinePicture
from welfare_desk.ui.applications.told_row import ToldRow
from welfare_desk.ui.applications.words import ApplicationWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import ActionBar, clear
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page


@dataclass(frozen=True)
class _Found:
    answers: EntitledView | None
    line: TimelineView


class EntitledPage(Page):
    """Ctrl+P prints the sheet; a yes leads to the card or to the application."""

    help_page = "vouchers"
    kinds = frozenset(
        {"application", "award", "voucher_card", "isee_attestation", "household_member", "fund"}
    )

    def __init__(self, context: Context, view: PersonView, apply: Callable[[], None]) -> None:
        """``apply`` opens the form of an application, where it was left."""
        super().__init__()
        self._apply = apply
        self.setObjectName("entitled")
        self.person_id = view.person_id
        self._context, self._look, self._person = context, context.theme, view
        self._words = ApplicationWords(self, context.lang)
        self._build()
        self.reload()

    def title(self) -> str:
        """Return what the page answers."""
        return self.tr("What this family may have")

    def reload(self) -> None:
        """Answer anew."""
        desk, person_id = self._context.desk, self.person_id
        role = desk.session.operator.role if desk.session.operator else ""

        def work() -> _Found:
            answers = desk.look(lambda look: entitled(look, person_id, role))
            return _Found(answers, desk.look(lambda look: timeline(look, person_id, role)))

        self._context.read(work, self, self._show)

    def shown(self) -> None:
        """Leave the focus on the page."""
        self._context.set_companion(None)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act_id: str) -> bool:
        """Print by Ctrl+P and by Ctrl+Enter."""
        if act_id in ("print", "confirm"):
            self._print()
            return True
        return False

    def _build(self) -> None:
        look = self._look
        who = f"{self._person.surname} {self._person.name}".strip()
        sheet = Sheet(look, self.title(), who, name="entitled.page")
        body = sheet.body
        self.none = Notice(
            look,
            "info",
            self.tr("No household is registered for this person."),
            self.tr("Form the household: what it may have appears here."),
        )
        show_if(self.none, False)
        body.addWidget(self.none)
        self.funds = Card(look, self.tr("Money"), "wallet", count=0, divided=True)
        self.offerings = Card(look, self.tr("Services"), "calendar-days", count=0, divided=True)
        body.addWidget(self.funds)
        self.time = Card(look, self.tr("Benefits of this household"), "history")
        self.overlaps = Notice(look, "warning", "", name="entitled.overlaps")
        show_if(self.overlaps, False)
        self.time.body.addWidget(self.overlaps)
        self.picture = TimelinePicture(look, self._context.lang)
        self.time.body.addWidget(self.picture)
        self.list = Card(look, self.tr("The same in words"), "layout-list", divided=True)
        self.nothing = EmptyState(
            look, self.tr("Nothing was given in the last months."), icon="history"
        )
        self.time.body.addWidget(self.nothing)
        body.addWidget(self.time)
        body.addWidget(self.list)
        body.addWidget(self.offerings)
        note = self.tr("A look ahead with what is recorded today: not a decision.")
        body.addWidget(Text(look, note, "secondary", "muted", wrap=True))
        body.addStretch(1)
        sheet.set_action_bar(self._buttons())
        self.hold(sheet)

    def _buttons(self) -> ActionBar:
        look, actions = self._look, self._context.actions
        bar = ActionBar(look)
        back = ActionButton(look, Rank.SECONDARY, self.tr("Back"), key=actions.key("back"),
                            name="entitled.back")  # fmt: skip
        back.clicked.connect(lambda: self._context.close_page(self))
        self.print_button = ActionButton(
            look, Rank.PRIMARY, self.tr("Print for the person"), icon="printer",
            key=actions.key("print"), name="entitled.print",
        )  # fmt: skip
        self.print_button.clicked.connect(self._print)
        bar.add(back)
        bar.add(self.print_button)
        return bar

    def _show(self, found: _Found) -> None:
        answers = found.answers
        if answers is None:
            return
        show_if(self.none, not answers.members)
        for card, rows in (
            (self.funds, [self._fund_row(each) for each in answers.funds]),
            (self.offerings, [self._offering_row(each) for each in answers.offerings]),
        ):
            clear(card.body)
            show_if(card, bool(rows))
            for row in rows:
                card.body.addWidget(row)
            if card.header is not None:
                card.header.set_count(len(rows))
        self._show_line(found.line)

    def _fund_row(self, answer: FundAnswer) -> ToldRow:
        why = [self._words.line(line) for line in answer.unmet]
        if not why:
            why = [self._words.line(line) for line in answer.lines if line.cents > 0]
        if answer.state:
            why.insert(0, self._words.told("state", answer.state))
        amount = ""
        if answer.verdict in ("yes", "apply", "ask") and answer.amount_cents:
            amount = self._words.euro(answer.amount_cents)
        title = f"{answer.name} · {amount}" if amount else answer.name
        beside: list[QWidget] = [Badge(self._look, self._words.verdict(answer.verdict))]
        if answer.verdict == "yes":
            beside.append(
                self._go(
                    self.tr("Issue voucher"),
                    f"issue.{answer.fund_id}",
                    lambda: self._context.open_issue_form(self.person_id),
                )
            )
        elif answer.verdict == "apply":
            beside.append(
                self._go(self.tr("New application"), f"apply.{answer.fund_id}", self._apply)
            )
        return ToldRow(self._look, title, why, beside)

    def _go(self, words: str, name: str, act: Callable[[], None]) -> ActionButton:
        button = ActionButton(
            self._look, Rank.SECONDARY, words, size=Size.SMALL, name=f"entitled.{name}"
        )
        button.clicked.connect(lambda: act())
        return button

    def _offering_row(self, answer: OfferingAnswer) -> ToldRow:
        price = ""
        if answer.unit_cents is not None:
            reduced = self._words.told("reduced", "yes" if answer.reduced else "no")
            price = self.tr("free of charge")
            if answer.unit_cents:
                price = f"{self._words.euro(answer.unit_cents)}, {reduced}"
        told = self._words.told("place", answer.reason)
        badge = Badge(self._look, self._words.verdict(answer.verdict))
        return ToldRow(self._look, answer.name, [part for part in (told, price) if part], [badge])

    def _show_line(self, line: TimelineView) -> None:
        spoken = "; ".join(self._said(bar) for bar in line.bars)
        self.picture.set_view(line, spoken or self.tr("Nothing was given in the last months."))
        show_if(self.picture, bool(line.bars))
        show_if(self.nothing, not line.bars)
        show_if(self.list, bool(line.bars))
        show_if(self.overlaps, bool(line.overlaps))
        self.overlaps.set_words(
            self.tr("Awards of different funds hold at the same time."),
            self.tr("That may be right: look at what the notices say."),
            tone="warning",
        )
        clear(self.list.body)
        for bar in line.bars:
            said = self._said(bar, named=False)
            self.list.body.addWidget(ToldRow(self._look, bar.title, [said]))

    def _said(self, bar: Bar, *, named: bool = True) -> str:
        kinds = {
            "award": self.tr("Award"),
            "card": self.tr("Card"),
            "application": self.tr("Application"),
            "place": self.tr("Place at a reduced price"),
        }
        parts = [kinds[bar.kind]]
        if bar.kind == "application":
            parts.append(self._words.told("state", bar.state))
        if bar.cents:
            parts.append(self._words.euro(bar.cents))
        span = date_text(bar.from_on)
        if bar.to_on != bar.from_on:
            span = f"{span} – {date_text(bar.to_on)}"
        parts.append(span)
        if bar.overlaps:
            parts.append(self.tr("overlaps with another award"))
        words = ", ".join(parts)
        return f"{bar.title}: {words}" if named else words

    def _print(self) -> None:
        print_paper(self._context, "entitled", self.person_id)
