# SPDX-License-Identifier: EUPL-1.2
"""Each record against its table, and every kind in the registry."""

import datetime
import importlib
import pkgutil
import types
import typing
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

import welfare_desk.models
from welfare_desk.core.fees import Line
from welfare_desk.models.booking import Booking
from welfare_desk.models.record import Composed, Record, metadata
from welfare_desk.models.registry import KINDS, SHARED
from welfare_desk.store.tables import desk_metadata, server_metadata

EVERY = sorted(KINDS)
PLAIN: dict[Any, type[Any]] = {
    str: sa.Text,
    int: sa.BigInteger,
    bool: sa.Boolean,
    datetime.date: sa.Date,
    bytes: sa.LargeBinary,
}


def defined_records() -> set[type[Record]]:
    """Return every record class of the package, named in the registry or not."""
    found: set[type[Record]] = set()
    for module in pkgutil.iter_modules(welfare_desk.models.__path__):
        loaded = importlib.import_module(f"welfare_desk.models.{module.name}")
        found |= {
            each
            for each in vars(loaded).values()
            if isinstance(each, type) and issubclass(each, Record) and each.KIND
        }
    return found


def arms(declared: Any) -> tuple[Any, ...]:
    return typing.get_args(declared) if isinstance(declared, types.UnionType) else (declared,)


def test_registry_has_every_record_and_every_table() -> None:
    assert set(KINDS.values()) == defined_records()
    assert set(KINDS) == set(metadata.tables)


def test_kinds_are_named_once_in_singular_snake_case() -> None:
    assert len({kind.KIND for kind in KINDS.values()}) == len(KINDS)
    for name in KINDS:
        assert name == name.lower()
        assert name.replace("_", "").isalpha()


@pytest.mark.parametrize("name", EVERY)
def test_table_has_a_column_a_field_of_its_type(name: str) -> None:
    kind, table = KINDS[name], metadata.tables[name]
    hints = typing.get_type_hints(kind)
    assert {column.name for column in table.columns} == set(kind.__struct_fields__)
    for field in kind.__struct_fields__:
        column = table.c[field]
        declared = arms(hints[field])
        assert column.nullable is (type(None) in declared), field
        plain = next(arm for arm in declared if arm is not type(None))
        expected = PLAIN.get(plain, Composed)
        assert type(column.type) is expected, field
        if isinstance(column.type, Composed):
            assert column.type.declared == plain


@pytest.mark.parametrize("name", EVERY)
def test_key_is_id_then_territory(name: str) -> None:
    table = metadata.tables[name]
    assert [column.name for column in table.primary_key] == ["id", "territory_id"]
    assert [column.name for column in table.columns][:2] == ["id", "territory_id"]


@pytest.mark.parametrize("name", EVERY)
def test_every_field_that_rows_are_found_by_has_an_index_and_no_other(name: str) -> None:
    kind, table = KINDS[name], metadata.tables[name]
    indexed = {tuple(column.name for column in index.columns) for index in table.indexes}
    summed = {kind.SUM_BY} if kind.SUM_BY else set()
    assert indexed == {(field,) for field in kind.FIND_BY} | summed
    assert set(kind.FIND_BY) <= set(kind.__struct_fields__)


@pytest.mark.parametrize("name", EVERY)
def test_table_lies_where_its_side_says(name: str) -> None:
    shared = KINDS[name].SIDE == "shared"
    assert metadata.tables[name].info["side"] == KINDS[name].SIDE
    assert (name in desk_metadata().tables) is shared
    assert name in server_metadata().tables
    assert (KINDS[name] in SHARED) is shared


@pytest.mark.parametrize("name", EVERY)
def test_names_of_fields_say_their_unit(name: str) -> None:
    hints = typing.get_type_hints(KINDS[name])
    for field in KINDS[name].__struct_fields__:
        declared = arms(hints[field])
        if field.endswith("_on"):
            assert datetime.date in declared, field
        if field.endswith(("_at", "_cents")):
            assert int in declared, field
        assert float not in declared, field


@pytest.mark.parametrize("name", EVERY)
def test_personal_records_name_their_controller(name: str) -> None:
    fields = set(KINDS[name].__struct_fields__)
    if fields & {"person_id", "household_id", "surname"}:
        assert "controller_id" in fields


@pytest.mark.parametrize("name", EVERY)
def test_record_cannot_be_changed_in_place(name: str) -> None:
    kind = KINDS[name]
    hints = typing.get_type_hints(kind)
    row = msgspec.convert(
        {field: _any(hints[field]) for field in kind.__struct_fields__}, kind, strict=False
    )
    with pytest.raises(AttributeError):
        row.id = "other"  # type: ignore[misc]


def _any(declared: Any) -> Any:
    if type(None) in arms(declared):
        return None
    plain: dict[Any, Any] = {str: "x", int: 0, bool: False, datetime.date: "2026-01-01"}
    if declared in plain:
        return plain[declared]
    if typing.get_origin(declared) is tuple:
        return []
    return {"kind": "free", "amounts_cents": [1], "members": 1}


def test_constraint_names_are_the_same_on_every_database() -> None:
    for table in metadata.tables.values():
        assert table.primary_key.name == f"pk_{table.name}"
        for index in table.indexes:
            assert str(index.name).startswith(f"ix_{table.name}_")
            assert len(str(index.name)) <= 63, "PostgreSQL cuts longer names"


def test_composed_value_has_one_spelling() -> None:
    """Equal values must be equal text, or digests of desk and server differ."""
    kind = metadata.tables[Booking.KIND].c.lines.type
    assert isinstance(kind, Composed)
    dialect: Any = None
    one = (Line("bracket", {"b": 1, "a": "Dall’Ò"}, 5),)
    other = (Line("bracket", {"a": "Dall’Ò", "b": 1}, 5),)
    text = kind.process_bind_param(one, dialect)
    assert text == kind.process_bind_param(other, dialect)
    assert kind.process_result_value(text, dialect) == one
    assert kind.process_bind_param(None, dialect) is None
    assert kind.process_result_value(None, dialect) is None
