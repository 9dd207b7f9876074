# SPDX-License-Identifier: EUPL-1.2
"""Words of cards: states, steps of an entitlement, outcomes of a check, reasons."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_text
from welfare_desk.core.money import euro_text
from welfare_desk.desk.sentences import OutcomeWords, line_text, outcome_words
from welfare_desk.desk.verify import Verdict
from welfare_desk.desk.views.awards import EntitlementView
from welfare_desk.desk.views.people import PersonView
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.cards import Step

REASONS = ("lost", "stolen", "damaged")
SPOILT = ("jammed", "smudged", "wrong_data")
"""What is stored, in the order of their keys from 1 on: of a card, then of a print."""
DEAD_CARDS = frozenset({"blocked", "replaced", "voided", "expired"})
"""States in which a card's own money is elsewhere or held back."""
_TONES = {
    "good": "ok",
    "good_unseen": "warning",
    "not_active": "warning",
    "used": "warning",
    "blocked": "danger",
    "expired": "danger",
    "forged": "danger",
    "torn": "danger",
}
_SHORT = frozenset({"isee_present", "isee_kind"})


class CardWords(QObject):
    """The words of cards in the language of the window."""

    def state(self, state: str) -> BadgeFace:
        """Return the badge of a card's state."""
        faces = {
            "issued": (self.tr("To activate"), "warning", "scan-line"),
            "active": (self.tr("To hand over"), "info", "user-round-check"),
            "handed_over": (self.tr("Active"), "ok", "circle-check"),
            "blocked": (self.tr("Blocked"), "danger", "lock"),
            "replaced": (self.tr("Replaced"), "neutral", "repeat"),
            "printed": (self.tr("Printed, to activate"), "warning", "scan-line"),
            "used": (self.tr("Used up"), "neutral", "check"),
            "voided": (self.tr("Print discarded"), "neutral", "trash-2"),
            "expired": (self.tr("Expired"), "neutral", "calendar-x"),
        }
        return BadgeFace(*faces.get(state, (state, "neutral", "info")))

    def booklet(self, values_cents: tuple[int, ...], lang: str) -> str:
        """Return how many vouchers of each value: «6 × 20,00 €, 1 × 5,00 €»."""
        counts = Counter(values_cents)
        return ", ".join(
            f"{counts[value]} × {euro_text(value, lang)}" for value in sorted(counts, reverse=True)
        )

    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Return each reason as stored and as said."""
        said = (
            self.tr("1  Lost"),
            self.tr("2  Stolen"),
            self.tr("3  Damaged"),
        )
        return tuple(zip(REASONS, said, strict=True))

    def spoilt(self) -> tuple[tuple[str, str], ...]:
        """Return why a print is put away, as stored and as said."""
        said = (self.tr("4  Jammed"), self.tr("5  Smudged"), self.tr("6  Wrong data"))
        return tuple(zip(SPOILT, said, strict=True))

    def reason(self, reason: str) -> str:
        """Return a stored reason in words; one typed elsewhere as it stands."""
        said = {
            "lost": self.tr("lost"),
            "stolen": self.tr("stolen"),
            "damaged": self.tr("damaged"),
            "misprint": self.tr("printed badly"),
            "jammed": self.tr("jammed in the printer"),
            "smudged": self.tr("smudged"),
            "wrong_data": self.tr("printed with wrong data"),
        }
        code, _, report = reason.partition(": ")
        if report and code in said:
            return self.tr("%1, report %2").replace("%1", said[code]).replace("%2", report)
        return said.get(reason, reason)

    def outcome(self, verdict: Verdict, lang: str) -> tuple[str, OutcomeWords]:
        """Return the tone of a check and its words."""
        left = verdict.balance_cents
        facts: dict[str, int | str] = {
            "day": date_text(verdict.expires_on) if verdict.expires_on else "–",
            "left": euro_text(left, lang) if left is not None else "–",
        }
        words = outcome_words(verdict.outcome, facts, lang, why=verdict.why)
        return _TONES[verdict.outcome], words

    def holder(self, verdict: Verdict) -> str:
        """Return what the document of whoever holds the card must show (field lesson C39)."""
        if not verdict.initials:
            return ""
        asked = self.tr("Ask for a document: initials %1, born in %2.")
        year = str(verdict.born_year) if verdict.born_year else "–"
        return asked.replace("%1", verdict.initials).replace("%2", year)

    def list_age(self, verdict: Verdict) -> str:
        """Return of when the list of blocked cards is."""
        if verdict.list_at is None:
            return self.tr("No list of blocked cards here yet: send and receive (F5).")
        when = local_text(verdict.list_at)
        return self.tr("List of blocked cards as of %1.").replace("%1", when)

    def steps(self, fund: EntitlementView, person: PersonView, lang: str) -> tuple[Step, ...]:
        """Return each criterion with its source and value, as read at the counter."""
        found = [
            Step(
                self.tr("Household"),
                self.tr("As recorded today"),
                self.tr("%n people", "", fund.members),
            )
        ]
        for line in fund.lines:
            if (line.code in _SHORT and line.ok) or line.code == "already_awarded":
                continue
            title = line_text("award", line.code, dict(line.facts), lang)
            source, value = self._source(line.code, fund, person, lang)
            if line.code == "household_size":
                value = euro_text(line.cents, lang)
            if not line.ok:
                value = value or self.tr("missing")
            found.append(Step(title, source, value, "done" if line.ok else "failed"))
        already = fund.already_cents
        found.append(
            Step(
                self.tr("Already given from this fund"),
                self.tr("In this period, as known here"),
                euro_text(already, lang),
                "failed" if already else "none",
            )
        )
        return tuple(found)

    def _source(
        self, code: str, fund: EntitlementView, person: PersonView, lang: str
    ) -> tuple[str, str]:
        isee = person.isee
        if code == "residence":
            return self.tr("Address of the household"), person.municipality_name
        if code == "household_size":
            return fund.resolution, ""
        if isee is None:
            return self.tr("No attestation is recorded"), ""
        if code == "isee_valid":
            return self.tr("Attestation of the household"), date_text(isee.valid_to)
        return self.tr("Attestation of the household"), euro_text(isee.value_cents, lang)
