# SPDX-License-Identifier: EUPL-1.2
"""Push: once and only once, in the chain's order, nothing lost by one bad operation."""

from __future__ import annotations

import msgspec
import pytest

from tests.builders import (
    a_slot,
    an_id,
    book,
    form,
    isee,
    issue,
    register,
)
from tests.server.conftest import Place
from tests.support.desk_double import Answered
from welfare_desk.models.booking import Booking
from welfare_desk.models.fund import Resource
from welfare_desk.models.person import Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.territory import ApplyTerritory, ServerRow
from welfare_desk.protocol.envelope import body_digest
from welfare_desk.protocol.messages import Page
from welfare_desk.protocol.receipts import Tree, leaf
from welfare_desk.protocol.signing import receipt_part
from welfare_desk.server.keys import verifies


def test_an_operation_arrives_with_its_receipt(place: Place) -> None:
    place.slots()
    desk = place.desk()
    act = desk.record(register())
    (result,) = desk.push().results
    assert (result.op_id, result.result, result.code) == (act.op_id, "accepted", "")
    digest = body_digest(act.salt, act.body)
    signed = receipt_part(place.territory_id, act.op_id, digest, "accepted")
    assert verifies(place.central.key.public, result.receipt, signed)
    person = place.one(Person, an_id("maria"))
    assert isinstance(person, Person)
    assert (person.surname, person.device) == ("Rossi", desk.device)
    assert place.problems() == []


def test_one_signature_stands_for_all_results_of_a_push(place: Place) -> None:
    place.slots()
    desk = place.desk()
    acts = [desk.record(register(f"person {n}")) for n in range(3)]
    pushed = desk.push(together=True)
    assert [each.receipt for each in pushed.results] == [b"", b"", b""]
    tree = Tree(
        [
            leaf(place.territory_id, act.op_id, body_digest(act.salt, act.body), "accepted")
            for act in acts
        ]
    )
    public = place.central.key.public
    assert verifies(public, pushed.signature, tree.to_sign)
    # Who lost the answer gets the same one again; who takes single receipts gets those.
    assert desk.push(together=True) == pushed
    singly = desk.push()
    assert singly.signature == b""
    for act, result in zip(acts, singly.results, strict=True):
        digest = body_digest(act.salt, act.body)
        part = receipt_part(place.territory_id, act.op_id, digest, "accepted")
        assert verifies(public, result.receipt, part)
    # A pull signs for what the desk does not have.
    told = desk.get("/v1/pull?cursor=0&epoch=1", Page)
    assert [each.receipt for each in told.results] == [each.receipt for each in singly.results]
    told = desk.get("/v1/pull?cursor=0&epoch=1&proved=2", Page)
    assert [bool(each.receipt) for each in told.results] == [False, False, True]
    assert place.problems() == []


def test_a_lone_result_has_a_receipt_of_its_own(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register())
    pushed = desk.push(together=True)
    assert (pushed.signature, len(pushed.results[0].receipt)) == (b"", 64)
    desk.record(register("second"))
    longer = desk.push(together=True)
    assert longer.signature
    assert place.problems() == []


def test_a_push_sent_again_is_answered_alike_and_does_nothing_more(place: Place) -> None:
    slot = a_slot(places=8)
    place.slots(slot)
    desk = place.desk()
    desk.ask(f"slot:{slot.id}")
    desk.record(register())
    desk.record(book("b", "maria", slot))
    first = desk.push()
    again = desk.push()
    assert again == first
    assert len(place.all(Booking)) == 1
    assert place.one(Resource, f"slot:{slot.id}").committed == 1
    assert place.problems() == []


def test_a_longer_push_over_a_lost_answer_adds_only_what_is_new(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register("maria"))
    desk.push()
    desk.record(register("lucia"))
    pushed = desk.push()
    assert [each.seq for each in pushed.results] == [1, 2]
    assert pushed.acked_seq == 2
    assert len(place.all(Person)) == 2


def test_a_gap_is_answered_with_the_last_operation_that_is_here(place: Place) -> None:
    place.slots()
    desk = place.desk()
    for name in ("a", "b", "c"):
        desk.record(register(name))
    desk.push(last=1)
    with pytest.raises(Answered) as answer:
        desk.push(first=3)
    assert (answer.value.status, answer.value.code, answer.value.hint) == (409, "gap", 1)
    assert desk.push(first=2).acked_seq == 3


def test_two_histories_of_one_chain_are_a_fork(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register("a"))
    desk.push()
    desk.record(register("b"))
    desk.push()
    del desk.log[1:], desk.hashes[1:]
    desk.record(register("c"))
    with pytest.raises(Answered) as answer:
        desk.push()
    assert (answer.value.status, answer.value.code, answer.value.hint) == (409, "fork", 1)
    desk.record(register("d"))
    assert desk.hello(head_seq=2, head_hash=desk.hashes[1]).action == "fork"
    assert len(place.all(Person)) == 2


def test_a_forked_desk_sends_its_own_work_again_under_a_new_incarnation(place: Place) -> None:
    place.slots()
    desk = place.desk()
    act = desk.record(register("a"))
    desk.push()
    body = {"op_id": act.op_id, "salt": act.salt, "body": act.body}
    desk.inc, desk.log, desk.hashes = 2, [], []
    desk.record(register("a"), **body)
    desk.record(register("b"))
    pushed = desk.push()
    assert [each.result for each in pushed.results] == ["accepted", "accepted"]
    assert len(place.all(Person)) == 2
    assert place.problems() == []


def test_an_unreadable_operation_is_malformed_and_the_chain_goes_on(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register("a"))
    desk.record(register("b"), body=b"\xc1 not msgpack")
    desk.record(register("c"))
    pushed = desk.push()
    assert [(each.result, each.code) for each in pushed.results] == [
        ("accepted", ""),
        ("rejected", "malformed"),
        ("accepted", ""),
    ]
    assert pushed.acked_seq == 3
    assert desk.push() == pushed
    assert place.problems() == []


@pytest.mark.parametrize("count", [1, 7])
def test_an_operation_that_the_database_refuses_is_found_by_halving(
    place: Place, count: int
) -> None:
    place.slots()
    desk = place.desk()
    for number in range(count):
        desk.record(register(f"before {number}"))
    # No database column holds this number.
    desk.record(form("household", "before 0"))
    desk.record(isee("huge", "household", cents=1 << 63))
    for number in range(count):
        desk.record(register(f"after {number}"))
    pushed = desk.push()
    codes = [each.code for each in pushed.results]
    assert codes == ["" for _ in range(count + 1)] + ["malformed"] + ["" for _ in range(count)]
    assert len(place.all(Person)) == 2 * count
    assert place.problems() == []


def test_the_servers_own_operations_are_not_taken_from_a_desk(place: Place) -> None:
    place.slots()
    desk = place.desk()
    fields = {"login": "eva", "name": "Eva", "role": "administrator"}
    row = ServerRow("operator", an_id("eva"), fields)
    desk.record(ApplyTerritory(reason="mine", rows=(row,)), role="server")
    assert [each.code for each in desk.push().results] == ["malformed"]


def test_a_money_operation_with_a_foreign_signature_is_malformed(place: Place) -> None:
    slot = a_slot(places=8)
    place.slots(slot)
    desk = place.desk()
    desk.ask(f"slot:{slot.id}")
    desk.record(register())
    desk.record(book("b", "maria", slot), sig=bytes(64))
    assert [each.code for each in desk.push().results] == ["", "malformed"]
    assert place.all(Booking) == []
    assert place.problems() == []


def test_a_run_whose_head_is_not_signed_by_the_desk_is_refused_whole(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register())
    with pytest.raises(Answered) as answer:
        desk.push(head_sig=bytes(64))
    assert (answer.value.status, answer.value.code) == (403, "signature_wrong")
    assert place.all(Person) == []


def test_the_role_that_counts_is_the_servers(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.operator = an_id("nobody")
    desk.record(register(), role="supervisor")
    assert [each.result for each in desk.push().results] == ["accepted"]
    codes = {row.code for row in place.all(ReviewItem) if isinstance(row, ReviewItem)}
    assert codes == {"role_missing"}


def test_more_than_five_hundred_operations_are_too_many(place: Place) -> None:
    place.slots()
    desk = place.desk()
    act = desk.record(register())
    with pytest.raises(Answered) as answer:
        desk.push(ops=tuple(msgspec.msgpack.encode(act) for _ in range(501)))
    assert answer.value.status == 413


def test_a_card_is_issued_from_held_rights_and_the_ledger_balances(place: Place) -> None:
    place.slots()
    desk = place.desk()
    fund = an_id("fund")
    assert desk.ask(f"fund:{fund}", 60_000) == 60_000
    assert desk.ask(f"serial:{fund}", 5) == 40
    for operation in (
        register(),
        form("household", "maria"),
        isee("isee", "household"),
        issue("card", "household", "maria", an_id("isee")),
    ):
        desk.record(operation)
    assert [each.code for each in desk.push().results] == ["", "", "", ""]
    resource = place.one(Resource, f"fund:{fund}")
    assert isinstance(resource, Resource)
    assert (resource.committed, resource.free) == (12_000, 440_000)
    assert place.problems() == []
