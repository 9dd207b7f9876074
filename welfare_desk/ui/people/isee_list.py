# SPDX-License-Identifier: EUPL-1.2
"""A household's attestations: those that hold first; put right or withdrawn with a reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from welfare_desk.core.dates import date_text
from welfare_desk.core.money import euro_text
from welfare_desk.desk.sentences import line_text
from welfare_desk.desk.views.attestations import AttestationView
from welfare_desk.operations.attestations import WithdrawIsee
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.papers_cards import quiet, small_button
from welfare_desk.ui.people.reason_box import AskingCard, ReasonBox
from welfare_desk.ui.people.words import PeopleWords

OVER = frozenset({"expired", "withdrawn"})


class AttestationsCard(AskingCard):
    """The list; ``to_correct`` tells the attestation to put right."""

    to_correct = Signal(object)

    def __init__(self, context: Context, title: str, rows: tuple[AttestationView, ...]) -> None:
        super().__init__(context, title, "history", count=len(rows) or None, name="isee.list")
        self._words = PeopleWords(self, context.lang)
        self._rows = {one.isee_id: self._row(one) for one in rows}
        add_rows(self, tuple(self._rows.values()))
        if not rows:
            self.body.addWidget(quiet(context, self.tr("No attestation was recorded yet.")))

    def _row(self, one: AttestationView) -> ActRow:
        lang, over = self._context.lang, one.state in OVER
        title = f"{self._words.isee_title(one.isee_kind)}: {euro_text(one.value_cents, lang)}"
        span = self.tr("issued on %1, valid until %2").replace("%1", date_text(one.issued_on))
        span = span.replace("%2", date_text(one.valid_to))
        if one.state == "withdrawn":
            span = self.tr("issued on %1, withdrawn").replace("%1", date_text(one.issued_on))
        whose = self.tr("for %1").replace("%1", one.beneficiary_name)
        parts = (span, whose if one.beneficiary_name else "", one.dsu_no)
        used = ""
        if one.used_for:
            used = self.tr("Used for: %1").replace("%1", ", ".join(one.used_for[:6]))
        fixed = [each.reason for each in one.corrections if each.reason]
        why = self.tr("Put right: %1").replace("%1", fixed[0]) if fixed else ""
        told = [line_text("isee_warning", each.code, each.facts, lang) for each in one.warnings]
        row = ActRow(
            self._context.theme,
            title,
            (" · ".join(part for part in parts if part), used, one.note, why),
            icon="euro",
            ink="muted" if over else "primary",
            caution="" if over else ". ".join(told),
            name=f"isee.{one.isee_id}",
        )
        if over:
            row.title.set_tone("muted")
        row.add(Badge(self._context.theme, self._face(one)))
        if one.state != "withdrawn":
            self._acts(row, one, title)
        return row

    def _acts(self, row: ActRow, one: AttestationView, title: str) -> None:
        if one.state != "expired":
            name = f"isee.correct.{one.isee_id}"
            spoken = self.tr("Put right: %1").replace("%1", title)
            mend = small_button(self._context, self.tr("Put right"), spoken, "pencil", name)
            mend.clicked.connect(partial(self.to_correct.emit, one))
            row.add(mend)
        name = f"isee.withdraw.{one.isee_id}"
        spoken = self.tr("Withdraw: %1").replace("%1", title)
        away = small_button(self._context, self.tr("Withdraw"), spoken, "ban", name)
        away.clicked.connect(partial(self._ask_withdraw, one))
        row.add(away)

    def _face(self, one: AttestationView) -> BadgeFace:
        faces = {
            "valid": BadgeFace(self.tr("Holds"), "ok", "circle-check"),
            "expiring": BadgeFace(self.tr("Ends soon"), "warning", "calendar-clock"),
            "expired": BadgeFace(self.tr("Expired"), "neutral", "history"),
            "withdrawn": BadgeFace(self.tr("Withdrawn"), "neutral", "ban"),
        }
        return faces[one.state]

    def _ask_withdraw(self, one: AttestationView) -> None:
        box = ReasonBox(
            self._context.theme,
            self.tr("The attestation should not have been recorded"),
            self.tr("Withdraw"),
            effect=self.tr("It stays in the list; future bookings are priced without it."),
            icon="ban",
            name="isee.reason",
        )
        box.given.connect(partial(self._withdraw, one.isee_id))
        self.ask(box, self._rows[one.isee_id])

    def _withdraw(self, isee_id: str, why: str, _day: object) -> None:
        self.record(WithdrawIsee(isee_id=isee_id, reason=why), self.tr("ISEE withdrawn"))
