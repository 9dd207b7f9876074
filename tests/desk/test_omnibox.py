# SPDX-License-Identifier: EUPL-1.2
"""The grammar of the search line: one row a rule, the first that matches wins (ux.md 2.2)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import an_id, book, register
from tests.conftest import NOW
from tests.desk.conftest import PIN, rows_with_pin
from tests.support.desks import SLOTS, a_desk_here, card_code
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.numbers import grouped, serial_text
from welfare_desk.core.scan_codes import Enrolment, badge_code, enrolment_code, slip_code
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.omnibox import Answer

CODE = "RSSMRA62C45H501N"
PROVISIONAL = "91234567898"
MARIA, GIORGIO = an_id("maria"), an_id("giorgio")


@dataclass(frozen=True)
class Stand:
    """A desk that knows Maria Rossi, Giorgio D'Àvila and a booking."""

    desk: Desk
    number: str


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    folder: Path = tmp_path_factory.mktemp("omnibox")
    clock = FixedClock(int(NOW.timestamp()) * 1_000_000)
    desk = a_desk_here(folder, clock, rows_with_pin())
    desk.session.log_in("anna", PIN)
    desk.record(register("maria", fiscal_code=CODE, no_code_reason="", phone="+390490000000"))
    desk.record(
        register(
            "giorgio", surname="D'Àvila", sex="M",
            born_on=datetime.date(1958, 2, 7), phone="+393470000123",
        )
    )  # fmt: skip
    recorded = desk.record(book("b", "giorgio", SLOTS[0]))
    yield Stand(desk, recorded.numbers[0])
    desk.close()


def short(found: Answer) -> tuple[str, str]:
    """Return what an answer means and whom it opens, or how many it lists."""
    if found.meaning == "people":
        return "people", ",".join(hit.person_id for hit in found.hits)
    return found.meaning, found.person_id


@pytest.mark.parametrize(
    ("text", "meaning", "whom"),
    [
        ("", "empty", ""),
        ("   ", "empty", ""),
        ("> chiusura", "command", ""),
        ("/ristampa", "command", ""),
        (CODE, "person", MARIA),
        (CODE.lower(), "person", MARIA),
        ("*RSSMRA62C45H501N*\r\n", "person", MARIA),
        ("RSS MRA 62C45 H501N", "person", MARIA),
        ("RSSMRA62C45H50MB", "mistyped", ""),
        ("VRDLGU80A01H501X", "mistyped", ""),
        ("VRDLGU80A01H501Q", "new_person", ""),
        (PROVISIONAL, "new_person", ""),
        ("05/03/1962", "people", MARIA),
        ("5/3/62", "people", MARIA),
        ("5.3.1962", "people", MARIA),
        ("5-3-62", "people", MARIA),
        ("5 3 1962", "people", MARIA),
        ("05031962", "people", MARIA),
        ("050362", "people", MARIA),
        ("1962-03-05", "people", MARIA),
        ("5 marzo 1962", "people", MARIA),
        ("347 000 0123", "people", GIORGIO),
        ("+39 347 0000123", "people", GIORGIO),
        ("049 0000000", "people", MARIA),
        ("rossi mar", "people", MARIA),
        ("maria rossi", "people", MARIA),
        ("rosi maria 62", "people", MARIA),
        ("rossi 1962", "people", MARIA),
        ("davila", "people", GIORGIO),
        ("d avila giorgoi", "people", GIORGIO),
        ("nessuno cosi", "people", ""),
    ],
)  # fmt: skip
def test_a_text_means(stand: Stand, text: str, meaning: str, whom: str) -> None:
    assert short(stand.desk.look_up(text)) == (meaning, whom)


def test_a_booking_number_is_taken_however_it_is_typed(stand: Stand) -> None:
    number = stand.number
    forms = (
        f"PR {grouped(number)}", f"PR{number}", f"pr {number.lower()}", number,
        slip_code(number), slip_code(number).lower(),
    )  # fmt: skip
    assert {short(stand.desk.look_up(form)) for form in forms} == {("booking", GIORGIO)}


def test_a_wrong_booking_number_is_said_and_opens_nothing(stand: Stand) -> None:
    other = "A" if stand.number[-1] != "A" else "B"
    found = stand.desk.look_up(f"PR {stand.number[:-1]}{other}")
    assert (found.meaning, found.code) == ("mistyped", "number_mistyped")


def test_scanned_codes_of_other_kinds_are_told_apart(stand: Stand) -> None:
    badge = badge_code(bytes(range(16)))
    sheet = enrolment_code(Enrolment("https://centro.example", "K7", bytes(32)))
    assert stand.desk.look_up(badge).meaning == "operator_badge"
    assert stand.desk.look_up(sheet).meaning == "enrolment"
    unseen = card_code(serial_text(1, 1, 9))
    assert stand.desk.look_up(unseen).meaning == "unknown"
    assert stand.desk.look_up(unseen).scanned_card == unseen
    assert stand.desk.look_up("WD1C12345").meaning == "mistyped"
    assert stand.desk.look_up("WD1VXYZ").meaning == "mistyped"


def test_near_codes_of_people_here_are_offered_for_a_wrong_check_character(stand: Stand) -> None:
    found = stand.desk.look_up(CODE[:-1] + "A")
    assert (found.code, found.near) == ("fiscal_code_check", (CODE,))


def test_a_code_nobody_has_begins_a_person_with_it(stand: Stand) -> None:
    assert stand.desk.look_up("VRDLGU80A01H501Q").code == "VRDLGU80A01H501Q"
    assert stand.desk.look_up(PROVISIONAL).code == PROVISIONAL


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17/9/2026", datetime.date(2026, 9, 17)),
        ("17/9/26", datetime.date(2026, 9, 17)),
        ("17092026", datetime.date(2026, 9, 17)),
        ("17 settembre 2026", datetime.date(2026, 9, 17)),
        ("05/03/1962", None),
        ("31/02/2026", None),
        ("rossi 62", None),
    ],
)
def test_a_date_near_today_may_be_a_day_of_the_agenda(
    stand: Stand, text: str, day: datetime.date | None
) -> None:
    assert stand.desk.look_up(text).day == day
