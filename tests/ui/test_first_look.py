# SPDX-License-Identifier: EUPL-1.2
"""The first and the last step of a first run: how one reads best, printers and reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.counter import Counter
from tests.ui.opening_stand import Stand
from welfare_desk.core.refusals import NotEnrolled
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.opening.first_run_page import FirstRunPage
from welfare_desk.ui.opening.flow import LANG, Opening
from welfare_desk.ui.opening.look_page import LookPage
from welfare_desk.ui.preferences import Preferences
from welfare_desk.ui.settings.setup_page import SetupPage


@pytest.fixture
def stand(look: Look, runner: JobRunner, qtbot: QtBot) -> Iterator[Stand]:
    """The opening of a computer where nobody chose anything yet."""
    made = Stand(look, runner, qtbot)
    made.opening.deleteLater()
    made.opening = Opening(
        made.door, runner, made.window, lambda: False, "it", made.window, asks_look=True
    )
    look.preferences = Preferences()
    yield made
    look.set_theme("light", 100)


@pytest.fixture
def _speaks_as_before(qapp: QApplication) -> Iterator[None]:
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)


@pytest.mark.usefixtures("_speaks_as_before")
def test_language_and_size_are_in_force_at_once_and_kept(stand: Stand, look: Look) -> None:
    kept: dict[str, object] = {}
    look.preferences.keep_by(kept.__setitem__)
    spoken: list[str] = []
    stand.opening.lang_chosen.connect(spoken.append)
    stand.begin(NotEnrolled())
    page = stand.wait_for(LookPage)
    assert isinstance(page, LookPage)
    page.text.chosen.emit("150")
    assert look.theme.text_percent == 150
    page.lang.chosen.emit("en")
    fresh = stand.window.page()
    assert isinstance(fresh, LookPage)
    assert fresh is not page
    assert spoken == ["en"]
    assert fresh.lang.value() == "en"
    assert fresh.text.value() == "150"
    fresh.go_on.click()
    stand.wait_for(FirstRunPage)
    assert kept == {LANG: "en"}


def test_who_chose_before_is_not_asked_again(stand: Stand, look: Look) -> None:
    look.preferences.choose(LANG, "it")
    stand.begin(NotEnrolled())
    stand.wait_for(FirstRunPage)


def test_printers_and_reader_are_the_last_step(counter: Counter) -> None:
    page = SetupPage(counter.context)
    counter.show(page)
    assert set(page.printers.fields) >= {"a4", "card"}
    assert page.act("confirm")
    assert not page.act("save")
