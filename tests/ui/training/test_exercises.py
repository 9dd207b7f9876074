# SPDX-License-Identifier: EUPL-1.2
"""What tells that an exercise was done, how keys are counted, what guide and banner say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.keys import scan, type_text
from welfare_desk.desk.happened import Happened
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.look import Look
from welfare_desk.ui.scanner import ScannerFilter
from welfare_desk.ui.training.banner import TrainingBanner
from welfare_desk.ui.training.counting import KeyCount
from welfare_desk.ui.training.exercises import Exercises
from welfare_desk.ui.training.guide import Guide
from welfare_desk.ui.training.room import EXERCISES, Part, Score

CODE = "BLGBRN61E03G587U"
PART = Part(person_id="p", name="Ancona Alba", fiscal_code=CODE)


def did(*kinds: str, person: str = "p") -> list[Happened]:
    return [Happened(kind=kind, entity="e", person_id=person) for kind in kinds]


@pytest.mark.parametrize(
    ("exercise", "enough", "lacking"),
    [
        ("t1", did("book_place"), did("book_place", person="other")),
        ("t2", [Happened(kind="register_person", fiscal_code=CODE)], did("register_person")),
        ("t3", did("issue_card", "activate_card"), did("issue_card")),
        ("t4", did("replace_card", "activate_card"), did("activate_card", "replace_card")),
        ("t5", did("close_return", person=""), did("redeem_card")),
        ("t6", did("cancel_booking"), did("cancel_booking", person="other")),
        ("t7", did("open_person"), did("open_person", person="other")),
        ("t8", did("close_day", person=""), did("open_person")),
    ],
)
def test_an_exercise_is_done_by_what_was_recorded(
    registry: ActionRegistry, exercise: str, enough: list[Happened], lacking: list[Happened]
) -> None:
    found = next(one for one in Exercises(registry).all() if one.id == exercise)
    assert found.done(PART, enough)
    assert not found.done(PART, lacking)


def test_the_eight_exercises_have_the_goals_of_the_tasks(registry: ActionRegistry) -> None:
    goals = {one.id: (one.scans, one.keys) for one in Exercises(registry).all()}
    assert tuple(goals) == EXERCISES
    assert goals == {
        "t1": (1, 5), "t2": (1, 46), "t3": (2, 4), "t4": (2, 5),
        "t5": (5, 4), "t6": (1, 2), "t7": (0, 8), "t8": (0, 4),
    }  # fmt: skip


def test_letters_shortcuts_and_scans_are_counted_as_the_goals_count(
    qapp: QApplication, qtbot: QtBot
) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    scanner = ScannerFilter()
    scanner.listen(qapp)
    count = KeyCount(scanner)
    try:
        type_text(line, "Ro", gap_ms=200)
        qtbot.waitUntil(lambda: line.text() == "Ro")
        assert (count.scans, count.keys) == (0, 2)
        scan(line, CODE)
        qtbot.waitUntil(lambda: count.scans == 1)
        assert count.keys == 2
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
        QApplication.sendEvent(line, press)
        assert count.keys == 4
        count.begin()
        assert (count.scans, count.keys) == (0, 0)
    finally:
        count.rest()
        scanner.rest()


def test_the_guide_leads_offers_codes_and_tells_how_it_went(
    look: Look, registry: ActionRegistry, qtbot: QtBot
) -> None:
    guide = Guide(look)
    qtbot.addWidget(guide)
    guide.show()
    exercise = Exercises(registry).all()[0]
    part = Part(person_id="p", name="Ancona Alba", codes=(("voucher", "A"), ("voucher", "B")))
    guide.show_exercise(exercise, part, done=2)
    asked: list[str] = []
    guide.scan_asked.connect(asked.append)
    button = guide.findChild(type(guide.next), "training.scan_1")
    assert button is not None
    for _ in range(3):
        button.click()
    assert asked == ["A", "B", "A"]
    assert not guide.result.isVisible()
    guide.tell_done(Score(scans=1, keys=5, seconds=9), reached=True, best=None)
    assert guide.result.isVisible()
    assert "5" in guide.result.fact.text()


def test_the_banner_says_which_way_the_cable_is(look: Look, qtbot: QtBot) -> None:
    banner = TrainingBanner(look)
    qtbot.addWidget(banner)
    banner.show()
    before = banner.cable.text(), banner.words.text()
    banner.set_cable(out=True)
    assert banner.cable.text() != before[0]
    assert banner.words.text() != before[1]
    banner.set_cable(out=False)
    assert (banner.cable.text(), banner.words.text()) == before
