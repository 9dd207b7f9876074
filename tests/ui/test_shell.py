# SPDX-License-Identifier: EUPL-1.2
"""The frame: places, keys, regions, the lock, and room for all words at every size."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.keys import press, type_text
from tests.ui.layout_checks import problems, unnamed
from tools import kit_gallery
from tools.picture_sheet import PLACES, sample_shell, settle
from welfare_desk.ui.look import Look
from welfare_desk.ui.omnibox import Found
from welfare_desk.ui.shell import Shell
from welfare_desk.ui.theme import THEMES

FOUND = (
    Found("1", "person", "Rossi Maria", "05/03/1962 · Piazzola"),
    Found("2", "person", "Rossi Mario", "12/01/1950 · Limena"),
    Found("new", "create", "Crea nuova persona", icon="user-plus"),
)


@pytest.fixture
def shell(look: Look, qtbot: QtBot) -> Shell:
    made = sample_shell(look)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize("percent", [100, 125, 150, 175, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_no_word_is_cut_at_any_text_size(
    shell: Shell, look: Look, percent: int, size: tuple[int, int]
) -> None:
    look.set_theme(text_percent=percent)
    shell.resize(*size)
    for name, _text, _icon in PLACES:
        shell.show_page(name)
        shell.set_companion(kit_gallery.confirm_panel(look) if name == "steps" else None, 400)
        settle(shell)
        assert problems(shell) == [], name
        assert unnamed(shell) == [], name
    shell.lock()
    settle(shell)
    assert problems(shell) == []


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_can_be_put_on_live(shell: Shell, look: Look, name: str) -> None:
    look.set_theme(name)
    settle(shell)
    picture = shell.grab().toImage()
    assert picture.pixelColor(100, 500) == look.colour("rail")
    assert picture.pixelColor(220, 700) == look.colour("page")
    assert problems(shell) == []


def test_the_title_names_no_person(shell: Shell) -> None:
    shell.show_page("person")
    assert shell.windowTitle() == "Welfare Desk"


def test_places_are_reached_by_alt_and_digit(shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shell.place_chosen) as told:
        qtbot.keyClick(shell, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert told.args == ["booking"]
    assert shell.current_page() == "booking"
    assert shell.rail.button("booking").isChecked()
    assert not shell.rail.button("today").isChecked()


def test_acts_of_pages_are_told(shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shell.act_asked) as told:
        qtbot.keyClick(shell, Qt.Key.Key_F2)
    assert told.args == ["book"]


def test_persons_are_changed_by_keys_and_closed_by_the_cross(shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shell.person_chosen) as told:
        qtbot.keyClick(shell, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["2"]
    with qtbot.waitSignal(shell.person_chosen) as told:
        qtbot.keyClick(shell, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["1"]
    cross = shell.findChild(type(shell.person_tabs.plus), "person_tabs.close.2")
    with qtbot.waitSignal(shell.person_closed) as told:
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert told.args == ["2"]


def test_search_lists_and_enter_opens(shell: Shell, qtbot: QtBot) -> None:
    shell.omnibox.searched.connect(lambda _text: shell.omnibox.set_found(FOUND))
    qtbot.keyClick(shell, Qt.Key.Key_F3)
    assert QApplication.focusWidget().objectName() == "omnibox"
    type_text(shell.omnibox.line, "rosi")
    assert shell.omnibox.list.isVisible()
    press(shell.omnibox.line, key=Qt.Key.Key_Down)
    with qtbot.waitSignal(shell.omnibox.picked) as told:
        press(shell.omnibox.line, "\r", Qt.Key.Key_Return)
    assert told.args == [FOUND[1], False]
    assert not shell.omnibox.list.isVisible()
    assert shell.omnibox.line.text() == ""


def test_ctrl_enter_opens_and_books(shell: Shell, qtbot: QtBot) -> None:
    shell.omnibox.searched.connect(lambda _text: shell.omnibox.set_found(FOUND))
    shell.omnibox.seek()
    type_text(shell.omnibox.line, "rosi")
    with qtbot.waitSignal(shell.omnibox.picked) as told, qtbot.assertNotEmitted(shell.act_asked):
        qtbot.keyClick(shell.omnibox.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [FOUND[0], True]


def test_escape_goes_back_to_where_the_focus_was(shell: Shell, qtbot: QtBot) -> None:
    shell.rail.button("today").setFocus()
    qtbot.keyClick(shell, Qt.Key.Key_F3)
    type_text(shell.omnibox.line, "ro")
    qtbot.keyClick(shell.omnibox.line, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is shell.rail.button("today")


def test_f6_goes_round_all_regions_and_back(shell: Shell, qtbot: QtBot) -> None:
    shell.omnibox.seek()
    regions = [
        shell.omnibox,
        shell.rail,
        shell.person_tabs,
        shell.pages,
        shell.companion,
        shell.status,
    ]
    for region in [*regions[1:], regions[0]]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        assert region.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert shell.status.isAncestorOf(QApplication.focusWidget())


def test_text_size_follows_the_keys(shell: Shell, look: Look, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert look.theme.text_percent == 125
    qtbot.keyClick(shell, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert look.theme.text_percent == 100


def test_the_lock_shows_no_person_and_takes_no_act(shell: Shell, qtbot: QtBot) -> None:
    shell.show_page("person")
    shell.omnibox.line.setText("rossi")
    shell.lock()
    shown = " ".join(label.text() for label in shell.findChildren(QLabel) if label.isVisible())
    assert "Rossi" not in shown
    assert shell.omnibox.line.text() == ""
    assert QApplication.focusWidget() is shell.lock_page.pin
    with qtbot.assertNotEmitted(shell.act_asked):
        qtbot.keyClick(shell, Qt.Key.Key_F2)
    shell.unlock()
    assert shell.current_page() == "person"
    with qtbot.waitSignal(shell.act_asked):
        qtbot.keyClick(shell, Qt.Key.Key_F2)


def test_a_pin_is_asked_once_and_forgotten(shell: Shell, qtbot: QtBot) -> None:
    shell.lock()
    lock = shell.lock_page
    type_text(lock.pin, "123456")
    with qtbot.waitSignal(lock.unlock_asked) as told:
        press(lock.pin, "\r", Qt.Key.Key_Return)
    assert told.args == ["a", "123456"]
    with qtbot.assertNotEmitted(lock.unlock_asked):
        press(lock.pin, "\r", Qt.Key.Key_Return)
    lock.set_error("Il PIN non torna. Scrivilo di nuovo.")
    assert lock.pin.text() == ""


def test_a_badge_passed_at_the_lock_is_told(shell: Shell, qtbot: QtBot) -> None:
    shell.lock()
    lock = shell.lock_page
    type_text(lock.pin, "wd1oab12cd34")
    with qtbot.waitSignal(lock.badge_read) as told:
        press(lock.pin, "\r", Qt.Key.Key_Return)
    assert told.args == ["WD1OAB12CD34"]
    assert lock.pin.text() == ""
