# SPDX-License-Identifier: EUPL-1.2
"""The omnibox: one text, one meaning; the first that matches wins (ux.md 2.2)."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from welfare_desk.core import fiscal_code, scan_codes
from welfare_desk.core.card_code import unpack
from welfare_desk.core.dates import date_text, parse_birth_date, parse_date
from welfare_desk.core.numbers import parse_number
from welfare_desk.core.refusals import (
    BirthInFuture,
    CardCodeMistyped,
    DateUnreadable,
    DeskError,
    NumberMistyped,
)
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import people_of, root_of
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.person import Identifier, Person
from welfare_desk.operations.changes import FORMER_CODE
from welfare_desk.store import search

LIMIT = 20
AGENDA_DAYS = 731
"""A date within two years of today may mean a day of the agenda, an older one a birth alone."""
Meaning = Literal[
    "empty", "people", "person", "new_person", "card", "booking", "operator_badge",
    "enrolment", "command", "mistyped", "unknown",
]  # fmt: skip


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A person in the list, with what tells namesakes apart."""

    person_id: str
    surname: str
    name: str
    born_on: datetime.date | None
    street: str
    fiscal_code: str
    last_seen_at: int | None
    why: search.Why = "exact"
    """Why it was found: as typed, by a nickname, a mistake, the sound, or digits."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a text means: open at once, choose from a list, or begin an intake."""

    meaning: Meaning
    text: str
    hits: tuple[Hit, ...] = ()
    person_id: str = ""
    """The one person to open at once."""
    booking_id: str = ""
    card_id: str = ""
    code: str = ""
    """The fiscal code to begin an intake with, or the refusal's code when mistyped."""
    near: tuple[str, ...] = ()
    """Codes that one mistake would explain."""
    day: datetime.date | None = None
    """The day of the agenda that a typed date may mean beside a birth date."""
    scanned_card: str = ""
    """The signed card code as scanned, for verifying and activating."""


def answer(look: Reading, text: str) -> Answer:
    """Return what the text means at this desk."""
    bare = text.strip()
    if not bare:
        return Answer(meaning="empty", text=text)
    if bare[0] in ">/":
        return Answer(meaning="command", text=bare[1:].strip())
    kind = scan_codes.kind_of(bare)
    if kind is not None:
        return _scanned(look, bare, kind)
    numbered = bare.upper().startswith("PR") and any(letter.isdigit() for letter in bare)
    # Perini's fiscal code begins with PR too.
    if numbered and not fiscal_code.has_shape(bare):
        return _booking(look, bare, bare)
    found = _fiscal_code(look, bare)
    if found is not None:
        return found
    number = _number(look, bare) or _provisional_code(look, bare)
    if number is not None:
        return number
    dated = _dated(look, bare)
    return dated if dated is not None else _people(look, bare)


def _scanned(look: Reading, text: str, kind: scan_codes.Kind) -> Answer:
    if kind == "card":
        try:
            number = unpack(text).fields.number
        except CardCodeMistyped as refusal:
            return Answer(meaning="mistyped", text=text, code=refusal.code)
        return _card(look, number, text, scanned=text)
    if kind in ("booking", "voucher"):
        try:
            find = _booking if kind == "booking" else _card
            return find(look, scan_codes.number_in(text), text)
        except NumberMistyped as refusal:
            return Answer(meaning="mistyped", text=text, code=refusal.code)
    meaning: Meaning = "operator_badge" if kind == "operator" else "unknown"
    return Answer(meaning="enrolment" if kind == "enrolment" else meaning, text=text)


def _card(look: Reading, number: str, text: str, scanned: str = "") -> Answer:
    rows = look.where(VoucherCard, "card_no", number)
    if not rows:
        return Answer(meaning="unknown", text=text, scanned_card=scanned)
    return Answer(
        meaning="card",
        text=text,
        card_id=rows[0].id,
        person_id=root_of(look, rows[0].person_id),
        scanned_card=scanned,
    )


def _booking(look: Reading, number: str, text: str) -> Answer:
    try:
        rows = look.where(Booking, "booking_no", parse_number(number))
    except DeskError as refusal:
        return Answer(meaning="mistyped", text=text, code=refusal.code)
    if not rows:
        return Answer(meaning="unknown", text=text)
    row = rows[0]
    who = root_of(look, row.person_id)
    return Answer(meaning="booking", text=text, booking_id=row.id, person_id=who)


def _fiscal_code(look: Reading, text: str) -> Answer | None:
    code = fiscal_code.normalized(text)
    if not fiscal_code.has_shape(code):
        inside = fiscal_code.find_in(text) if len(text) > 16 else None
        if inside is None:
            return None
        code = inside
    try:
        parsed = fiscal_code.parse(code, look.today)
    except DeskError as refusal:
        if code.isdigit():
            return None
        near = tuple(
            each
            for each in fiscal_code.near_matches(code)
            if look.where(Person, "fiscal_code", each)
        )
        return Answer(meaning="mistyped", text=text, code=refusal.code, near=near)
    people = _holders(look, parsed.text, parsed.base_text)
    if not people:
        return Answer(meaning="new_person", text=text, code=parsed.text)
    if len(people) == 1:
        return Answer(meaning="person", text=text, person_id=people[0].id)
    return Answer(meaning="people", text=text, hits=tuple(_hit(row) for row in people))


def _provisional_code(look: Reading, text: str) -> Answer | None:
    """Eleven digits whose check digit fits: who has that code, else a telephone, else nobody."""
    digits = "".join(text.split())
    if len(digits) != fiscal_code.PROVISIONAL_LENGTH or not digits.isdigit():
        return None
    try:
        code = fiscal_code.parse(digits, look.today).text
    except DeskError:
        return None
    holders = _holders(look, code, code)
    if len(holders) == 1:
        return Answer(meaning="person", text=text, person_id=holders[0].id)
    found = _people(look, text)
    return found if found.hits else Answer(meaning="new_person", text=text, code=code)


def _holders(look: Reading, code: str, base_code: str) -> tuple[Person, ...]:
    """Return who has a code, else who has it but for omocodia, else who once had it.

    Each once: for somebody who was merged, the person that stays.
    """
    rows = look.where(Person, "fiscal_code", code) or look.where(Person, "base_code", base_code)
    ids = [row.id for row in rows] or [
        row.person_id
        for row in look.where(Identifier, "value", code)
        if row.identifier_kind == FORMER_CODE and not row.withdrawn
    ]
    return tuple({row.id: row for row in people_of(look, ids).values()}.values())


def _number(look: Reading, text: str) -> Answer | None:
    """A booking or card number typed without its prefix, when it is one that exists."""
    if not any(letter.isdigit() for letter in text):
        return None
    try:
        number = parse_number(text)
    except DeskError:
        return None
    for found in (_card(look, number, text), _booking(look, number, text)):
        if found.meaning in ("card", "booking"):
            return found
    return None


def _dated(look: Reading, text: str) -> Answer | None:
    """A date however it is typed: who was born that day, and the day of the agenda."""
    try:
        day = parse_date(text, look.today)
    except DateUnreadable:
        return None
    try:
        born_on = parse_birth_date(text, look.today)
    except (DateUnreadable, BirthInFuture):
        found = Answer(meaning="people", text=text)
    else:
        # As typed a run of digits may be a telephone too; words and blanks are only a date.
        run = text.isdigit() or "/" in text
        found = _people(look, text, text if run else date_text(born_on))
    near = abs((day - look.today).days) <= AGENDA_DAYS
    return msgspec.structs.replace(found, day=day if near else None)


def _people(look: Reading, text: str, sought: str = "") -> Answer:
    hits = tuple(
        Hit(
            person_id=hit.person_id,
            surname=hit.surname,
            name=hit.name,
            born_on=hit.born_on,
            street=hit.street,
            fiscal_code=hit.fiscal_code,
            last_seen_at=hit.last_seen_at,
            why=hit.why,
        )
        for hit in search.search(look.conn, sought or text, LIMIT)
    )
    return Answer(meaning="people", text=text, hits=hits)


def _hit(row: Person) -> Hit:
    return Hit(
        person_id=row.id,
        surname=row.surname,
        name=row.name,
        born_on=row.born_on,
        street=row.street,
        fiscal_code=row.fiscal_code,
        last_seen_at=None,
    )
