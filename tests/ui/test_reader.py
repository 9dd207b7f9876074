# SPDX-License-Identifier: EUPL-1.2
"""Each scan is answered by sight and sound; the status bar says what is true of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.counter import settle
from tests.ui.desk_fixture import a_busy_desk, a_window, let_go, let_in
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.resources import resource_path
from welfare_desk.core.settings import Settings
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.preferences import Preferred
from welfare_desk.ui import omnibox
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.preferences import Preferences
from welfare_desk.ui.reader_setup import ReaderSetup, detector_of, keep_reader_setup, reader_setup
from welfare_desk.ui.scan_detector import ScanMode
from welfare_desk.ui.scanner import ScannerFilter
from welfare_desk.ui.settings.reader_page import TryReaderPage
from welfare_desk.ui.sounds import Sounds
from welfare_desk.ui.window import MainWindow

KNOWN, STRANGE = "RSSMRA62C45H501N", "8012345678901XYZ"


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = a_busy_desk(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def window(desk: Desk, look: Look, runner: JobRunner) -> Iterator[MainWindow]:
    made = let_in(a_window(desk, look, runner))
    yield made
    let_go(made)


@pytest.fixture
def played(window: MainWindow) -> list[str]:
    """The names of the sounds that were played."""
    heard: list[str] = []
    window.reader._sounds = Sounds(lambda path: heard.append(path.stem))
    window.reader._scanner = ScannerFilter()
    return heard


def reader_words(window: MainWindow) -> str:
    return window.reader.face().text


def test_two_sounds_tell_a_code_understood_from_one_that_was_not(
    window: MainWindow, played: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lit: list[str] = []
    monkeypatch.setattr(window.omnibox, "flash", lit.append)
    assert reader_words(window) == "Reader: to try"
    window.searching.scan(KNOWN)
    settle(window.jobs)
    window.searching.scan(STRANGE)
    settle(window.jobs)
    assert lit == ["ok", "warning"]
    assert played == ["understood", "not_understood"]
    assert "Code not recognised: 8012345678901XYZ." in window.toast.fact.text()
    assert reader_words(window) == "Reader: read at 09:30"


def test_the_line_is_lit_from_when_it_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    line = window.omnibox
    line.flash("warning")
    assert line._lit == "warning"
    assert not line._dim.isActive()
    window.grab()
    assert line._dim.isActive()
    assert line._dim.interval() == omnibox.FLASH_MS == 300
    qtbot.waitUntil(lambda: line._lit == "")


def test_the_same_code_again_is_soft_and_silent(window: MainWindow, played: list[str]) -> None:
    for _ in range(3):
        window.searching.scan(KNOWN)
    settle(window.jobs)
    assert played == ["understood"]
    assert window.toast.fact.text() == "Already read"


def test_a_page_that_counts_gets_the_same_code_twice(
    window: MainWindow, played: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    monkeypatch.setattr(window.searching, "counts_scans", lambda: True)

    def take(answer: Answer) -> bool:
        taken.append(answer.text)
        return True

    monkeypatch.setattr(window.searching, "_offer", take)
    window.searching.scan(KNOWN)
    window.searching.scan(KNOWN)
    settle(window.jobs)
    assert taken == [KNOWN, KNOWN]
    assert played == [], "the page answers by itself: it alone knows whether it took the piece"


def test_sounds_and_reader_can_be_switched_off(window: MainWindow, played: list[str]) -> None:
    preferences = window.context.theme.preferences
    preferences.choose("appearance.sound", False)
    window.searching.scan(KNOWN)
    settle(window.jobs)
    assert played == []
    preferences.choose("scanner.mode", "off")
    assert reader_words(window) == "Reader: off"


def test_the_status_bar_opens_the_trial(window: MainWindow) -> None:
    window.status_pressed.emit("reader")
    settle(window.jobs)
    assert isinstance(window.page_in_front(), TryReaderPage)


def test_what_is_chosen_counts_at_once_and_half_a_code_is_told(
    desk: Desk, look: Look, runner: JobRunner
) -> None:
    scanner = ScannerFilter()
    window = MainWindow(desk, runner, look, ActionRegistry(), scanner=scanner)
    window.show()
    window.begin()
    settle(runner)
    assert not scanner.detector.is_frame_key(183)
    found = ReaderSetup(mode="delimited", prefix_key=183, suffix_key=184)
    keep_reader_setup(look.preferences, found)
    assert reader_setup(look.preferences) == found
    assert scanner.detector.is_frame_key(183)
    assert reader_words(window) == "Reader: tried"
    scanner.broken.emit()
    assert reader_words(window) == "Reader: half a code"
    let_go(window)


def test_what_the_body_laid_down_is_not_chosen_anew() -> None:
    preferences = Preferences(
        Preferred(settings=Settings(), locked=frozenset({"scanner.mode", "appearance.sound"}))
    )
    keep_reader_setup(preferences, ReaderSetup(mode="delimited", prefix_key=5, suffix_key=6))
    assert reader_setup(preferences).mode == "timing"


def test_without_a_learnt_key_a_reader_is_told_by_its_speed() -> None:
    assert detector_of(ReaderSetup(mode="delimited")).mode is ScanMode.TIMING


def test_both_sounds_are_shipped_and_without_a_player_the_bell_rings(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("understood", "not_understood"):
        assert resource_path("sounds", f"{name}.wav").read_bytes().startswith(b"RIFF")
    rung: list[int] = []
    monkeypatch.setattr(
        "welfare_desk.ui.sounds.QTimer.singleShot", lambda after, _bell: rung.append(after)
    )
    Sounds().play("understood")
    Sounds().play("not_understood")
    assert rung == [0, 0, 180]
