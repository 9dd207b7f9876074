# SPDX-License-Identifier: EUPL-1.2
"""Tells a scanner's keys from a person's by their timing or by frame keys; knows no Qt."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from statistics import median

from welfare_desk.ui.scan_zone import LINES_PAUSE_MS, ZoneLines

HOLD_MS = 35
HOLD_LIMIT_MS = 150
END_PAUSE_MS = 60
SHORTEST_SCAN = 6
FRAME_LIMIT_MS = 3000


class ScanMode(StrEnum):
    """Delimited scanners send a key before and after the code; the others are timed."""

    TIMING = "timing"
    DELIMITED = "delimited"


@dataclass(frozen=True, slots=True)
class Key:
    """One key as the keyboard sent it; ``at_ms`` is the event's own time stamp.

    ``text`` is what it types ("" for keys that type nothing), ``code`` its native scan code,
    ``ends`` marks Enter and Tab, ``token`` is whatever the caller needs to send it again.
    """

    text: str
    at_ms: int
    code: int = 0
    ends: bool = False
    repeated: bool = False
    token: object = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do: send ``released`` on in order, then let the key just fed ``pass`` or not.

    ``scanned`` is the code read, if one was; ``wait_ms`` asks to be told when so much time has
    gone by without a key (0: nothing is held).
    """

    released: tuple[Key, ...] = ()
    swallowed: bool = False
    scanned: str | None = None
    wait_ms: int = 0


@dataclass(slots=True)
class ScanDetector:
    """Holds keys back until it is clear who typed them; none is lost and none doubled.

    The lines of a document, each with its own Enter, are told as one code.
    """

    mode: ScanMode = ScanMode.TIMING
    prefix_code: int = 0
    suffix_code: int = 0
    gap_ms: int = HOLD_MS
    _held: list[Key] = field(default_factory=list)
    _fast: bool = False
    _framed: bool = False
    _framed_at: int = 0
    _zone: ZoneLines = field(default_factory=ZoneLines)
    _ended_at: int | None = None

    def feed(self, key: Key) -> Verdict:
        """Take the next key."""
        if self._is_echo(key):
            return self._patient(Verdict(swallowed=True))
        if self.mode is ScanMode.DELIMITED:
            return self._patient(self._feed_framed(key))
        return self._patient(self._feed_timed(key))

    def elapse(self, now_ms: int) -> Verdict:
        """Take note that no key came until ``now_ms``."""
        if self._zone and not self._held:
            waited = now_ms - self._zone.since_ms
            if waited < LINES_PAUSE_MS:
                return Verdict(wait_ms=LINES_PAUSE_MS - waited)
            self._framed = False
            return Verdict(scanned=self._zone.give())
        return self._patient(self._elapse_held(now_ms))

    def _elapse_held(self, now_ms: int) -> Verdict:
        if not self._held and not self._framed:
            return Verdict()
        quiet = now_ms - (self._held[-1].at_ms if self._held else self._framed_at)
        if self._framed:
            if quiet < FRAME_LIMIT_MS:
                return Verdict(wait_ms=FRAME_LIMIT_MS - quiet)
            # The suffix never came: a broken code is dropped, never typed into a field.
            self._reset()
            return Verdict()
        limit = END_PAUSE_MS if self._fast else self.gap_ms
        if quiet < limit:
            return Verdict(wait_ms=limit - quiet)
        if self._fast and self._is_scan():
            return Verdict(scanned=self._whole(now_ms))
        return Verdict(released=self._take_keys())

    def flush(self) -> tuple[Key, ...]:
        """Give back the keys held, when the focus moves or the filter is taken away."""
        return () if self._framed else self._take_keys()

    def _feed_timed(self, key: Key) -> Verdict:
        if key.repeated:
            # A key held down is a person's.
            return Verdict(released=self._take_keys())
        if not self._held:
            if not key.text or key.ends:
                return Verdict()
            self._held.append(key)
            return Verdict(swallowed=True, wait_ms=self.gap_ms)
        gap = key.at_ms - self._held[-1].at_ms
        if key.ends:
            if self._is_scan():
                in_time = gap <= max(END_PAUSE_MS, self.gap_ms)
                self._ended_at = key.at_ms if in_time else None
                return Verdict(swallowed=in_time, scanned=self._whole(key.at_ms))
            return Verdict(released=self._take_keys())
        if gap >= (END_PAUSE_MS if self._fast else self.gap_ms):
            return self._new_burst(key)
        if not key.text:
            return Verdict(released=self._take_keys())
        self._held.append(key)
        self._fast = self._is_scan()
        limit = max(HOLD_LIMIT_MS, SHORTEST_SCAN * self.gap_ms)
        if not self._fast and key.at_ms - self._held[0].at_ms > limit:
            return Verdict(released=self._take_keys(), swallowed=True)
        return Verdict(swallowed=True, wait_ms=END_PAUSE_MS if self._fast else self.gap_ms)

    @property
    def holds(self) -> bool:
        """Tell whether keys wait for a verdict."""
        return bool(self._held) or self._framed

    @property
    def waits(self) -> bool:
        """Tell whether something is still to be told: keys held, or a document's lines."""
        return self.holds or bool(self._zone)

    def _new_burst(self, key: Key) -> Verdict:
        is_scan = self._is_scan()
        scanned = self._whole(key.at_ms) if is_scan else None
        released = () if is_scan else self._take_keys()
        if not key.text:
            return Verdict(released=released, scanned=scanned)
        self._held.append(key)
        return Verdict(released=released, swallowed=True, scanned=scanned, wait_ms=self.gap_ms)

    def _feed_framed(self, key: Key) -> Verdict:
        opens = bool(key.code) and key.code == self.prefix_code
        if not self._framed:
            if opens:
                self._framed, self._framed_at = True, key.at_ms
                return Verdict(swallowed=True, wait_ms=FRAME_LIMIT_MS)
            return Verdict()
        if opens and self._zone and not self._held:
            return Verdict(swallowed=True)
        if key.code == self.suffix_code:
            scanned = self._whole(key.at_ms) if self._held else None
            self._reset()
            if key.ends:
                # Enter closes each line of a document: the frame stays open for the next.
                self._framed, self._framed_at = bool(self._zone), key.at_ms
                self._ended_at = key.at_ms
            return Verdict(swallowed=True, scanned=scanned)
        self._held.append(key)
        return Verdict(swallowed=True, wait_ms=FRAME_LIMIT_MS)

    def _is_echo(self, key: Key) -> bool:
        """Line feed after carriage return, or Tab after Enter: the end of the same scan."""
        if not key.ends or self._held or self._ended_at is None:
            return False
        return 0 <= key.at_ms - self._ended_at <= END_PAUSE_MS

    def _patient(self, verdict: Verdict) -> Verdict:
        """Ask to be told in time that the other lines of a document did not come."""
        if verdict.wait_ms or not self._zone:
            return verdict
        return replace(verdict, wait_ms=LINES_PAUSE_MS)

    def _whole(self, at_ms: int) -> str | None:
        """Return the code held; nothing while it is one line of a document."""
        return self._zone.take(self._take_text(), at_ms) or None

    def _is_scan(self) -> bool:
        if len(self._held) < SHORTEST_SCAN:
            return False
        times = [key.at_ms for key in self._held]
        gaps = [later - sooner for sooner, later in pairwise(times)]
        return median(gaps) < self.gap_ms

    def _take_text(self) -> str:
        return "".join(key.text for key in self._take_keys() if not key.ends)

    def _take_keys(self) -> tuple[Key, ...]:
        keys = tuple(self._held)
        self._reset()
        return keys

    def _reset(self) -> None:
        self._held.clear()
        self._fast = self._framed = False


def clean_code(scanned: str) -> str:
    """Return a scan without what scanners add: blanks, line ends and asterisks around it."""
    return scanned.strip(" *\r\n\t").upper()
