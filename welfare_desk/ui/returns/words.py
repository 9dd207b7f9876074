# SPDX-License-Identifier: EUPL-1.2
"""Words of returns: what became of a piece, and how a shop stands."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import grouped
from welfare_desk.desk.returns import Piece
from welfare_desk.desk.sentences import code_text
from welfare_desk.desk.views.shops import ShopRow
from welfare_desk.ui.kit.badges import BadgeFace


class ReturnWords(QObject):
    """The words of Rientri in the language of the window."""

    def number(self, piece: Piece) -> str:
        """Return the number of a piece as it is read aloud."""
        number = piece.card_no
        return grouped(number) if len(number) == 12 else number[:24] or self.tr("Not readable")

    def face(self, piece: Piece) -> BadgeFace:
        """Return the badge of a piece."""
        if piece.outcome == "taken":
            if piece.provisional:
                return BadgeFace(self.tr("Taken, provisional"), "warning", "hourglass")
            return BadgeFace(self.tr("Taken"), "ok", "circle-check")
        if piece.outcome == "twice":
            return BadgeFace(self.tr("Already read, counted once"), "neutral", "copy")
        return BadgeFace(self.tr("Put aside"), "warning", "triangle-alert")

    def reason(self, piece: Piece, lang: str) -> tuple[str, str]:
        """Return why a piece was put aside: the fact, and what to do now."""
        sentence = code_text(piece.code, dict(piece.facts), lang)
        fact, stop, remedy = sentence.partition(". ")
        return (f"{fact}." if stop else fact), remedy

    def told(self, piece: Piece, lang: str) -> tuple[str, str, str]:
        """Return tone, fact and remedy of the piece read last, for the head of the page."""
        number, amount = self.number(piece), euro_text(piece.amount_cents, lang)
        if piece.outcome == "taken":
            fact = self.tr("Taken: %1, %2").replace("%1", number).replace("%2", amount)
            return "ok", fact, self.tr("Scan the next one. No key is needed.")
        if piece.outcome == "twice":
            fact = self.tr("Already read: %1").replace("%1", number)
            return "info", fact, self.tr("It is counted once. Scan the next one.")
        fact, remedy = self.reason(piece, lang)
        aside = self.tr("Put aside: %1").replace("%1", fact)
        return "warning", aside, remedy or self.tr("Scan the next one.")

    def shop(self, row: ShopRow) -> BadgeFace:
        """Return how a shop stands."""
        faces = {
            "admitted": (self.tr("Admitted"), "ok", "circle-check"),
            "not_yet": (self.tr("Not yet admitted"), "warning", "hourglass"),
            "ended": (self.tr("Admission ended"), "warning", "calendar-x"),
            "suspended": (self.tr("Suspended"), "danger", "ban"),
            "left": (self.tr("Left"), "neutral", "log-out"),
        }
        return BadgeFace(*faces[row.standing])
