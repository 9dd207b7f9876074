# SPDX-License-Identifier: EUPL-1.2
"""The fields of a right to act for another: the title first, then only what it needs."""

from __future__ import annotations

import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from welfare_desk.core import delegation_rules as rules
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field, FieldFrame
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.paper_words import PaperWords

USUAL: dict[str, tuple[str, ...]] = {
    "delegate": ("collect_card",),
    "parent": rules.POWERS,
    "guardian": rules.POWERS,
    "curator": ("sign", "apply"),
    "support_administrator": ("collect_card", "book", "receive_information"),
    "relative_art4": ("apply", "sign"),
}
"""What is checked when a title is chosen; the operator changes it."""
Problem = tuple[FieldFrame | None, str]


class DelegateFields(QObject):
    """Makes the fields and shows those of the title; ``changed`` tells each change."""

    changed = Signal()

    def __init__(self, look: Look, today: datetime.date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._words = words = PaperWords(self)
        self._powers_touched = False
        self.title = ChoiceField(
            look, self.tr("By what right"), words.titles(), tight=True, name="delegate.title"
        )
        self.name = Field(look, self.tr("Surname and name"), tight=True, name="delegate.name")
        self.document = Field(
            look,
            self.tr("Document seen"),
            optional=True,
            tight=True,
            hint=self.tr("Kind and number, for example CI CA12345AA."),
            name="delegate.document",
        )
        self.relation = ChoiceField(
            look, self.tr("Kinship"), words.relations(), tight=True, name="delegate.relation"
        )
        self.court = Field(look, self.tr("Court"), tight=True, name="delegate.court")
        self.decree_no = Field(look, self.tr("Decree number"), tight=True, name="delegate.decree")
        self.decree_on = DateField(
            look, self.tr("Day of the decree"), today, tight=True, name="delegate.decree_on"
        )
        self.assisted = CheckRow(
            look, self.tr("Acts only together with the person"), name="delegate.assisted"
        )
        self.signed = CheckRow(look, self.tr("Signed form seen"), name="delegate.signed")
        self.valid_from = DateField(
            look, self.tr("From"), today, past=False, tight=True, name="delegate.from"
        )
        self.valid_from.set_day(today)
        self.until = DateField(
            look,
            self.tr("Until"),
            today,
            past=False,
            optional=True,
            tight=True,
            name="delegate.until",
        )
        self.powers = {
            power: CheckRow(look, text, name=f"delegate.power.{power}")
            for power, text in words.powers()
        }
        self._listen()
        self._title_chosen(self.title.value())

    def chosen_powers(self) -> tuple[str, ...]:
        """Return the powers that are checked."""
        return tuple(power for power, check in self.powers.items() if check.isChecked())

    def by_decree(self) -> bool:
        """Tell whether the title rests on a decree."""
        return self.title.value() in rules.BY_DECREE

    def problems(self) -> list[Problem]:
        """Return what must be mended before saving."""
        found: list[Problem] = []
        if not self.name.text():
            found.append((self.name, self.tr("Write who it is, for example Rossi Maria.")))
        if self.by_decree():
            if not self.court.text():
                words = self.tr("Write which court, for example Tribunale di Padova.")
                found.append((self.court, words))
            if not self.decree_no.text():
                words = self.tr("Write the number on the decree, for example 123/2026.")
                found.append((self.decree_no, words))
            if self.decree_on.day() is None:
                words = self.tr("Write day, month and year, for example 31/12/2026.")
                found.append((self.decree_on, words))
        start, end = self.valid_from.day(), self.until.day()
        if start is None:
            words = self.tr("Write day, month and year, for example 31/12/2026.")
            found.append((self.valid_from, words))
        if not self.until.is_readable():
            words = self.tr("Write day, month and year, for example 31/12/2026.")
            found.append((self.until, words))
        elif start is not None and end is not None and end < start:
            found.append((self.until, self.tr("The end lies before the beginning.")))
        if not self.chosen_powers():
            found.append((None, self.tr("Choose at least one thing the delegate may do.")))
        return found

    def cautions(self) -> tuple[str, ...]:
        """Return what is strange in what is typed so far, in words; it stops nobody."""
        start = self.valid_from.day() or self._today
        decree = self.by_decree()
        mandate = rules.Mandate(
            title=self.title.value(),
            powers=self.chosen_powers(),
            valid_from=start,
            valid_to=self.until.day(),
            delegate_document=self.document.text(),
            relation=self.relation.value(),
            decree_on=self.decree_on.day() if decree else None,
            signed=True,
        )
        known = ("decree_in_future", "decree_expired", "expired", "no_expiry", "power_unusual")
        codes = [code for code in rules.warnings(mandate, self._today) if code in known]
        return tuple(self._words.caution(code) for code in codes)

    def typed(self) -> dict[str, Any]:
        """Return the texts as typed, for a draft."""
        return {
            "title": self.title.value(),
            "relation": self.relation.value(),
            "powers": list(self.chosen_powers()),
            "assisted": self.assisted.isChecked(),
            "signed": self.signed.isChecked(),
            **{name: field.text() for name, field in self._lines().items()},
        }

    def fill(self, texts: dict[str, Any]) -> None:
        """Show texts as ``typed`` returned them."""
        self.title.set_value(str(texts.get("title", "")))
        self.relation.set_value(str(texts.get("relation", "")))
        for name, field in self._lines().items():
            field.set_text(str(texts.get(name, "")))
        for power, check in self.powers.items():
            check.setChecked(power in texts.get("powers", ()))
        self.assisted.setChecked(bool(texts.get("assisted")))
        self.signed.setChecked(bool(texts.get("signed")))

    def _lines(self) -> dict[str, Field]:
        return {
            "name": self.name,
            "document": self.document,
            "court": self.court,
            "decree_no": self.decree_no,
            "decree_on": self.decree_on,
            "valid_from": self.valid_from,
            "until": self.until,
        }

    def _listen(self) -> None:
        for field in self._lines().values():
            field.changed.connect(lambda _text: self.changed.emit())
        for check in (self.assisted, self.signed, *self.powers.values()):
            check.toggled.connect(lambda _on: self.changed.emit())
        for check in self.powers.values():
            check.clicked.connect(self._own_powers)
        self.relation.changed.connect(lambda _id: self.changed.emit())
        self.title.changed.connect(self._title_chosen)

    def _own_powers(self) -> None:
        self._powers_touched = True

    def _title_chosen(self, title: str) -> None:
        self.title.set_hint(self._words.title_hint(title))
        decree = title in rules.BY_DECREE
        for field in (self.court, self.decree_no, self.decree_on):
            show_if(field, decree)
        show_if(self.relation, title == "relative_art4")
        show_if(self.signed, title != "parent")
        self.signed.set_words(self.tr("Decree seen") if decree else self.tr("Signed form seen"))
        show_if(self.assisted, decree)
        self.assisted.setDisabled(title in rules.ALWAYS_ASSISTED)
        self.assisted.setChecked(title in rules.ALWAYS_ASSISTED)
        if not self._powers_touched:
            for power, check in self.powers.items():
                check.setChecked(power in USUAL.get(title, ()))
        self.changed.emit()
