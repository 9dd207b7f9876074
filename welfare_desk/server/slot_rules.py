# SPDX-License-Identifier: EUPL-1.2
"""Slots of the territory file: on which days a rule has one, by recurrence, holidays, closures."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Final, NamedTuple

import holidays
import msgspec
from dateutil import rrule

from welfare_desk.core.holiday import is_national_holiday
from welfare_desk.core.instants import minute_text
from welfare_desk.core.refusals import TerritoryFileWrong
from welfare_desk.server.fund_entries import Key, Text

RULE_DAYS: Final = 14
COURSE_DAYS: Final = 732
"""A course ends within so many days of its first one."""
HOLIDAY: Final = "Giorno festivo, niente orari"
"""What people are told of a slot that is closed because its day is a holiday."""
LEFT: Final = "L’ente non offre più il servizio"
"""What people are told of a slot of a provider that left."""
_Count = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
_Clock = Annotated[str, msgspec.Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
_Range = Annotated[
    str, msgspec.Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$")
]
_WEEKDAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    key: Key


class SlotRuleEntry(_Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[slot_rules]]``: each start of each day that recurs is a slot, or all are one course."""

    offering: Key
    municipality: Key | None = None
    weekdays: tuple[Annotated[int, msgspec.Meta(ge=1, le=7)], ...]
    starts: tuple[_Clock, ...] = ()
    open: tuple[_Range, ...] = ()
    minutes: _Count
    places: _Count
    place_name: Text
    address: Text
    directions: Text
    from_day: Annotated[int, msgspec.Meta(ge=0, le=366)] = 0
    days: Annotated[int, msgspec.Meta(ge=1, le=366)] = RULE_DAYS
    from_on: datetime.date | None = None
    until: datetime.date | None = None
    every_weeks: Annotated[int, msgspec.Meta(ge=1, le=52)] = 1
    nth_of_month: tuple[Annotated[int, msgspec.Meta(ge=-1, le=5)], ...] = ()
    except_on: tuple[datetime.date, ...] = ()
    on_holidays: bool = False
    meetings: Annotated[int, msgspec.Meta(ge=2, le=200)] | None = None
    assets: tuple[Key, ...] = ()


class SlotEntry(_Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[slots]]``: one slot on one day."""

    offering: Key
    municipality: Key | None = None
    on: datetime.date
    start: _Clock
    minutes: _Count
    places: _Count
    place_name: Text
    address: Text
    directions: Text
    closed: bool = False
    closed_reason: Text = ""
    assets: tuple[Key, ...] = ()


class Where(NamedTuple):
    """Whose slots a rule makes, and the municipality's own holidays."""

    provider: str
    municipality: str | None
    patron: str = ""
    """``MM-DD``."""
    province: str = ""
    """Of a capital, whose patron's day the usual library knows."""


class ClosureEntry(_Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[closures]]``: days without slots, of a provider, a municipality or everybody."""

    from_on: datetime.date
    to_on: datetime.date
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern="^[^\\x00]*$")]
    provider: Key | None = None
    municipality: Key | None = None

    def concerns(self, where: Where) -> bool:
        """Tell whether a provider's slots in a municipality are closed by it."""
        return self.provider in (None, where.provider) and self.municipality in (
            None,
            where.municipality,
        )


class RuleDays:
    """The days of one rule, and why a day that recurs is not one of them."""

    def __init__(
        self, rule: SlotRuleEntry, where: Where, closures: Sequence[ClosureEntry] = ()
    ) -> None:
        self._rule, self._where = rule, where
        self._closures = [each for each in closures if each.concerns(where)]

    def between(self, since: datetime.date, until: datetime.date) -> Iterator[datetime.date]:
        """Give the days that recur from one day to another, both taking part, open or not."""
        rule = self._rule
        start = rule.from_on or since
        end = until if rule.until is None else min(until, rule.until)
        if not rule.weekdays or end < max(start, since):
            return
        kept = frozenset(rule.except_on)
        for moment in _recurring(rule, start, end):
            day = moment.date()
            if day >= since and day not in kept:
                yield day

    def shut(self, on: datetime.date) -> str:
        """Return why a day is closed, in the words that people are told, or nothing."""
        reason = closed_by(self._closures, on)
        if reason:
            return reason
        if not self._rule.on_holidays and is_day_off(on, self._where.patron, self._where.province):
            return HOLIDAY
        return ""

    def meetings(self) -> tuple[datetime.date, ...]:
        """Return the days of a course, the first that are open, as many as the rule says.

        Fewer where ``until`` or ``COURSE_DAYS`` end it before.
        """
        first = self._rule.from_on
        found: list[datetime.date] = []
        if first is None or self._rule.meetings is None:
            return ()
        last = min(first.toordinal() + COURSE_DAYS, datetime.date.max.toordinal())
        for day in self.between(first, datetime.date.fromordinal(last)):
            if len(found) < self._rule.meetings and not self.shut(day):
                found.append(day)
        return tuple(found)


def _recurring(
    rule: SlotRuleEntry, start: datetime.date, end: datetime.date
) -> Iterator[datetime.datetime]:
    days = [_WEEKDAYS[day - 1] for day in sorted(set(rule.weekdays))]
    begin = datetime.datetime.combine(start, datetime.time())
    last = datetime.datetime.combine(end, datetime.time())
    if rule.nth_of_month:
        nth = [day(number) for day in days for number in sorted(set(rule.nth_of_month))]
        return iter(rrule.rrule(rrule.MONTHLY, dtstart=begin, until=last, byweekday=nth))
    return iter(
        rrule.rrule(
            rrule.WEEKLY, dtstart=begin, until=last, byweekday=days, interval=rule.every_weeks,
            wkst=rrule.MO,
        )
    )  # fmt: skip


def closed_by(closures: Iterable[ClosureEntry], on: datetime.date) -> str:
    """Return the reason of the first closure that holds on a day, or nothing."""
    return next((each.reason for each in closures if each.from_on <= on <= each.to_on), "")


def is_day_off(on: datetime.date, patron: str, province: str = "") -> bool:
    """Tell whether a day is a national holiday or the patron saint's, by date or by capital.

    ``province`` is that of a municipality which is its capital, else nothing.
    """
    if is_national_holiday(on) or f"{on:%m-%d}" == patron:
        return True
    return not patron and bool(province) and on in _of_province(province, on.year)


@lru_cache(maxsize=200)
def _of_province(province: str, year: int) -> frozenset[datetime.date]:
    return frozenset(holidays.country_holidays("IT", subdiv=province, years=year))


def capital_of(name: str, province: str) -> str:
    """Return the province of a municipality that is its capital and known, else nothing."""
    known: Mapping[str, str] = holidays.IT.subdivisions_aliases  # type: ignore[attr-defined]
    return province if known.get(name) == province else ""


def starts_of(rule: SlotRuleEntry) -> tuple[str, ...]:
    """Return the starts of a day: as written, and those that fit in the opening hours."""
    found = list(rule.starts)
    for each in rule.open:
        begin, _, end = each.partition("-")
        minute = _minute(begin)
        while minute + rule.minutes <= _minute(end):
            found.append(minute_text(minute))
            minute += rule.minutes
    return tuple(dict.fromkeys(found))


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def check_rule(place: str, rule: SlotRuleEntry) -> None:
    """Refuse a rule that cannot be meant, with ``TerritoryFileWrong`` and the path."""
    for number, each in enumerate(rule.open):
        begin, _, end = each.partition("-")
        if _minute(end) <= _minute(begin):
            _wrong(f"{place}.open[{number}]", f"{each} ends before it starts")
        if _minute(begin) + rule.minutes > _minute(end):
            _wrong(f"{place}.open[{number}]", f"{rule.minutes} minutes do not fit in {each}")
    if not starts_of(rule):
        _wrong(f"{place}.starts", "none, and no opening hours")
    if rule.every_weeks > 1 and rule.from_on is None:
        _wrong(f"{place}.from_on", "every_weeks counts from a day")
    if rule.nth_of_month and rule.every_weeks > 1:
        _wrong(f"{place}.nth_of_month", "not together with every_weeks")
    if 0 in rule.nth_of_month:
        _wrong(f"{place}.nth_of_month", "1 to 5, or -1 for the last")
    if rule.from_on is not None and rule.until is not None and rule.until < rule.from_on:
        _wrong(f"{place}.until", f"{rule.until} is before from_on {rule.from_on}")
    if rule.meetings is not None and rule.from_on is None:
        _wrong(f"{place}.from_on", "a course has a first day")
    if rule.meetings is not None and len(starts_of(rule)) > 1:
        _wrong(f"{place}.starts", "a course has one start")


def check_closure(place: str, closure: ClosureEntry) -> None:
    """Refuse a closure that ends before it starts."""
    if closure.to_on < closure.from_on:
        _wrong(f"{place}.to_on", f"{closure.to_on} is before from_on {closure.from_on}")


def closed_for_good(provider: str, left_on: datetime.date) -> ClosureEntry:
    """Return the closure of a provider that left: from that day on it holds nothing."""
    return ClosureEntry(
        key=f"left:{provider}",
        from_on=left_on,
        to_on=datetime.date.max,
        reason=LEFT,
        provider=provider,
    )


def check_patron(place: str, patron: str) -> None:
    """Refuse a patron saint's day that no year has."""
    try:
        datetime.date.fromisoformat(f"2000-{patron}")
    except ValueError:
        _wrong(f"{place}.patron", f"{patron} is no day: MM-DD")


def _wrong(path: str, why: str) -> None:
    raise TerritoryFileWrong(path=path, why=why)
