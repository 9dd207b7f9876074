# SPDX-License-Identifier: EUPL-1.2
"""Choices of the forms about people, in words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core import isee

Choices = tuple[tuple[str, str], ...]


class PeopleWords(QObject):
    """Ids and words of every choice, in the language of the window."""

    def roles(self) -> Choices:
        """Return the roles in a household."""
        return (
            ("applicant", self.tr("Applicant")),
            ("spouse", self.tr("Spouse")),
            ("partner", self.tr("Partner")),
            ("child", self.tr("Child")),
            ("parent", self.tr("Parent")),
            ("other", self.tr("Other member")),
        )

    def role(self, role: str) -> str:
        """Return a role in words."""
        return dict(self.roles()).get(role, self.tr("Other member"))

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

    def no_code_reasons(self) -> Choices:
        """Return why somebody may have no fiscal code."""
        return (
            ("", self.tr("Choose a reason")),
            ("not_at_hand", self.tr("Not at hand today")),
            ("stp_eni", self.tr("STP or ENI code only")),
            ("asylum", self.tr("Asked for protection, code not given yet")),
            ("stateless", self.tr("No nationality or unknown identity")),
            ("newborn", self.tr("Newborn, code not given yet")),
        )

    def powers(self) -> Choices:
        """Return what a delegate may do."""
        return (
            ("collect_card", self.tr("Collect cards")),
            ("book", self.tr("Book and cancel")),
            ("all", self.tr("Every act at the desk")),
        )

    def titles(self) -> Choices:
        """Return by what right somebody acts for another."""
        return (
            ("delegate", self.tr("Delegate")),
            ("guardian", self.tr("Guardian")),
            ("administrator", self.tr("Support administrator")),
            ("parent", self.tr("Parent")),
        )
