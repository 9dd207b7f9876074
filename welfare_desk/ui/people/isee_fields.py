# SPDX-License-Identifier: EUPL-1.2
"""The fields of an ISEE attestation, the same in intake and alone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from welfare_desk.core import isee
from welfare_desk.core.dates import date_text
from welfare_desk.core.money import parse_euro
from welfare_desk.core.refusals import DeskError
from welfare_desk.operations.households import RecordIsee
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field, FieldFrame
from welfare_desk.ui.people.words import PeopleWords


class IseeFields(QObject):
    """Value, kind and day of an attestation; an empty value means there is none."""

    changed = Signal()

    def __init__(self, context: Context, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._today = context, today
        look = context.theme
        self.value = Field(look, self.tr("ISEE value"), tight=True, sign="euro", name="isee.value")
        self.kind = ChoiceField(
            look, self.tr("Kind"), PeopleWords(self).isee_kinds(), tight=True, name="isee.kind"
        )
        self.issued_on = DateField(
            look, self.tr("Issued on"), today, tight=True, name="isee.issued_on"
        )
        self.dsu_no = Field(
            look, self.tr("DSU number"), optional=True, tight=True, name="isee.dsu_no"
        )
        self.discrepancies = CheckRow(
            look, self.tr("INPS notes discrepancies"), name="isee.discrepancies"
        )
        for field in (self.value, self.issued_on, self.dsu_no):
            field.changed.connect(lambda _text: self._edited())
        self.kind.changed.connect(lambda _id: self._edited())
        self.discrepancies.toggled.connect(lambda _on: self.changed.emit())

    def is_empty(self) -> bool:
        """Tell whether no value was typed."""
        return not self.value.text()

    def typed(self) -> dict[str, str]:
        """Return the texts as typed, for a draft."""
        return {
            "value": self.value.text(),
            "kind": self.kind.value(),
            "issued_on": self.issued_on.text(),
            "dsu_no": self.dsu_no.text(),
            "discrepancies": "1" if self.discrepancies.isChecked() else "",
        }

    def fill(self, texts: dict[str, str]) -> None:
        """Show texts as ``typed`` returned them."""
        self.value.set_text(texts.get("value", ""))
        self.kind.set_value(texts.get("kind", isee.ORDINARY))
        self.issued_on.set_text(texts.get("issued_on", ""))
        self.dsu_no.set_text(texts.get("dsu_no", ""))
        self.discrepancies.setChecked(bool(texts.get("discrepancies")))

    def problems(self) -> list[tuple[FieldFrame | None, str]]:
        """Return what must be mended before saving."""
        found: list[tuple[FieldFrame | None, str]] = []
        try:
            parse_euro(self.value.text())
        except DeskError as refusal:
            found.append((self.value, self._context.sentence(refusal)))
        issued = self.issued_on.day()
        if issued is None:
            words = self.tr("Write the day on the attestation, for example 15/01/2026.")
            found.append((self.issued_on, words))
        elif issued > self._today:
            found.append((self.issued_on, self.tr("The day must not be in the future.")))
        elif isee.valid_to(self.kind.value(), issued) < self._today:
            ended = date_text(isee.valid_to(self.kind.value(), issued))
            words = self.tr("It ended on %1: ask for this year's ISEE.").replace("%1", ended)
            found.append((self.issued_on, words))
        return found

    def operation(self, isee_id: str, household_id: str) -> RecordIsee:
        """Return what to record; call it when there are no problems."""
        issued = self.issued_on.day() or self._today
        kind = self.kind.value()
        return RecordIsee(
            isee_id=isee_id,
            household_id=household_id,
            isee_kind=kind,
            dsu_no=isee.dsu_number_text(self.dsu_no.text()) if self.dsu_no.text() else "",
            value_cents=parse_euro(self.value.text()),
            issued_on=issued,
            valid_to=isee.valid_to(kind, issued),
            has_discrepancies=self.discrepancies.isChecked(),
        )

    def _edited(self) -> None:
        issued = self.issued_on.day()
        hint = ""
        if issued is not None:
            ends = date_text(isee.valid_to(self.kind.value() or isee.ORDINARY, issued))
            hint = self.tr("Valid until %1").replace("%1", ends)
        self.issued_on.set_hint(hint)
        self.changed.emit()
