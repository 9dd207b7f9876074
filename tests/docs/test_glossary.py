# SPDX-License-Identifier: EUPL-1.2
"""docs/glossary.md is the law for names: records, operations and fields keep it."""

from __future__ import annotations

import datetime
import re
import typing

import pytest

from tests.docs.pages import DOCS
from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import EVERY

PAGE = (DOCS / "glossary.md").read_text(encoding="utf-8")
# The Italian word and the identifier, or the identifier alone: never the meaning.
NAMES = re.findall(r"^\| ([^|]+ \| [^|]+)(?: \| [^|]+)? \|$", PAGE, re.MULTILINE)
IDENTIFIERS = {word for cells in NAMES for word in re.findall(r"\w+", cells)}
FIELD_TYPES = {"_on": (datetime.date,), "_at": (int,), "_cents": (int,), "_no": (str,)}
NO_VERBS = ("process_", "handle_", "do_", "manage_")
ALL_TYPES: tuple[type[Record] | type[Operation], ...] = (*KINDS.values(), *EVERY)


def _arms(declared: object) -> set[object]:
    arms = set(typing.get_args(declared)) or {declared}
    if typing.get_origin(declared) is tuple:
        return {arm for arm in arms if arm is not Ellipsis}
    return arms - {type(None)}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
def test_each_record_is_called_as_the_glossary_calls_it(kind: type[Record]) -> None:
    assert kind.__name__ in IDENTIFIERS


@pytest.mark.parametrize("operation", EVERY, ids=lambda operation: operation.kind())
def test_each_operation_is_in_the_glossary_and_says_what_a_desk_does(
    operation: type[Operation],
) -> None:
    assert f"`{operation.kind()}`" in PAGE
    assert not operation.kind().startswith(NO_VERBS)


@pytest.mark.parametrize("kind", ALL_TYPES, ids=lambda kind: kind.__name__)
def test_the_end_of_a_field_says_what_it_holds(kind: type[Record] | type[Operation]) -> None:
    hints = typing.get_type_hints(kind)
    for field in kind.__struct_fields__:
        for ending, allowed in FIELD_TYPES.items():
            if field.endswith(ending):
                assert _arms(hints[field]) <= set(allowed), field


def test_the_glossary_names_nothing_twice() -> None:
    words = re.findall(r"^\| ([^|`]+) \| [^|]+ \| [^|]+ \|$", PAGE, re.MULTILINE)
    assert len(words) > 100
    assert len(words) == len(set(words))
