# SPDX-License-Identifier: EUPL-1.2
"""QR symbols: any text through segno, card codes by the thousand through XOR tables.

With version, level, mask and length fixed, every module is an affine function over
GF(2) of the payload bits (Reed-Solomon included).  So the symbol of a card code is the
symbol of an all-zero code XORed with one learnt difference for each pair of characters.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final

import msgspec
import segno

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
CARD_LENGTH: Final = 134
VERSION: Final = 6
MODULES: Final = 41
MASK: Final = 2
_PAIRS: Final = CARD_LENGTH // 2
_LOW_BITS: Final = 6
_LOW: Final = (1 << _LOW_BITS) - 1
_PAIR_BITS: Final = 11
_LEARN_AFTER: Final = 50
_DIGITS: Final = bytes([ord("0"), ord("1"), *range(2, 256)])
_VALUES: Final = {
    a + b: ALPHABET.index(a) * 45 + ALPHABET.index(b) for a in ALPHABET for b in ALPHABET
}


class Symbol(msgspec.Struct, frozen=True):
    """A square of modules without quiet zone.

    ``rows`` holds each row padded to whole bytes, most significant bit first, 1 = dark.
    """

    modules: int
    rows: bytes

    def dark(self, row: int, column: int) -> bool:
        """Whether the module counted from the top left corner is dark."""
        width = (self.modules + 7) // 8
        return bool(self.rows[row * width + column // 8] >> (7 - column % 8) & 1)


def symbol(text: str) -> Symbol:
    """Return one symbol at level M; a card code gets version 6 and the fixed mask.

    Refuses (``ValueError``) lower case and signs outside the alphanumeric mode: a
    scanner with another keyboard layout would garble them.
    """
    _check(text)
    if len(text) == CARD_LENGTH:
        return _card_symbol(text)
    return _from_segno(
        segno.make(text, error="m", mode="alphanumeric", micro=False, boost_error=False)
    )


class CardEncoder:
    """Encodes card codes some hundred times faster than a general encoder.

    Making one costs under a second of learning from segno; use ``card_encoder``,
    which keeps it for the life of the process.
    """

    def __init__(self) -> None:
        zero = "0" * CARD_LENGTH
        self._zero = int.from_bytes(_card_symbol(zero).rows)
        self._high: list[list[int]] = []
        self._low: list[list[int]] = []
        for pair in range(_PAIRS):
            bits = [self._difference(pair, 1 << bit) for bit in range(_PAIR_BITS)]
            self._low.append(_combinations(bits[:_LOW_BITS]))
            self._high.append(_combinations(bits[_LOW_BITS:]))

    def _difference(self, pair: int, value: int) -> int:
        first, second = divmod(value, 45)
        chars = ALPHABET[first] + ALPHABET[second]
        text = "00" * pair + chars + "00" * (_PAIRS - pair - 1)
        return int.from_bytes(_card_symbol(text).rows) ^ self._zero

    def encode(self, code: str) -> Symbol:
        """Return the symbol of a card code; other lengths go through ``symbol``."""
        if len(code) != CARD_LENGTH:
            return symbol(code)
        bits = self._zero
        try:
            for pair, (high, low) in enumerate(zip(self._high, self._low, strict=True)):
                value = _VALUES[code[2 * pair : 2 * pair + 2]]
                bits ^= high[value >> _LOW_BITS] ^ low[value & _LOW]
        except KeyError:
            _check(code)
            raise
        return Symbol(MODULES, bits.to_bytes(MODULES * 6))


@functools.cache
def card_encoder() -> CardEncoder:
    """Return the one encoder of this process, learnt at the first call."""
    return CardEncoder()


def encode_after(count: int) -> Callable[[str], Symbol]:
    """Return the faster way to encode once ``count`` cards of a run are done.

    Learning costs as much as some seven hundred symbols of the general encoder: a sheet or
    two go without, a long run starts to learn early.
    """
    if count < _LEARN_AFTER and not card_encoder.cache_info().currsize:
        return symbol
    return card_encoder().encode


def _combinations(bits: list[int]) -> list[int]:
    table = [0]
    for bit in bits:
        table += [entry ^ bit for entry in table]
    return table


def _check(text: str) -> None:
    if strange := sorted(set(text) - set(ALPHABET)):
        raise ValueError(f"not in the alphanumeric mode: {' '.join(strange)}")


def _card_symbol(text: str) -> Symbol:
    return _from_segno(
        segno.make(
            text,
            error="m",
            version=VERSION,
            mode="alphanumeric",
            mask=MASK,
            micro=False,
            boost_error=False,
        )
    )


def _from_segno(code: segno.QRCode) -> Symbol:
    side = len(code.matrix)
    pad = -side % 8
    rows = b"".join(
        (int(row.translate(_DIGITS), 2) << pad).to_bytes((side + pad) // 8) for row in code.matrix
    )
    return Symbol(side, rows)
