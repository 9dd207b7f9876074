# SPDX-License-Identifier: EUPL-1.2
"""How this desk's reader of codes is listened to, as its preferences have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from welfare_desk.core.settings import Value
from welfare_desk.ui.preferences import Preferences
from welfare_desk.ui.scan_detector import ScanDetector, ScanMode

Mode = Literal["timing", "delimited", "off"]
MODE, SOUND = "scanner.mode", "appearance.sound"


@dataclass(frozen=True, slots=True)
class ReaderSetup:
    """How scans are told from typing at this desk."""

    mode: Mode = "timing"
    gap_ms: int = 35
    """Longest time between two keys of a scan."""
    prefix_key: int = 0
    suffix_key: int = 0
    """Native scan codes of the keys around a code; 0 when not learnt."""


def reader_setup(preferences: Preferences) -> ReaderSetup:
    """Return what was chosen here, or laid down, or is usual."""
    return ReaderSetup(
        mode=cast("Mode", preferences.value(MODE)),
        gap_ms=int(preferences.value("scanner.gap_ms")),
        prefix_key=int(preferences.value("scanner.prefix_key")),
        suffix_key=int(preferences.value("scanner.suffix_key")),
    )


def keep_reader_setup(preferences: Preferences, setup: ReaderSetup) -> None:
    """Keep a setup for this desk; what the body laid down stays as it is."""
    chosen: dict[str, Value] = {
        "scanner.prefix_key": setup.prefix_key,
        "scanner.suffix_key": setup.suffix_key,
        "scanner.gap_ms": setup.gap_ms,
        MODE: setup.mode,
    }
    for key, value in chosen.items():
        preferences.choose(key, value)


def detector_of(setup: ReaderSetup) -> ScanDetector:
    """Return what tells scans from typing by a setup; without a learnt key it goes by time."""
    mode = ScanMode(setup.mode)
    if mode is ScanMode.DELIMITED and not setup.prefix_key:
        mode = ScanMode.TIMING
    return ScanDetector(
        mode=mode,
        prefix_code=setup.prefix_key,
        suffix_code=setup.suffix_key,
        gap_ms=setup.gap_ms,
    )
