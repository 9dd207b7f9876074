# SPDX-License-Identifier: EUPL-1.2
"""Colours keep their contrast, and no colour is written anywhere but in the tokens."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QPalette

from welfare_desk.core.resources import resource_path
from welfare_desk.ui import theme as theme_module
from welfare_desk.ui.fonts import register_fonts, type_table
from welfare_desk.ui.icons import icon_names, svg_source
from welfare_desk.ui.look import Look
from welfare_desk.ui.theme import THEMES, Theme

TEXT, SIGN = 4.5, 3.0
WORDS_ON = [
    ("text", ("surface", "page", "sunken", "info_tint", "ok_tint")),
    ("muted", ("surface", "page", "sunken")),
    ("primary", ("surface", "page", "info_tint")),
    ("on_primary", ("primary",)),
    ("chip_on_primary_text", ("chip_on_primary",)),
    ("ok", ("surface", "ok_tint")),
    ("warning", ("surface", "warning_tint")),
    ("danger", ("surface", "danger_tint")),
    ("on_danger", ("danger",)),
    ("info", ("surface", "info_tint")),
    ("rail_text", ("rail", "rail_selected")),
    ("rail_muted", ("rail",)),
    ("rail_pill_text", ("rail_pill",)),
    ("rail_ok", ("rail",)),
    ("rail_warning", ("rail",)),
    ("toast_text", ("toast",)),
    ("toast_action", ("toast",)),
    ("card_text", ("card_face",)),
]
SIGNS_ON = [
    ("control", ("surface", "page")),
    ("focus", ("surface", "page", "sunken")),
    ("rail_bar", ("rail", "rail_selected")),
    ("ok", ("ok_tint",)),
]
# look.md, section 3, first number of each line.
STATED = {
    "light": {"text": 13.1, "muted": 7.2, "primary": 5.6, "warning": 7.6, "danger": 6.8},
    "dark": {"text": 13.9, "muted": 8.2, "primary": 7.4, "warning": 9.7, "danger": 7.4},
    "high_contrast": {"text": 21.0, "primary": 19.6, "info": 16.7},
}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_words_and_signs_can_be_read_in_every_theme(name: str) -> None:
    theme = Theme(name)
    for pairs, least in ((WORDS_ON, TEXT), (SIGNS_ON, SIGN)):
        for ink, grounds in pairs:
            for ground in grounds:
                ratio = contrast(theme.hex(ink), theme.hex(ground))
                assert ratio >= least, f"{name}: {ink} on {ground} is {ratio:.2f}"


@pytest.mark.parametrize("name", THEMES)
def test_ratios_are_those_the_design_states(name: str) -> None:
    theme = Theme(name)
    for token, stated in STATED[name].items():
        assert contrast(theme.hex(token), theme.hex("surface")) == pytest.approx(stated, abs=0.08)


def test_all_themes_have_the_same_tokens() -> None:
    names = {frozenset(Theme(name).tokens) for name in THEMES}
    assert len(names) == 1


def test_no_colour_is_written_outside_the_tokens() -> None:
    literal = re.compile(
        r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b(?!\w)|Qt\.GlobalColor\.(?!transparent)"
    )
    package = Path(theme_module.__file__).parent
    files = [*package.rglob("*.py"), resource_path("theme", "window.qss")]
    written = [f.name for f in files if literal.search(f.read_text(encoding="utf-8"))]
    assert written == []


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_stylesheet_has_no_token_left_over(name: str, percent: int) -> None:
    sheet = Theme(name, percent).stylesheet()
    without_comments = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert "@" not in without_comments
    assert "gap(" not in without_comments
    assert "tall(" not in without_comments


def test_spacing_grows_by_a_quarter_when_text_doubles() -> None:
    theme = Theme(text_percent=200)
    assert theme.px(18) == 36
    assert theme.gap(16) == 20
    assert theme.tall(44) == 36 + 32


def test_plain_widgets_take_the_palette(look: Look) -> None:
    palette = look.theme.palette()
    assert palette.color(QPalette.ColorRole.Window) == look.colour("page")
    assert palette.color(QPalette.ColorRole.Highlight) == look.colour("primary")


def test_fonts_come_with_the_program(look: Look) -> None:
    assert {"Inter", "Noto Sans"} <= set(register_fonts())
    for name, role in type_table().items():
        font = look.font(name)
        assert font.pixelSize() == role.size
        assert font.weight() == role.weight
        assert font.featureValue(QFont.Tag("tnum")) == int(role.tabular)
    assert look.font("code").featureValue(QFont.Tag("zero")) == 1
    assert min(role.size for role in type_table().values()) >= 12


def test_text_size_changes_at_once(look: Look, qtbot) -> None:  # type: ignore[no-untyped-def]
    with qtbot.waitSignal(look.changed):
        look.step_text(1)
    assert look.theme.text_percent == 125
    look.step_text(-1)
    look.step_text(-1)
    assert look.theme.text_percent == 100


def test_signs_are_drawn_in_the_colour_asked(look: Look) -> None:
    picture = look.sign("check", "danger", 24, 2.0)
    assert picture.width() == 48
    colours = {
        picture.toImage().pixelColor(x, y).name().upper()
        for x in range(48)
        for y in range(48)
        if picture.toImage().pixelColor(x, y).alpha() == 255
    }
    assert colours == {look.theme.hex("danger")}


def test_every_sign_named_in_the_code_is_shipped() -> None:
    shipped = set(icon_names())
    assert all("currentColor" in svg_source(name) for name in shipped)
    package = Path(theme_module.__file__).parent
    named = re.compile(r'(?:icon|sign|set_sign)(?:=|\()"([a-z0-9-]+)"')
    used = {n for f in package.rglob("*.py") for n in named.findall(f.read_text("utf-8"))}
    assert used - shipped == set()
    assert resource_path("icons", "LICENSE").exists()
