# SPDX-License-Identifier: EUPL-1.2
"""Who may act for a person: what must be recorded, when it holds, how it ends."""

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import FUND, TERRITORY, TODAY, a_fund, a_territory, an_id, issue, register
from tests.operations.here import Here
from tests.operations.sealed import NOW, an_act
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.delegation_rules import POWERS
from welfare_desk.core.refusals import (
    ChoiceUnknown,
    DayInFuture,
    DelegationInvalid,
    DelegationUnknown,
    PersonUnknown,
    TextMissing,
    TextTooLong,
)
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.person import Delegation, Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.operations.delegations import (
    AppointDelegate,
    EndDelegation,
    SignDelegation,
    may_act_for,
)
from welfare_desk.operations.run import at_server
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.envelope import Serial

MARIA = an_id("maria")
GIVEN = an_id("delegation")
DAY = datetime.timedelta(days=1)
EARLY = 1_789_543_800_000_000
DECREE: dict[str, Any] = {"court": "Padova", "decree_no": "1/2026", "decree_on": TODAY - DAY}


def a_delegate(**other: Any) -> AppointDelegate:
    fields: dict[str, Any] = {
        "delegation_id": GIVEN,
        "person_id": MARIA,
        "delegate_name": "Luca Bianchi",
        "valid_from": TODAY,
        **other,
    }
    return AppointDelegate(**fields)


def row_of(**other: Any) -> Delegation:
    """A row as it stands, also one that today's rules would not let in."""
    fields: dict[str, Any] = {
        "id": GIVEN,
        "territory_id": TERRITORY,
        "controller_id": an_id("town"),
        "person_id": MARIA,
        "delegate_name": "Luca",
        "delegate_document": "",
        "title": "delegate",
        "powers": ("collect_card",),
        "valid_from": TODAY,
        "valid_to": None,
        "device": 1,
        "operator_id": "",
        **other,
    }
    return Delegation(**fields)


@pytest.mark.parametrize("title", ["guardian", "curator", "support_administrator"])
def test_who_acts_by_decree_is_kept_with_court_number_and_day(known: Here, title: str) -> None:
    known.record(a_delegate(title=title, powers=POWERS, signed=True, **DECREE))
    row = known.row(Delegation, GIVEN)
    assert (row.title, row.court, row.decree_no, row.decree_on) == (
        title,
        "Padova",
        "1/2026",
        TODAY - DAY,
    )
    assert row.signed
    assert row.assisted is (title == "curator"), "a curator never acts alone"
    assert (row.ended_on, row.end_reason, row.delegate_id) == (None, "", "")


@pytest.mark.parametrize("title", ["guardian", "curator", "support_administrator"])
@pytest.mark.parametrize("field", ["court", "decree_no", "decree_on"])
def test_what_a_decree_needs_is_refused_by_its_field(known: Here, title: str, field: str) -> None:
    empty = {**DECREE, field: None if field == "decree_on" else " "}
    assert known.refuses(a_delegate(title=title, **empty), TextMissing) == {"field": field}


@pytest.mark.parametrize(
    ("fields", "refusal", "facts"),
    [
        ({"powers": ()}, TextMissing, {"field": "powers"}),
        ({"powers": ("book", "fly")}, ChoiceUnknown, {"field": "powers"}),
        ({"title": "friend"}, ChoiceUnknown, {"field": "title"}),
        ({"title": ""}, ChoiceUnknown, {"field": "title"}),
        ({"title": "relative_art4"}, TextMissing, {"field": "relation"}),
        ({"delegate_id": MARIA}, DelegationInvalid, {}),
        ({"delegate_id": an_id("nobody")}, PersonUnknown, {}),
        ({"title": "guardian", **DECREE, "decree_on": TODAY + DAY}, DayInFuture,
         {"field": "decree_on"}),
        ({"court": "x" * 81}, TextTooLong, {"field": "court", "limit": 80}),
        ({"decree_no": "x" * 41}, TextTooLong, {"field": "decree_no", "limit": 40}),
        ({"relation": "x" * 41}, TextTooLong, {"field": "relation", "limit": 40}),
    ],
)  # fmt: skip
def test_what_is_missing_or_impossible_is_refused(
    known: Here, fields: dict[str, Any], refusal: Any, facts: dict[str, str | int]
) -> None:
    assert known.refuses(a_delegate(**fields), refusal) == facts


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "parent"},
        {"title": "relative_art4", "relation": "vicina di casa", "valid_to": None},
        {"title": "relative_art4", "relation": "child", "powers": ("collect_card",)},
        {"valid_from": TODAY - 800 * DAY, "valid_to": TODAY - 400 * DAY},
        {"powers": ("all",)},
    ],
)
def test_what_is_only_strange_is_recorded(known: Here, fields: dict[str, Any]) -> None:
    assert known.record(a_delegate(**fields)).state == "final"


def test_the_title_of_earlier_versions_is_kept_by_its_name_of_today(known: Here) -> None:
    known.record(a_delegate(title="administrator", powers=("book", "book"), **DECREE))
    row = known.row(Delegation, GIVEN)
    assert (row.title, row.powers) == ("support_administrator", ("book",))


def test_what_an_earlier_version_promised_stands_and_is_reviewed() -> None:
    """A guardian without a decree, a power of before the list: kept, and for a person to see."""
    rows = DictRows(a_territory())
    world = World(rows, TERRITORY, settled=True)
    for n, operation in enumerate(
        (register("maria"), a_delegate(title="tutor", powers=("everything",)))
    ):
        act = an_act(operation, op_id=an_id(f"old {n}"), seq=n + 1)
        assert at_server(operation, act, world).result == "accepted"
    rows.save(world.changes())
    kept = rows.by_kind["delegation"][GIVEN]
    assert isinstance(kept, Delegation)
    assert (kept.title, kept.powers) == ("tutor", ("everything",))
    items = [row for row in rows.by_kind["review_item"].values() if isinstance(row, ReviewItem)]
    assert [(row.code, row.person_id) for row in items] == [("choice_unknown", MARIA)]


def test_signed_form_is_noted_with_the_document_that_was_seen(known: Here) -> None:
    known.record(a_delegate())
    assert not known.row(Delegation, GIVEN).signed
    known.record(SignDelegation(delegation_id=GIVEN, delegate_document="CI CA00000AA"))
    known.record(SignDelegation(delegation_id=GIVEN))
    row = known.row(Delegation, GIVEN)
    assert (row.signed, row.delegate_document) == (True, "CI CA00000AA")
    known.refuses(SignDelegation(delegation_id=an_id("x")), DelegationUnknown)


@pytest.mark.parametrize(("on", "reason"), [(TODAY, "revocata"), (TODAY + 30 * DAY, "trasloco")])
def test_ended_delegation_holds_until_the_day_before(
    known: Here, on: datetime.date, reason: str
) -> None:
    known.record(a_delegate())
    known.record(EndDelegation(delegation_id=GIVEN, on=on, reason=reason))
    row = known.row(Delegation, GIVEN)
    assert (row.ended_on, row.end_reason) == (on, reason)
    known.refuses(EndDelegation(delegation_id=GIVEN, on=on, reason=" "), TextMissing)
    known.refuses(EndDelegation(delegation_id=an_id("x"), on=on, reason="x"), DelegationUnknown)


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_ends_the_earlier_stands_in_whichever_order(turned: bool) -> None:
    server = MiniServer(TERRITORY, a_territory())
    first, second = (MiniDesk(n, TERRITORY, n, an_id("anna")) for n in (1, 2))
    first.record(register("maria"), EARLY)
    first.record(a_delegate(), EARLY + 1)
    server.push(first.waiting())
    for desk in (first, second):
        desk.take_pull(*server.pull(desk.cursor, desk.device))
    first.record(EndDelegation(delegation_id=GIVEN, on=TODAY + DAY, reason="b"), EARLY + 2)
    second.record(EndDelegation(delegation_id=GIVEN, on=TODAY, reason="a"), EARLY + 3)
    for desk in (second, first) if turned else (first, second):
        server.push(desk.waiting())
    row = server.rows.by_kind["delegation"][GIVEN]
    assert isinstance(row, Delegation)
    assert (row.ended_on, row.end_reason) == (TODAY, "a")
    for desk in (first, second):
        desk.take_pull(*server.pull(desk.cursor, desk.device))
        assert shared(desk.rows) == shared(server.rows)


def test_may_act_for_follows_merges_powers_and_days() -> None:
    registered = register("maria")
    people = World(DictRows(a_territory()), TERRITORY, settled=True)
    for n, operation in enumerate((registered, register("twin"))):
        at_server(operation, an_act(operation, op_id=an_id(f"r{n}"), seq=n + 1), people)
    twin = people.get(Person, an_id("twin"))
    assert twin is not None
    people.put(msgspec.structs.replace(twin, merged_into=MARIA))
    people.put(row_of(person_id=an_id("twin")))
    people.put(row_of(id=an_id("over"), valid_from=TODAY - 9 * DAY, ended_on=TODAY))
    people.put(row_of(id=an_id("books"), powers=("book",)))
    for asked in (MARIA, an_id("twin")):
        found = may_act_for(people, asked, "collect_card", TODAY)
        assert [row.id for row in found] == [GIVEN]
        assert [row.id for row in may_act_for(people, asked, "book", TODAY)] == [an_id("books")]
        assert may_act_for(people, asked, "sign", TODAY) == ()
    before = may_act_for(people, MARIA, "collect_card", TODAY - DAY)
    assert [row.id for row in before] == [an_id("over")]


@pytest.fixture
def live(known: Here) -> Here:
    """A live card of Maria's household."""
    for resource, quantity in ((f"fund:{FUND}", 50_000), (f"home:{an_id('home')}", 1)):
        if known.left(resource) < 1:
            known.give(resource, quantity)
    known.record(issue("card", "home", "maria", an_id("isee")))
    known.record(ActivateCard(card_id=an_id("card")))
    return known


HAND_OVER = HandOverCard(card_id=an_id("card"), handed_to=GIVEN)


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({}, True),
        ({"powers": ("all",)}, True),
        ({"powers": ()}, False),
        ({"powers": ("sign",)}, False),
        ({"ended_on": TODAY + DAY}, True),
        ({"ended_on": TODAY}, False),
        ({"title": "guardian"}, True),
        ({"valid_to": TODAY - DAY, "valid_from": TODAY - 9 * DAY}, False),
    ],
)
def test_card_is_handed_to_whom_the_delegation_lets_collect_today(
    live: Here, fields: dict[str, Any], holds: bool
) -> None:
    live.put(row_of(**fields))
    if holds:
        live.record(HAND_OVER)
        assert live.row(VoucherCard, an_id("card")).handed_to == GIVEN
    else:
        live.refuses(HAND_OVER, DelegationInvalid)


def test_delegation_of_a_merged_twin_lets_collect(live: Here) -> None:
    live.record(register("twin"))
    twin = live.row(Person, an_id("twin"))
    live.put(msgspec.structs.replace(twin, merged_into=MARIA), row_of(person_id=twin.id))
    live.record(HAND_OVER)
    assert live.row(VoucherCard, an_id("card")).state == "handed_over"


def test_promised_hand_over_stands_when_the_delegation_was_ended_elsewhere() -> None:
    """The delegate holds the card already: a person looks at it, nothing is taken back."""
    rows = DictRows([*a_territory(fund=a_fund()), row_of(ended_on=TODAY)])
    card = VoucherCard(
        id=an_id("card"), territory_id=TERRITORY, controller_id=an_id("town"), card_no="N",
        fund_id=FUND, award_id="", household_id=an_id("home"), person_id=MARIA,
        amount_cents=1, state="active", expires_on=TODAY, replaces_id=None,
        replaced_by_id=None, block_reason="", receipt_no="", handed_to="", issued_at=NOW,
        changed_at=NOW, device=1, operator_id="",
    )  # fmt: skip
    rows.save({("voucher_card", card.id): card})
    world = World(rows, TERRITORY, settled=False)
    act = an_act(HAND_OVER, serials=(Serial("l", 0, "R"),))
    world.begin(act, promised=True)
    HAND_OVER.apply(act, world)
    after = world.get(VoucherCard, card.id)
    assert after is not None
    assert after.state == "handed_over"
    assert [refusal.code for refusal in world.objections] == ["delegation_invalid"]
