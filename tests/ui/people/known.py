# SPDX-License-Identifier: EUPL-1.2
"""What tests of a person's page begin with: papers, requests, notes and who is at work."""

from __future__ import annotations

import datetime
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from tests.builders import TODAY, an_id
from tests.ui.counter import MARIA, PIN, Counter, settle
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.delegations import AppointDelegate
from welfare_desk.operations.identifiers import RecordIdentifier
from welfare_desk.operations.notes import WriteNote
from welfare_desk.operations.requests import AddRequestStep, OpenRequest
from welfare_desk.ui.people.person_page import PersonPage

W = TypeVar("W", bound=QWidget)
STP = "STP0500151234567"
SECRET = "Situazione delicata in famiglia."


def with_papers(desk: Desk) -> None:
    """Give Maria a delegate whose time ends soon, an expired document and an STP code."""
    desk.record(
        AppointDelegate(
            delegation_id=an_id("delegation"),
            person_id=MARIA,
            delegate_name="Fabris Elena",
            delegate_document="CI CA12345AA",
            powers=("collect_card", "book"),
            valid_from=TODAY,
            valid_to=TODAY + datetime.timedelta(20),
        )
    )
    desk.record(
        RecordIdentifier(
            identifier_id=an_id("paper"),
            person_id=MARIA,
            identifier_kind="paper_id_card",
            value="AX1234567",
            status="seen",
            valid_to=TODAY - datetime.timedelta(40),
        )
    )
    desk.record(
        RecordIdentifier(
            identifier_id=an_id("stp"),
            person_id=MARIA,
            identifier_kind="stp",
            value=STP,
            reason="Ambulatorio",
        )
    )


def with_requests(desk: Desk) -> None:
    """Give Maria an urgent request with a referral, a note and a sensitive one."""
    desk.record(
        OpenRequest(
            request_id=an_id("request"),
            person_id=MARIA,
            need="home_care",
            words="Cerca una badante per tre mattine",
            urgent=True,
            asked_by="relative",
            asker_name="Fabris Elena",
        )
    )
    desk.record(
        AddRequestStep(
            step_id=an_id("step"),
            request_id=an_id("request"),
            outcome="referred",
            referred_to="Sportello badanti",
            contact_name="Lucia Zanella",
        )
    )
    desk.record(
        WriteNote(note_id=an_id("note"), person_id=MARIA, text="Leggere il promemoria a voce.")
    )
    desk.record(WriteNote(note_id=an_id("secret"), person_id=MARIA, text=SECRET, sensitive=True))


def at_work(counter: Counter, login: str) -> None:
    """Let another operator work at the counter."""
    counter.desk.session.lock()
    counter.desk.session.log_in(login, PIN)


def maria(counter: Counter) -> PersonView:
    """Return Maria's view as stored now."""
    view = counter.desk.person(MARIA)
    assert view is not None
    return view


def opened(counter: Counter, part: str = "summary") -> PersonPage:
    """Show Maria's page at one of its parts."""
    page = PersonPage(counter.context, MARIA)
    counter.show(page)
    page.tabs.set_current(part)
    settle(counter.jobs)
    return page


def named(page: QWidget, kind: type[W], name: str) -> W:
    """Return the one widget of a page by its stable name."""
    found = [one for one in page.findChildren(kind) if one.objectName() == name]
    assert found, name
    return found[-1]


def words_of(page: QWidget) -> str:
    """Return every word that the page shows now."""
    texts = []
    for widget in page.findChildren(QWidget):
        text = getattr(widget, "text", None)
        if callable(text) and widget.isVisibleTo(page):
            texts.append(str(text()))
    return "\n".join(texts)
