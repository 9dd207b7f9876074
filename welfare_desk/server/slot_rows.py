# SPDX-License-Identifier: EUPL-1.2
"""Rows of slots and of what they need, from the territory file; nothing is in two places."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from welfare_desk.core.instants import MINUTE_US, minute_text, slot_instant
from welfare_desk.core.refusals import DateInSkippedHour, TerritoryFileWrong
from welfare_desk.models.offering import Asset, Meeting, Slot
from welfare_desk.server.fund_entries import Key, Text
from welfare_desk.server.slot_rules import (
    HOLIDAY,
    ClosureEntry,
    RuleDays,
    SlotEntry,
    SlotRuleEntry,
    Where,
    check_closure,
    check_rule,
    closed_by,
    starts_of,
)

ZONE: Final = "Europe/Rome"
GONE: Final = "Orario tolto dal calendario"
"""What people are told of a slot that left the file."""
MEANT_DAYS: Final = 366
"""So far ahead a rule is looked at; no rule makes slots beyond."""
ASSET_KINDS: Final = ("staff", "vehicle", "room")
_DAY = datetime.timedelta(days=1)


class AssetEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[assets]]``: staff, a vehicle or a room of a provider."""

    key: Key
    name: Text
    kind: str
    provider: Key
    in_service: bool = True


class Book(NamedTuple):
    """How keys of the file are looked up; each refuses what is not there with the path."""

    row_id: Callable[[str, str], str]
    """Of a kind and a key."""
    offering: Callable[[str, str], str]
    """Of a path and a key, its id."""
    asset: Callable[[str, str], str]
    where: Callable[[str, str, str | None], Where]
    """Of a path, an offering's key and a municipality's."""


class Made(NamedTuple):
    """The slots that a file says: open or closed, where it says so, and why others are not."""

    slots: tuple[Slot, ...]
    paths: Mapping[str, str]
    """By slot id the entry that makes it."""
    known: frozenset[str]
    """Slots that the file still means, also those that its rules do not make now."""
    shut: Mapping[str, str]
    """By slot id why a rule makes it no more: a holiday or a closure."""


def asset_row(each: AssetEntry, row_id: str, territory_id: str, provider_id: str) -> Asset:
    """Return the row of an asset; refused where its kind is in no list."""
    if each.kind not in ASSET_KINDS:
        raise TerritoryFileWrong(path=f"assets[{each.key}].kind", why=f"unknown: {each.kind}")
    return Asset(
        id=row_id,
        territory_id=territory_id,
        name=each.name,
        asset_kind=each.kind,
        provider_id=provider_id,
        in_service=each.in_service,
    )


class SlotMaker:
    """Turns rules and single slots into rows of the days from ``today``."""

    def __init__(
        self,
        territory_id: str,
        today: datetime.date,
        closures: Sequence[ClosureEntry],
        book: Book,
    ) -> None:
        self._territory_id, self._today = territory_id, today
        self._closures, self._book = closures, book
        self._slots: list[Slot] = []
        self._paths: dict[str, str] = {}
        self._known: set[str] = set()
        self._shut: dict[str, str] = {}
        for each in closures:
            check_closure(f"closures[{each.key}]", each)

    def made(self, rules: Iterable[SlotRuleEntry], slots: Iterable[SlotEntry]) -> Made:
        """Return all slots; refused with ``TerritoryFileWrong`` and the path."""
        for rule in rules:
            place = f"slot_rules[{rule.key}]"
            check_rule(place, rule)
            days = RuleDays(
                rule, self._book.where(place, rule.offering, rule.municipality), self._closures
            )
            if rule.meetings is None:
                self._of_rule(place, rule, days)
            else:
                self._course(place, rule, days)
        for each in slots:
            self._single(each)
        return Made(tuple(self._slots), self._paths, frozenset(self._known), self._shut)

    def _of_rule(self, place: str, rule: SlotRuleEntry, days: RuleDays) -> None:
        starts = starts_of(rule)
        first = self._today + rule.from_day * _DAY
        last = self._today + (rule.days - 1) * _DAY
        # Days beyond those that it makes now are meant too: a shorter horizon closes nothing.
        for on in days.between(self._today, self._today + MEANT_DAYS * _DAY):
            why = days.shut(on)
            for start in starts:
                key = f"{rule.key}:{on.isoformat()}:{start}"
                if why:
                    self._shut[self._book.row_id("slot", key)] = why
                elif not first <= on <= last:
                    self._known.add(self._book.row_id("slot", key))
                else:
                    self._add(place, key, rule, on, start)

    def _course(self, place: str, rule: SlotRuleEntry, days: RuleDays) -> None:
        (start,) = starts_of(rule)
        held = days.meetings()
        if len(held) < (rule.meetings or 0):
            said = f"{len(held)} days are open for {rule.meetings} meetings"
            raise TerritoryFileWrong(path=f"{place}.meetings", why=said)
        key = f"{rule.key}:{rule.from_on}:{start}"
        if held[-1] < self._today:
            self._known.add(self._book.row_id("slot", key))
            return
        meetings = tuple(
            Meeting(on, _instant_minute(place, on, start), rule.minutes) for on in held
        )
        self._add(place, key, rule, held[0], start, meetings=meetings)

    def _single(self, each: SlotEntry) -> None:
        place = f"slots[{each.key}]"
        where = self._book.where(place, each.offering, each.municipality)
        reason = closed_by((row for row in self._closures if row.concerns(where)), each.on)
        if each.closed_reason and not each.closed:
            raise TerritoryFileWrong(path=f"{place}.closed_reason", why="the slot is not closed")
        self._add(
            place,
            each.key,
            each,
            each.on,
            each.start,
            reason=each.closed_reason or reason,
            closed=each.closed or bool(reason),
        )

    def _add(
        self,
        place: str,
        key: str,
        entry: SlotRuleEntry | SlotEntry,
        on: datetime.date,
        start: str,
        *,
        meetings: tuple[Meeting, ...] | None = None,
        closed: bool = False,
        reason: str = "",
    ) -> None:
        assets = tuple(self._book.asset(f"{place}.assets", each) for each in entry.assets)
        slot = Slot(
            id=self._book.row_id("slot", key),
            territory_id=self._territory_id,
            offering_id=self._book.offering(f"{place}.offering", entry.offering),
            slot_on=on,
            start_minute=_instant_minute(place, on, start),
            minutes=entry.minutes,
            zone=ZONE,
            places=entry.places,
            place_name=entry.place_name,
            address=entry.address,
            directions=entry.directions,
            closed=closed,
            closed_reason=reason,
            meetings=meetings,
            asset_ids=assets or None,
        )
        if slot.id in self._paths:
            raise TerritoryFileWrong(path=place, why=f"{key} is made twice")
        self._slots.append(slot)
        self._paths[slot.id] = place
        self._known.add(slot.id)


def _instant_minute(place: str, on: datetime.date, start: str) -> int:
    minute = int(start[:2]) * 60 + int(start[3:])
    try:
        slot_instant(on, minute)
    except DateInSkippedHour as error:
        raise TerritoryFileWrong(path=place, why=f"{on} {start} is skipped") from error
    return minute


def slot_name(slot: Slot) -> str:
    """Return ``2026-12-09 09:00``."""
    return f"{slot.slot_on.isoformat()} {minute_text(slot.start_minute)}"


class Use(NamedTuple):
    """A stretch of time in which a slot needs an asset, in microseconds."""

    begins_at: int
    ends_at: int
    slot: Slot
    on: datetime.date
    start_minute: int


def uses_of(slot: Slot) -> Iterator[Use]:
    """Give when a slot is held: once, or at each of its meetings."""
    own = (Meeting(slot.slot_on, slot.start_minute, slot.minutes),)
    for each in slot.meetings or own:
        begins = slot_instant(each.on, each.start_minute)
        ends = begins + each.minutes * MINUTE_US
        yield Use(begins, ends, slot, each.on, each.start_minute)


def first_clash(slots: Iterable[Slot]) -> tuple[str, Use, Use] | None:
    """Return an asset that two open slots need at overlapping times, or nothing.

    One that ends when the other begins is no clash.
    """
    by_asset: dict[str, list[Use]] = {}
    for slot in slots:
        if slot.closed:
            continue
        for asset_id in slot.asset_ids or ():
            by_asset.setdefault(asset_id, []).extend(uses_of(slot))
    for asset_id, uses in by_asset.items():
        last: Use | None = None
        for use in sorted(uses, key=lambda each: (each.begins_at, each.ends_at, each.slot.id)):
            if last is not None and use.begins_at < last.ends_at:
                return asset_id, last, use
            last = use
    return None


def refuse_clash(slots: Iterable[Slot], names: Mapping[str, str], paths: Mapping[str, str]) -> None:
    """Refuse an asset in two places with ``TerritoryFileWrong``, both slots named.

    ``names`` are of assets, ``paths`` of slots, by their ids.
    """
    clash = first_clash(slots)
    if clash is None:
        return
    asset_id, one, other = clash
    both = " / ".join(
        f"{paths.get(use.slot.id, 'slots')} {use.on.isoformat()} {minute_text(use.start_minute)}"
        f" {use.slot.place_name}"
        for use in (one, other)
    )
    path = f"{paths.get(other.slot.id, 'slots')}.assets"
    raise TerritoryFileWrong(path=path, why=f"{names.get(asset_id, asset_id)}: {both}")


def open_as_before(new: Slot, old: Slot, *, reopen: bool) -> Slot:
    """Return a slot that the file has open, closed still where it was closed on purpose.

    What was closed because it left the file or fell on a holiday opens again by itself;
    behind a closure, or the hand of a supervisor, people were called: only with ``reopen``.
    """
    if new.closed or not old.closed or reopen or old.closed_reason in ("", GONE, HOLIDAY):
        return new
    return msgspec.structs.replace(new, closed=True, closed_reason=old.closed_reason)
