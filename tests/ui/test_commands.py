# SPDX-License-Identifier: EUPL-1.2
"""The command palette: every act, place and page by its words, for who is at work."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from tests.builders import an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import MARIA, a_busy_desk, a_window, let_go, let_in
from tests.ui.keys import press
from welfare_desk.core.clock import FixedClock
from welfare_desk.operations.roles import may_act
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.commands import Command, is_command, matching
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.window import MainWindow


def a_command(name: str, text: str, also: str = "", group: str = "") -> Command:
    return Command(name, text, lambda: None, also=also, group=group)


KNOWN = (
    a_command("reprint", "Apri le stampe, per ristampare", "ristampa copia ultimo documento"),
    a_command("close_day", "Chiudi la giornata", "chiusura fine resoconto"),
    a_command("close_person", "Chiudi la scheda della persona"),
    a_command("today", "Oggi", group="Posti"),
    a_command("new_person", "Nuova persona", "registra"),
)


def found(typed: str) -> list[str]:
    return [command.id for command in matching(KNOWN, typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("chiusura", "close_day"),
        ("ristampa", "reprint"),
        ("RISTÀMPA", "reprint"),
        ("giornata chiudi", "close_day"),
        ("ristmapa", "reprint"),
        ("chuisura", "close_day"),
        ("persona nu", "new_person"),
        ("posti", "today"),
    ],
)
def test_words_find_a_command(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_no_word_lists_all_and_a_wrong_one_nothing() -> None:
    assert len(found("")) == len(KNOWN)
    assert found("zanzara") == []
    assert found("chiudi zanzara") == []


def test_a_sign_begins_a_command() -> None:
    assert is_command(">")
    assert is_command("/ristampa")
    assert not is_command("Rossi > Bianchi")


@pytest.fixture
def window(
    tmp_path: Path, clock: FixedClock, look: Look, runner: JobRunner
) -> Iterator[MainWindow]:
    desk = a_busy_desk(tmp_path, clock)
    made = let_in(a_window(desk, look, runner))
    yield made
    let_go(made)
    desk.close()


def ask(window: MainWindow, text: str) -> list[str]:
    window.omnibox.seek()
    window.omnibox.line.setText(text)
    window.omnibox.line.textEdited.emit(text)
    return [row.id for row in window.omnibox.list.found.rows]


def test_the_key_opens_the_palette_and_enter_does_the_first(window: MainWindow) -> None:
    window.registry.bound()["palette"].trigger()
    assert window.omnibox.line.text() == ">"
    assert len(window.omnibox.list.found.rows) > 20
    assert ask(window, "> calls")[0] == "calls"
    press(window.omnibox.line, "\r", Qt.Key.Key_Return)
    settle(window.jobs)
    page = window.page_in_front()
    assert page is not None
    assert type(page).__name__ == "CallsPage"
    assert window.omnibox.line.text() == ""


def test_places_and_pages_of_the_agenda_are_in_it(window: MainWindow) -> None:
    ids = [command.id for command in window.commands.all()]
    assert {"today", "outbox", "returns", "waiting", "providers", "lock", "settings"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_what_nothing_does_is_not_in_it(window: MainWindow) -> None:
    ids = {command.id for command in window.commands.all()}
    undone = {s.id for s in window.registry.specs() if not window.registry.is_done(s.id)}
    assert not ids & undone


def test_nothing_found_is_said_and_enter_keeps_what_was_typed(window: MainWindow) -> None:
    assert ask(window, "> zanzara") == [""]
    assert window.omnibox.list.found.rows[0].kind == "note"
    press(window.omnibox.line, "\r", Qt.Key.Key_Return)
    assert window.omnibox.line.text() == "> zanzara"


def test_roles_see_what_they_may(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.open_person(an_id(MARIA))
    settle(window.jobs)
    monkeypatch.setattr(
        "welfare_desk.ui.rights.may_act",
        lambda role, act: (
            (act != "issue" and may_act(role, act)) or (role, act) == ("supervisor", "issue")
        ),
    )
    assert "issue_card" not in {command.id for command in window.commands.all()}
    before = window.current_page()
    window.registry.bound()["issue_card"].trigger()
    settle(window.jobs)
    assert window.current_page() == before
    said = window.toast.fact.text()
    assert "the supervisor" in said
    assert "F12" in said


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_f10_opens_the_menu_with_the_keys(window: MainWindow) -> None:
    window.registry.bound()["menu"].trigger()
    menu = window.findChild(QMenu, "main_menu")
    assert menu is not None
    below = [action for part in menu.findChildren(QMenu) for action in part.actions()]
    words = {action.objectName(): action.text() for action in below}
    assert words["menu.book"].endswith("\tF2")
    assert "menu.today" in words
    menu.close()


def test_the_registry_alone_names_the_keys() -> None:
    registry = ActionRegistry({"book": ("Ctrl+K",)})
    assert registry.key("book") == "Ctrl+K"
