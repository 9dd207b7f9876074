# SPDX-License-Identifier: EUPL-1.2
"""A slip tells when, where, what, how much and what is promised, on one page, to anyone."""

import datetime
from collections.abc import Callable

import pytest

from tests.documents.papers import (
    HARD_NAMES,
    PRINTED,
    Char,
    a_provisional_slip,
    a_slip,
    letters,
    opened,
    overlapping,
    page,
    qr_texts,
)
from welfare_desk.documents.inputs import SlipInput
from welfare_desk.documents.letter import LEFT, WIDTH
from welfare_desk.documents.slip import slip_pdf
from welfare_desk.documents.slip_roll import slip_80_pdf
from welfare_desk.documents.wording import second_line

Printer = Callable[[SlipInput], bytes]
both = pytest.mark.parametrize("print_slip", [slip_pdf, slip_80_pdf])
LONG = "Ingresso dal cortile interno, seguire la linea gialla fino alla porta a sinistra. " * 3


def test_a4_slip_is_one_a4_page() -> None:
    found = page(slip_pdf(a_slip()))
    assert (found.width, found.height) == pytest.approx((210, 297), abs=0.01)


def test_roll_slip_is_80_mm_wide_and_as_long_as_its_text() -> None:
    short = page(slip_80_pdf(a_slip()))
    long = page(slip_80_pdf(a_slip(directions=LONG)))
    assert short.width == long.width == pytest.approx(80, abs=0.01)
    assert short.height < long.height
    lowest = min(char.bottom for char in short.chars)
    assert 3 < lowest < 10


@both
def test_slip_tells_everything_needed_to_come(print_slip: Printer) -> None:
    text = page(print_slip(a_slip())).text
    for part in (
        "CONFERMATA",
        "giovedì",
        "26 novembre 2026",
        "ore 15:00",
        "PR 7K3M 92QX",
        "Sala civica, Via Roma 1, Piazzola sul Brenta",
        "Davanti alla farmacia. Autobus: fermata Piazza.",
        "Aiuto allo studio, per Tommaso Verdi",
        "Cooperativa Esempio, 1 ora",
        "Libri e quaderni della settimana",
        "20,00 €",
        "2 ore × 10,00 €. Paghi alla cooperativa, al primo incontro.",
        "Chiama 049 000 00 00 entro mercoledì 25, ore 12:00",
        f"Stampato {PRINTED}",
        "Comune di Piazzola sul Brenta",
    ):
        assert part in text


def test_a4_slip_says_until_when() -> None:
    assert "fino alle 16:00" in page(slip_pdf(a_slip())).text
    assert "fino alle" not in page(slip_pdf(a_slip(minutes=0))).text


@both
def test_provisional_slip_promises_a_call_and_never_says_confirmed(print_slip: Printer) -> None:
    text = page(print_slip(a_provisional_slip())).text
    assert "PROVVISORIA" in text
    assert "CONFERMATA" not in text
    assert "Ti confermiamo al 347 000 01 23" in text
    assert "entro domani, mercoledì 25 novembre, ore 12:00" in text


@both
def test_without_a_phone_the_citizen_is_told_to_call(print_slip: Printer) -> None:
    text = page(print_slip(a_provisional_slip(confirm_phone=""))).text
    assert "Per la conferma chiama tu lo sportello:" in text
    assert "049 000 00 00" in text
    assert "Ti confermiamo" not in text


@both
def test_promised_phone_is_the_largest_text_of_its_frame(print_slip: Printer) -> None:
    found = page(print_slip(a_provisional_slip()))
    phone, when = found.where("347 000 01 23"), found.where("entro domani")
    assert phone.top - phone.bottom > 1.15 * (when.top - when.bottom)


@both
def test_frame_differs_by_shape_not_only_by_words(print_slip: Printer) -> None:
    """A dashed line is in the page's drawing only while the booking is provisional."""

    def is_dashed(pdf: bytes) -> bool:
        with opened(pdf) as document:
            return b"] 0 d" in document.pages[0].Contents.read_bytes().replace(b"[] 0 d", b"")

    assert is_dashed(print_slip(a_provisional_slip()))
    assert not is_dashed(print_slip(a_slip()))


@both
def test_code_is_read_from_a_300_dpi_print(print_slip: Printer) -> None:
    slip = a_slip()
    assert qr_texts(print_slip(slip)) == [slip.code]


def test_number_stands_right_below_the_symbol() -> None:
    number = page(slip_pdf(a_slip())).where("PR7K3M92QX")
    assert number.right == pytest.approx(LEFT + WIDTH, abs=0.6)


@both
@pytest.mark.parametrize("sample", [True, False])
def test_example_mark_iff_sample(print_slip: Printer, sample: bool) -> None:
    assert ("ESEMPIO" in page(print_slip(a_slip(sample=sample))).text) is sample


@both
def test_copy_says_which_one_it_is(print_slip: Printer) -> None:
    text = page(print_slip(a_slip(copy_no=2))).text
    assert f"COPIA 2 – ristampata il {PRINTED}" in text
    assert "COPIA" not in page(print_slip(a_slip())).text


@both
def test_free_service_says_so(print_slip: Printer) -> None:
    text = page(print_slip(a_slip(total_cents=0, pay_how=""))).text
    assert "Gratuito" in text
    assert "€" not in text


@both
def test_english_slip_speaks_english(print_slip: Printer) -> None:
    text = page(print_slip(a_slip(lang="en"))).text
    for part in ("CONFIRMED", "Thursday", "26 November 2026", "at 15:00", "€20.00"):
        assert part in text


@pytest.mark.parametrize(
    ("lang", "part"),
    [
        ("en", "English: booking confirmed, Thursday 26 November 2026, at 15:00."),
        ("fr", "Français: rendez-vous confirmé, jeudi 26 novembre 2026, à 15:00."),
        ("ro", "Română: programare confirmată, joi 26 noiembrie 2026, ora 15:00."),
        ("sq", "Shqip: rezervimi u konfirmua, e enjte 26 nëntor 2026, ora 15:00."),
        ("uk", "Українська: запис підтверджено, четвер, 26 листопада 2026, \u043e 15:00."),
    ],
)
@both
def test_second_language_line(print_slip: Printer, lang: str, part: str) -> None:
    assert part in page(print_slip(a_slip(second_language=lang))).text


@both
def test_arabic_line_has_all_its_letters(print_slip: Printer) -> None:
    expected = letters(second_line("ar", "final", datetime.date(2026, 11, 26), 900))
    found = letters(page(print_slip(a_slip(second_language="ar"))).text)
    for letter in set(expected):
        assert found.count(letter) >= expected.count(letter)


@both
@pytest.mark.parametrize("name", HARD_NAMES)
def test_name_is_printed_whole_and_nothing_leaves_its_box(print_slip: Printer, name: str) -> None:
    found = page(print_slip(a_slip(person=name)))
    printed = letters(found.text)
    for letter in set(letters(name)):
        assert printed.count(letter) >= letters(name).count(letter)
    assert "…" not in found.text
    assert_inside(found.width, found.chars)
    assert overlapping(found) == []


CROWDED = {
    "person": HARD_NAMES[1] + " " + HARD_NAMES[3],
    "offering": "Accompagnamento e sostegno individuale allo studio nei pomeriggi feriali",
    "provider": "Cooperativa sociale di solidarietà dal nome molto lungo, ONLUS",
    "directions": LONG,
    "bring": ("Documento d’identità", "Tessera sanitaria", "Autorizzazione", "Libri " * 12),
    "pay_how": "Paghi con PagoPA entro cinque giorni, oppure in tabaccheria con questo foglio.",
    "second_language": "uk",
    "sample": True,
    "copy_no": 12,
}


@both
@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("make", [a_slip, a_provisional_slip])
def test_crowded_slip_stays_on_one_page_inside_its_margins(
    print_slip: Printer, make: Callable[..., SlipInput], large_print: bool
) -> None:
    found = page(print_slip(make(**CROWDED, large_print=large_print)))
    assert_inside(found.width, found.chars)
    assert overlapping(found) == []
    assert "…" not in found.text
    assert "COPIA 12" in found.text


def test_large_print_sets_the_body_larger() -> None:
    usual, large = (page(slip_pdf(a_slip(large_print=large))) for large in (False, True))
    height = [found.where("Sala civica") for found in (usual, large)]
    assert height[1].top - height[1].bottom > 1.2 * (height[0].top - height[0].bottom)


@both
def test_metadata_names_nobody(print_slip: Printer) -> None:
    with opened(print_slip(a_slip())) as document:
        assert document.check_pdf_syntax() == []
        assert {key: str(value) for key, value in document.docinfo.items()} == {
            "/Title": "Promemoria di prenotazione",
            "/Author": "Comune di Piazzola sul Brenta",
            "/Producer": "Welfare Desk",
        }


def assert_inside(width: float, chars: tuple[Char, ...]) -> None:
    margin = LEFT if width > 100 else 4
    for char in chars:
        assert char.left >= margin - 0.8
        assert char.right <= width - margin + 0.8
        assert char.bottom >= 3
