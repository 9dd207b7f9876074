# SPDX-License-Identifier: EUPL-1.2
"""How many scans are read whole while somebody types, by frame keys and by time?

``python -m benchmarks.bench_scanner [SCANS]`` prints tables; the keys are made up with a fixed
seed, so the same program gives the same figures on any machine.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from welfare_desk.core.reader_codes import SQUARE_CODE
from welfare_desk.ui.reader_trial import RawKey, judge
from welfare_desk.ui.scan_detector import Key, ScanDetector, ScanMode, Verdict, clean_code

SCANS = 400
PREFIX, SUFFIX = 191, 192
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
TYPED = "abcdefghilmnoprstuvz ,."
Gap = Callable[[random.Random], float]


def around(median: float, spread: float) -> Gap:
    """Return gaps in milliseconds about a median, log-normal as those of hands are."""
    return lambda dice: median * dice.lognormvariate(0, spread)


def rolling(dice: random.Random) -> float:
    """Return a gap of somebody fast, who often presses a key before the last one is up."""
    return dice.uniform(12, 40) if dice.random() < 0.1 else around(95, 0.35)(dice)


TYPISTS: dict[str, Gap | None] = {
    "nobody types": None,
    "slow, 250 ms a key": around(250, 0.4),
    "average, 150 ms a key": around(150, 0.4),
    "fast, rolls over keys": rolling,
}
READERS: dict[str, Gap] = {
    "cable, 3 ms a key": around(3, 0.3),
    "cable, 10 ms a key": around(10, 0.3),
    "radio, 22 ms a key": around(22, 0.3),
    "slow link, 45 ms a key": around(45, 0.25),
}
"""The gaps of each reader; «Prova lettore» sets the limit for it."""


@dataclass
class Outcome:
    """What became of scans and of what was typed between them."""

    scans: int = 0
    whole: int = 0
    leaked: int = 0
    """Letters of codes that were typed into the field."""
    typed: int = 0
    taken: int = 0
    """Letters that a person typed and that did not arrive."""
    invented: int = 0
    """Scans told that nobody made."""
    held_ms: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Return it as a row of the table."""
        held = sorted(self.held_ms)
        p95 = held[int(len(held) * 0.95)] if held else 0
        return (
            f"{self.whole / self.scans:.1%} | {self.leaked} | {self.taken} of {self.typed} | "
            f"{self.invented} | {p95:.0f} ms"
        )


class Desk:
    """Feeds a detector as the window does, its timer in between."""

    def __init__(self, detector: ScanDetector) -> None:
        self.detector = detector
        self.typed: list[str] = []
        self.told: list[str] = []
        self.held: list[float] = []
        self.now, self.due = 0.0, 0.0

    def key(self, text: str, gap: float, *, code: int = 0, ends: bool = False) -> None:
        """Let the time pass, then press a key."""
        until = self.now + gap
        while self.due and self.due < until:
            self.now, self.due = self.due, 0.0
            self._obey(self.detector.elapse(round(self.now)))
        self.now = until
        key = Key(text, round(self.now), code=code, ends=ends, token=self.now)
        verdict = self.detector.feed(key)
        self._obey(verdict)
        if not verdict.swallowed and text and not ends:
            self.typed.append(text)
            self.held.append(0)

    def _obey(self, verdict: Verdict) -> None:
        for key in verdict.released:
            self.typed.append(key.text)
            self.held.append(self.now - float(str(key.token)))
        if verdict.scanned:
            self.told.append(clean_code(verdict.scanned))
        wait = verdict.wait_ms
        self.due = self.now + wait if wait else 0.0


def limit_of(reader: Gap) -> int:
    """Return the limit that the trial finds for a reader, from one reading of its code."""
    dice, now, keys = random.Random(3), 0.0, []
    for letter in SQUARE_CODE:
        keys.append(RawKey(letter, 1, round(now)))
        now += reader(dice)
    return judge([*keys, RawKey("", 2, round(now), ends=True)]).setup.gap_ms


def code_of(dice: random.Random) -> str:
    """Return a code as cards, slips and health cards have them."""
    kind = dice.random()
    if kind < 0.5:
        return "WD1C" + "".join(dice.choice(LETTERS) for _ in range(130))
    if kind < 0.75:
        return "WD1B" + "".join(dice.choice(LETTERS) for _ in range(8))
    return "RSSMRA62C45H501N"


def play(detector: ScanDetector, typist: Gap | None, reader: Gap, scans: int) -> Outcome:
    """Return what came of scans at any moment of somebody's typing."""
    dice, found = random.Random(7), Outcome(scans=scans)
    framed = detector.mode is ScanMode.DELIMITED
    for _ in range(scans):
        desk, typed = Desk(detector), ""
        for _ in range(dice.randint(3, 14) if typist else 0):
            assert typist is not None
            letter = dice.choice(TYPED)
            desk.key(letter, typist(dice))
            typed += letter
        code = code_of(dice)
        pause = dice.uniform(0, 200) if typist else 1_000
        if framed:
            desk.key("", pause, code=PREFIX)
        for place, letter in enumerate(code):
            desk.key(letter, reader(dice) if place or framed else pause)
        desk.key("", reader(dice), ends=True)
        if framed:
            desk.key("", reader(dice), code=SUFFIX)
        desk.key("", 5_000)
        _count(found, desk, typed, code)
    return found


def _count(found: Outcome, desk: Desk, typed: str, code: str) -> None:
    arrived = "".join(desk.typed)
    found.whole += code in desk.told
    found.invented += len(desk.told) - (code in desk.told)
    found.typed += len(typed)
    kept = _common(arrived, typed)
    found.taken += len(typed) - kept
    found.leaked += len(arrived) - kept
    found.held_ms += desk.held[: len(typed)]


def _common(arrived: str, typed: str) -> int:
    """Return how many letters at the beginning arrived as typed."""
    same = 0
    for one, other in zip(arrived, typed, strict=False):
        if one != other:
            break
        same += 1
    return same


def rows(scans: int) -> Iterator[tuple[str, str, str, Outcome]]:
    """Return each way of listening with reader, typist and what came of it."""
    for name, gap in READERS.items():
        limit = limit_of(gap)
        reader = f"{name}, limit {limit} ms"
        for typist, pace in TYPISTS.items():
            framed = ScanDetector(ScanMode.DELIMITED, PREFIX, SUFFIX)
            yield "frame keys", reader, typist, play(framed, pace, gap, scans)
            timed = ScanDetector(gap_ms=limit)
            yield "time", reader, typist, play(timed, pace, gap, scans)


def main() -> None:
    """Print a table for each way of listening and a line of JSON."""
    scans = int(sys.argv[1]) if len(sys.argv) > 1 else SCANS
    found = list(rows(scans))
    for way in ("frame keys", "time"):
        print(f"\n| by {way} | typing | read whole | letters leaked | letters taken | "
              "invented | held, p95 |")  # fmt: skip
        print("|---|---|--:|--:|--:|--:|--:|")
        for name, reader, typist, outcome in found:
            if name == way:
                print(f"| {reader} | {typist} | {outcome.row()} |")
    told = {f"{way}, {reader}, {typist}": outcome.whole for way, reader, typist, outcome in found}
    print(json.dumps({"scans": scans, "whole": told}))


if __name__ == "__main__":
    main()
