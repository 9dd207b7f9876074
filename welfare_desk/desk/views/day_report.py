# SPDX-License-Identifier: EUPL-1.2
"""A day of this desk in figures: what was done, by whom, what lies in the drawer, what is unsent.

Counted is what this desk recorded between two midnights in Italy, as it stands now: what the
centre did not accept is counted apart.  No citizen is named, nor can be.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

import msgspec

from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import root_of
from welfare_desk.desk.views.closings import ClosingView, closing_of, closings
from welfare_desk.desk.views.status import StatusView, status_view
from welfare_desk.desk.views.stock import CountView, StockView, stock_view
from welfare_desk.models.fund import Fund
from welfare_desk.models.settlement import Redemption
from welfare_desk.models.territory import Operator
from welfare_desk.operations.bookings import BookTogether, RecordAttendance
from welfare_desk.operations.cards import IssueCard
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.redemptions import RedeemCard, ReverseRedemption
from welfare_desk.operations.registry import from_body
from welfare_desk.protocol.envelope import decode
from welfare_desk.store import drafts, prints
from welfare_desk.store.day_rows import Done, done_between, opened_between

PEOPLE = ("people_seen", "new_people", "calls")
BOOKINGS = (
    "bookings_final", "bookings_provisional", "moved", "cancelled", "arrived", "attended",
    "no_show", "waiting", "requests",
)  # fmt: skip
CARDS = (
    "applications", "cards_issued", "cards_printed", "cards_handed_over", "cards_replaced",
    "cards_blocked", "cards_voided", "purchases", "returns",
)  # fmt: skip
COUNTS = (*PEOPLE, *BOOKINGS, *CARDS)
"""What is counted for each operator, in the order of the report."""
_BY_KIND = {
    "register_person": "new_people",
    "record_call": "calls",
    "move_booking": "moved",
    "cancel_booking": "cancelled",
    "join_waiting": "waiting",
    "ask_for_service": "requests",
    "open_request": "requests",
    "file_application": "applications",
    "print_card": "cards_printed",
    "hand_over_card": "cards_handed_over",
    "replace_card": "cards_replaced",
    "block_card": "cards_blocked",
    "void_card": "cards_voided",
    "close_return": "returns",
}
_BOOKED = frozenset({"book_place", "book_together", "accept_place"})
LOOKED_BACK = 7
"""Days in which one that was left open is looked for."""
_TO_LOOK_AT = ("to_check", "failed")


class OperatorDay(msgspec.Struct, frozen=True, kw_only=True):
    """What one operator did; ``counts`` has every name of ``COUNTS``."""

    operator_id: str
    name: str
    initials: str
    """As papers name the operator: different from everybody else's of the day."""
    counts: dict[str, int]


class FundDay(msgspec.Struct, frozen=True, kw_only=True):
    """A fund's money of the day at this desk, in cents."""

    fund_id: str
    name: str
    issued_cents: int
    purchases: int
    """At the counter, that stand now."""
    purchase_cents: int
    returned: int
    """Slips, vouchers and rows of files that shops brought, that stand now."""
    returned_cents: int
    reversed_cents: int
    """Given back to cards, of whatever day."""


class StockDay(msgspec.Struct, frozen=True, kw_only=True):
    """The drawer: what should be there now, and the day's last count."""

    expected_blanks: int | None
    expected_printed: int
    used: int
    """Blanks that went through the printer since the last count."""
    spoilt: int
    counted: CountView | None
    """Nothing where nobody counted that day."""


class DayReport(msgspec.Struct, frozen=True, kw_only=True):
    """A day of this desk; ``total`` has every name of ``COUNTS``."""

    on: datetime.date
    desk_name: str
    municipality_name: str
    sample: bool
    operators: tuple[OperatorDay, ...]
    """Who recorded anything or opened a page, by name."""
    total: dict[str, int]
    """People whom two operators saw count once."""
    operations: int
    """Everything that was recorded, whatever it was."""
    funds: tuple[FundDay, ...]
    """Those in which something moved."""
    stock: StockDay
    drafts: int
    prints: int
    """Papers that somebody must look at: to check, or that failed."""
    unsent: int
    """Operations of any day that are safe here and not at the centre."""
    unsent_today: int
    refused_today: int
    """Recorded that day and not accepted; counted nowhere else."""
    status: StatusView
    closing: ClosingView | None
    """How the day was closed, where it was."""
    since_closing: int = 0
    """Operations of the day that were recorded after it was closed."""


class _Sums(dict[str, Counter[str]]):
    def __missing__(self, name: str) -> Counter[str]:
        self[name] = Counter()
        return self[name]


class _Counted(msgspec.Struct, frozen=True):
    row: Done
    meant: Operation | None
    """Nothing where the body was erased since."""


def day_report(look: Reading, on: datetime.date) -> DayReport:
    """Return the figures of a day as they stand now."""
    from_at, until_at = bounds(on)
    rows = done_between(look.conn, from_at, until_at)
    stands = [_Counted(row, _meant(row)) for row in rows if row.result != "rejected"]
    opened = opened_between(look.conn, from_at, until_at)
    met = {(each.actor, each.person_id) for each in opened}
    met |= {(row.actor, row.person_id) for row in rows if row.person_id}
    roots = {person_id: root_of(look, person_id) for _, person_id in met}
    seen = {(actor, roots[person_id]) for actor, person_id in met}
    by_actor = _by_actor(stands)
    for actor, _ in seen:
        by_actor[actor]["people_seen"] += 1
    total = Counter[str]()
    for counts in by_actor.values():
        total.update(counts)
    total["people_seen"] = len({person_id for _, person_id in seen})
    closing = closing_of(look, on)
    status = status_view(look)
    town = look.municipality
    return DayReport(
        on=on,
        desk_name=look.desk_name,
        municipality_name=town.name if town else "",
        sample=look.sample,
        operators=_operators(look, by_actor),
        total={name: total[name] for name in COUNTS},
        operations=len(rows),
        funds=_funds(look, stands),
        stock=_stock(stock_view(look), from_at, until_at),
        drafts=len(drafts.all(look.conn)),
        prints=sum(job.state in _TO_LOOK_AT for job in prints.all(look.conn)),
        unsent=status.pending,
        unsent_today=sum(row.state == "pending" for row in rows),
        refused_today=len(rows) - len(stands),
        status=status,
        closing=closing,
        since_closing=_since(closing, rows),
    )


def left_open(look: Reading, before: datetime.date) -> datetime.date | None:
    """Return the last day of the week before that had work and was not closed.

    Nothing where no day was ever closed here: then nobody is used to it.
    """
    noted = closings(look)
    if not noted:
        return None
    closed = {each.on for each in noted if not each.reopened_at}
    first = before - datetime.timedelta(days=LOOKED_BACK)
    rows = done_between(look.conn, bounds(first)[0], bounds(before)[0])
    # What a desk does by itself, such as handing rights back, is no day's work.
    worked = {local_date(row.recorded_at) for row in rows if row.actor}
    return max((on for on in worked if on not in closed), default=None)


def bounds(on: datetime.date) -> tuple[int, int]:
    """Return the instants between which it is this day in Italy, the second one not in it."""
    return slot_instant(on, 0), slot_instant(on + datetime.timedelta(days=1), 0)


def _since(closing: ClosingView | None, rows: list[Done]) -> int:
    if closing is None:
        return 0
    return sum(row.recorded_at > closing.closed_at for row in rows)


def _meant(row: Done) -> Operation | None:
    body = decode(row.act).body
    return from_body(body) if body else None


def _by_actor(acts: Iterable[_Counted]) -> _Sums:
    found = _Sums()
    marked: dict[str, tuple[str, str]] = {}
    for each in acts:
        row, meant = each.row, each.meant
        counts = found[row.actor]
        if row.kind in _BOOKED:
            places = len(meant.guests) if isinstance(meant, BookTogether) else 1
            open_yet = row.provisional and row.result != "accepted"
            counts["bookings_provisional" if open_yet else "bookings_final"] += places
        elif isinstance(meant, RecordAttendance):
            # The last word of the day on a booking counts.
            marked[f"{row.entity} {meant.meeting}"] = (row.actor, meant.outcome)
        elif isinstance(meant, IssueCard):
            counts["cards_issued"] += len(meant.values_cents) or 1
        elif isinstance(meant, RedeemCard):
            counts["purchases"] += meant.channel == "counter"
        elif row.kind in _BY_KIND:
            counts[_BY_KIND[row.kind]] += 1
    for actor, outcome in marked.values():
        if outcome in BOOKINGS:
            found[actor][outcome] += 1
    return found


def _operators(look: Reading, by_actor: dict[str, Counter[str]]) -> tuple[OperatorDay, ...]:
    names = {row.id: row.name for row in look.every(Operator)}
    # What a desk does by itself has no operator and nothing that is counted here.
    known = sorted(
        (actor for actor in by_actor if actor), key=lambda actor: (names.get(actor, ""), actor)
    )
    letters = distinct([initials_of(names.get(actor, "")) for actor in known])
    return tuple(
        OperatorDay(
            operator_id=actor,
            name=names.get(actor, ""),
            initials=short,
            counts={name: by_actor[actor][name] for name in COUNTS},
        )
        for actor, short in zip(known, letters, strict=True)
    )


def initials_of(name: str) -> str:
    """Return the first letters of a name's first and last word; a dash for nobody's."""
    parts = name.split()
    letters = [part[0].upper() for part in (parts[:1] + parts[1:][-1:])]
    return "".join(letters) or "–"


def distinct(texts: list[str]) -> list[str]:
    """Return the texts, those that come again with a number behind."""
    met = Counter[str]()
    found = []
    for text in texts:
        met[text] += 1
        found.append(text if met[text] == 1 else f"{text}{met[text]}")
    return found


def _funds(look: Reading, acts: list[_Counted]) -> tuple[FundDay, ...]:
    sums = _Sums()
    for each in acts:
        if isinstance(each.meant, IssueCard):
            sums[each.meant.fund_id]["issued_cents"] += each.meant.amount_cents
    redeemed = {
        each.meant.redemption_id or derived(each.row.op_id, "redemption"): each.meant
        for each in acts
        if isinstance(each.meant, RedeemCard)
    }
    back = [each.row.entity for each in acts if isinstance(each.meant, ReverseRedemption)]
    rows = look.many(Redemption, (*redeemed, *back))
    for redemption_id, meant in redeemed.items():
        row = rows.get(redemption_id)
        if row is None or row.state != "done":
            continue
        kind = "purchase" if meant.channel == "counter" else "returned"
        counts = sums[row.fund_id]
        counts["purchases" if kind == "purchase" else "returned"] += 1
        counts[f"{kind}_cents"] += row.amount_cents
    for redemption_id in back:
        row = rows.get(redemption_id)
        if row is not None and row.state == "reversed":
            sums[row.fund_id]["reversed_cents"] += row.amount_cents
    funds = look.many(Fund, tuple(sums))
    found = [
        FundDay(
            fund_id=fund_id,
            name=funds[fund_id].name if fund_id in funds else "",
            **{name: counts[name] for name in FundDay.__struct_fields__[2:]},
        )
        for fund_id, counts in sums.items()
    ]
    return tuple(sorted(found, key=lambda fund: (fund.name, fund.fund_id)))


def _stock(view: StockView, from_at: int, until_at: int) -> StockDay:
    today = [each for each in view.counts if from_at <= each.counted_at < until_at]
    return StockDay(
        expected_blanks=view.expected_blanks,
        expected_printed=view.expected_printed,
        used=view.used,
        spoilt=view.spoilt,
        counted=today[0] if today else None,
    )
