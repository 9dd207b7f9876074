# SPDX-License-Identifier: EUPL-1.2
"""The presenter decides without a window: it asks for a place while the form is open."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject

from tests.builders import an_id
from tests.ui.counter import MARIA, Counter, settle
from welfare_desk.store import meta
from welfare_desk.ui.agenda.booking_presenter import BookingPresenter


@pytest.fixture
def presenter(counter: Counter) -> BookingPresenter:
    return BookingPresenter(counter.context, MARIA, QObject(counter.shell))


@pytest.fixture
def asked(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rights that were asked for; none is granted."""
    found: list[str] = []

    def ask_for(resource: str, quantity: int = 1) -> bool:
        found.append(resource)
        return False

    monkeypatch.setattr(counter.desk, "ask_for", ask_for)
    return found


def heard(signal: Any) -> list[Any]:
    """Return the list that fills as a signal is told."""
    told: list[Any] = []
    note: Callable[..., None] = lambda *values: told.append(values)  # noqa: E731 - a slot
    signal.connect(note)
    return told


def test_one_place_is_asked_for_when_none_is_assured(
    counter: Counter, presenter: BookingPresenter, asked: list[str]
) -> None:
    presenter.start()
    settle(counter.jobs)
    assert asked == [], "the first choice is assured already"
    presenter.choose_slot(an_id("hall-2-1"))
    presenter.choose_slot(an_id("hall-2-1"))
    settle(counter.jobs)
    assert asked == [f"slot:{an_id('hall-2-1')}"]


def test_nobody_is_asked_while_the_line_is_out(
    counter: Counter, presenter: BookingPresenter, asked: list[str]
) -> None:
    with counter.desk._store.write() as conn:
        meta.put(conn, "offline_since", str(counter.desk.now_us()))
    presenter.start()
    settle(counter.jobs)
    presenter.choose_slot(an_id("hall-2-1"))
    settle(counter.jobs)
    assert asked == []


def test_an_answer_overtaken_by_another_choice_is_dropped(
    counter: Counter, presenter: BookingPresenter
) -> None:
    presenter.start()
    settle(counter.jobs)
    shown = heard(presenter.slots_changed)
    presenter.choose_service(an_id("calls"))
    presenter.choose_service(an_id("tutoring"))
    settle(counter.jobs)
    assert len(shown) == 1
    assert presenter.slot_id == an_id("hall-0-0")


def test_a_refusal_is_a_sentence(counter: Counter, presenter: BookingPresenter) -> None:
    presenter.start()
    settle(counter.jobs)
    refused = heard(presenter.refused)
    counter.desk.session.lock()
    presenter.confirm(printing=False)
    settle(counter.jobs)
    assert len(refused) == 1
    assert refused[0][0].endswith(".")
    assert not presenter.busy


def test_a_booking_at_the_same_hour_elsewhere_is_named(
    counter: Counter, presenter: BookingPresenter
) -> None:
    presenter.start()
    settle(counter.jobs)
    assert presenter.clash() == ""
