# SPDX-License-Identifier: EUPL-1.2
"""A provider's day on paper, a course and who pays on the slip."""

import datetime
from collections.abc import Callable

import pypdfium2
import pytest

from tests.documents.papers import (
    HARD_NAMES,
    OFFICE,
    PRINTED,
    a_slip,
    overlapping,
    page,
    pages,
)
from welfare_desk.documents.day_sheet import DayPerson, DaySheetInput, DaySlot, day_sheet_pdf
from welfare_desk.documents.inputs import Meeting, SlipInput
from welfare_desk.documents.slip import slip_pdf
from welfare_desk.documents.slip_roll import slip_80_pdf

DAY = datetime.date(2026, 11, 26)
both = pytest.mark.parametrize("print_slip", [slip_pdf, slip_80_pdf])
Printer = Callable[[SlipInput], bytes]


def a_day(slots: int = 2, people: int = 3) -> DaySheetInput:
    rows = tuple(
        DayPerson(
            name=HARD_NAMES[n % len(HARD_NAMES)], phone="347 000 01 23", booking_no="7K3M92QX",
            seats=1 + n % 2, provisional=n == 2,
        )
        for n in range(people)
    )  # fmt: skip
    made = tuple(
        DaySlot(
            start_minute=540 + 60 * n, minutes=60, title="Colloquio", place="Sala civica",
            places=12, meeting=n % 2 * 3, meetings=n % 2 * 8, people=rows,
        )
        for n in range(slots)
    )  # fmt: skip
    return DaySheetInput(
        office=OFFICE, provider="Cooperativa Esempio", on=DAY, slots=made, printed_at=PRINTED
    )


def test_the_day_names_who_comes_when_and_with_how_many() -> None:
    text = page(day_sheet_pdf(a_day())).text
    for part in (
        "giovedì 26 novembre 2026",
        "Cooperativa Esempio",
        "09:00–10:00",
        "incontro 3 di 8",
        "4 di 12 posti",
        "347 000 01 23",
        "PR 7K3M 92QX",
        "provvisoria",
        "2 orari · 6 prenotazioni · 8 posti",
    ):
        assert part in text, part


def test_a_long_day_goes_on_with_its_head_and_loses_nobody() -> None:
    found = pypdfium2.PdfDocument(day_sheet_pdf(a_day(slots=9, people=12)))
    assert len(found) > 3
    texts = [each.get_textpage().get_text_bounded() for each in found]
    assert all("Cooperativa Esempio" in text for text in texts)
    assert sum(text.count("PR 7K3M 92QX") for text in texts) == 9 * 12


def test_an_empty_day_says_so() -> None:
    assert "non c’è niente" in page(day_sheet_pdf(a_day(slots=0))).text


def test_no_word_of_the_day_lies_on_another() -> None:
    assert overlapping(page(day_sheet_pdf(a_day(slots=2, people=4)))) == []


@both
def test_a_course_lists_every_meeting_by_weekday(print_slip: Printer) -> None:
    weeks = [DAY + datetime.timedelta(weeks=n) for n in range(10)]
    meetings = tuple(Meeting(on, 900, 60) for on in weeks)
    text = " ".join(page(print_slip(a_slip(meetings=meetings))).text.split())
    assert "10 incontri, l’ultimo il 28 gennaio 2027" in text
    assert "giovedì, ore 15:00–16:00: 26/11, 3/12, 10/12" in text


@both
def test_who_else_pays_stands_beside_what_is_left(print_slip: Printer) -> None:
    slip = a_slip(
        total_cents=2_000, unit_cents=0, payers=(("Comune di Piazzola", 1_200),), person_cents=800
    )
    text = " ".join(page(print_slip(slip)).text.split())
    assert "Tu paghi 8,00 €" in text
    assert "Prezzo intero 20,00 €." in text
    assert "Pagano per te: Comune di Piazzola 12,00 €." in text


@both
def test_where_others_pay_it_all_the_person_pays_nothing(print_slip: Printer) -> None:
    slip = a_slip(total_cents=2_000, payers=(("il Comune", 2_000),), person_cents=0)
    assert "Tu non paghi" in page(print_slip(slip)).text


def test_a_course_in_large_print_takes_a_second_page_rather_than_small_print() -> None:
    weeks = [DAY + datetime.timedelta(weeks=n) for n in range(20)]
    slip = a_slip(
        meetings=tuple(Meeting(on, 900, 60) for on in weeks),
        payers=(("Comune di Piazzola sul Brenta", 1_200), ("la tessera", 300)),
        person_cents=500,
        total_cents=2_000,
        large_print=True,
        second_language="ro",
    )
    first, second = pages(slip_pdf(slip))
    assert overlapping(first) == overlapping(second) == []
    assert "Pagina 2 di 2" in second.text
    assert "PR 7K3M 92QX · 26 novembre 2026" in second.text
