# SPDX-License-Identifier: EUPL-1.2
"""A million made-up people as a territory of Veneto has them, for measuring search.

The head of each distribution are frequent names; the tail is spelt letter by letter as the
frequent ones are (a chain of three letters), so that words are as near to each other as in
a real register: about 100,000 distinct words at 1,000,000 people.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from benchmarks.search_chain import Chain
from welfare_desk.core.fiscal_code import encode
from welfare_desk.exchange.sample_names import Weighted, sample_names
from welfare_desk.models.person import Person

NAMES = Path(__file__).parent / "data" / "search_names.txt"
SHARES = {"it": 820, "ro": 58, "ma": 36, "al": 26, "bd": 16, "cn": 18, "ua": 15, "ng": 11}
"""Of a thousand people, so many have names of that origin."""
_STATES = {
    "ro": "Z129", "ma": "Z330", "al": "Z100", "bd": "Z249", "cn": "Z210", "ua": "Z138",
    "ng": "Z335",
}  # fmt: skip
_PLACES = (
    "L840", "A459", "G224", "L736", "L781", "L407", "A757", "H620", "C743", "F464", "H501",
    "F205", "F839", "L551", "I531",
)  # fmt: skip
_TAIL_SURNAME = 0.5
_TAIL_NAME = 0.03
_TAIL_WORDS = {"it": 70_000}
_FIRST_DAY = datetime.date(1928, 1, 1)
_DAYS = 35_500


class Names:
    """What people of one origin are called."""

    def __init__(self, origin: str, chance: random.Random) -> None:
        listed = _listed()
        sample = sample_names()
        self.surnames = _head(listed[origin, "surname"], sample.of(origin, "surname"))
        female, male = sample.of(origin, "female"), sample.of(origin, "male")
        self.names = _head(listed[origin, "name"], female, male)
        most = _TAIL_WORDS.get(origin, 5_000)
        self.tail_surnames = Chain(self.surnames[0]).words(most, chance)
        self.tail_names = Chain(self.names[0]).words(most // 10, chance)


def people(count: int, seed: int = 1) -> Iterator[Person]:
    """Yield made-up people; fewer are the first of more."""
    chance = random.Random(seed)
    origins = {origin: Names(origin, chance) for origin in SHARES}
    shares = list(SHARES), list(accumulate(SHARES.values()))
    for number in range(count):
        origin = chance.choices(shares[0], cum_weights=shares[1])[0]
        yield _person(number, origin, origins[origin], chance)


def person(
    number: int, surname: str, name: str, origin: str, chance: random.Random
) -> Person:  # fmt: skip
    """Return a person of that name, with a birth date, a code and a telephone by chance."""
    born_on = _FIRST_DAY + datetime.timedelta(int(_DAYS * chance.random() ** 0.8))
    place = _STATES.get(origin) or _PLACES[int(len(_PLACES) * chance.random() ** 2)]
    sex = chance.choice("FM")
    code = encode(surname, name, sex, born_on, place) if chance.random() < 0.97 else ""
    mobile = chance.random() < 0.8
    digits = f"3{chance.randrange(10**9):09d}" if mobile else f"04{chance.randrange(10**8):08d}"
    return Person(
        id=f"0199{number >> 16:04x}-{number & 0xFFFF:04x}-7000-8000-{chance.getrandbits(48):012x}",
        territory_id="t",
        controller_id="c",
        surname=surname,
        name=name,
        sex=sex,
        born_on=born_on,
        birthplace_code=place,
        fiscal_code=code,
        base_code=code,
        fiscal_code_status="declared" if code else "none",
        no_code_reason="",
        phone="+39" + digits if chance.random() < 0.85 else "",
        street="Via Roma",
        street_no=str(chance.randrange(1, 200)),
        postal_code="36100",
        residence_istat="024116",
        language="it",
        channel="phone",
        registered_at=number,
        device=1,
        operator_id="o",
    )


def _person(number: int, origin: str, names: Names, chance: random.Random) -> Person:
    surname = _pick(names.surnames, names.tail_surnames, _TAIL_SURNAME, chance)
    name = _pick(names.names, names.tail_names, _TAIL_NAME, chance)
    if chance.random() < (0.03 if origin == "it" else 0.08):
        surname += chance.choice(" -") + _pick(names.surnames, (), 0, chance)
    if chance.random() < 0.16:
        name += " " + _pick(names.names, (), 0, chance)
    return person(number, surname, name, origin, chance)


def _pick(
    head: tuple[list[str], list[float]], tail: list[str] | tuple[()], share: float,
    chance: random.Random,
) -> str:  # fmt: skip
    if tail and chance.random() < share:
        return tail[int(len(tail) * chance.random() ** 1.6)]
    return chance.choices(head[0], cum_weights=head[1])[0]


def _head(more: list[str], *lists: Weighted) -> tuple[list[str], list[float]]:
    """The names with falling weights, as frequencies of names fall."""
    texts: dict[str, None] = {}
    for listed in lists:
        texts |= dict.fromkeys(word.text for word in listed.words)
    texts |= dict.fromkeys(more)
    return list(texts), list(accumulate(1 / (rank + 12) for rank in range(len(texts))))


def _listed() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        head, _, names = line.partition(":")
        if names and not line.startswith("#"):
            origin, kind = head.split()
            found[origin, kind] = [each.replace("_", " ") for each in names.split()]
    return found
