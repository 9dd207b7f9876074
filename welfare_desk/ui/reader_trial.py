# SPDX-License-Identifier: EUPL-1.2
"""Tells from the keys of a test code how a reader is set up and what is wrong; knows no Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from welfare_desk.core.reader_codes import CODE_39, SQUARE_CODE
from welfare_desk.ui.reader_setup import ReaderSetup
from welfare_desk.ui.scan_detector import HOLD_MS

MOST_GAP_MS = 150
"""A slower link cannot be told from a person who types; only a frame of keys can."""
_US_ON_ITALIAN = {"-": "'", "/": "-", ":": "ç", "+": "^", "*": "("}
"""What an Italian keyboard types for the keys of a reader that thinks it is American."""
Fault = Literal[
    "nothing", "half", "layout_us", "layout_other", "full_ascii", "extra_before", "extra_after",
    "slow", "too_slow", "no_enter", "one_frame_key", "same_frame_keys", "caps", "asterisks",
]  # fmt: skip
HARMLESS = frozenset({"caps", "asterisks", "no_enter", "slow", "one_frame_key"})
"""The program reads the code all the same."""
USABLE = HARMLESS | {"layout_us", "full_ascii", "same_frame_keys"}
"""Cards, slips and health cards are read all the same, signs or document lines are not."""


@dataclass(frozen=True, slots=True)
class RawKey:
    """A key as it came: what it types, its own number, its time stamp; Enter and Tab end."""

    text: str
    code: int
    at_ms: int
    ends: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a reading of the test code showed; ``setup`` is how this reader is best listened to."""

    text: str
    faults: tuple[Fault, ...]
    setup: ReaderSetup
    gap_ms: int = 0
    extra: str = ""
    """What was read beside the code, or the letters that came instead."""
    prefix: str = ""
    suffix: str = ""
    """The keys around the code, by their names."""

    @property
    def is_good(self) -> bool:
        """Tell whether codes of this reader are read whole."""
        return not set(self.faults) - HARMLESS

    @property
    def is_usable(self) -> bool:
        """Tell whether one can work with this reader as it is."""
        return not set(self.faults) - USABLE


def judge(keys: Sequence[RawKey]) -> Trial:
    """Return what the keys of one reading show."""
    typed = [place for place, key in enumerate(keys) if key.text and not key.ends]
    if not typed:
        return Trial("", ("nothing",), ReaderSetup())
    first, last = typed[0], typed[-1]
    text = "".join(keys[place].text for place in typed)
    gaps = [later.at_ms - sooner.at_ms for sooner, later in pairwise(keys[first : last + 1])]
    gap = round(median(gaps)) if gaps else 0
    faults, extra = _faults_of_text(text)
    before, after = keys[:first], keys[last + 1 :]
    setup, more = _setup(before, after, gaps)
    ended = any(key.ends for key in after) or setup.mode == "delimited"
    if not ended and "half" not in faults:
        more.append("no_enter")
    return Trial(
        text,
        (*faults, *more),
        setup,
        gap,
        extra,
        _names(before),
        _names(after),
    )


def _names(keys: Sequence[RawKey]) -> str:
    return " ".join(dict.fromkeys(key.name for key in keys if key.name))


def _faults_of_text(text: str) -> tuple[list[Fault], str]:
    faults: list[Fault] = []
    if len(text) > 1 and text[0] == text[-1] and text[0] in "*(":
        text = text[1:-1]
        faults.append("asterisks")
    if text != text.upper() and text.lower() != text.upper() and text.swapcase() == text.upper():
        faults.append("caps")
        text = text.upper()
    for wanted in (SQUARE_CODE, CODE_39):
        if text == wanted:
            return faults, ""
    for wanted in (SQUARE_CODE, CODE_39):
        found = _near(text, wanted)
        if found is not None:
            fault, extra = found
            return [fault, *faults], extra
    return ["half", *faults], ""


def _near(text: str, wanted: str) -> tuple[Fault, str] | None:
    american = "".join(_US_ON_ITALIAN.get(letter, letter) for letter in wanted)
    if text.upper() == american.upper():
        return "layout_us", ""
    if wanted == CODE_39 and text == wanted.replace("+A", "a"):
        return "full_ascii", ""
    if text.endswith(wanted):
        return "extra_before", text.removesuffix(wanted)
    if text.startswith(wanted):
        return "extra_after", text.removeprefix(wanted)
    if len(text) == len(wanted):
        pairs = zip(wanted, text.upper(), strict=True)
        other = [f"{want}→{came}" for want, came in pairs if want != came]
        if len(other) <= len(wanted) // 2:
            return "layout_other", " ".join(dict.fromkeys(other))
    return None


def _setup(
    before: Sequence[RawKey], after: Sequence[RawKey], gaps: Sequence[int]
) -> tuple[ReaderSetup, list[Fault]]:
    """Return how to listen: by the frame where there are two keys that type nothing, else by time.

    Enter may be the second of them.
    """
    faults: list[Fault] = []
    prefix = before[-1].code if before else 0
    plain = [key for key in after if not key.ends and key.code]
    suffix = plain[0].code if plain else next((key.code for key in after if key.ends), 0)
    if prefix and prefix == suffix:
        faults.append("same_frame_keys")
    elif prefix and suffix:
        return ReaderSetup(mode="delimited", prefix_key=prefix, suffix_key=suffix), faults
    elif prefix or plain:
        faults.append("one_frame_key")
    slowest = sorted(gaps)[math.ceil(len(gaps) * 0.95) - 1] if gaps else 0
    wanted = math.ceil(slowest * 1.5)
    if slowest < HOLD_MS:
        return ReaderSetup(), faults
    if wanted > MOST_GAP_MS:
        return ReaderSetup(gap_ms=MOST_GAP_MS), [*faults, "too_slow"]
    return ReaderSetup(gap_ms=wanted), [*faults, "slow"]
