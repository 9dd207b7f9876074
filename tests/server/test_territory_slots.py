# SPDX-License-Identifier: EUPL-1.2
"""Slots of the territory file beside bookings: cuts, closures, calls, nothing in two places."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from tests.support.server_homes import new_server_home
from welfare_desk.cli.server import server
from welfare_desk.cli.territory_words import slot_lines
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import TerritoryFileWrong
from welfare_desk.core.resources import resource_path
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import Asset, Slot
from welfare_desk.server import territory, territory_file
from welfare_desk.server.central import Central
from welfare_desk.server.home import open_home
from welfare_desk.server.slot_rows import GONE
from welfare_desk.server.slot_rules import HOLIDAY, LEFT
from welfare_desk.store.rows import load_all, save

TUESDAY = datetime.date(2026, 9, 22)
RULE: dict[str, Any] = {
    "key": "corso",
    "offering": "gen-01",
    "municipality": "028063",
    "weekdays": [2],
    "starts": ["09:00"],
    "minutes": 60,
    "places": 5,
    "place_name": "Sala",
    "address": "Via Esempio 1",
    "directions": "",
}


@pytest.fixture
def central(tmp_path: Path, clock: FixedClock) -> Iterator[Central]:
    new_server_home(tmp_path / "server")
    opened = open_home(tmp_path / "server", clock)
    yield opened
    opened.close()


@pytest.fixture
def plain() -> dict[str, Any]:
    text = resource_path("territory", "esempio.toml").read_text(encoding="utf-8")
    whole = tomllib.loads(text)
    return {
        **whole,
        "operators": [],
        "funds": [],
        "merchants": [],
        "closures": [],
        "assets": [],
        "slot_rules": [dict(RULE)],
    }


def _plan(
    central: Central, plain: dict[str, Any], tmp_path: Path, *, reopen: bool = False
) -> territory.Plan:
    file = tmp_path / "territory.json"
    file.write_text(json.dumps(plain, default=str), encoding="utf-8")
    return territory.plan(central, territory_file.read(file), reopen=reopen)


def _apply(
    central: Central, plain: dict[str, Any], tmp_path: Path, *, reopen: bool = False
) -> territory.Plan:
    plan = _plan(central, plain, tmp_path, reopen=reopen)
    territory.apply(central, plan)
    return plan


def _slots(central: Central) -> dict[datetime.date, Slot]:
    with central.store.read() as conn:
        rows = load_all(conn, central.only_territory(), Slot.KIND)
    return {row.slot_on: row for row in rows if isinstance(row, Slot)}


def _book(central: Central, slot: Slot, *, seats: int = 1, state: str = "booked") -> None:
    booking = Booking(
        id=derived(slot.id, f"{seats}{state}"), territory_id=slot.territory_id, controller_id="c",
        booking_no="B", person_id="p", slot_id=slot.id, offering_id=slot.offering_id, seats=seats,
        state=state, certainty="final", unit_cents=0, units=1, total_cents=0, fee_scheme_id="",
        isee_id=None, lines=(), booked_at=0, device=1, operator_id="",
    )  # fmt: skip
    with central.store.write() as conn:
        save(conn, slot.territory_id, {(booking.KIND, booking.id): booking})


def _close_by_hand(central: Central, slot: Slot, reason: str) -> None:
    closed = msgspec.structs.replace(slot, closed=True, closed_reason=reason)
    with central.store.write() as conn:
        save(conn, slot.territory_id, {(slot.KIND, slot.id): closed})


def _closure(since: datetime.date, until: datetime.date, **fields: str) -> dict[str, Any]:
    plain = {"key": "ferie", "from_on": str(since), "to_on": str(until), "reason": "Ferie"}
    return {**plain, **fields}


def test_a_closure_closes_what_is_there_with_its_reason_and_names_the_calls(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, plain, tmp_path)
    slot = _slots(central)[TUESDAY]
    _book(central, slot, seats=2)
    _book(central, slot, state="cancelled")
    plain["closures"] = [_closure(TUESDAY, TUESDAY, municipality="028063")]
    tried = _plan(central, plain, tmp_path)
    (call,) = tried.to_call
    assert (call.slot_id, call.bookings, call.reason) == (slot.id, 1, "Ferie")
    assert list(slot_lines(tried, "it")) == [
        "1 prenotazione da chiamare: 2026-09-22 09:00 Sala (Ferie)"
    ]
    assert not _slots(central)[TUESDAY].closed
    _apply(central, plain, tmp_path)
    now = _slots(central)[TUESDAY]
    assert (now.closed, now.closed_reason) == (True, "Ferie")
    assert _plan(central, plain, tmp_path).changes == ()


def test_a_closure_of_somebody_else_closes_nothing(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    plain["closures"] = [_closure(TUESDAY, TUESDAY, municipality="028045")]
    _apply(central, plain, tmp_path)
    assert not _slots(central)[TUESDAY].closed


def test_a_slot_that_leaves_the_file_closes_with_a_reason_and_its_bookings_are_named(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, plain, tmp_path)
    _book(central, _slots(central)[TUESDAY])
    plain["slot_rules"][0]["weekdays"] = [3]
    plan = _apply(central, plain, tmp_path)
    assert [(call.bookings, call.reason) for call in plan.to_call] == [(1, GONE)]
    assert _slots(central)[TUESDAY].closed_reason == GONE


def test_a_day_that_becomes_a_patron_s_day_closes_and_opens_again(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, plain, tmp_path)
    town = next(row for row in plain["municipalities"] if row["key"] == "028063")
    town["patron"] = "09-22"
    _apply(central, plain, tmp_path)
    assert _slots(central)[TUESDAY].closed_reason == HOLIDAY
    del town["patron"]
    _apply(central, plain, tmp_path)
    assert not _slots(central)[TUESDAY].closed
    assert _slots(central)[TUESDAY].closed_reason == ""


def test_what_was_closed_by_hand_stays_closed_until_it_is_opened_on_purpose(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, plain, tmp_path)
    _close_by_hand(central, _slots(central)[TUESDAY], "Operatrice malata")
    plain["closures"] = [_closure(TUESDAY, TUESDAY, municipality="028045")]
    plain["closures"][0]["reason"] = "Operatrice malata"
    plan = _apply(central, plain, tmp_path)
    assert (plan.changes, plan.still_closed) == ((), 1)
    assert list(slot_lines(plan, "en")) == ["1 slots stay closed; --reopen opens them"]
    assert _slots(central)[TUESDAY].closed_reason == "Operatrice malata"
    _apply(central, plain, tmp_path, reopen=True)
    assert not _slots(central)[TUESDAY].closed


def test_what_a_closure_closed_stays_closed_when_the_closure_is_lifted(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, plain, tmp_path)
    plain["closures"] = [_closure(TUESDAY, TUESDAY)]
    _apply(central, plain, tmp_path)
    plain["closures"] = []
    assert _apply(central, plain, tmp_path).still_closed == 1
    assert _slots(central)[TUESDAY].closed
    assert _apply(central, plain, tmp_path, reopen=True).still_closed == 0
    assert not _slots(central)[TUESDAY].closed


def test_a_provider_that_leaves_closes_its_slots_from_that_day_and_the_calls_are_named(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, plain, tmp_path)
    _book(central, _slots(central)[TUESDAY + datetime.timedelta(days=7)])
    provider = next(row for row in plain["offerings"] if row["key"] == "gen-01")["provider"]
    entry = next(row for row in plain["providers"] if row["key"] == provider)
    entry["left_on"] = str(TUESDAY + datetime.timedelta(days=1))
    plan = _apply(central, plain, tmp_path)
    assert [(call.bookings, call.reason) for call in plan.to_call] == [(1, LEFT)]
    assert not _slots(central)[TUESDAY].closed


def test_the_command_names_whom_to_call_before_and_when_it_is_done(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, plain, tmp_path)
    slot = _slots(central)[max(_slots(central))]
    held = msgspec.structs.replace(
        slot, slot_on=datetime.date(2999, 1, 1), id=derived(slot.id, "x")
    )
    with central.store.write() as conn:
        save(conn, slot.territory_id, {(held.KIND, held.id): held})
    _book(central, held)
    file = str(tmp_path / "territory.json")

    def run(*options: str) -> dict[str, Any]:
        call = SimpleNamespace(home=tmp_path / "server", as_json=True, lang="it")
        result = CliRunner().invoke(server, ["apply", file, *options], obj=call)
        assert result.exit_code == 0, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    for options in (("--dry-run",), ()):
        (call,) = run(*options)["to_call"]
        assert (call["slot_id"], call["bookings"], call["reason"]) == (held.id, 1, GONE)
    assert run("--reopen")["to_call"] == []


def test_another_place_or_length_names_who_has_the_old_one_on_a_slip(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, plain, tmp_path)
    _book(central, _slots(central)[TUESDAY])
    plain["slot_rules"][0] |= {"place_name": "Biblioteca", "places": 9}
    plan = _plan(central, plain, tmp_path)
    assert [(call.bookings, call.place_name, call.reason) for call in plan.to_call] == [
        (1, "Sala", "")
    ]
    plain["slot_rules"][0]["place_name"] = "Sala"
    assert _plan(central, plain, tmp_path).to_call == ()


def test_places_are_not_cut_below_what_is_booked(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    _apply(central, plain, tmp_path)
    _book(central, _slots(central)[TUESDAY], seats=3)
    plain["slot_rules"][0]["places"] = 2
    with pytest.raises(TerritoryFileWrong) as refusal:
        _apply(central, plain, tmp_path)
    assert refusal.value.facts["path"] == "slot_rules[corso].places"
    assert "3 are booked" in str(refusal.value.facts["why"])
    plain["slot_rules"][0]["places"] = 3
    _apply(central, plain, tmp_path)
    assert _slots(central)[TUESDAY].places == 3


@pytest.mark.parametrize(("field", "value"), [("minutes", 0), ("places", 0), ("meetings", 1)])
def test_a_slot_of_no_length_or_no_places_is_refused_with_its_path(
    central: Central, plain: dict[str, Any], tmp_path: Path, field: str, value: int
) -> None:
    plain["slot_rules"][0][field] = value
    with pytest.raises(TerritoryFileWrong) as refusal:
        _plan(central, plain, tmp_path)
    assert refusal.value.facts["path"] == f"slot_rules[corso].{field}"


def _van(plain: dict[str, Any]) -> None:
    plain["assets"] = [
        {"key": "furgone", "name": "Furgone", "kind": "vehicle", "provider": "municipality"}
    ]
    plain["slot_rules"][0]["assets"] = ["furgone"]
    plain["slot_rules"].append(
        {**RULE, "key": "altro", "assets": ["furgone"], "starts": ["09:30"], "place_name": "Centro"}
    )


def test_an_asset_in_two_places_is_refused_with_both_named(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    _van(plain)
    with pytest.raises(TerritoryFileWrong) as refusal:
        _plan(central, plain, tmp_path)
    why = str(refusal.value.facts["why"])
    assert why == (
        "Furgone: slot_rules[corso] 2026-09-22 09:00 Sala"
        " / slot_rules[altro] 2026-09-22 09:30 Centro"
    )
    plain["slot_rules"][1]["starts"] = ["10:00"]
    _apply(central, plain, tmp_path)
    with central.store.read() as conn:
        (asset,) = load_all(conn, central.only_territory(), Asset.KIND)
    assert isinstance(asset, Asset)
    assert (asset.name, asset.asset_kind) == ("Furgone", "vehicle")
    assert _slots(central)[TUESDAY].asset_ids == (asset.id,)


@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        ({"assets": [{"key": "x", "name": "X", "kind": "boat", "provider": "municipality"}]},
         "assets[x].kind"),
        ({"assets": [{"key": "x", "name": "X", "kind": "room", "provider": "nobody"}]},
         "assets[x].provider"),
        ({"closures": [_closure(TUESDAY, TUESDAY, provider="nobody")]},
         "closures[ferie].provider"),
        ({"closures": [_closure(TUESDAY, TUESDAY - datetime.timedelta(days=1))]},
         "closures[ferie].to_on"),
        ({"closures": [_closure(TUESDAY, TUESDAY, reason="")]}, "closures[ferie].reason"),
        ({"slot_rules": [{**RULE, "assets": ["nobody"]}]}, "slot_rules[corso].assets"),
        ({"slot_rules": [{**RULE, "starts": ["9:00"]}]}, "slot_rules[corso].starts[0]"),
    ],
)  # fmt: skip
def test_a_calendar_with_a_flaw_is_refused_with_its_path(
    central: Central, plain: dict[str, Any], tmp_path: Path, spoil: dict[str, Any], path: str
) -> None:
    with pytest.raises(TerritoryFileWrong) as refusal:
        _plan(central, plain | spoil, tmp_path)
    assert refusal.value.facts["path"] == path


def test_a_patron_s_day_that_no_year_has_is_refused(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    plain["municipalities"][0]["patron"] = "02-30"
    with pytest.raises(TerritoryFileWrong) as refusal:
        _plan(central, plain, tmp_path)
    assert str(refusal.value.facts["path"]).endswith(".patron")


def test_a_course_is_one_slot_and_a_closure_meanwhile_moves_its_end_and_names_the_calls(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    plain["slot_rules"][0] |= {"from_on": str(TUESDAY), "meetings": 3}
    _apply(central, plain, tmp_path)
    (slot,) = _slots(central).values()
    week = datetime.timedelta(days=7)
    assert [each.on for each in slot.meetings or ()] == [TUESDAY + n * week for n in range(3)]
    _book(central, slot)
    plain["closures"] = [_closure(TUESDAY + week, TUESDAY + week)]
    plan = _apply(central, plain, tmp_path)
    assert [call.bookings for call in plan.to_call] == [1]
    (now,) = _slots(central).values()
    assert (now.id, now.closed) == (slot.id, False)
    assert [each.on for each in now.meetings or ()] == [TUESDAY + n * week for n in (0, 2, 3)]


def test_a_single_slot_inside_a_closure_is_closed_with_its_reason(
    central: Central, plain: dict[str, Any], tmp_path: Path
) -> None:
    single = {name: value for name, value in RULE.items() if name not in ("weekdays", "starts")}
    plain["slot_rules"] = []
    plain["slots"] = [{**single, "on": str(TUESDAY), "start": "09:00"}]
    plain["closures"] = [_closure(TUESDAY, TUESDAY)]
    _apply(central, plain, tmp_path)
    assert _slots(central)[TUESDAY].closed_reason == "Ferie"
