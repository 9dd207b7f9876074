# SPDX-License-Identifier: EUPL-1.2
"""The fields of an ISEE attestation, the same in intake and alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from welfare_desk.core import isee
from welfare_desk.core.dates import date_text
from welfare_desk.core.money import euro_text, parse_euro
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.sentences import line_text
from welfare_desk.desk.views.attestations import AttestationView
from welfare_desk.operations.attestations import CorrectIsee, RecordIsee
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field, FieldFrame
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.words import PeopleWords

NAMED = frozenset({isee.MINORS, isee.UNIVERSITY, isee.RESIDENTIAL, isee.SOCIAL_HEALTH})
"""Kinds whose value may be for one person of the household."""


class IseeFields(QObject):
    """What stands on an attestation; an empty value means there is none.

    The last day is proposed from kind and day of issue until it is typed by hand.
    """

    changed = Signal()

    def __init__(
        self, context: Context, today: date, parent: QObject | None = None, *, alone: bool = False
    ) -> None:
        """``alone``: the page shows the last day and the warnings itself, not under the fields."""
        super().__init__(parent)
        self._alone = alone
        self._context, self._today = context, today
        self._words = PeopleWords(self, context.lang)
        self._proposed = ""
        look = context.theme
        self.value = Field(look, self.tr("ISEE value"), tight=True, sign="euro", name="isee.value")
        self.kind = ChoiceField(
            look, self.tr("Kind"), self._words.isee_kinds(), tight=True, name="isee.kind"
        )
        self.issued_on = DateField(
            look, self.tr("Issued on"), today, tight=True, name="isee.issued_on"
        )
        self.valid_to = DateField(
            look, self.tr("Valid until"), today, past=False, tight=True, name="isee.valid_to"
        )
        self.dsu_no = Field(
            look, self.tr("DSU number"), optional=True, tight=True, name="isee.dsu_no"
        )
        self.beneficiary = ChoiceField(
            look, self.tr("For whom"), (("", "–"),), tight=True, name="isee.beneficiary"
        )
        self.assets = CheckRow(look, self.tr("Assets were updated too"), name="isee.assets_updated")
        self.discrepancies = CheckRow(
            look, self.tr("INPS notes discrepancies"), name="isee.discrepancies"
        )
        self.note = Field(
            look,
            self.tr("Which discrepancies"),
            optional=True,
            tight=True,
            hint=self.tr("As written on the attestation; who follows the case decides."),
            name="isee.note",
        )
        self._listen()
        self._kind_chosen()

    def is_empty(self) -> bool:
        """Tell whether no value was typed."""
        return not self.value.text()

    def set_members(self, members: Sequence[tuple[str, str]]) -> None:
        """Offer the people whom the value may be for, as id and name."""
        before = self.beneficiary.value()
        self.beneficiary.set_choices((("", self.tr("The whole household")), *members))
        self.beneficiary.set_value(before)

    def typed(self) -> dict[str, str]:
        """Return the texts as typed, for a draft."""
        return {
            "value": self.value.text(),
            "kind": self.kind.value(),
            "issued_on": self.issued_on.text(),
            "valid_to": self.valid_to.text(),
            "dsu_no": self.dsu_no.text(),
            "beneficiary": self.beneficiary.value(),
            "assets": "1" if self.assets.isChecked() else "",
            "discrepancies": "1" if self.discrepancies.isChecked() else "",
            "note": self.note.text(),
        }

    def fill(self, texts: dict[str, str]) -> None:
        """Show texts as ``typed`` returned them."""
        self.value.set_text(texts.get("value", ""))
        self.kind.set_value(texts.get("kind", isee.ORDINARY))
        self.issued_on.set_text(texts.get("issued_on", ""))
        self.dsu_no.set_text(texts.get("dsu_no", ""))
        self.beneficiary.set_value(texts.get("beneficiary", ""))
        self.assets.setChecked(bool(texts.get("assets")))
        self.discrepancies.setChecked(bool(texts.get("discrepancies")))
        self.note.set_text(texts.get("note", ""))
        if texts.get("valid_to"):
            self.valid_to.set_text(texts["valid_to"])

    def show_attestation(self, one: AttestationView) -> None:
        """Show an attestation to put it right."""
        self.fill(
            {
                "value": euro_text(one.value_cents, "it").replace("€", "").strip(),
                "kind": one.isee_kind,
                "issued_on": date_text(one.issued_on),
                "valid_to": date_text(one.valid_to),
                "dsu_no": one.dsu_no,
                "beneficiary": one.beneficiary_id,
                "assets": "1" if one.assets_updated else "",
                "discrepancies": "1" if one.has_discrepancies else "",
                "note": one.note,
            }
        )

    def cents(self) -> int | None:
        """Return the value typed so far, or nothing while it cannot be read."""
        try:
            return parse_euro(self.value.text())
        except DeskError:
            return None

    def last_day(self) -> date | None:
        """Return the last day as typed, else the usual one; nothing without a day of issue."""
        return self.valid_to.day() or self._usual()

    def problems(self) -> list[tuple[FieldFrame | None, str]]:
        """Return what must be mended before saving."""
        found: list[tuple[FieldFrame | None, str]] = []
        try:
            parse_euro(self.value.text())
        except DeskError as refusal:
            found.append((self.value, self._context.sentence(refusal)))
        issued = self.issued_on.day()
        ends = self.last_day()
        if issued is None:
            words = self.tr("Write the day on the attestation, for example 15/01/2026.")
            found.append((self.issued_on, words))
        elif issued > self._today:
            found.append((self.issued_on, self.tr("The day must not be in the future.")))
        elif not self.valid_to.is_readable():
            words = self.tr("Write day, month and year, for example 31/12/2026.")
            found.append((self.valid_to, words))
        elif ends is not None and ends < self._today:
            words = self.tr("It ended on %1: ask for this year's ISEE.")
            at = self.valid_to if self.valid_to.isVisible() else self.issued_on
            found.append((at, words.replace("%1", date_text(ends))))
        return found

    def warnings(self) -> tuple[str, ...]:
        """Return what deserves a second look, in words; nothing of it stops anybody."""
        issued, ends = self.issued_on.day(), self.last_day()
        if issued is None or ends is None:
            return ()
        kind = self.kind.value()
        codes = isee.warnings(
            kind,
            self.dsu_no.text(),
            issued,
            ends,
            assets_updated=self.assets.isChecked(),
            has_discrepancies=self.discrepancies.isChecked(),
            beneficiary_id=self.beneficiary.value(),
        )
        facts: dict[str, int | str] = {"usual": date_text(self._usual() or ends)}
        return tuple(line_text("isee_warning", code, facts, self._context.lang) for code in codes)

    def operation(self, isee_id: str, household_id: str) -> RecordIsee:
        """Return what to record; call it when there are no problems."""
        issued, kind = self.issued_on.day() or self._today, self.kind.value()
        return RecordIsee(
            isee_id=isee_id,
            household_id=household_id,
            isee_kind=kind,
            dsu_no=self._dsu(),
            value_cents=parse_euro(self.value.text()),
            issued_on=issued,
            valid_to=self.last_day() or isee.valid_to(kind, issued),
            has_discrepancies=self.discrepancies.isChecked(),
            beneficiary_id=self._beneficiary(),
            assets_updated=self._assets(),
            note=self.note.text() if self.discrepancies.isChecked() else "",
        )

    def correction(self, isee_id: str, reason: str) -> CorrectIsee:
        """Return how an attestation is put right; call it when there are no problems."""
        issued, kind = self.issued_on.day() or self._today, self.kind.value()
        return CorrectIsee(
            isee_id=isee_id,
            reason=reason,
            isee_kind=kind,
            dsu_no=self._dsu(),
            value_cents=parse_euro(self.value.text()),
            issued_on=issued,
            valid_to=self.last_day() or isee.valid_to(kind, issued),
            has_discrepancies=self.discrepancies.isChecked(),
            beneficiary_id=self._beneficiary(),
            assets_updated=self._assets(),
            note=self.note.text() if self.discrepancies.isChecked() else "",
        )

    def _dsu(self) -> str:
        return isee.dsu_number_text(self.dsu_no.text()) if self.dsu_no.text() else ""

    def _beneficiary(self) -> str | None:
        return (self.beneficiary.value() or None) if self.kind.value() in NAMED else None

    def _assets(self) -> bool:
        return self.kind.value() == isee.CURRENT and self.assets.isChecked()

    def _usual(self) -> date | None:
        issued = self.issued_on.day()
        if issued is None:
            return None
        return isee.valid_to(self.kind.value() or isee.ORDINARY, issued, self._assets())

    def _listen(self) -> None:
        for field in (self.value, self.valid_to, self.note):
            field.changed.connect(lambda _text: self.changed.emit())
        for field in (self.issued_on, self.dsu_no):
            field.changed.connect(lambda _text: self._edited())
        self.kind.changed.connect(lambda _id: self._kind_chosen())
        self.beneficiary.changed.connect(lambda _id: self.changed.emit())
        self.assets.toggled.connect(lambda _on: self._edited())
        self.discrepancies.toggled.connect(self._noted)

    def _kind_chosen(self) -> None:
        kind = self.kind.value()
        self.kind.set_hint(self._words.isee_hint(kind))
        show_if(self.beneficiary, kind in NAMED)
        show_if(self.assets, kind == isee.CURRENT)
        show_if(self.note, self.discrepancies.isChecked())
        self._edited()

    def _noted(self, on: bool) -> None:
        show_if(self.note, on)
        self.changed.emit()

    def _edited(self) -> None:
        usual = self._usual()
        text = date_text(usual) if usual is not None else ""
        hint = self.tr("Valid until %1").replace("%1", text) if text and not self._alone else ""
        self.issued_on.set_hint(hint)
        if self.valid_to.text() in ("", self._proposed):
            self._proposed = text
            self.valid_to.set_text(text)
        strange = self.dsu_no.text() and not isee.dsu_number_looks_right(self.dsu_no.text())
        words = line_text("isee_warning", "dsu_strange", {}, self._context.lang)
        self.dsu_no.set_hint(words if strange and not self._alone else "")
        self.changed.emit()
