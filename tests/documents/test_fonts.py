# SPDX-License-Identifier: EUPL-1.2
"""Letters of the people who come to the counter have a glyph, and lines have room."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.papers import HARD_NAMES
from welfare_desk.documents.fit import ELLIPSIS, fit, wrap
from welfare_desk.documents.fonts import (
    BOLD,
    REGULAR,
    is_right_to_left,
    runs,
    unit_width,
    unprintable,
)

WORDS = st.text("abcdeàèìòùñșțđжщ ’-mw", min_size=1, max_size=120)


@pytest.mark.parametrize("name", HARD_NAMES)
def test_names_of_the_counter_can_be_printed(name: str) -> None:
    assert unprintable(name) == ()


def test_letters_without_a_font_are_named_once() -> None:
    assert unprintable("Li 李 e 李明") == ("李", "明")


def test_latin_text_is_drawn_as_it_is_in_one_run() -> None:
    assert runs("Però, così", REGULAR) == ((REGULAR, "Però, così"),)


def test_arabic_is_joined_turned_round_and_set_in_its_own_font() -> None:
    ((first, plain), (second, arabic)) = runs("per محمد", BOLD)
    assert (first, plain) == (BOLD, "per ")
    assert second == "NotoNaskhArabic-Bold"
    # The first letter, meem, stands at the right in its initial form.
    assert arabic[-1] == "\ufee3"


def test_direction_is_that_of_the_first_letter() -> None:
    assert is_right_to_left("محمد Rossi")
    assert not is_right_to_left("24/11 Rossi محمد")


@given(WORDS, st.floats(20, 400), st.integers(1, 4))
@settings(deadline=None)
def test_no_line_is_wider_than_its_box_nor_are_there_too_many(
    text: str, width: float, lines: int
) -> None:
    fitted = fit(text, REGULAR, 14, width, floor=8, lines=lines)
    assert 8 <= fitted.size <= 14
    assert 1 <= len(fitted.lines) <= lines
    for line in fitted.lines:
        assert unit_width(line, REGULAR) * fitted.size <= width + 1e-6


@given(WORDS, st.floats(60, 400))
@settings(deadline=None)
def test_wrapping_loses_no_letter(text: str, width: float) -> None:
    kept = "".join(wrap(text, REGULAR, 12, width))
    assert kept.replace(" ", "") == text.replace(" ", "")


def test_text_that_fits_keeps_its_size_and_one_that_nearly_does_stays_on_one_line() -> None:
    width = unit_width("Libri e quaderni", REGULAR) * 14
    assert fit("Libri e quaderni", REGULAR, 14, width, floor=8, lines=2).size == 14
    tight = fit("Libri e quaderni", REGULAR, 14, width * 0.9, floor=8, lines=2)
    assert tight.lines == ("Libri e quaderni",)
    assert tight.size < 14


def test_what_never_fits_ends_with_an_ellipsis() -> None:
    fitted = fit("parola " * 60, REGULAR, 14, 100, floor=12, lines=2)
    assert fitted.lines[-1].endswith(ELLIPSIS)
    assert len(fitted.lines) == 2


def test_a_phone_number_is_not_cut_at_the_end_of_a_line() -> None:
    fitted = fit("Chiama subito il numero 049 000 00 00", REGULAR, 12, 150, floor=12, lines=3)
    assert any("049\u00a0000\u00a000\u00a000" in line for line in fitted.lines)
