# SPDX-License-Identifier: EUPL-1.2
"""``welfare-desk training`` as a process, then its room: wire, papers, an exercise, begin anew."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from welfare_desk.app import open_desk
from welfare_desk.cli.training_room import LOGIN, NOTES, PIN, TrainingRoom
from welfare_desk.desk import happened, paper
from welfare_desk.desk.desk import Desk
from welfare_desk.documents.watermark import TRAINING
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.booking_changes import CancelBooking
from welfare_desk.operations.cards import ActivateCard, IssueCard, ReplaceCard
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.tour.hands import Hands
from welfare_desk.ui.tour.waiting import wait_until
from welfare_desk.ui.training.dress import Training
from welfare_desk.ui.training.exercises import Exercises
from welfare_desk.ui.window_run import close_window, run_window

MAKING_SECONDS = 120
"""A busy machine makes the room slowly; an idle one needs a tenth of it."""


def until(fact: Callable[[], bool], seconds: float = MAKING_SECONDS) -> bool:
    """Tell whether something came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a training that was opened once as a person would, and closed."""
    around = tmp_path_factory.mktemp("training")
    home = around / "desk"
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(around)}
    command = (sys.executable, "-m", "welfare_desk", "--home", str(home), "training")
    process = subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True)
    made = around / "desk-training"
    try:
        until(lambda: (made / NOTES).exists() or process.poll() is not None)
    finally:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=MAKING_SECONDS)
    assert (made / NOTES).exists(), said
    assert process.returncode == 0, said
    assert not home.exists(), "the desk's own home is never touched"
    return made


@pytest.fixture(scope="module")
def room(folder: Path) -> Iterator[TrainingRoom]:
    """Return the room as it was left, prepared anew, its server answering; none is left after."""
    steps: list[str] = []
    found = TrainingRoom(folder)
    found.prepare(steps.append)
    assert steps == ["server"], "nothing is made a second time"
    assert until(lambda: found.ready)
    yield found
    port = found.port
    found.close()
    assert not answers(port)


@pytest.fixture
def desk(room: TrainingRoom) -> Iterator[Desk]:
    """Return the room's desk with its operator at work."""
    assert until(lambda: room.ready)
    opened = open_desk(room.home, room.keys)
    opened.session.log_in(LOGIN, PIN)
    yield opened
    opened.close()


def answers(port: int) -> bool:
    """Tell whether anything listens on a port of this computer."""
    with socket.socket() as line:
        line.settimeout(1)
        return line.connect_ex(("127.0.0.1", port)) == 0


def test_the_wire_really_is_cut_and_mended(room: TrainingRoom, desk: Desk) -> None:
    assert desk.exchange().outcome == "ok"
    room.pull_out()
    assert desk.exchange().outcome != "ok"
    assert desk.status().state == "offline"
    room.put_in()
    assert desk.exchange().outcome == "ok"


def test_every_paper_of_the_room_is_marked(desk: Desk, room: TrainingRoom) -> None:
    holder = room.parts()["t1"].person_id
    (card,) = desk.look(lambda here: here.where(VoucherCard, "person_id", holder))
    booking = desk.person(holder)
    assert booking is not None
    papers = [
        desk.document("card", card.id),
        desk.document("receipt", card.id),
        desk.document("slip", booking.bookings[0].booking_id),
        desk.look(lambda here: paper.recovery_sheet(here, "ABCD-EFGH")),
    ]
    words = "".join(TRAINING.split())
    for pdf in papers:
        for page in pypdfium2.PdfDocument(pdf):
            assert words in "".join(page.get_textpage().get_text_range().split())


def test_an_exercise_is_counted_and_beginning_anew_forgets_it(
    room: TrainingRoom, desk: Desk, qapp: QApplication
) -> None:
    look = Look()
    look.dress(qapp)
    jobs = JobRunner()
    window = run_window(qapp, desk, look=look, jobs=jobs)
    window.resize(1366, 768)
    window.activateWindow()
    training = Training(window, room)
    training.let_in()
    hands = Hands(window)
    try:
        wait_until(lambda: not window.is_locked(), "the operator let in")
        training.begin(0)
        part = room.parts()["t1"]
        hands.scan(part.codes[0][1])
        wait_until(lambda: window.person_in_front() == part.person_id, "the person's page")
        hands.key("F2")
        hands.see("booking.confirm")
        wait_until(lambda: not jobs.busy_lanes(), "the services")
        hands.key("Return")
        wait_until(lambda: not jobs.busy_lanes(), "the places")
        hands.key("Return")
        wait_until(lambda: hands.see("booking.confirm").isEnabled(), "the confirmation")
        hands.key("Ctrl+Return")
        wait_until(lambda: training.guide.result.isVisible(), "the exercise done")
        score = room.best()["t1"]
        assert (score.scans, score.keys) == (1, 5)
        before = len(_bookings(desk, part.person_id))
    finally:
        training.rest()
        wait_until(lambda: not jobs.busy_lanes(), "what was printed")
        close_window(window)
    desk.close()
    room.begin_anew()
    room.prepare(lambda step: None)
    fresh = open_desk(room.home, room.keys)
    try:
        assert len(_bookings(fresh, part.person_id)) == before - 1
        assert "t1" in room.best(), "scores are kept"
    finally:
        fresh.close()


def test_what_the_exercises_ask_for_is_there_and_is_seen(desk: Desk, room: TrainingRoom) -> None:
    parts = room.parts()
    meant = {
        name: desk.look_up(part.codes[0][1]).meaning for name, part in parts.items() if part.codes
    }
    assert meant == {
        "t1": "card", "t2": "new_person", "t3": "person", "t4": "person",
        "t5": "card", "t6": "booking", "t7": "person",
    }  # fmt: skip
    assert any(not each.obstacle for each in desk.entitlements(parts["t3"].person_id))
    assert [hit.surname for hit in desk.look_up("genva").hits] == ["Genova"]
    mark = desk.look(happened.now)
    who = desk.session.require().operator_id
    shop = next(
        row
        for row in desk.look(lambda here: here.every(Merchant))
        if row.name == "Bottega di Prova"
    )
    returned = desk.returns.begin(shop.id, operator_id=who)
    for _, code in parts["t5"].codes:
        desk.returns.read(returned.batch_id, code, operator_id=who)
    assert desk.returns.view(returned.batch_id).amount_cents == 5_000
    desk.returns.close(returned.batch_id)
    slip = desk.look_up(parts["t6"].codes[0][1])
    desk.record(CancelBooking(booking_id=slip.booking_id, reason="other"))
    _give_card(desk, parts["t3"].person_id)
    _replace_card(desk, parts["t4"].person_id)
    desk.person(parts["t7"].person_id)
    desk.closing.close()
    _, seen = desk.look(lambda here: happened.since(here, mark))
    done = {one.id: one.done(parts[one.id], seen) for one in Exercises(ActionRegistry()).all()}
    assert {name for name, is_done in done.items() if is_done} == {
        "t3",
        "t4",
        "t5",
        "t6",
        "t7",
        "t8",
    }


def _bookings(desk: Desk, person_id: str) -> tuple[object, ...]:
    page = desk.person(person_id)
    assert page is not None
    return page.bookings


def _give_card(desk: Desk, person_id: str) -> None:
    """Issue what a fund gives to the person and scan it back."""
    page = desk.person(person_id)
    fund = next(each for each in desk.entitlements(person_id) if not each.obstacle)
    assert page is not None
    assert page.household_id is not None
    card_id = desk.new_id()
    desk.record(
        IssueCard(
            card_id=card_id, fund_id=fund.fund_id, household_id=page.household_id,
            person_id=person_id, amount_cents=fund.amount_cents, isee_id=fund.isee_id,
        )
    )  # fmt: skip
    desk.record(ActivateCard(card_id=card_id))


def _replace_card(desk: Desk, person_id: str) -> None:
    """Replace the person's card as the form does: its balance is fetched first."""
    page = desk.person(person_id)
    assert page is not None
    (card,) = page.cards
    assert desk.ask_for(f"balance:{card.card_id}")
    fresh = desk.new_id()
    desk.record(
        ReplaceCard(card_id=card.card_id, new_card_id=fresh, fund_id=card.fund_id, reason="lost")
    )
    desk.record(ActivateCard(card_id=fresh))
