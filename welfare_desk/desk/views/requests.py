# SPDX-License-Identifier: EUPL-1.2
"""What a person asked for and what became of it, and short notes about them."""

from __future__ import annotations

import msgspec

from welfare_desk.core.needs import needs
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.booking import OfferingView, offerings_for
from welfare_desk.models.offering import Offering
from welfare_desk.models.request import AssistanceRequest, Note, RequestStep
from welfare_desk.models.territory import Operator
from welfare_desk.operations.requests import in_order, standing

FINISHED = frozenset({"closed", "declined"})
"""Outcomes after which nothing more is waited for; a need that was not met stays open."""


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was done about a request."""

    step_id: str
    outcome: str
    offering_id: str
    offering_title: str
    words: str
    referred_to: str
    contact_name: str
    contact_phone: str
    done_at: int
    operator_name: str


class RequestView(msgspec.Struct, frozen=True, kw_only=True):
    """A need that was brought to the counter."""

    request_id: str
    asked_by: str
    asker_name: str
    asker_phone: str
    need: str
    """A code of resources/needs.toml; its words are in ``core.needs``."""
    words: str
    urgent: bool
    requested_at: int
    operator_name: str
    standing: str
    """``open`` or the outcome of the latest step."""
    finished: bool
    contact_name: str
    """Who to call, from the latest step that names somebody."""
    contact_phone: str
    steps: tuple[StepView, ...]
    """In the order in which they were done."""


class NoteView(msgspec.Struct, frozen=True, kw_only=True):
    """A note; of a sensitive one only that it is there, by whom and when."""

    note_id: str
    text: str
    """Empty for a sensitive note (``Desk.open_note``) and for a withdrawn one."""
    sensitive: bool
    withdrawn: bool
    written_at: int
    operator_id: str
    operator_name: str


def requests_of(look: Reading, ids: tuple[str, ...]) -> tuple[RequestView, ...]:
    """Return the requests of a person, unfinished ones first."""
    rows = [row for each in ids for row in look.where(AssistanceRequest, "person_id", each)]
    steps = {row.id: in_order(look.where(RequestStep, "request_id", row.id)) for row in rows}
    titles = _titles(look, steps)
    names = _names(
        look,
        [row.operator_id for row in rows]
        + [step.operator_id for found in steps.values() for step in found],
    )
    views = [_request(row, steps[row.id], titles, names) for row in rows]
    views.sort(key=lambda view: (view.finished, not view.urgent, -view.requested_at))
    return tuple(views)


def notes_of(look: Reading, ids: tuple[str, ...]) -> tuple[NoteView, ...]:
    """Return the notes about a person, the latest first, without what is closed."""
    rows = [row for each in ids for row in look.where(Note, "person_id", each)]
    names = _names(look, [row.operator_id for row in rows])
    rows.sort(key=lambda row: (row.written_at, row.id), reverse=True)
    return tuple(
        NoteView(
            note_id=row.id,
            text="" if row.sensitive or row.withdrawn else row.text,
            sensitive=row.sensitive,
            withdrawn=row.withdrawn,
            written_at=row.written_at,
            operator_id=row.operator_id,
            operator_name=names.get(row.operator_id, ""),
        )
        for row in rows
    )


def offerings_for_need(look: Reading, person_id: str, need: str) -> tuple[OfferingView, ...]:
    """Return what the catalogue may offer for a need, the likeliest group first."""
    known = needs().get(need)
    groups = known.target_groups if known else ()
    found = [each for each in offerings_for(look, person_id) if each.target_group in groups]
    found.sort(key=lambda each: groups.index(each.target_group))
    return tuple(found)


def _request(
    row: AssistanceRequest,
    steps: tuple[RequestStep, ...],
    titles: dict[str, str],
    names: dict[str, str],
) -> RequestView:
    stands = standing(steps)
    contact = next((each for each in reversed(steps) if each.contact_name), None)
    return RequestView(
        request_id=row.id,
        asked_by=row.asked_by,
        asker_name=row.asker_name,
        asker_phone=row.asker_phone,
        need=row.need,
        words=row.words,
        urgent=row.urgent,
        requested_at=row.requested_at,
        operator_name=names.get(row.operator_id, ""),
        standing=stands,
        finished=stands in FINISHED,
        contact_name=contact.contact_name if contact else "",
        contact_phone=contact.contact_phone if contact else "",
        steps=tuple(
            StepView(
                step_id=each.id,
                outcome=each.outcome,
                offering_id=each.offering_id,
                offering_title=titles.get(each.offering_id, ""),
                words=each.words,
                referred_to=each.referred_to,
                contact_name=each.contact_name,
                contact_phone=each.contact_phone,
                done_at=each.done_at,
                operator_name=names.get(each.operator_id, ""),
            )
            for each in steps
        ),
    )


def _titles(look: Reading, steps: dict[str, tuple[RequestStep, ...]]) -> dict[str, str]:
    ids = tuple(each.offering_id for found in steps.values() for each in found if each.offering_id)
    rows = look.many(Offering, ids)
    return {row.id: row.neutral_title or row.name_it for row in rows.values()}


def _names(look: Reading, operator_ids: list[str]) -> dict[str, str]:
    rows = look.many(Operator, tuple(operator_ids))
    return {row.id: row.name for row in rows.values()}
