# SPDX-License-Identifier: EUPL-1.2
"""The territory file: what it says is what is stored, nothing that people stand on is dropped."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import TerritoryFileWrong
from welfare_desk.core.resources import resource_path
from welfare_desk.models.fund import Fund, Resource
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Operator
from welfare_desk.server import admin, territory, territory_file
from welfare_desk.server.central import Central
from welfare_desk.server.check import check
from welfare_desk.server.home import init, open_home
from welfare_desk.store.rows import load_all

SAMPLE = resource_path("territory", "esempio.toml")


@pytest.fixture
def central(tmp_path: Path, clock: FixedClock) -> Iterator[Central]:
    init(tmp_path / "server")
    opened = open_home(tmp_path / "server", clock)
    yield opened
    opened.close()


@pytest.fixture
def sample() -> dict[str, Any]:
    plain = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
    # Each new operator costs an Argon2id hash, slow on purpose.
    plain["operators"] = plain["operators"][:2]
    return plain


def _apply(central: Central, plain: dict[str, Any], tmp_path: Path) -> territory.Plan:
    file = tmp_path / "territory.json"
    file.write_text(json.dumps(plain, default=str), encoding="utf-8")
    plan = territory.plan(central, territory_file.read(file))
    territory.apply(central, plan)
    return plan


def _all(central: Central, kind: type[Record]) -> list[Any]:
    with central.store.read() as conn:
        return load_all(conn, central.only_territory(), kind.KIND)


def test_the_sample_is_applied_once_and_then_changes_nothing(central: Central) -> None:
    file = territory_file.read(SAMPLE)
    plan = territory.plan(central, file)
    pins = territory.apply(central, plan)
    assert len(pins) == len(file.operators)
    assert all(len(pin) == 8 for pin in pins.values())
    again = territory.plan(central, file)
    assert (again.changes, again.totals, again.new_logins) == ((), (), ())
    assert len(_all(central, Offering)) == len(file.offerings)
    slots = _all(central, Slot)
    resources = {row.id: row.total for row in _all(central, Resource)}
    assert all(resources[f"slot:{slot.id}"] == slot.places for slot in slots)
    assert check(central, central.only_territory()).problems == ()


def test_pins_are_kept_as_argon2id_and_survive_a_new_application(
    central: Central, sample: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, sample, tmp_path)
    before = {row.login: row.pin_verifier for row in _all(central, Operator)}
    assert all(verifier.startswith("$argon2id$v=19$m=65536,t=3") for verifier in before.values())
    sample["operators"][0]["name"] = "Anna Rossi"
    plan = _apply(central, sample, tmp_path)
    assert [(each.how, each.name) for each in plan.changes] == [("change", "Anna Rossi")]
    assert {row.login: row.pin_verifier for row in _all(central, Operator)} == before


def test_what_left_the_file_is_retired_not_dropped(
    central: Central, sample: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, sample, tmp_path)
    admin.operator_add(central, central.only_territory(), login="eva", name="Eva", role="auditor")
    gone = sample["offerings"].pop()["key"]
    sample["slot_rules"] = [rule for rule in sample["slot_rules"] if rule["offering"] != gone]
    rule = sample["slot_rules"].pop(0)
    left = sample["operators"].pop()["login"]
    _apply(central, sample, tmp_path)
    assert sum(not row.active for row in _all(central, Offering)) == 1
    in_service = {row.login: row.in_service for row in _all(central, Operator)}
    assert not in_service[left]
    assert in_service["eva"]
    closed = [row for row in _all(central, Slot) if row.closed]
    assert {row.place_name for row in closed} >= {rule["place_name"]}
    assert check(central, central.only_territory()).problems == ()


def test_a_later_day_adds_slots_and_leaves_the_others(
    central: Central, sample: dict[str, Any], tmp_path: Path, clock: FixedClock
) -> None:
    _apply(central, sample, tmp_path)
    before = {row.id: row for row in _all(central, Slot)}
    clock.advance(days=3)
    plan = _apply(central, sample, tmp_path)
    assert {each.how for each in plan.changes} == {"add"}
    after = {row.id: row for row in _all(central, Slot)}
    assert {slot_id: after[slot_id] for slot_id in before} == before
    assert len(after) > len(before)


def test_a_larger_budget_is_free_and_a_smaller_one_waits_for_returns(
    central: Central, sample: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, sample, tmp_path)
    fund = sample["funds"][0]
    fund["budget_cents"] += 100_000
    plan = _apply(central, sample, tmp_path)
    assert [each.total for each in plan.totals] == [fund["budget_cents"]]
    (row,) = [each for each in _all(central, Fund) if each.name == fund["name"]]
    (resource,) = [each for each in _all(central, Resource) if each.id == f"fund:{row.id}"]
    assert (resource.total, resource.free) == (fund["budget_cents"], fund["budget_cents"])
    assert row.starts_on == datetime.date(2026, 1, 1)


def _drop_code(plain: dict[str, Any]) -> None:
    del plain["offerings"][0]["code"]


def _float_budget(plain: dict[str, Any]) -> None:
    plain["funds"][0]["budget_cents"] = 10.5


def _unknown_provider(plain: dict[str, Any]) -> None:
    plain["offerings"][0]["provider"] = "nobody"


def _unknown_field(plain: dict[str, Any]) -> None:
    plain["merchants"][0]["colour"] = "red"


def _twice(plain: dict[str, Any]) -> None:
    plain["providers"].append(plain["providers"][1])


def _brackets_fall(plain: dict[str, Any]) -> None:
    scheme = next(each for each in plain["fee_schemes"] if each["scheme"]["kind"] == "brackets")
    scheme["scheme"]["brackets"].reverse()


def _server_role(plain: dict[str, Any]) -> None:
    plain["operators"][0]["role"] = "server"


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (_drop_code, "offerings["),
        (_float_budget, "funds[carta-territorio].budget_cents"),
        (_unknown_provider, ".provider"),
        (_unknown_field, "merchants["),
        (_twice, "].key"),
        (_brackets_fall, ".scheme.brackets"),
        (_server_role, ".role"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_and_changes_nothing(
    central: Central, sample: dict[str, Any], tmp_path: Path, spoil: Any, place: str
) -> None:
    spoil(sample)
    with pytest.raises(TerritoryFileWrong) as refusal:
        _apply(central, sample, tmp_path)
    assert place in str(refusal.value.facts["path"])


def test_a_file_of_another_territory_is_refused(
    central: Central, sample: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, sample, tmp_path)
    sample["territory"]["key"] = "altro"
    with pytest.raises(TerritoryFileWrong):
        _apply(central, sample, tmp_path)
