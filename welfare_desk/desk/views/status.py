# SPDX-License-Identifier: EUPL-1.2
"""The status bar in one record: link, outbox and what this desk must know about itself."""

from __future__ import annotations

from typing import Literal

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.desk.support import support_of
from welfare_desk.desk.views.safety import last_copy_at
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.desk_side import facts
from welfare_desk.store import journal
from welfare_desk.store.queries import all_of

MINUTE_US = 60 * 1_000_000
LONG_OFFLINE_US = 8 * 3600 * 1_000_000
CLOCK_WRONG_MINUTES = 2
"""A computer's clock that is off by as much is told of."""
CLOCK_OFFSET = "clock_offset"
"""Name of the noted difference: the server's time less this computer's, microseconds."""
LinkState = Literal[
    "in_sync", "waiting", "parked", "offline", "long_offline", "recovering", "review", "rejected",
    "never", "stopped", "digest", "clock", "copied", "behind", "contradicted",
]  # fmt: skip
STOPPED = frozenset({"revoked", "wipe", "upgrade", "fork", "epoch"})
"""Outcomes of an exchange that only an administrator or an update mends."""
BOOKING_KINDS = frozenset({"book_place", "book_together", "move_booking", "accept_place"})
"""Operations that give a person a place in a slot, or are refused one."""


class StatusView(msgspec.Struct, frozen=True, kw_only=True):
    """The status bar in one record; green only when ``state`` is ``in_sync``."""

    state: LinkState
    pending: int
    provisional: int
    rejected: int
    to_review: int
    last_sync_at: int | None
    offline_since: int | None
    now_us: int
    places: int
    """Places that this desk may promise."""
    cents: int
    cards: int
    desk_name: str
    municipality_name: str
    sample: bool
    parked: int = 0
    """Of ``pending``: those that are at the server, which decides them later."""
    bookings_only: bool = False
    """All that is to review are bookings."""
    outcome: str = ""
    """How the last exchange ended, for a ``state`` of ``stopped``."""
    loading: int | None = None
    """Per cent of everything that a first exchange has brought so far."""
    support: str = ""
    """Name and telephone of whom to call, where ``desk.toml`` says so."""
    last_copy_at: int | None = None
    """When the last safety copy of this desk was made."""
    restored: bool = False
    """These data come from a safety copy, and no supervisor has seen that yet."""
    clock_minutes: int = 0
    """By how much this computer's clock is wrong, 0 while it is right enough."""


def status_view(look: Reading) -> StatusView:
    """Return the state of the link and of this desk's work."""
    counts = journal.counts(look.conn)
    reviews = [
        row
        for row in all_of(look.conn, look.territory_id, ReviewItem)
        if row.closed_at is None and row.device == look.device
    ]
    kinds = {row.op_kind for row in reviews} | journal.kinds_in_question(look.conn)
    left = look.left()
    last, since = look.meta.get("last_sync_at"), look.meta.get("offline_since")
    town = look.municipality
    return StatusView(
        state=_state(look, counts, len(reviews)),
        pending=counts.pending,
        provisional=counts.provisional,
        rejected=counts.rejected_open,
        to_review=len(reviews) + counts.in_question,
        last_sync_at=int(last) if last else None,
        offline_since=int(since) if since else None,
        now_us=look.now_us,
        places=_sum_of(left, "slot:"),
        cents=_sum_of(left, "fund:"),
        cards=_sum_of(left, "serial:"),
        desk_name=look.desk_name,
        municipality_name=town.name if town else "",
        sample=look.sample,
        parked=counts.parked,
        bookings_only=bool(kinds) and kinds <= BOOKING_KINDS,
        outcome=look.meta.get("link_state") or "",
        clock_minutes=_clock_minutes(look),
        last_copy_at=last_copy_at(look),
        restored=bool(look.meta.get(facts.RESTORED_FROM)),
        support=support_of(look.home),
    )


def _sum_of(left: dict[str, int], prefix: str) -> int:
    return sum(rest for name, rest in left.items() if name.startswith(prefix))


def _clock_minutes(look: Reading) -> int:
    minutes = round(abs(int(look.meta.get(CLOCK_OFFSET) or "0")) / MINUTE_US)
    return minutes if minutes >= CLOCK_WRONG_MINUTES else 0


def _state(look: Reading, counts: journal.Counts, reviews: int) -> LinkState:
    """Return what matters most; ``in_sync`` only where there is nothing else to say."""
    link = look.meta.get("link_state")
    if link in STOPPED:
        return "stopped"
    if look.meta.get(facts.BEHIND):
        return "behind"
    since = look.meta.get("offline_since")
    if since:
        return "long_offline" if look.now_us - int(since) > LONG_OFFLINE_US else "offline"
    found: tuple[tuple[LinkState, bool], ...] = (
        ("recovering", link == "recovering"),
        ("copied", bool(look.meta.get(facts.COPIED_AT) or look.meta.get(facts.RESTORED_FROM))),
        ("clock", _clock_minutes(look) > 0),
        ("rejected", counts.rejected_open > 0),
        ("review", counts.in_question > 0),
        ("waiting", counts.pending > counts.parked),
        ("parked", counts.parked > 0),
        ("review", reviews > 0),
        ("contradicted", bool(look.meta.get(facts.CONTRADICTED))),
        ("digest", bool(look.meta.get(facts.DIFFERS))),
        ("never", not look.meta.get("last_sync_at")),
    )
    return next((state for state, is_so in found if is_so), "in_sync")
