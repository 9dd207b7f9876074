# SPDX-License-Identifier: EUPL-1.2
"""What was chosen for a desk's window stays; what was not follows the computer or the body."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.ui.counter import Counter
from welfare_desk.cli.context import window_language
from welfare_desk.core.refusals import SettingInvalid
from welfare_desk.desk.policy import Policy, read_policy
from welfare_desk.desk.preferences import keep, load
from welfare_desk.sync import desk_file
from welfare_desk.ui import appearance
from welfare_desk.ui.appearance import TEXT, THEME, Appearance, look_for
from welfare_desk.ui.preferences import Preferences
from welfare_desk.ui.settings.settings_page import SettingsPage

NOBODY = Policy()


def a_policy(folder: Path, text: str) -> Policy:
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return read_policy(path)


def test_a_choice_is_there_after_a_restart_and_takes_nothing_else_away(tmp_path: Path) -> None:
    desk_file.write(tmp_path, "server", {"url": "https://centre.example"})
    keep(tmp_path, THEME, "dark")
    keep(tmp_path, TEXT, 150)
    found = load(tmp_path, NOBODY)
    assert (found.settings.appearance.theme, found.settings.appearance.text_percent) == (
        "dark",
        150,
    )
    assert found.named == {THEME, TEXT}
    assert desk_file.read(tmp_path)["server"] == {"url": "https://centre.example"}
    with pytest.raises(SettingInvalid):
        keep(tmp_path, TEXT, 90)


def test_the_body_wins_and_its_word_is_not_changed_at_the_desk(tmp_path: Path) -> None:
    keep(tmp_path, "lock.idle_minutes", 15)
    policy = a_policy(tmp_path, "[lock]\nidle_minutes = 2\n")
    preferences = Preferences(load(tmp_path, policy))
    assert preferences.idle_seconds == 120
    assert preferences.is_locked("lock.idle_minutes")
    assert not preferences.choose("lock.idle_minutes", 10)
    assert preferences.idle_seconds == 120


def test_a_file_that_cannot_be_read_leaves_the_window_as_it_comes(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text("not = [toml", encoding="utf-8")
    assert load(tmp_path, NOBODY).named == frozenset()


def test_the_language_of_the_window_is_kept(tmp_path: Path) -> None:
    assert window_language(tmp_path) == "it"
    keep(tmp_path, "appearance.lang", "en")
    assert window_language(tmp_path) == "en"


def test_without_a_choice_the_computers_own_way_is_followed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = QFont("Comic Neue")
    large.setPointSizeF(16.5)
    monkeypatch.setattr(QFontDatabase, "systemFont", staticmethod(lambda _kind: large))
    monkeypatch.setattr(appearance, "system_theme", lambda: "high_contrast")
    look = look_for(Preferences())
    assert (look.theme.name, look.theme.text_percent) == ("high_contrast", 150)
    assert look.font("body").families()[0] == "Comic Neue"
    chosen = Preferences()
    chosen.choose(THEME, "light")
    chosen.choose(TEXT, 100)
    plain = look_for(chosen)
    assert (plain.theme.name, plain.theme.text_percent) == ("light", 100)


def test_the_computers_colours_are_read(qapp: QApplication) -> None:
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert appearance.system_theme() == ("dark" if dark else "light")


def test_what_is_chosen_by_keys_or_settings_is_kept(qapp: QApplication, tmp_path: Path) -> None:
    preferences = Preferences(load(tmp_path, NOBODY))
    preferences.keep_by(lambda key, value: keep(tmp_path, key, value))
    look = look_for(preferences)
    Appearance(look, look)
    look.step_text(+1)
    assert load(tmp_path, NOBODY).settings.appearance.text_percent == look.theme.text_percent
    preferences.choose(THEME, "dark")
    assert look.theme.name == "dark"
    assert load(tmp_path, NOBODY).settings.appearance.theme == "dark"
    look.set_theme("light", 100)


def test_the_settings_page_chooses_and_says_what_the_body_laid_down(
    counter: Counter, tmp_path: Path
) -> None:
    look = counter.context.theme
    look.preferences = Preferences(load(tmp_path, a_policy(tmp_path, "[lock]\nidle_minutes = 3\n")))
    page = SettingsPage(counter.context)
    counter.show(page)
    assert not page.way.idle.control.isEnabled()
    assert page.way.idle.value() == "3"
    page.text.chosen.emit("150")
    assert look.theme.text_percent == 150
    assert look.preferences.value(TEXT) == 150
    page.theme.chosen.emit("dark")
    assert look.theme.name == "dark"
    page.way.lang.chosen.emit("en")
    assert look.preferences.value("appearance.lang") == "en"
    assert page.way.told.isVisibleTo(page)
    look.set_theme("light", 100)
