# SPDX-License-Identifier: EUPL-1.2
"""What is closed by default: opened by few, with a reason that is logged before it is told."""

from __future__ import annotations

from welfare_desk.core.clock import Clock
from welfare_desk.core.refusals import (
    IdentifierUnknown,
    NoteUnknown,
    ReasonTooShort,
    RoleMissing,
)
from welfare_desk.core.text import clean
from welfare_desk.desk.reading import reading
from welfare_desk.desk.session import Session
from welfare_desk.models.person import Identifier
from welfare_desk.models.request import Note
from welfare_desk.models.territory import Operator
from welfare_desk.operations.roles import may_act
from welfare_desk.store import audit
from welfare_desk.store.engines import DeskStore

MIN_REASON = 10
"""Letters of a reason at least."""
MAX_REASON = 200
_ID_LETTERS = 36


class Closed:
    """Sensitive notes and codes that reveal an irregular stay."""

    def __init__(self, store: DeskStore, clock: Clock, session: Session) -> None:
        self._store = store
        self._clock = clock
        self._session = session

    def open_note(self, note_id: str, reason: str) -> str:
        """Return the text of a note.

        Refused with ``RoleMissing`` to whom the table does not name, the author too: that is
        logged as ``open_note_refused``; with ``ReasonTooShort`` and ``NoteUnknown``.
        """
        with reading(self._store, self._clock) as look:
            row = look.one(Note, note_id)
        self._log("open_note", row, note_id, reason)
        if row is None or row.withdrawn:
            raise NoteUnknown()
        return row.text

    def open_identifier(self, identifier_id: str, reason: str) -> str:
        """Return the value of an STP or ENI code; refused as ``open_note`` is."""
        with reading(self._store, self._clock) as look:
            row = look.one(Identifier, identifier_id)
        self._log("open_identifier", row, identifier_id, reason)
        if row is None or row.withdrawn:
            raise IdentifierUnknown()
        return row.value

    def _log(self, act: str, row: Note | Identifier | None, row_id: str, reason: str) -> None:
        """Write who opens what of whom and why, stored before anything is told or refused."""
        who = self._session.require()
        with reading(self._store, self._clock) as look:
            operator = look.one(Operator, who.operator_id)
        subject = "" if row is None else row.person_id
        role = operator.role if operator is not None and operator.in_service else ""
        if not may_act(role, "open_closed"):
            self._append(who.operator_id, f"{act}_refused", subject, row_id[:_ID_LETTERS])
            raise RoleMissing(act="open_closed")
        written = clean(reason, MAX_REASON, "reason")
        if len(written) < MIN_REASON:
            raise ReasonTooShort(minimum=MIN_REASON)
        if row is not None and not row.withdrawn:
            self._append(who.operator_id, act, subject, f"{row_id} {written}")

    def _append(self, actor: str, act: str, subject: str, reason: str) -> None:
        with self._store.write() as conn:
            audit.append(conn, self._clock.now_us(), actor, act, subject, reason)
