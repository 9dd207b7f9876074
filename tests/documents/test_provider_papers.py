# SPDX-License-Identifier: EUPL-1.2
"""The attendance list and a cooperative's statement: all rows, no page cut, neutral titles."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents.papers import DAY, HARD_NAMES, OFFICE, PRINTED, overlapping, page, pages
from tests.documents.test_wording import fields
from welfare_desk.documents.attendance_sheet import (
    AttendanceInput,
    AttendanceRow,
    attendance_pdf,
)
from welfare_desk.documents.fonts import unprintable
from welfare_desk.documents.provider_statement import (
    COUNTS,
    PAYERS,
    ProviderStatementInput,
    StatementRow,
    provider_statement_pdf,
)
from welfare_desk.documents.wording import words


def a_list(**changes: Any) -> AttendanceInput:
    values: dict[str, Any] = {
        "office": OFFICE,
        "title": "Laboratorio di lettura",
        "provider": "La bottega ESEMPIO",
        "day": "martedì 24 novembre 2026",
        "time": "16:30",
        "minutes": 90,
        "place": "Biblioteca",
        "address": "Via Dante 1",
        "rows": tuple(
            AttendanceRow(person=name, number="7K3M92QX", seats=n + 1)
            for n, name in enumerate(HARD_NAMES)
        ),
        "printed_at": PRINTED,
    }
    return AttendanceInput(**values | changes)


def a_row(title: str = "TUT-04 Tutoring", cents: int = 123_456) -> StatementRow:
    return StatementRow(
        title=title,
        counts=(9, 12, 5, 2, 1, 1, 0),
        payers=(cents - 456, 456, 0, 0, 0),
        cents=cents,
    )


def a_statement(**changes: Any) -> ProviderStatementInput:
    values: dict[str, Any] = {
        "office": OFFICE,
        "provider": "Jonathan ESEMPIO",
        "provider_address": "Via Roma 1",
        "vat_number": "00000000000",
        "from_on": DAY.replace(day=1),
        "to_on": DAY.replace(day=30),
        "rows": (a_row(), a_row("EDU-02 Supporto pedagogico a domicilio per la famiglia", 9)),
        "total": a_row("Totale", 9_999_999),
        "payer_names": ("Comune di Piazzola",),
        "printed_at": PRINTED,
    }
    return ProviderStatementInput(**values | changes)


def flat(pdf: bytes) -> str:
    return " ".join(" ".join(each.text.split()) for each in pages(pdf))


@pytest.mark.parametrize("paper", ["attendance", "provider_statement"])
def test_both_languages_have_the_same_texts_and_places(paper: str) -> None:
    italian, english = words(paper, "it"), words(paper, "en")
    assert {key: fields(text) for key, text in italian.items()} == {
        key: fields(text) for key, text in english.items()
    }
    assert unprintable("".join((*italian.values(), *english.values()))) == ()


def test_list_says_who_when_and_where() -> None:
    sheet = page(attendance_pdf(a_list(meeting=2, meetings=8)))
    text = " ".join(sheet.text.split())
    for part in ("Laboratorio di lettura", "16:30", "90 minuti", "Incontro 2 di 8", "Biblioteca",
                 "Attesi: 10 posti, 4 prenotazioni", "PR 7K3M 92QX"):  # fmt: skip
        assert part in text, part
    assert overlapping(sheet) == []


def test_long_list_loses_nobody_and_has_its_heading_again() -> None:
    rows = tuple(
        AttendanceRow(person=f"Cognome{n} Nome", number="7K3M92QX", seats=1, provisional=n % 3 == 0)
        for n in range(60)
    )
    found = pages(attendance_pdf(a_list(rows=rows)))
    text = flat(attendance_pdf(a_list(rows=rows)))
    assert len(found) > 1
    assert all(f"Cognome{n} " in text for n in range(60))
    assert all("Pagina" in each.text for each in found)
    assert all("Assente" in each.text for each in found[:-1])
    assert all(overlapping(each) == [] for each in found)


def test_empty_closed_and_sample_lists_say_so() -> None:
    text = flat(attendance_pdf(a_list(rows=(), closed=True, sample=True)))
    assert "Nessuna prenotazione." in text
    assert "ANNULLATO" in text
    assert "ESEMPIO" in text


def test_statement_says_counts_payers_and_sums() -> None:
    sheet = page(provider_statement_pdf(a_statement()))
    text = " ".join(sheet.text.split())
    for part in ("Jonathan ESEMPIO", "dal 01/11/2026 al 30/11/2026", "1.234,56", "1.230,00",
                 "99.999,99", "9 prenotazioni, 12 unità", "Comune di Piazzola"):  # fmt: skip
        assert part in text, part
    assert overlapping(sheet) == []
    assert (len(COUNTS), len(PAYERS)) == (7, 5)


def test_statement_of_many_offerings_runs_over_pages_and_an_empty_one_says_so() -> None:
    many = tuple(a_row(f"COD-{n:02d} Servizio numero {n}") for n in range(40))
    found = pages(provider_statement_pdf(a_statement(rows=many)))
    assert len(found) > 2
    assert all(overlapping(each) == [] for each in found)
    nothing = flat(provider_statement_pdf(a_statement(rows=())))
    assert "Nessuna prenotazione nel periodo." in nothing
