# SPDX-License-Identifier: EUPL-1.2
"""What forms about people need to know before anything is typed."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.places import municipalities
from welfare_desk.desk.omnibox import Hit
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import people_of
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Municipality, Territory
from welfare_desk.store import seen


class Town(msgspec.Struct, frozen=True, kw_only=True):
    """A municipality that a person may live in."""

    istat_code: str
    name: str
    postal_code: str


class IntakeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's own municipality, where people may live, the notice in force."""

    today: datetime.date
    now_us: int
    controller_id: str
    """The body that controls what is recorded at this desk."""
    home: Town
    """The municipality of this desk."""
    towns: tuple[Town, ...]
    """Those of the territory first, then those around, by name."""
    notice_version: str


def intake_facts(look: Reading) -> IntakeFacts:
    """Return what a form about a person begins with."""
    own = {
        town.istat_code: Town(
            istat_code=town.istat_code, name=town.name, postal_code=town.postal_code
        )
        for town in look.every(Municipality)
    }
    near = [
        Town(istat_code=town.istat_code, name=town.name, postal_code=town.postal_code)
        for town in municipalities()
        if town.istat_code not in own
    ]
    here = look.municipality
    none = Town(istat_code="", name="", postal_code="")
    territory = look.one(Territory, look.territory_id)
    return IntakeFacts(
        today=look.today,
        now_us=look.now_us,
        controller_id=look.municipality_id,
        home=own.get(here.istat_code, none) if here else none,
        towns=(*_by_name(list(own.values())), *_by_name(near)),
        notice_version=territory.notice_version if territory else "",
    )


def person_hit(look: Reading, person_id: str) -> tuple[Hit, ...]:
    """Return a person as a row to choose, or nothing."""
    row = look.one(Person, person_id)
    if row is None:
        return ()
    return (
        Hit(
            person_id=row.id,
            surname=row.surname,
            name=row.name,
            born_on=row.born_on,
            street=row.street,
            fiscal_code=row.fiscal_code,
            last_seen_at=None,
        ),
    )


def recent_people(look: Reading, most: int = 20) -> tuple[Hit, ...]:
    """Return those whose page was opened last at this desk, the latest first.

    Who was merged is there once, as the person that stays.
    """
    seen_at: dict[str, int] = {}
    opened = dict(seen.latest(look.conn, most))
    rows = people_of(look, opened)
    for each, row in rows.items():
        seen_at[row.id] = max(opened[each], seen_at.get(row.id, 0))
    stay = {row.id: row for row in rows.values()}
    return tuple(
        Hit(
            person_id=row.id,
            surname=row.surname,
            name=row.name,
            born_on=row.born_on,
            street=row.street,
            fiscal_code=row.fiscal_code,
            last_seen_at=seen_at[row.id],
        )
        for row in sorted(stay.values(), key=lambda row: -seen_at[row.id])
    )


def _by_name(towns: list[Town]) -> tuple[Town, ...]:
    return tuple(sorted(towns, key=lambda town: town.name))
