# SPDX-License-Identifier: EUPL-1.2
"""Single cells of a list of residents, read as offices write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from welfare_desk.core.dates import parse_birth_date
from welfare_desk.core.fiscal_code import FiscalCode, differences
from welfare_desk.core.phones import phone_stored
from welfare_desk.core.places import Place, Places
from welfare_desk.core.refusals import DateUnreadable
from welfare_desk.core.text import fold

_NOTHING = frozenset({
    "-", "--", "---", "/", ".", "n.d.", "nd", "n.d", "null", "n/a", "n/d", "#n/d", "#n/a", "#rif!",
    "none", "n.p.", "np", "xxx", "?", "assente", "sconosciuto", "sconosciuta", "non disponibile",
    "non pervenuto",
})  # fmt: skip
_SEXES = {
    "m": "M", "maschio": "M", "maschile": "M", "uomo": "M", "male": "M",
    "f": "F", "femmina": "F", "femminile": "F", "donna": "F", "female": "F",
}  # fmt: skip
_STATUSES = {
    "dichiarato": "declared", "calcolato": "computed", "visto": "seen", "verificato": "verified",
    "validato": "verified", "si": "verified", "s": "verified", "no": "declared",
    "valido": "verified",
}  # fmt: skip
_PARTICLES = frozenset({
    "d", "da", "dal", "dalla", "dalle", "dall", "de", "degli", "dei", "del", "dell", "della",
    "delle", "dello", "di", "do", "dos", "du", "el", "il", "la", "le", "li", "lo", "mac", "mc",
    "san", "santa", "van", "von", "al", "ben", "bin", "abd", "abu", "ter", "st",
})  # fmt: skip
_TIME = re.compile(r"[T ][0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9:]+)?$")
_SERIAL = re.compile(r"[0-9]{3,5}(\.0+)?")
_SERIAL_ZERO = date(1899, 12, 30)
_NUMBER_AT_END = re.compile(
    r"(?P<street>.*?[^\s,])(?:\s*,\s*|\s+)"
    r"(?P<mark>(?:n|nr|num|no|civ|civico|numero)\b\.?\s*|n°\s*|n\.\s*|nº\s*)?"
    r"(?P<number>[0-9]{1,5}\s?(?:[/\-]\s?[0-9a-z]{1,4}|[a-z](?![a-z]))?"
    r"(?:\s*[,/]?\s*(?:int|interno|sc|scala|piano|p|lotto|pal)\b\.?\s?[0-9a-z]{1,4}){0,3}|snc)"
    r"\s*$",
    re.IGNORECASE,
)
_PLAIN_PHONE = re.compile(r"(?:\+39|0039)?(3[0-9]{8,9}|0[1-9][0-9]{6,9})")
_PLACE_END = re.compile(r"\s*\(\s*([A-Za-z]{2})\s*\)\s*$|\s+-\s+([A-Za-z]{2})\s*$")


def is_nothing(cell: str) -> bool:
    """Tell whether a cell says that it says nothing: ``n.d.``, a dash, ``NULL``."""
    return not cell or cell.casefold() in _NOTHING


def sex_of(cell: str) -> str | None:
    """Return M, F or, where the cell cannot be read, nothing."""
    return _SEXES.get(cell.casefold())


def status_of(cell: str) -> str:
    """Return how sure a fiscal code is, ``declared`` unless the file says more."""
    return _STATUSES.get(fold(cell), "declared")


def birth_date_of(cell: str, today: date, *, serials: bool) -> date:
    """Return a birth date; with ``serials`` also a spreadsheet's count of days.

    Refused with ``DateUnreadable`` and ``BirthInFuture``.
    """
    text = _TIME.sub("", cell)
    if serials and _SERIAL.fullmatch(text):
        return parse_birth_date(
            (_SERIAL_ZERO + timedelta(days=int(float(text)))).isoformat(), today
        )
    if text.isdecimal() and len(text) < 6:
        raise DateUnreadable(part="text")
    return parse_birth_date(text, today)


def phone_of(*cells: str) -> str | None:
    """Return the first number that can be called, a mobile before others, as it is stored.

    Empty without any text, nothing where a text is there and no number in it.
    """
    said = [cell for cell in cells if not is_nothing(cell)]
    found = [number for cell in said for number in _numbers(cell)]
    mobile = next((number for number in found if number.startswith("+393")), None)
    if mobile or found:
        return mobile or found[0]
    return None if said else ""


def _numbers(cell: str) -> list[str]:
    bare = re.sub(r"[ ./()\-]", "", cell)
    if plain := _PLAIN_PHONE.fullmatch(bare):
        return [f"+39{plain[1]}"]
    parts = [cell] if sum(map(str.isdecimal, cell)) <= 13 else re.split(r"[/;,\n]| - ", cell)
    stored = [phone_stored(part.strip()) for part in parts if any(map(str.isdecimal, part))]
    return [number for number in stored if number.startswith("+") and len(number) <= 20]


def address_of(cell: str) -> tuple[str, str]:
    """Return street and number of an address in one cell: ``Via Roma, 12/A``."""
    text = " ".join(cell.split())
    found = _NUMBER_AT_END.fullmatch(text)
    if found is None:
        return text, ""
    return found["street"].rstrip(" ,"), " ".join(found["number"].split())


def split_name(text: str, code: FiscalCode | None, *, given_first: bool) -> tuple[str, str, bool]:
    """Return surname, name and whether that is sure.

    A stroke, star or comma parts them; else the fiscal code says where one ends; else the
    first word with its particles is the surname (or the last words, ``given_first``).
    """
    for mark in ("/", "*", ",", ";"):
        head, found, tail = text.partition(mark)
        if found and head.strip() and tail.strip():
            parts = (head.strip(), " ".join(tail.replace("*", " ").split()))
            return (*(parts[::-1] if given_first else parts), True)
    words = text.split()
    if len(words) < 2:
        return text.strip(), "", False
    ways = [(words[:cut], words[cut:]) for cut in range(1, len(words))]
    if given_first:
        ways = [(surname, name) for name, surname in ways]
    if code is not None and code.kind == "definitive":
        for surname, name in ways:
            one, two = " ".join(surname), " ".join(name)
            if not differences(code, surname=one, name=two):
                return one, two, True
    cut = 1
    while cut < len(words) - 1 and fold(words[cut - 1]).replace(" ", "") in _PARTICLES:
        cut += 1
    if given_first:
        at = len(words) - 1
        while at > 1 and fold(words[at - 1]).replace(" ", "") in _PARTICLES:
            at -= 1
        return " ".join(words[at:]), " ".join(words[:at]), len(words) == 2
    return " ".join(words[:cut]), " ".join(words[cut:]), len(words) == 2


def birthplace_of(name: str, province: str, born_on: date | None, in_code: str) -> str | None:
    """Return the Belfiore code of a birthplace's name, or nothing where none is sure.

    Of places with one name the province decides, then the birth date, then the one that the
    fiscal code names.
    """
    ending = _PLACE_END.search(name)
    if ending is not None:
        province = province or ending[1] or ending[2]
        name = name[: ending.start()]
    named = _places(fold(name))
    if any(place.code == in_code for place in named):
        return in_code
    if province:
        named = tuple(p for p in named if p.province == province.upper()) or named
    if born_on is not None:
        named = tuple(place for place in named if place.existed(born_on)) or named
    codes = {place.code for place in named}
    return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=20_000)
def _places(folded: str) -> tuple[Place, ...]:
    if not folded:
        return ()
    found = Places.load().search(folded, limit=200)
    history = (place for each in found for place in Places.load().history(each.code))
    return tuple(place for place in history if folded in (fold(place.name), fold(place.other_name)))
