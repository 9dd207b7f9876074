# SPDX-License-Identifier: EUPL-1.2
"""The document a person came with: read by its three lines or typed, kept beside the person."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.core import identifiers
from welfare_desk.core.text import fold
from welfare_desk.desk.document_scan import DocumentRead, document_of
from welfare_desk.operations.identifiers import RecordIdentifier
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field, FieldFrame
from welfare_desk.ui.kit.layout import TurningBox, VBox
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.people.intake_code_words import CodeWords
from welfare_desk.ui.people.person_fields import PersonFields

NUMBER_LETTERS = 40


class DocumentFields(QWidget):
    """Kind, number and end of a document; without a number there is none."""

    changed = Signal()

    def __init__(self, context: Context, fields: PersonFields, today: date) -> None:
        super().__init__()
        look = context.theme
        self._fields, self._today = fields, today
        self.read: DocumentRead | None = None
        """What the lines of the document said, if they were read."""
        self.kind = ChoiceField(
            look,
            self.tr("Document"),
            CodeWords(self).document_kinds(),
            tight=True,
            name="document.kind",
        )
        self.number = Field(
            look, self.tr("Document number"), code=True, tight=True, name="document.number"
        )
        self.until = DateField(
            look, self.tr("Valid until"), today, past=False, tight=True, name="document.until"
        )
        self.said = Text(look, "", "secondary", "muted", wrap=True)
        self.said.setObjectName("document.said")
        column = VBox(look, 4, parent=self)
        row = TurningBox(look, 12)
        for field, share in ((self.kind, 4), (self.number, 4), (self.until, 3)):
            row.addWidget(field, share)
        column.addLayout(row)
        column.addWidget(self.said)
        for each in (self.number, self.until):
            each.changed.connect(lambda _text: self._edited())
        self.kind.changed.connect(lambda _id: self._edited())
        self.judge()

    def is_empty(self) -> bool:
        """Tell whether no document was read or typed."""
        return not self.number.text()

    def show_read(self, read: DocumentRead) -> None:
        """Show what the lines of a document said."""
        self.read = read
        self.kind.set_value(read.identifier_kind)
        self.kind.set_scanned(True)
        self.number.set_text(read.number)
        self.number.set_scanned(True)
        self.until.set_day(read.expires_on)
        self.until.set_scanned(read.expires_on is not None, signed=False)
        self.judge()

    def judge(self) -> None:
        """Say what does not agree with what is typed: warnings, never a refusal."""
        number = identifiers.normalized(self.number.text())
        odd = bool(number) and not identifiers.fits(self.kind.value(), number)
        words = self.tr("Unusual for this document: look at it once more") if odd else ""
        self.number.set_hint(words)
        until = self.until.day()
        late = until is not None and until < self._today
        self.until.set_hint(self.tr("It has expired: kept all the same") if late else "")
        said = " ".join(self._said())
        self.said.setText(said)
        show_if(self.said, bool(said))

    def problems(self) -> list[tuple[FieldFrame | None, str]]:
        """Return what must be mended before the document is kept."""
        found: list[tuple[FieldFrame | None, str]] = []
        if len(self.number.text()) > NUMBER_LETTERS:
            words = self.tr("Too long: write at most %n letters.", "", NUMBER_LETTERS)
            found.append((self.number, words))
        if not self.until.is_readable():
            words = self.tr("Write day, month and year, for example 05/03/1962.")
            found.append((self.until, words))
        elif self.until.text() and self.is_empty():
            words = self.tr("Write the number of the document, or take its date away.")
            found.append((self.number, words))
        return found

    def operation(self, identifier_id: str, person_id: str) -> RecordIdentifier | None:
        """Return what keeps the document, or nothing where there is none."""
        if self.is_empty():
            return None
        return RecordIdentifier(
            identifier_id=identifier_id,
            person_id=person_id,
            identifier_kind=self.kind.value(),
            value=identifiers.normalized(self.number.text()),
            status="seen",
            issuer=self.read.issuer if self.read is not None else "",
            valid_to=self.until.day(),
        )

    def typed(self) -> dict[str, Any]:
        """Return what the fields hold, for a draft."""
        return {
            "kind": self.kind.value(),
            "number": self.number.text(),
            "until": self.until.text(),
            "read": msgspec.to_builtins(self.read) if self.read is not None else None,
        }

    def fill(self, kept: dict[str, Any]) -> None:
        """Show what ``typed`` returned."""
        read = kept.get("read")
        if read:
            self.show_read(document_of(read))
        self.kind.set_value(kept.get("kind", ""))
        self.number.set_text(kept.get("number", ""))
        self.until.set_text(kept.get("until", ""))

    def set_locked(self, locked: bool) -> None:
        """Forbid changes: the document is recorded."""
        self.kind.setDisabled(locked)
        for field in (self.number, self.until):
            field.set_locked(locked)

    def _said(self) -> list[str]:
        """What the document says beside the fields, where it is worth a word."""
        read = self.read
        if read is None:
            return []
        said = []
        names = self._fields.values()
        typed = fold(f"{names['surname']} {names['name']}").replace(" ", "")
        on_it = f"{read.surname} {read.name}".strip()
        if typed != fold(on_it).replace(" ", ""):
            said.append(self.tr("On the document: %1.").replace("%1", on_it.upper()))
        if read.names_cut:
            said.append(self.tr("The names may be cut: complete them."))
        born_on = self._fields.born_on.day()
        if read.born_on is not None and born_on not in (None, read.born_on):
            words = self.tr("Born on %1 on the document.")
            said.append(words.replace("%1", f"{read.born_on:%d/%m/%Y}"))
        if not said:
            said.append(self.tr("Accents and apostrophes are not on it: check the names."))
        said.append(self.tr("Nationality: %1.").replace("%1", read.nationality))
        return said

    def _edited(self) -> None:
        self.judge()
        self.changed.emit()
