# SPDX-License-Identifier: EUPL-1.2
"""What forms about people begin with, and who was served last."""

from tests.builders import TODAY, TOWN, an_id, register
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.intake import intake_facts, person_hit, recent_people
from welfare_desk.desk.views.outbox import history_of
from welfare_desk.operations.people import AmendPerson


def test_form_begins_with_the_desks_own_municipality(counter: Desk) -> None:
    facts = counter.look(intake_facts)
    assert (facts.today, facts.controller_id, facts.notice_version) == (TODAY, TOWN, "1")
    assert (facts.home.name, facts.home.postal_code) == ("Piazzola sul Brenta", "35016")
    assert facts.towns[0] == facts.home
    assert len({town.istat_code for town in facts.towns}) == len(facts.towns)


def test_people_opened_last_come_first(counter: Desk, clock: FixedClock) -> None:
    for name in ("maria", "luca"):
        counter.record(register(name))
        counter.person(an_id(name))
        clock.advance(1)
    found = counter.look(recent_people)
    assert [hit.person_id for hit in found] == [an_id("luca"), an_id("maria")]


def test_person_chosen_by_code_is_a_row_to_choose(counter: Desk) -> None:
    counter.record(register("maria"))
    (hit,) = counter.look(lambda here: person_hit(here, an_id("maria")))
    assert hit.surname == "Rossi"
    assert counter.look(lambda here: person_hit(here, an_id("nobody"))) == ()


def test_history_tells_who_did_what_the_latest_first(counter: Desk) -> None:
    counter.record(register("maria"))
    counter.record(AmendPerson(person_id=an_id("maria"), changes={"phone": "+393470000999"}))
    acts = counter.look(lambda here: history_of(here, an_id("maria")))
    assert [act.kind for act in acts] == ["amend_person", "register_person"]
    assert {act.operator_name for act in acts} == {"Anna"}
    assert {act.state for act in acts} == {"pending"}
