# SPDX-License-Identifier: EUPL-1.2
"""``[[funds]]`` and ``[[merchants]]`` of the territory file: read and checked whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from stdnum import iban
from stdnum.it import iva

from welfare_desk.core.awards import Addition, Criteria, DatedCriteria, PerDay
from welfare_desk.core.fund_flaws import dates_flaw, flaw
from welfare_desk.core.ranking import POLICIES
from welfare_desk.core.refusals import TerritoryFileWrong
from welfare_desk.models.territory import MerchantDocument
from welfare_desk.operations.roles import ROLES

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Text = Annotated[str, msgspec.Meta(max_length=500, pattern="^[^\\x00]*$")]
Cents = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000_000)]
_PAYERS = ("municipality", "third_sector", "employer", "donations")
_CARRIERS = ("card", "voucher", "health_card")
_STATES = ("admitted", "suspended", "left")
_TABLES = ("amounts_cents", "isee_ceilings_cents", "income_ceilings_cents")
_NOT_PEOPLE = ("server", "desk")


class TopUp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Money that was put into a fund, by which act."""

    on: datetime.date
    cents: Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000_000)]
    resolution: Text


class Later(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rules that hold from a day on."""

    from_on: datetime.date
    criteria: dict[str, Any]


class FundEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[funds]]``."""

    key: Key
    name: Text
    card_title: Text
    card_subtitle: Text
    payer: Text
    phone: Text
    resolution: Text
    municipality: Key | None = None
    period: Text
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    card_days_after_end: Annotated[int, msgspec.Meta(ge=0, le=3660)]
    budget_cents: Cents
    top_ups: tuple[TopUp, ...] = ()
    solo_limit_cents: Cents
    criteria: dict[str, Any]
    later_criteria: tuple[Later, ...] = ()
    payer_kind: Text = "municipality"
    needs_application: bool = False
    applications_from: datetime.date | None = None
    applications_until: datetime.date | None = None
    two_sign_above_cents: Cents | None = None
    cross_check_above_cents: Cents | None = None
    carrier: Text = "card"
    denominations: tuple[Cents, ...] = ()
    partial_use: bool = True
    goods_note: Text = ""
    visible_roles: tuple[Text, ...] = ()
    ranking: tuple[Text, ...] = ()
    sample_percent: Annotated[int, msgspec.Meta(ge=0, le=100)] = 10
    reversal_days: Annotated[int, msgspec.Meta(ge=0, le=3660)] = 30
    template: Text = ""


class DocumentEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paper that a shop has handed in."""

    name: Text
    number: Text = ""
    valid_to: datetime.date | None = None


class MerchantEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[merchants]]``."""

    key: Key
    name: Text
    address: Text
    municipality: Key
    vat_number: Text
    funds: tuple[Key, ...]
    state: Text = "admitted"
    fiscal_code: Text = ""
    iban: Text = ""
    contact_name: Text = ""
    phone: Text = ""
    email: Text = ""
    admitted_from: datetime.date | None = None
    admitted_to: datetime.date | None = None
    documents: tuple[DocumentEntry, ...] = ()


def fund_fields(place: str, entry: FundEntry) -> dict[str, Any]:
    """Return the fields of ``models.fund.Fund`` that need no reference and no period.

    Refused with ``TerritoryFileWrong`` and the path of the first flaw.
    """
    rules = read_criteria(f"{place}.criteria", entry.criteria)
    later = tuple(
        DatedCriteria(
            from_on=each.from_on,
            criteria=read_criteria(f"{place}.later_criteria[{number}].criteria", each.criteria),
        )
        for number, each in enumerate(entry.later_criteria)
    )
    _check_fund(place, entry)
    _check_rules(place, entry, rules, later)
    own = {
        name: getattr(entry, name)
        for name in ("name", "card_title", "card_subtitle", "payer", "phone", "resolution",
                     "budget_cents", "solo_limit_cents", "payer_kind", "needs_application",
                     "applications_from", "applications_until", "two_sign_above_cents",
                     "cross_check_above_cents", "carrier", "partial_use", "goods_note",
                     "sample_percent", "reversal_days", "template")
    }  # fmt: skip
    return {
        **own,
        "criteria": rules,
        "later_criteria": later or None,
        "denominations": entry.denominations or None,
        "visible_roles": entry.visible_roles or None,
        "ranking": entry.ranking or None,
    }


def merchant_fields(place: str, entry: MerchantEntry) -> dict[str, Any]:
    """Return the fields of ``models.territory.Merchant`` that need no reference."""
    if not iva.is_valid(entry.vat_number):
        _wrong(f"{place}.vat_number", "check digit")
    if entry.iban and not iban.is_valid(entry.iban):
        _wrong(f"{place}.iban", "check digit")
    if entry.state not in _STATES:
        _wrong(f"{place}.state", entry.state)
    first, last = entry.admitted_from, entry.admitted_to
    if first is not None and last is not None and last < first:
        _wrong(f"{place}.admitted_to", "before admitted_from")
    names = ("name", "address", "vat_number", "state", "fiscal_code", "contact_name", "phone",
             "email", "admitted_from", "admitted_to")  # fmt: skip
    documents = tuple(
        MerchantDocument(name=each.name, number=each.number, valid_to=each.valid_to)
        for each in entry.documents
    )
    return {
        **{name: getattr(entry, name) for name in names},
        "iban": iban.compact(entry.iban) if entry.iban else "",
        "documents": documents or None,
    }


def read_criteria(place: str, plain: dict[str, Any]) -> Criteria:
    """Return rules as the engine takes them; a table may be a list or say each size by name."""
    given = dict(plain)
    _known(place, given, Criteria)
    for name in _TABLES:
        if isinstance(given.get(name), dict):
            given[name] = _by_size(f"{place}.{name}", given[name])
    if isinstance(given.get("per_day"), dict):
        _known(f"{place}.per_day", given["per_day"], PerDay)
    for number, each in enumerate(given.get("additions") or ()):
        if isinstance(each, dict):
            _known(f"{place}.additions[{number}]", each, Addition)
    try:
        return msgspec.convert(given, Criteria)
    except msgspec.ValidationError as error:
        _, named, path = str(error).rpartition(" - at `$")
        where = path.rstrip("`") if named else ""
        raise TerritoryFileWrong(path=f"{place}{where}", why=str(error)) from error


def _by_size(place: str, table: dict[str, Any]) -> list[Any]:
    """Return ``{1 = …, 2 = …}`` as a list; a size left out is a gap that nobody may fall into."""
    unreadable = [key for key in table if not key.isdecimal() or int(key) < 1]
    if unreadable:
        _wrong(f"{place}.{unreadable[0]}", "a household size")
    sizes = {int(key): value for key, value in table.items()}
    for size in range(1, max(sizes, default=0) + 1):
        if size not in sizes:
            _wrong(f"{place}.{size}", "a gap in the table")
    return [sizes[size] for size in sorted(sizes)]


def _check_rules(
    place: str, entry: FundEntry, rules: Criteria, later: tuple[DatedCriteria, ...]
) -> None:
    dated = [(f"{place}.criteria", rules)]
    dated += [
        (f"{place}.later_criteria[{number}].criteria", each.criteria)
        for number, each in enumerate(later)
    ]
    for path, each_rules in dated:
        found = flaw(each_rules, entry.denominations)
        if found is not None:
            _wrong(f"{path}.{found[0]}", found[1])
        if each_rules.needs_declaration and not entry.needs_application:
            _wrong(f"{place}.needs_application", "the rules ask for what an applicant declares")
    found = dates_flaw(later)
    if found is not None:
        _wrong(f"{place}.later_criteria{found[0]}", found[1])


def _check_fund(place: str, entry: FundEntry) -> None:
    if entry.top_ups and sum(each.cents for each in entry.top_ups) != entry.budget_cents:
        _wrong(f"{place}.top_ups", "their sum is not budget_cents")
    _one_of(f"{place}.payer_kind", entry.payer_kind, _PAYERS)
    _one_of(f"{place}.carrier", entry.carrier, _CARRIERS)
    for name in entry.ranking:
        _one_of(f"{place}.ranking", name, POLICIES)
    if len(set(entry.ranking)) != len(entry.ranking):
        _wrong(f"{place}.ranking", "used twice")
    for role in entry.visible_roles:
        _one_of(f"{place}.visible_roles", role, [name for name in ROLES if name not in _NOT_PEOPLE])
    if (entry.carrier == "voucher") != bool(entry.denominations):
        _wrong(f"{place}.denominations", "vouchers have denominations, nothing else has")
    values = entry.denominations
    if values and (min(values) < 1 or any(value % min(values) for value in values)):
        _wrong(f"{place}.denominations", "not multiples of the smallest")
    if len(set(values)) != len(values):
        _wrong(f"{place}.denominations", "used twice")
    first, last = entry.applications_from, entry.applications_until
    if (first or last) and not entry.needs_application:
        _wrong(f"{place}.needs_application", "days for applications without any")
    if first is not None and last is not None and last < first:
        _wrong(f"{place}.applications_until", "before applications_from")


def _one_of(place: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        _wrong(place, value)


def _known(place: str, plain: dict[str, Any], kind: type[msgspec.Struct]) -> None:
    unknown = sorted(set(plain) - set(kind.__struct_fields__))
    if unknown:
        _wrong(f"{place}.{unknown[0]}", "unknown")


def _wrong(path: str, why: str) -> None:
    raise TerritoryFileWrong(path=path, why=why)
