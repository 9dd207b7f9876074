# SPDX-License-Identifier: EUPL-1.2
"""Requests: who asks for whom, what was done, how it stands in whichever order it arrives."""

import itertools
from typing import Any

import pytest

from tests.builders import OFFERING, TERRITORY, a_territory, an_id, register
from tests.operations.here import Here
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.needs import needs
from welfare_desk.core.refusals import (
    ChoiceUnknown,
    IdTaken,
    JsonUnreadable,
    PersonUnknown,
    RequestUnknown,
    TextHasControlCharacters,
    TextMissing,
    TextTooLong,
)
from welfare_desk.models.request import AssistanceRequest, RequestStep
from welfare_desk.operations.requests import (
    ASKERS,
    OUTCOMES,
    SHORT_LETTERS,
    AddRequestStep,
    OpenRequest,
    standing,
)

MARIA = an_id("maria")
EARLY = 1_789_543_800_000_000


def a_request(**other: Any) -> OpenRequest:
    fields: dict[str, Any] = {
        "request_id": an_id("request"),
        "person_id": MARIA,
        "need": "food",
        **other,
    }
    return OpenRequest(**fields)


def a_step(name: str = "step", outcome: str = "closed", **other: Any) -> AddRequestStep:
    fields: dict[str, Any] = {
        "step_id": an_id(name),
        "request_id": an_id("request"),
        "outcome": outcome,
        **other,
    }
    return AddRequestStep(**fields)


@pytest.mark.parametrize("asked_by", ASKERS)
def test_request_says_who_asks_for_whom(known: Here, asked_by: str) -> None:
    known.record(a_request(asked_by=asked_by, asker_name="Ада", asker_phone="+39 049", urgent=True))
    row = known.row(AssistanceRequest, an_id("request"))
    assert (row.person_id, row.asked_by, row.asker_name) == (MARIA, asked_by, "Ада")
    assert (row.need, row.urgent, row.requested_at) == ("food", True, known.clock.now_us())


@pytest.mark.parametrize("need", list(needs()))
def test_every_need_of_the_list_can_be_asked_for(known: Here, need: str) -> None:
    assert known.record(a_request(need=need)).state == "final"


@pytest.mark.parametrize(
    ("fields", "refusal", "facts"),
    [
        ({"person_id": an_id("nobody")}, PersonUnknown, {}),
        ({"need": "gold"}, ChoiceUnknown, {"field": "need"}),
        ({"need": " "}, TextMissing, {"field": "need"}),
        ({"asked_by": "friend", "asker_name": "x"}, ChoiceUnknown, {"field": "asked_by"}),
        ({"asked_by": "relative"}, TextMissing, {"field": "asker_name"}),
        ({"words": "x" * 301}, TextTooLong, {"field": "words", "limit": SHORT_LETTERS}),
        ({"words": "a\x07"}, TextHasControlCharacters, {"field": "words"}),
        ({"asker_phone": "1" * 21}, TextTooLong, {"field": "asker_phone", "limit": 20}),
    ],
)
def test_request_that_does_not_fit_is_refused(
    known: Here, fields: dict[str, Any], refusal: Any, facts: dict[str, str | int]
) -> None:
    assert known.refuses(a_request(**fields), refusal) == facts


def test_words_may_have_lines_and_exactly_three_hundred_letters(known: Here) -> None:
    known.record(a_request(words="a\r\nb" + "x" * 297))
    assert known.row(AssistanceRequest, an_id("request")).words == "a\nb" + "x" * 297
    known.refuses(a_request(), IdTaken)


def test_step_is_of_the_person_of_its_request(known: Here) -> None:
    known.record(a_request())
    known.record(
        a_step(
            outcome="referred", referred_to="CAF", contact_name="Ada", contact_phone="049",
            words="Portare DSU", offering_id=OFFERING,
        )
    )  # fmt: skip
    row = known.row(RequestStep, an_id("step"))
    assert (row.person_id, row.request_id, row.outcome) == (MARIA, an_id("request"), "referred")
    assert (row.referred_to, row.contact_name, row.contact_phone) == ("CAF", "Ada", "049")
    assert (row.offering_id, row.words) == (OFFERING, "Portare DSU")


@pytest.mark.parametrize(
    ("fields", "refusal", "facts"),
    [
        ({"request_id": an_id("x")}, RequestUnknown, {}),
        ({"outcome": "flown"}, ChoiceUnknown, {"field": "outcome"}),
        ({"outcome": ""}, TextMissing, {"field": "outcome"}),
        ({"outcome": "referred"}, TextMissing, {"field": "referred_to"}),
        ({"outcome": "offered"}, TextMissing, {"field": "words"}),
        ({"offering_id": "x"}, JsonUnreadable, {"path": "$.offering_id", "why": "not an id"}),
        ({"words": "x" * 301}, TextTooLong, {"field": "words", "limit": 300}),
        ({"referred_to": "x" * 121}, TextTooLong, {"field": "referred_to", "limit": 120}),
    ],
)
def test_step_that_does_not_fit_is_refused(
    known: Here, fields: dict[str, Any], refusal: Any, facts: dict[str, str | int]
) -> None:
    known.record(a_request())
    assert known.refuses(a_step(**fields), refusal) == facts


def test_request_stands_as_its_latest_step_in_whichever_order_they_come(known: Here) -> None:
    known.record(a_request())
    assert standing([]) == "open"
    for outcome in OUTCOMES:
        known.record(a_step(outcome, outcome, referred_to="CAF", words="x"))
        known.clock.advance(seconds=60)
    steps = known.rows(RequestStep)
    for order in itertools.islice(itertools.permutations(steps), 0, None, 7):
        assert standing(order) == OUTCOMES[-1]


@pytest.mark.parametrize("turned", [False, True])
def test_two_desks_that_go_on_with_one_request_agree(turned: bool) -> None:
    server = MiniServer(TERRITORY, a_territory())
    first, second = (MiniDesk(n, TERRITORY, n, an_id("anna")) for n in (1, 2))
    first.record(register("maria"), EARLY)
    first.record(a_request(), EARLY + 1)
    server.push(first.waiting())
    for desk in (first, second):
        desk.take_pull(*server.pull(desk.cursor, desk.device))
    second.record(a_step("late", "closed"), EARLY + 9_000_000)
    first.record(a_step("early", "unmet"), EARLY + 2_000_000)
    for desk in (second, first) if turned else (first, second):
        server.push(desk.waiting())
    for desk in (first, second):
        desk.take_pull(*server.pull(desk.cursor, desk.device))
        assert shared(desk.rows) == shared(server.rows)
        rows = desk.rows.by_kind["request_step"].values()
        assert standing(row for row in rows if isinstance(row, RequestStep)) == "closed"
