# SPDX-License-Identifier: EUPL-1.2
"""Numbers and texts of the search index in the least room, and numbers as they are stored."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TypeAlias, overload

Ints: TypeAlias = "array[int]"
_NUMBERS = "I"


class Packed(Sequence[str]):
    """Texts of plain letters that are seldom read, in the least room."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._letters = "".join(texts).encode("ascii")
        self._starts = ints(accumulate(map(len, texts), initial=0))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._letters[self._starts[at] : self._starts[at + 1]].decode("ascii")


def ints(values: Iterable[int] = ()) -> Ints:
    """Return an array of numbers from 0 to below 2**32."""
    return array(_NUMBERS, values)


def to_bytes(values: Ints) -> bytes:
    """Return the numbers as they are stored, the low byte first."""
    if sys.byteorder == "big":
        values = ints(values)
        values.byteswap()
    return values.tobytes()


def from_bytes(data: bytes) -> Ints:
    """Return the numbers of ``to_bytes``."""
    found = ints()
    found.frombytes(data)
    if sys.byteorder == "big":
        found.byteswap()
    return found
