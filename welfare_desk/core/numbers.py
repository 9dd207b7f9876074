# SPDX-License-Identifier: EUPL-1.2
"""Printed numbers: what a person reads aloud for a card, a booking or a receipt.

A number is epoch, block and index of its granted block, stirred by a fixed bijection and
written in Crockford's base 32 with a check character.  Stirring keeps numbers that were
granted together from looking alike, so that two slips of the tongue rarely name another
living card; it hides nothing.

The check character makes the sum of a**i * digit zero over GF(32), with a generator a.
Because the weights of all places differ, it finds every change of one character, every
swap of any two characters, neighbours or not, and every doubled pair mistaken for another.
Of other mistakes one in 32 passes.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from welfare_desk.core.refusals import NumberMistyped

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BOOKING_PREFIX = "PR"
RECEIPT_PREFIX = "RC"
CARD_LENGTH = 12
SHORT_LENGTH = 8

_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_DROPPED = str.maketrans("", "", " \t\r\n-\u00a0\u2009\u202f\u2010\u2011")
_UPPER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ODD = 0x9E3779B97F4A7C15


class Parts(msgspec.Struct, frozen=True):
    """Where a printed number comes from."""

    epoch: int
    block: int
    index: int


class _Layout(NamedTuple):
    epoch_bits: int
    block_bits: int
    index_bits: int

    @property
    def bits(self) -> int:
        return self.epoch_bits + self.block_bits + self.index_bits


_CARD = _Layout(10, 29, 16)
_SHORT = _Layout(6, 19, 10)
CARD_BLOCK_LIMIT = 1 << _CARD.index_bits
SHORT_BLOCK_LIMIT = 1 << _SHORT.index_bits


def serial_text(epoch: int, block: int, index: int) -> str:
    """Return the twelve characters of a card's number, check character last."""
    return _text(Parts(epoch, block, index), _CARD)


def booking_text(epoch: int, block: int, index: int) -> str:
    """Return the eight characters of a booking's number, check character last."""
    return _text(Parts(epoch, block, index), _SHORT)


def receipt_text(epoch: int, block: int, index: int) -> str:
    """Return the eight characters of a receipt's number, check character last.

    Receipts have blocks of their own (``number:receipt``); the prefix tells them from bookings.
    """
    return _text(Parts(epoch, block, index), _SHORT)


def serial_parts(number: str) -> Parts:
    """Return epoch, block and index of a card's number; refused with ``NumberMistyped``."""
    return _parts(number, _CARD, CARD_LENGTH)


def booking_parts(number: str) -> Parts:
    """Return epoch, block and index of a booking's or receipt's number; ``NumberMistyped``."""
    return _parts(number, _SHORT, SHORT_LENGTH)


receipt_parts = booking_parts


def parse_number(text: str) -> str:
    """Return a number as it is stored: no blanks, hyphens or prefix, upper case.

    O is read as 0, I and L as 1.  Refused with ``NumberMistyped`` when the length or the
    check character is wrong.
    """
    bare = _bare(text)
    if len(bare) not in (SHORT_LENGTH, CARD_LENGTH) or not _checks(bare):
        raise NumberMistyped()
    return bare


def prefix_of(text: str) -> str:
    """Return ``PR`` or ``RC`` when the text is a number typed with that prefix, else nothing."""
    typed = text.translate(_DROPPED).translate(_UPPER)
    return typed[:2] if len(typed) == SHORT_LENGTH + 2 and typed[:2] in _PREFIXES else ""


def grouped(text: str) -> str:
    """Return a number in groups of four, as printed and read aloud."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def booking_label(number: str) -> str:
    """Return a booking's number as shown, such as ``PR 7K3M 92QX``."""
    return f"{BOOKING_PREFIX} {grouped(number)}"


def receipt_label(number: str) -> str:
    """Return a receipt's number as shown, such as ``RC 7K3M 92QX``."""
    return f"{RECEIPT_PREFIX} {grouped(number)}"


def number_value(number: str) -> int:
    """Return the characters before the check character as one integer."""
    value = 0
    for letter in number[:-1]:
        value = value * 32 + _VALUE[letter]
    return value


def number_of_value(value: int, length: int) -> str:
    """Return the number of ``length`` characters whose ``number_value`` this is."""
    if not 0 <= value < 1 << 5 * (length - 1):
        raise ValueError(value)
    digits = [value >> 5 * place & 31 for place in range(length - 2, -1, -1)]
    return "".join(ALPHABET[digit] for digit in [*digits, _weighted_sum(digits)])


_PREFIXES = (BOOKING_PREFIX, RECEIPT_PREFIX)


def _bare(text: str) -> str:
    typed = text.translate(_DROPPED).translate(_UPPER)
    if prefix_of(typed):
        typed = typed[2:]
    return typed.translate(_READ_AS)


def _text(parts: Parts, layout: _Layout) -> str:
    epoch_bits, block_bits, index_bits = layout
    if parts.epoch >> epoch_bits or parts.block >> block_bits or parts.index >> index_bits:
        raise ValueError(parts)  # too large, or below zero
    plain = (parts.epoch << block_bits | parts.block) << index_bits | parts.index
    bits = epoch_bits + block_bits + index_bits
    return number_of_value(_stirred(plain, bits), bits // 5 + 1)


def _parts(number: str, layout: _Layout, length: int) -> Parts:
    bare = parse_number(number)
    if len(bare) != length:
        raise NumberMistyped()
    plain = _unstirred(number_value(bare), layout.bits)
    upper, index = divmod(plain, 1 << layout.index_bits)
    epoch, block = divmod(upper, 1 << layout.block_bits)
    return Parts(epoch, block, index)


def _stirred(value: int, bits: int) -> int:
    mask = (1 << bits) - 1
    half = (bits + 1) // 2
    for _ in range(2):
        value = value * _ODD & mask
        value ^= value >> half
    return value


def _unstirred(value: int, bits: int) -> int:
    mask = (1 << bits) - 1
    half = (bits + 1) // 2
    inverse = pow(_ODD, -1, 1 << bits)
    for _ in range(2):
        value ^= value >> half
        value = value * inverse & mask
    return value


def _times_generator(value: int) -> int:
    """Multiply by a in GF(32) with x**5 + x**2 + 1, of which a = x is a generator."""
    value <<= 1
    return value ^ 0b100101 if value & 32 else value


_TIMES_GENERATOR = tuple(_times_generator(value) for value in range(32))


def _weighted_sum(digits: list[int]) -> int:
    """Return the check digit that completes these digits."""
    total = 0
    for digit in digits:
        total = _TIMES_GENERATOR[total ^ digit]
    return total


def _checks(bare: str) -> bool:
    if any(letter not in _VALUE for letter in bare):
        return False
    digits = [_VALUE[letter] for letter in bare]
    return _weighted_sum(digits[:-1]) == digits[-1]
