# SPDX-License-Identifier: EUPL-1.2
"""Kit widgets say what they show, answer to the keyboard, and never open a window by themselves."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.keys import press, type_text
from tools import kit_gallery
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.badges import Badge, BadgeFaces
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.dates import read_date, show_date
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field
from welfare_desk.ui.kit.notices import ConfirmPanel
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.segments import PageTabs, Segmented, Tab
from welfare_desk.ui.kit.slot_week import DayFace, SlotFace, SlotModel, SlotWeek
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look
from welfare_desk.ui.toast import Toast

TODAY = date(2026, 11, 24)
DAYS = (
    DayFace(
        "lun",
        "30",
        "lunedì 30 novembre",
        (SlotFace("a", "9:00", 3, 2), SlotFace("b", "15:00", 0, 0, 3)),
    ),
    DayFace("mar", "1", "martedì 1 dicembre", (SlotFace("c", "15:00", 2),)),
)


def shown(widget: QWidget, qtbot: QtBot) -> QWidget:
    host = QWidget()
    QVBoxLayout(host).addWidget(widget)
    qtbot.addWidget(host)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    widget.kept = host
    return host


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5/3/62", date(1962, 3, 5)),
        ("05031962", date(1962, 3, 5)),
        ("5.3.1962", date(1962, 3, 5)),
        ("5 3 62", date(1962, 3, 5)),
        ("050362", date(1962, 3, 5)),
        ("24/11/26", date(2026, 11, 24)),
        ("25/11/26", date(1926, 11, 25)),
        ("31/2/1962", None),
        ("ieri", None),
        ("", None),
    ],
)
def test_dates_are_read_however_they_are_typed(typed: str, meant: date | None) -> None:
    assert read_date(typed, TODAY) == meant


def test_a_date_to_come_keeps_its_century() -> None:
    assert read_date("1/2/27", TODAY, past=False) == date(2027, 2, 1)
    assert show_date(date(1962, 3, 5)) == "05/03/1962"
    assert show_date(None) == ""


def test_a_date_field_tidies_what_was_typed(look: Look, qtbot: QtBot) -> None:
    field = DateField(look, "Data di nascita", TODAY)
    shown(field, qtbot)
    type_text(field.line, "5/3/62")
    press(field.line, "\r", Qt.Key.Key_Return)
    assert field.text() == "05/03/1962"
    assert field.day() == date(1962, 3, 5)


def test_a_button_is_as_wide_as_what_it_says(look: Look, qtbot: QtBot) -> None:
    button = ActionButton(look, "primary", "Salva e stampa", icon="printer", key="Ctrl+Invio")
    shown(button, qtbot)
    words = look.font("strong")
    assert button.width() > button.fontMetrics().horizontalAdvance("Salva e stampa") + 100
    assert button.font().weight() == words.weight()
    assert button.height() == 44
    assert button.accessibleName() == "Salva e stampa"
    assert button.accessibleDescription() == "Ctrl+Invio"


def test_the_ring_of_the_focus_lies_inside_the_button(look: Look, qtbot: QtBot) -> None:
    button = ActionButton(look, "primary", "Prenota")
    other = ActionButton(look, "secondary", "Altro")
    host = shown(button, qtbot)
    host.layout().addWidget(other)
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    picture = button.grab().toImage()
    middle = picture.height() // 2
    assert picture.pixelColor(1, middle) == look.colour("focus")
    assert picture.pixelColor(4, middle) != look.colour("focus")
    assert picture.pixelColor(7, middle) == look.colour("primary")


def test_a_button_takes_words_and_key_from_the_registry(
    look: Look, registry: ActionRegistry, qtbot: QtBot
) -> None:
    button = button_for(look, registry, "book", "primary")
    qtbot.addWidget(button)
    assert button.text() == registry.text("book")
    assert button.accessibleDescription() == "F2"
    assert button.objectName() == "button.book"


def test_a_field_says_its_error_to_eye_and_reader(look: Look, qtbot: QtBot) -> None:
    field = Field(look, "Nome", hint="Come sul documento.", name="person.name")
    shown(field, qtbot)
    assert field.control.accessibleDescription() == "Come sul documento."
    field.set_error("Scrivi il nome.")
    assert field.control.accessibleDescription() == "Scrivi il nome."
    assert field.control.property("state") == "error"
    field.set_error("")
    assert field.control.accessibleDescription() == "Come sul documento."
    assert field.control.objectName() == "person.name"
    assert field.control.accessibleName() == "Nome"


def test_typing_takes_the_tint_of_a_scan_away(look: Look, qtbot: QtBot) -> None:
    field = Field(look, "Cognome")
    shown(field, qtbot)
    field.set_text("Bianchi")
    field.set_scanned(True)
    assert field.line.property("state") == "scanned"
    type_text(field.line, "n")
    assert field.line.property("state") == ""


def test_a_change_of_state_keeps_the_font(look: Look, qtbot: QtBot) -> None:
    words = Text(look, "Nota", "secondary")
    words.set_tone("ok")
    words.set_role("label")
    shown(words, qtbot)
    assert words.font().weight() == 600
    look.set_theme("dark")
    words.set_tone("danger")
    assert words.font().weight() == 600
    look.set_theme("light")


def test_a_choice_is_made_by_id(look: Look, qtbot: QtBot) -> None:
    field = ChoiceField(look, "Lingua", (("it", "Italiano"), ("ro", "Romeno")))
    shown(field, qtbot)
    with qtbot.waitSignal(field.changed) as told:
        field.set_value("ro")
    assert told.args == ["ro"]
    field.set_value("xx")
    assert field.value() == "ro"


def test_segments_are_chosen_by_arrows(look: Look, qtbot: QtBot) -> None:
    ways = (("phone", "Telefono"), ("letter", "Lettera"), ("none", "Nessuno"))
    segmented = Segmented(look, "Come avvisare", ways, value="phone")
    shown(segmented, qtbot)
    segmented.setFocus()
    with qtbot.waitSignal(segmented.chosen) as told:
        press(QApplication.focusWidget(), key=Qt.Key.Key_Right)
    assert told.args == ["letter"]
    assert segmented.value() == "letter"


def test_page_tabs_keep_the_current_one_when_counts_change(look: Look, qtbot: QtBot) -> None:
    tabs = PageTabs(look, (Tab("a", "Uno"), Tab("b", "Due", 2)))
    shown(tabs, qtbot)
    with qtbot.waitSignal(tabs.chosen) as told:
        tabs.set_current("b")
    assert told.args == ["b"]
    with qtbot.assertNotEmitted(tabs.chosen):
        tabs.set_tabs((Tab("a", "Uno"), Tab("b", "Due", 3)))
    assert tabs.current() == "b"


def test_the_safe_button_holds_the_focus_and_a_second_press_does_nothing(
    look: Look, qtbot: QtBot
) -> None:
    panel = ConfirmPanel(
        look, "Stai per emettere 380,00 €", "Non si annulla.", confirm="Emetti", safe="Torna"
    )
    shown(panel, qtbot)
    panel.arm()
    qtbot.waitUntil(panel.safe_button.hasFocus)
    presses: list[int] = []
    panel.confirmed.connect(lambda: presses.append(1))
    panel.confirm_button.click()
    panel.confirm_button.click()
    assert presses == [1]


def test_rows_answer_to_qts_own_rules(look: Look, qtmodeltester: ModelTester) -> None:
    model = kit_gallery.agenda_model()
    qtmodeltester.check(model)
    model.set_rows(())
    assert model.rowCount() == 0


def test_slots_answer_to_qts_own_rules(look: Look, qtmodeltester: ModelTester) -> None:
    model = SlotModel()
    model.set_days(DAYS)
    qtmodeltester.check(model)
    index = model.index_of("a")
    spoken = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("lunedì 30 novembre, 9:00, ")


def test_a_cell_without_a_slot_cannot_be_chosen(look: Look) -> None:
    model = SlotModel()
    model.set_days(DAYS)
    assert model.flags(model.index(0, 1)) == Qt.ItemFlag.NoItemFlags


def test_a_slot_is_chosen_by_keys_and_stays_chosen(look: Look, qtbot: QtBot) -> None:
    week = SlotWeek(look, spoken="Posti")
    week.set_days(DAYS)
    shown(week, qtbot)
    assert week.first_free() == "a"
    week.setFocus()
    week.setCurrentIndex(week.slots.index_of("a"))
    with qtbot.waitSignal(week.chosen) as told:
        press(week, "\r", Qt.Key.Key_Return)
    assert told.args == ["a"]
    week.set_days(DAYS)
    assert week.chosen_id() == "a"
    week.set_days(DAYS[1:])
    assert week.chosen_id() == ""


def agenda(look: Look, qtbot: QtBot) -> RowTable:
    table = RowTable(look, kit_gallery.agenda_model(), spoken="Appuntamenti")
    host = shown(table, qtbot)
    host.resize(800, 500)
    return table


def test_enter_opens_the_row_and_arrows_skip_the_line_of_now(look: Look, qtbot: QtBot) -> None:
    table = agenda(look, qtbot)
    table.select_place(2)
    press(table, key=Qt.Key.Key_Down)
    assert table.current()[1] == "Popescu Ioana"
    with qtbot.waitSignal(table.opened) as told:
        press(table, "\r", Qt.Key.Key_Return)
    assert told.args[0][1] == "Popescu Ioana"


def test_a_drawn_button_acts_and_does_not_open_the_row(look: Look, qtbot: QtBot) -> None:
    table = agenda(look, qtbot)
    index = table.model().index(1, 4)
    where = table.visualRect(index)
    with qtbot.assertNotEmitted(table.opened), qtbot.waitSignal(table.acted) as told:
        spot = QPoint(where.right() - 40, where.center().y())
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args[0][1] == "Marcato Lino"
    assert told.args[1] == "act"


def test_the_selection_follows_its_row_over_a_reload(look: Look, qtbot: QtBot) -> None:
    model = RowsModel((Column("a", "A"),), lambda row, _column: Cell(row), key=str, rows=("x", "y"))
    table = RowTable(look, model, spoken="Righe")
    shown(table, qtbot)
    table.select_place(1)
    model.set_rows(("w", "x", "y", "z"))
    assert table.current() == "y"


def test_badges_speak_their_word(look: Look, qtbot: QtBot) -> None:
    badge = Badge(look, BadgeFaces().face("provisional"))
    qtbot.addWidget(badge)
    assert badge.accessibleName() == BadgeFaces().face("provisional").text
    picture = badge.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 4) == QColor(look.theme.hex("warning_tint"))


def test_the_toast_waits_while_its_button_has_the_focus(look: Look, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 400)
    field = QLineEdit(host)
    field.setFocus()
    QCursor.setPos(host.mapToGlobal(QPoint(890, 5)))
    toast = Toast(look, undo_key="Ctrl+Z", parent=host)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    toast.say("Arrivo segnato: Ben Salah Amin, 10:40")
    assert not toast.undo.hasFocus()
    toast._tick()
    assert toast.seconds_left() == 9
    toast.undo.setFocus()
    qtbot.waitUntil(toast.undo.hasFocus)
    toast._tick()
    assert toast.seconds_left() == 9
    with qtbot.waitSignal(toast.undone):
        toast.undo.click()
    assert not toast.isVisible()


def test_building_pages_opens_no_window(look: Look, qtbot: QtBot) -> None:
    before = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    pages = [*kit_gallery.gallery(look).values(), kit_gallery.confirm_panel(look)]
    for page in pages:
        qtbot.addWidget(page)
    after = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert after == before
