# SPDX-License-Identifier: EUPL-1.2
"""The fields about a person, the same in intake and in editing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter

from welfare_desk.core import fiscal_code
from welfare_desk.core.phones import phone_stored
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.proposal import Proposal, places
from welfare_desk.desk.views.intake import IntakeFacts
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field, FieldFrame
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.people.words import PeopleWords

NAME_LETTERS = 60
MOST_PLACES = 12
DASHES = ("-", "–")
"""Typed for the name of a person who has only one."""
NAMES = (
    "fiscal_code",
    "sex",
    "born_on",
    "birthplace_code",
    "surname",
    "name",
    "phone",
    "channel",
    "street",
    "street_no",
    "postal_code",
    "residence_istat",
    "language",
    "no_code_reason",
)


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
        self.born_on = DateField(
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
        self.town = ChoiceField(look, self.tr("Municipality"), tight=True, name="person.town")
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
        before = self.town.value()
        self._postal = {town.istat_code: town.postal_code for town in facts.towns}
        self.town.set_choices([(town.istat_code, town.name) for town in facts.towns])
        self.town.set_value(before or facts.home.istat_code)
        self._take_postal()

    def values(self) -> dict[str, str]:
        """Return what the fields hold, by field of the person."""
        day = self.born_on.day()
        return {
            "fiscal_code": fiscal_code.normalized(self.fiscal_code.text()),
            "sex": self.sex.value(),
            "born_on": day.isoformat() if day else "",
            "birthplace_code": self.birthplace_code(),
            "surname": self.surname.text(),
            "name": "" if self.name.text() in DASHES else self.name.text(),
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
        kept["name"] = self.name.text()
        return kept

    def fill(self, texts: dict[str, str]) -> None:
        """Show texts as ``typed`` returned them."""
        for name, field in self._lines().items():
            if name in texts:
                field.set_text(texts[name])
        for choice_name, choice in self._choices().items():
            if texts.get(choice_name):
                choice.set_value(texts[choice_name])
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

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what a code proposes, tinted as read and not typed."""
        self.fiscal_code.set_text(proposal.fiscal_code)
        self.fiscal_code.set_scanned(True)
        if proposal.sex:
            self.sex.set_value(proposal.sex)
            self.sex.set_scanned(True)
        if proposal.born_on is not None:
            self.born_on.set_day(proposal.born_on)
            self.born_on.set_scanned(True, signed=False)
        if proposal.birthplace_code:
            self.set_birthplace(proposal.birthplace_code, proposal.birthplace_name)
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
        for field, words in (
            (self.surname, self.tr("Write the surname, for example Rossi.")),
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
        found += self._date_problems()
        return found

    def differences(self) -> tuple[str, ...]:
        """Return where code and typed data do not fit: warnings, never refusals."""
        code = self.fiscal_code.text()
        try:
            parsed = fiscal_code.parse(code, self._today) if code else None
        except DeskError:
            return ()
        if parsed is None:
            return ()
        words = {
            "surname": self.tr("surname"),
            "name": self.tr("name"),
            "sex": self.tr("sex"),
            "born_on": self.tr("birth date"),
            "birthplace": self.tr("birthplace"),
        }
        found = fiscal_code.differences(
            parsed,
            self.surname.text(),
            self.name.text(),
            self.sex.value(),
            self.born_on.day(),
            self.birthplace_code(),
        )
        return tuple(words[each.field] for each in found)

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
        }

    def _choices(self) -> dict[str, ChoiceField]:
        return {
            "sex": self.sex,
            "residence_istat": self.town,
            "language": self.language,
            "no_code_reason": self.no_code_reason,
        }
