# SPDX-License-Identifier: EUPL-1.2
"""T1 to T8 of the counter: the shortest documented path of each, and what may be counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.builders import MERCHANT, an_id
from tests.desk.test_returns import given, whole_vouchers
from tests.tasks.sitting import MARIAS_CODE, Sitting
from tests.ui.counter import MARIA, PIN, booked, issued
from welfare_desk.core.scan_codes import badge_code, slip_code
from welfare_desk.desk import paper
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.people import PersonView
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.settlement import ReturnBatch
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.ui.tour.waiting import wait_until

STRANGERS_CODE = "BNCLCU58A14G587A"
"""Of Luca Bianchi, whom nobody here knows: sex, birth date and place are in it."""
RETURNED = ("uno", "due", "tre", "quattro", "cinque")


@dataclass(frozen=True, slots=True)
class Task:
    """A task, the keys that do it, what it may cost, what is there before and the play."""

    id: str
    title: str
    path: str
    scans: int
    keys: int
    play: Callable[[Sitting], None]
    prepare: Callable[[Desk], None] = lambda _desk: None


def _book(here: Sitting) -> None:
    here.scan(MARIAS_CODE)
    here.key("F2")
    here.see("booking.week")
    here.key("Return", "Return", "Ctrl+Return")
    (row,) = here.desk.look(lambda look: look.where(Booking, "person_id", MARIA))
    assert row.certainty == "final"
    assert here.printed() == ["slip"]
    assert here.heading() == "Rossi Maria"


def _new_person(here: Sitting) -> None:
    hands = here.hands
    here.scan(STRANGERS_CODE)
    here.see("person.birthplace")
    for name, text in (
        ("person.surname", "Bianchi"),
        ("person.name", "Luca"),
        ("person.phone", "3470000456"),
        ("person.street", "Via Garibaldi"),
        ("person.street_no", "118"),
    ):
        hands.fill(name, text)
    here.key("Ctrl+Return")
    person = _known(here, STRANGERS_CODE)
    assert (person.surname, person.name, person.sex) == ("Bianchi", "Luca", "M")
    assert (person.street, person.street_no) == ("Via Garibaldi", "118")
    assert person.phone == "+393470000456"
    assert here.printed() == ["notice"]


def _least_intake(here: Sitting) -> None:
    here.scan(STRANGERS_CODE)
    here.see("person.birthplace")
    here.hands.fill("person.surname", "Bianchi")
    here.hands.fill("person.name", "Luca")
    here.key("Ctrl+Return")
    assert _known(here, STRANGERS_CODE).surname == "Bianchi"


def _issue_card(here: Sitting) -> None:
    here.scan(MARIAS_CODE)
    here.key("F7")
    here.see("issue.confirm")
    here.key("Return", "Ctrl+Return")
    here.see("hand_over.number")
    _scan_new_card(here)


def _replace_by_code(here: Sitting) -> None:
    here.scan(MARIAS_CODE)
    _replace(here)


def _replace_by_name(here: Sitting) -> None:
    here.key("F3")
    here.type("ross")
    wait_until(lambda: here.hands.sees("omnibox.results"), "who is meant")
    here.key("Return")
    _replace(here)


def _replace(here: Sitting) -> None:
    wait_until(lambda: here.heading() == "Rossi Maria", "the page")
    here.key("Shift+F7")
    here.see("replace.reason")
    here.key("1", "Ctrl+Return")
    here.see("hand_over.number")
    assert "replaced" in [row.state for row in _cards(here)]
    _scan_new_card(here)


def _scan_new_card(here: Sitting) -> None:
    fresh = next(row for row in _cards(here) if row.state in ("issued", "printed"))
    assert "card" in here.printed()
    here.scan(here.desk.look(lambda look: paper.card_code(look, fresh.id)))
    now = next(row for row in _cards(here) if row.id == fresh.id)
    assert now.state == "active"


def _settle(here: Sitting) -> None:
    here.key("Alt+5")
    here.see("returns.notice")
    for code in _returned_codes(here):
        here.scan(code)
    here.key("Ctrl+Return")
    (row,) = here.desk.look(lambda look: look.where(ReturnBatch, "merchant_id", MERCHANT))
    assert (row.taken, row.set_aside) == (len(RETURNED), 0)
    assert here.printed() == ["return_receipt"]


def _cancel(here: Sitting) -> None:
    row = _booking(here)
    here.scan(slip_code(row.booking_no))
    here.key("Del", "Return")
    assert _booking(here).state == "cancelled"


def _move(here: Sitting) -> None:
    before = _booking(here)
    here.scan(slip_code(before.booking_no))
    here.key("M")
    here.see("move.week")
    here.key("Down", "Return", "Ctrl+Return")
    assert _booking(here).slot_id != before.slot_id
    assert here.printed() == ["slip"]


def _find(here: Sitting, typed: str = "rosi m", name: str = "Rossi Maria") -> None:
    here.key("F3")
    here.type(typed)
    wait_until(lambda: here.hands.sees("omnibox.results"), "who is meant")
    rows = [row.title for row in here.window.omnibox.list.found.rows]
    assert name in rows[:3], rows
    here.key(*("Down",) * rows.index(name), "Return")
    wait_until(lambda: here.heading() == name, f"the page of {name}")


def _switch(here: Sitting) -> None:
    here.scan(badge_code(b"marta of the town"))
    here.see("switch.pin")
    here.type(PIN)
    here.key("Return")
    who = here.desk.session.operator
    assert who is not None
    assert who.operator_id == an_id("marta")


def _interrupted(here: Sitting) -> None:
    here.scan(STRANGERS_CODE)
    here.see("person.birthplace")
    here.hands.fill("person.surname", "Bian")
    before = here.count.keys
    here.scan(MARIAS_CODE)
    assert here.heading() == "Rossi Maria"
    here.key("Ctrl+1")
    assert here.hands.text("person.surname") == "Bian"
    # What was typed before is the work itself, not the interruption.
    here.count.keys -= before
    here.count.scans -= 1


def _reprint(here: Sitting) -> None:
    before = here.printed()
    here.key("F9")
    assert here.printed() == [before[0], *before]


def _close_day(here: Sitting) -> None:
    here.key("Ctrl+E")
    here.see("closing.confirm")
    here.key("Ctrl+Return")
    reports = sorted(path.suffix for path in here.folder.rglob("reports/*"))
    assert ".pdf" in reports, reports
    assert ".csv" in reports, reports
    assert here.printed() == ["day_report"]


def _with_slip(desk: Desk) -> None:
    booking_id = booked(desk, "hall-1-1")
    desk.queue_print("slip", booking_id)


def _with_card(desk: Desk) -> None:
    card_id = issued(desk)
    desk.record(ActivateCard(card_id=card_id))
    desk.record(HandOverCard(card_id=card_id))


def _with_return(desk: Desk) -> None:
    whole_vouchers(desk)
    given(desk, *RETURNED)
    desk.returns.begin(MERCHANT, operator_id=an_id("anna"))


def _with_booking(desk: Desk) -> None:
    booked(desk, "hall-1-1")


def _returned_codes(here: Sitting) -> list[str]:
    return here.desk.look(
        lambda look: [paper.card_code(look, an_id(f"card {name}")) for name in RETURNED]
    )


def _cards(here: Sitting) -> tuple[VoucherCard, ...]:
    return tuple(here.desk.look(lambda look: look.where(VoucherCard, "person_id", MARIA)))


def _booking(here: Sitting) -> Booking:
    (row,) = here.desk.look(lambda look: look.where(Booking, "person_id", MARIA))
    return row


def _known(here: Sitting, code: str) -> PersonView:
    found = here.desk.look_up(code)
    return here.person(found.person_id)


TASKS = (
    Task("T1", "Book for a known person", "S · F2 · Invio · Invio · Ctrl+Invio", 1, 5, _book),
    Task(
        "T2", "New person, health card",
        "S · surname Tab name Tab phone Tab street Tab number · Ctrl+Invio", 1, 46, _new_person,
    ),
    Task("T2b", "New person, least intake", "S · surname Tab name · Ctrl+Invio", 1, 16,
         _least_intake),
    Task("T3", "Issue a voucher card", "S · F7 · Invio · Ctrl+Invio · S new card", 2, 4,
         _issue_card),
    Task("T4", "Replace a lost card", "S · Maiusc+F7 · 1 · Ctrl+Invio · S new card", 2, 5,
         _replace_by_code, _with_card),
    Task("T4b", "Replace a lost card, by name",
         "F3 · four letters · Invio · Maiusc+F7 · 1 · Ctrl+Invio · S new card", 1, 11,
         _replace_by_name, _with_card),
    Task("T5", "Take in five vouchers of a shop", "Alt+5 · n S · Ctrl+Invio", 5, 4, _settle,
         _with_return),
    Task("T6", "Cancel a booking", "S slip · Canc · Invio", 1, 2, _cancel, _with_booking),
    Task("T6b", "Move a booking", "S slip · M · ↓ · Invio · Ctrl+Invio", 1, 5, _move,
         _with_booking),
    Task("T7", "Find with a typo, no card", "F3 · 6 letters · Invio", 0, 8, _find),
    Task("T8", "Close the day", "Ctrl+E · Ctrl+Invio", 0, 4, _close_day, _with_booking),
    Task("O1", "Change operator", "S badge · PIN · Invio", 1, len(PIN) + 1, _switch),
    Task("O2", "Be interrupted and resume", "S another · Ctrl+1", 1, 2, _interrupted),
    Task("O3", "Print the last paper again", "F9", 0, 1, _reprint, _with_slip),
)  # fmt: skip
