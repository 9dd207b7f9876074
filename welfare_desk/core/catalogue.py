# SPDX-License-Identifier: EUPL-1.2
"""The words that an offering of the catalogue is described with, as the file writes them."""

from __future__ import annotations

from typing import Final

import msgspec

GROUPS: Final = ("children", "families", "elderly", "disability", "all")
"""For whom; in the order in which the catalogue shows them."""
MODES: Final = (
    "office", "home", "online", "library", "centre", "vehicle", "phone", "apartment",
    "workshop", "out",
)  # fmt: skip
"""Where or how it is provided."""
RESIDENCES: Final = ("territory", "municipality")
"""Who may book, besides anybody."""
LIMIT_PERIODS: Final = ("day", "week", "month", "year")
WAITING_RULES: Final = ("order", "priority", "draw")
PAYERS: Final = ("municipality", "fund", "employer")
"""Who may bear a part of a price besides the person."""
ACCESSIBILITY: Final = ("ramp", "lift", "parking", "toilet", "sign_language", "hearing_loop")


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a sheet that screen and paper show alike."""

    code: str
    """What it is about; it chooses the sign."""
    label: str
    strong: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    bullets: bool = False
    """The plain lines are a list."""
    warns: bool = False
