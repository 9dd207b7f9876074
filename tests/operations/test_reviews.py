# SPDX-License-Identifier: EUPL-1.2
"""What the server asks about, once a pair, and who may close it how."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import OPERATOR, TERRITORY, TOWN, a_territory, an_id, register
from tests.operations.here import Here
from tests.operations.sealed import an_act
from tests.support.mini import MiniDesk, MiniServer
from welfare_desk.core.refusals import ChoiceUnknown, NotMerged, ReviewUnknown, RoleMissing
from welfare_desk.models.person import Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.identifiers import RecordIdentifier, WithdrawIdentifier
from welfare_desk.operations.merging import MergePeople, ProposeMerge
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import AmendPerson, RegisterPerson
from welfare_desk.operations.review_items import pair_id
from welfare_desk.operations.reviews import CloseReview, decisions_for
from welfare_desk.operations.run import at_server, reads_of
from welfare_desk.operations.world import DictRows, World

NOW = 1_789_543_800_000_000
BORN = datetime.date(1949, 7, 2)
GINA, TWIN = an_id("gina"), an_id("twin")
CODE = "RSSMRA62C45H501N"


def gina(row: str, surname: str = "Dall’Acqua", **other: Any) -> RegisterPerson:
    fields = {"born_on": BORN, "phone": "+390491234567", **other}
    return msgspec.structs.replace(register(row, surname=surname, **fields), name="Gina")


class Centre:
    """A server and two desks that write to it."""

    def __init__(self) -> None:
        self.server = MiniServer(TERRITORY, a_territory())
        self.desks = [MiniDesk(number, TERRITORY, number, OPERATOR) for number in (1, 2)]

    def do(self, which: int, *operations: Operation) -> None:
        desk = self.desks[which]
        for operation in operations:
            desk.take_pull(*self.server.pull(desk.cursor, desk.device))
            desk.record(operation, NOW, role="supervisor")
            self.server.push(desk.waiting())

    def asked(self) -> list[tuple[str, str, str]]:
        rows = self.server.rows.by_kind.get("review_item", {}).values()
        items = [row for row in rows if isinstance(row, ReviewItem)]
        assert {item.code for item in items} <= {"duplicate"}
        return sorted((item.person_id, item.other_id, item.decision) for item in items)


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.mark.parametrize(
    "second",
    [
        gina("twin", "Dalacqua"),
        gina("twin", "DALL'ACQUA", born_on=None),
        register("twin", surname="Bianchi", fiscal_code="RSSMRA62C45H50MF", no_code_reason=""),
    ],
)
def test_likely_same_person_is_asked_about_once(centre: Centre, second: RegisterPerson) -> None:
    centre.do(0, gina("gina", fiscal_code=CODE, no_code_reason=""))
    centre.do(1, second)
    assert centre.asked() == [(TWIN, GINA, "")]
    (item,) = centre.server.rows.by_kind["review_item"].values()
    assert item.id == pair_id(GINA, TWIN) == pair_id(TWIN, GINA)
    centre.do(0, AmendPerson(person_id=GINA, changes={"phone": "+391", "name": "Ginetta"}))
    centre.do(1, AmendPerson(person_id=TWIN, changes={"name": "Gina"}))
    assert centre.asked() == [(TWIN, GINA, "")]


def test_somebody_else_is_not_asked_about(centre: Centre) -> None:
    centre.do(0, gina("gina"), register("luca", surname="Bianchi", born_on=BORN))
    assert centre.asked() == []


def test_pair_found_by_a_later_edit_is_asked_about(centre: Centre) -> None:
    centre.do(0, gina("gina", phone="", born_on=None))
    centre.do(1, gina("twin", "Dallacqua", phone="", born_on=BORN))
    assert centre.asked() == []
    centre.do(0, AmendPerson(person_id=GINA, changes={"born_on": BORN.isoformat()}))
    assert centre.asked() == [(GINA, TWIN, "")]


def test_former_code_finds_the_person(centre: Centre) -> None:
    centre.do(0, register("gina", fiscal_code="12345678903", no_code_reason=""))
    centre.do(0, AmendPerson(person_id=GINA, changes={"fiscal_code": CODE}))
    centre.do(
        1,
        register(
            "twin", surname="Neri", born_on=None, fiscal_code="12345678903", no_code_reason=""
        ),
    )
    assert centre.asked() == [(TWIN, GINA, "")]


def test_pair_once_closed_is_not_asked_about_again_also_by_way_of_a_merge(centre: Centre) -> None:
    centre.do(0, gina("gina"))
    centre.do(1, gina("twin", "Dalacqua"))
    centre.do(0, CloseReview(review_id=pair_id(GINA, TWIN), decision="different"))
    centre.do(0, register("anna", surname="Neri", born_on=None))
    centre.do(0, MergePeople(kept_id=an_id("anna"), merged_id=GINA))
    centre.do(1, AmendPerson(person_id=TWIN, changes={"surname": "Dall’Acqua"}))
    assert centre.asked() == [(TWIN, GINA, "different")]


@pytest.mark.parametrize("phone", ["", "+390491234567"])
def test_turned_birth_date_is_found_without_a_code_or_a_phone(centre: Centre, phone: str) -> None:
    turned = datetime.date(1949, 2, 7)
    centre.do(0, gina("gina", phone=""), register("luca", surname="Bianchi", born_on=turned))
    centre.do(1, gina("twin", phone=phone, born_on=turned))
    assert centre.asked() == [(TWIN, GINA, "")]


@pytest.mark.parametrize("born_on", [datetime.date(1949, 7, 13), datetime.date(2000, 2, 29)])
def test_date_that_cannot_be_turned_is_looked_for_as_it_is(
    centre: Centre, born_on: datetime.date
) -> None:
    centre.do(0, gina("gina", born_on=born_on, phone=""))
    centre.do(1, gina("twin", "Dalacqua", born_on=born_on, phone=""))
    assert centre.asked() == [(TWIN, GINA, "")]


def test_third_row_of_two_who_are_one_is_asked_about_once(centre: Centre) -> None:
    centre.do(0, gina("gina"))
    centre.do(1, gina("twin", "Dalacqua"))
    centre.do(0, MergePeople(kept_id=GINA, merged_id=TWIN))
    centre.do(1, gina("third", "Dallacqua"))
    assert centre.asked() == sorted([(TWIN, GINA, "merged"), (an_id("third"), GINA, "")])


def test_people_of_another_municipality_are_nobodys_business(centre: Centre) -> None:
    far = msgspec.structs.replace(_person(gina("gina")), controller_id=an_id("another town"))
    centre.server.rows.save({(far.KIND, far.id): far})
    centre.do(0, gina("twin"))
    assert centre.asked() == []


def _person(operation: RegisterPerson) -> Person:
    world = World(DictRows(a_territory()), TERRITORY, settled=False)
    at_server(operation, an_act(operation), world)
    row = world.get(Person, operation.person_id)
    assert row is not None
    return row


def test_server_looks_and_a_desk_does_not() -> None:
    operation = gina("gina", fiscal_code=CODE, no_code_reason="")
    act = an_act(operation)
    assert len(reads_of(operation, act, server=False)) == 1
    fields = {
        read.field for read in reads_of(operation, act, server=True)[1:] if hasattr(read, "field")
    }
    assert {"born_on", "base_code", "phone", "value"} <= fields


def test_import_of_the_server_itself_is_not_looked_at() -> None:
    server = MiniServer(TERRITORY, a_territory())
    for name in ("gina", "twin"):
        operation = gina(name)
        act = an_act(operation, device=0, role="server", op_id=an_id(f"op {name}"))
        assert reads_of(operation, act, server=True) == operation.reads()
        world = World(server.rows, TERRITORY, settled=True)
        assert at_server(operation, act, world).result == "accepted"
        server.rows.save(world.changes())
    assert not server.rows.by_kind.get("review_item")


def an_item(code: str, *, device: int = 1, other: str = "") -> ReviewItem:
    return ReviewItem(
        id=an_id(f"item {code} {device}"),
        territory_id=TERRITORY,
        controller_id=TOWN,
        op_id=an_id("op of the item"),
        op_kind="book_place",
        code=code,
        person_id=an_id("maria"),
        amount_cents=0,
        opened_at=NOW,
        closed_at=None,
        device=device,
        other_id=other,
    )


PAIR = an_item("duplicate", other=an_id("luca"))
OWN, OTHERS = an_item("slot_full"), an_item("slot_full", device=2)
OVERWRITTEN = an_item("overwritten_born_on")


@pytest.fixture
def waiting(known: Here) -> Here:
    known.put(PAIR, OWN, OTHERS, OVERWRITTEN)
    return known


@pytest.mark.parametrize("item", [PAIR, OWN, OTHERS, OVERWRITTEN])
@pytest.mark.parametrize("role", ["operator", "social_worker", "supervisor"])
def test_who_may_close_what(waiting: Here, item: ReviewItem, role: str) -> None:
    decision = decisions_for(item.code, item.other_id)[0]
    operation = CloseReview(review_id=item.id, decision=decision)
    if role != "supervisor" and item.id != OWN.id:
        waiting.refuses(operation, RoleMissing, role=role)
        return
    waiting.record(operation, role=role)
    row = waiting.row(ReviewItem, item.id)
    assert (row.decision, row.closed_at) == (decision, waiting.clock.now_us())


@pytest.mark.parametrize(
    ("item", "decision", "refusal"),
    [
        (PAIR, "seen", ChoiceUnknown),
        (PAIR, "", ChoiceUnknown),
        (PAIR, "merged", NotMerged),
        (OWN, "different", ChoiceUnknown),
        (OVERWRITTEN, "seen", ChoiceUnknown),
        (an_item("not here"), "seen", ReviewUnknown),
    ],
)
def test_decision_that_does_not_fit_is_refused(
    waiting: Here, item: ReviewItem, decision: str, refusal: Any
) -> None:
    waiting.record(register("luca", surname="Verdi"))
    operation = CloseReview(review_id=item.id, decision=decision)
    waiting.refuses(operation, refusal, role="supervisor")


def test_closing_twice_leaves_the_first_decision(waiting: Here) -> None:
    for decision in ("different", "different"):
        waiting.record(CloseReview(review_id=PAIR.id, decision=decision), role="supervisor")
    first = waiting.row(ReviewItem, PAIR.id)
    waiting.clock.advance(60)
    waiting.record(CloseReview(review_id=PAIR.id, decision="merged"), role="supervisor")
    assert waiting.row(ReviewItem, PAIR.id) == first


def test_merged_by_way_of_somebody_else_can_be_closed_as_merged(waiting: Here) -> None:
    waiting.record(register("luca", surname="Verdi"))
    waiting.record(MergePeople(kept_id=an_id("luca"), merged_id=an_id("maria")), role="supervisor")
    assert waiting.row(ReviewItem, PAIR.id).decision == "merged"
    again = msgspec.structs.replace(PAIR, id=an_id("asked anew"))
    waiting.put(again)
    waiting.record(CloseReview(review_id=again.id, decision="merged"), role="supervisor")
    assert waiting.row(ReviewItem, again.id).decision == "merged"


def test_item_that_only_a_desk_had_is_closed_without_an_objection(centre: Centre) -> None:
    desk = centre.desks[0]
    centre.do(0, register("maria"))
    desk.rows.save({(OWN.KIND, OWN.id): OWN})
    desk.record(CloseReview(review_id=OWN.id), NOW)
    centre.server.push(desk.waiting())
    assert {each.code for each in centre.server.answers.values()} == {""}
    assert centre.asked() == []


def test_proposal_names_both_and_waits_for_a_supervisor(centre: Centre) -> None:
    centre.do(0, register("maria"), register("luca", surname="Verdi", born_on=BORN))
    centre.do(1, ProposeMerge(person_id=an_id("maria"), other_id=an_id("luca"), reason="x"))
    assert centre.asked() == [(an_id("maria"), an_id("luca"), "")]


def test_second_of_two_decisions_made_at_once_is_told(centre: Centre) -> None:
    centre.do(0, gina("gina"))
    centre.do(1, gina("twin", "Dalacqua"))
    first, second = centre.desks
    for desk in (first, second):
        desk.take_pull(*centre.server.pull(desk.cursor, desk.device))
    item = pair_id(GINA, TWIN)
    second.record(CloseReview(review_id=item, decision="different"), NOW, role="supervisor")
    first.record(MergePeople(kept_id=GINA, merged_id=TWIN), NOW, role="supervisor")
    for desk in (first, second, first, second):
        centre.server.push(desk.waiting())
        desk.take_pull(*centre.server.pull(desk.cursor, desk.device))
    assert told_at(centre) == {("decided_elsewhere", second.device)}
    row = second.rows.by_kind["review_item"][item]
    assert isinstance(row, ReviewItem)
    assert row.decision == "merged"
    assert centre.server.answers.popitem()[1].code == "decided_elsewhere"


def test_merging_two_whom_somebody_just_called_two_is_told_and_done(centre: Centre) -> None:
    centre.do(0, gina("gina"))
    centre.do(1, gina("twin", "Dalacqua"))
    second = centre.desks[1]
    second.take_pull(*centre.server.pull(second.cursor, second.device))
    second.record(MergePeople(kept_id=GINA, merged_id=TWIN), NOW, role="supervisor")
    centre.do(0, CloseReview(review_id=pair_id(GINA, TWIN), decision="different"))
    centre.server.push(second.waiting())
    assert told_at(centre) == {("decided_elsewhere", second.device)}
    merged = centre.server.rows.by_kind["person"][TWIN]
    assert isinstance(merged, Person)
    assert merged.merged_into == GINA


def test_two_alike_decisions_and_one_after_a_new_question_are_no_quarrel(centre: Centre) -> None:
    centre.do(0, gina("gina"))
    centre.do(1, gina("twin", "Dalacqua"))
    second = centre.desks[1]
    second.take_pull(*centre.server.pull(second.cursor, second.device))
    close = CloseReview(review_id=pair_id(GINA, TWIN), decision="different")
    second.record(close, NOW, role="supervisor")
    centre.do(0, close)
    centre.server.push(second.waiting())
    centre.do(
        0, ProposeMerge(person_id=GINA, other_id=TWIN), MergePeople(kept_id=GINA, merged_id=TWIN)
    )
    assert told_at(centre) == set()


def told_at(centre: Centre) -> set[tuple[str, int]]:
    rows = centre.server.rows.by_kind["review_item"].values()
    items = [row for row in rows if isinstance(row, ReviewItem)]
    return {(item.code, item.device) for item in items if item.code != "duplicate"}


def health_code(person: str, kind: str = "stp", digits: str = "0500000000001") -> RecordIdentifier:
    return RecordIdentifier(
        identifier_id=an_id(f"code of {person}"),
        person_id=an_id(person),
        identifier_kind=kind,
        value=f"{kind.upper()}{digits}",
        reason="ambulatorio",
    )


@pytest.mark.parametrize("kind", ["stp", "eni"])
def test_two_who_hold_one_health_code_are_asked_about(centre: Centre, kind: str) -> None:
    centre.do(0, gina("gina"), health_code("gina", kind))
    centre.do(1, register("twin", surname="Okafor"), health_code("twin", kind))
    assert centre.asked() == [(TWIN, GINA, "")]


def test_health_code_of_another_or_taken_back_or_of_oneself_is_no_question(centre: Centre) -> None:
    centre.do(0, gina("gina"), health_code("gina"))
    centre.do(1, register("twin", surname="Okafor"), health_code("twin", digits="0500000000002"))
    again = msgspec.structs.replace(health_code("gina"), identifier_id=an_id("again"))
    centre.do(0, again)
    for each in (again, health_code("gina")):
        centre.do(0, WithdrawIdentifier(identifier_id=each.identifier_id))
    centre.do(1, register("third", surname="Sow"), health_code("third"))
    assert centre.asked() == []
    permit = {"identifier_kind": "residence_permit", "value": "I12345678"}
    for person in ("gina", "twin"):
        same = msgspec.structs.replace(health_code(person), identifier_id=an_id(f"p {person}"))
        centre.do(0, msgspec.structs.replace(same, **permit))
    assert centre.asked() == []
