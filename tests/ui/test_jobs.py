# SPDX-License-Identifier: EUPL-1.2
"""Exactly one callback follows each job, in the GUI thread, and none after its owner is gone."""

import threading
from functools import partial
from random import Random

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from welfare_desk.ui.jobs import JobRunner, Lane


def never(value: object) -> None:
    raise AssertionError(f"must not be called back with {value!r}")


def test_the_result_comes_back_in_the_gui_thread(runner: JobRunner, qtbot: QtBot) -> None:
    owner, got = QObject(), []
    here = threading.get_ident()

    def work() -> int:
        return threading.get_ident()

    runner.submit(work, owner, lambda there: got.append((there, threading.get_ident())), never)
    qtbot.waitUntil(lambda: bool(got))
    there, back = got[0]
    assert back == here
    assert there != here


def test_what_work_raises_comes_back_as_failure(runner: JobRunner, qtbot: QtBot) -> None:
    owner, got = QObject(), []

    def work() -> None:
        raise KeyError("gone")

    runner.submit(work, owner, never, got.append, Lane.WRITER)
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], KeyError)


def test_nobody_is_called_when_the_owner_was_deleted(runner: JobRunner, qtbot: QtBot) -> None:
    owner, other, got, wrote = QObject(), QObject(), [], []
    gate = threading.Event()

    def work() -> int:
        gate.wait(5)
        wrote.append(1)
        return 1

    runner.submit(work, owner, never, never, Lane.WRITER)
    runner.submit(lambda: 2, other, got.append, never, Lane.WRITER)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: got == [2])
    assert wrote == [1]


def test_a_lane_of_one_thread_keeps_the_order(runner: JobRunner, qtbot: QtBot) -> None:
    owner, got, ran = QObject(), [], []
    for number in range(200):
        runner.submit(partial(ran.append, number), owner, got.append, never, Lane.WRITER)
    qtbot.waitUntil(lambda: len(got) == 200)
    assert ran == list(range(200))


def test_closing_waits_for_all_and_then_takes_no_more(qtbot: QtBot) -> None:
    runner, owner, got = JobRunner(), QObject(), []
    for number in range(50):
        lane = list(Lane)[number % 4]
        runner.submit(partial(int, number), owner, got.append, never, lane)
    runner.close()
    assert sorted(got) == list(range(50))
    with pytest.raises(RuntimeError):
        runner.submit(int, owner, got.append, never)


def test_thousands_of_jobs_dead_owners_and_raising_callbacks(qtbot: QtBot) -> None:
    runner, random = JobRunner(), Random(7)
    owners = [QObject() for _ in range(40)]
    doomed = {owner: number % 4 == 0 for number, owner in enumerate(owners)}
    done: list[int] = []
    failed: list[int] = []
    expected_done, expected_failed, raising = set(), set(), 0

    def work(number: int, fails: bool) -> int:
        if fails:
            raise ValueError(number)
        return number

    def finish(number: int, raises: bool) -> None:
        done.append(number)
        if raises:
            raise RuntimeError("a broken callback")

    with qtbot.captureExceptions() as raised:
        for number in range(4000):
            owner = random.choice(owners)
            fails, raises = random.random() < 0.2, random.random() < 0.05
            if not doomed[owner]:
                (expected_failed if fails else expected_done).add(number)
                raising += raises and not fails
            runner.submit(
                partial(work, number, fails),
                owner,
                lambda n, raises=raises: finish(n, raises),
                lambda error: failed.append(error.args[0]),
                random.choice(list(Lane)),
            )
        for owner, dies in doomed.items():
            if dies:
                shiboken6.delete(owner)
        runner.close()
        qtbot.wait(0)
    assert sorted(done) == sorted(expected_done)
    assert sorted(failed) == sorted(expected_failed)
    assert len(raised) == raising
