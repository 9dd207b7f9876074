# SPDX-License-Identifier: EUPL-1.2
"""Who was merged into a person, and what a person's fields were."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.ids import derived
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, rows_of
from welfare_desk.models.person import FieldChange, Identifier, Person
from welfare_desk.models.territory import Desk, Operator
from welfare_desk.operations.changes import AMENDABLE, FORMER_CODE
from welfare_desk.operations.merging import PROPOSAL, REDIRECT, undone_id


class MergedView(msgspec.Struct, frozen=True, kw_only=True):
    """A person who was merged into another one, with how it can be undone."""

    person_id: str
    """For ``UndoMerge.merged_id``."""
    surname: str
    name: str
    born_on: datetime.date | None
    fiscal_code: str
    into_id: str
    """Whom it points to: the person that stays, or another that was merged into it."""
    merged_at: int
    operator_name: str
    desk_name: str
    reason: str
    merge_op_id: str
    """For ``UndoMerge.merge_op_id``; nothing where the merge is not known here."""

    @property
    def can_be_undone(self) -> bool:
        """True where the merge is known here; a supervisor undoes it."""
        return bool(self.merge_op_id)


class ChangeView(msgspec.Struct, frozen=True, kw_only=True):
    """One write of one field, for the history of a person."""

    change_id: str
    person_id: str
    """Whose row it was: the person's own, or that of one who was merged into it."""
    field: str
    """A field of the person, or ``merged_into`` with the other person in ``other_name``."""
    before: str
    after: str
    kept: bool
    """False for a write that came late and did not stand."""
    effective_on: datetime.date | None
    reason: str
    changed_at: int
    operator_name: str
    desk_name: str
    other_name: str = ""


def merged_views(look: Reading, person_id: str) -> tuple[MergedView, ...]:
    """Return everybody who was merged into this person, the latest merge first."""
    views = [_merged(look, each) for each in cluster_of(look, person_id)[1:]]
    found = [view for view in views if view is not None]
    return tuple(sorted(found, key=lambda view: (-view.merged_at, view.person_id)))


def _merged(look: Reading, person_id: str) -> MergedView | None:
    row = look.one(Person, person_id)
    if row is None:
        return None
    merge = next(
        (
            each
            for each in look.where(FieldChange, "entity_id", person_id)
            if each.field == REDIRECT
            and each.after == row.merged_into
            and look.one(FieldChange, undone_id(each.op_id)) is None
        ),
        None,
    )
    return MergedView(
        person_id=row.id,
        surname=row.surname,
        name=row.name,
        born_on=row.born_on,
        fiscal_code=row.fiscal_code,
        into_id=row.merged_into,
        merged_at=merge.changed_at if merge else 0,
        operator_name=operator_name(look, merge.operator_id) if merge else "",
        desk_name=desk_name(look, merge.device) if merge else "",
        reason=merge.reason if merge else "",
        merge_op_id=merge.op_id if merge else "",
    )


def changes_of(look: Reading, person_id: str, most: int = 200) -> tuple[ChangeView, ...]:
    """Return what the fields of a person and of those merged into it were, the latest first."""
    rows = [
        row
        for row in rows_of(look, FieldChange, cluster_of(look, person_id), "entity_id")
        if row.field in AMENDABLE or row.field == REDIRECT
    ]
    rows.sort(key=lambda row: (-row.changed_at, row.id))
    return tuple(_change(look, row) for row in rows[:most])


def _change(look: Reading, row: FieldChange) -> ChangeView:
    other = look.one(Person, row.after or row.before) if row.field == REDIRECT else None
    return ChangeView(
        change_id=row.id,
        person_id=row.entity_id,
        field=row.field,
        before=row.before,
        after=row.after,
        kept=row.kept,
        effective_on=row.effective_on,
        reason=row.reason,
        changed_at=row.changed_at,
        operator_name=operator_name(look, row.operator_id),
        desk_name=desk_name(look, row.device),
        other_name=f"{other.surname} {other.name}".strip() if other else "",
    )


def former_codes(look: Reading, person_id: str) -> tuple[str, ...]:
    """Return fiscal codes that the person had, but for the one in force."""
    ids = cluster_of(look, person_id)
    people = look.many(Person, ids)
    now = people[ids[0]].fiscal_code if ids[0] in people else ""
    codes = [row.fiscal_code for row in people.values()]
    codes += [
        row.value
        for row in rows_of(look, Identifier, ids)
        if row.identifier_kind == FORMER_CODE and not row.withdrawn
    ]
    return tuple(sorted({code for code in codes if code and code != now}))


def proposal_of(look: Reading, op_id: str) -> FieldChange | None:
    """Return why two people were proposed for merging by an operation, or nothing."""
    return look.one(FieldChange, derived(op_id, f"change:{PROPOSAL}"))


def operator_name(look: Reading, operator_id: str) -> str:
    """Return an operator's name, or nothing for one who is not known here."""
    row = look.one(Operator, operator_id)
    return row.name if row is not None else ""


def desk_name(look: Reading, device: int) -> str:
    """Return the name of a desk, or nothing for one that is not known here."""
    row = look.one(Desk, str(device))
    return row.name if row is not None else ""
