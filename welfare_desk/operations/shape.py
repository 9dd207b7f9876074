# SPDX-License-Identifier: EUPL-1.2
"""What no field of any operation may hold, whatever its rule: refused before a rule is asked.

A desk must never keep an operation that a database, the envelope or a batch cannot carry:
it would stand at the head of its chain for ever.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from welfare_desk.core.dates import EARLIEST_YEAR, LATEST_YEAR
from welfare_desk.core.ids import is_uuid
from welfare_desk.core.money import HIGHEST_CENTS
from welfare_desk.core.refusals import (
    DateUnreadable,
    DeskError,
    JsonUnreadable,
    TextHasControlCharacters,
    TextTooLong,
)
from welfare_desk.operations.operation import Operation

TEXT_LIMIT = 2_000
"""No text of an operation is longer; each field has its own, smaller limit beside."""
LIST_LIMIT = 100
"""No list of an operation is longer, so that any operation fits into a batch."""
BODY_LIMIT = 100_000
"""Letters of all texts of an operation together."""


def check(operation: Operation) -> None:
    """Refuse an operation that could not be stored or sent.

    ``TextHasControlCharacters`` for NUL and torn letters, ``TextTooLong``, ``DateUnreadable``
    for years outside 1850 to 2199, ``JsonUnreadable`` with the path for ids that are no
    UUID, numbers beyond any amount of money and endless lists.
    """
    size = _plain_size(operation)
    if size is not None and size <= BODY_LIMIT:
        return
    size = 0
    for path, value in _leaves("$", operation):
        refusal = _refusal(path, value)
        if refusal is not None:
            raise refusal
        size += len(value) if isinstance(value, str) else 0
    if size > BODY_LIMIT:
        raise TextTooLong(field=operation.kind(), limit=BODY_LIMIT)


def _plain_size(operation: Operation) -> int | None:
    """Return the letters of all texts where every field is plain and fine, else nothing.

    By far the usual case, at a tenth of the cost: a server checks thousands a second.
    """
    fields = _fields_of(type(operation))
    values = msgspec.structs.astuple(operation)
    texts = "".join([value for value in values if type(value) is str])
    # Where all texts together are short and plain, each of them is.
    plain = len(texts) <= TEXT_LIMIT and texts.isascii() and "\x00" not in texts
    size = len(texts) if plain else 0
    for (name, is_id), value in zip(fields, values, strict=True):
        if type(value) is str:
            if plain:
                if is_id and not is_uuid(value):
                    return None
                continue
            if not value.isascii() and not _is_whole(value):
                return None
            if "\x00" in value or len(value) > TEXT_LIMIT or (is_id and not is_uuid(value)):
                return None
            size += len(value)
        elif type(value) is dict:
            if len(value) > LIST_LIMIT or not all(map(_is_plain, value)):
                return None
            if not all(map(_is_plain, value.values())):
                return None
            size += sum(map(len, value)) + sum(map(len, value.values()))
        elif value is not None and value != () and type(value) is not bool:
            known = type(value) is int or type(value) is datetime.date
            if not known or _refusal(name, value) is not None:
                return None
    return size


@cache
def _fields_of(kind: type[Operation]) -> tuple[tuple[str, bool], ...]:
    return tuple((name, name.endswith("_id")) for name in kind.__struct_fields__)


def _is_plain(value: object) -> bool:
    """Tell whether a key or value of a table is text that needs no closer look."""
    return (
        type(value) is str and value.isascii() and "\x00" not in value and len(value) <= TEXT_LIMIT
    )


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield every value with its path; a list or a table comes before what it holds."""
    yield path, value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _leaves(f"{path}.{name}", getattr(value, name))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield f"{path}[key]", name
            yield from _leaves(f"{path}[{name}]", each)
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _leaves(f"{path}[{place}]", each)


def _refusal(path: str, value: Any) -> DeskError | None:
    field = _field(path)
    if isinstance(value, str):
        return _of_text(path, field, value)
    if isinstance(value, bool):
        return None
    if isinstance(value, int) and abs(value) > HIGHEST_CENTS:
        return JsonUnreadable(path=path, why="out of bounds")
    if isinstance(value, dict | list | tuple) and len(value) > LIST_LIMIT:
        return JsonUnreadable(path=path, why=f"more than {LIST_LIMIT}")
    if isinstance(value, datetime.date) and not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        return DateUnreadable(part="year")
    return None


def _field(path: str) -> str:
    """Return the name of a field; of a table's entry its key, where that is a plain name."""
    name, _, key = path.rpartition(".")[2].removesuffix("]").partition("[")
    return key if key.isidentifier() and key != "key" else name


def _of_text(path: str, field: str, text: str) -> DeskError | None:
    if "\x00" in text or not _is_whole(text):
        return TextHasControlCharacters(field=field)
    if len(text) > TEXT_LIMIT:
        return TextTooLong(field=field, limit=TEXT_LIMIT)
    if path.endswith("_id") and not is_uuid(text):
        return JsonUnreadable(path=path, why="not an id")
    return None


def _is_whole(text: str) -> bool:
    """Tell whether a text can be written: half of a surrogate pair is no letter."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
