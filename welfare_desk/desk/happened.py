# SPDX-License-Identifier: EUPL-1.2
"""What was done at this desk since a moment: operations recorded, acts noted, in plain values."""

from __future__ import annotations

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.person import Person
from welfare_desk.store import audit, journal

_MOST = 200
_ROWS: dict[str, type[Booking] | type[VoucherCard]] = {
    "cancel_booking": Booking,
    "move_booking": Booking,
    "activate_card": VoucherCard,
    "replace_card": VoucherCard,
}
"""Operations that name a row, not a person."""
_PRINTED = frozenset({"issue_card", "replace_card"})


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Up to where was looked: operations of the journal, rows of the log."""

    operations: int = 0
    acts: int = 0


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done: an operation by its kind, or an act by its name in the log."""

    kind: str
    entity: str = ""
    person_id: str = ""
    fiscal_code: str = ""
    """Of a person who was registered."""
    code: str = ""
    """What a scanner reads on the card that was issued."""


def now(look: Reading) -> Mark:
    """Return the mark of this moment."""
    return Mark(operations=len(journal.every(look.conn)), acts=audit.length(look.conn))


def since(look: Reading, mark: Mark) -> tuple[Mark, tuple[Happened, ...]]:
    """Return the mark of this moment and what was done since another one, in its order."""
    entries = sorted(journal.every(look.conn), key=lambda entry: (entry.inc, entry.seq))
    rows = audit.after(look.conn, mark.acts, _MOST)
    done = [_operation(look, entry) for entry in entries[mark.operations :]]
    done += [Happened(kind=row.act, entity=row.subject, person_id=row.subject) for row in rows]
    here = Mark(operations=len(entries), acts=rows[-1].seq if rows else mark.acts)
    return here, tuple(done)


def _operation(look: Reading, entry: journal.Entry) -> Happened:
    fiscal_code = code = ""
    if entry.kind == "register_person":
        person = look.one(Person, entry.entity)
        fiscal_code = person.fiscal_code if person is not None else ""
    elif entry.kind in _PRINTED:
        # Paper takes a third of a start: not before a card was printed anyway.
        from welfare_desk.desk.paper import card_code

        code = card_code(look, entry.entity)
    person_id = entry.person_id or _concerned(look, entry)
    return Happened(
        kind=entry.kind,
        entity=entry.entity,
        person_id=person_id,
        fiscal_code=fiscal_code,
        code=code,
    )


def _concerned(look: Reading, entry: journal.Entry) -> str:
    """Return whose booking or card an operation was about."""
    kind = _ROWS.get(entry.kind)
    row = look.one(kind, entry.entity) if kind is not None else None
    return row.person_id if row is not None else ""
