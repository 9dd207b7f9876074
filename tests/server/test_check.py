# SPDX-License-Identifier: EUPL-1.2
"""``server check`` finds what was changed behind the program's back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.builders import FUND, a_slot, an_id, book, form, isee, issue, register
from tests.server.conftest import Place


@pytest.fixture
def worked(place: Place) -> Place:
    slot = a_slot(places=8)
    place.slots(slot)
    desk = place.desk()
    desk.ask(f"slot:{slot.id}")
    desk.ask(f"fund:{FUND}", 60_000)
    desk.ask(f"serial:{FUND}")
    for operation in (
        register(),
        form("household", "maria"),
        isee("isee", "household"),
        book("b", "maria", slot, isee_id=an_id("isee")),
        issue("card", "household", "maria", an_id("isee")),
    ):
        desk.record(operation)
    assert {each.code for each in desk.push().results} == {""}
    assert place.problems() == []
    return place


@pytest.mark.parametrize(
    ("statement", "invariant"),
    [
        ("UPDATE resource SET free = free + 1 WHERE territory_id = :t", "I1"),
        ("UPDATE granted_lease SET spent = quantity + 1 WHERE territory_id = :t", "I1"),
        ("UPDATE booking SET state = 'cancelled' WHERE territory_id = :t", "I2"),
        ("DELETE FROM award WHERE territory_id = :t", "I2"),
        ("DELETE FROM spent_number WHERE territory_id = :t", "I5"),
        ("UPDATE op_log SET packed = :x WHERE seq = 2 AND device > 0 AND territory_id = :t", "I7"),
        ("DELETE FROM op_log WHERE seq = 2 AND device > 0 AND territory_id = :t", "I7"),
        ("DELETE FROM op_log WHERE seq = 5 AND device > 0 AND territory_id = :t", "I7"),
        ("UPDATE posting SET amount_cents = 1 WHERE amount_cents > 0 AND territory_id = :t", "I9"),
        ("UPDATE voucher_card SET amount_cents = 1 WHERE territory_id = :t", "I9"),
        ("UPDATE voucher_card SET application_id = 'no' WHERE territory_id = :t", "I9"),
        ("UPDATE person SET merged_into = id WHERE territory_id = :t", "I8"),
        ("UPDATE person SET merged_into = 'nobody' WHERE territory_id = :t", "I8"),
        ("DELETE FROM household WHERE territory_id = :t", "I8"),
        (
            "INSERT INTO household_member (id, territory_id, controller_id, household_id,"
            " person_id, role, from_on, to_on) SELECT 'second', territory_id, controller_id,"
            " household_id, person_id, role, from_on, to_on FROM household_member"
            " WHERE territory_id = :t",
            "I8",
        ),
        ("DELETE FROM change WHERE kind = 'person' AND territory_id = :t", "I10"),
        ("UPDATE change SET server_seq = 1 WHERE territory_id = :t", "I10"),
    ],
)
def test_a_change_behind_the_programs_back_is_found(
    worked: Place, statement: str, invariant: str
) -> None:
    values = {"t": worked.territory_id, "x": b"\x90"}
    with worked.central.store.write() as conn:
        used = {name: value for name, value in values.items() if f":{name}" in statement}
        conn.execute(sa.text(statement), used)
    assert invariant in {problem.split()[0] for problem in worked.problems()}


@pytest.mark.parametrize(("op_kind", "told"), [("book_place", True), ("issue_card", False)])
def test_only_a_review_of_the_award_explains_a_card_of_another_amount(
    worked: Place, op_kind: str, told: bool
) -> None:
    with worked.central.store.write() as conn:
        values = {"t": worked.territory_id}
        conn.execute(
            sa.text("UPDATE voucher_card SET amount_cents = 1 WHERE territory_id = :t"), values
        )
        conn.execute(
            sa.text(
                "INSERT INTO review_item (id, territory_id, controller_id, op_id, op_kind, code,"
                " person_id, amount_cents, opened_at, device, other_id, decision)"
                " SELECT 'r', territory_id, controller_id, id, :k, 'late', id, 0, 1, 1, '', ''"
                " FROM person WHERE territory_id = :t"
            ),
            values | {"k": op_kind},
        )
    assert any("cards carry 1" in problem for problem in worked.problems()) is told


def test_one_altered_bit_of_a_stored_operation_is_found(worked: Place) -> None:
    first = "seq = 1 AND device > 0 AND territory_id = :t"
    with worked.central.store.write() as conn:
        packed = conn.scalar(
            sa.text(f"SELECT packed FROM op_log WHERE {first}"),
            {"t": worked.territory_id},
        )
        middle = len(packed) // 2
        altered = packed[:middle] + bytes((packed[middle] ^ 1,)) + packed[middle + 1 :]
        conn.execute(
            sa.text(
                "UPDATE op_log SET packed = :p WHERE seq = 1 AND device > 0 AND territory_id = :t"
            ),
            {"t": worked.territory_id, "p": altered},
        )
    assert {problem.split()[0] for problem in worked.problems()} == {"I7"}
