# SPDX-License-Identifier: EUPL-1.2
"""T5 of ux.md at the real window: n scans and four keys, none for a voucher."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from tests.builders import MERCHANT, an_id
from tests.desk.test_returns import given, owed, whole_vouchers
from tests.ui.counter import settle
from tests.ui.desk_fixture import PIN, a_desk, a_window, let_go, let_in
from tests.ui.keys import press
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.models.settlement import ReturnBatch
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.returns.page import ReturnsPage

NAMES = ("uno", "due", "tre", "quattro", "cinque")
PLAIN = Qt.KeyboardModifier


class Keys(QObject):
    """Counts the keys that reach the application, their modifiers apart."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.count = 0
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.KeyPress
        return False


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Desk, list[str]]]:
    opened = a_desk(tmp_path, clock)
    opened.session.log_in("anna", PIN)
    whole_vouchers(opened)
    codes = given(opened, *NAMES)
    opened.returns.begin(MERCHANT, operator_id=an_id("anna"))
    opened.session.lock()
    yield opened, codes
    opened.close()


def test_vouchers_of_a_shop_take_a_scan_each_and_no_key(
    desk: tuple[Desk, list[str]], look: Look, runner: JobRunner, qapp: QApplication
) -> None:
    opened, codes = desk
    window = let_in(a_window(opened, look, runner))
    press(window, "5", Qt.Key.Key_5, modifiers=PLAIN.AltModifier)
    window.open_place("returns")
    settle(runner, 3)
    page = window.place_pages["returns"]
    assert isinstance(page, ReturnsPage)
    assert list(window.place_pages)[4] == "returns", "Alt+5 of ux.md"
    keys = Keys(qapp)
    for code in codes:
        window.searching.scan(code)
        settle(runner)
    assert keys.count == 0
    assert page.taken.value.text() == str(len(NAMES))
    window.act_asked.emit("confirm")
    settle(runner, 4)
    (row,) = opened.look(lambda here: here.where(ReturnBatch, "merchant_id", MERCHANT))
    assert (row.taken, owed(opened)) == (len(NAMES), 12_000 * len(NAMES))
    qapp.removeEventFilter(keys)
    let_go(window)
