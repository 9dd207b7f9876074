# SPDX-License-Identifier: EUPL-1.2
"""Words of shops: papers, purchases, settlements and their differences."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.dates import date_text
from welfare_desk.desk.views.shops import PaperRow, SettlementRow, SpentRow
from welfare_desk.ui.kit.badges import BadgeFace


class ShopWords(QObject):
    """The words of shops in the language of the window."""

    def paper(self, row: PaperRow) -> BadgeFace:
        """Return how a paper stands."""
        if row.valid_to is None:
            return BadgeFace(self.tr("No end"), "neutral", "file-check")
        until = date_text(row.valid_to)
        faces = {
            "ok": (self.tr("Until %1"), "ok", "file-check"),
            "ending": (self.tr("Ends on %1"), "warning", "calendar-clock"),
            "ended": (self.tr("Ended on %1"), "danger", "calendar-x"),
        }
        words, tone, icon = faces[row.state]
        return BadgeFace(words.replace("%1", until), tone, icon)

    def spent(self, row: SpentRow) -> BadgeFace:
        """Return how a purchase stands."""
        faces = {
            "done": (self.tr("To settle"), "info", "clock"),
            "settled": (self.tr("Settled"), "ok", "circle-check"),
            "reversed": (self.tr("Taken back"), "neutral", "undo-2"),
        }
        return BadgeFace(*faces[row.state])

    def channel(self, row: SpentRow) -> str:
        """Return the way by which a purchase came in."""
        ways = {
            "counter": self.tr("at the counter"),
            "slips": self.tr("by a return"),
            "file": self.tr("by the shop's file"),
            "shop": self.tr("by the shop's system"),
        }
        return ways.get(row.channel, "")

    def settlement(self, row: SettlementRow) -> BadgeFace:
        """Return how far a settlement is."""
        faces = {
            "closed": (self.tr("Waits for the debit note"), "warning", "hourglass"),
            "noted": (self.tr("Ready to be paid"), "info", "file-check"),
            "ordered": (self.tr("Payment ordered"), "info", "send"),
            "paid": (self.tr("Paid"), "ok", "circle-check"),
        }
        return BadgeFace(*faces.get(row.state, (row.state, "neutral", "info")))

    def difference(self, code: str) -> str:
        """Return what a difference is."""
        said = {
            "missing_slip": self.tr("Voucher that was not brought"),
            "not_ours": self.tr("In the shop's list, not recorded here"),
            "not_theirs": self.tr("Recorded here, not in the shop's list"),
            "amount": self.tr("Another amount"),
            "not_paid": self.tr("Not in the bank's list"),
            "paid_otherwise": self.tr("The bank paid another amount"),
        }
        return said.get(code, code)
