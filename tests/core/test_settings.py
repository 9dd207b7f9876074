# SPDX-License-Identifier: EUPL-1.2
"""Settings are declared once and never keep a desk from opening."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.refusals import SettingInvalid
from welfare_desk.core.settings import (
    Option,
    Settings,
    declared,
    from_mapping,
    to_mapping,
    value_of,
    with_value,
)

OPTIONS = list(declared().values())


def allowed_values(option: Option) -> st.SearchStrategy[object]:
    if option.kind is bool:
        return st.booleans()
    if option.kind is int:
        return st.integers(option.minimum, option.maximum)
    return st.sampled_from(option.choices) if option.choices else st.text(max_size=20)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_every_setting_has_a_default_it_accepts_and_help(option: Option) -> None:
    assert value_of(Settings(), option.key) == option.default
    assert with_value(Settings(), option.key, option.default) == Settings()
    assert option.help.endswith(".")
    assert option.kind is not int or (option.minimum is not None and option.maximum is not None)


def test_the_defaults_are_those_agreed() -> None:
    settings = Settings()
    assert settings.lock.idle_minutes == 5
    assert settings.sync.every_seconds == 60
    assert settings.work.undo_seconds == 10
    assert settings.work.draft_days == 7
    assert settings.scanner.gap_ms == 35
    assert settings.appearance.lang == "it"


@given(st.data())
def test_changed_settings_are_written_and_read_back(data: st.DataObject) -> None:
    settings = Settings()
    for option in data.draw(st.lists(st.sampled_from(OPTIONS), max_size=6)):
        settings = with_value(settings, option.key, data.draw(allowed_values(option)))
    assert from_mapping(to_mapping(settings)) == (settings, ())


def test_only_what_differs_is_written() -> None:
    assert to_mapping(Settings()) == {}
    assert to_mapping(with_value(Settings(), "lock.idle_minutes", 15)) == {
        "lock": {"idle_minutes": 15}
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lock.idle_minutes", 0),
        ("lock.idle_minutes", 16),
        ("lock.idle_minutes", True),
        ("lock.idle_minutes", "five"),
        ("lock.idle_minutes", 5.0),
        ("appearance.theme", "pink"),
        ("appearance.sound", 1),
        ("appearance.sound", "si"),
        ("printers.paper", 5),
        ("lock", 5),
        ("lock.colour", 5),
        ("", ""),
    ],
)
def test_what_is_undeclared_or_out_of_bounds_is_refused(key: str, value: object) -> None:
    with pytest.raises(SettingInvalid) as refused:
        with_value(Settings(), key, value)
    assert refused.value.facts["key"] == key


def test_typed_text_is_read_as_the_declared_type() -> None:
    assert with_value(Settings(), "lock.idle_minutes", " 12 ").lock.idle_minutes == 12
    assert with_value(Settings(), "appearance.sound", "False").appearance.sound is False
    assert with_value(Settings(), "printers.cards", "12").printers.cards == "12"


def test_a_damaged_file_leaves_defaults_and_says_what_it_left_out() -> None:
    settings, left_out = from_mapping(
        {"lock": {"idle_minutes": 99, "colour": "red"}, "sync": 5, "work": {"undo_seconds": 20}}
    )
    assert settings == with_value(Settings(), "work.undo_seconds", 20)
    assert left_out == ("lock.idle_minutes", "lock.colour", "sync")


def test_an_unknown_key_has_no_value() -> None:
    with pytest.raises(SettingInvalid):
        value_of(Settings(), "lock.colour")
