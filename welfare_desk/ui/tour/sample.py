# SPDX-License-Identifier: EUPL-1.2
"""What the tour needs of the world around the window; handed in by the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from welfare_desk.desk.desk import Desk

FIRST, SECOND = "Sportello 1", "Sportello 2"
"""The two desks of the tour."""


class Sample(Protocol):
    """Two enrolled desks of one municipality, their cables and the folder they print into."""

    folder: Path
    """For files that somebody hands in."""
    prints: Path
    names: tuple[str, ...]
    login: str
    one_time_pin: str
    supervisor_pin: str
    """The one-time PIN of a second operator, who may decide what needs a supervisor."""

    def open_desk(self, name: str) -> Desk:
        """Return a desk, opened; opened twice it is the same."""

    def close_desk(self, name: str) -> None:
        """Close a desk that is open."""

    def pull_out(self, name: str) -> None:
        """Pull a desk's network cable."""

    def put_in(self, name: str) -> None:
        """Put it back."""

    def signed_code(self, desk: Desk, card_id: str) -> str:
        """Return what the code on a printed card says."""

    def noted(self, desk: Desk) -> tuple[str, ...]:
        """Return the acts that a desk's log holds, the latest first."""

    def more_papers(self, desk: Desk, card_ids: tuple[str, ...]) -> dict[str, bytes]:
        """Return papers that no step of the tour prints, by file name."""
