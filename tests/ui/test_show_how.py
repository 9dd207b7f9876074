# SPDX-License-Identifier: EUPL-1.2
"""«Show how» rings real controls step by step and follows the operator."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import AT_US, MARIA, a_busy_desk, a_window, let_go, let_in
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.resources import resource_path
from welfare_desk.desk.help_pages import guides, keys_named
from welfare_desk.ui.actions import ACTIONS
from welfare_desk.ui.help.page import HelpPage
from welfare_desk.ui.help.show_how import steps_of
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.window import MainWindow

SHOWN = tomllib.loads(resource_path("help", "show.toml").read_text("utf-8"))


@pytest.fixture
def window(tmp_path: Path, look: Look, runner: JobRunner, qtbot: QtBot) -> Iterator[MainWindow]:
    desk = a_busy_desk(tmp_path, FixedClock(AT_US))
    made = let_in(a_window(desk, look, runner))
    yield made
    let_go(made)
    desk.close()


def test_it_leads_from_the_help_to_the_booking(window: MainWindow) -> None:
    window.help.open("booking")
    page = window.page_in_front()
    assert isinstance(page, HelpPage)
    assert page.show_button.isVisible()
    page.show_button.click()
    settle(window.jobs)
    showing = window.help.showing
    assert showing is not None
    assert not isinstance(window.page_in_front(), HelpPage)
    assert showing.step.at == "omnibox"
    showing.go_on()
    window.open_person(an_id(MARIA))
    settle(window.jobs)
    showing.follow()
    assert showing.step.at == "person.book"
    window.act_asked.emit("book")
    settle(window.jobs)
    showing.follow()
    assert showing.step.at == "booking.search"
    window.cover.lock()
    showing.follow()
    assert window.help.showing is None, "nothing points at anything under the lock"


def test_pages_and_keys_of_what_is_shown_exist() -> None:
    acts = {spec.id: spec for spec in ACTIONS}
    for page, row in SHOWN.items():
        assert page in guides("it")
        for step in row["steps"]:
            for act in (*keys_named(step["it"]), *keys_named(step["en"])):
                assert acts[act].keys
    assert steps_of("messages", "it") == ()


def test_controls_that_are_shown_are_those_of_the_screens() -> None:
    known = (Path(__file__).parents[2] / "docs" / "screens.md").read_text("utf-8")
    names = set(re.findall(r"^\| `([^`]+)`", known, re.MULTILINE))
    assert {step["at"] for row in SHOWN.values() for step in row["steps"]} <= names
