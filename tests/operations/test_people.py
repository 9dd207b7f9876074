# SPDX-License-Identifier: EUPL-1.2
"""Registering people, amending them, the notice, and who may act for them."""

import datetime
from typing import Any

import pytest

from tests.builders import TERRITORY, TODAY, a_territory, an_id, register
from tests.operations.here import Here
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import (
    BirthInFuture,
    DateUnreadable,
    DelegationInvalid,
    FieldUnknown,
    FiscalCodeCheck,
    FiscalCodeEmpty,
    FiscalCodeFormat,
    FiscalCodeLength,
    FiscalCodeNumericCheck,
    IdTaken,
    JsonUnreadable,
    PersonUnknown,
    TextHasControlCharacters,
    TextMissing,
    TextTooLong,
)
from welfare_desk.models.person import Delegation, FieldStamp, Notice, Person
from welfare_desk.operations.delegations import AppointDelegate
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.people import AmendPerson

CODE = "RSSMRA62C45H501N"
OMOCODIA = "RSSMRA62C45H50MF"
MARIA = an_id("maria")


def with_code(code: str, name: str = "maria", **other: Any) -> Any:
    return register(name, fiscal_code=code, no_code_reason="", **other)


def a_notice(**other: Any) -> RecordNotice:
    fields: dict[str, Any] = {
        "notice_id": an_id("notice"),
        "person_id": MARIA,
        "version": "1",
        "language": "it",
        "signer": "self",
        "given_on": TODAY,
        **other,
    }
    return RecordNotice(**fields)


def a_delegate(**other: Any) -> AppointDelegate:
    fields: dict[str, Any] = {
        "delegation_id": an_id("delegation"),
        "person_id": MARIA,
        "delegate_name": "Luca Bianchi",
        "valid_from": TODAY,
        **other,
    }
    return AppointDelegate(**fields)


def test_registered_person_is_stored_as_typed(here: Here) -> None:
    done = here.record(with_code(" rssmra62c45h501n ", surname="  D’Àvila ", phone="+39 049 1"))
    row = here.row(Person, MARIA)
    assert (row.surname, row.name, row.phone) == ("D’Àvila", "Maria", "+39 049 1")
    assert (row.fiscal_code, row.base_code, row.fiscal_code_status) == (CODE, CODE, "declared")
    assert (row.device, row.registered_at) == (1, here.clock.now_us())
    assert (done.state, done.entity, done.numbers) == ("final", MARIA, ())
    assert done.kinds == {"person"}


def test_omocodia_code_is_accepted_and_knows_its_base(here: Here) -> None:
    here.record(with_code(OMOCODIA))
    row = here.row(Person, MARIA)
    assert (row.fiscal_code, row.base_code) == (OMOCODIA, CODE)


def test_provisional_code_of_eleven_digits_is_accepted(here: Here) -> None:
    here.record(with_code("12345678903"))
    assert here.row(Person, MARIA).fiscal_code == "12345678903"


def test_person_without_code_needs_a_reason(here: Here) -> None:
    assert here.refuses(register(no_code_reason=""), TextMissing) == {"field": "no_code_reason"}
    here.record(register())
    row = here.row(Person, MARIA)
    assert (row.fiscal_code, row.fiscal_code_status) == ("", "none")


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("RSSMRA62C45H501X", FiscalCodeCheck),
        ("12345678901", FiscalCodeNumericCheck),
        ("RSSMRA62C45H501", FiscalCodeLength),
        ("é" * 16, FiscalCodeFormat),
        ("***", FiscalCodeEmpty),
    ],
)
def test_wrong_code_is_refused_with_its_reason(here: Here, code: str, refusal: Any) -> None:
    here.refuses(with_code(code), refusal)


def test_birth_tomorrow_is_refused_and_today_is_not(here: Here) -> None:
    here.refuses(register(born_on=TODAY + datetime.timedelta(days=1)), BirthInFuture)
    here.record(register(born_on=TODAY))
    assert here.row(Person, MARIA).born_on == TODAY


def test_birth_date_may_be_unknown(here: Here) -> None:
    here.record(register(born_on=None))
    assert here.row(Person, MARIA).born_on is None


@pytest.mark.parametrize("born_on", [datetime.date.min, datetime.date.max])
def test_birth_at_the_ends_of_time_is_refused(here: Here, born_on: datetime.date) -> None:
    assert here.refuses(register(born_on=born_on), DateUnreadable) == {"part": "year"}


@pytest.mark.parametrize(
    ("fields", "refusal", "field"),
    [
        ({"surname": "Mar\x00ia"}, TextHasControlCharacters, "surname"),
        ({"surname": "\ud800"}, TextHasControlCharacters, "surname"),
        ({"surname": "a\nb"}, TextHasControlCharacters, "surname"),
        ({"surname": "a" * 10_000}, TextTooLong, "surname"),
        ({"surname": "a" * 61}, TextTooLong, "surname"),
        ({"surname": " \t "}, TextMissing, "surname"),
        ({"surname": ""}, TextMissing, "surname"),
        ({"sex": "FF"}, TextTooLong, "sex"),
        ({"postal_code": "350160"}, TextTooLong, "postal_code"),
        ({"phone": "1" * 21}, TextTooLong, "phone"),
    ],
)
def test_text_that_does_not_fit_is_refused_by_its_field(
    here: Here, fields: dict[str, Any], refusal: Any, field: str
) -> None:
    assert here.refuses(register(**fields), refusal)["field"] == field


@pytest.mark.parametrize("row_id", ["", "1", MARIA.upper(), "maria", MARIA + " ", "../../x"])
def test_id_that_is_no_uuid_is_refused(here: Here, row_id: str) -> None:
    facts = here.refuses(register(person_id=row_id), JsonUnreadable)
    assert facts["path"] == "$.person_id"


def test_registering_over_another_person_is_refused(here: Here) -> None:
    here.record(register())
    here.refuses(register(surname="Verdi"), IdTaken)


def test_same_operation_again_is_answered_as_the_first_time(here: Here) -> None:
    op_id = here.recorder.new_id()
    first = here.record(register(), op_id=op_id)
    before = here.everything()
    again = here.record(register(), op_id=op_id)
    assert (again.op_id, again.repeated, first.repeated) == (op_id, True, False)
    assert here.everything() == before


def test_same_operation_id_for_something_else_is_refused(here: Here) -> None:
    done = here.record(register("maria"), op_id=an_id("form"))
    assert not done.repeated
    here.refuses(register("luca"), IdTaken, op_id=an_id("form"))
    assert here.record(register("maria"), op_id=an_id("form")).repeated


def test_operation_id_that_is_no_uuid_is_refused(here: Here) -> None:
    assert here.refuses(register(), JsonUnreadable, op_id="mine")["path"] == "$.op_id"


def test_likely_same_person_is_accepted_everywhere_and_reviewed_at_the_server() -> None:
    server = MiniServer(TERRITORY, a_territory())
    desks = [MiniDesk(number, TERRITORY, number, an_id("anna")) for number in (1, 2)]
    for number, desk in enumerate(desks):
        desk.record(with_code((CODE, OMOCODIA)[number], f"maria-{number}"), 1_789_543_800_000_000)
        server.push(desk.waiting())
    assert [outcome.result for outcome in server.answers.values()] == ["accepted", "accepted"]
    assert len(server.rows.by_kind["person"]) == 2
    (item,) = server.rows.by_kind["review_item"].values()
    assert (item.code, item.person_id) == ("duplicate", an_id("maria-1"))  # type: ignore[attr-defined]


def test_code_of_somebody_else_typed_later_is_reviewed_at_the_server() -> None:
    server = MiniServer(TERRITORY, a_territory())
    desk = MiniDesk(1, TERRITORY, 7, an_id("anna"))
    desk.take_pull(*server.pull(0, 1))
    desk.record(with_code(CODE), 1_789_543_800_000_000)
    desk.record(register("luca"), 1_789_543_800_000_000)
    desk.record(
        AmendPerson(person_id=an_id("luca"), changes={"fiscal_code": CODE}), 1_789_543_800_000_000
    )
    desk.record(AmendPerson(person_id=an_id("luca"), changes={"phone": "1"}), 1_789_543_800_000_000)
    server.push(desk.waiting())
    items = server.rows.by_kind.get("review_item", {}).values()
    assert [(row.code, row.person_id) for row in items] == [("duplicate", an_id("luca"))]  # type: ignore[attr-defined]
    desk.take_pull(*server.pull(desk.cursor, 1))
    assert shared(desk.rows) == shared(server.rows)


def test_amended_fields_change_and_the_others_stay(known: Here) -> None:
    changes = {"phone": "+39 333", "born_on": "1962-03-06", "fiscal_code": CODE}
    known.record(AmendPerson(person_id=MARIA, changes=changes))
    row = known.row(Person, MARIA)
    assert (row.phone, row.born_on) == ("+39 333", datetime.date(1962, 3, 6))
    assert (row.fiscal_code, row.base_code, row.surname) == (CODE, CODE, "Rossi")
    stamps = {stamp.field: stamp for stamp in known.rows(FieldStamp)}
    assert set(stamps) == set(changes)
    assert stamps["phone"].id == derived(MARIA, "stamp:phone")


def test_amending_can_empty_what_may_be_empty(known: Here) -> None:
    known.record(AmendPerson(person_id=MARIA, changes={"fiscal_code": CODE}))
    known.record(AmendPerson(person_id=MARIA, changes={"fiscal_code": "", "born_on": ""}))
    row = known.row(Person, MARIA)
    assert (row.fiscal_code, row.base_code, row.born_on) == ("", "", None)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"registered_at": "0"}, FieldUnknown),
        ({"id": "x"}, FieldUnknown),
        ({"controller_id": an_id("town")}, FieldUnknown),
        ({"": "x"}, FieldUnknown),
        ({"phone": "1", "operator_id": "x"}, FieldUnknown),
        ({"born_on": "yesterday"}, DateUnreadable),
        ({"born_on": "1962-02-30"}, DateUnreadable),
        ({"born_on": "0001-01-01"}, DateUnreadable),
        ({"born_on": "2030-01-01"}, BirthInFuture),
        ({"fiscal_code": "RSSMRA62C45H501X"}, FiscalCodeCheck),
        ({"surname": " "}, TextMissing),
        ({"name": "a" * 61}, TextTooLong),
        ({"name": "\x00"}, TextHasControlCharacters),
        ({"na\x00me": "x"}, TextHasControlCharacters),
        ({"\udc00": "x"}, TextHasControlCharacters),
        ({f"field-{n}": "x" for n in range(101)}, JsonUnreadable),
    ],
)
def test_amendment_that_does_not_fit_is_refused_whole(
    known: Here, changes: dict[str, str], refusal: Any
) -> None:
    known.refuses(AmendPerson(person_id=MARIA, changes=changes), refusal)


def test_amending_someone_unknown_is_refused(here: Here) -> None:
    here.refuses(AmendPerson(person_id=MARIA, changes={"name": "X"}), PersonUnknown)


@pytest.mark.parametrize(("field", "kept"), [("fiscal_code", True), ("phone", False)])
def test_overwritten_edit_of_another_desk_loses_and_a_critical_one_is_reviewed(
    field: str, kept: bool
) -> None:
    """Two desks amend the same field; the later stamp wins in whichever order they arrive."""
    early, late = 1_789_543_800_000_000, 1_789_543_900_000_000
    value = {"fiscal_code": (CODE, OMOCODIA), "phone": ("+391", "+392")}[field]
    server = MiniServer(TERRITORY, a_territory())
    first, second = (MiniDesk(n, TERRITORY, n, an_id("anna")) for n in (1, 2))
    first.record(register(), early)
    server.push(first.waiting())
    for desk in (first, second):
        desk.take_pull(*server.pull(desk.cursor, desk.device))
    second.record(AmendPerson(person_id=MARIA, changes={field: value[1]}), late)
    first.record(AmendPerson(person_id=MARIA, changes={field: value[0]}), early + 1)
    server.push(second.waiting())
    server.push(first.waiting())
    row = server.rows.by_kind["person"][MARIA]
    assert getattr(row, field) == value[1]
    items = server.rows.by_kind.get("review_item", {}).values()
    assert [item.code for item in items] == ([f"overwritten_{field}"] if kept else [])  # type: ignore[attr-defined]


def test_notice_is_kept_with_its_person_and_desk(known: Here) -> None:
    known.record(a_notice())
    row = known.row(Notice, an_id("notice"))
    assert (row.person_id, row.version, row.given_on, row.device) == (MARIA, "1", TODAY, 1)
    assert row.controller_id == known.row(Person, MARIA).controller_id


def test_notice_is_refused_for_someone_unknown_and_twice_under_one_id(known: Here) -> None:
    known.refuses(a_notice(person_id=an_id("nobody")), PersonUnknown)
    known.refuses(a_notice(version="1" * 21), TextTooLong)
    known.refuses(a_notice(given_on=datetime.date.max), DateUnreadable)
    known.record(a_notice())
    known.refuses(a_notice(version="2"), IdTaken)


def test_delegate_is_kept_with_powers_and_days(known: Here) -> None:
    known.record(a_delegate(valid_to=TODAY, powers=("collect_card", "book")))
    row = known.row(Delegation, an_id("delegation"))
    assert (row.person_id, row.powers) == (MARIA, ("collect_card", "book"))
    assert (row.valid_from, row.valid_to) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"person_id": an_id("nobody")}, PersonUnknown),
        ({"valid_to": TODAY - datetime.timedelta(days=1)}, DelegationInvalid),
        ({"delegate_name": ""}, TextMissing),
        ({"delegate_name": "a" * 121}, TextTooLong),
        ({"title": "t" * 31}, TextTooLong),
        ({"powers": ("",)}, TextMissing),
        ({"powers": ("p" * 31,)}, TextTooLong),
        ({"powers": ("collect_card",) * 101}, JsonUnreadable),
        ({"valid_from": datetime.date.min}, DateUnreadable),
        ({"valid_to": datetime.date.max}, DateUnreadable),
    ],
)
def test_delegation_that_does_not_fit_is_refused(
    known: Here, fields: dict[str, Any], refusal: Any
) -> None:
    known.refuses(a_delegate(**fields), refusal)
