# SPDX-License-Identifier: EUPL-1.2
"""Words that guide and page of the exercises share: what lies on the counter, what was needed."""

from __future__ import annotations

from PySide6.QtCore import QObject


class TrainingWords(QObject):
    """Says codes and counts in the language of the window."""

    def code(self, kind: str) -> str:
        """Return what lies on the counter."""
        return {
            "card": self.tr("Voucher card"),
            "health": self.tr("Health card"),
            "slip": self.tr("Booking slip"),
            "voucher": self.tr("Voucher"),
            "printed": self.tr("Card just printed"),
        }[kind]

    def counted(self, scans: int, keys: int, seconds: int | None = None) -> str:
        """Return scans, keys and seconds; no scans are not said."""
        parts = [self.tr("%n scans", "", scans)] if scans else []
        parts.append(self.tr("%n keys", "", keys))
        if seconds is not None:
            parts.append(self.tr("%n s", "", seconds))
        return ", ".join(parts)
