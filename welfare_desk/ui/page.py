# SPDX-License-Identifier: EUPL-1.2
"""What the window asks of every page, whoever wrote it."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.desk.omnibox import Answer


class Page(QWidget):
    """A page of the window; ``kinds`` are the kinds of rows it shows.

    The window calls ``reload`` when one of these kinds changed, ``act`` for a key that the
    operator pressed, ``take_scan`` before it opens what a scan means.
    """

    kinds: frozenset[str] = frozenset()
    person_id: str = ""
    """The person the page is about, or nothing."""
    draft_id: str = ""
    """The draft that keeps what the page's form holds, or nothing."""
    held_until: int = 0
    """Until when a place is kept for the parked form, microseconds UTC; 0: none is."""
    help_page: str = "start"
    """The page of the help that F1 opens here."""

    @property
    def counts_scans(self) -> bool:
        """Tell whether a code read twice in a row is the page's to count, as in a batch."""
        return False

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say whose page it is that took the focus."""
        self.setAccessibleName(self.title() or self.accessibleName())
        super().focusInEvent(event)

    def hold(self, widget: QWidget) -> None:
        """Fill the page with a widget."""
        self._column.addWidget(widget)

    def title(self) -> str:
        """Return what the page's tab says."""
        return ""

    def reload(self) -> None:
        """Show what is stored now."""

    def shown(self) -> None:
        """Take the right panel and the focus: the page was brought to the front."""

    def parked(self) -> None:
        """Store what is typed: another page comes to the front, nothing is thrown away."""

    def act(self, act_id: str) -> bool:
        """Do an act of the registry (``confirm``, ``save``, ``back`` …); tell whether it did."""
        return False

    def take_scan(self, answer: Answer) -> bool:
        """Use what was scanned here; tell whether it did, else the window opens it."""
        return False
