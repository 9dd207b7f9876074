# SPDX-License-Identifier: EUPL-1.2
"""The territory file (docs/territory-file.md): read, checked, and turned into rows and totals."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from welfare_desk.core import fees
from welfare_desk.core.ids import derived
from welfare_desk.core.instants import slot_instant
from welfare_desk.core.refusals import DateInSkippedHour, TerritoryFileWrong
from welfare_desk.models.fund import Fund
from welfare_desk.models.offering import FeeScheme, Offering, Override, Slot
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Merchant, Municipality, Operator, Provider, Territory
from welfare_desk.operations.roles import ROLES
from welfare_desk.server.fund_entries import (
    FundEntry,
    MerchantEntry,
    fund_fields,
    merchant_fields,
)
from welfare_desk.server.offering_entries import (
    OfferingEntry,
    OverrideEntry,
    ProviderEntry,
    offering_fields,
    provider_fields,
)

RULE_DAYS = 14
ZONE = "Europe/Rome"
_GAP = "a gap: bounds rise, and only the last row has none"
_SCHEME_FLAWS = {
    "rounding_step_cents": "below 1",
    "sibling_reduction_percent": "not between 0 and 100",
    "isee_max_cents": "not above isee_min_cents",
    "brackets": _GAP,
    "segments": _GAP,
}
_Key = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
_Text = Annotated[str, msgspec.Meta(max_length=500, pattern="^[^\\x00]*$")]
_Count = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
_Cents = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000_000)]
_Clock = Annotated[str, msgspec.Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    key: _Key


class TerritoryEntry(_Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[territory]``."""

    name: _Text
    sample: bool
    notice_version: _Text


class MunicipalityEntry(_Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[municipalities]]``."""

    name: _Text
    istat_code: Annotated[str, msgspec.Meta(pattern="^[0-9]{6}$")]
    belfiore_code: Annotated[str, msgspec.Meta(pattern="^[A-Z][0-9]{3}$")]
    province: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
    postal_code: Annotated[str, msgspec.Meta(pattern="^[0-9]{5}$")]
    phone: _Text
    address: _Text
    dpo_contact: _Text


class FeeSchemeEntry(_Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[fee_schemes]]``; the scheme is read by ``core.fees``."""

    name: _Text
    resolution: _Text
    scheme: dict[str, Any]


class SlotRuleEntry(_Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[slot_rules]]``: each start of each weekday of the next days is a slot."""

    offering: _Key
    municipality: _Key | None = None
    weekdays: tuple[Annotated[int, msgspec.Meta(ge=1, le=7)], ...]
    starts: tuple[_Clock, ...]
    minutes: _Count
    places: _Count
    place_name: _Text
    address: _Text
    directions: _Text
    from_day: Annotated[int, msgspec.Meta(ge=0, le=366)] = 0
    days: Annotated[int, msgspec.Meta(ge=1, le=366)] = RULE_DAYS


class SlotEntry(_Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[slots]]``: one slot on one day."""

    offering: _Key
    on: datetime.date
    start: _Clock
    minutes: _Count
    places: _Count
    place_name: _Text
    address: _Text
    directions: _Text
    closed: bool = False


class OperatorEntry(_Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[operators]]``."""

    login: _Key
    name: _Text
    role: _Text
    municipality: _Key | None = None
    provider: _Key | None = None


class TerritoryFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    territory: TerritoryEntry
    municipalities: tuple[MunicipalityEntry, ...] = ()
    providers: tuple[ProviderEntry, ...] = ()
    merchants: tuple[MerchantEntry, ...] = ()
    fee_schemes: tuple[FeeSchemeEntry, ...] = ()
    offerings: tuple[OfferingEntry, ...] = ()
    slot_rules: tuple[SlotRuleEntry, ...] = ()
    slots: tuple[SlotEntry, ...] = ()
    funds: tuple[FundEntry, ...] = ()
    operators: tuple[OperatorEntry, ...] = ()


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the store shall hold after the file is applied."""

    territory_id: str
    rows: tuple[Record, ...]
    totals: dict[str, int]
    known_slots: frozenset[str]
    """Slots that the file still means, also those too near for its rules to make now."""


def read(path: Path) -> TerritoryFile:
    """Return a file's content; refused with ``TerritoryFileWrong`` and the place."""
    text = path.read_text(encoding="utf-8")
    plain: Any
    try:
        plain = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise TerritoryFileWrong(path="$", why=str(error)) from error
    try:
        return msgspec.convert(plain, TerritoryFile)
    except msgspec.ValidationError as error:
        raise TerritoryFileWrong(path=_place(str(error), plain), why=str(error)) from error


def _place(error: str, plain: Any) -> str:
    """Return where an error is, entries named by their keys instead of their numbers."""
    path = error.rpartition(" - at `$")[2].rstrip("`").lstrip(".") if " - at `$" in error else "$"
    found = re.match(r"([a-z_]+)\[([0-9]+)\](.*)", path)
    if found is None:
        return path or "$"
    table, number, rest = found.groups()
    entry = plain[table][int(number)]
    key = entry.get("key", number) if isinstance(entry, dict) else number
    return f"{table}[{key}]{rest}"


def territory_id_of(key: str) -> str:
    """Return the id of the territory with this key."""
    return str(uuid5(NAMESPACE_URL, f"welfare-desk:territory:{key}"))


class Reader:
    """Turns a file into rows: keys into ids, rules into slots of the days from ``today``."""

    def __init__(self, file: TerritoryFile, today: datetime.date) -> None:
        self._file = file
        self._today = today
        self.territory_id = territory_id_of(file.territory.key)
        self._keys = {
            name: self._keys_of(name)
            for name in TerritoryFile.__struct_fields__
            if name != "territory"
        }

    def wanted(self) -> Wanted:
        """Return rows and totals; refused with ``TerritoryFileWrong``."""
        slots = tuple(self._slots())
        funds = tuple(self._funds())
        rows: tuple[Record, ...] = (
            *self._places(),
            *self._merchants(),
            *self._schemes(),
            *self._offerings(),
            *slots,
            *funds,
            *self._operators(),
        )
        totals = {f"slot:{slot.id}": slot.places for slot in slots}
        totals |= {f"fund:{fund.id}": fund.budget_cents for fund in funds}
        known = {
            self._id("slot", key)
            for rule in self._file.slot_rules
            for key, *_ in _days(rule, self._today, 0)
        }
        known |= {slot.id for slot in slots}
        return Wanted(
            territory_id=self.territory_id,
            rows=rows,
            totals=totals,
            known_slots=frozenset(known),
        )

    def _keys_of(self, table: str) -> frozenset[str]:
        seen: set[str] = set()
        for entry in getattr(self._file, table):
            if entry.key in seen:
                raise TerritoryFileWrong(path=f"{table}[{entry.key}].key", why="used twice")
            seen.add(entry.key)
        return frozenset(seen)

    def _id(self, kind: str, key: str) -> str:
        return derived(self.territory_id, f"{kind}:{key}")

    def _reference(self, place: str, table: str, kind: str, key: str) -> str:
        if key not in self._keys[table]:
            raise TerritoryFileWrong(path=place, why=f"no {table}[{key}]")
        return self._id(kind, key)

    def _municipality(self, place: str, key: str | None) -> str | None:
        if key is None:
            return None
        return self._reference(f"{place}.municipality", "municipalities", "municipality", key)

    def _places(self) -> Iterator[Record]:
        of = self.territory_id
        own = self._file.territory
        yield Territory(
            id=of,
            territory_id=of,
            name=own.name,
            sample=own.sample,
            notice_version=own.notice_version,
        )
        for each in self._file.municipalities:
            fields = _fields(each)
            yield Municipality(id=self._id("municipality", each.key), territory_id=of, **fields)
        for entry in self._file.providers:
            fields = provider_fields(f"providers[{entry.key}]", entry)
            yield Provider(id=self._id("provider", entry.key), territory_id=of, **fields)

    def _merchants(self) -> Iterator[Record]:
        for each in self._file.merchants:
            place = f"merchants[{each.key}]"
            yield Merchant(
                id=self._id("merchant", each.key),
                territory_id=self.territory_id,
                municipality_id=self._municipality(place, each.municipality) or "",
                fund_ids=tuple(
                    self._reference(f"{place}.funds", "funds", "fund", key) for key in each.funds
                ),
                **merchant_fields(place, each),
            )

    def _schemes(self) -> Iterator[Record]:
        for each in self._file.fee_schemes:
            place = f"fee_schemes[{each.key}].scheme"
            plain = dict(each.scheme)
            unknown = sorted(set(plain) - set(fees.Scheme.__struct_fields__))
            if unknown:
                raise TerritoryFileWrong(path=f"{place}.{unknown[0]}", why="unknown")
            _as_arrays(plain, "brackets", ("upper_cents", "fee_cents"), place)
            columns = ("upper_cents", "fee_from_cents", "fee_to_cents")
            _as_arrays(plain, "segments", columns, place)
            try:
                scheme = msgspec.convert(plain, fees.Scheme)
            except msgspec.ValidationError as error:
                raise TerritoryFileWrong(path=place, why=str(error)) from error
            flaw = fees.flaw(scheme)
            if flaw is not None:
                raise TerritoryFileWrong(path=f"{place}.{flaw}", why=_SCHEME_FLAWS[flaw])
            yield FeeScheme(
                id=self._id("fee_scheme", each.key),
                territory_id=self.territory_id,
                name=each.name,
                resolution=each.resolution,
                scheme=scheme,
            )

    def _offerings(self) -> Iterator[Record]:
        for each in self._file.offerings:
            place = f"offerings[{each.key}]"
            yield Offering(
                id=self._id("offering", each.key),
                territory_id=self.territory_id,
                provider_id=self._provider(place, each.provider),
                municipality_id=self._municipality(place, each.municipality),
                fee_scheme_id=self._scheme(place, each.fee_scheme),
                overrides=tuple(
                    self._override(f"{place}.overrides[{number}]", override)
                    for number, override in enumerate(each.overrides)
                )
                or None,
                **offering_fields(place, each),
            )

    def _override(self, place: str, each: OverrideEntry) -> Override:
        provider, scheme = each.provider, each.fee_scheme
        return Override(
            municipality_id=self._municipality(place, each.municipality) or "",
            active=each.active,
            provider_id=None if provider is None else self._provider(place, provider),
            fee_scheme_id=None if scheme is None else self._scheme(place, scheme),
            bring=each.bring,
            cancel_rule=each.cancel_rule,
        )

    def _provider(self, place: str, key: str) -> str:
        return self._reference(f"{place}.provider", "providers", "provider", key)

    def _scheme(self, place: str, key: str) -> str:
        return self._reference(f"{place}.fee_scheme", "fee_schemes", "fee_scheme", key)

    def _slots(self) -> Iterator[Slot]:
        for rule in self._file.slot_rules:
            place = f"slot_rules[{rule.key}]"
            self._municipality(place, rule.municipality)
            for key, on, start in _days(rule, self._today, rule.from_day):
                yield self._slot(place, key, rule, on, start, closed=False)
        for each in self._file.slots:
            place = f"slots[{each.key}]"
            yield self._slot(place, each.key, each, each.on, each.start, closed=each.closed)

    def _slot(
        self,
        place: str,
        key: str,
        entry: SlotRuleEntry | SlotEntry,
        on: datetime.date,
        start: str,
        *,
        closed: bool,
    ) -> Slot:
        start_minute = int(start[:2]) * 60 + int(start[3:])
        try:
            slot_instant(on, start_minute)
        except DateInSkippedHour as error:
            raise TerritoryFileWrong(path=place, why=f"{on} {start} is skipped") from error
        return Slot(
            id=self._id("slot", key),
            territory_id=self.territory_id,
            offering_id=self._reference(
                f"{place}.offering", "offerings", "offering", entry.offering
            ),
            slot_on=on,
            start_minute=start_minute,
            minutes=entry.minutes,
            zone=ZONE,
            places=entry.places,
            place_name=entry.place_name,
            address=entry.address,
            directions=entry.directions,
            closed=closed,
        )

    def _funds(self) -> Iterator[Fund]:
        for each in self._file.funds:
            place = f"funds[{each.key}]"
            period, starts_on, ends_on = self._period(place, each)
            yield Fund(
                id=self._id("fund", each.key),
                territory_id=self.territory_id,
                municipality_id=self._municipality(place, each.municipality),
                period=period,
                starts_on=starts_on,
                ends_on=ends_on,
                card_expires_on=ends_on + datetime.timedelta(days=each.card_days_after_end),
                **fund_fields(place, each),
            )

    def _period(self, place: str, each: FundEntry) -> tuple[str, datetime.date, datetime.date]:
        if each.period == "this_year":
            year = self._today.year
            return str(year), datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        if each.starts_on is None or each.ends_on is None or each.ends_on < each.starts_on:
            raise TerritoryFileWrong(path=f"{place}.starts_on", why="a period needs its days")
        return each.period, each.starts_on, each.ends_on

    def _operators(self) -> Iterator[Record]:
        logins: set[str] = set()
        for each in self._file.operators:
            place = f"operators[{each.key}]"
            if each.role not in ROLES or each.role == "server":
                raise TerritoryFileWrong(path=f"{place}.role", why=each.role)
            if each.login in logins:
                raise TerritoryFileWrong(path=f"{place}.login", why="used twice")
            logins.add(each.login)
            provider = None
            if each.provider is not None:
                provider = self._provider(place, each.provider)
            yield Operator(
                id=self._id("operator", each.key),
                territory_id=self.territory_id,
                login=each.login,
                name=each.name,
                role=each.role,
                municipality_id=self._municipality(place, each.municipality),
                provider_id=provider,
                pin_verifier="",
                pin_one_time=True,
                in_service=True,
            )


def _fields(entry: _Entry, *without: str) -> dict[str, Any]:
    return {
        name: value
        for name, value in msgspec.structs.asdict(entry).items()
        if name != "key" and name not in without
    }


def _as_arrays(plain: dict[str, Any], table: str, columns: tuple[str, ...], place: str) -> None:
    rows = plain.get(table)
    if rows is None:
        return
    if not isinstance(rows, Iterable) or not all(isinstance(row, dict) for row in rows):
        raise TerritoryFileWrong(path=f"{place}.{table}", why="a list of tables")
    for row in rows:
        if not set(row) <= set(columns):
            raise TerritoryFileWrong(path=f"{place}.{table}", why="unknown column")
    plain[table] = [[row.get(column) for column in columns] for row in rows]


def _days(
    rule: SlotRuleEntry, today: datetime.date, from_day: int
) -> Iterator[tuple[str, datetime.date, str]]:
    """Give key, day and start of each slot that a rule makes."""
    for day in range(from_day, rule.days):
        on = today + datetime.timedelta(days=day)
        if on.isoweekday() in rule.weekdays:
            for start in rule.starts:
                yield f"{rule.key}:{on.isoformat()}:{start}", on, start
