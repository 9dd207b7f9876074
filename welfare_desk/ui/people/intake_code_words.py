# SPDX-License-Identifier: EUPL-1.2
"""What the fields about codes and documents say, in the language of the window."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from welfare_desk.core.dates import date_text
from welfare_desk.core.fiscal_code import Difference, FiscalCode
from welfare_desk.desk.proposal import NearCode, Typed, places
from welfare_desk.ui.people.words import Choices

OTHER = "other"


class CodeWords(QObject):
    """Sentences about fiscal codes and documents."""

    def statuses(self) -> Choices:
        """Return how sure a fiscal code is, the least first."""
        return (
            ("declared", self.tr("Declared")),
            ("seen", self.tr("Seen on a document")),
            ("verified", self.tr("Verified")),
            ("computed", self.tr("Computed")),
        )

    def marked(self, code: str, status: str) -> str:
        """Return a fiscal code; one that was computed, and so is not official, says it."""
        if not code or status != "computed":
            return code
        return self.tr("%1 · computed").replace("%1", code)

    def difference_reasons(self) -> Choices:
        """Return why a code may be right that does not fit what was typed."""
        return (
            ("", self.tr("Choose a reason")),
            ("as_on_card", self.tr("The card says so: checked letter by letter")),
            ("name_changed", self.tr("The name was changed")),
            ("name_written_otherwise", self.tr("The name is written otherwise in the registers")),
            ("sex_corrected", self.tr("The sex was corrected")),
            ("birth_corrected", self.tr("Birth date or place were corrected")),
            ("adopted", self.tr("Adopted")),
            ("to_verify", self.tr("The person says so: to be verified")),
        )

    def difference(self, found: Difference, code: FiscalCode, typed: Typed) -> str:
        """Return one difference: what the code says, what is typed."""
        if found.field == "sex":
            sexes = {"F": self.tr("female"), "M": self.tr("male")}
            words = self.tr("Sex: %1 in the code, %2 is chosen")
            return _put(words, sexes[found.in_code], sexes[found.typed])
        if found.field == "born_on":
            mine = date_text(typed.born_on) if typed.born_on else ""
            theirs = date_text(_nearest(code, typed))
            return _put(self.tr("Birth date: %1 in the code, %2 is typed"), theirs, mine)
        if found.field == "birthplace":
            words = self.tr("Birthplace: %1 in the code, %2 is typed")
            return _put(words, _place(found.in_code), _place(found.typed))
        words = {
            "surname": self.tr("Surname: the code has %1, what is typed gives %2"),
            "name": self.tr("Name: the code has %1, what is typed gives %2"),
        }[found.field]
        said = _put(words, found.in_code, found.typed)
        if found.field == "name" and len(typed.name.split()) == 1:
            # The second name of the registers is often on the health card alone.
            said += ". " + self.tr("Perhaps a second name is missing.")
        return said

    def unknown_place(self, code: str) -> str:
        """Return that the list of places does not have the code's birthplace."""
        words = self.tr("Birthplace: %1 is not in the list of places. Type it if you know it.")
        return words.replace("%1", code)

    def near(self, one: NearCode) -> str:
        """Return a code one slip away, with whose it is."""
        if not one.person_id:
            return one.fiscal_code
        who = f"{one.surname} {one.name}".strip()
        born = date_text(one.born_on) if one.born_on else ""
        code = one.fiscal_code
        if one.computed:
            code = self.tr("%1 (computed)").replace("%1", code)
        return " · ".join(part for part in (who, born, code) if part)

    def near_spoken(self, one: NearCode) -> str:
        """Return what pressing a near code does."""
        words = self.tr("It is %1: open the page") if one.person_id else self.tr("Use the code %1")
        return words.replace("%1", self.near(one))

    def document_kinds(self) -> Choices:
        """Return the documents that may be recorded at an intake."""
        return (
            ("electronic_id_card", self.tr("Electronic identity card")),
            ("paper_id_card", self.tr("Paper identity card")),
            ("residence_permit", self.tr("Residence permit")),
            ("passport", self.tr("Passport")),
        )


def _put(words: str, first: str, second: str) -> str:
    return words.replace("%1", first).replace("%2", second)


def _place(code: str) -> str:
    place = places().by_code(code)
    return place.label if place else code


def _nearest(code: FiscalCode, typed: Typed) -> date:
    """Return the date of the code whose century is that of the typed one, if it has it."""
    if typed.born_on is not None:
        for born_on in code.birth_candidates:
            if abs(born_on.year - typed.born_on.year) < 50:
                return born_on
    return code.birth_candidates[0]
