# SPDX-License-Identifier: EUPL-1.2
"""What is closed is opened by few, for a written reason, logged before anything is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import an_id, register
from tests.desk.conftest import PIN
from tests.desk.test_roles import HUMAN, log_in_as
from welfare_desk.core.refusals import (
    DeskLocked,
    DiskFull,
    IdentifierUnknown,
    NoteUnknown,
    ReasonTooShort,
    RoleMissing,
    TextTooLong,
)
from welfare_desk.desk.closed import MAX_REASON, MIN_REASON
from welfare_desk.desk.desk import Desk
from welfare_desk.operations.identifiers import RecordIdentifier, WithdrawIdentifier
from welfare_desk.operations.notes import WithdrawNote, WriteNote
from welfare_desk.store import audit

MARIA, NOTE, STP = an_id("maria"), an_id("note"), an_id("stp")
TEXT, VALUE = "Nota riservatissima", "STP0500000000001"
REASON = "colloquio di oggi"
MAY = {"supervisor", "social_worker", "auditor"}
Opener = Callable[[Desk, str], str]


def open_note(desk: Desk, reason: str) -> str:
    return desk.open_note(NOTE, reason)


def open_identifier(desk: Desk, reason: str) -> str:
    return desk.open_identifier(STP, reason)


BOTH = pytest.mark.parametrize(
    ("opener", "told"), [(open_note, TEXT), (open_identifier, VALUE)], ids=["note", "identifier"]
)


@pytest.fixture
def kept(counter: Desk) -> Desk:
    """Anna, an operator, wrote a sensitive note and recorded an STP code of Maria's."""
    counter.record(register("maria"))
    counter.record(WriteNote(note_id=NOTE, person_id=MARIA, text=TEXT, sensitive=True))
    counter.record(
        RecordIdentifier(
            identifier_id=STP,
            person_id=MARIA,
            identifier_kind="stp",
            value=VALUE,
            reason="vaccini",
        )
    )
    return counter


def log(desk: Desk) -> list[audit.Row]:
    return desk.look(lambda here: audit.recent(here.conn, 1000))


@BOTH
@pytest.mark.parametrize("role", HUMAN)
def test_every_role_is_told_or_refused(kept: Desk, opener: Opener, told: str, role: str) -> None:
    who = log_in_as(kept, role)
    before = log(kept)
    if role in MAY:
        assert opener(kept, REASON) == told
        return
    with pytest.raises(RoleMissing):
        opener(kept, REASON)
    tried, *rest = log(kept)
    what, row_id = ("open_note", NOTE) if told == TEXT else ("open_identifier", STP)
    assert (tried.actor, tried.act, tried.subject) == (who, f"{what}_refused", MARIA)
    assert (tried.at, tried.reason) == (kept.now_us(), row_id)
    assert rest == before
    assert kept.look(lambda here: audit.verify(here.conn)) is None


@BOTH
def test_who_wrote_it_is_no_exception(kept: Desk, opener: Opener, told: str) -> None:
    """The table names roles: an operator does not open even what they wrote."""
    with pytest.raises(RoleMissing):
        opener(kept, REASON)


@BOTH
def test_who_opened_what_of_whom_when_and_why_is_in_the_chain(
    kept: Desk, opener: Opener, told: str
) -> None:
    marta = kept.session.log_in("marta", PIN).operator_id
    opener(kept, f"  {REASON}  ")
    row = log(kept)[0]
    what, row_id = ("open_note", NOTE) if told == TEXT else ("open_identifier", STP)
    assert (row.actor, row.act, row.subject) == (marta, what, MARIA)
    assert (row.at, row.reason) == (kept.now_us(), f"{row_id} {REASON}")
    assert kept.look(lambda here: audit.verify(here.conn)) is None
    opener(kept, REASON)
    assert len([each for each in log(kept) if each.act == what]) == 2, "each time anew"


@BOTH
@pytest.mark.parametrize("reason", ["", " ", "x", "x" * (MIN_REASON - 1), " perché   \n"])
def test_without_a_reason_nothing_is_told(
    kept: Desk, opener: Opener, told: str, reason: str
) -> None:
    kept.session.log_in("marta", PIN)
    before = log(kept)
    with pytest.raises(ReasonTooShort) as caught:
        opener(kept, reason)
    assert caught.value.facts == {"minimum": MIN_REASON}
    with pytest.raises(TextTooLong):
        opener(kept, "x" * (MAX_REASON + 1))
    assert log(kept) == before


@BOTH
def test_what_cannot_be_logged_is_not_told(
    kept: Desk, opener: Opener, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.session.log_in("marta", PIN)

    def full(*_: object) -> None:
        raise DiskFull()

    monkeypatch.setattr(audit, "append", full)
    with pytest.raises(DiskFull):
        opener(kept, REASON)


@BOTH
def test_nobody_at_the_desk_is_told_nothing(kept: Desk, opener: Opener, told: str) -> None:
    kept.session.lock()
    with pytest.raises(DeskLocked):
        opener(kept, REASON)


def test_what_was_withdrawn_or_never_was_is_not_opened(kept: Desk) -> None:
    kept.session.log_in("marta", PIN)
    kept.record(WithdrawNote(note_id=NOTE))
    kept.record(WithdrawIdentifier(identifier_id=STP))
    for note_id in (NOTE, an_id("nothing")):
        with pytest.raises(NoteUnknown):
            kept.open_note(note_id, REASON)
    for identifier_id in (STP, an_id("nothing")):
        with pytest.raises(IdentifierUnknown):
            kept.open_identifier(identifier_id, REASON)


def test_closed_texts_are_in_no_search_view_log_or_file(
    kept: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept.session.log_in("marta", PIN)
    kept.open_note(NOTE, REASON)
    kept.open_identifier(STP, REASON)
    views = (
        kept.papers(MARIA), kept.person(MARIA), kept.today(), kept.outbox(),
        kept.look_up("riservatissima"), log(kept), caplog.text,
    )  # fmt: skip
    for view in views:
        assert "riservatissima" not in repr(view).replace("text='riservatissima'", "")
        assert VALUE not in repr(view)
    assert kept.look_up("riservatissima").hits == ()
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        data = path.read_bytes()
        for secret in ("riservatissima", VALUE):
            assert secret.encode() not in data, path.name
