# SPDX-License-Identifier: EUPL-1.2
"""Papers of calls and waiting lists: what they say, and that nobody's name hangs on a wall."""

import datetime
import re
import string
from typing import Any

import pytest

from tests.builders import an_id
from tests.documents.papers import DAY, HARD_NAMES, OFFICE, PRINTED, page
from welfare_desk.core.waiting import RULES, Turn, drawn_as, log_lines, number_of, recomputed
from welfare_desk.documents.call_inputs import (
    CallLetterInput,
    CallListInput,
    CallRow,
    WaitingOrderInput,
)
from welfare_desk.documents.call_letter import call_letter_pdf
from welfare_desk.documents.call_sheets import call_list_pdf, waiting_order_pdf
from welfare_desk.documents.fonts import unprintable
from welfare_desk.documents.wording import words
from welfare_desk.operations.calls import ABOUT

UNTIL = "mercoledì 25 novembre 2026 alle 10:46"


def a_letter(**changes: Any) -> CallLetterInput:
    values: dict[str, Any] = {
        "office": OFFICE,
        "about": "closed",
        "person": "Rossi Maria",
        "address": ("Via Dante 1", "35016 Piazzola sul Brenta"),
        "title": "Appuntamento",
        "slot_on": DAY,
        "start_minute": 600,
        "place": "Biblioteca",
        "number": "7K3M92QX4T",
        "reason": "operatore malato",
        "until": UNTIL,
        "before_cents": 0,
        "after_cents": 400,
        "phone": "049 000 00 00",
        "printed_at": PRINTED,
    }
    return CallLetterInput(**values | changes)


def a_row(**changes: Any) -> CallRow:
    values: dict[str, Any] = {
        "person": "Rossi Maria",
        "phone": "049 000 00 00",
        "phone_of": "",
        "about": "offer",
        "title": "Appuntamento",
        "slot_on": DAY,
        "start_minute": 600,
        "until": UNTIL,
        "reason": "",
        "tries": 2,
    }
    return CallRow(**values | changes)


@pytest.mark.parametrize("paper", ["call_letter", "call_list", "waiting_order"])
def test_both_languages_have_the_same_texts_and_places(paper: str) -> None:
    def places(lang: str) -> dict[str, set[str]]:
        return {
            key: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for key, text in words(paper, lang).items()
        }

    assert places("it") == places("en")
    for lang in ("it", "en"):
        assert unprintable("".join(words(paper, lang).values())) == ()


@pytest.mark.parametrize("about", ABOUT)
@pytest.mark.parametrize("lang", ["it", "en"])
def test_letter_says_what_when_and_what_to_do(about: str, lang: str) -> None:
    sheet = page(call_letter_pdf(a_letter(about=about, lang=lang)))
    text = words("call_letter", lang)
    for said in (text[f"title_{about}"], "Rossi Maria", "35016", "Appuntamento", "10:00"):
        assert said in sheet.text
    assert "049 000 00 00" in sheet.text
    assert ("25 novembre" in sheet.text) == (about == "offer")


def test_letter_without_reason_place_number_or_address_is_whole() -> None:
    bare = a_letter(reason="", place="", number="", address=(), slot_on=None)
    text = page(call_letter_pdf(bare)).text
    assert "Motivo" not in text
    assert "Prenotazione" not in text


@pytest.mark.parametrize("name", HARD_NAMES)
def test_letter_to_hard_names_is_one_page(name: str) -> None:
    long = a_letter(person=name, title="Servizio " * 12, reason="parola " * 40, sample=True)
    assert page(call_letter_pdf(long)).text


def test_call_list_has_phone_reason_and_boxes_and_tells_letters() -> None:
    rows = (a_row(), a_row(person="Bianchi Luca", phone="", about="reminder", until="", tries=0))
    sheet = CallListInput(office=OFFICE, on=DAY, rows=rows, printed_at=PRINTED, sample=True)
    text = page(call_list_pdf(sheet)).text
    for said in ("chiamate: 1 · lettere: 1", "Posto offerto: Appuntamento", "049 000 00 00",
                 "raggiunta", "non risponde", "richiamare", "nessun telefono", "ESEMPIO",
                 "chiamate fatte: 2"):  # fmt: skip
        assert said in text


def test_call_list_of_a_day_without_calls_says_so() -> None:
    sheet = CallListInput(office=OFFICE, on=DAY, rows=(), printed_at=PRINTED, lang="en")
    assert "No call to make." in page(call_list_pdf(sheet)).text


@pytest.mark.parametrize("rule", RULES)
def test_printed_order_can_be_worked_out_again_from_the_paper(rule: str) -> None:
    turns = [
        Turn(
            id=an_id(str(n)),
            number=number_of(an_id(str(n))),
            seats=1 + n % 2,
            priority=10 * (n % 3),
            joined_at=1_789_543_800_000_000 + 7_919 * (9 - n),
            draw=drawn_as(1 + n // 4, 48_151_623) if n < 6 else "",
        )
        for n in range(8)
    ]
    lines = log_lines(turns, rule)
    sheet = WaitingOrderInput(
        office=OFFICE,
        name="Laboratorio",
        rule=rule,
        hold_hours=24,
        on=datetime.date(2026, 11, 24),
        lines=lines,
        printed_at=PRINTED,
    )
    text = page(waiting_order_pdf(sheet)).text
    printed = re.findall(r"\d+\. [0-9A-F-]{11} \| seats .*? draw \S+", text)
    assert recomputed((f"rule {rule}", *reversed(printed))) == recomputed(lines)
    assert len(printed) == 8
    assert words("waiting_order", "it")["again"] in text


def test_order_of_nobody_says_so() -> None:
    sheet = WaitingOrderInput(
        office=OFFICE,
        name="Laboratorio",
        rule="order",
        hold_hours=24,
        on=DAY,
        lines=("rule order",),
        printed_at=PRINTED,
        lang="en",
    )
    assert "Nobody is waiting." in page(waiting_order_pdf(sheet)).text
