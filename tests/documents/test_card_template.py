# SPDX-License-Identifier: EUPL-1.2
"""Templates of cards: what is checked when they are loaded, and that their cards are scanned."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.documents.papers import CODE, a_card, overlapping, pages, qr_texts
from welfare_desk.core import refusals_of_cards as refused
from welfare_desk.documents.card import card_pdf, sheet_pdf
from welfare_desk.documents.card_art import CARD
from welfare_desk.documents.card_template import (
    FILE,
    LEAST_MM,
    MOST_MM,
    CardTemplate,
    contrast,
    find,
    load,
    standard,
)
from welfare_desk.documents.fonts import unprintable

GREEN = """
logo = "{logo}"
[colours]
ground = "#1B4D2E"
wave = "#1F6038"
accent = "#247045"
quiet = "#E2F2E7"
[code]
millimetres = {side}
[texts.it]
rule_1 = "pane, latte, frutta e verdura."
"""
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 50">'
    b'<path d="M2 2h36v26c0 12-10 18-18 20C12 46 2 40 2 28z" fill="#1b6b3a"/></svg>'
)


def png(size: tuple[int, int] = (60, 40)) -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", size, (200, 30, 40, 255)).save(file, "PNG")
    return file.getvalue()


def folder(tmp_path: Path, text: str, **files: bytes) -> Path:
    """Write a template «verde»; ``logo_svg`` is the file logo.svg."""
    home = tmp_path / "verde"
    home.mkdir(exist_ok=True)
    (home / FILE).write_text(text, encoding="utf-8")
    for name, data in files.items():
        (home / name.replace("_", ".")).write_bytes(data)
    return home


def green(
    tmp_path: Path, logo: str = "", side: float = 20, files: dict[str, bytes] | None = None
) -> CardTemplate:
    return load(folder(tmp_path, GREEN.format(logo=logo, side=side), **(files or {})))


def test_template_names_only_what_differs(tmp_path: Path) -> None:
    template = green(tmp_path)
    assert (template.name, template.code_mm) == ("verde", 20)
    assert template.words("it")["rule_1"] == "pane, latte, frutta e verdura."
    assert template.words("it")["rule_2"] == standard().words("it")["rule_2"]
    assert template.colours.text == standard().colours.text
    assert template.mark != standard().mark


@pytest.mark.parametrize("side", [LEAST_MM, 20, 22.2, MOST_MM])
def test_code_of_every_size_allowed_is_read_at_300_dpi(tmp_path: Path, side: float) -> None:
    template = green(tmp_path, side=side)
    assert qr_texts(card_pdf(a_card(template=template, sample=True)), dpi=300) == [CODE]


@pytest.mark.parametrize(
    ("logo", "files"), [("logo.svg", {"logo_svg": SVG}), ("logo.png", {"logo_png": png()})]
)
def test_card_with_a_logo_is_read_and_nothing_overlaps(
    tmp_path: Path, logo: str, files: dict[str, bytes]
) -> None:
    pdf = card_pdf(a_card(template=green(tmp_path, logo, files=files)))
    assert qr_texts(pdf) == [CODE]
    assert all(overlapping(side) == [] for side in pages(pdf))
    assert pdf == card_pdf(a_card(template=green(tmp_path, logo, files=files)))


@pytest.mark.parametrize("lang", ["it", "en", "fr", "ro", "sq", "uk", "ar"])
@pytest.mark.parametrize("sample", [True, False])
def test_back_speaks_the_persons_language_and_stays_on_the_card(lang: str, sample: bool) -> None:
    front, back = pages(card_pdf(a_card(back_lang=lang, sample=sample)))
    assert "Vale fino al" in front.text, "the till reads the front"
    assert ("Come si usa" in back.text) is (lang == "it")
    for side in (front, back):
        assert overlapping(side) == []
        assert all(each.left >= 3 and each.right <= CARD[0] - 2 for each in side.chars)


def test_phone_number_is_read_from_its_beginning_in_an_arabic_text() -> None:
    _, back = pages(card_pdf(a_card(back_lang="ar", phone="049 123 45 67")))
    digits = sorted(
        (each for each in back.chars if each.text.isdigit() and each.bottom < CARD[1] - 40),
        key=lambda each: each.left,
    )
    assert "".join(each.text for each in digits) == "0491234567"


def test_language_that_the_template_does_not_speak_is_that_of_the_front() -> None:
    _, back = pages(card_pdf(a_card(back_lang="zh")))
    assert "Come si usa" in back.text


def test_every_letter_of_the_standard_template_can_be_printed() -> None:
    for lang in ("it", "en", "fr", "ro", "sq", "uk", "ar"):
        assert unprintable("".join(standard().words(lang).values())) == ()


def test_cards_of_two_templates_share_a_sheet(tmp_path: Path) -> None:
    cards = (a_card(), a_card(template=green(tmp_path)), a_card(back_lang="uk"))
    _, back = pages(sheet_pdf(cards))
    for text in ("alimenti e beni", "pane, latte", "Купуйте"):
        assert text in back.text


def test_own_folder_comes_before_the_programs_and_a_path_is_no_name(tmp_path: Path) -> None:
    green(tmp_path)
    assert find("verde", tmp_path).code_mm == 20
    assert find("", tmp_path) is standard() is find("standard", None)
    for name in ("nero", "../verde", "/etc", ".git", "a\\b"):
        with pytest.raises(refused.TemplateUnknown):
            find(name, tmp_path)


WRONG: list[tuple[str, Any, dict[str, Any]]] = [
    ("logo = ", refused.TemplateUnreadable, {}),
    ("nome = 'x'", refused.TemplateFieldUnknown, {"field": "nome"}),
    ("[colours]\nsky = '#000000'", refused.TemplateFieldUnknown, {"field": "colours.sky"}),
    ("colours = 3", refused.TemplateFieldUnknown, {"field": "colours."}),
    ("[texts.it]\nrule_5 = 'x'", refused.TemplateFieldUnknown, {"field": "texts.it.rule_5"}),
    ("texts = 3", refused.TemplateFieldUnknown, {"field": "texts"}),
    ("[code]\nmillimetres = 'x'", refused.TemplateFieldUnknown, {"field": "code.millimetres"}),
    ("[colours]\nground = 'blu'", refused.TemplateColourWrong, {"field": "colours.ground"}),
    ("[colours]\nground = '#12345G'", refused.TemplateColourWrong, {"field": "colours.ground"}),
    ("[colours]\nwave = 7", refused.TemplateColourWrong, {"field": "colours.wave"}),
    (
        "[colours]\nground = '#FFCC00'",
        refused.TemplateContrast,
        {"field": "colours.ground", "ratio": "1.5"},
    ),
    (
        "[code]\nmillimetres = 12",
        refused.TemplateSymbolTooSmall,
        {"millimetres": "12", "least": "18.0"},
    ),
    ("[code]\nmillimetres = nan", refused.TemplateSymbolTooSmall, {"millimetres": "nan"}),
    ("[code]\nmillimetres = 30", refused.TemplateTextTooLong, {"field": "code.millimetres"}),
    ("[texts.it]\nrule_1 = ' '", refused.TemplateTextMissing, {"field": "texts.it.rule_1"}),
    ("[texts.it]\nrule_1 = 3", refused.TemplateTextMissing, {"field": "texts.it.rule_1"}),
    ("[texts.de]\nrule_1 = 'Brot'", refused.TemplateTextMissing, {"field": "texts.de.how_to_use"}),
    (
        f"[texts.it]\nrule_1 = '{'pane e latte ' * 9}'",
        refused.TemplateTextTooLong,
        {"field": "texts.it.rule_1"},
    ),
    (
        f"[texts.en]\ntill = '{'scan ' * 20}'",
        refused.TemplateTextTooLong,
        {"field": "texts.en.till"},
    ),
    (
        "[texts.it]\nlost = 'Chiama {name}'",
        refused.TemplateFieldUnknown,
        {"field": "texts.it.lost"},
    ),
    ("logo = 'none.png'", refused.TemplateLogoWrong, {}),
    ("logo = '../logo.png'", refused.TemplateLogoWrong, {}),
    ("logo = 'logo.gif'", refused.TemplateLogoWrong, {}),
    ("logo = 3", refused.TemplateLogoWrong, {}),
]


@pytest.mark.parametrize(("text", "refusal", "facts"), WRONG)
def test_template_that_would_come_out_badly_is_refused(
    tmp_path: Path, text: str, refusal: Any, facts: dict[str, Any]
) -> None:
    with pytest.raises(refusal) as caught:
        load(folder(tmp_path, text))
    found = caught.value.facts
    assert found["template"] == "verde"
    assert {key: found[key] for key in facts} == facts


@pytest.mark.parametrize(
    ("logo", "data"),
    [
        ("logo.png", b""),
        ("logo.png", b"\x89PNG\r\n\x1a\nbroken"),
        ("logo.png", b"GIF89a"),
        ("logo.svg", b"<svg"),
        ("logo.svg", b"hello"),
        ("logo.svg", SVG.replace(b"<path", b"<image href='http://example.org/x.png'/><path")),
        ("logo.svg", b"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + SVG),
        ("logo.svg", SVG.replace(b"<path", b"<text>x</text><path")),
    ],
)
def test_logo_that_cannot_be_drawn_is_refused(tmp_path: Path, logo: str, data: bytes) -> None:
    with pytest.raises(refused.TemplateLogoWrong):
        green(tmp_path, logo, files={logo.replace(".", "_"): data})


def test_folder_without_a_file_is_no_template(tmp_path: Path) -> None:
    with pytest.raises(refused.TemplateUnknown):
        load(tmp_path)


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_contrast_is_between_1_and_21_and_the_same_both_ways(one: int, other: int) -> None:
    found = contrast(f"#{one:06X}", f"#{other:06X}")
    assert 1 <= found <= 21.01
    assert found == contrast(f"#{other:06X}", f"#{one:06X}")


def test_standard_contrast_is_that_of_the_page() -> None:
    assert contrast("#0A4A8F", "#FFFFFF") == pytest.approx(8.8, abs=0.1)
