# SPDX-License-Identifier: EUPL-1.2
"""Cards have their exact size, say only what they may, and are read back by a scanner."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.documents.papers import CODE, a_card, opened, overlapping, pages, qr_texts
from welfare_desk.documents.card import (
    COLUMNS,
    QR_SIZE,
    ROWS,
    card_pdf,
    position,
    sheet_pdf,
    write_sheets,
)
from welfare_desk.documents.card_art import CARD, MARGIN
from welfare_desk.documents.inputs import CardInput


def numbered(count: int) -> Iterator[CardInput]:
    """Cards that differ by number and code."""
    for index in range(count):
        yield a_card(number=f"4QX892TF{index:04d}", code=f"{CODE[:-4]}{index:04d}")


def test_card_is_two_pages_of_the_exact_size() -> None:
    found = pages(card_pdf(a_card()))
    assert len(found) == 2
    for side in found:
        assert side.width == pytest.approx(85.60, abs=0.01)
        assert side.height == pytest.approx(53.98, abs=0.01)


def test_front_says_whose_what_until_when_and_whom_to_call() -> None:
    front, _ = pages(card_pdf(a_card()))
    for text in (
        "Comune di",
        "Piazzola sul Brenta",
        "Carta Territorio",
        "a scalare, nei negozi aderenti",
        "4QX8 92TF 6M3A",
        "Vale fino al",
        "31/12/2026",
        "M. R.",
        "049 000 00 00",
        "Alla cassa: leggi il codice",
    ):
        assert text in front.text


def test_back_has_four_rules_signature_date_and_what_to_do_when_lost() -> None:
    _, back = pages(card_pdf(a_card()))
    for text in (
        "4QX8 92TF 6M3A",
        "Compra alimenti e beni di prima necessità.",
        "Non alcolici, tabacco, giochi, ricariche.",
        "Senza resto: il saldo resta sulla carta.",
        "È personale: può usarla chi hai delegato.",
        "Firma",
        "Data di consegna",
        "Persa o rubata? Chiama subito 049 000 00 00: la blocchiamo.",
    ):
        assert text in back.text


def test_english_card_speaks_english() -> None:
    front, back = pages(card_pdf(a_card(lang="en")))
    assert "Valid until" in front.text
    assert "Lost or stolen? Call 049 000 00 00 at once: we block it." in back.text


def test_code_is_read_from_a_300_dpi_print_and_holds_nothing_else() -> None:
    assert qr_texts(card_pdf(a_card())) == [CODE]


@pytest.mark.parametrize("sample", [True, False])
def test_example_mark_stands_on_both_sides_iff_sample(sample: bool) -> None:
    for pdf in (card_pdf(a_card(sample=sample)), sheet_pdf((a_card(sample=sample),))):
        assert [("ESEMPIO" in side.text) for side in pages(pdf)] == [sample, sample]


def test_metadata_has_title_and_municipality_only() -> None:
    pdf = card_pdf(a_card())
    with opened(pdf) as document:
        assert {key: str(value) for key, value in document.docinfo.items()} == {
            "/Title": "Carta Territorio",
            "/Author": "Comune di Piazzola sul Brenta",
            "/Producer": "Welfare Desk",
        }
        assert "/Metadata" not in document.Root
    assert b"4QX892TF6M3A" not in pdf


def test_same_card_gives_the_same_bytes() -> None:
    assert card_pdf(a_card()) == card_pdf(a_card())


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"sample": True, "lang": "en"},
        {"municipality": "Unione dei Comuni della Pianura tra Brenta e Bacchiglione di Esempio"},
        {"municipality": "Comune di San Pietro in Gu e Grantorto sul Fiume Brenta", "sample": True},
        {"title": "Carta dedicata alle famiglie del territorio", "subtitle": "nei negozi " * 8},
        {"initials": "Ș. Ж.", "phone": "+39 049 000 00 00 interno 1234"},
        {"initials": "م. ع."},
    ],
)
def test_nothing_leaves_the_card_or_overlaps(changes: dict[str, object]) -> None:
    for side in pages(card_pdf(a_card(**changes))):
        assert overlapping(side) == []
        for char in side.chars:
            assert char.left >= 3
            assert char.right <= CARD[0] - 2
            assert char.bottom >= 2
            assert char.top <= CARD[1] - 2


def test_long_names_stay_left_of_the_white_third() -> None:
    front, _ = pages(
        card_pdf(a_card(municipality="Comune di " + "Lungonome " * 6, initials="W. W. W."))
    )
    assert front.where("W.W.W.").right < 54.4
    assert front.where("Lungonome").right < 54.4


def test_sheet_puts_ten_cards_at_their_places_and_mirrors_the_backs() -> None:
    cards = tuple(numbered(10))
    front, back = pages(sheet_pdf(cards))
    assert (front.width, front.height) == pytest.approx((210, 297), abs=0.01)
    for index in range(10):
        number = f"4QX892TF{index:04d}"
        x, y = position(index)
        seen = front.where(number)
        assert seen.left == pytest.approx(x + MARGIN, abs=0.6)
        assert y < seen.bottom < seen.top < y + CARD[1]
        back_x, back_y = position(index, back=True)
        assert back_y == y
        # Turned on the long edge, a back lies exactly behind its front.
        assert x + back_x + CARD[0] == pytest.approx(210)
        assert back.where(number).right == pytest.approx(back_x + CARD[0] - MARGIN, abs=0.6)


def test_places_of_a_sheet_do_not_overlap_and_stay_on_the_paper() -> None:
    places = [position(index) for index in range(COLUMNS * ROWS)]
    for index, (x, y) in enumerate(places):
        assert 0 < x < 210 - CARD[0]
        assert 0 < y < 297 - CARD[1]
        for other_x, other_y in places[index + 1 :]:
            assert abs(x - other_x) >= CARD[0] + 2 or abs(y - other_y) >= CARD[1] + 2 - 1e-9


def test_every_code_of_a_sheet_is_read_back() -> None:
    cards = tuple(numbered(10))
    assert sorted(qr_texts(sheet_pdf(cards), dpi=300)) == sorted(card.code for card in cards)


def test_duplex_alternates_and_hand_turning_puts_fronts_first() -> None:
    cards = tuple(numbered(13))
    backs = ["Come si usa" in page.text for page in pages(sheet_pdf(cards, duplex=True))]
    assert backs == [False, True, False, True]
    backs = ["Come si usa" in page.text for page in pages(sheet_pdf(cards, duplex=False))]
    assert backs == [False, False, True, True]


def test_cards_of_two_funds_share_a_sheet() -> None:
    front, _ = pages(sheet_pdf((a_card(), a_card(title="Carta Famiglia"))))
    assert "Carta Territorio" in front.text
    assert "Carta Famiglia" in front.text


def test_no_cards_are_refused() -> None:
    with pytest.raises(ValueError, match="no cards"):
        sheet_pdf(())


@pytest.mark.parametrize("count", [1, 25])
def test_strict_parser_finds_nothing_wrong_and_fonts_are_embedded(count: int) -> None:
    with opened(sheet_pdf(tuple(numbered(count)))) as document:
        assert document.check_pdf_syntax() == []
        fonts = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_code_is_an_image_of_one_pixel_a_module() -> None:
    with opened(card_pdf(a_card())) as document:
        images = list(document.pages[0].get_images().values())
        assert [int(image.Width) for image in images] == [41]
        assert [int(image.Height) for image in images] == [41]
        assert [int(image.BitsPerComponent) for image in images] == [1]
    assert QR_SIZE == 22.2


def test_memory_does_not_grow_with_the_number_of_cards(tmp_path: Path) -> None:
    peaks = []
    for count in (600, 600, 1800):
        with (tmp_path / f"{count}.pdf").open("wb") as file:
            tracemalloc.start()
            assert write_sheets(file, numbered(count)) == count
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    _, some, thrice = peaks
    assert thrice < some + 200_000
