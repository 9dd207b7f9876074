# SPDX-License-Identifier: EUPL-1.2
"""How old the last safety copy of this desk is, where copies go and how many are kept."""

from __future__ import annotations

import msgspec

from welfare_desk.core.instants import DAY_US
from welfare_desk.desk.reading import Reading

FOLDER = "copies"
"""Where copies go inside a desk's home when no other folder was chosen."""
FOLDER_NOTED, KEEP_NOTED = "safety_folder", "safety_keep"
LAST_NOTED, TROUBLE_NOTED = "safety_last", "safety_trouble"
KEEP, MOST_KEPT = 7, 60
"""How many copies are kept by default, and at most."""
LATE_DAYS = 3
"""A last copy that is older is told of."""


class SafetyView(msgspec.Struct, frozen=True, kw_only=True):
    """The safety copies of this desk."""

    device: int
    folder: str
    own_folder: bool
    """No folder was chosen: a broken disk takes the copies along."""
    keep: int
    last_at: int | None
    """When the last copy was made, microseconds; nothing: there is none."""
    last_file: str
    last_size: int
    age_days: int
    """Whole days since the last copy, or since this desk began where there is none."""
    late: bool
    trouble: str
    """Code of what kept the last try from a copy; nothing where it succeeded."""


class _Last(msgspec.Struct, frozen=True):
    file: str = ""
    size: int = 0
    made_at: int = 0


def safety_view(look: Reading) -> SafetyView:
    """Return how the copies stand."""
    noted = look.meta.get(FOLDER_NOTED) or ""
    last = _last(look)
    age = (look.now_us - last.made_at) // DAY_US if last.made_at else 0
    home = look.home
    return SafetyView(
        device=look.device,
        folder=noted or (str(home / FOLDER) if home is not None else ""),
        own_folder=not noted,
        keep=int(look.meta.get(KEEP_NOTED) or KEEP),
        last_at=last.made_at or None,
        last_file=last.file,
        last_size=last.size,
        age_days=max(age, 0),
        late=is_late(look),
        trouble=look.meta.get(TROUBLE_NOTED) or "",
    )


def last_copy_at(look: Reading) -> int | None:
    """Return when the last copy was made, or nothing."""
    return _last(look).made_at or None


def is_late(look: Reading) -> bool:
    """Tell whether the last copy is older than it should be; never on a sample territory."""
    last = _last(look).made_at
    return bool(last) and look.now_us - last > LATE_DAYS * DAY_US and not look.sample


def _last(look: Reading) -> _Last:
    noted = look.meta.get(LAST_NOTED)
    return msgspec.json.decode(noted.encode(), type=_Last) if noted else _Last()
