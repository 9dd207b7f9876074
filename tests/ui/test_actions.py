# SPDX-License-Identifier: EUPL-1.2
"""Acts are declared once, no key twice, and none with Ctrl+Alt and a letter."""

import re
from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from welfare_desk.operations.roles import ROLES
from welfare_desk.ui.actions import ACTIONS, GROUPS, ActionRegistry, key_words
from welfare_desk.ui.acts import DOING, OF_PAGES


def test_no_key_has_two_meanings() -> None:
    keys = Counter(QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys)
    assert [key for key, times in keys.items() if times > 1] == []
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)


def test_every_key_is_one_qt_knows() -> None:
    for spec in ACTIONS:
        for key in spec.keys:
            assert not QKeySequence(key).isEmpty(), key


def test_no_key_types_a_letter_on_an_italian_keyboard() -> None:
    for spec in ACTIONS:
        for key in spec.keys:
            assert not re.search(r"Ctrl\+Alt", key), key
            assert len(key) > 1, key


def test_a_policy_may_give_other_keys(qtbot: QtBot) -> None:
    registry = ActionRegistry({"book": ("Ctrl+K",)})
    assert registry.key("book") == "Ctrl+K"
    assert registry.key("new_person") == "F4"


def test_the_last_binding_counts(qtbot: QtBot) -> None:
    registry, window, done = ActionRegistry(), QWidget(), []
    qtbot.addWidget(window)
    registry.bind(window, "book", lambda: done.append("old"))
    registry.bind(window, "book", lambda: done.append("new")).trigger()
    assert done == ["new"]
    registry.set_enabled("book", False)
    registry.bound()["book"].trigger()
    assert done == ["new"]


def test_what_nothing_does_is_not_shown(qtbot: QtBot) -> None:
    registry = ActionRegistry()
    assert registry.shown() == ()
    registry.promise({"book", "lock"})
    assert [spec.id for spec in registry.shown()] == ["book", "lock"]
    assert not registry.is_done("new_person")


def test_every_act_that_the_window_does_is_declared() -> None:
    assert {*DOING, *OF_PAGES} <= {spec.id for spec in ACTIONS}


def test_every_right_is_one_of_the_roles_table() -> None:
    known = frozenset().union(*ROLES.values())
    assert {spec.right for spec in ACTIONS if spec.right} <= known


def test_every_act_stands_under_a_heading() -> None:
    assert {spec.group for spec in ACTIONS} <= set(GROUPS)


def test_plus_is_a_key_too(qtbot: QtBot) -> None:
    assert key_words("Ctrl++") == "Ctrl++"
    assert key_words("F2") == "F2"
