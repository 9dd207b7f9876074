# SPDX-License-Identifier: EUPL-1.2
"""What the counter sees of funds: what a family may have, applications, a round, one timeline."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.builders import TODAY, a_resource, an_id, an_operator, form, isee, issue, register
from tests.desk.conftest import PIN, rows_with_pin
from tests.documents.papers import page
from tests.operations.script_funds import ROUND_FUND, a_round_fund, approved, filed
from tests.support.desks import a_desk_here, card_code
from welfare_desk.core.awards import Criteria
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.numbers import serial_text
from welfare_desk.core.refusals_of_funds import ApplicationDecided, ApplicationUnknown, FundHidden
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.session import verifier_of
from welfare_desk.desk.views.applications import (
    Said,
    application_rows,
    application_view,
    claim,
    filing,
    funds_on_application,
    round_view,
)
from welfare_desk.desk.views.awards import entitlements
from welfare_desk.desk.views.chronicle import events_of
from welfare_desk.desk.views.entitled import EntitledView, FundAnswer, entitled
from welfare_desk.desk.views.timeline import timeline
from welfare_desk.operations.rounds import DrawSample, RankRound
from welfare_desk.protocol.lease import LIFE_US, Lease
from welfare_desk.store import rights
from welfare_desk.store.rows import save
from welfare_desk.sync.recorder import held_row

MARIA = an_id("maria")
GIFT = an_id("gift fund")


def a_gift() -> Any:
    """An employer's fund that gives everybody 50 euros."""
    return a_round_fund(
        id=GIFT,
        name="Regalo ESEMPIO",
        criteria=Criteria(fixed_cents=5_000),
        needs_application=False,
        payer_kind="employer",
        visible_roles=("operator",),
    )


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """Maria, alone with an ISEE; a fund, a round on application, an employer's gift."""
    verifier = verifier_of(PIN)
    people = [
        msgspec.structs.replace(an_operator(name, role), pin_verifier=verifier)
        for name, role in (("paolo", "social_worker"),)
    ]
    rows = [
        *rows_with_pin(), *people, a_round_fund(), a_gift(),
        a_resource(f"fund:{ROUND_FUND}", 500_000), a_resource(f"fund:{GIFT}", 500_000),
    ]  # fmt: skip
    opened = a_desk_here(tmp_path, clock, rows)
    opened.session.log_in("anna", PIN)
    opened.record(register("maria"))
    opened.record(form("home", "maria"))
    opened.record(isee("isee of maria", "home", 500_000))
    yield opened
    opened.close()


def lend(desk: Desk, fund_id: str, cents: int) -> None:
    """Let the desk hold euros of a fund and one card number."""
    lease = Lease(
        id=f"l-{fund_id}", device=1, inc=1, resource=f"fund:{fund_id}", quantity=cents, fence=0,
        not_after=desk.now_us() + LIFE_US,
    )  # fmt: skip
    number = serial_text(1, 7, 0)
    serials = msgspec.structs.replace(
        lease, id=f"s-{fund_id}", resource=f"serial:{fund_id}", quantity=1, numbers=(number,),
        codes=(card_code(number),),
    )  # fmt: skip
    with desk._store.write() as conn:
        rights.add(conn, [held_row(lease), held_row(serials)])


def as_marta(desk: Desk) -> None:
    desk.session.log_in("marta", PIN)


def answers(desk: Desk, role: str = "operator") -> EntitledView:
    found = desk.look(lambda look: entitled(look, MARIA, role))
    assert found is not None
    return found


def of_fund(desk: Desk, fund_id: str, role: str = "operator") -> FundAnswer:
    return next(one for one in answers(desk, role).funds if one.fund_id == fund_id)


def test_each_fund_answers_with_its_reason(desk: Desk) -> None:
    view = answers(desk)
    assert (view.members, view.isee_cents) == (1, 500_000)
    told = {one.name: (one.verdict, one.amount_cents) for one in view.funds}
    assert told == {
        "Buoni spesa ESEMPIO": ("yes", 12_000),
        "Regalo ESEMPIO": ("yes", 5_000),
        "Bando ESEMPIO": ("apply", 15_000),
    }
    (line,) = of_fund(desk, ROUND_FUND).unmet
    assert line.code == "income_missing"
    assert [one.name for one in view.offerings] == ["Tutoring in presenza"]


def test_an_isee_over_the_ceiling_says_no_and_a_missing_one_asks(desk: Desk) -> None:
    desk.record(isee("high", "home", 1_300_000))
    answer = of_fund(desk, ROUND_FUND)
    assert (answer.verdict, answer.amount_cents) == ("no", 0)
    assert answer.unmet[0].facts == {"isee_cents": 1_300_000, "ceiling_cents": 1_200_000}
    desk.record(register("luca"))
    desk.record(form("other", "luca"))
    found = desk.look(lambda look: entitled(look, an_id("luca"), "operator"))
    assert found is not None
    assert {one.fund_id: one.verdict for one in found.funds}[ROUND_FUND] == "ask"


def test_without_a_household_there_are_offerings_only(desk: Desk) -> None:
    desk.record(register("luca"))
    found = desk.look(lambda look: entitled(look, an_id("luca"), "operator"))
    assert found is not None
    assert found.funds == ()
    assert found.offerings
    assert desk.look(lambda look: entitled(look, an_id("nobody"), "operator")) is None


def test_what_was_asked_for_already_is_said(desk: Desk) -> None:
    desk.record(filed("app", "home", "maria"))
    assert (of_fund(desk, ROUND_FUND).verdict, of_fund(desk, ROUND_FUND).state) == ("had", "filed")


def test_the_form_starts_from_what_is_known_and_gives_the_sum_as_it_is_typed(desk: Desk) -> None:
    start = desk.look(lambda look: filing(look, MARIA, ROUND_FUND))
    assert start is not None
    assert (start.isee_cents, start.births_on, start.earlier) == (
        500_000, (datetime.date(1962, 3, 5),), "",
    )  # fmt: skip
    nothing = desk.look(lambda look: claim(look, start, ROUND_FUND, Said()))
    assert (nothing.amount_cents, nothing.unmet) == (0, "income_missing")
    said = Said(income_cents=60_000, disabled=1)
    full = desk.look(lambda look: claim(look, start, ROUND_FUND, said))
    assert full.amount_cents == 20_000
    desk.record(filed("app", "home", "maria", disabled=1))
    view = desk.look(lambda look: application_view(look, an_id("app"), "operator"))
    assert view.lines == full.lines, "what was shown is what was stored"
    again = desk.look(lambda look: filing(look, MARIA, ROUND_FUND))
    assert again is not None
    assert again.earlier == view.row.receipt_no


def test_the_list_filters_and_an_application_says_who_decided(desk: Desk) -> None:
    desk.record(filed("app", "home", "maria"))
    as_marta(desk)
    desk.record(approved("app", 14_000, an_id("paolo")))
    rows = desk.look(lambda look: application_rows(look, "supervisor"))
    assert [(row.person_name, row.state, row.amount_cents) for row in rows] == [
        ("Rossi Maria", "approved", 14_000)
    ]
    assert desk.look(lambda look: application_rows(look, "supervisor", states=("filed",))) == ()
    other = desk.look(lambda look: application_rows(look, "supervisor", fund_id=GIFT))
    assert other == ()
    view = desk.look(lambda look: application_view(look, an_id("app"), "supervisor"))
    assert (view.filed_by, view.decided_by, view.second_by) == ("Anna", "Marta", "Paolo")
    assert view.decided_on == TODAY
    with pytest.raises(ApplicationUnknown):
        desk.look(lambda look: application_view(look, an_id("none"), "supervisor"))


def test_who_may_not_see_a_funds_people_sees_none(desk: Desk) -> None:
    desk.record(filed("app", "home", "maria"))
    with desk._store.write() as conn:
        hidden = a_round_fund(visible_roles=("supervisor",))
        save(conn, hidden.territory_id, {(hidden.KIND, hidden.id): hidden})
    assert desk.look(lambda look: application_rows(look, "operator")) == ()
    assert desk.look(lambda look: funds_on_application(look, "operator")) == ()
    for view in (application_view, round_view):
        subject = an_id("app") if view is application_view else ROUND_FUND
        with pytest.raises(FundHidden):
            desk.look(lambda look, view=view, subject=subject: view(look, subject, "operator"))
    assert of_fund(desk, ROUND_FUND).verdict == "apply", "that she applied is not told"
    assert len(desk.look(lambda look: application_rows(look, "supervisor"))) == 1


def test_a_round_shows_the_order_the_reach_and_what_was_drawn(desk: Desk) -> None:
    desk.record(filed("app", "home", "maria"))
    as_marta(desk)
    desk.record(approved("app", 15_000))
    for operation in (
        RankRound(round_id=an_id("r"), fund_id=ROUND_FUND, seed=1, until_on=TODAY),
        DrawSample(round_id=an_id("s"), fund_id=ROUND_FUND, seed=2, until_on=TODAY),
    ):
        desk.record(operation)
    view = desk.look(lambda look: round_view(look, ROUND_FUND, "supervisor"))
    assert (view.counts, view.approved_cents, view.reach) == ({"approved": 1}, 15_000, 1)
    assert [row.rank for row in view.ranked] == [1]
    assert view.ranked[0].within_budget
    assert [row.application_id for row in view.sample] == [an_id("app")]
    assert {one.purpose: one.seed for one in view.made} == {"ranking": 1, "sample": 2}


def test_a_card_is_offered_from_the_approved_application(desk: Desk) -> None:
    def offer() -> Any:
        found = desk.look(lambda look: entitlements(look, MARIA))
        return next(one for one in found if one.fund_id == ROUND_FUND)

    assert (offer().obstacle, offer().application_id) == ("application_needed", "")
    desk.record(filed("app", "home", "maria"))
    assert offer().obstacle == "application_needed"
    as_marta(desk)
    desk.record(approved("app", 14_000, an_id("paolo")))
    assert (offer().application_id, offer().amount_cents) == (an_id("app"), 14_000)
    assert offer().obstacle == "fund_not_held"


def test_benefits_lie_on_one_line_and_overlaps_are_flagged(desk: Desk) -> None:
    desk.record(filed("app", "home", "maria"))
    desk.record(issue("card", "home", "maria", an_id("isee of maria")))
    view = desk.look(lambda look: timeline(look, MARIA, "operator"))
    assert [(bar.kind, bar.cents, bar.overlaps) for bar in view.bars] == [
        ("application", 15_000, False), ("award", 12_000, False), ("card", 12_000, False),
    ]  # fmt: skip
    assert view.from_on.day == 1
    lend(desk, GIFT, 5_000)
    gift = issue("gift", "home", "maria", an_id("isee of maria"), 5_000)
    desk.record(msgspec.structs.replace(gift, fund_id=GIFT))
    both = desk.look(lambda look: timeline(look, MARIA, "operator"))
    assert both.overlaps == 2
    hidden = desk.look(lambda look: timeline(look, MARIA, "supervisor"))
    assert hidden.overlaps == 0, "the employer's fund is not for the supervisor to see"
    assert len(hidden.bars) == 3


def test_papers_of_an_application_come_from_what_is_stored(desk: Desk) -> None:
    desk.record(filed("app", "home", "maria", other_support=("rent",), documents=("isee",)))
    form_text = text_of(desk.document("application", an_id("app")))
    for part in ("Contributo affitto", "Attestazione ISEE", "600,00 €", "150,00 €"):
        assert part in form_text, part
    with pytest.raises(ApplicationDecided):
        desk.document("decision", an_id("app"))
    as_marta(desk)
    desk.record(approved("app", 14_000, an_id("paolo")))
    letter = text_of(desk.document("decision", an_id("app"), copy_no=1))
    for part in ("accolta", "140,00 €", "Marta e Paolo", "COPIA 1", "TAR"):
        assert part in letter, part
    sheet = text_of(desk.document("entitled", MARIA))
    for part in ("Regalo ESEMPIO", "Già avuto", "Tutoring"):
        assert part in sheet, part
    job = desk.queue_print("decision", an_id("app"))
    assert job.title.startswith("Esito della domanda ")
    assert "Rossi" not in job.title


def text_of(pdf: bytes) -> str:
    return page(pdf).text.replace("\N{NO-BREAK SPACE}", " ")


def test_an_application_is_part_of_the_persons_history(desk: Desk) -> None:
    desk.record(filed("app", "home", "maria"))
    as_marta(desk)
    desk.record(approved("app", 14_000, an_id("paolo")))
    events = desk.look(lambda look: events_of(look, MARIA))
    decided = [event for event in events if event.kind == "decide_application"]
    assert [(event.code, event.operator_name) for event in decided] == [("approved", "Marta")]
    rows = desk.outbox().rows
    own = {row.kind: (row.person_name, row.number) for row in rows}
    number = decided[0].number
    assert own["file_application"] == own["decide_application"] == ("Rossi Maria", number)
    with desk._store.write() as conn:
        hidden = a_round_fund(visible_roles=("supervisor",))
        save(conn, hidden.territory_id, {(hidden.KIND, hidden.id): hidden})
    events = desk.look(lambda look: events_of(look, MARIA))
    assert not [event for event in events if event.kind == "decide_application"]
