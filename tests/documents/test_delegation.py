# SPDX-License-Identifier: EUPL-1.2
"""The delegation form: complete, tidy, with room to sign; filled, blank, in large print."""

import datetime
from typing import Any

import pikepdf
import pytest

from tests.documents.papers import (
    HARD_NAMES,
    OFFICE,
    PRINTED,
    Page,
    letters,
    opened,
    overlapping,
    page,
    pages,
)
from welfare_desk.core.delegation_rules import BY_DECREE, POWERS, RELATIONS, TITLES
from welfare_desk.documents.delegation import delegation_pdf
from welfare_desk.documents.fonts import unprintable
from welfare_desk.documents.inputs import DelegationInput, Party
from welfare_desk.documents.letter import LEFT, WIDTH
from welfare_desk.documents.wording import words

DAY = datetime.date(2026, 11, 24)
MARIA = Party(
    name="Maria Rossi",
    born_on=datetime.date(1962, 3, 5),
    address="Via Roma 12, 35016 Piazzola sul Brenta",
    document="carta d’identità elettronica CA00000AA",
)
TEXT = words("delegation", "it")


def a_form(**changes: Any) -> DelegationInput:
    values: dict[str, Any] = {
        "office": OFFICE,
        "title": "delegate",
        "delegator": MARIA,
        "delegate": Party(name="Luca Bianchi", document="patente PD0000000A"),
        "printed_at": PRINTED,
        "powers": ("collect_card", "book"),
        "valid_from": DAY,
        "valid_to": datetime.date(2027, 11, 23),
    }
    return DelegationInput(**values | changes)


def a_blank(**changes: Any) -> DelegationInput:
    empty: dict[str, Any] = {
        "delegator": Party(), "delegate": Party(), "powers": (), "valid_from": None,
        "valid_to": None,
    }  # fmt: skip
    return a_form(**empty | changes)


def by_decree(title: str, **changes: Any) -> DelegationInput:
    decree: dict[str, Any] = {
        "court": "Tribunale di Padova", "decree_no": "123/2026",
        "decree_on": datetime.date(2026, 1, 2), "powers": ("all",),
    }  # fmt: skip
    return a_form(title=title, **decree | changes)


def assert_tidy(found: Page) -> None:
    assert overlapping(found) == []
    for char in found.chars:
        assert char.left >= LEFT - 0.8
        assert char.right <= LEFT + WIDTH + 0.8
        assert char.bottom >= 8
    assert "…" not in found.text


FORMS = {
    "filled": a_form(),
    "blank": a_blank(),
    "for a person": a_blank(delegator=MARIA),
    "parent": a_form(title="parent", powers=("all",), valid_to=None),
    "relative": a_form(title="relative_art4", relation="child", powers=("apply", "sign")),
    **{title: by_decree(title) for title in sorted(BY_DECREE)},
}
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


@every_form
def test_form_is_one_tidy_a4_page_in_at_least_twelve_points(form: DelegationInput) -> None:
    found = page(delegation_pdf(form))
    assert (found.width, found.height) == pytest.approx((210, 297), abs=0.01)
    assert_tidy(found)
    # 12 pt Noto Sans has capitals of 3.0 mm.
    capital = found.where("Documento")
    assert capital.top - capital.bottom > 2.9


@every_form
def test_large_print_is_eighteen_points_on_tidy_pages(form: DelegationInput) -> None:
    large = DelegationInput(**{**_fields(form), "large_print": True, "sample": True})
    found = pages(delegation_pdf(large))
    assert 1 <= len(found) <= 2
    for number, each in enumerate(found, 1):
        assert_tidy(each)
        assert f"Pagina {number} di {len(found)}" in each.text
        assert TEXT["title_" + _kind(form)] in each.text, "a page may come to lie alone"
        assert "ESEMPIO" in each.text
    capital = found[0].where("Documento")
    assert capital.top - capital.bottom > 4.4


def _fields(form: DelegationInput) -> dict[str, Any]:
    return {name: getattr(form, name) for name in form.__struct_fields__}


def _kind(form: DelegationInput) -> str:
    return "decree" if form.title in BY_DECREE else form.title


def test_form_says_who_may_do_what_for_whom_until_when() -> None:
    text = page(delegation_pdf(a_form())).text
    for part in (
        "Delega",
        "Chi delega Maria Rossi",
        "Data di nascita: 05/03/1962",
        "Residenza: Via Roma 12, 35016 Piazzola sul Brenta",
        "Documento: carta d’identità elettronica CA00000AA",
        "Chi riceve la delega Luca Bianchi",
        "Documento: patente PD0000000A",
        TEXT["power_collect_card"],
        TEXT["power_book"],
        "Dal 24/11/2026 al 23/11/2027, compreso.",
        "Posso ritirare la delega",
        "Luogo e data",
        "Firma di chi delega",
        "Firma di chi riceve la delega",
        "Comune di Piazzola sul Brenta",
        f"Stampata {PRINTED}",
    ):
        assert part in text
    for power in set(POWERS) - {"collect_card", "book"}:
        assert TEXT[f"power_{power}"] not in text, "no act that could be ticked later"


@pytest.mark.parametrize("powers", [("all",), POWERS])
def test_every_act_is_written_out(powers: tuple[str, ...]) -> None:
    text = page(delegation_pdf(a_form(powers=powers))).text
    for power in POWERS:
        assert TEXT[f"power_{power}"] in text


def test_blank_form_has_lines_and_a_box_for_every_act() -> None:
    text = page(delegation_pdf(a_blank())).text
    assert text.count("Cognome e nome") == 2
    assert text.count("Documento (tipo e numero)") == 2
    assert "Nascita (data e luogo)" in text
    for power in POWERS:
        assert TEXT[f"power_{power}"] in text
    assert "Rossi" not in text
    assert "Rossi" in page(delegation_pdf(a_blank(delegator=MARIA))).text


@pytest.mark.parametrize("form", [a_form(), a_blank()], ids=["filled", "blank"])
def test_who_cannot_sign_has_the_officials_block(form: DelegationInput) -> None:
    found = page(delegation_pdf(form))
    for part in (
        "Solo se chi delega non sa o non può firmare (art. 4 DPR 445/2000)",
        "Ho accertato l’identità",
        "Causa",
        "Pubblico ufficiale (nome e cognome)",
    ):
        assert part in found.text


def test_relative_declares_before_the_official_and_no_illness_is_named() -> None:
    text = page(delegation_pdf(FORMS["relative"])).text
    for part in (
        "Dichiarazione per chi non può dichiarare",
        "Art. 4, comma 2, DPR 445/2000",
        "senza dire quali",
        "Come figlio o figlia",
        "Firma di chi dichiara",
        "Pubblico ufficiale (nome e cognome)",
    ):
        assert part in text
    assert "Firma di chi delega" not in text


@pytest.mark.parametrize("title", sorted(BY_DECREE))
def test_who_acts_by_decree_shows_which(title: str) -> None:
    text = page(delegation_pdf(by_decree(title, valid_to=None))).text
    assert "Tribunale di Padova, n. 123/2026 del 02/01/2026" in text
    assert f"Come {TEXT[f'title_name_{title}']}" in text
    assert "Dal 24/11/2026, finché vale il decreto." in text
    assert "Firma dell’operatore" in text
    assert "art. 76 DPR 445/2000" in text


@pytest.mark.parametrize("title", ["curator", "support_administrator"])
def test_who_only_assists_is_joined_by_the_person(title: str) -> None:
    text = page(delegation_pdf(by_decree(title, assisted=True))).text
    assert "insieme con la persona" in text
    assert "Firma della persona" in text


@every_form
def test_there_is_room_for_a_hand_above_each_signature_line(form: DelegationInput) -> None:
    found = page(delegation_pdf(form))
    label = "Firma di chi"
    line = found.where(label).top
    above = [char.bottom for char in found.chars if char.bottom > line + 1]
    assert min(above) - line > 10


@pytest.mark.parametrize("name", HARD_NAMES)
@pytest.mark.parametrize("large_print", [False, True])
def test_hard_names_are_printed_whole(name: str, large_print: bool) -> None:
    form = a_form(
        delegator=Party(name=name, address="Via " + "Lunghissima " * 6, document=MARIA.document),
        delegate=Party(name=name), powers=("all",), large_print=large_print,
    )  # fmt: skip
    found = pages(delegation_pdf(form))
    printed = letters(found[0].text)
    for letter in set(letters(name)):
        assert printed.count(letter) >= 2 * letters(name).count(letter)
    for each in found:
        assert_tidy(each)


@pytest.mark.parametrize("sample", [False, True])
def test_example_mark_and_copies(sample: bool) -> None:
    text = page(delegation_pdf(a_form(sample=sample, copy_no=2))).text
    assert ("ESEMPIO" in text) is sample
    assert f"COPIA 2 – ristampata {PRINTED}" in text


@every_form
def test_strict_parser_and_nobody_in_the_metadata(form: DelegationInput) -> None:
    with opened(delegation_pdf(form)) as document:
        assert document.check_pdf_syntax() == []
        assert set(document.docinfo) == {"/Title", "/Author", "/Producer"}
        for marker in ("Rossi", "Bianchi"):
            assert marker not in str(document.docinfo.Title)
        fonts = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_every_title_power_and_relation_has_words_that_can_be_printed() -> None:
    for title in set(TITLES) - {"delegate"}:
        assert TEXT[f"title_name_{title}"]
    for power in POWERS:
        assert TEXT[f"power_{power}"]
    for relation in RELATIONS:
        assert TEXT[f"relation_{relation}"]
    assert unprintable("".join(TEXT.values())) == ()
