# SPDX-License-Identifier: EUPL-1.2
"""A cooperative's own desk: enrolled by its code, asked, it answers, the counter tells, marks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

from tests.support.quick_stage import quick_stage
from welfare_desk.app import enrol_home, open_desk
from welfare_desk.cli.stage import ISTAT, Stage
from welfare_desk.core.refusals import RoleMissing
from welfare_desk.core.wishes import wish_text
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.service_requests import (
    ask_view,
    inbox,
    requests_of_person,
    to_tell,
)
from welfare_desk.desk.views.statement import month_of, statement
from welfare_desk.models.booking import Booking, ServiceRequest
from welfare_desk.models.offering import Offering
from welfare_desk.models.person import Person
from welfare_desk.models.request import Note
from welfare_desk.operations.notes import WriteNote
from welfare_desk.operations.people import RegisterPerson
from welfare_desk.operations.service_answers import (
    AcceptServiceRequest,
    AgreeServiceRequest,
    CounterServiceRequest,
)
from welfare_desk.operations.service_requests import AskForService
from welfare_desk.store.queries import all_of

PROVIDER = "F.A.I. Padova"
RIDE = "DIS-05"
PIN = "314159"


class Place(msgspec.Struct):
    """A municipality's counter and a cooperative's desk, each the whole program."""

    stage: Stage
    town: Desk
    coop: Desk

    def settle(self) -> None:
        """Exchange until both have heard everything."""
        for desk in (self.town, self.coop, self.town, self.coop):
            assert desk.exchange().outcome == "ok"


def at_work(desk: Desk, login: str, pin: str) -> Desk:
    desk.exchange()
    desk.session.log_in(login, pin)
    desk.set_own_pin(PIN)
    return desk


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder: Path = tmp_path_factory.mktemp("cooperative")
    with quick_stage(folder, 5) as made:
        pin = made.one_time_pin("anna", "Anna R.", "operator")
        added = made.server(
            "operator-add", "--login", "carla", "--role", "cooperative", "--provider", PROVIDER
        )
        home, _ = made.new_desk("Sportello 1")
        ticket = made.server(
            "desk-code", "--municipality", ISTAT, "--provider", PROVIDER, "--name", PROVIDER
        )
        coop_home = folder / "coop"
        enrol_home(coop_home, made.keys, url=made.url, code=str(ticket["code"]), name=PROVIDER)
        town, coop = open_desk(home, made.keys), open_desk(coop_home, made.keys)
        try:
            at_work(town, "anna", pin)
            at_work(coop, "carla", str(added["pin"]))
            yield Place(made, town, coop)
        finally:
            town.close()
            coop.close()


def people_at(desk: Desk) -> set[str]:
    rows = desk.look(lambda here: all_of(here.conn, here.territory_id, Person))
    return {row.id for row in rows}


def ride_of(desk: Desk) -> Offering:
    return next(row for row in desk.look(lambda here: here.every(Offering)) if row.code == RIDE)


def somebody(desk: Desk) -> str:
    person_id = desk.new_id()
    desk.record(
        RegisterPerson(
            person_id=person_id,
            controller_id=desk.look(lambda here: here.municipality_id),
            surname="Zanella",
            name="Bruna",
            sex="F",
            born_on=datetime.date(1948, 7, 2),
            no_code_reason="non ricorda",
            residence_istat=ISTAT,
            phone="+390490000000",
        )
    )
    return person_id


def asked(desk: Desk, person_id: str) -> str:
    """Ask for a ride as the page does, on the first day possible; return the request's id."""
    view = desk.look(partial(ask_view, person_id=person_id, offering_id=ride_of(desk).id))
    assert view.against == ()
    request_id = desk.new_id()
    desk.record(
        AskForService(
            request_id=request_id,
            person_id=person_id,
            offering_id=view.offering_id,
            wishes=(wish_text(view.first_on, "morning"),),
            isee_id=view.isee_id,
            resident=view.resident,
            unit_cents=view.unit_cents,
            total_cents=view.total_cents,
            lines=view.lines,
            shares=view.shares,
        )
    )
    return request_id


def test_asked_answered_told_and_counted(place: Place) -> None:
    town, coop = place.town, place.coop
    provider_id = ride_of(coop).provider_id
    assert coop.look(lambda here: here.provider_id) == provider_id
    assert town.look(lambda here: here.provider_id) == ""
    bookable = {each.offering_id for each in coop.offerings("")}
    offerings = coop.look(lambda here: here.every(Offering))
    assert bookable
    assert bookable <= {each.id for each in offerings if each.provider_id == provider_id}
    assert len(bookable) < len(town.offerings(""))
    bruna, stranger = somebody(town), somebody(town)
    town.record(WriteNote(note_id=town.new_id(), person_id=bruna, text="ESEMPIO"))
    request_id = asked(town, bruna)
    place.settle()

    (row,) = coop.look(partial(inbox, provider_id=ride_of(coop).provider_id))
    assert (row.request_id, row.surname, row.phone) == (request_id, "Zanella", "+390490000000")
    seen = people_at(coop)
    assert bruna in seen
    assert stranger not in seen
    assert coop.look(lambda here: all_of(here.conn, here.territory_id, Note)) == ()
    assert coop.look(lambda here: all_of(here.conn, here.territory_id, Booking)) == ()
    assert row.title == "Trasporto accompagnato", "its subject is sensitive"

    on = row.wishes[0].on
    coop.record(CounterServiceRequest(request_id=request_id, on=on, minute=900, minutes=60))
    place.settle()
    (told,) = (each for each in town.look(to_tell) if each.request_id == request_id)
    assert (told.state, told.answer_minute) == ("countered", 900)
    town.record(AgreeServiceRequest(request_id=request_id, on=on, minute=900))
    place.settle()
    assert coop.look(partial(inbox)) == ()
    (own,) = coop.look(lambda here: requests_of_person(here, bruna))
    assert own.state == "agreed"

    from_on, to_on = month_of(on)
    view = partial(statement, provider_id=provider_id, from_on=from_on, to_on=to_on)
    found = [desk.look(view) for desk in (town, coop)]
    assert found[0] == found[1], "the cooperative's statement is the municipality's"
    assert found[0] is not None
    assert found[0].cents == own.total_cents
    assert place.stage.server("check")["ok"]


def test_a_counter_does_not_answer_for_a_cooperative(place: Place) -> None:
    town, coop = place.town, place.coop
    person = somebody(town)
    request_id = asked(town, person)
    with pytest.raises(RoleMissing):
        # An operator of the counter does not answer for a cooperative.
        town.record(
            AcceptServiceRequest(
                request_id=request_id,
                on=town.look(lambda here: here.today),
                minute=600,
                minutes=60,
            )
        )
    place.settle()
    (row,) = coop.look(inbox)
    coop.record(
        AcceptServiceRequest(
            request_id=request_id, seen=row.mark, on=row.wishes[0].on, minute=600, minutes=60
        )
    )
    place.settle()
    stored = town.look(lambda here: here.one(ServiceRequest, request_id))
    assert stored is not None
    assert (stored.state, stored.answer_minute) == ("accepted", 600)
    assert place.stage.server("check")["ok"]
