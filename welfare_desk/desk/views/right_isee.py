# SPDX-License-Identifier: EUPL-1.2
"""The household in which a person counts, and the attestation that is right for a benefit."""

from __future__ import annotations

import datetime

from welfare_desk.core.right_isee import Choice, right_isee
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, root_of, rows_of
from welfare_desk.models.household import HouseholdMember, IseeAttestation


def holds(row: HouseholdMember, on: datetime.date) -> bool:
    """Tell whether a membership holds on a day."""
    return row.from_on <= on and (row.to_on is None or on <= row.to_on)


def homes_of(look: Reading, person_id: str) -> tuple[str, ...]:
    """Return the household in which a person counts today: one, or none.

    Several only for somebody who was merged and not yet put right.
    """
    rows = rows_of(look, HouseholdMember, cluster_of(look, person_id))
    mine = [row.household_id for row in rows if row.counts and holds(row, look.today)]
    return tuple(dict.fromkeys(mine))


def members_today(look: Reading, household_id: str) -> tuple[str, ...]:
    """Return the people who count in a household today, each once."""
    rows = look.where(HouseholdMember, "household_id", household_id)
    mine = [row.person_id for row in rows if row.counts and holds(row, look.today)]
    return tuple(dict.fromkeys(root_of(look, each) for each in mine))


def right_for_person(look: Reading, person_id: str, wanted: str) -> Choice[IseeAttestation]:
    """Return the attestation that counts for a person's benefit today, or why none does."""
    shown = rows_of(look, IseeAttestation, homes_of(look, person_id), "household_id")
    return right_isee(shown, (wanted,) if wanted else (), cluster_of(look, person_id), look.today)


def right_for_household(
    look: Reading, household_id: str, wanted: tuple[str, ...]
) -> Choice[IseeAttestation]:
    """Return the attestation that counts for a household's award today, or why none does."""
    shown = look.where(IseeAttestation, "household_id", household_id)
    members = members_today(look, household_id)
    everyone = [each for member in members for each in cluster_of(look, member)]
    return right_isee(shown, wanted, everyone, look.today)
