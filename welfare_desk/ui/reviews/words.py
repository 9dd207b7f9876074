# SPDX-License-Identifier: EUPL-1.2
"""What is to review, its fields and their values, in the language of the window."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QObject

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_text, minute_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.proposal import places
from welfare_desk.desk.sentences import code_text
from welfare_desk.desk.views.pair import Excess, SideView
from welfare_desk.desk.views.reviews import ReviewRow
from welfare_desk.operations.review_items import DUPLICATE
from welfare_desk.ui.people.intake_code_words import CodeWords
from welfare_desk.ui.people.words import PeopleWords


class ReviewWords(QObject):
    """Titles, fields and values of what is to review."""

    def __init__(self, parent: QObject, lang: str) -> None:
        super().__init__(parent)
        self._lang = lang
        self._people = PeopleWords(self, lang)
        self._codes = CodeWords(self)

    def title(self, row: ReviewRow) -> str:
        """Return what an item is, in few words."""
        if row.code == DUPLICATE and row.other_id:
            return self.tr("Perhaps the same person")
        if row.code == "overwritten_fiscal_code":
            return self.tr("Two fiscal codes for one person")
        if row.code == "overwritten_born_on":
            return self.tr("Two birth dates for one person")
        if row.amount_cents:
            return self.tr("To check: %1").replace("%1", euro_text(row.amount_cents, self._lang))
        return self.tr("To check")

    def sentence(self, row: ReviewRow) -> str:
        """Return what happened and what to do now."""
        return code_text(row.code, {"amount_cents": row.amount_cents}, self._lang)

    def names(self, row: ReviewRow) -> str:
        """Return whom an item is about."""
        return " · ".join(name for name in (row.person_name, row.other_name) if name) or "–"

    def since(self, row: ReviewRow) -> str:
        """Return when an item came up and where."""
        return " · ".join(part for part in (local_text(row.opened_at), row.desk_name) if part)

    def field(self, field: str) -> str:
        """Return the name of a field of a person."""
        names = {
            "surname": self.tr("Surname"),
            "name": self.tr("Name"),
            "sex": self.tr("Sex"),
            "born_on": self.tr("Birth date"),
            "birthplace_code": self.tr("Birthplace"),
            "fiscal_code": self.tr("Fiscal code"),
            "phone": self.tr("Phone"),
            "street": self.tr("Street"),
            "street_no": self.tr("Number"),
            "postal_code": self.tr("Postal code"),
            "residence_istat": self.tr("Municipality"),
            "language": self.tr("Language of papers"),
            "channel": self.tr("How to reach"),
        }
        return names.get(field, field)

    def value(self, field: str, text: str) -> str:
        """Return a stored value as an operator reads it; a dash for nothing."""
        if not text:
            return self.tr("nothing")
        if field == "born_on":
            return date_text(datetime.date.fromisoformat(text))
        if field == "birthplace_code":
            place = places().by_code(text)
            return place.label if place else text
        if field == "residence_istat":
            place = places().by_istat(text)
            return place.label if place else text
        if field == "phone":
            return phone_text(text)
        known = {
            "sex": self._people.sexes,
            "language": self._people.languages,
            "channel": self._people.channels,
        }
        return dict(known[field]()).get(text, text) if field in known else text

    def code(self, side: SideView) -> str:
        """Return a side's fiscal code; one that was computed says so."""
        return self._codes.marked(side.fiscal_code, side.fiscal_code_status)

    def registered(self, side: SideView) -> str:
        """Return when, where and by whom a person was registered."""
        parts = (local_text(side.registered_at), side.desk_name, side.operator_name)
        return " · ".join(part for part in parts if part)

    def holds(self, side: SideView) -> str:
        """Return how much is recorded for a person."""
        parts = (
            self.tr("%n bookings", "", side.bookings) if side.bookings else "",
            self.tr("%n cards", "", side.cards) if side.cards else "",
            self.tr("%n awards", "", side.awards) if side.awards else "",
            self.tr("%n requests", "", side.requests) if side.requests else "",
            self.tr("%n notes", "", side.notes) if side.notes else "",
        )
        return ", ".join(part for part in parts if part) or self.tr("nothing recorded yet")

    def excess(self, excess: Excess) -> Sequence[str]:
        """Return what one person would have twice, a line each."""
        lines = []
        for place in excess.places:
            words = self.tr("Two places on %1 at %2: %3")
            words = words.replace("%1", date_text(place.slot_on))
            words = words.replace("%2", minute_text(place.start_minute))
            lines.append(words.replace("%3", place.title))
        for award in excess.awards:
            sums = ", ".join(euro_text(cents, self._lang) for cents in award.amounts_cents)
            words = self.tr("Two awards of %1 (%2): %3").replace("%1", award.fund_name)
            lines.append(words.replace("%2", award.period).replace("%3", sums))
        for home in excess.homes:
            words = self.tr("Two households since %1: %2; and %3")
            words = words.replace("%1", date_text(home.from_on))
            words = words.replace("%2", ", ".join(home.members[0]))
            lines.append(words.replace("%3", ", ".join(home.members[1])))
        return lines
