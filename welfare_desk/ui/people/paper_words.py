# SPDX-License-Identifier: EUPL-1.2
"""Delegations, identifiers, consents and requests in the operator's words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core import delegation_rules as rules
from welfare_desk.ui.kit.badges import BadgeFace

Choices = tuple[tuple[str, str], ...]


class PaperWords(QObject):
    """Ids and words of everything about papers, in the language of the window."""

    def titles(self) -> Choices:
        """Return by what right somebody acts for another, the most frequent first."""
        return (
            ("delegate", self.tr("Delegate")),
            ("parent", self.tr("Parent")),
            ("support_administrator", self.tr("Support administrator")),
            ("guardian", self.tr("Guardian")),
            ("curator", self.tr("Curator")),
            ("relative_art4", self.tr("Relative, for health reasons")),
        )

    def title(self, title: str) -> str:
        """Return a title in words."""
        known = rules.canonical(title)
        return dict(self.titles()).get(known, known)

    def title_hint(self, title: str) -> str:
        """Return what must be seen or written for a title."""
        hints = {
            "delegate": self.tr("By a form that the person signs. See the delegate's document."),
            "parent": self.tr("Of a minor. Who comes declares it; nothing else is asked."),
            "support_administrator": self.tr("Read in the decree which powers there are."),
            "guardian": self.tr("Of a minor or of who is interdicted. See the decree."),
            "curator": self.tr("Acts together with the person, never alone. See the decree."),
            "relative_art4": self.tr(
                "Declares for who cannot, for health reasons. Do not write which."
            ),
        }
        return hints.get(title, "")

    def powers(self) -> Choices:
        """Return what somebody may do for another, one by one."""
        return (
            ("collect_card", self.tr("Collect cards")),
            ("collect_voucher", self.tr("Collect vouchers")),
            ("book", self.tr("Book and cancel")),
            ("receive_information", self.tr("Receive information")),
            ("change_data", self.tr("Change the data")),
            ("apply", self.tr("Apply for benefits")),
            ("sign", self.tr("Sign")),
        )

    def powers_text(self, powers: tuple[str, ...]) -> str:
        """Return powers in one line."""
        if rules.ANY_POWER in powers or set(rules.POWERS) <= set(powers):
            return self.tr("Every act at the desk")
        known = dict(self.powers())
        return ", ".join(known.get(power, power) for power in powers)

    def relations(self) -> Choices:
        """Return degrees of kinship, the closest first."""
        return (
            ("spouse", self.tr("Spouse")),
            ("child", self.tr("Child")),
            ("parent", self.tr("Parent")),
            ("sibling", self.tr("Brother or sister")),
            ("grandparent", self.tr("Grandparent")),
            ("grandchild", self.tr("Grandchild")),
            ("uncle_aunt", self.tr("Uncle or aunt")),
            ("nephew_niece", self.tr("Nephew or niece")),
        )

    def standing(self, standing: str) -> BadgeFace:
        """Return the badge of a right to act: holding, coming or ended."""
        faces = {
            "holding": BadgeFace(self.tr("Holds"), "ok", "circle-check"),
            "coming": BadgeFace(self.tr("To come"), "info", "clock"),
            "ended": BadgeFace(self.tr("Ended"), "neutral", "ban"),
        }
        return faces.get(standing, faces["ended"])

    def caution(self, code: str, title: str = "") -> str:
        """Return what is strange about a delegation of a title, in words."""
        if code == "not_signed" and title == "parent":
            return ""
        if code == "not_signed" and title in rules.BY_DECREE:
            return self.tr("Decree not seen yet.")
        known = {
            "incomplete": self.tr("Something is missing: complete it when the person comes."),
            "decree_expired": self.tr("The decree has ended: ask for the new one."),
            "expired": self.tr("It has ended: a new form is needed."),
            "expires_soon": self.tr("It ends soon."),
            "no_expiry": self.tr("Without an end: ask until when."),
            "decree_in_future": self.tr("The day of the decree lies ahead: look again."),
            "not_signed": self.tr("Signed form not seen yet."),
            "no_document": self.tr("Document not seen."),
            "relation_unusual": self.tr("Kinship beyond the third degree: look again."),
            "power_unusual": self.tr("A relative declares, and collects nothing by this right."),
        }
        return known.get(code, "")

    def identifier_kinds(self) -> Choices:
        """Return the documents and codes that can be added, the most frequent first."""
        return (
            ("electronic_id_card", self.tr("Electronic identity card")),
            ("paper_id_card", self.tr("Paper identity card")),
            ("passport", self.tr("Passport")),
            ("residence_permit", self.tr("Residence permit")),
            ("health_card", self.tr("Health card")),
            ("stp", self.tr("STP code")),
            ("eni", self.tr("ENI code")),
        )

    def identifier_kind(self, kind: str) -> str:
        """Return a kind of code or document in words."""
        if kind == "fiscal_code":
            return self.tr("Former fiscal code")
        return dict(self.identifier_kinds()).get(kind, kind)

    def statuses(self) -> Choices:
        """Return how sure a code is."""
        return (
            ("seen", self.tr("Seen on the document")),
            ("declared", self.tr("Told by the person")),
            ("verified", self.tr("Verified")),
        )

    def askers(self) -> Choices:
        """Return who may ask for somebody."""
        return (
            ("self", self.tr("The person")),
            ("relative", self.tr("A relative")),
            ("delegate", self.tr("A delegate")),
            ("service", self.tr("Another service")),
        )

    def asker(self, asker: str) -> str:
        """Return who asked, in words."""
        return dict((*self.askers(), *self.titles())).get(asker, asker)

    def outcomes(self) -> Choices:
        """Return what may become of a request."""
        return (
            ("offered", self.tr("Offered")),
            ("booked", self.tr("Booked")),
            ("referred", self.tr("Referred to another service")),
            ("declined", self.tr("Declined by the person")),
            ("unmet", self.tr("No answer here")),
            ("closed", self.tr("Closed")),
        )

    def outcome(self, outcome: str) -> BadgeFace:
        """Return the badge of how a request stands."""
        words = dict(self.outcomes()).get(outcome, self.tr("Open"))
        faces = {
            "offered": ("info", "tag"),
            "booked": ("ok", "calendar-check"),
            "referred": ("info", "external-link"),
            "declined": ("neutral", "x"),
            "unmet": ("warning", "circle-alert"),
            "closed": ("neutral", "check"),
        }
        tone, icon = faces.get(outcome, ("warning", "hourglass"))
        return BadgeFace(words, tone, icon)
