# SPDX-License-Identifier: EUPL-1.2
"""Operations on what people ask for at the counter and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from welfare_desk.core.delegation_rules import TITLES
from welfare_desk.core.needs import is_need
from welfare_desk.core.refusals import (
    ChoiceUnknown,
    PersonUnknown,
    RequestUnknown,
    TextMissing,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read
from welfare_desk.models.request import AssistanceRequest, RequestStep
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import NAME_LETTERS
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

SHORT_LETTERS: Final = 300
"""No request, step or note is longer: facts, never a diagnosis."""
ASKERS: Final = ("self", *TITLES, "relative", "neighbour", "service")
"""Who may bring a request; ``service`` is another office, a school, a hospital."""
OUTCOMES: Final = ("offered", "booked", "referred", "declined", "unmet", "closed")
OPEN: Final = "open"
"""How a request stands before its first step."""


class OpenRequest(Operation, frozen=True, kw_only=True):
    """Record a need that was brought to the counter: who asks, for whom, what.

    Who asks for another is named (``TextMissing``).  ``need`` is a code of
    resources/needs.toml; ``asked_by`` is ``self``, a title of a delegation, ``relative``,
    ``neighbour`` or ``service``; another is ``ChoiceUnknown``.
    """

    ACT: ClassVar[str] = "intake"

    request_id: str
    person_id: str
    asked_by: str = "self"
    asker_name: str = ""
    asker_phone: str = ""
    need: str
    words: str = ""
    urgent: bool = False

    def entity(self) -> str:
        return self.request_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Person.KIND, self.person_id), One(AssistanceRequest.KIND, self.request_id))

    def apply(self, act: Act, world: World) -> None:
        person = world.need(Person, self.person_id, PersonUnknown())
        need = clean_needed(self.need, 30, "need")
        asked_by = clean_needed(self.asked_by, 30, "asked_by")
        name = clean(self.asker_name, 2 * NAME_LETTERS, "asker_name")
        world.require(is_need(need), ChoiceUnknown(field="need"), person_id=person.id)
        known = asked_by in ASKERS
        world.require(known, ChoiceUnknown(field="asked_by"), person_id=person.id)
        named = asked_by == "self" or bool(name)
        world.require(named, TextMissing(field="asker_name"), person_id=person.id)
        world.create(
            AssistanceRequest(
                id=self.request_id,
                territory_id=world.territory_id,
                controller_id=person.controller_id,
                person_id=self.person_id,
                asked_by=asked_by,
                asker_name=name,
                asker_phone=clean(self.asker_phone, 20, "asker_phone"),
                need=need,
                words=clean(self.words, SHORT_LETTERS, "words", multiline=True),
                urgent=self.urgent,
                requested_at=act.wall,
                device=act.device,
                operator_id=act.actor,
            )
        )


class AddRequestStep(Operation, frozen=True, kw_only=True):
    """Record what was done about a request; its latest step is how it stands.

    A referral names where to (``TextMissing``); an offer names what, from the catalogue or
    in words.  Outcomes: ``offered``, ``booked``, ``referred``, ``declined``, ``unmet``,
    ``closed``; another is ``ChoiceUnknown``.
    """

    ACT: ClassVar[str] = "intake"

    step_id: str
    request_id: str
    outcome: str
    offering_id: str | None = None
    words: str = ""
    referred_to: str = ""
    contact_name: str = ""
    contact_phone: str = ""

    def entity(self) -> str:
        return self.step_id

    def concerns(self, world: World) -> str:
        row = world.get(AssistanceRequest, self.request_id)
        return "" if row is None else row.person_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(AssistanceRequest.KIND, self.request_id),
            One(RequestStep.KIND, self.step_id),
        )

    def apply(self, act: Act, world: World) -> None:
        asked = world.need(AssistanceRequest, self.request_id, RequestUnknown())
        who = asked.person_id
        outcome = clean_needed(self.outcome, 30, "outcome")
        words = clean(self.words, SHORT_LETTERS, "words", multiline=True)
        referred_to = clean(self.referred_to, 120, "referred_to")
        world.require(outcome in OUTCOMES, ChoiceUnknown(field="outcome"), person_id=who)
        named = outcome != "referred" or bool(referred_to)
        world.require(named, TextMissing(field="referred_to"), person_id=who)
        told = outcome != "offered" or bool(words or self.offering_id)
        world.require(told, TextMissing(field="words"), person_id=who)
        world.create(
            RequestStep(
                id=self.step_id,
                territory_id=world.territory_id,
                controller_id=asked.controller_id,
                request_id=asked.id,
                person_id=who,
                outcome=outcome,
                offering_id=self.offering_id or "",
                words=words,
                referred_to=referred_to,
                contact_name=clean(self.contact_name, 2 * NAME_LETTERS, "contact_name"),
                contact_phone=clean(self.contact_phone, 20, "contact_phone"),
                done_at=act.wall,
                device=act.device,
                operator_id=act.actor,
            )
        )


def in_order(steps: Iterable[RequestStep]) -> tuple[RequestStep, ...]:
    """Return steps with the latest last, in whichever order they arrived."""
    return tuple(sorted(steps, key=lambda row: (row.done_at, row.id)))


def standing(steps: Iterable[RequestStep]) -> str:
    """Return how a request stands: the outcome of its latest step, ``open`` without one."""
    rows = in_order(steps)
    return rows[-1].outcome if rows else OPEN
