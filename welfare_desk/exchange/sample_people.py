# SPDX-License-Identifier: EUPL-1.2
"""Made-up people in households, as the operations that would register them.

Only ``Random.random`` is drawn from: it is the one method that Python promises to keep, so
a seed makes the same people on every machine.  Nobody real is meant: names are frequent
ones put together by chance, and no telephone number begins with +39 000.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from welfare_desk.core.dates import age
from welfare_desk.core.fiscal_code import encode, omocodia_variants
from welfare_desk.core.fiscal_code_tables import luhn_holds
from welfare_desk.core.ids import uuid7
from welfare_desk.core.instants import DAY_US
from welfare_desk.core.isee import CURRENT, MINORS, ORDINARY, SOCIAL_HEALTH, valid_to
from welfare_desk.exchange.sample_homes import Member, draw_members
from welfare_desk.exchange.sample_names import SampleNames, Word, sample_names
from welfare_desk.models.territory import Municipality
from welfare_desk.operations.households import FormHousehold, Joining, RecordIsee
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import RegisterPerson

_EPOCH = date(1970, 1, 1)
_WITH_ISEE = 0.67
_ISEE_EIGHTHS = (0, 2_400, 5_200, 8_000, 11_000, 15_000, 20_000, 27_000, 48_000)
"""Euros between which an eighth of the attestations falls."""
_STATUSES = ("seen", "seen", "seen", "declared", "verified")


class _Home(msgspec.Struct, frozen=True):
    """What the members of a household share."""

    municipality: Municipality
    street: str
    street_no: str
    phone: str


def sample_people(
    count: int,
    seed: int,
    municipalities: Sequence[Municipality],
    *,
    today: date,
    notice_version: str = "ESEMPIO-1",
) -> Iterator[Operation]:
    """Give the operations that register so many people, household by household.

    Each household comes whole: its people, the household, the notice its applicant signed,
    two times in three an ISEE that holds today.  The same arguments give the same
    operations, ids included.
    """
    return _Sample(seed, municipalities, today, notice_version).operations(count)


class _Sample:
    """The state of one run: the chance, and the codes already given."""

    def __init__(
        self, seed: int, municipalities: Sequence[Municipality], today: date, version: str
    ) -> None:
        self._chance = random.Random(seed).random  # noqa: S311 - repeatable, guards nothing
        self._municipalities = municipalities
        self._today = today
        self._version = version
        self._names: SampleNames = sample_names()
        self._codes: set[str] = set()
        self._id_us = (today - _EPOCH).days * DAY_US

    def operations(self, count: int) -> Iterator[Operation]:
        left = count
        while left > 0:
            members = draw_members(self._chance, self._names, self._today)[:left]
            left -= len(members)
            yield from self._household(members)

    def _household(self, members: list[Member]) -> Iterator[Operation]:
        home = self._home()
        people = [self._person(member, home) for member in members]
        yield from people
        household_id = self._id()
        youngest_on = max(member.born_on for member in members)
        yield FormHousehold(
            household_id=household_id,
            controller_id=home.municipality.id,
            members=tuple(
                Joining(person.person_id, member.role)
                for person, member in zip(people, members, strict=True)
            ),
            from_on=max(date(self._today.year, 1, 1), youngest_on),
            residence_istat=home.municipality.istat_code,
        )
        applicant = people[0]
        yield RecordNotice(
            notice_id=self._id(),
            person_id=applicant.person_id,
            version=self._version,
            language="en" if applicant.language == "en" else "it",
            signer=f"{applicant.name} {applicant.surname}",
            given_on=self._today,
        )
        if self._chance() < _WITH_ISEE:
            yield self._isee(household_id, members)

    def _home(self) -> _Home:
        chance = self._chance
        number = str(1 + int(chance() * 120))
        if chance() < 0.1:
            number += ("/A", "/B", " int. 2", " int. 5")[int(chance() * 4)]
        return _Home(
            municipality=self._municipalities[int(chance() * len(self._municipalities))],
            street=self._names.of("it", "street").pick(chance()).text,
            street_no=number,
            phone=self._phone(),
        )

    def _person(self, member: Member, home: _Home) -> RegisterPerson:
        chance = self._chance
        years = age(member.born_on, self._today)
        code = self._code(member, years)
        reason = "" if code else self._names.of(member.origin, "reason").pick(chance()).text
        phone = "" if years < 14 else home.phone if chance() < 0.6 else self._phone()
        abroad = member.place.startswith("Z")
        speaks = member.origin if abroad and chance() < 0.5 else "it"
        # Some passports are copied letter by letter: such a name must print and be found.
        own_letters = abroad and chance() < 0.15
        return RegisterPerson(
            person_id=self._id(),
            controller_id=home.municipality.id,
            surname=_shown(member.surname, own_letters),
            name=_shown(member.name, own_letters),
            sex=member.sex,
            born_on=member.born_on,
            birthplace_code=member.place,
            fiscal_code=code,
            fiscal_code_status=_STATUSES[int(chance() * 5)] if code else "none",
            no_code_reason=reason,
            phone=phone,
            street=home.street,
            street_no=home.street_no,
            postal_code=home.municipality.postal_code,
            residence_istat=home.municipality.istat_code,
            language=self._names.of(speaks, "language").pick(0).text,
            channel="phone" if phone else "letter" if chance() < 0.5 else "counter",
        )

    def _code(self, member: Member, years: int) -> str:
        chance = self._chance()
        abroad = member.place.startswith("Z")
        if chance < (0.04 if abroad else 0.15 if years < 1 else 0):
            return ""
        if abroad and chance > 0.98:
            return self._provisional_code()
        code = encode(
            member.surname.text, member.name.text, member.sex, member.born_on, member.place
        )
        if code in self._codes or chance > 0.997:
            code = next(each for each in omocodia_variants(code)[1:] if each not in self._codes)
        self._codes.add(code)
        return code

    def _provisional_code(self) -> str:
        while True:
            digits = f"{self._number(7)}028"
            code = next(digits + last for last in "0123456789" if luhn_holds(digits + last))
            if code not in self._codes:
                self._codes.add(code)
                return code

    def _isee(self, household_id: str, members: list[Member]) -> RecordIsee:
        kind = self._isee_kind(members)
        days = 150 if kind == CURRENT else (self._today - date(self._today.year, 1, 1)).days
        issued_on = self._today - timedelta(days=int(self._chance() * (days + 1)))
        place, part = divmod(self._chance() * 8, 1)
        lower, upper = _ISEE_EIGHTHS[int(place)], _ISEE_EIGHTHS[int(place) + 1]
        letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[int(self._chance() * 26)]
        return RecordIsee(
            isee_id=self._id(),
            household_id=household_id,
            isee_kind=kind,
            dsu_no=f"INPS-ISEE-{issued_on.year}-{self._number(8)}{letter}-00",
            value_cents=lower * 100 + int(part * (upper - lower) * 100),
            issued_on=issued_on,
            valid_to=valid_to(kind, issued_on),
            has_discrepancies=self._chance() < 0.04,
        )

    def _isee_kind(self, members: list[Member]) -> str:
        ages = [age(member.born_on, self._today) for member in members]
        lone = all(member.role != "spouse" for member in members)
        chance = self._chance()
        if chance < 0.05:
            return CURRENT
        if min(ages) < 18 and lone and chance < 0.4:
            return MINORS
        if max(ages) >= 75 and chance < 0.2:
            return SOCIAL_HEALTH
        return ORDINARY

    def _phone(self) -> str:
        return "" if self._chance() < 0.06 else f"+39000{self._number(7)}"

    def _number(self, digits: int) -> str:
        return f"{int(self._chance() * 10**digits):0{digits}d}"

    def _id(self) -> str:
        self._id_us += 1_000
        bits = int(self._chance() * (1 << 32)) << 32 | int(self._chance() * (1 << 32))
        return uuid7(self._id_us, bits.to_bytes(8, "big"))


def _shown(word: Word, own_letters: bool) -> str:
    return word.written if own_letters else word.text
