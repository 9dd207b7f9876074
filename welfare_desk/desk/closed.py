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


class Closed:
    """Sensitive notes and codes that reveal an irregular stay."""

    def __init__(self, store: DeskStore, clock: Clock, session: Session) -> None:
        self._store = store
        self._clock = clock
        self._session = session

    def open_note(self, note_id: str, reason: str) -> str:
        """Return the text of a note.

        Refused with ``RoleMissing`` to whom the table does not name, the author too, with
        ``ReasonTooShort`` and ``NoteUnknown``.
        """
        with reading(self._store, self._clock) as look:
            row = look.one(Note, note_id)
        if row is None or row.withdrawn:
            self._allowed(reason)
            raise NoteUnknown()
        self._log("open_note", row.person_id, note_id, reason)
        return row.text

    def open_identifier(self, identifier_id: str, reason: str) -> str:
        """Return the value of an STP or ENI code; refused as ``open_note`` is."""
        with reading(self._store, self._clock) as look:
            row = look.one(Identifier, identifier_id)
        if row is None or row.withdrawn:
            self._allowed(reason)
            raise IdentifierUnknown()
        self._log("open_identifier", row.person_id, identifier_id, reason)
        return row.value

    def _allowed(self, reason: str) -> tuple[str, str]:
        """Return who opens and the reason as it is logged."""
        who = self._session.require()
        with reading(self._store, self._clock) as look:
            row = look.one(Operator, who.operator_id)
        role = row.role if row is not None and row.in_service else ""
        if not may_act(role, "open_closed"):
            raise RoleMissing(act="open_closed")
        written = clean(reason, MAX_REASON, "reason")
        if len(written) < MIN_REASON:
            raise ReasonTooShort(minimum=MIN_REASON)
        return who.operator_id, written

    def _log(self, act: str, person_id: str, row_id: str, reason: str) -> None:
        """Write who opens what of whom and why, stored before anything is told."""
        actor, written = self._allowed(reason)
        now = self._clock.now_us()
        with self._store.write() as conn:
            audit.append(conn, now, actor, act, person_id, f"{row_id} {written}")
