# SPDX-License-Identifier: EUPL-1.2
"""Who may act for a person: holding, coming and ended, with form, signature and end."""

from __future__ import annotations

import datetime
from functools import partial

from welfare_desk.core.dates import date_text
from welfare_desk.core.delegation_rules import BY_DECREE
from welfare_desk.core.instants import local_date
from welfare_desk.desk.views.papers import MandateView
from welfare_desk.operations.delegations import EndDelegation, SignDelegation
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.paper_words import PaperWords
from welfare_desk.ui.people.reason_box import AskingCard, ReasonBox


class DelegationsCard(AskingCard):
    """The list; ``asked`` tells ``delegate`` (name another) and papers to print."""

    def __init__(
        self, context: Context, title: str, mandates: tuple[MandateView, ...], person_id: str
    ) -> None:
        super().__init__(
            context, title, "user-check", count=len(mandates) or None, name="person.delegations"
        )
        self._person_id = person_id
        self._words = PaperWords(self)
        self._blank_form()
        self._rows = {each.delegation_id: self._row(each) for each in mandates}
        add_rows(self, tuple(self._rows.values()))
        if not mandates:
            words = self.tr("Nobody was named. Who comes for the person needs a signed form.")
            none = Text(context.theme, words, "secondary", "muted", wrap=True)
            none.setContentsMargins(16, 10, 16, 12)
            self.body.addWidget(none)

    def ask_end(self, mandate: MandateView) -> None:
        """Ask inline from which day and why somebody may act no more."""
        box = ReasonBox(
            self._context.theme,
            self.tr("%1 may act no more").replace("%1", mandate.delegate_name),
            self.tr("End it"),
            effect=self.tr("The name stays in the list as ended."),
            icon="ban",
            today=local_date(self._context.desk.now_us()),
            name="delegation.end",
        )
        box.given.connect(partial(self._end, mandate.delegation_id))
        self.ask(box, self._rows[mandate.delegation_id])

    def _row(self, mandate: MandateView) -> ActRow:
        look, words = self._context.theme, self._words
        title = words.title(mandate.title)
        relation = dict(words.relations()).get(mandate.relation, mandate.relation)
        by_right = ", ".join(part for part in (title, relation) if part)
        details = (f"{by_right} · {words.powers_text(mandate.powers)}", self._when(mandate))
        decree = self._decree(mandate)
        cautions = [words.caution(code, mandate.title) for code in mandate.warnings]
        row = ActRow(
            look,
            mandate.delegate_name,
            (*details, decree),
            icon="user-check",
            caution=" ".join(each for each in cautions if each),
            name=f"delegation.{mandate.delegation_id}",
        )
        row.add(Badge(look, words.standing(mandate.standing)))
        if mandate.standing == "ended":
            return row
        name = mandate.delegate_name
        form = self._button(self.tr("Form"), self.tr("Print the form for %1"), name, "printer")
        form.setObjectName(f"delegation.form.{mandate.delegation_id}")
        form.clicked.connect(partial(self.asked.emit, "print_delegation", mandate.delegation_id))
        row.add(form)
        if not mandate.signed and mandate.title != "parent":
            seen = self._button(self.tr("Signed"), self.tr("Signed form of %1 seen"), name, "check")
            if mandate.title in BY_DECREE:
                told = self.tr("Decree of %1 seen")
                seen = self._button(self.tr("Decree seen"), told, name, "check")
            seen.setObjectName(f"delegation.sign.{mandate.delegation_id}")
            seen.clicked.connect(partial(self._sign, mandate.delegation_id))
            row.add(seen)
        end = self._button(self.tr("End"), self.tr("End what %1 may do"), name, "ban")
        end.setObjectName(f"delegation.end.{mandate.delegation_id}")
        end.clicked.connect(partial(self.ask_end, mandate))
        row.add(end)
        return row

    def _button(self, words: str, spoken: str, name: str, icon: str) -> ActionButton:
        button = ActionButton(self._context.theme, "ghost", words, icon=icon, size="small")
        button.setAccessibleName(spoken.replace("%1", name))
        return button

    def _blank_form(self) -> None:
        look = self._context.theme
        blank = ActionButton(
            look,
            "ghost",
            self.tr("Blank form"),
            icon="printer",
            size="small",
            name="delegation.blank",
        )
        blank.clicked.connect(partial(self.asked.emit, "print_form", self._person_id))
        add = ActionButton(
            look, "ghost", self.tr("Add"), icon="plus", size="small", name="person.delegate"
        )
        add.clicked.connect(partial(self.asked.emit, "delegate", ""))
        if self.header is not None:
            self.header.add(blank)
            self.header.add(add)

    def _when(self, mandate: MandateView) -> str:
        parts = [self.tr("from %1").replace("%1", date_text(mandate.valid_from))]
        if mandate.valid_to is not None:
            parts.append(self.tr("until %1").replace("%1", date_text(mandate.valid_to)))
        if mandate.delegate_document:
            parts.append(mandate.delegate_document)
        if mandate.assisted:
            parts.append(self.tr("only together with the person"))
        if mandate.ended_on is not None:
            ended = self.tr("ended on %1: %2").replace("%1", date_text(mandate.ended_on))
            parts.append(ended.replace("%2", mandate.end_reason))
        return " · ".join(parts)

    def _decree(self, mandate: MandateView) -> str:
        if not mandate.decree_no:
            return ""
        words = self.tr("Decree %1 of %2, %3").replace("%1", mandate.decree_no)
        day = date_text(mandate.decree_on) if mandate.decree_on else "–"
        return words.replace("%2", day).replace("%3", mandate.court)

    def _sign(self, delegation_id: str) -> None:
        fact = self.tr("Marked as seen")
        self.record(SignDelegation(delegation_id=delegation_id), fact)

    def _end(self, delegation_id: str, why: str, day: datetime.date) -> None:
        fact = self.tr("Ended from %1").replace("%1", date_text(day))
        self.record(EndDelegation(delegation_id=delegation_id, on=day, reason=why), fact)
