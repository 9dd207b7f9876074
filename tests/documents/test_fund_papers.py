# SPDX-License-Identifier: EUPL-1.2
"""The papers of a fund: the application, the letter of yes or no, what a family may have."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.documents.papers import (
    DAY,
    HARD_NAMES,
    OFFICE,
    PRINTED,
    overlapping,
    page,
    pages,
)
from welfare_desk.documents.application_form import application_form_pdf
from welfare_desk.documents.decision_inputs import (
    ApplicationFormInput,
    DecisionLetterInput,
    EntitledRow,
    EntitledSheetInput,
    Step,
)
from welfare_desk.documents.decision_letter import decision_letter_pdf
from welfare_desk.documents.entitled_sheet import entitled_sheet_pdf

STEPS = (
    Step("Residenza nel territorio della misura", True),
    Step("Residenza da almeno 6 mesi: dichiarata dal 01/03/2019", True),
    Step("Chi chiede ha 64 anni: almeno 18", True),
    Step("ISEE presentato", True),
    Step("ISEE ancora valido", True),
    Step("ISEE di 8.240,00 €, il limite è 11.000,00 €", True),
    Step("Nessun aiuto tra quelli che la misura esclude", True),
    Step("Importo della tabella per 2 nel nucleo", True, 25_000),
    Step("Aggiunta per 1 con disabilità dichiarata: 50,00 € ciascuno", True, 5_000),
    Step("Tolto il 50 % degli altri aiuti (80,00 € al mese)", True, -4_000),
)


def bare(text: str) -> str:
    """Return a text without blanks: a line may break anywhere."""
    return "".join(text.split())


def a_letter(**changes: Any) -> DecisionLetterInput:
    values: dict[str, Any] = {
        "office": OFFICE,
        "outcome": "yes",
        "receipt_no": "7K3M92QX",
        "protocol_no": "4711/2026",
        "person": "Rossi Maria",
        "fund": "Carta Inverno – bando del Comune",
        "resolution": "Deliberazione di Giunta 91 del 2026",
        "filed_on": DAY,
        "decided_on": DAY + datetime.timedelta(days=9),
        "decided_by": "Marta V.",
        "second_by": "Paolo Z.",
        "amount_cents": 26_000,
        "claim_cents": 26_000,
        "steps": STEPS,
        "reason": "",
        "phone": "049 000 00 00",
        "printed_at": PRINTED,
        "appeal_days": 60,
        "extraordinary_days": 120,
        "review_days": 30,
    }
    return DecisionLetterInput(**values | changes)


def a_form(**changes: Any) -> ApplicationFormInput:
    values: dict[str, Any] = {
        "office": OFFICE,
        "receipt_no": "7K3M92QX",
        "protocol_no": "",
        "person": "Rossi Maria",
        "delegate": "",
        "fund": "Carta Inverno – bando del Comune",
        "resolution": "Deliberazione di Giunta 91 del 2026",
        "filed_on": DAY,
        "operator": "Anna R.",
        "members": 2,
        "births_on": (datetime.date(1962, 3, 5), datetime.date(2019, 7, 8)),
        "disabled": 1,
        "isee_cents": 824_000,
        "income_cents": 90_000,
        "supports": ("Assegno unico", "Contributo affitto"),
        "support_cents": 8_000,
        "resident_from": datetime.date(2019, 3, 1),
        "documents": ("Documento d'identità", "Attestazione ISEE"),
        "claim_cents": 26_000,
        "printed_at": PRINTED,
        "asks_disability": True,
        "asks_support": True,
    }
    return ApplicationFormInput(**values | changes)


def a_row(number: int = 1, **changes: Any) -> EntitledRow:
    values: dict[str, Any] = {
        "name": f"Misura {number}",
        "verdict": "yes",
        "answer": "Sì, anche oggi, entro il 31/12/2026",
        "amount": "250,00 €",
        "why": ("Importo della tabella per 2 nel nucleo",),
    }
    return EntitledRow(**values | changes)


def a_sheet(**changes: Any) -> EntitledSheetInput:
    values: dict[str, Any] = {
        "office": OFFICE,
        "person": "Rossi Maria",
        "members": 2,
        "on": DAY,
        "funds": (
            a_row(),
            a_row(2, verdict="apply", answer="Sì, con una domanda"),
            a_row(3, verdict="ask", answer="Manca qualcosa", why=("ISEE presentato",)),
            a_row(4, verdict="had", amount="", answer="Già avuto: Approvata"),
            a_row(5, verdict="no", amount="", why=("Il limite è 12.000,00 €",)),
        ),
        "offerings": (a_row(6, amount="5,00 €"),),
        "printed_at": PRINTED,
    }
    return EntitledSheetInput(**values | changes)


@pytest.mark.parametrize("outcome", ["yes", "no", "revoked"])
@pytest.mark.parametrize("lang", ["it", "en"])
def test_the_letter_is_one_tidy_page(outcome: str, lang: str) -> None:
    found = page(decision_letter_pdf(a_letter(outcome=outcome, lang=lang, reason="x" * 60)))
    assert overlapping(found) == []
    assert "…" not in found.text


def test_the_letter_says_the_sum_step_by_step_who_decided_and_how_to_appeal() -> None:
    text = " ".join(page(decision_letter_pdf(a_letter())).text.split())
    for part in (
        "Domanda n. RC 7K3M 92QX", "Protocollo 4711/2026", "260,00 €", "250,00 €", "50,00 €",
        "– 40,00 €", "Marta V. e Paolo Z., il 03/12/2026", "Entro 30 giorni", "Entro 60 giorni",
        "TAR", "Deliberazione di Giunta 91 del 2026",
    ):  # fmt: skip
        assert bare(part) in bare(text), part


def test_a_no_names_the_requirement_that_is_not_met_and_its_reason() -> None:
    steps = (Step("ISEE di 14.000,00 €, il limite è 11.000,00 €", False),)
    reason = "Non ci sono i requisiti della misura"
    letter = a_letter(outcome="no", steps=steps, reason=reason, amount_cents=0, claim_cents=0)
    text = page(decision_letter_pdf(letter)).text
    for part in ("non accolta", reason, "no", "il limite è 11.000,00", "riesaminare"):
        assert bare(part) in bare(text), part
    assert "Importo concesso" not in text


def test_another_amount_names_its_reason() -> None:
    text = page(decision_letter_pdf(a_letter(amount_cents=20_000, reason="spesa già coperta"))).text
    assert bare("spesa già coperta") in bare(text)


def test_a_copy_says_so() -> None:
    assert "COPIA 2" in page(decision_letter_pdf(a_letter(copy_no=2))).text


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("delegate", ["", "Bianchi Luca"])
def test_the_application_is_one_tidy_page_with_the_law(lang: str, delegate: str) -> None:
    found = page(application_form_pdf(a_form(lang=lang, delegate=delegate)))
    assert overlapping(found) == []
    for part in ("445/2000", "75", "76", "71", "46", "47"):
        assert part in found.text
    assert delegate in found.text


def test_the_application_says_what_was_declared() -> None:
    text = page(application_form_pdf(a_form())).text
    for part in (
        "05/03/1962, 08/07/2019", "8.240,00 €", "900,00 €", "Assegno unico, Contributo affitto",
        "80,00 €", "01/03/2019", "Attestazione ISEE", "260,00 €",
    ):  # fmt: skip
        assert bare(part) in bare(text), part
    nothing = a_form(isee_cents=None, supports=(), births_on=(), income_cents=None)
    text = page(application_form_pdf(nothing)).text
    for part in ("Non ho un'attestazione ISEE valida", "Non riceviamo altri aiuti"):
        assert bare(part) in bare(text), part


@pytest.mark.parametrize("name", HARD_NAMES)
def test_any_name_fits(name: str) -> None:
    for pdf in (
        decision_letter_pdf(a_letter(person=name)),
        application_form_pdf(a_form(person=name)),
        entitled_sheet_pdf(a_sheet(person=name)),
    ):
        assert overlapping(page(pdf)) == []


def test_each_answer_stands_with_its_reason_and_none_is_cut_between_two_pages() -> None:
    text = page(entitled_sheet_pdf(a_sheet())).text
    for part in ("Misura 5", "Il limite è 12.000,00", "Servizi", "non è una decisione"):
        assert bare(part) in bare(text), part
    many = a_sheet(funds=tuple(a_row(number) for number in range(10, 50)))
    found = pages(entitled_sheet_pdf(many))
    assert len(found) == 4
    for number in range(10, 50):
        on = [each for each in found if f"Misura {number} " in " ".join(each.text.split()) + " "]
        assert len(on) == 1, number
    assert all(overlapping(each) == [] for each in found)
    assert "Pagina 2 di 4" in found[1].text


def test_without_a_household_the_sheet_says_what_is_needed() -> None:
    text = page(entitled_sheet_pdf(a_sheet(funds=(), members=0))).text
    assert bare("serve prima registrare il nucleo") in bare(text)
