# SPDX-License-Identifier: EUPL-1.2
"""The sample people hold together: codes, households, dates; a seed makes the same ones."""

from collections import Counter
from datetime import date
from hashlib import sha256
from itertools import groupby

import msgspec
import pytest

from welfare_desk.core.dates import age
from welfare_desk.core.fiscal_code import differences, parse
from welfare_desk.core.ids import is_uuid, uuid7
from welfare_desk.core.instants import slot_instant
from welfare_desk.core.isee import KINDS, dsu_number_looks_right
from welfare_desk.exchange.sample_people import sample_people
from welfare_desk.models.territory import Municipality
from welfare_desk.operations.households import FormHousehold, RecordIsee
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import RegisterPerson
from welfare_desk.operations.run import at_birth
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.envelope import Act
from welfare_desk.protocol.hlc import Hlc

TODAY = date(2026, 9, 16)
COUNT = 6_000
SEED_7 = "816918b715af3196404420ecfb27431634cc93c46646e7c1f17bd5082e30b2ff"
"""Of 500 people; changes with the names, the rules of chance and the fields of the operations."""


def municipality(istat_code: str, name: str, postal_code: str) -> Municipality:
    return Municipality(
        id=f"id-{istat_code}",
        territory_id="t",
        name=name,
        istat_code=istat_code,
        belfiore_code="",
        province="PD",
        postal_code=postal_code,
        phone="",
        address="",
        dpo_contact="",
    )


TOWNS = (
    municipality("028063", "Piazzola sul Brenta", "35016"),
    municipality("028045", "Limena", "35010"),
)


def act_of(operation: Operation, seq: int, wall: int) -> Act:
    return Act(
        v=1,
        op_id=uuid7(wall + seq, bytes(8)),
        device=0,
        inc=1,
        seq=seq,
        prev=bytes(32),
        kind=operation.kind(),
        entity=operation.entity(),
        salt=b"",
        body=b"",
        hlc=Hlc(wall // 1000, 0, 0),
        rand64=0,
        spends=(),
        serials=(),
        actor="server",
        role="server",
        wall=wall,
        schema=1,
        base_epoch=0,
        base_cursor=0,
        auth=(),
        sig=b"",
    )


def drawn(count: int, seed: int, today: date = TODAY) -> list[Operation]:
    return list(sample_people(count, seed, TOWNS, today=today))


@pytest.fixture(scope="module")
def operations() -> list[Operation]:
    return drawn(COUNT, 7)


@pytest.fixture(scope="module")
def people(operations: list[Operation]) -> dict[str, RegisterPerson]:
    return {op.person_id: op for op in operations if isinstance(op, RegisterPerson)}


@pytest.fixture(scope="module")
def households(operations: list[Operation]) -> list[FormHousehold]:
    return [op for op in operations if isinstance(op, FormHousehold)]


def test_a_seed_makes_the_same_operations_on_every_machine() -> None:
    assert sha256(msgspec.json.encode(drawn(500, 7))).hexdigest() == SEED_7
    assert drawn(500, 8) != drawn(500, 7)


@pytest.mark.parametrize("count", [0, 1, 2, 37])
def test_as_many_people_as_were_asked_for(count: int) -> None:
    found = drawn(count, 3)
    assert sum(isinstance(op, RegisterPerson) for op in found) == count


def test_the_desk_takes_every_operation() -> None:
    rows = DictRows()
    world = World(rows, "t", settled=True)
    wall = slot_instant(TODAY, 9 * 60)
    for seq, op in enumerate(drawn(400, 11), start=1):
        at_birth(op, act_of(op, seq, wall), world)
    rows.save(world.changes())
    assert {kind: len(found) for kind, found in rows.by_kind.items()}["person"] == 400
    assert rows.by_kind["household_member"].keys()
    assert "review_item" not in rows.by_kind


def test_every_code_holds_and_belongs_to_one_person(people: dict[str, RegisterPerson]) -> None:
    codes = [person.fiscal_code for person in people.values() if person.fiscal_code]
    assert len(set(codes)) == len(codes)
    for person in people.values():
        if person.fiscal_code:
            code = parse(person.fiscal_code, TODAY)
            assert code.text == person.fiscal_code
            found = differences(
                code, sex=person.sex, born_on=person.born_on, place=person.birthplace_code
            )
            assert found == (), person.fiscal_code
        else:
            assert person.no_code_reason
            assert person.fiscal_code_status == "none"


def test_the_rare_codes_are_there_too(people: dict[str, RegisterPerson]) -> None:
    codes = [parse(p.fiscal_code, TODAY) for p in people.values() if p.fiscal_code]
    omocodia = sum(c.kind == "definitive" and c.text != c.base_text for c in codes)
    assert 5 <= omocodia <= 60
    assert 3 <= sum(code.kind == "provisional" for code in codes) <= 60
    assert 20 <= sum(not person.fiscal_code for person in people.values()) <= 120


def test_about_one_person_in_eight_was_born_abroad(people: dict[str, RegisterPerson]) -> None:
    abroad = [p for p in people.values() if p.birthplace_code.startswith("Z")]
    assert 0.10 <= len(abroad) / COUNT <= 0.14
    assert len({person.birthplace_code for person in abroad}) >= 8
    assert {"ro", "ar", "sq", "bn", "en", "uk", "zh"} <= {person.language for person in abroad}


def test_names_have_the_letters_of_the_counter(people: dict[str, RegisterPerson]) -> None:
    letters = set("".join(p.surname + p.name for p in people.values()))
    assert {"'", "ò", "è", "ă", "Ș", "ë"} <= letters
    assert any("Ѐ" <= letter <= "ӿ" for letter in letters)


def test_nobody_can_be_called_by_mistake(people: dict[str, RegisterPerson]) -> None:
    phones = {person.phone for person in people.values()} - {""}
    assert len(phones) > COUNT / 4
    assert all(phone.startswith("+39000") and len(phone) == 13 for phone in phones)


def test_every_person_is_in_one_household(
    people: dict[str, RegisterPerson], households: list[FormHousehold]
) -> None:
    members = [member.person_id for home in households for member in home.members]
    assert sorted(members) == sorted(people)
    sizes = Counter(len(home.members) for home in households)
    assert set(sizes) == {1, 2, 3, 4, 5, 6}
    assert all(home.members[0].role == "applicant" for home in households)


def test_a_household_lives_together_and_nobody_joins_before_birth(
    people: dict[str, RegisterPerson], households: list[FormHousehold]
) -> None:
    for home in households:
        members = [people[member.person_id] for member in home.members]
        first = members[0]
        assert {(m.street, m.street_no, m.residence_istat) for m in members} == {
            (first.street, first.street_no, home.residence_istat)
        }
        assert {m.controller_id for m in members} == {home.controller_id}
        born = [m.born_on for m in members if m.born_on is not None]
        assert len(born) == len(members)
        assert max(born) <= home.from_on <= TODAY


def test_children_are_younger_and_have_a_parents_surname(
    people: dict[str, RegisterPerson], households: list[FormHousehold]
) -> None:
    for home in households:
        by_role: dict[str, list[RegisterPerson]] = {}
        for member in home.members:
            by_role.setdefault(member.role, []).append(people[member.person_id])
        parents = by_role["applicant"] + by_role.get("spouse", [])
        ages = [age(p.born_on, TODAY) for p in parents if p.born_on is not None]
        surnames = {
            parse(p.fiscal_code, TODAY).text[:3] for p in parents if len(p.fiscal_code) == 16
        }
        for child in by_role.get("child", []):
            assert child.born_on is not None
            assert age(child.born_on, TODAY) <= min(ages) - 18
            if len(child.fiscal_code) == 16 and len(surnames) == len(parents):
                assert child.fiscal_code[:3] in surnames


def test_two_households_in_three_have_an_isee_that_holds(
    operations: list[Operation], households: list[FormHousehold]
) -> None:
    attestations = [op for op in operations if isinstance(op, RecordIsee)]
    assert 0.63 <= len(attestations) / len(households) <= 0.71
    for isee in attestations:
        assert isee.issued_on <= TODAY <= isee.valid_to
        assert 0 <= isee.value_cents < 4_800_000
        assert dsu_number_looks_right(isee.dsu_no)
    assert {isee.isee_kind for isee in attestations} < set(KINDS)
    assert sum(isee.value_cents <= 1_200_000 for isee in attestations) > len(attestations) / 3


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2028, 2, 29), date(2026, 12, 31)])
def test_any_day_of_the_year_gives_attestations_that_hold(today: date) -> None:
    found = [op for op in drawn(200, 5, today) if isinstance(op, RecordIsee)]
    assert found
    assert all(isee.issued_on <= today <= isee.valid_to for isee in found)


def test_a_household_comes_whole_and_its_applicant_signed_the_notice(
    operations: list[Operation], people: dict[str, RegisterPerson]
) -> None:
    kinds = [kind for kind, _ in groupby(type(op).__name__ for op in operations[:400])]
    assert kinds[:3] == ["RegisterPerson", "FormHousehold", "RecordNotice"]
    known: set[str] = set()
    for op in operations:
        if isinstance(op, RegisterPerson):
            known.add(op.person_id)
        elif isinstance(op, FormHousehold):
            assert {member.person_id for member in op.members} <= known
            applicant = op.members[0].person_id
        elif isinstance(op, RecordNotice):
            assert op.person_id == applicant
            signer = people[applicant]
            assert op.signer == f"{signer.name} {signer.surname}"
    assert all(is_uuid(person_id) for person_id in known)
