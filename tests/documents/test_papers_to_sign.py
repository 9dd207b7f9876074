# SPDX-License-Identifier: EUPL-1.2
"""Receipt, notice, recovery code and first PIN: complete, on one page, with room to sign."""

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from tests.documents.papers import (
    HARD_NAMES,
    PRINTED,
    Page,
    a_notice,
    a_pin,
    a_receipt,
    a_recovery_sheet,
    letters,
    opened,
    overlapping,
    page,
)
from welfare_desk.documents.letter import LEFT, WIDTH
from welfare_desk.documents.notice import notice_pdf
from welfare_desk.documents.receipt import receipt_pdf
from welfare_desk.documents.recovery import pin_pdf, recovery_pdf

MAKERS: list[tuple[Callable[..., bytes], Callable[..., Any]]] = [
    (receipt_pdf, a_receipt),
    (notice_pdf, a_notice),
    (recovery_pdf, a_recovery_sheet),
    (pin_pdf, a_pin),
]
every_paper = pytest.mark.parametrize(("print_paper", "make"), MAKERS)


def assert_tidy(found: Page) -> None:
    assert overlapping(found) == []
    for char in found.chars:
        assert char.left >= LEFT - 0.8
        assert char.right <= LEFT + WIDTH + 0.8
        assert char.bottom >= 8


@every_paper
@pytest.mark.parametrize("lang", ["it", "en"])
def test_one_tidy_a4_page(
    print_paper: Callable[..., bytes], make: Callable[..., Any], lang: str
) -> None:
    found = page(print_paper(make(lang=lang, sample=True)))
    assert (found.width, found.height) == pytest.approx((210, 297), abs=0.01)
    assert_tidy(found)
    assert "…" not in found.text


@every_paper
@pytest.mark.parametrize(("sample", "lang"), [(True, "it"), (True, "en"), (False, "it")])
def test_example_mark_iff_sample(
    print_paper: Callable[..., bytes], make: Callable[..., Any], sample: bool, lang: str
) -> None:
    text = page(print_paper(make(sample=sample, lang=lang))).text
    assert ("ESEMPIO" in text) is (sample and lang == "it")
    assert ("SAMPLE" in text) is (sample and lang == "en")


@every_paper
def test_strict_parser_embedded_fonts_and_no_person_in_the_metadata(
    print_paper: Callable[..., bytes], make: Callable[..., Any]
) -> None:
    with opened(print_paper(make())) as document:
        assert document.check_pdf_syntax() == []
        assert set(document.docinfo) == {"/Title", "/Author", "/Producer"}
        assert "Rossi" not in str(document.docinfo.Title)
        fonts = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_receipt_says_who_took_what_when_from_whom() -> None:
    text = page(receipt_pdf(a_receipt(holder_document="carta d’identità CA00000AA"))).text
    for part in (
        "Ricevuta n. RC 7K3M 92QX",
        "Numero provvisorio: il protocollo arriva dopo",
        "Maria Rossi",
        "Documento: carta d’identità CA00000AA",
        "4QX8 92TF 6M3A",
        "Carta Territorio. Vale fino al 31/12/2026.",
        "380,00 €",
        "martedì 24 novembre 2026",
        "da Anna R., Sportello 2",
        "Persa o rubata? Chiama subito 049 000 00 00: la blocchiamo.",
        "Ho ricevuto la tessera e le regole d’uso.",
        "Firma del titolare",
        "Firma dell’operatore",
        f"Stampata {PRINTED}",
    ):
        assert part in text


def test_receipt_of_a_delegate_is_signed_by_the_delegate() -> None:
    receipt = a_receipt(
        delegate="Luca Bianchi", delegate_document="patente PD0000000A", protocol_no="18432/2026"
    )
    text = page(receipt_pdf(receipt)).text
    assert "Consegnata al delegato Luca Bianchi" in text
    assert "Documento: patente PD0000000A" in text
    assert "Firma del delegato" in text
    assert "Firma del titolare" not in text
    assert "Protocollo 18432/2026" in text
    assert "provvisorio" not in text


def test_who_cannot_sign_gets_the_statement_before_the_official() -> None:
    receipt = a_receipt(no_signature="frattura del polso", official="Marta Verdi")
    text = page(receipt_pdf(receipt)).text
    assert "Dichiarazione resa davanti a Marta Verdi (art. 4 DPR 445/2000)." in text
    assert "Impedimento a firmare: frattura del polso." in text
    assert "Firma del pubblico ufficiale" in text
    assert "Firma del titolare" not in text


def test_receipt_of_several_cards_lists_every_number_uncut() -> None:
    numbers = tuple(f"4QX892TF{index:04d}" for index in range(8))
    found = page(receipt_pdf(a_receipt(card_numbers=numbers, delegate="Luca Bianchi")))
    for number in numbers:
        assert f"{number[:4]} {number[4:8]} {number[8:]}" in found.text
    assert "Ho ricevuto le tessere" in found.text
    assert_tidy(found)


def test_receipt_copy_says_which_one_it_is() -> None:
    text = page(receipt_pdf(a_receipt(copy_no=3))).text
    assert f"COPIA 3 – ristampata il {PRINTED}" in text


@pytest.mark.parametrize("name", HARD_NAMES)
@pytest.mark.parametrize(
    ("print_paper", "make", "field"),
    [(receipt_pdf, a_receipt, "holder"), (notice_pdf, a_notice, "person")],
)
def test_name_is_printed_whole(
    print_paper: Callable[..., bytes], make: Callable[..., Any], field: str, name: str
) -> None:
    found = page(print_paper(make(**{field: name})))
    printed = letters(found.text)
    for letter in set(letters(name)):
        assert printed.count(letter) >= letters(name).count(letter)
    assert_tidy(found)


@every_paper
def test_there_is_room_for_a_hand_above_the_signature_line(
    print_paper: Callable[..., bytes], make: Callable[..., Any]
) -> None:
    if print_paper is pin_pdf:
        assert "Firma" not in page(print_paper(make())).text
        return
    found = page(print_paper(make()))
    label = "Preso in custodia" if print_paper is recovery_pdf else "Firma"
    line = found.where(label).top
    above = [char.bottom for char in found.chars if char.bottom > line + 1]
    assert min(above) - line > 10


def test_notice_has_what_article_13_asks_for_in_large_print() -> None:
    found = page(notice_pdf(a_notice()))
    for part in (
        "Comune di Piazzola sul Brenta, Piazza Esempio 1",
        "protocollo@comune.esempio.it",
        "dpo@comune.esempio.it",
        "compito di interesse pubblico",
        "non serve il tuo consenso",
        "Cooperativa Esempio che lavora per il Comune",
        "INPS",
        "Unione europea",
        "Nessun computer decide",
        "piano di conservazione",
        "Senza i dati necessari",
        "rispondiamo entro un mese",
        "Garante per la protezione dei dati personali",
        "versione 2026-1",
        "Ho ricevuto questa informativa il 24/11/2026. La firma non è un consenso.",
        "Firma per ricevuta",
    ):
        assert part in found.text
    # 14 pt Noto Sans has capitals of 3.5 mm.
    capital = found.where("Unione")
    assert capital.top - capital.bottom > 3.4


def test_notice_without_a_cooperative_does_not_mention_one() -> None:
    text = page(notice_pdf(a_notice(provider=""))).text
    assert "Lo sportello, INPS" in text
    assert "che lavora per il Comune" not in text


@pytest.mark.parametrize("count", [5, 8, 13, 26])
def test_recovery_code_is_printed_whole_and_in_order(count: int) -> None:
    groups = tuple(f"{index:02d}QX" for index in range(count))
    found = page(recovery_pdf(a_recovery_sheet(groups=groups)))
    places = [found.text.index(group) for group in groups]
    assert places == sorted(places)
    assert "Chi ha questo foglio può aprire l’archivio di questo computer." in found.text
    assert_tidy(found)


def test_first_pin_says_whose_until_when_and_to_change_it() -> None:
    text = page(pin_pdf(a_pin())).text
    for part in ("482 913", "Anna R.", "mercoledì 25 novembre, ore 18:00", "una volta sola"):
        assert part in text
