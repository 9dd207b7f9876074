# SPDX-License-Identifier: EUPL-1.2
"""Short notes: written by the counter, taken back by who wrote them or a supervisor."""

from typing import Any

import pytest

from tests.builders import an_id
from tests.operations.here import Here
from welfare_desk.core.refusals import (
    IdTaken,
    NoteUnknown,
    PersonUnknown,
    RoleMissing,
    TextHasControlCharacters,
    TextMissing,
    TextTooLong,
)
from welfare_desk.models.request import Note
from welfare_desk.operations.notes import WithdrawNote, WriteNote

MARIA = an_id("maria")
NOTE = an_id("note")


def a_note(**other: Any) -> WriteNote:
    fields: dict[str, Any] = {"note_id": NOTE, "person_id": MARIA, "text": "Torna lunedì", **other}
    return WriteNote(**fields)


@pytest.mark.parametrize("sensitive", [False, True])
def test_note_is_kept_with_its_lines(known: Here, sensitive: bool) -> None:
    known.record(a_note(text=" uno\r\ndue\t ", sensitive=sensitive))
    row = known.row(Note, NOTE)
    assert (row.text, row.sensitive, row.withdrawn) == ("uno\ndue", sensitive, False)
    assert (row.person_id, row.written_at) == (MARIA, known.clock.now_us())
    known.refuses(a_note(), IdTaken)


@pytest.mark.parametrize(
    ("fields", "refusal", "facts"),
    [
        ({"person_id": an_id("nobody")}, PersonUnknown, {}),
        ({"text": " \n"}, TextMissing, {"field": "text"}),
        ({"text": "x" * 301}, TextTooLong, {"field": "text", "limit": 300}),
        ({"text": "a\x1b[2J"}, TextHasControlCharacters, {"field": "text"}),
    ],
)
def test_note_that_does_not_fit_is_refused(
    known: Here, fields: dict[str, Any], refusal: Any, facts: dict[str, str | int]
) -> None:
    assert known.refuses(a_note(**fields), refusal) == facts


@pytest.mark.parametrize(
    ("actor", "role", "may"),
    [
        ("anna", "operator", True),
        ("anna", "social_worker", True),
        ("luisa", "operator", False),
        ("luisa", "social_worker", False),
        ("luisa", "supervisor", True),
    ],
)
def test_note_is_taken_back_by_its_author_or_a_supervisor(
    known: Here, actor: str, role: str, may: bool
) -> None:
    known.record(a_note())
    operation = WithdrawNote(note_id=NOTE)
    if not may:
        known.refuses(operation, RoleMissing, actor=an_id(actor), role=role)
        return
    known.record(operation, actor=an_id(actor), role=role)
    assert known.row(Note, NOTE).withdrawn


def test_note_that_is_not_here_is_not_taken_back(known: Here) -> None:
    known.refuses(WithdrawNote(note_id=an_id("x")), NoteUnknown)
