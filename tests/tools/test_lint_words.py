# SPDX-License-Identifier: EUPL-1.2
"""Each rule of words bites on a text planted for it, and lets good texts be."""

import pytest

from tools.lint_words import findings

REFUSALS = "resources/wording/refusals.toml"
CATALOGUE = "resources/translations/it.ts"
HELP, ENGLISH_HELP = "resources/help/it/booking.md", "resources/help/en/booking.md"
TS = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS>
<TS version="2.1" language="it"><context><name>A</name><message>
<source>Book</source><translation>{words}</translation></message></context></TS>
"""


def told(path: str, text: str) -> str:
    return "\n".join(rule for _, rule in findings(path, text))


@pytest.mark.parametrize(
    "words",
    [
        "Codice non valido",
        "Data non valida",
        "Errore di stampa",
        "OK",
        "Sync in corso",
        "Sincronizzazione fatta",
        "Si prega di attendere",
        "Per favore riprova",
        "Conflitto sui dati",
        "Timeout",
        "Il server non risponde",
        "Vedi anche le stampe",
        "Attenzione!",
        "Vietato aprire",
        "Salva il booking",
        "Premi Ctrl+Alt+B",
        "Fatto. Continua con la stampa",
    ],
)
def test_a_bad_label_is_found(words: str) -> None:
    assert told(CATALOGUE, TS.format(words=words))


@pytest.mark.parametrize(
    "words",
    [
        "Prenota",
        "Nessun posto qui. Scegli un altro orario.",
        "Salvato: %1. Da sistemare: %2",
        "Chiuso. I fogli sono in %1",
        "Prevedi un'ora in più",
        "Il file del negozio",
    ],
)
def test_a_good_label_is_left_alone(words: str) -> None:
    assert told(CATALOGUE, TS.format(words=words)) == ""


@pytest.mark.parametrize(
    ("italian", "english"),
    [
        ("Il posto è preso.", "The place is taken. Choose another."),
        ("Il posto è preso. Scegline un altro.", "The place is taken."),
        ("Il posto è preso. Scegline un altro", "The place is taken. Choose another."),
        ("Il posto è preso. Scegline un altro.", "Invalid slot. Please choose another."),
    ],
)
def test_a_refusal_says_what_happened_and_what_to_do_now(italian: str, english: str) -> None:
    assert told(REFUSALS, f'[slot_full]\nit = "{italian}"\nen = "{english}"\n')


def test_a_whole_refusal_is_left_alone() -> None:
    text = 'it = "Il posto è preso. Scegline un altro."\nen = "It is taken. Choose another."'
    assert told(REFUSALS, f"[slot_full]\n{text}\n") == ""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (HELP, "1. Premi il pulsante e aspetta la stampa"),
        (HELP, "Il server manda la risposta."),
        (HELP, "- Apri la card della persona."),
        (ENGLISH_HELP, "Please wait for the printer."),
        (ENGLISH_HELP, "An error is shown on the page."),
    ],
)
def test_a_bad_line_of_the_help_is_found(path: str, line: str) -> None:
    assert told(path, f"# Prenota\nParole: server, errore\n\n{line}\n")


def test_keys_links_and_words_to_search_by_are_not_read_as_text() -> None:
    page = "# Prenota\nParole: server, errore, booking\n\n{key:book} apre [Prenota](booking).\n"
    assert told(HELP, page) == ""


def test_english_paper_is_not_read_as_italian() -> None:
    assert told("resources/cards/slip.en.toml", 'title = "Your booking"\n') == ""
    assert told("resources/cards/slip.it.toml", 'title = "Your booking"\n') != ""
