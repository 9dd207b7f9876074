# SPDX-License-Identifier: EUPL-1.2
"""Offerings of the catalogue in words: why one was found, how near it is, when it is next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import minute_text
from welfare_desk.core.needs import needs
from welfare_desk.desk.catalogue_search import Hit, Why
from welfare_desk.desk.catalogue_text import age_text
from welfare_desk.desk.catalogue_words import said
from welfare_desk.desk.views.catalogue import EntryView


class CatalogueWords(QObject):
    """Says rows of the catalogue."""

    def __init__(self, lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self.town = ""
        """The name of the desk's own municipality."""

    def detail(self, row: EntryView) -> str:
        """Return who offers it, and for whom."""
        ages = age_text(row.min_age, row.max_age, self._lang)
        group = said(f"group_{row.sought.group}", self._lang)
        return " · ".join(part for part in (row.provider_name, group, ages) if part)

    def why(self, hit: Hit) -> str:
        """Return the reasons why it was found; nothing when nothing was asked."""
        told = [self._reason(each) for each in hit.why]
        if not hit.fits_age:
            told.insert(0, self.tr("not for this age"))
        return " · ".join(text for text in told if text)

    def near(self, row: EntryView) -> str:
        """Return where it is: here, wherever the person is, in another municipality."""
        words = {"own": self.town, "everywhere": self.tr("Comes to you")}
        return words.get(row.sought.near, self.tr("Another municipality"))

    def when(self, row: EntryView) -> tuple[str, str]:
        """Return the next time and how many places are free in two weeks, or why there is none."""
        if row.needs_assessment:
            return self.tr("After an interview"), self.tr("with the social worker")
        if row.on_request:
            return self.tr("On request"), self.tr("the provider answers")
        if row.next_on is None:
            return self.tr("No places now"), ""
        time = minute_text(row.next_start_minute or 0)
        free = self.tr("%n free", "places of a service", row.places_free)
        return f"{date_text(row.next_on)} {time}", free

    def groups(self, codes: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return the groups to choose from, all of them first."""
        every = ("", self.tr("All groups"))
        return (every, *((code, said(f"group_{code}", self._lang)) for code in codes))

    def _reason(self, why: Why) -> str:
        if why.code == "all":
            return ""
        if why.code == "need":
            need = needs().get(why.text)
            return self.tr("answers: %1").replace("%1", need.name(self._lang) if need else "")
        words = {
            "word": self.tr("people say «%1»"),
            "name": self.tr("its name"),
            "provider": self.tr("offered by %1"),
            "description": self.tr("its description says «%1»"),
            "detail": self.tr("its sheet says «%1»"),
            "like": self.tr("spelt like «%1»"),
        }
        return words[why.code].replace("%1", why.text)
