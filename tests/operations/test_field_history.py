# SPDX-License-Identifier: EUPL-1.2
"""What a person's fields were: every write is kept, and former codes still find the person."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar

import pytest

from tests.builders import OPERATOR, TERRITORY, TODAY, a_territory, an_id, register
from tests.operations.here import Here
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.refusals import DateUnreadable, TextTooLong
from welfare_desk.models.person import FieldChange, Identifier, Person
from welfare_desk.models.record import Record
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.changes import change_id, lost_value
from welfare_desk.operations.people import AmendPerson

R = TypeVar("R", bound=Record)
MARIA = an_id("maria")
PROVISIONAL, CODE, OMOCODIA = "12345678903", "RSSMRA62C45H501N", "RSSMRA62C45H50MF"
NOW = 1_789_543_800_000_000


def amend(reason: str = "", effective_on: datetime.date | None = None, **changes: str) -> Any:
    return AmendPerson(person_id=MARIA, changes=changes, reason=reason, effective_on=effective_on)


def test_each_written_field_leaves_what_it_was_and_became(known: Here) -> None:
    moved = TODAY - datetime.timedelta(days=20)
    done = known.record(
        amend("cambio di residenza", moved, street="Via Dante", born_on="1962-03-06")
    )
    rows = {row.field: row for row in known.rows(FieldChange)}
    assert {name: (row.before, row.after) for name, row in rows.items()} == {
        "street": ("", "Via Dante"),
        "born_on": ("1962-03-05", "1962-03-06"),
    }
    street = rows["street"]
    assert street.id == change_id(done.op_id, "street")
    assert (street.entity_id, street.op_id, street.operator_id) == (MARIA, done.op_id, OPERATOR)
    assert (street.reason, street.effective_on, street.kept) == ("cambio di residenza", moved, True)
    assert (street.device, street.changed_at) == (1, known.clock.now_us())


def test_write_of_the_same_value_is_kept_too(known: Here) -> None:
    known.record(amend(surname="Rossi"))
    (row,) = known.rows(FieldChange)
    assert (row.before, row.after) == ("Rossi", "Rossi")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": "a" * 201}, TextTooLong),
        ({"effective_on": datetime.date.min}, DateUnreadable),
    ],
)
def test_reason_and_day_that_do_not_fit_are_refused(
    known: Here, fields: dict[str, Any], refusal: Any
) -> None:
    known.refuses(amend(**fields, phone="1"), refusal)


def test_replaced_codes_still_find_the_person(known: Here) -> None:
    known.record(amend(fiscal_code=PROVISIONAL))
    assert known.rows(Identifier) == []
    known.record(amend(fiscal_code=CODE, effective_on=TODAY))
    known.record(amend(fiscal_code=OMOCODIA, fiscal_code_status="verified"))
    known.record(amend(fiscal_code=CODE))
    rows = {row.value: row for row in known.rows(Identifier)}
    assert set(rows) == {PROVISIONAL, CODE, OMOCODIA}
    assert {row.identifier_kind for row in rows.values()} == {"fiscal_code"}
    assert {row.person_id for row in rows.values()} == {MARIA}
    assert (rows[PROVISIONAL].valid_to, rows[OMOCODIA].status) == (TODAY, "verified")
    assert known.row(Person, MARIA).fiscal_code == CODE


def _crossed(
    field: str, values: tuple[str, str], order: tuple[int, int], **other: Any
) -> MiniServer:
    """Two desks write a field, the second later; they arrive in the order given."""
    server = MiniServer(TERRITORY, a_territory())
    desks = [MiniDesk(number, TERRITORY, number, OPERATOR) for number in (1, 2)]
    desks[0].record(register("maria"), NOW)
    for desk in (*desks, *desks):
        server.push(desk.waiting())
        desk.take_pull(*server.pull(desk.cursor, desk.device))
    for number, desk in enumerate(desks):
        desk.record(
            AmendPerson(person_id=MARIA, changes={field: values[number]}, **other),
            NOW + (number + 1) * 1_000_000,
        )
    for number in order:
        server.push(desks[number].waiting())
    for desk in desks:
        desk.take_pull(*server.pull(desk.cursor, desk.device))
        assert shared(desk.rows) == shared(server.rows)
    return server


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_both_codes_of_two_desks_are_kept_whichever_comes_first(order: tuple[int, int]) -> None:
    server = _crossed("fiscal_code", (PROVISIONAL, CODE), order)
    person = server.rows.by_kind["person"][MARIA]
    assert isinstance(person, Person)
    assert person.fiscal_code == CODE
    former = _of(server, Identifier)
    assert [row.value for row in former] == [PROVISIONAL]
    assert {(row.after, row.kept) for row in _of(server, FieldChange)} == {
        (PROVISIONAL, order == (0, 1)),
        (CODE, True),
    }


def _of(server: MiniServer, kind: type[R]) -> list[R]:
    return [row for row in server.rows.by_kind.get(kind.KIND, {}).values() if isinstance(row, kind)]


def test_late_value_is_in_the_history_of_the_item_that_asks_about_it() -> None:
    server = _crossed("born_on", ("1962-03-06", "1962-03-07"), (1, 0))
    (item,) = server.rows.by_kind["review_item"].values()
    assert isinstance(item, ReviewItem)
    lost = server.rows.by_kind["field_change"][change_id(item.op_id, "born_on")]
    assert isinstance(lost, FieldChange)
    assert (item.code, lost.before, lost.after, lost.kept) == (
        "overwritten_born_on",
        "1962-03-07",
        "1962-03-06",
        False,
    )


def test_value_that_was_written_over_unseen_is_asked_about() -> None:
    server = _crossed(
        "born_on", ("1962-03-06", "1962-03-07"), (0, 1), seen={"born_on": "1962-03-05"}
    )
    (item,) = _of(server, ReviewItem)
    change = server.rows.by_kind["field_change"][change_id(item.op_id, "born_on")]
    assert isinstance(change, FieldChange)
    assert (item.code, change.kept) == ("overwritten_born_on", True)
    assert lost_value(change) == "1962-03-06"


def test_value_that_was_seen_before_it_was_written_over_is_not_asked_about(known: Here) -> None:
    known.record(
        AmendPerson(
            person_id=MARIA, changes={"born_on": "1962-03-07"}, seen={"born_on": "1962-03-05"}
        )
    )
    assert known.reviews() == set()


def test_late_value_that_says_the_same_is_not_asked_about() -> None:
    server = _crossed("born_on", ("1962-03-07", "1962-03-07"), (1, 0))
    assert not server.rows.by_kind.get("review_item")
