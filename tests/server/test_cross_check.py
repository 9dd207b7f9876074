# SPDX-License-Identifier: EUPL-1.2
"""Two municipalities learn by yes or no that one household applied in both, and nothing else."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.builders import TODAY, TOWN, a_fund, a_resource, an_id, an_operator, form, register
from tests.operations.script_funds import ROUND_FUND, a_round_fund, approved, filed
from tests.server.conftest import Place
from tests.server.test_belonging import OTHER_TOWN
from tests.server.test_belonging import away as away
from tests.server.test_hostile import ACCEPTED, reviews, told
from tests.support.desk_double import DeskDouble
from welfare_desk.core.awards import Criteria
from welfare_desk.models.application import Application, ApplicationMark
from welfare_desk.models.fund import Fund
from welfare_desk.operations.applications import DecideApplication, WithdrawApplication
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.rounds import RankRound

CODE = {"fiscal_code": "RSSMRA62C45H501N", "no_code_reason": ""}


def an_open_fund(**other: Any) -> Fund:
    return a_round_fund(criteria=Criteria(fixed_cents=10_000), **other)


@pytest.fixture
def here(place: Place, away: DeskDouble) -> DeskDouble:
    """A desk of the town; the round's fund is the whole territory's."""
    people = [an_operator("marta", "supervisor"), an_operator("paolo", "social_worker")]
    place.bring([an_open_fund(), a_resource(f"fund:{ROUND_FUND}", 500_000), *people])
    return place.desk()


def a_home(desk: DeskDouble, name: str, town: str = TOWN, **person: Any) -> None:
    assert told(desk, register(name, controller_id=town, **person)) == ACCEPTED
    home = msgspec.structs.replace(form(f"home of {name}", name), controller_id=town)
    assert told(desk, home) == ACCEPTED


def an_application(name: str) -> Operation:
    return filed(f"app {name}", f"home of {name}", name, isee_id=None)


def app(place: Place, name: str) -> Application:
    row = place.one(Application, an_id(f"app {name}"))
    assert isinstance(row, Application)
    return row


def test_an_application_alone_is_clear_and_only_hashes_are_kept(
    place: Place, here: DeskDouble
) -> None:
    a_home(here, "maria", **CODE)
    assert told(here, an_application("maria")) == ACCEPTED
    assert app(place, "maria").cross_check == "clear"
    (mark,) = place.all(ApplicationMark)
    assert CODE["fiscal_code"] not in repr(mark)
    assert len(mark.id) == 64
    assert place.problems() == []


def test_the_second_municipality_learns_that_there_is_one_and_not_where(
    place: Place, here: DeskDouble, away: DeskDouble
) -> None:
    a_home(here, "maria", **CODE)
    told(here, an_application("maria"))
    a_home(away, "twin", OTHER_TOWN, **CODE)
    assert told(away, an_application("twin")) == ACCEPTED
    row = app(place, "twin")
    assert (row.state, row.cross_check) == ("filed", "elsewhere")
    assert app(place, "maria").cross_check == "clear"
    (item,) = [each for each in reviews(place) if each.code == "applied_elsewhere"]
    assert (item.controller_id, item.person_id) == (OTHER_TOWN, an_id("twin"))
    assert item.other_id == ""
    assert TOWN not in repr(row)
    assert place.problems() == []


def test_a_withdrawn_application_leaves_the_other_municipality_free(
    place: Place, here: DeskDouble, away: DeskDouble
) -> None:
    a_home(here, "maria", **CODE)
    told(here, an_application("maria"))
    told(here, WithdrawApplication(application_id=an_id("app maria")))
    assert place.all(ApplicationMark) == []
    a_home(away, "twin", OTHER_TOWN, **CODE)
    told(away, an_application("twin"))
    assert app(place, "twin").cross_check == "clear"


def test_another_period_of_the_fund_never_blocks(
    place: Place, here: DeskDouble, away: DeskDouble
) -> None:
    a_home(here, "maria", **CODE)
    told(here, an_application("maria"))
    place.bring([an_open_fund(period="2026-2")])
    a_home(away, "twin", OTHER_TOWN, **CODE)
    told(away, an_application("twin"))
    assert app(place, "twin").cross_check == "clear"


def test_two_desks_of_one_town_file_the_same_household_and_the_second_is_a_duplicate(
    place: Place, here: DeskDouble
) -> None:
    a_home(here, "maria", **CODE)
    other = place.desk()
    first = an_application("maria")
    assert told(here, first) == ACCEPTED
    second = msgspec.structs.replace(first, application_id=an_id("app again"))
    assert told(other, second)[0] == "accepted"
    assert app(place, "maria").state == "filed"
    row = app(place, "again")
    assert (row.state, row.cross_check) == ("duplicate", "here")
    assert [each.code for each in reviews(place)] == ["already_applied"]


def test_two_desks_decide_one_application_and_the_first_stands(
    place: Place, here: DeskDouble
) -> None:
    a_home(here, "maria", **CODE)
    told(here, an_application("maria"))
    marta = {"actor": an_id("marta"), "role": "supervisor"}
    refused = DecideApplication(
        application_id=an_id("app maria"), approve=False, reason="incomplete"
    )
    assert told(here, approved("app maria", 10_000), **marta) == ACCEPTED
    told(place.desk(), refused, **marta)
    assert app(place, "maria").state == "approved"
    assert [each.code for each in reviews(place)] == ["application_decided"]


def test_a_decision_without_the_second_signature_has_no_effect_at_the_server(
    place: Place, here: DeskDouble
) -> None:
    a_home(here, "maria", **CODE)
    told(here, an_application("maria"))
    marta = {"actor": an_id("marta"), "role": "supervisor"}
    for second in (None, "marta", "bruno"):
        forged = approved("app maria", 400_000, None if second is None else an_id(second))
        told(here, forged, **marta)
        assert app(place, "maria").state == "filed"
    codes = {each.code for each in reviews(place)}
    assert codes == {"second_person_needed", "second_person_same"}
    told(here, approved("app maria", 400_000, an_id("paolo")), **marta)
    assert app(place, "maria").amount_cents == 400_000


def test_nobody_decides_for_another_municipality(
    place: Place, here: DeskDouble, away: DeskDouble
) -> None:
    a_home(here, "maria", **CODE)
    told(here, an_application("maria"))
    carlo = msgspec.structs.replace(an_operator("carlo", "supervisor"), municipality_id=OTHER_TOWN)
    place.bring([carlo])
    carlos = {"actor": an_id("carlo"), "role": "supervisor"}
    told(away, approved("app maria", 10_000), **carlos)
    assert app(place, "maria").state == "filed"
    rank = RankRound(round_id=an_id("round"), fund_id=ROUND_FUND, seed=1, until_on=TODAY)
    told(away, rank, **carlos)
    assert app(place, "maria").rank is None


def test_a_round_orders_the_applications_of_its_own_municipality(
    place: Place, here: DeskDouble
) -> None:
    a_home(here, "maria", **CODE)
    told(here, an_application("maria"))
    rank = RankRound(round_id=an_id("round"), fund_id=ROUND_FUND, seed=1, until_on=TODAY)
    told(here, rank, actor=an_id("marta"), role="supervisor")
    assert app(place, "maria").rank == 1
    assert a_fund().id != ROUND_FUND


def test_two_who_applied_and_are_one_come_to_review(place: Place, here: DeskDouble) -> None:
    for name in ("maria", "twin"):
        a_home(here, name)
        assert told(here, an_application(name)) == ACCEPTED
    merge = MergePeople(kept_id=an_id("maria"), merged_id=an_id("twin"), reason="una sola")
    told(here, merge, actor=an_id("marta"), role="supervisor")
    assert "already_applied" in {each.code for each in reviews(place)}
    states = {app(place, name).state for name in ("maria", "twin")}
    assert states == {"filed"}, "nobody's application is taken back by a merge"
