# SPDX-License-Identifier: EUPL-1.2
"""The territory file (docs/territory-file.md): read, checked, and turned into rows and totals."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from welfare_desk.core import fees
from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import TerritoryFileWrong
from welfare_desk.models.fund import Fund
from welfare_desk.models.offering import Asset, FeeScheme, Offering, Override
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
from welfare_desk.server.slot_rows import AssetEntry, Book, Made, SlotMaker, asset_row, refuse_clash
from welfare_desk.server.slot_rules import (
    ClosureEntry,
    SlotEntry,
    SlotRuleEntry,
    Where,
    capital_of,
    check_patron,
    closed_for_good,
)

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
_Cents = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000_000)]


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
    patron: Annotated[str, msgspec.Meta(pattern="^([0-9]{2}-[0-9]{2})?$")] = ""


class FeeSchemeEntry(_Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[fee_schemes]]``; the scheme is read by ``core.fees``."""

    name: _Text
    resolution: _Text
    scheme: dict[str, Any]


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
    closures: tuple[ClosureEntry, ...] = ()
    assets: tuple[AssetEntry, ...] = ()
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
    shut: Mapping[str, str]
    """By slot why a rule makes it no more: a holiday or a closure."""
    paths: Mapping[str, str]
    """By slot the entry that makes it."""


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
        made = self._made_slots()
        assets = tuple(self._assets())
        refuse_clash(made.slots, {row.id: row.name for row in assets}, made.paths)
        funds = tuple(self._funds())
        rows: tuple[Record, ...] = (
            *self._places(),
            *self._merchants(),
            *self._schemes(),
            *self._offerings(),
            *assets,
            *made.slots,
            *funds,
            *self._operators(),
        )
        totals = {f"slot:{slot.id}": slot.places for slot in made.slots}
        totals |= {f"fund:{fund.id}": fund.budget_cents for fund in funds}
        return Wanted(
            territory_id=self.territory_id,
            rows=rows,
            totals=totals,
            known_slots=made.known,
            shut=made.shut,
            paths=made.paths,
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
            if each.patron:
                check_patron(f"municipalities[{each.key}]", each.patron)
            fields = _fields(each, "patron")
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

    def _made_slots(self) -> Made:
        offerings = {each.key: each for each in self._file.offerings}
        towns = {each.key: each for each in self._file.municipalities}

        def where(place: str, offering: str, town: str | None) -> Where:
            self._reference(f"{place}.offering", "offerings", "offering", offering)
            self._municipality(place, town)
            entry = offerings[offering]
            own = [row.provider for row in entry.overrides if row.municipality == town]
            provider = next((key for key in own if key is not None), entry.provider)
            if town is None:
                return Where(provider, None)
            patron = towns[town].patron
            capital = capital_of(towns[town].name, towns[town].province)
            return Where(provider, town, patron, capital)

        for each in self._file.closures:
            place = f"closures[{each.key}]"
            self._municipality(place, each.municipality)
            if each.provider is not None:
                self._provider(place, each.provider)
        book = Book(
            self._id,
            lambda place, key: self._reference(place, "offerings", "offering", key),
            lambda place, key: self._reference(place, "assets", "asset", key),
            where,
        )
        gone = tuple(
            closed_for_good(each.key, each.left_on)
            for each in self._file.providers
            if each.left_on is not None
        )
        closures = (*self._file.closures, *gone)
        maker = SlotMaker(self.territory_id, self._today, closures, book)
        return maker.made(self._file.slot_rules, self._file.slots)

    def _assets(self) -> Iterator[Asset]:
        for each in self._file.assets:
            provider_id = self._provider(f"assets[{each.key}]", each.provider)
            yield asset_row(each, self._id("asset", each.key), self.territory_id, provider_id)

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
