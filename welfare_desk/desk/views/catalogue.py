# SPDX-License-Identifier: EUPL-1.2
"""The catalogue as this desk has it: what there is, for whom, where, and on what terms."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.fees import Scheme
from welfare_desk.core.instants import slot_instant
from welfare_desk.core.refusals import DateInSkippedHour
from welfare_desk.core.refusals_of_providers import OfferingUnknown
from welfare_desk.core.text import fold
from welfare_desk.desk.catalogue_search import Near, Sought
from welfare_desk.desk.catalogue_words import said
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.booking import HORIZON_DAYS
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.models.territory import Municipality, Provider
from welfare_desk.operations.offered import offered
from welfare_desk.store.queries import slots_between

PLACES_SHOWN = 3
_ANYWHERE = frozenset({"home", "online", "phone", "vehicle"})
"""Modes that come to the person, wherever that is."""


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """An offering in the list, with where it is looked for."""

    sought: Sought
    provider_id: str
    provider_name: str
    mode: str
    min_age: int | None
    max_age: int | None
    needs_assessment: bool
    on_request: bool
    next_on: datetime.date | None
    next_start_minute: int | None
    places_free: int
    """In the next two weeks, as the last pull knew."""


class PlaceView(msgspec.Struct, frozen=True, kw_only=True):
    """Where an offering is held, and the next time there."""

    place_name: str
    address: str
    directions: str
    next_on: datetime.date
    next_start_minute: int


class OfferingSheet(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of an offering, as the desk's municipality has it."""

    offering: Offering
    provider: Provider | None
    scheme: Scheme | None
    resolution: str
    places: tuple[PlaceView, ...]
    towns: tuple[str, ...]
    """The municipalities of the territory in which it is offered, when not in all."""
    here: str
    """The municipality of this desk."""
    changed_here: bool
    """This municipality has it otherwise than the shared catalogue."""


def catalogue(look: Reading) -> tuple[EntryView, ...]:
    """Return what this desk can tell people of, in the order of the codes."""
    rows = offered_here(look)
    providers = {row.id: row for row in look.every(Provider)}
    slots = _open_slots(look, tuple(row.id for row in rows))
    by_offering: dict[str, list[Slot]] = {}
    for slot in slots:
        by_offering.setdefault(slot.offering_id, []).append(slot)
    left = look.left()
    free = look.many(Resource, tuple(f"slot:{slot.id}" for slot in slots))
    towns = {row.id: row.name for row in look.every(Municipality)}
    views = []
    for row in rows:
        own = by_offering.get(row.id, [])
        takes = {
            slot.id: left.get(key, 0) + (max(0, free[key].free) if key in free else 0)
            for slot in own
            for key in (f"slot:{slot.id}",)
        }
        open_slots = [slot for slot in own if takes[slot.id] > 0]
        first = open_slots[0] if open_slots else None
        provider = providers.get(row.provider_id)
        name = provider.name if provider else ""
        near = _near(row, own, look.municipality_id, towns.get(look.municipality_id, ""))
        views.append(
            EntryView(
                sought=_sought(row, name, near),
                provider_id=row.provider_id,
                provider_name=name,
                mode=row.mode,
                min_age=row.min_age,
                max_age=row.max_age,
                needs_assessment=row.needs_assessment,
                on_request=row.on_request,
                next_on=first.slot_on if first else None,
                next_start_minute=first.start_minute if first else None,
                places_free=sum(takes.values()),
            )
        )
    return tuple(sorted(views, key=lambda view: view.sought.code))


def offered_here(look: Reading) -> tuple[Offering, ...]:
    """Return the offerings of this desk's municipality that somebody still provides."""
    here = look.municipality_id
    gone = {
        row.id
        for row in look.every(Provider)
        if row.left_on is not None and row.left_on <= look.today
    }
    rows = (offered(row, here) for row in look.every(Offering))
    return tuple(
        row
        for row in rows
        if row.active and row.provider_id not in gone and row.municipality_id in (None, "", here)
    )


def offering_sheet(look: Reading, offering_id: str) -> OfferingSheet:
    """Return an offering whole; refused with ``OfferingUnknown``."""
    shared = look.one(Offering, offering_id)
    if shared is None:
        raise OfferingUnknown()
    row = offered(shared, look.municipality_id)
    scheme = look.one(FeeScheme, row.fee_scheme_id)
    towns = look.every(Municipality)
    without = {each.municipality_id for each in shared.overrides or () if each.active is False}
    named = (
        [town.name for town in towns if town.id == shared.municipality_id]
        if shared.municipality_id
        else [town.name for town in towns if town.id not in without]
    )
    own = look.municipality
    return OfferingSheet(
        offering=row,
        provider=look.one(Provider, row.provider_id),
        scheme=scheme.scheme if scheme else None,
        resolution=scheme.resolution if scheme else "",
        places=_places(_open_slots(look, (row.id,)), own.name if own else ""),
        towns=() if len(named) == len(towns) else tuple(sorted(named)),
        here=own.name if own else "",
        changed_here=row != shared,
    )


def _sought(row: Offering, provider: str, near: Near) -> Sought:
    return Sought(
        offering_id=row.id,
        code=row.code,
        name=row.name_it,
        group=row.target_group,
        near=near,
        min_age=row.min_age,
        max_age=row.max_age,
        words=row.words or (),
        names=tuple(dict.fromkeys((row.name_it, row.name_en))),
        provider=provider,
        descriptions=tuple(text for text in (row.description_it, row.description_en) if text),
        details=tuple(said(code, lang) for lang in ("it", "en") for code in _details(row)),
    )


def _details(row: Offering) -> tuple[str, ...]:
    """Return the codes of what is told of where and how, languages and access."""
    return (
        f"mode_{row.mode}",
        *(f"lang_{each}" for each in row.languages or ()),
        *(f"access_{each}" for each in row.accessibility or ()),
    )


def _near(row: Offering, slots: list[Slot], here: str, town: str) -> Near:
    """Return how near it is: meant for here or held here, coming to the person, elsewhere."""
    if row.municipality_id and row.municipality_id == here:
        return "own"
    # Thousands of slots lie at a few addresses.
    addresses = {slot.address for slot in slots}
    if any(_lies_in(address, town) for address in addresses):
        return "own"
    if row.mode in _ANYWHERE or not any(addresses):
        return "everywhere"
    return "elsewhere"


def _open_slots(look: Reading, offering_ids: tuple[str, ...]) -> tuple[Slot, ...]:
    to_on = look.today + datetime.timedelta(days=HORIZON_DAYS)
    slots = slots_between(look.conn, look.territory_id, look.today, to_on, offering_ids)
    return tuple(slot for slot in slots if _start(slot) > look.now_us)


def _start(slot: Slot) -> int:
    try:
        return slot_instant(slot.slot_on, slot.start_minute)
    except DateInSkippedHour:
        return 0


def _places(slots: tuple[Slot, ...], town: str) -> tuple[PlaceView, ...]:
    """Return some places, each once with its next time: in the own town first, the soonest."""
    found: dict[tuple[str, str], PlaceView] = {}
    for slot in slots:
        found.setdefault(
            (slot.place_name, slot.address),
            PlaceView(
                place_name=slot.place_name,
                address=slot.address,
                directions=slot.directions,
                next_on=slot.slot_on,
                next_start_minute=slot.start_minute,
            ),
        )
    ordered = sorted(found.values(), key=lambda each: not _lies_in(each.address, town))
    return tuple(ordered[:PLACES_SHOWN])


def _lies_in(address: str, town: str) -> bool:
    return bool(town) and fold(address).endswith(fold(town))
