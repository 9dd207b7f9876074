# SPDX-License-Identifier: EUPL-1.2
"""Whose document was read: found by its number, else by name and birth, else a proposal."""

from __future__ import annotations

import datetime
import re
from typing import Any

import msgspec

from welfare_desk.core.mrz import LINE_LENGTH, Td1, parse_td1
from welfare_desk.core.refusals import DeskError
from welfare_desk.core.text import fold
from welfare_desk.desk.omnibox import Answer, Hit
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import root_of
from welfare_desk.models.person import Identifier, Person

_ZONE = re.compile(r"[A-Z0-9<]{30,90}")
_PERMIT = re.compile(r"I[0-9]{8}")
_LINES, _PASSPORT_LINE = 3, 44
_TWO_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"}


class DocumentRead(msgspec.Struct, frozen=True, kw_only=True):
    """What the lines of a document propose about its holder; never a fact.

    The names have no accents or apostrophes and may be cut: they replace nothing typed.
    """

    identifier_kind: str
    """``electronic_id_card`` or ``residence_permit``."""
    number: str
    issuer: str
    """The issuing state, three letters."""
    nationality: str
    """Three letters."""
    expires_on: datetime.date | None
    expired: bool
    surname: str
    name: str
    names_cut: bool
    born_on: datetime.date | None
    sex: str


class DocumentAnswer(Answer, frozen=True, kw_only=True):
    """What the lines of a document mean at this desk.

    ``meaning`` is ``person``, ``people``, ``new_person`` or ``mistyped``, as of any text.
    """

    document: DocumentRead | None = None
    lines_read: int = 0
    """How many lines came, where fewer came than there are."""
    passport: bool = False
    """True for a passport, whose two lines are not read."""


def is_zone(text: str) -> bool:
    """Tell whether a text is the lines of a document, whole or in part."""
    bare = _bare(text)
    return "<" in bare and _ZONE.fullmatch(bare) is not None


def document_answer(look: Reading, text: str) -> DocumentAnswer:
    """Return whose document the lines are of, or what keeps them from being read."""
    bare = _bare(text)
    lines, rest = divmod(len(bare), LINE_LENGTH)
    passport = bare.startswith("P") and len(bare) % _PASSPORT_LINE == 0
    try:
        zone = parse_td1(bare, look.today)
    except DeskError as refusal:
        short = lines if not rest and lines < _LINES else 0
        return DocumentAnswer(
            meaning="mistyped", text=text, code=refusal.code, lines_read=short, passport=passport
        )
    read = _proposed(zone, look.today)
    found = _by_number(look, read.number) or _by_name(look, zone)
    if not found:
        return DocumentAnswer(meaning="new_person", text=text, document=read)
    if len(found) == 1:
        return DocumentAnswer(
            meaning="person", text=text, person_id=found[0].person_id, document=read
        )
    return DocumentAnswer(meaning="people", text=read.surname, hits=found, document=read)


def document_of(payload: dict[str, Any]) -> DocumentRead:
    """Return what a draft kept of a document."""
    return msgspec.convert(payload, DocumentRead)


def _bare(text: str) -> str:
    return "".join(text.split()).upper().replace(";", "<")


def _proposed(zone: Td1, today: datetime.date) -> DocumentRead:
    return DocumentRead(
        identifier_kind=_kind(zone),
        number=zone.document_number,
        issuer=zone.issuing_state,
        nationality=zone.nationality,
        expires_on=zone.expires_on,
        expired=zone.expires_on is not None and zone.expires_on < today,
        surname=_named(zone.surname),
        name=_named(zone.given_names),
        names_cut=zone.names_cut,
        born_on=zone.birth_on,
        sex=zone.sex,
    )


def _kind(zone: Td1) -> str:
    """The code a permit prints was not verified: who is no citizen of the issuer holds one."""
    foreign = zone.nationality != zone.issuing_state
    permit = foreign or _PERMIT.fullmatch(zone.document_number) is not None
    return "residence_permit" if permit and zone.issuing_state == "ITA" else "electronic_id_card"


def _named(letters: str) -> str:
    return " ".join(word.capitalize() for word in letters.split())


def _by_number(look: Reading, number: str) -> tuple[Hit, ...]:
    rows = [row for row in look.where(Identifier, "value", number) if not row.withdrawn]
    return _hits(look, [row.person_id for row in rows])


def _by_name(look: Reading, zone: Td1) -> tuple[Hit, ...]:
    if zone.birth_on is None:
        return ()
    same_day = look.where(Person, "born_on", zone.birth_on)
    return _hits(look, [row.id for row in same_day if _is_named(row, zone)])


def _is_named(row: Person, zone: Td1) -> bool:
    """A second name that one of the two leaves out does not count, nor does a cut end."""
    mine, theirs = zone.given_names.lower().split(), fold(row.name).split()
    whole = zone.surname.lower().replace(" ", "")
    if whole not in (_joined(row.surname), _joined(_widened(row.surname))):
        return False
    if not mine or not theirs:
        return not mine and not theirs
    pairs = list(zip(mine, (_widened(row.name) or "").split(), strict=False))
    narrow = list(zip(mine, theirs, strict=False))
    return any(_agree(each, zone.names_cut) for each in (narrow, pairs))


def _agree(pairs: list[tuple[str, str]], cut: bool) -> bool:
    return all(a == b or (cut and b.startswith(a)) for a, b in pairs)


def _joined(name: str) -> str:
    return fold(name).replace(" ", "")


def _widened(name: str) -> str:
    """Return a name with its umlauts in two letters, as most states print them."""
    return fold("".join(_TWO_LETTERS.get(letter, letter) for letter in name.lower()))


def _hits(look: Reading, ids: list[str]) -> tuple[Hit, ...]:
    roots = tuple(dict.fromkeys(root_of(look, each) for each in ids))
    rows = look.many(Person, roots)
    return tuple(
        Hit(
            person_id=row.id,
            surname=row.surname,
            name=row.name,
            born_on=row.born_on,
            street=row.street,
            fiscal_code=row.fiscal_code,
            last_seen_at=None,
        )
        for each in roots
        if (row := rows.get(each)) is not None
    )
