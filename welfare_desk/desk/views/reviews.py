# SPDX-License-Identifier: EUPL-1.2
"""Da rivedere: what is open for this municipality, and the card of each item."""

from __future__ import annotations

import msgspec

from welfare_desk.core.ids import is_uuid
from welfare_desk.core.likeness import REVIEW, Described, alike
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, people_of, person_of
from welfare_desk.desk.views.merged import desk_name, operator_name, proposal_of
from welfare_desk.desk.views.pair import Excess, FieldPair, SideView, differing, excess_of, side
from welfare_desk.models.person import FieldChange, Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.changes import change_id, lost_value, text_of
from welfare_desk.operations.review_items import DUPLICATE
from welfare_desk.operations.reviews import OVERWRITTEN, decisions_for
from welfare_desk.store.queries import all_of


class ReviewRow(msgspec.Struct, frozen=True, kw_only=True):
    """An open item as a row of a list."""

    item_id: str
    code: str
    op_kind: str
    person_id: str
    """The person that stays, or nothing."""
    person_name: str
    other_id: str
    other_name: str
    phone: str
    amount_cents: int
    opened_at: int
    desk_name: str
    mine: bool
    """True for what arose at this desk: its operators may close it as ``seen``."""
    decisions: tuple[str, ...]


class ReviewCard(msgspec.Struct, frozen=True, kw_only=True):
    """An open item with all that somebody needs to decide it (ux.md, UX-31)."""

    row: ReviewRow
    suggested: str
    """The decision to preselect; ``merged`` of two who are two is a ``MergePeople``."""
    score: int = 0
    """How likely two people are one, 0 to 100, as they are now."""
    reasons: tuple[str, ...] = ()
    left: SideView | None = None
    """Qui: the one of two that was registered at this desk, else the first registered."""
    right: SideView | None = None
    stays: str = "left"
    """Which of two should stay: the one with more recorded for it."""
    fields: tuple[FieldPair, ...] = ()
    """What differs; of an overwritten field ``left`` is what stands, ``right`` what did not."""
    excess: Excess = Excess()
    """What the person has twice, or two people would have."""
    reason: str = ""
    """Why somebody proposed to merge, or wrote the value that did not stand."""
    operator_name: str = ""
    """Who proposed or wrote it."""


def open_items(look: Reading) -> tuple[ReviewItem, ...]:
    """Return the open items of this desk's municipality, the oldest first."""
    rows = [
        row
        for row in all_of(look.conn, look.territory_id, ReviewItem)
        if row.closed_at is None and row.controller_id in ("", look.municipality_id)
    ]
    return tuple(sorted(rows, key=lambda row: (row.opened_at, row.id)))


def review_rows(look: Reading) -> tuple[ReviewRow, ...]:
    """Return what is open, the oldest first."""
    items = open_items(look)
    ids = [each for row in items for each in (row.person_id, row.other_id) if each]
    people = people_of(look, ids)
    return tuple(_row(look, item, people) for item in items)


def review_card(look: Reading, item_id: str) -> ReviewCard | None:
    """Return the card of an item, or nothing once it is closed or gone."""
    item = look.one(ReviewItem, item_id) if is_uuid(item_id) else None
    if item is None or item.closed_at is not None:
        return None
    people = people_of(look, [each for each in (item.person_id, item.other_id) if each])
    row = _row(look, item, people)
    if item.code == DUPLICATE and item.other_id:
        return _pair(look, item, row, people)
    if item.code.startswith(OVERWRITTEN):
        return _overwritten(look, item, row)
    ids = cluster_of(look, item.person_id) if item.person_id else ()
    person = people.get(item.person_id)
    return ReviewCard(
        row=row,
        suggested=row.decisions[0],
        left=side(look, person) if person is not None else None,
        excess=excess_of(look, ids, ids),
    )


def _row(look: Reading, item: ReviewItem, people: dict[str, Person]) -> ReviewRow:
    person, other = people.get(item.person_id), people.get(item.other_id)
    return ReviewRow(
        item_id=item.id,
        code=item.code,
        op_kind=item.op_kind,
        person_id=person.id if person else item.person_id,
        person_name=_name(person),
        other_id=other.id if other else item.other_id,
        other_name=_name(other),
        phone=person.phone if person else "",
        amount_cents=item.amount_cents,
        opened_at=item.opened_at,
        desk_name=desk_name(look, item.device),
        mine=item.device == look.device,
        decisions=decisions_for(item.code, item.other_id),
    )


def _name(person: Person | None) -> str:
    return f"{person.surname} {person.name}".strip() if person is not None else ""


def _pair(look: Reading, item: ReviewItem, row: ReviewRow, people: dict[str, Person]) -> ReviewCard:
    one, other = people.get(item.person_id), people.get(item.other_id)
    if one is None or other is None or one.id == other.id:
        return ReviewCard(row=row, suggested="merged" if one and other else row.decisions[0])
    here = [person.device == look.device for person in (one, other)]
    if here[1] > here[0] or (here[0] == here[1] and other.registered_at < one.registered_at):
        one, other = other, one
    left, right = side(look, one), side(look, other)
    likeness = alike(Described.of(one), Described.of(other))
    proposal = proposal_of(look, item.op_id)
    return ReviewCard(
        row=row,
        suggested="merged" if likeness.score >= REVIEW else "different",
        score=likeness.score,
        reasons=likeness.reasons,
        left=left,
        right=right,
        stays="right" if _weight(right) > _weight(left) else "left",
        fields=differing(look, one, other),
        excess=excess_of(look, cluster_of(look, one.id), cluster_of(look, other.id)),
        reason=proposal.reason if proposal else "",
        operator_name=operator_name(look, proposal.operator_id) if proposal else "",
    )


def _weight(view: SideView) -> tuple[int, int, int]:
    recorded = view.bookings + view.notices + view.delegations + view.requests + view.notes
    return (view.cards + view.awards, recorded, -view.registered_at)


def _overwritten(look: Reading, item: ReviewItem, row: ReviewRow) -> ReviewCard:
    field = item.code.removeprefix(OVERWRITTEN)
    lost = look.one(FieldChange, change_id(item.op_id, field))
    person = person_of(look, item.person_id)
    fields = (
        (
            FieldPair(
                field=field,
                left=text_of(getattr(person, field)),
                right=lost_value(lost),
                suggested="left",
            ),
        )
        if lost is not None and person is not None
        else ()
    )
    return ReviewCard(
        row=row,
        suggested="kept_ours",
        left=side(look, person) if person is not None else None,
        fields=fields,
        reason=lost.reason if lost else "",
        operator_name=operator_name(look, lost.operator_id) if lost else "",
    )
