# SPDX-License-Identifier: EUPL-1.2
"""Tells a scanner's keys from a person's by their timing or by frame keys; knows no Qt."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from statistics import median

from welfare_desk.core.fiscal_code import has_shape
from welfare_desk.ui.scan_zone import LINES_PAUSE_MS, ZoneLines

HOLD_MS = 35
HOLD_LIMIT_MS = 150
"""A key is held so long in all, with the usual gap, before it is clear who types."""
END_PAUSE_MS = 60
SHORTEST_SCAN = 6
FRAME_PAUSE_MS = 3000
"""A frame without a key for so long is broken off."""
FRAME_LIMIT_MS = 15_000
"""A frame that is open for so long lost its end; what is typed then is a person's."""
STRAYS = 2
_OURS = re.compile(r"WD1[A-Z]", re.IGNORECASE)


class ScanMode(StrEnum):
    """Delimited scanners send a key before and after the code; the others are timed.

    Where there is no scanner no key is held back.
    """

    TIMING = "timing"
    DELIMITED = "delimited"
    OFF = "off"


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
    gone by without a key (0: nothing is held); ``broken`` tells of a frame that lost its end.
    """

    released: tuple[Key, ...] = ()
    swallowed: bool = False
    scanned: str | None = None
    wait_ms: int = 0
    broken: bool = False


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
    _opened_at: int = 0
    _zone: ZoneLines = field(default_factory=ZoneLines)
    _ended_at: int | None = None

    def feed(self, key: Key) -> Verdict:
        """Take the next key."""
        if self.mode is ScanMode.OFF:
            return Verdict()
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
            if quiet < FRAME_PAUSE_MS:
                return Verdict(wait_ms=FRAME_PAUSE_MS - quiet)
            # The suffix never came: a broken code is dropped, never typed into a field.
            self.drop()
            return Verdict(broken=True)
        limit = self._pause() if self._fast else self.gap_ms
        left = limit - quiet
        if not self._fast:
            left = min(left, self._hold_limit() - (now_ms - self._held[0].at_ms))
        if left > 0:
            return Verdict(wait_ms=left)
        if self._fast and self._is_scan():
            return self._scan_of_keys(now_ms)
        return Verdict(released=self._take_keys())

    def flush(self) -> tuple[Key, ...]:
        """Give back the keys held, when the focus moves or the filter is taken away."""
        return () if self._framed else self._take_keys()

    def in_frame(self) -> bool:
        """Tell whether a frame is open: nothing held in it may be typed."""
        return self._framed

    def drop(self) -> None:
        """Forget a frame that is open: what follows is not the scanner's any more."""
        self._reset()

    def is_frame_key(self, code: int) -> bool:
        """Tell whether a key opens a frame, or comes inside one that is open."""
        if self.mode is not ScanMode.DELIMITED:
            return False
        return self._framed or (bool(code) and code == self.prefix_code)

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
                in_time = gap <= self._pause()
                self._ended_at = key.at_ms if in_time else None
                return replace(self._scan_of_keys(key.at_ms), swallowed=in_time)
            return Verdict(released=self._take_keys())
        if gap >= (self._pause() if self._fast else self.gap_ms):
            return self._new_burst(key)
        if not key.text:
            return Verdict(released=self._take_keys())
        self._held.append(key)
        self._fast = self._is_scan()
        if self._fast:
            return Verdict(swallowed=True, wait_ms=self._pause())
        left = self._hold_limit() - (key.at_ms - self._held[0].at_ms)
        if left <= 0:
            return Verdict(released=self._take_keys(), swallowed=True)
        return Verdict(swallowed=True, wait_ms=min(left, self.gap_ms))

    def _pause(self) -> int:
        """Return the pause that ends a code: longer where a slow link was tuned in."""
        return max(END_PAUSE_MS, END_PAUSE_MS * self.gap_ms // HOLD_MS)

    def _hold_limit(self) -> int:
        """Return how long keys are held in all: longer where a slow link was tuned in."""
        return max(HOLD_LIMIT_MS, HOLD_LIMIT_MS * self.gap_ms // HOLD_MS)

    @property
    def holds(self) -> bool:
        """Tell whether keys wait for a verdict."""
        return bool(self._held) or self._framed

    @property
    def waits(self) -> bool:
        """Tell whether something is still to be told: keys held, or a document's lines."""
        return self.holds or bool(self._zone)

    def _new_burst(self, key: Key) -> Verdict:
        if self._is_scan():
            ended = self._scan_of_keys(key.at_ms)
        else:
            ended = Verdict(released=self._take_keys())
        if not key.text:
            return ended
        self._held.append(key)
        return replace(ended, swallowed=True, wait_ms=self.gap_ms)

    def _scan_of_keys(self, at_ms: int) -> Verdict:
        """Return the code held; a key or two that a person pressed just before it are typed."""
        text = "".join(key.text for key in self._held)
        ours = (place for place in range(STRAYS + 1) if _is_whole(text[place:]))
        strays = tuple(self._held[: next(ours, 0)])
        del self._held[: len(strays)]
        return Verdict(released=strays, scanned=self._whole(at_ms))

    def _feed_framed(self, key: Key) -> Verdict:
        opens = bool(key.code) and key.code == self.prefix_code
        if self._framed and key.at_ms - self._opened_at > FRAME_LIMIT_MS and not self._zone:
            self.drop()
            return replace(self._feed_framed(key), broken=True)
        if not self._framed:
            if opens:
                self._framed, self._framed_at, self._opened_at = True, key.at_ms, key.at_ms
                return Verdict(swallowed=True, wait_ms=FRAME_PAUSE_MS)
            return Verdict()
        if key.repeated:
            return Verdict(swallowed=True, wait_ms=FRAME_PAUSE_MS)
        if opens and key.code != self.suffix_code:
            if self._zone and not self._held:
                return Verdict(swallowed=True)
            # Another code begins: the one before lost its end.
            broken = bool(self._held)
            self._reset()
            self._framed, self._framed_at, self._opened_at = True, key.at_ms, key.at_ms
            return Verdict(swallowed=True, wait_ms=FRAME_PAUSE_MS, broken=broken)
        if self._closes(key):
            return self._frame_closed(key)
        self._held.append(key)
        return Verdict(swallowed=True, wait_ms=FRAME_PAUSE_MS)

    def _closes(self, key: Key) -> bool:
        """Tell whether a key ends a frame: the one learnt, or Enter and Tab where none was."""
        return key.code == self.suffix_code if self.suffix_code else key.ends

    def _frame_closed(self, key: Key) -> Verdict:
        scanned = self._whole(key.at_ms) if self._held else None
        self._reset()
        if key.ends:
            # Enter closes each line of a document: the frame stays open for the next.
            self._framed, self._framed_at = bool(self._zone), key.at_ms
            self._opened_at = key.at_ms
            self._ended_at = key.at_ms
        return Verdict(swallowed=True, scanned=scanned)

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


def _is_whole(text: str) -> bool:
    """Tell whether a code of ours, or a fiscal code, begins right here."""
    return _OURS.match(text) is not None or (text[:1] != " " and has_shape(clean_code(text)))


def clean_code(scanned: str) -> str:
    """Return a scan without what scanners add: blanks, line ends and asterisks around it."""
    return scanned.strip(" *\r\n\t").upper()
