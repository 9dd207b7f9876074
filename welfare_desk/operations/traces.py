# SPDX-License-Identifier: EUPL-1.2
"""What an act changed in a row that has no stamps: kept beside it, never overwritten."""

from __future__ import annotations

import datetime

from welfare_desk.core.ids import derived
from welfare_desk.models.booking import Booking, WaitEntry
from welfare_desk.models.household import Household, IseeAttestation
from welfare_desk.models.person import FieldChange, Person
from welfare_desk.operations.world import World


def trace(
    world: World,
    row: Household | IseeAttestation | Booking | WaitEntry | Person,
    field: str,
    before: str,
    after: str,
    *,
    reason: str,
    effective_on: datetime.date | None = None,
) -> None:
    """Keep what a field of a row was and became by the act, and why."""
    act = world.act
    world.put(
        FieldChange(
            id=derived(act.op_id, f"change:{row.id}:{field}"),
            territory_id=world.territory_id,
            controller_id=row.controller_id,
            entity_id=row.id,
            field=field,
            before=before,
            after=after,
            kept=True,
            effective_on=effective_on,
            reason=reason,
            op_id=act.op_id,
            changed_at=act.wall,
            device=act.device,
            operator_id=act.actor,
        )
    )
