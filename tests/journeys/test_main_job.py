# SPDX-License-Identifier: EUPL-1.2
"""From arrival to paper in hand with the cable out; a second counter sees it when it is in."""

import pytest

from tests.journeys.conftest import Two
from tests.journeys.story import Family, an_id, due_cents, open_slots

PRICE = 500


def test_served_offline_seen_by_the_other_counter_online(two: Two) -> None:
    two.a.cable.pull_out()
    family = Family(two.a)
    two.a.must_record(*family.intake())
    slot = next(row for row in open_slots(two.a) if row["promised_here"])
    booking = two.a.must_record(family.booking(slot["slot_id"], PRICE))[0]
    assert booking["state"] == "final"
    fund = next(row for row in two.a.funds() if row["held_cents"] and row["cards_left"])
    cents = due_cents(two.a, family, fund["fund_id"])
    card_id = an_id()
    issued = two.a.must_record(family.card(fund["fund_id"], cents, card_id))[0]
    assert issued["state"] == "final"
    two.a.must_record(
        {"kind": "activate_card", "card_id": card_id},
        {"kind": "hand_over_card", "card_id": card_id},
    )
    assert two.a.sync()["outcome"] == "offline"
    pending = two.a.status()
    assert (pending["pending"], pending["state"]) == (8, "offline")

    two.settle()
    page = two.b.show(family.person)
    assert [row["booking_no"] for row in page["bookings"]] == booking["numbers"]
    assert page["bookings"][0]["certainty"] == "final"
    assert [(row["card_no"], row["balance_cents"]) for row in page["cards"]] == [
        (issued["numbers"][0], cents)
    ]

    two.b.must_record({"kind": "block_card", "card_id": card_id, "reason": "smarrita"})
    two.settle()
    assert two.a.show(family.person)["cards"][0]["state"] == "blocked"


def test_the_last_place_goes_to_one_of_two_offline_desks(two: Two) -> None:
    slot = next(row for row in open_slots(two.a) if row["promised_here"])
    for counter in (two.a, two.b):
        counter.cable.pull_out()
    families = [Family(counter) for counter in (two.a, two.b)]
    states = []
    for counter, family in zip((two.a, two.b), families, strict=True):
        counter.must_record(*family.intake())
        states.append(counter.record(family.booking(slot["slot_id"], PRICE))[0])
    assert all("state" in state or state["refused"] == "slot_full" for state in states)
    two.settle()
    rows = [row for row in two.a.agenda(slot["offering"]) if row["slot_id"] == slot["slot_id"]]
    assert all(row["taken"] <= row["places"] for row in rows)
    for counter, family, state in zip((two.b, two.a), families, states, strict=True):
        if state.get("state") == "final":
            assert counter.show(family.person)["bookings"][0]["certainty"] == "final"


def test_the_same_operation_sent_twice_is_recorded_once(two: Two) -> None:
    family = Family(two.a)
    two.a.must_record(*family.intake())
    slot = next(row for row in open_slots(two.a) if row["promised_here"])
    booking = family.booking(slot["slot_id"], PRICE)
    first, second = two.a.must_record(booking), two.a.must_record(booking)
    assert first[0]["numbers"] == second[0]["numbers"]
    assert second[0]["repeated"]
    two.settle()
    assert len(two.b.show(family.person)["bookings"]) == 1


# What the server stores on plays no part while a desk records: one of the two is enough.
@pytest.mark.parametrize("whole_stage", ["sqlite"], indirect=True)
@pytest.mark.parametrize("point", ["rights drawn", "rows saved", "before commit", "after commit"])
def test_a_desk_killed_while_recording_has_all_of_it_or_nothing(two: Two, point: str) -> None:
    family = Family(two.a)
    two.a.must_record(*family.intake())
    slot = next(row for row in open_slots(two.a) if row["promised_here"])
    held = slot["promised_here"]
    booking = family.booking(slot["slot_id"], PRICE)
    two.a.record(booking, crash=point)
    stored = len(two.a.show(family.person)["bookings"])
    left = next(r for r in open_slots(two.a) if r["slot_id"] == slot["slot_id"])["promised_here"]
    assert (stored, left) == ((1, held - 1) if point == "after commit" else (0, held))
    again = two.a.must_record(booking)[0]
    assert again["repeated"] == (point == "after commit")
    two.settle()
    assert len(two.b.show(family.person)["bookings"]) == 1


@pytest.mark.parametrize(
    "point",
    ["after push", "answers stored", "before last page", "last page applied"],
)
def test_a_desk_killed_in_an_exchange_loses_and_doubles_nothing(two: Two, point: str) -> None:
    family = Family(two.a)
    two.a.must_record(*family.intake())
    two.a.run("sync", crash=point)
    assert two.a.status()["pending"] == 4
    two.settle()
    assert two.b.show(family.person)["surname"] == family.surname


def test_a_server_killed_between_exchanges_has_what_it_answered(two: Two) -> None:
    family = Family(two.a)
    two.a.must_record(*family.intake())
    assert two.a.sync()["outcome"] == "ok"
    two.stage.kill()
    assert two.a.sync()["outcome"] == "offline"
    two.stage.start()
    two.settle()
    assert two.b.show(family.person)["surname"] == family.surname


def test_a_wrong_pin_and_a_wrong_passphrase_open_nothing(two: Two) -> None:
    for name, arguments, refusal in (
        ("welfare_desk_pin_file", ("people", "search", "rossi"), "pin_wrong"),
        ("welfare_desk_passphrase_file", ("status",), "passphrase_wrong"),
    ):
        path = two.a.home / name
        right = path.read_text(encoding="utf-8")
        path.write_text("000000\n", encoding="utf-8")
        code, answers = two.a.run(*arguments)
        path.write_text(right, encoding="utf-8")
        assert (code, answers[-1]["refused"]) == (3, refusal)
