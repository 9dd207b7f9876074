# SPDX-License-Identifier: EUPL-1.2
"""Writing fields of a person: who wins, what they were, and which code they had before.

Every write leaves a ``FieldChange``, also one that came late and did not stand.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import msgspec

from welfare_desk.core.dates import EARLIEST_YEAR, LATEST_YEAR
from welfare_desk.core.fiscal_code import parse
from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import BirthInFuture, DateUnreadable, FieldUnknown
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.person import FieldChange, FieldStamp, Identifier, Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

NAME_LETTERS = 60
REASON_LETTERS = 200
CRITICAL = frozenset({"fiscal_code", "born_on"})
"""Fields whose overwritten value is kept for a person to review (protocol rule 8)."""
FORMER_CODE = "fiscal_code"
"""Kind of the ``Identifier`` that keeps a fiscal code once it is no longer the one in force."""

_LIMITS = {
    "surname": NAME_LETTERS,
    "name": NAME_LETTERS,
    "sex": 1,
    "birthplace_code": 4,
    "fiscal_code_status": 10,
    "phone": 20,
    "street": 120,
    "street_no": 20,
    "postal_code": 5,
    "residence_istat": 6,
    "language": 8,
    "channel": 20,
    "no_code_reason": 100,
}
AMENDABLE = (*_LIMITS, "fiscal_code", "born_on")


def change_id(op_id: str, field: str) -> str:
    """Return the id of the row that remembers what an operation wrote into a field."""
    return derived(op_id, f"change:{field}")


def former_code_id(op_id: str) -> str:
    """Return the id of the row that keeps the fiscal code which an operation replaced."""
    return derived(op_id, "former:fiscal_code")


def reads_for(person_id: str) -> tuple[Read, ...]:
    """Return the rows that a write of a person's fields will want."""
    return (One(Person.KIND, person_id), Where(FieldStamp.KIND, "entity_id", person_id))


def write_fields(
    world: World,
    row: Person,
    changes: Mapping[str, str],
    *,
    reason: str = "",
    effective_on: datetime.date | None = None,
    seen: Mapping[str, str] | None = None,
    one_of_many: bool = False,
) -> Person:
    """Write fields of a person, each to the later stamp, and return the row as it now stands.

    ``one_of_many``: the act writes the same fields of other people too.  A critical value that
    did not stand opens ``overwritten_<field>``, and so does one that stands no more though who
    wrote over it had ``seen`` another; ``lost_value`` of the ``FieldChange`` is it.
    Refused with ``FieldUnknown`` and whatever the field itself refuses.
    """
    why = clean(reason, REASON_LETTERS, "reason")
    new: dict[str, Any] = {}
    for field, value in sorted(changes.items()):
        read = _read(field, value, world.act)
        before, after = text_of(getattr(row, field)), text_of(read[field])
        kept = _wins(world, row, field)
        row_id = derived(world.act.op_id, f"change:{row.id}:{field}") if one_of_many else ""
        remember(
            world, row, field, before, after,
            kept=kept, reason=why, effective_on=effective_on, row_id=row_id,
        )  # fmt: skip
        if kept:
            new.update(read)
        unseen = kept and seen is not None and seen.get(field, before) != before
        if field in CRITICAL and before != after and (unseen or not kept):
            world.review(f"overwritten_{field}", person_id=row.id)
        if field == "fiscal_code" and before != after:
            _keep_former_code(world, row, before if kept else after, effective_on)
    written = msgspec.structs.replace(row, **new)
    world.put(written)
    return written


def lost_value(change: FieldChange) -> str:
    """Return which of two values does not stand: what was written late, or written over."""
    return change.before if change.kept else change.after


def give_back(world: World, row: Person, written: FieldChange, reason: str) -> Person:
    """Set a field to what it was before a write, and return the row as it now stands."""
    read = _read(written.field, written.before, world.act)
    after = text_of(read[written.field])
    remember(world, row, written.field, written.after, after, kept=True, reason=reason)
    _stamp(world, row, written.field)
    if written.field == "fiscal_code":
        world.drop(Identifier, former_code_id(written.op_id))
    restored = msgspec.structs.replace(row, **read)
    world.put(restored)
    return restored


def remember(
    world: World,
    row: Person,
    field: str,
    before: str,
    after: str,
    *,
    kept: bool,
    reason: str,
    effective_on: datetime.date | None = None,
    row_id: str = "",
) -> None:
    """Keep what the act wrote into a field of a person."""
    act = world.act
    world.put(
        FieldChange(
            id=row_id or change_id(act.op_id, field),
            territory_id=world.territory_id,
            controller_id=row.controller_id,
            entity_id=row.id,
            field=field,
            before=before,
            after=after,
            kept=kept,
            effective_on=effective_on,
            reason=reason,
            op_id=act.op_id,
            changed_at=act.wall,
            device=act.device,
            operator_id=act.actor,
        )
    )


def stamp_of(world: World, person_id: str, field: str) -> tuple[int, int, int] | None:
    """Return when a field was last written: clock, counter and chance, or nothing."""
    row = world.get(FieldStamp, _stamp_id(person_id, field))
    return None if row is None else (row.hlc_ms, row.hlc_n, row.rand64)


def put_stamp(world: World, row: Person, field: str) -> None:
    """Note that the act wrote a field, whatever was written before."""
    act = world.act
    # Loaded first: what is put over a row unseen would be taken for new, and dropped at the desk
    # where the server finds nothing to change.
    world.get(FieldStamp, _stamp_id(row.id, field))
    world.put(
        FieldStamp(
            id=_stamp_id(row.id, field),
            territory_id=world.territory_id,
            controller_id=row.controller_id,
            entity_id=row.id,
            field=field,
            hlc_ms=act.hlc.ms,
            hlc_n=act.hlc.n,
            rand64=act.rand64,
        )
    )


def text_of(value: object) -> str:
    """Return a field's value as text: dates as ISO, nothing as the empty text."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _stamp_id(person_id: str, field: str) -> str:
    return derived(person_id, f"stamp:{field}")


def _wins(world: World, row: Person, field: str) -> bool:
    """Tell whether the act's stamp is the later one, and note it if so."""
    act = world.act
    world.find(FieldStamp, "entity_id", row.id)
    before = stamp_of(world, row.id, field)
    if before is not None and before > (act.hlc.ms, act.hlc.n, act.rand64):
        return False
    put_stamp(world, row, field)
    return True


def _stamp(world: World, row: Person, field: str) -> None:
    """Note the act's write unless a later stamp stands: stamps never run back."""
    act = world.act
    before = stamp_of(world, row.id, field)
    if before is None or before <= (act.hlc.ms, act.hlc.n, act.rand64):
        put_stamp(world, row, field)


def _keep_former_code(
    world: World, row: Person, code: str, effective_on: datetime.date | None
) -> None:
    """Keep a code that is not the one in force, so that it still finds the person."""
    act = world.act
    if not code or any(each.person_id == row.id for each in world.find(Identifier, "value", code)):
        return
    seen = row.fiscal_code_status in ("seen", "verified")
    world.keep(
        Identifier(
            id=former_code_id(act.op_id),
            territory_id=world.territory_id,
            controller_id=row.controller_id,
            person_id=row.id,
            identifier_kind=FORMER_CODE,
            value=code,
            status=row.fiscal_code_status if seen else "declared",
            issuer="",
            reason="",
            valid_from=None,
            valid_to=effective_on,
            renewal_pending=False,
            withdrawn=False,
            recorded_at=act.wall,
            device=act.device,
            operator_id=act.actor,
        )
    )


def _read(field: str, value: str, act: Act) -> dict[str, Any]:
    """Return the columns that a field's text stands for."""
    if field == "born_on":
        born_on = _date(value) if value else None
        if born_on is not None and born_on > local_date(act.wall):
            raise BirthInFuture()
        return {"born_on": born_on}
    if field == "fiscal_code":
        if not value:
            return {"fiscal_code": "", "base_code": ""}
        parsed = parse(value, local_date(act.wall))
        return {"fiscal_code": parsed.text, "base_code": parsed.base_text}
    if field not in _LIMITS:
        raise FieldUnknown(field=field)
    read = clean_needed if field == "surname" else clean
    return {field: read(value, _LIMITS[field], field)}


def _date(text: str) -> datetime.date:
    try:
        read = datetime.date.fromisoformat(text)
    except ValueError:
        raise DateUnreadable(part="text") from None
    if not EARLIEST_YEAR <= read.year <= LATEST_YEAR:
        raise DateUnreadable(part="year")
    return read
