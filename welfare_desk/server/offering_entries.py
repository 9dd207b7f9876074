# SPDX-License-Identifier: EUPL-1.2
"""``[[offerings]]`` and ``[[providers]]`` of the territory file: read and checked."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from stdnum.it import iva

from welfare_desk.core import isee
from welfare_desk.core.catalogue import (
    ACCESSIBILITY,
    GROUPS,
    LIMIT_PERIODS,
    MODES,
    PAYERS,
    RESIDENCES,
    WAITING_RULES,
)
from welfare_desk.core.refusals import TerritoryFileWrong
from welfare_desk.models.offering import PayerShare
from welfare_desk.models.territory import MerchantDocument
from welfare_desk.server.fund_entries import Cents, DocumentEntry, Key, Text

_Count = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
_Age = Annotated[int, msgspec.Meta(ge=0, le=130)]
_Days = Annotated[int, msgspec.Meta(ge=0, le=366)]
_Clock = Annotated[str, msgspec.Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
_Letters = Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")]


class ProviderEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[providers]]``."""

    key: Key
    name: Text
    phone: Text
    address: Text
    email: Text = ""
    contact_name: Text = ""
    vat_number: Text = ""
    register_no: Text = ""
    complaints_contact: Text = ""
    documents: tuple[DocumentEntry, ...] = ()
    quality_note: Text = ""
    checked_on: datetime.date | None = None
    left_on: datetime.date | None = None


class PayerEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who pays a part of an offering's price."""

    payer: Text
    name: Text = ""
    percent: Annotated[int, msgspec.Meta(ge=1, le=100)]
    cap_cents: Cents | None = None


class OverrideEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is different about an offering in one municipality."""

    municipality: Key
    active: bool | None = None
    provider: Key | None = None
    fee_scheme: Key | None = None
    bring: tuple[Text, ...] | None = None
    cancel_rule: Text | None = None


class OfferingEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[offerings]]``."""

    key: Key
    code: Text
    name_it: Text
    name_en: Text
    neutral_title: Text
    description_it: Text
    target_group: Text
    provider: Key
    municipality: Key | None = None
    mode: Text
    unit: Text
    minutes: _Count
    fee_scheme: Key
    isee_kind: Text
    units: _Count
    needs_assessment: bool
    bring: tuple[Text, ...]
    cancel_rule: Text
    active: bool
    description_en: Text = ""
    words: tuple[Text, ...] = ()
    min_age: _Age | None = None
    max_age: _Age | None = None
    residence: Text = ""
    isee_needed: bool = False
    on_request: bool = False
    notice_days: _Days = 0
    limit_count: _Count | None = None
    limit_period: Text = ""
    cancel_days: _Days | None = None
    cancel_at: _Clock = "12:00"
    waiting_rule: Text = ""
    hold_hours: Annotated[int, msgspec.Meta(ge=1, le=720)] = 24
    sensitive: bool = False
    accessibility: tuple[Text, ...] = ()
    languages: tuple[_Letters, ...] = ()
    payers: tuple[PayerEntry, ...] = ()
    overrides: tuple[OverrideEntry, ...] = ()


_AS_WRITTEN = ("code", "name_it", "name_en", "neutral_title", "description_it", "target_group",
               "mode", "unit", "minutes", "isee_kind", "units", "needs_assessment", "bring",
               "cancel_rule", "active", "description_en", "min_age", "max_age", "residence",
               "isee_needed", "on_request", "notice_days", "limit_count", "limit_period",
               "cancel_days", "waiting_rule", "hold_hours", "sensitive")  # fmt: skip


def provider_fields(place: str, entry: ProviderEntry) -> dict[str, Any]:
    """Return the fields of ``models.territory.Provider``.

    Refused with ``TerritoryFileWrong`` and the path of the first flaw.
    """
    if entry.vat_number and not iva.is_valid(entry.vat_number):
        _wrong(f"{place}.vat_number", "check digit")
    fields = {name: value for name, value in msgspec.structs.asdict(entry).items() if name != "key"}
    documents = tuple(
        MerchantDocument(name=each.name, number=each.number, valid_to=each.valid_to)
        for each in entry.documents
    )
    return {**fields, "documents": documents or None}


def offering_fields(place: str, entry: OfferingEntry) -> dict[str, Any]:
    """Return the fields of ``models.offering.Offering`` that need no reference.

    Refused with ``TerritoryFileWrong`` and the path of the first flaw.
    """
    _check_choices(place, entry)
    _check_conditions(place, entry)
    _check_payers(place, entry)
    _check_overrides(place, entry)
    payers = tuple(
        PayerShare(payer=each.payer, name=each.name, percent=each.percent, cap_cents=each.cap_cents)
        for each in entry.payers
    )
    return {
        **{name: getattr(entry, name) for name in _AS_WRITTEN},
        "cancel_minute": int(entry.cancel_at[:2]) * 60 + int(entry.cancel_at[3:]),
        "words": entry.words or None,
        "accessibility": entry.accessibility or None,
        "languages": entry.languages or None,
        "payers": payers or None,
    }


def _check_choices(place: str, entry: OfferingEntry) -> None:
    known: dict[str, Iterable[str]] = {
        "target_group": GROUPS,
        "mode": MODES,
        "isee_kind": isee.KINDS,
        "residence": ("", *RESIDENCES),
        "limit_period": ("", *LIMIT_PERIODS),
        "waiting_rule": ("", *WAITING_RULES),
    }
    for name, choices in known.items():
        value = getattr(entry, name)
        if value not in choices:
            _wrong(f"{place}.{name}", f"unknown: {value}")
    for value in entry.accessibility:
        if value not in ACCESSIBILITY:
            _wrong(f"{place}.accessibility", f"unknown: {value}")
    for name in ("words", "accessibility", "languages"):
        _once(f"{place}.{name}", getattr(entry, name))


def _check_conditions(place: str, entry: OfferingEntry) -> None:
    if entry.min_age is not None and entry.max_age is not None and entry.min_age > entry.max_age:
        _wrong(f"{place}.min_age", f"{entry.min_age} is above max_age {entry.max_age}")
    if entry.limit_period and entry.limit_count is None:
        _wrong(f"{place}.limit_count", "a limit_period without a count")
    if entry.on_request and entry.waiting_rule:
        _wrong(f"{place}.waiting_rule", "nothing to wait for without a calendar")
    if any(not each.strip() for each in entry.words):
        _wrong(f"{place}.words", "empty")


def _check_payers(place: str, entry: OfferingEntry) -> None:
    for number, each in enumerate(entry.payers):
        if each.payer not in PAYERS:
            _wrong(f"{place}.payers[{number}].payer", f"unknown: {each.payer}")
    percent = sum(each.percent for each in entry.payers)
    if percent > 100:
        _wrong(f"{place}.payers", f"{percent} percent in all")


def _check_overrides(place: str, entry: OfferingEntry) -> None:
    _once(f"{place}.overrides", [each.municipality for each in entry.overrides])
    for number, each in enumerate(entry.overrides):
        said = {name: value for name, value in msgspec.structs.asdict(each).items()
                if name != "municipality" and value is not None}  # fmt: skip
        if not said:
            _wrong(f"{place}.overrides[{number}]", "says nothing")


def _once(place: str, values: Iterable[str]) -> None:
    twice = [value for value, count in Counter(values).items() if count > 1]
    if twice:
        _wrong(place, f"used twice: {twice[0]}")


def _wrong(path: str, why: str) -> None:
    raise TerritoryFileWrong(path=path, why=why)
