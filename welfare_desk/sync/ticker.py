# SPDX-License-Identifier: EUPL-1.2
"""When the desk exchanges next: a pure decision, asked by whoever owns a timer.

In touch: every minute, or soon after something was recorded.  Out of touch: after growing,
scattered pauses, and at once when a cheap probe finds that the line is back.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SECOND = 1_000_000
EVERY = 60 * SECOND
"""Pause between exchanges in touch, and the longest one out of touch."""
SOON = 2 * SECOND
"""Pause after something was recorded, so that a form's operations travel together."""
FIRST_PAUSE = 5 * SECOND
PROBE_EVERY = 10 * SECOND
STOPPED = frozenset({"revoked", "upgrade", "wipe", "fork", "epoch"})
"""Outcomes that only people or an update change: asked again slowly, never given up."""
SLOWLY = 15 * 60 * SECOND

Due = Literal["exchange", "probe", "nothing"]


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about the last exchange; instants are microseconds of one steady clock."""

    next_at: int = 0
    """When an exchange is due by itself."""
    probe_at: int = 0
    """When the line is probed next; counts out of touch only."""
    failures: int = 0
    in_touch: bool = True
    not_before: int = 0
    """Until then the server asked to be left alone; only F5 does not wait for it."""
    running: bool = False


def due(schedule: Schedule, now: int) -> Due:
    """Return what to do now."""
    if schedule.running or now < schedule.not_before:
        return "nothing"
    if now >= schedule.next_at:
        return "exchange"
    if not schedule.in_touch and now >= schedule.probe_at:
        return "probe"
    return "nothing"


def wakes_at(schedule: Schedule) -> int:
    """Return when ``due`` should be asked again; while one runs its end asks."""
    first = schedule.next_at
    if not schedule.in_touch:
        first = min(first, schedule.probe_at)
    return max(first, schedule.not_before)


def asked(schedule: Schedule, now: int) -> Schedule:
    """F5: an exchange is due at once, whatever was agreed."""
    return msgspec.structs.replace(schedule, next_at=now, not_before=0)


def recorded(schedule: Schedule, now: int) -> Schedule:
    """Something was recorded: it travels soon in touch, and waits for the line out of touch."""
    if not schedule.in_touch:
        return schedule
    return msgspec.structs.replace(schedule, next_at=min(schedule.next_at, now + SOON))


def probed(schedule: Schedule, now: int, *, answered: bool) -> Schedule:
    """A probe came back: an answer makes an exchange due at once."""
    if answered:
        return msgspec.structs.replace(schedule, next_at=now, probe_at=now + PROBE_EVERY)
    return msgspec.structs.replace(schedule, probe_at=now + PROBE_EVERY)


def started(schedule: Schedule) -> Schedule:
    """An exchange runs: nothing else is due until it ends."""
    return msgspec.structs.replace(schedule, running=True)


def ended(
    schedule: Schedule,
    now: int,
    *,
    outcome: str,
    retry_after: int = 0,
    more: bool = False,
    chance: float = 0.0,
) -> Schedule:
    """Return the schedule after an exchange.

    ``chance`` in [0, 1) scatters the pauses, so that a hundred desks do not come back in
    the same second after the server was away.  ``more`` says that work is left which can
    travel at once; ``retry_after`` is the server's wish in microseconds.
    """
    not_before = now + retry_after if retry_after else 0
    if outcome == "ok":
        pause = SOON if more else int(EVERY * (0.9 + 0.1 * chance))
        return Schedule(next_at=now + pause, not_before=not_before)
    if outcome == "recovering":
        # The line is up: what is recorded is sent, and the answers come when all desks were here.
        return Schedule(next_at=now + int(EVERY * (0.9 + 0.1 * chance)), not_before=not_before)
    if outcome in STOPPED:
        pause = int(SLOWLY * (0.9 + 0.1 * chance))
        return Schedule(next_at=now + pause, not_before=not_before)
    failures = schedule.failures + 1
    longest = min(EVERY, FIRST_PAUSE << min(failures - 1, 10))
    return Schedule(
        next_at=now + int(longest * (0.5 + 0.5 * chance)),
        # A probe that answered although the exchange failed must not make one at once again.
        probe_at=now + min(PROBE_EVERY * failures, EVERY),
        failures=failures,
        in_touch=False,
        not_before=not_before,
    )
