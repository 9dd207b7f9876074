# SPDX-License-Identifier: EUPL-1.2
"""The territory file: what it says is what is stored, nothing that people stand on is dropped."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.support.light_hashes import earnest
from tests.support.server_homes import new_server_home
from welfare_desk.cli.territory_words import change_lines
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import TerritoryFileWrong
from welfare_desk.core.resources import resource_path
from welfare_desk.models.fund import Fund, Resource
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Operator
from welfare_desk.server import admin, fund_end, territory, territory_file
from welfare_desk.server.central import Central
from welfare_desk.server.check import check
from welfare_desk.server.home import open_home
from welfare_desk.store.rows import load_all, save

SAMPLE = resource_path("territory", "esempio.toml")


@pytest.fixture
def central(tmp_path: Path, clock: FixedClock) -> Iterator[Central]:
    new_server_home(tmp_path / "server")
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
    with earnest():
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


def _fund(plain: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in plain["funds"] if each["key"] == key)
    return found


ROUND, FOOD, DAILY = "bando-inverno", "carta-territorio", "spesa-quotidiana"


@pytest.mark.parametrize(
    ("key", "fields", "criteria", "path"),
    [
        (ROUND, {}, {"amounts_cents": {"1": 15_000, "3": 35_000}}, ".criteria.amounts_cents.2"),
        (ROUND, {}, {"amounts_cents": {"0": 1}}, ".criteria.amounts_cents.0"),
        (ROUND, {}, {"amounts_cents": {"one": 1}}, ".criteria.amounts_cents.one"),
        (ROUND, {}, {"amounts_cents": [15_000, -1]}, ".criteria.amounts_cents[1]"),
        (ROUND, {}, {"amounts_cents": []}, ".criteria.amounts_cents"),
        (ROUND, {}, {"amounts_cents": [1.5]}, ".criteria.amounts_cents[0]"),
        (ROUND, {}, {"colour": "red"}, ".criteria.colour"),
        (ROUND, {}, {"additions": [{"kind": "dog", "cents": 1, "most": 1}]},
         ".criteria.additions[0].kind"),
        (ROUND, {}, {"additions": [{"kind": "infant", "cents": 1, "most": 1, "each": 2}]},
         ".criteria.additions[0].each"),
        (DAILY, {}, {"per_day": {"adult_cents": 5, "hours": 3}}, ".criteria.per_day.hours"),
        (FOOD, {}, {"resident_months": 6}, ".needs_application"),
        (FOOD, {"applications_until": "2026-11-30"}, {}, ".needs_application"),
        (ROUND, {"applications_from": "2026-11-30", "applications_until": "2026-11-01"}, {},
         ".applications_until"),
        (ROUND, {"budget_cents": 3_000_001}, {}, ".top_ups"),
        (ROUND, {"ranking": ["luck"]}, {}, ".ranking"),
        (ROUND, {"ranking": ["draw", "draw"]}, {}, ".ranking"),
        (ROUND, {"visible_roles": ["employer"]}, {}, ".visible_roles"),
        (ROUND, {"payer_kind": "bank"}, {}, ".payer_kind"),
        (ROUND, {"carrier": "coin"}, {}, ".carrier"),
        (ROUND, {"carrier": "voucher"}, {}, ".denominations"),
        (ROUND, {"denominations": [500]}, {}, ".denominations"),
        (ROUND, {"carrier": "voucher", "denominations": [1_000, 2_500]}, {}, ".denominations"),
        (ROUND, {"carrier": "voucher", "denominations": [1_000]}, {}, ".criteria.step_cents"),
        (FOOD, {"carrier": "voucher", "denominations": [5_000]}, {}, ".criteria.amounts_cents[0]"),
        (ROUND, {"sample_percent": 101}, {}, ".sample_percent"),
        (
            ROUND,
            {"later_criteria": [
                {"from_on": "2026-12-01", "criteria": {"fixed_cents": 500}},
                {"from_on": "2026-11-01", "criteria": {"fixed_cents": 500}},
            ]},
            {},
            ".later_criteria[1].from_on",
        ),
        (ROUND, {"later_criteria": [{"from_on": "2026-12-01", "criteria": {"fixed_cents": 0}}]},
         {}, ".later_criteria[0].criteria.fixed_cents"),
    ],
)  # fmt: skip
def test_a_fund_with_a_flaw_is_refused_with_its_path(
    central: Central,
    sample: dict[str, Any],
    tmp_path: Path,
    key: str,
    fields: dict[str, Any],
    criteria: dict[str, Any],
    path: str,
) -> None:
    fund = _fund(sample, key)
    fund |= fields
    fund["criteria"] |= criteria
    with pytest.raises(TerritoryFileWrong) as refusal:
        _apply(central, sample, tmp_path)
    assert refusal.value.facts["path"] == f"funds[{key}]{path}"


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"iban": "IT00X0542811101000000123456"}, ".iban"),
        ({"state": "open"}, ".state"),
        ({"admitted_from": "2026-05-01", "admitted_to": "2026-04-30"}, ".admitted_to"),
        ({"documents": [{"number": "3"}]}, ".documents[0]"),
    ],
)
def test_a_shop_with_a_flaw_is_refused_with_its_path(
    central: Central, sample: dict[str, Any], tmp_path: Path, fields: dict[str, Any], path: str
) -> None:
    shop = sample["merchants"][0]
    shop |= fields
    with pytest.raises(TerritoryFileWrong) as refusal:
        _apply(central, sample, tmp_path)
    assert refusal.value.facts["path"] == f"merchants[{shop['key']}]{path}"


def test_a_dry_run_says_each_difference_in_words(
    central: Central, sample: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, sample, tmp_path)
    fund = _fund(sample, FOOD)
    fund["budget_cents"] += 100_000
    fund["criteria"]["amounts_cents"][0] = 13_000
    fund["criteria"]["age_min"] = 18
    plan = _apply(central, sample, tmp_path)
    (change,) = plan.changes
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in change_lines(change, "it")]
    assert lines == [
        "change fund Carta Territorio – buoni spesa del Comune",
        "    dotazione: 60.000,00 € → 61.000,00 €",
        "    età minima di chi chiede: – → 18",
        "    importi per numero di componenti: 120,00 €, 220,00 €, 320,00 €, 380,00 €, 420,00 €"
        " → 130,00 €, 220,00 €, 320,00 €, 380,00 €, 420,00 €",
    ]
    assert list(change_lines(change, "en"))[2] == "    least age of who applies: – → 18"


def test_a_closed_fund_stays_closed_when_the_file_is_applied_again(
    central: Central, sample: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, sample, tmp_path)
    row = next(each for each in _all(central, Fund) if each.needs_application)
    closed = msgspec.structs.replace(row, closed_on=datetime.date(2026, 9, 16))
    with central.store.write() as conn:
        save(conn, row.territory_id, {(row.KIND, row.id): closed})
    plan = _apply(central, sample, tmp_path)
    assert plan.changes == ()
    assert closed in _all(central, Fund)


def _total(central: Central, name: str) -> tuple[int, int]:
    """Return what a fund of the sample grants in all, and what of it is free."""
    fund = next(row for row in _all(central, Fund) if row.name == name)
    (row,) = [each for each in _all(central, Resource) if each.id == f"fund:{fund.id}"]
    return row.total, row.free


def test_top_up_counts_once_and_what_closing_withdrew_stays_withdrawn(
    central: Central, sample: dict[str, Any], tmp_path: Path
) -> None:
    entry = next(each for each in sample["funds"] if not each.get("top_ups"))
    entry |= {"period": "prova", "starts_on": "2026-01-01", "ends_on": "2026-01-31"}
    entry["budget_cents"], name = 1_000_000, entry["name"]
    _apply(central, sample, tmp_path)
    entry["budget_cents"] = 1_500_000
    assert _apply(central, sample, tmp_path).totals != ()
    assert _total(central, name) == (1_500_000, 1_500_000)
    assert _apply(central, sample, tmp_path).totals == (), "the same file changes nothing"
    assert _total(central, name) == (1_500_000, 1_500_000)
    territory_id = central.only_territory()
    fund = next(row for row in _all(central, Fund) if row.name == name)
    for _ in range(2):
        fund_end._lend_no_more(central, territory_id, fund.id)
        assert _total(central, name) == (0, 0)
        again = _apply(central, sample, tmp_path)
        assert (again.changes, again.totals) == ((), ()), "nothing is lent again"
    entry["budget_cents"] = 1_700_000
    _apply(central, sample, tmp_path)
    assert _apply(central, sample, tmp_path).totals == ()
    assert _total(central, name) == (200_000, 200_000), "only the top-up"
    entry["budget_cents"] = 1_600_000
    assert _apply(central, sample, tmp_path).totals == (), "there is less than that already"
    closed = fund_end.close_fund(central, territory_id, fund.id)
    assert closed.budget_cents == 1_600_000
    again = _apply(central, sample, tmp_path)
    assert (again.changes, again.totals) == ((), ()), "a closed fund stays closed"
    assert check(central, territory_id).problems == ()


@pytest.mark.parametrize(
    ("total", "budget", "wanted", "after"),
    [
        (100, 100, 100, 100),
        (100, 100, 150, 150),
        (100, 100, 60, 60),
        (60, 100, 100, 60),
        (60, 100, 150, 110),
        (60, 100, 80, 60),
        (60, 100, 40, 40),
    ],
)
def test_total_of_a_fund_follows_its_budget(
    total: int, budget: int, wanted: int, after: int
) -> None:
    assert territory.fund_total(total, budget, wanted) == after
    assert territory.fund_total(after, wanted, wanted) == after, "twice is once"
