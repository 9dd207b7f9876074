# SPDX-License-Identifier: EUPL-1.2
"""Card codes that are genuine, and codes altered as dirt, typing and forgers alter them.

``python -m tests.desk.altered_codes [COUNT]`` checks a million altered and a thousand genuine
codes with the desk's own check, and ends with 1 if one is taken for the other.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.support.desks import card_code
from welfare_desk.core.card_code import CardFields, bytes_to_sign, pack, unpack
from welfare_desk.core.numbers import serial_text
from welfare_desk.core.refusals import CardCodeMistyped
from welfare_desk.desk.verify import genuine as signed_by

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
PUBLIC = Ed25519PrivateKey.from_private_bytes(bytes(range(32))).public_key().public_bytes_raw()
FORGER = Ed25519PrivateKey.from_private_bytes(bytes([9]) * 32)


def genuine(count: int, seed: int) -> Iterator[str]:
    """Return codes that the server signed."""
    chance = Random(seed)
    for _ in range(count):
        yield card_code(serial_text(1, chance.randrange(1, 1 << 20), chance.randrange(1 << 12)))


def altered(count: int, seed: int) -> Iterator[str]:
    """Return codes that no server signed, each near to one that it did."""
    chance = Random(seed)
    codes = list(genuine(50, seed))
    for number in range(count):
        code = chance.choice(codes)
        yield _WAYS[number % len(_WAYS)](code, chance)


def _one(code: str, chance: Random) -> str:
    place = chance.randrange(4, len(code))
    other = chance.choice([each for each in ALPHABET if each != code[place]])
    return code[:place] + other + code[place + 1 :]


def _several(code: str, chance: Random) -> str:
    places = chance.sample(range(4, len(code)), chance.randrange(2, 9))
    letters = list(code)
    for place in places:
        letters[place] = chance.choice([each for each in ALPHABET if each != code[place]])
    return "".join(letters)


def _swapped(code: str, chance: Random) -> str:
    while True:
        place = chance.randrange(4, len(code) - 1)
        if code[place] != code[place + 1]:
            return code[:place] + code[place + 1] + code[place] + code[place + 2 :]


def _shortened(code: str, chance: Random) -> str:
    return code[: chance.randrange(4, len(code))]


def _two_halves(code: str, chance: Random) -> str:
    """Return the payload of one card under the signature of another."""
    other = next(genuine(1, chance.randrange(1 << 30)))
    return code[:32] + other[32:] if other[:32] != code[:32] else _one(code, chance)


def _own_key(code: str, _: Random) -> str:
    """Return the card signed by a forger's own key."""
    fields: CardFields = unpack(code).fields
    return pack(fields, FORGER.sign(bytes_to_sign(fields)))


def _longer(code: str, chance: Random) -> str:
    """Return the card with a later last day and the signature it had."""
    found = unpack(code)
    fields = CardFields(
        key_id=found.fields.key_id,
        territory=found.fields.territory,
        fund=found.fields.fund,
        number=found.fields.number,
        expires_on=found.fields.expires_on.replace(year=2027 + chance.randrange(50)),
    )
    return pack(fields, found.signature)


_WAYS = (_one, _several, _swapped, _shortened, _two_halves, _own_key, _longer)


def taken(code: str) -> bool:
    """Tell whether the desk's check takes a code for genuine."""
    try:
        return signed_by(unpack(code), PUBLIC)
    except CardCodeMistyped:
        return False


def main(count: int) -> int:
    """Check the codes and say how many of each kind were taken."""
    wrong = sum(taken(code) for code in altered(count, seed=2026))
    right = sum(taken(code) for code in genuine(1_000, seed=2026))
    sys.stdout.write(f"altered {count:,}: {wrong} taken; genuine 1,000: {right} taken\n")
    return 0 if wrong == 0 and right == 1_000 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
