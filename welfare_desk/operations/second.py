# SPDX-License-Identifier: EUPL-1.2
"""Four eyes at a desk: the second person whom an operation names."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from welfare_desk.core.refusals import SecondPersonNeeded, SecondPersonSame
from welfare_desk.models.territory import Operator
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

DECIDERS: Final = ("supervisor", "social_worker")
"""Who signs a decision beside the one who makes it."""
SUPERVISORS: Final = ("supervisor",)
COUNTER: Final = ("operator", "supervisor", "social_worker")
"""Who may sign beside a supervisor."""


def check_second(
    world: World,
    act: Act,
    second_id: str | None,
    roles: Collection[str] = DECIDERS,
    *,
    person_id: str = "",
) -> None:
    """State that another operator in service here, of one of these roles, signs the act as well.

    Asked without: refused with ``SecondPersonNeeded``, or with ``SecondPersonSame`` where it
    is the one who acts; promised without: a review item about ``person_id`` opens.  The
    window proves that person's PIN before it sends the act (``Session.prove_second``).
    """
    if second_id and second_id == act.actor:
        world.require(False, SecondPersonSame(act=act.kind), person_id=person_id)
        return
    second = world.get(Operator, second_id) if second_id else None
    home = world.home()
    fits = (
        second is not None
        and second.in_service
        and second.role in roles
        and (not home or second.municipality_id in (None, "", home))
    )
    world.require(fits, SecondPersonNeeded(act=act.kind), person_id=person_id)
