# SPDX-License-Identifier: EUPL-1.2
"""What changed at the server while a desk booked: reviewed where final, else refused."""

from collections.abc import Callable

import msgspec
import pytest

from tests.builders import (
    OFFERING,
    TERRITORY,
    a_slot,
    a_territory,
    an_id,
    an_operator,
    book,
    register,
)
from tests.operations.here import HELD, at
from tests.support.mini import MiniDesk, MiniServer
from welfare_desk.models.offering import PayerShare
from welfare_desk.operations.bookings import (
    BookTogether,
    CancelBooking,
    Guest,
    MoveBooking,
    RecordAttendance,
)
from welfare_desk.operations.calls import RecordCall
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.operation import Operation

NOW = 1_789_543_800_000_000
ANNA = an_id("anna")
HALF = (PayerShare(payer="municipality", name="Comune", percent=50),)
LATER = a_slot("later", days=4, places=2)


def _guest(name: str) -> Guest:
    return Guest(
        booking_id=an_id(f"of {name}"), person_id=an_id(name), unit_cents=2_200, total_cents=2_200
    )


@pytest.mark.parametrize("held", [2, 0], ids=["final", "provisional"])
def test_a_rule_made_meanwhile_reviews_a_final_booking_and_refuses_a_provisional_one(
    held: int,
) -> None:
    server = MiniServer(TERRITORY, a_territory(HELD))
    desk = MiniDesk(1, TERRITORY, 1, ANNA)
    desk.take_pull(*server.pull(0, 1))
    desk.take_in(server.lease(1, at(HELD), held, NOW, one=True) if held else None)
    desk.take_in(server.lease(1, "number:booking", 5, NOW))
    for operation in (register(), register("luca")):
        desk.record(operation, NOW)
    both = BookTogether(slot_id=HELD.id, guests=(_guest("maria"), _guest("luca")))
    desk.record(both, NOW)
    offering = server.rows.by_kind["offering"][OFFERING]
    ruled = msgspec.structs.replace(offering, min_age=99, payers=HALF)
    server.rows.save({("offering", OFFERING): ruled})
    server.push(desk.waiting())
    outcome = list(server.answers.values())[-1]
    assert (outcome.result, outcome.code) == ("accepted" if held else "rejected", "too_young")
    rows = list(server.rows.by_kind.get("booking", {}).values())
    assert len(rows) == (2 if held else 0)
    assert {row.total_cents for row in rows} <= {2_200}  # type: ignore[attr-defined]
    resource = server.rows.by_kind["resource"][at(HELD)]
    assert resource.committed == held  # type: ignore[attr-defined]


@pytest.mark.parametrize(("limit", "asked"), [(1, {"limit_reached"}), (2, set()), (None, set())])
def test_two_who_were_one_hold_no_more_than_the_rule_without_a_question(
    limit: int | None, asked: set[str]
) -> None:
    server = MiniServer(TERRITORY, a_territory(HELD, LATER))
    desk = MiniDesk(1, TERRITORY, 1, ANNA)
    desk.take_pull(*server.pull(0, 1))
    for slot in (HELD, LATER):
        desk.take_in(server.lease(1, at(slot), 1, NOW, one=True))
    desk.take_in(server.lease(1, "number:booking", 5, NOW))
    offering = server.rows.by_kind["offering"][OFFERING]
    ruled = msgspec.structs.replace(offering, limit_count=limit, limit_period="month")
    server.rows.save({("offering", OFFERING): ruled})
    for operation in (register(), register("twin", surname="Bianchi")):
        desk.record(operation, NOW)
    desk.record(book("one", "maria", HELD), NOW)
    desk.record(book("two", "twin", LATER), NOW)
    merged = MergePeople(kept_id=an_id("maria"), merged_id=an_id("twin"))
    desk.record(merged, NOW, role="supervisor")
    server.push(desk.waiting())
    items = server.rows.by_kind.get("review_item", {}).values()
    assert {row.code for row in items} - {"duplicate"} == asked  # type: ignore[attr-defined]
    assert len(server.rows.by_kind["booking"]) == 2


@pytest.mark.parametrize("held", [1, 0], ids=["final", "provisional"])
def test_a_slot_closed_an_hour_ago_elsewhere_reviews_what_stands_and_refuses_the_rest(
    held: int,
) -> None:
    server = MiniServer(TERRITORY, a_territory(HELD))
    desk = MiniDesk(1, TERRITORY, 1, ANNA)
    desk.take_pull(*server.pull(0, 1))
    desk.take_in(server.lease(1, at(HELD), held, NOW, one=True) if held else None)
    desk.take_in(server.lease(1, "number:booking", 5, NOW))
    desk.record(register(), NOW)
    closed = msgspec.structs.replace(HELD, closed=True, closed_reason="malattia")
    server.rows.save({("slot", HELD.id): closed})
    desk.record(book("one", "maria", HELD), NOW)
    server.push(desk.waiting())
    outcome = list(server.answers.values())[-1]
    assert (outcome.result, outcome.code) == ("accepted" if held else "rejected", "slot_closed")
    assert len(server.rows.by_kind.get("booking", {})) == held


CHANGES: tuple[Callable[[str], Operation], ...] = (
    lambda each: CancelBooking(booking_id=each),
    lambda each: MoveBooking(booking_id=each, person_id=an_id("maria"), slot_id=LATER.id),
    lambda each: RecordAttendance(booking_id=each, outcome="no_show"),
    lambda each: RecordCall(subject_id=each, about="reminder", outcome="reached"),
)


@pytest.mark.parametrize("change", CHANGES, ids=["cancel", "move", "attendance", "call"])
def test_another_cooperative_s_change_of_a_booking_has_no_effect_at_the_server(
    change: Callable[[str], Operation],
) -> None:
    server = MiniServer(TERRITORY, a_territory(HELD, LATER))
    anna = an_operator("anna", "cooperative")
    provider_id = server.rows.by_kind["offering"][OFFERING].provider_id  # type: ignore[attr-defined]
    server.rows.save({("operator", ANNA): msgspec.structs.replace(anna, provider_id=provider_id)})
    desk = MiniDesk(1, TERRITORY, 1, ANNA)
    desk.take_pull(*server.pull(0, 1))
    for slot in (HELD, LATER):
        desk.take_in(server.lease(1, at(slot), 1, NOW, one=True))
    desk.take_in(server.lease(1, "number:booking", 5, NOW))
    for operation in (register(), book("place", "maria", HELD)):
        desk.record(operation, NOW)
    server.push(desk.waiting())
    desk.take_pull(*server.pull(desk.cursor, 1))
    before = server.rows.by_kind["booking"][an_id("place")]
    held = server.rows.by_kind["resource"][at(HELD)]
    # The desk knows her as theirs; at the server she works for another one.
    desk.record(change(an_id("place")), NOW, role="cooperative")
    strange = msgspec.structs.replace(anna, provider_id=an_id("another"))
    server.rows.save({("operator", ANNA): strange})
    server.push(desk.waiting())
    outcome = list(server.answers.values())[-1]
    assert (outcome.result, outcome.code) in {
        ("accepted", "role_missing"),
        ("accepted", "call_unknown"),
    }
    assert server.rows.by_kind["booking"][an_id("place")] == before
    assert not server.rows.by_kind.get("field_change", {})
    assert server.rows.by_kind["resource"][at(HELD)] == held
    assert server.rows.by_kind["resource"][at(LATER)].committed == 0  # type: ignore[attr-defined]
    assert [row.code for row in server.rows.by_kind["review_item"].values()] == [outcome.code]  # type: ignore[attr-defined]
