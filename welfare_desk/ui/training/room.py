# SPDX-License-Identifier: EUPL-1.2
"""What the training mode asks of the program below it: plain values in, plain values out."""

from __future__ import annotations

from typing import Protocol

import msgspec

EXERCISES = ("t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8")
"""The exercises in their order: the tasks of the counter."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Who plays in one exercise, and what there is to scan."""

    person_id: str = ""
    name: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    """What lies on the counter and what a scanner reads on it: ``card``, ``health``, ``slip``,
    ``voucher``."""
    fiscal_code: str = ""


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How an exercise went the best time."""

    scans: int
    keys: int
    seconds: int


class Room(Protocol):
    """The training room; none of its methods blocks."""

    @property
    def pin(self) -> str:
        """The PIN of every operator in the room: nothing to be guessed."""

    @property
    def login(self) -> str:
        """Who is at work when the window opens."""

    @property
    def ready(self) -> bool:
        """Tell whether the room's server answers: it begins while the desk is opened."""

    def parts(self) -> dict[str, Part]:
        """Return who plays in each exercise."""

    def pull_out(self) -> None:
        """Cut the wire between desk and server: nothing passes any more."""

    def put_in(self) -> None:
        """Mend the wire."""

    def begin_anew(self) -> None:
        """Let the next opening put everything back as it was before the first exercise."""

    def best(self) -> dict[str, Score]:
        """Return the best score of each exercise done so far, over all starts."""

    def keep(self, exercise: str, score: Score) -> None:
        """Keep a score if it is the best one."""
