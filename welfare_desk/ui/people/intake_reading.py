# SPDX-License-Identifier: EUPL-1.2
"""What codes, documents and names put into the intake form, and whether it fits together."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QObject, Signal

from welfare_desk.core import fiscal_code
from welfare_desk.core.refusals import DeskError
from welfare_desk.core.text import fold
from welfare_desk.desk.document_scan import DocumentAnswer, DocumentRead
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.proposal import Proposal
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.intake_form import IntakeForm
from welfare_desk.ui.people.person_fields import PersonFields

NEEDED = 3


class IntakeReader(QObject):
    """Fills the form from what is read; ``read`` tells that something came in."""

    read = Signal()

    def __init__(
        self,
        context: Context,
        form: IntakeForm,
        fields: PersonFields,
        today: datetime.date,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._form, self._fields = context, form, fields
        self._today = today
        self.scanned = False
        """True while the code in the form is one that a reader sent."""
        self.coded = False
        """True once the form was begun with a code or got one by a scan."""
        fields.fiscal_code.line.textEdited.connect(self._code_typed)

    def take_scan(self, answer: Answer) -> bool:
        """Fill in a code that nobody has yet, or a document of whom the form is about."""
        if isinstance(answer, DocumentAnswer):
            return answer.document is not None and self._offer_document(answer.document)
        if self._fields.fiscal_code.text():
            return False
        self.take_code(answer.code)
        return True

    def take_code(self, code: str) -> None:
        """Fill in what a code proposes."""
        self.coded = True
        self._take(code, scanned=True)

    def take_document(self, read: DocumentRead) -> None:
        """Fill in what a document says."""
        self._form.document.show_read(read)
        self._form.show_document(True)
        self._fields.show_document(read)
        self.read.emit()

    def take_name(self, name: str) -> None:
        """Fill in a name as it was searched for, the surname first."""
        words = name.split()
        if any(letter.isdigit() for letter in name) or not words:
            return
        shown = [word.capitalize() if word.islower() else word for word in words]
        self._fields.surname.set_text(" ".join(shown[:-1]) or shown[0])
        if len(shown) > 1:
            self._fields.name.set_text(shown[-1])
        self.read.emit()

    def mark_scanned(self, scanned: bool) -> None:
        """Tint the fields of a draft that were filled by a scan."""
        self.scanned = scanned
        if scanned:
            self._fields.fiscal_code.set_scanned(True)
            self._fields.sex.set_scanned(True)
            for field in (self._fields.born_on, self._fields.birthplace):
                field.set_scanned(True, signed=False)

    def judge(self) -> None:
        """Show whether the code fits and how many of the needed fields are there."""
        form, fields = self._form, self._fields
        code = fields.fiscal_code.text()
        fields.show_hints()
        form.code.judge()
        form.document.judge()
        show_if(form.no_code, not code)
        whole = fiscal_code.has_shape(fiscal_code.normalized(code))
        fits = whole and not self._has_fault(code)
        form.set_fits(bool(form.code.differing()), fits)
        there = (
            bool(code or fields.no_code_reason.value()),
            bool(fields.surname.text()),
            bool(fields.name.text()),
        )
        form.set_needed(sum(there), NEEDED)
        form.set_read(self.scanned, document=form.document.read is not None)

    def _has_fault(self, code: str) -> bool:
        try:
            fiscal_code.parse(code, self._today)
        except DeskError:
            return True
        return False

    def _code_typed(self, text: str) -> None:
        self.scanned = False
        if fiscal_code.has_shape(fiscal_code.normalized(text)) and not self._has_fault(text):
            self._take(text, scanned=False)

    def _take(self, code: str, *, scanned: bool) -> None:
        desk = self._context.desk

        def proposed(proposal: Proposal) -> None:
            self.scanned = scanned
            self._fields.show_proposal(proposal, scanned=scanned)
            self._form.code.take(proposal.fiscal_code, scanned=scanned)
            self.read.emit()

        self._context.read(lambda: desk.read_code(code), self, proposed)

    def _offer_document(self, read: DocumentRead) -> bool:
        """Take a document in if it may be of the person in the form; tell whether it was."""
        if not self._form.document.is_empty():
            return False
        surname, born_on = self._fields.surname.text(), self._fields.born_on.day()
        if born_on not in (None, read.born_on):
            return False
        if born_on is None and surname and fold(surname) != fold(read.surname):
            return False
        self.take_document(read)
        return True
