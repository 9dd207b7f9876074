# SPDX-License-Identifier: EUPL-1.2
"""The fields about a person, the same in intake and in editing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from welfare_desk.core import fiscal_code
from welfare_desk.core.fiscal_code import Difference, FiscalCode
from welfare_desk.core.phones import phone_stored
from welfare_desk.core.refusals import DeskError
from welfare_desk.core.text import collation_key, fold
from welfare_desk.desk.document_scan import DocumentRead
from welfare_desk.desk.proposal import Proposal, Typed, places
from welfare_desk.desk.views.intake import IntakeFacts
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field, FieldFrame
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.people.town_field import TownField
from welfare_desk.ui.people.words import PeopleWords

NAME_LETTERS = 60
MOST_PLACES = 12
STREET_LETTERS, STREET_NO_LETTERS, POSTAL_LETTERS = 120, 20, 5
PHONE_LETTERS, LEAST_PHONE_DIGITS = 20, 5
DASHES = ("-", "–")
"""Typed for the name, or the surname, of a person who has only one."""
_NO_DAY = re.compile(r"^(?:(?:0{1,2}|[?x-]{1,2})?[/.\- ]?(?:(\d{1,2})[/.\-]))?((?:18|19|20)\d\d)$")


class BirthField(DateField):
    """A birth date; a year alone, or month and year, when the day is not known."""

    def day(self) -> date | None:
        """Return the date typed; the first of the year or month where the day is not known."""
        whole = super().day()
        if whole is not None:
            return whole
        found = _NO_DAY.match(self.text())
        month = int(found[1] or "1") if found else 0
        if found is None or not 1 <= month <= 12:
            return None
        return date(int(found[2]), month, 1)

    def day_unknown(self) -> bool:
        """Tell whether only the year, or month and year, were typed."""
        return self.day() is not None and super().day() is None

    def _tidy(self) -> None:
        if not self.day_unknown():
            super()._tidy()


class PersonFields(QObject):
    """Makes the fields, reads them and says what is wrong; ``changed`` tells each change."""

    changed = Signal()

    def __init__(self, context: Context, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._today = context, today
        self._words = PeopleWords(self)
        self._postal: dict[str, str] = {}
        self._place_codes: dict[str, str] = {}
        look = context.theme
        words = self._words
        self.fiscal_code = Field(
            look, self.tr("Fiscal code"), code=True, tight=True, name="person.fiscal_code"
        )
        self.sex = ChoiceField(
            look, self.tr("Sex"), (("", "–"), *words.sexes()), tight=True, name="person.sex"
        )
        self.sex.box.setMinimumContentsLength(3)
        self.born_on = BirthField(
            look, self.tr("Birth date"), today, tight=True, name="person.born_on"
        )
        self.birthplace = Field(look, self.tr("Birthplace"), tight=True, name="person.birthplace")
        self.surname = Field(look, self.tr("Surname"), tight=True, name="person.surname")
        self.name = Field(look, self.tr("Name"), tight=True, name="person.name")
        self.phone = Field(look, self.tr("Phone"), optional=True, tight=True, name="person.phone")
        self.channel = Segmented(
            look, self.tr("How to reach"), words.channels(), value="phone", name="person.channel"
        )
        self.street = Field(look, self.tr("Street"), tight=True, name="person.street")
        self.street_no = Field(look, self.tr("Number"), tight=True, name="person.street_no")
        self.postal_code = Field(
            look, self.tr("Postal code"), tight=True, name="person.postal_code"
        )
        self.town = TownField(look, self.tr("Municipality"), name="person.town")
        self.language = ChoiceField(
            look,
            self.tr("Language of papers"),
            words.languages(),
            tight=True,
            name="person.language",
        )
        self.no_code_reason = ChoiceField(
            look,
            self.tr("Why there is no code"),
            words.no_code_reasons(),
            tight=True,
            name="person.no_code_reason",
        )
        self._suggest_places()
        self._listen()

    def set_facts(self, facts: IntakeFacts) -> None:
        """Offer the municipalities, this desk's own chosen."""
        before = self.town.text()
        self._postal = {town.istat_code: town.postal_code for town in facts.towns}
        self.town.set_choices([(town.istat_code, town.name) for town in facts.towns])
        if not before:
            self.town.set_value(facts.home.istat_code)
        self._take_postal()

    def values(self) -> dict[str, str]:
        """Return what the fields hold, by field of the person."""
        day = self.born_on.day()
        return {
            "fiscal_code": fiscal_code.normalized(self.fiscal_code.text()),
            "sex": self.sex.value(),
            "born_on": day.isoformat() if day else "",
            "birthplace_code": self.birthplace_code(),
            **self._names(),
            "phone": phone_stored(self.phone.text()) if self.phone.text() else "",
            "channel": self.channel.value(),
            "street": self.street.text(),
            "street_no": self.street_no.text(),
            "postal_code": self.postal_code.text(),
            "residence_istat": self.town.value(),
            "language": self.language.value(),
            "no_code_reason": self.no_code_reason.value(),
        }

    def typed(self) -> dict[str, str]:
        """Return the texts as typed, for a draft."""
        kept = self.values()
        kept["fiscal_code"] = self.fiscal_code.text()
        kept["born_on"] = self.born_on.text()
        kept["birthplace"] = self.birthplace.text()
        kept["phone"] = self.phone.text()
        kept["town"] = self.town.text()
        kept["name"] = self.name.text()
        kept["surname"] = self.surname.text()
        return kept

    def no_code_reason_choices(self) -> tuple[tuple[str, str], ...]:
        """Return why there may be no code, as ids and words."""
        return self._words.no_code_reasons()

    def sought(self) -> Typed:
        """Return what a fiscal code is compared with."""
        names = self._names()
        return Typed(
            surname=names["surname"],
            name=names["name"],
            sex=self.sex.value(),
            born_on=self.born_on.day(),
            birthplace_code=self.birthplace_code(),
        )

    def compared(self, code: FiscalCode) -> tuple[Difference, ...]:
        """Return where a code does not fit what is typed; an unknown day does not count."""
        typed = self.sought()
        born_on = None if self.born_on.day_unknown() else typed.born_on
        names = ("", "") if self._has_one_name() else (typed.surname, typed.name)
        return fiscal_code.differences(code, *names, typed.sex, born_on, typed.birthplace_code)

    def show_document(self, read: DocumentRead) -> None:
        """Show what a document proposes in the fields that are empty; nothing typed is touched."""
        for field, text in ((self.surname, read.surname), (self.name, read.name or DASHES[0])):
            if not field.text() and read.surname:
                field.set_text(text)
                field.set_scanned(True)
        if not self.sex.value() and read.sex:
            self.sex.set_value(read.sex)
            self.sex.set_scanned(True)
        if not self.born_on.text() and read.born_on is not None:
            self.born_on.set_day(read.born_on)
            self.born_on.set_scanned(True, signed=False)

    def show_hints(self) -> None:
        """Say below the names what is not plain about them."""
        surname = self._names()["surname"]
        sorted_as = odd_order(surname)
        words = self.tr("In lists it stands under: %1").replace("%1", sorted_as)
        self.surname.set_hint(words if sorted_as else "")
        one = self._has_one_name()
        self.name.set_hint(self.tr("One name only: it is kept as the surname") if one else "")
        unknown = self.born_on.day_unknown()
        self.born_on.set_hint(self.tr("Day not known") if unknown else "")

    def fill(self, texts: dict[str, str]) -> None:
        """Show texts as ``typed`` returned them."""
        for name, field in self._lines().items():
            if name in texts:
                field.set_text(texts[name])
        for choice_name, choice in self._choices().items():
            if texts.get(choice_name):
                choice.set_value(texts[choice_name])
        if texts.get("residence_istat"):
            self.town.set_value(texts["residence_istat"])
        if texts.get("channel"):
            self.channel.set_value(texts["channel"])

    def birthplace_code(self) -> str:
        """Return the code of the birthplace typed, or nothing when it is not known."""
        typed = self.birthplace.text()
        known = self._place_codes.get(typed.casefold())
        if known:
            return known
        found = places().search(typed, 2) if typed else ()
        exact = [place for place in found if place.label.casefold() == typed.casefold()]
        sure = exact or (found if len(found) == 1 else ())
        return sure[0].code if sure else ""

    def set_birthplace(self, code: str, name: str = "") -> None:
        """Show a birthplace by its code."""
        place = places().by_code(code) if code else None
        label = place.label if place else name or code
        if label and code:
            self._place_codes[label.casefold()] = code
        self.birthplace.set_text(label)

    def show_proposal(self, proposal: Proposal, *, scanned: bool = True) -> None:
        """Show what a code proposes, tinted as read; what was typed before stays as it is."""
        self.fiscal_code.set_text(proposal.fiscal_code)
        self.fiscal_code.set_scanned(scanned)
        if proposal.sex and _is_free(self.sex.box, self.sex.value()):
            self.sex.set_value(proposal.sex)
            self.sex.set_scanned(True)
        if proposal.born_on is not None and _is_free(self.born_on.line, self.born_on.text()):
            self.born_on.set_day(proposal.born_on)
            self.born_on.set_scanned(True, signed=False)
        place = proposal.birthplace_code
        if place and _is_free(self.birthplace.line, self.birthplace.text()):
            self.set_birthplace(place, proposal.birthplace_name)
            self.birthplace.set_scanned(True, signed=False)

    def set_locked(self, locked: bool) -> None:
        """Forbid changes: the person is registered, editing has its own form."""
        for field in self._lines().values():
            field.set_locked(locked)
        for choice in (*self._choices().values(), self.channel):
            choice.setDisabled(locked)

    def problems(self) -> list[tuple[FieldFrame | None, str]]:
        """Return what must be mended before saving, field by field."""
        found: list[tuple[FieldFrame | None, str]] = []
        code = self.fiscal_code.text()
        if code:
            try:
                fiscal_code.parse(code, self._today)
            except DeskError as refusal:
                found.append((self.fiscal_code, self._context.sentence(refusal)))
        elif not self.no_code_reason.value():
            words = self.tr("Scan or type the code, or choose why there is none.")
            found.append((self.no_code_reason, words))
        return [*found, *self._name_problems(), *self._date_problems(), *self._other_problems()]

    def _names(self) -> dict[str, str]:
        """Return both names; the only one of a person who has one is the surname."""
        surname, name = self.surname.text(), self.name.text()
        if surname in DASHES:
            surname, name = name, ""
        return {
            "surname": "" if surname in DASHES else surname,
            "name": "" if name in DASHES else name,
        }

    def _has_one_name(self) -> bool:
        texts = [self.surname.text(), self.name.text()]
        return any(text in DASHES for text in texts) and any(text not in DASHES for text in texts)

    def _name_problems(self) -> list[tuple[FieldFrame | None, str]]:
        found: list[tuple[FieldFrame | None, str]] = []
        for field, words in (
            (
                self.surname,
                self.tr("Write the surname, for example Rossi; a dash if there is only one name."),
            ),
            (
                self.name,
                self.tr("Write the name, for example Maria; a dash if there is only one name."),
            ),
        ):
            text = field.text()
            if not text:
                found.append((field, words))
            elif len(text) > NAME_LETTERS:
                said = self.tr("Too long: write at most %n letters.", "", NAME_LETTERS)
                found.append((field, said))
            elif text not in DASHES and not any(letter.isalpha() for letter in text):
                found.append(
                    (field, self.tr("There is no letter in it. Write the name in letters."))
                )
        if not found and not self._names()["surname"]:
            found.append((self.surname, self.tr("Write at least one name.")))
        return found

    def _other_problems(self) -> list[tuple[FieldFrame | None, str]]:
        found: list[tuple[FieldFrame | None, str]] = []
        if self.birthplace.text() and not self.birthplace_code():
            words = self.tr(
                "This place is not in the list. Choose one of those offered; "
                "for somebody born abroad the state is enough."
            )
            found.append((self.birthplace, words))
        if not self.town.is_readable():
            found.append((self.town, self.town.trouble()))
        postal = self.postal_code.text()
        if postal and not (len(postal) == POSTAL_LETTERS and postal.isdecimal()):
            words = self.tr("Five digits, for example 35016.")
            found.append((self.postal_code, words))
        phone = self.phone.text()
        if phone and sum(letter.isdigit() for letter in phone) < LEAST_PHONE_DIGITS:
            words = self.tr("Write the number with its prefix, for example 347 000 0456.")
            found.append((self.phone, words))
        elif phone and len(phone_stored(phone)) > PHONE_LETTERS:
            words = self.tr("Too long for a phone number: write one number alone.")
            found.append((self.phone, words))
        for field, limit in ((self.street, STREET_LETTERS), (self.street_no, STREET_NO_LETTERS)):
            if len(field.text()) > limit:
                said = self.tr("Too long: write at most %n letters.", "", limit)
                found.append((field, said))
        return found

    def _date_problems(self) -> list[tuple[FieldFrame | None, str]]:
        if not self.born_on.is_readable():
            words = self.tr("Write day, month and year, for example 05/03/1962.")
            return [(self.born_on, words)]
        day = self.born_on.day()
        if day is not None and day > self._today:
            words = self.tr("The birth date must be in the past, for example 05/03/1962.")
            return [(self.born_on, words)]
        return []

    def _suggest_places(self) -> None:
        self._place_model = QStringListModel(self)
        completer = QCompleter(self._place_model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.birthplace.line.setCompleter(completer)
        self.birthplace.line.textEdited.connect(self._find_places)

    def _find_places(self, text: str) -> None:
        found = places().search(text.strip(), MOST_PLACES) if len(text.strip()) >= 2 else ()
        for place in found:
            self._place_codes[place.label.casefold()] = place.code
        self._place_model.setStringList([place.label for place in found])

    def _listen(self) -> None:
        for field in self._lines().values():
            field.changed.connect(lambda _text: self.changed.emit())
        for choice in self._choices().values():
            choice.changed.connect(lambda _id: self.changed.emit())
        self.channel.chosen.connect(lambda _id: self.changed.emit())
        self.town.changed.connect(lambda _id: self._take_postal())

    def _take_postal(self) -> None:
        known = self._postal.get(self.town.value(), "")
        before = self.postal_code.text()
        if known and (not before or before in self._postal.values()):
            self.postal_code.set_text(known)

    def _lines(self) -> dict[str, Field]:
        return {
            "fiscal_code": self.fiscal_code,
            "born_on": self.born_on,
            "birthplace": self.birthplace,
            "surname": self.surname,
            "name": self.name,
            "phone": self.phone,
            "street": self.street,
            "street_no": self.street_no,
            "postal_code": self.postal_code,
            "town": self.town,
        }

    def _choices(self) -> dict[str, ChoiceField]:
        return {
            "sex": self.sex,
            "language": self.language,
            "no_code_reason": self.no_code_reason,
        }


def odd_order(surname: str) -> str:
    """Return how a surname is sorted where its first sign does not tell; nothing otherwise."""
    first = unicodedata.normalize("NFKD", surname.strip())[:1].upper()
    key = collation_key(surname)[0]
    if not key or ("A" <= first <= "Z" and fold(surname)[:1].upper() == first):
        return ""
    return key.capitalize()


def _is_free(control: QWidget, held: str) -> bool:
    """Tell whether a field is empty or holds what an earlier scan proposed."""
    return not held or control.property("state") == "scanned"
