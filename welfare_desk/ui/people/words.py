# SPDX-License-Identifier: EUPL-1.2
"""Choices of the forms about people, in words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core import isee
from welfare_desk.core.membership import LEAVING_REASONS, ROLES
from welfare_desk.desk.sentences import line_text

Choices = tuple[tuple[str, str], ...]


class PeopleWords(QObject):
    """Ids and words of every choice, in the language of the window."""

    def __init__(self, parent: QObject | None = None, lang: str = "it") -> None:
        """Words that are data are told in ``lang``."""
        super().__init__(parent)
        self._lang = lang

    def roles(self) -> Choices:
        """Return the roles in a household."""
        return tuple((role, line_text("role", role, {}, self._lang)) for role in ROLES)

    def leaving(self) -> Choices:
        """Return why somebody leaves a household; what only the program says is left out."""
        told = (reason for reason in LEAVING_REASONS if reason != "role_changed")
        return tuple((reason, line_text("leaving", reason, {}, self._lang)) for reason in told)

    def left(self, reason: str) -> str:
        """Return why somebody left, in words."""
        return line_text("leaving", reason, {}, self._lang) if reason in LEAVING_REASONS else ""

    def role(self, role: str) -> str:
        """Return a role in words."""
        return line_text("role", role if role in ROLES else "other", {}, self._lang)

    def sexes(self) -> Choices:
        """Return what a document may say."""
        return (("F", self.tr("Female")), ("M", self.tr("Male")))

    def channels(self) -> Choices:
        """Return how a person may be reached."""
        return (
            ("phone", self.tr("Phone")),
            ("letter", self.tr("Letter")),
            ("counter", self.tr("Nothing")),
        )

    def languages(self) -> Choices:
        """Return the languages of printed papers."""
        return (("it", self.tr("Italian")), ("en", self.tr("English")))

    def isee_kinds(self) -> Choices:
        """Return the kinds of ISEE."""
        return (
            (isee.ORDINARY, self.tr("Ordinary")),
            (isee.MINORS, self.tr("For minors")),
            (isee.SOCIAL_HEALTH, self.tr("Social and health care")),
            (isee.RESIDENTIAL, self.tr("Residential care")),
            (isee.UNIVERSITY, self.tr("University")),
            (isee.CURRENT, self.tr("Current")),
        )

    def isee_title(self, kind: str) -> str:
        """Return the heading of an ISEE of a kind."""
        titles = {
            isee.ORDINARY: self.tr("Ordinary ISEE"),
            isee.MINORS: self.tr("ISEE for minors"),
            isee.SOCIAL_HEALTH: self.tr("ISEE for social and health care"),
            isee.RESIDENTIAL: self.tr("ISEE for residential care"),
            isee.UNIVERSITY: self.tr("ISEE for university"),
            isee.CURRENT: self.tr("Current ISEE"),
        }
        return titles.get(kind, self.tr("ISEE"))

    def isee_hint(self, kind: str) -> str:
        """Return what a kind of ISEE is for, in one line."""
        hints = {
            isee.ORDINARY: self.tr("For most benefits."),
            isee.MINORS: self.tr("For children whose parents are not married or live apart."),
            isee.SOCIAL_HEALTH: self.tr("For care at home of adults with a disability."),
            isee.RESIDENTIAL: self.tr("For care homes: counts children who live elsewhere."),
            isee.UNIVERSITY: self.tr("For the right to study."),
            isee.CURRENT: self.tr("After income fell: usually holds six months."),
        }
        return hints.get(kind, "")

    def no_code_reasons(self) -> Choices:
        """Return why somebody may have no fiscal code."""
        return (
            ("", self.tr("Choose a reason")),
            ("not_at_hand", self.tr("Not at hand today")),
            ("stp", self.tr("STP code only")),
            ("eni", self.tr("ENI code only")),
            ("newborn", self.tr("Newborn, code not given yet")),
            ("applied_for", self.tr("Applied for, not given yet")),
            ("asylum", self.tr("Asked for protection, code not given yet")),
            ("stateless", self.tr("No nationality or unknown identity")),
            ("unknown", self.tr("Not known")),
            ("other", self.tr("Another reason")),
        )
