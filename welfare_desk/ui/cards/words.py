# SPDX-License-Identifier: EUPL-1.2
"""Words of cards: states, steps of an entitlement, outcomes of a check, reasons."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.dates import date_text
from welfare_desk.core.money import euro_text
from welfare_desk.desk.sentences import line_text
from welfare_desk.desk.verify import Verdict
from welfare_desk.desk.views.awards import EntitlementView
from welfare_desk.desk.views.people import PersonView
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.cards import Step

REASONS = ("lost", "stolen", "damaged", "misprint")
"""What is stored, in the order of their keys from 1 on."""
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
        }
        return BadgeFace(*faces.get(state, (state, "neutral", "info")))

    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Return each reason as stored and as said."""
        said = (
            self.tr("1  Lost"),
            self.tr("2  Stolen"),
            self.tr("3  Damaged"),
            self.tr("4  Printed badly"),
        )
        return tuple(zip(REASONS, said, strict=True))

    def reason(self, reason: str) -> str:
        """Return a stored reason in words; one typed elsewhere as it stands."""
        said = {
            "lost": self.tr("lost"),
            "stolen": self.tr("stolen"),
            "damaged": self.tr("damaged"),
            "misprint": self.tr("printed badly"),
        }
        return said.get(reason, reason)

    def outcome(self, verdict: Verdict) -> tuple[str, str, str]:
        """Return tone, fact and remedy of a check."""
        day = date_text(verdict.expires_on) if verdict.expires_on else "–"
        table = {
            "good": ("ok", self.tr("The card is good"), self.tr("It can be used until %1.")),
            "good_unseen": (
                "warning",
                self.tr("The card is genuine, but this desk has not seen it yet"),
                self.tr("It ends on %1. Send and receive to know its balance."),
            ),
            "not_active": (
                "warning",
                self.tr("The card was issued but not activated"),
                self.tr("Open the person and activate it by a scan."),
            ),
            "blocked": (
                "danger",
                self.tr("The card is blocked"),
                self.tr("Do not accept it. Open the person to see why."),
            ),
            "replaced": (
                "danger",
                self.tr("The card was replaced by another"),
                self.tr("Keep it: the balance is on the new card."),
            ),
            "expired": (
                "danger",
                self.tr("The card ended on %1"),
                self.tr("It cannot be used any more."),
            ),
            "forged": (
                "danger",
                self.tr("This card was not issued by us"),
                self.tr("Do not accept it and tell the supervisor."),
            ),
            "torn": (
                "danger",
                self.tr("The code is torn or incomplete"),
                self.tr("Scan it again, or type the number printed below."),
            ),
        }
        tone, fact, remedy = table[verdict.outcome]
        return tone, fact.replace("%1", day), remedy.replace("%1", day)

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
