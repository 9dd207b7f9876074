# SPDX-License-Identifier: EUPL-1.2
"""``server import slots``: rows with their reasons, and twice the same file adds nothing."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from tests.support.server_homes import new_server_home
from welfare_desk.cli.importing_slots import slot_reason
from welfare_desk.cli.server import server
from welfare_desk.core.clock import FixedClock, SystemClock
from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import ImportNotAList
from welfare_desk.core.resources import resource_path
from welfare_desk.exchange import slot_files
from welfare_desk.exchange.slot_files import read_slots
from welfare_desk.models.booking import Booking
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Slot
from welfare_desk.server import importing_slots, territory, territory_file
from welfare_desk.server.central import Central
from welfare_desk.server.check import check
from welfare_desk.server.home import open_home
from welfare_desk.server.importing_slots import SlotImport, import_slots, plan_slots
from welfare_desk.store.rows import load_all, save

HEAD = "Servizio;Data;Inizio;Fine;Posti;Luogo;Indirizzo\n"
GOOD = "GEN-01;21/09/2026;09:00;10:30;4;Sala;Via Esempio 1\n"


@pytest.fixture
def plain() -> dict[str, Any]:
    text = resource_path("territory", "esempio.toml").read_text(encoding="utf-8")
    return {**tomllib.loads(text), "operators": [], "slot_rules": [], "closures": []}


@pytest.fixture
def central(tmp_path: Path, clock: FixedClock, plain: dict[str, Any]) -> Iterator[Central]:
    new_server_home(tmp_path / "server")
    opened = open_home(tmp_path / "server", clock)
    _apply(opened, plain)
    yield opened
    opened.close()


def _apply(central: Central, plain: dict[str, Any]) -> territory.Plan:
    whole = json.loads(json.dumps(plain, default=str))
    plan = territory.plan(central, msgspec.convert(whole, territory_file.TerritoryFile))
    territory.apply(central, plan)
    return plan


def _take(central: Central, text: str | bytes, **options: Any) -> SlotImport:
    data = text if isinstance(text, bytes) else text.encode()
    offering = options.pop("offering", "")
    rows = read_slots(data, **options)
    plan = plan_slots(central, central.only_territory(), rows, offering=offering)
    import_slots(central, plan)
    return plan


def _outcomes(plan: SlotImport) -> list[str]:
    return [each.reason or each.outcome for each in plan.taken]


def _slots(central: Central) -> list[Slot]:
    with central.store.read() as conn:
        rows = load_all(conn, central.only_territory(), Slot.KIND)
    return [row for row in rows if isinstance(row, Slot)]


def test_a_csv_brings_slots_with_their_places_and_twice_adds_nothing(central: Central) -> None:
    assert _outcomes(_take(central, HEAD + GOOD)) == ["new"]
    (slot,) = _slots(central)
    assert (slot.slot_on, slot.start_minute, slot.minutes, slot.places) == (
        datetime.date(2026, 9, 21), 540, 90, 4,
    )  # fmt: skip
    with central.store.read() as conn:
        found = {row.id: row for row in load_all(conn, slot.territory_id, Resource.KIND)}
    resource = found[f"slot:{slot.id}"]
    assert isinstance(resource, Resource)
    assert (resource.total, resource.free) == (4, 4)
    again = _take(central, HEAD + GOOD)
    assert (_outcomes(again), again.slots) == (["already"], ())
    assert _slots(central) == [slot]
    assert check(central, slot.territory_id).problems == ()


def test_the_territory_file_applied_again_leaves_what_was_imported(
    central: Central, plain: dict[str, Any]
) -> None:
    _take(central, HEAD + GOOD)
    assert _apply(central, plain).changes == ()
    assert not _slots(central)[0].closed


def test_a_slot_that_the_territory_file_makes_is_not_added_beside_it(
    central: Central, plain: dict[str, Any]
) -> None:
    single = {"key": "x", "offering": "gen-01", "on": "2026-09-21", "start": "09:00", "minutes": 30,
              "places": 1, "place_name": "Sala", "address": "", "directions": ""}  # fmt: skip
    _apply(central, plain | {"slots": [single]})
    assert _outcomes(_take(central, HEAD + GOOD)) == ["already"]


def test_more_places_are_taken_over_and_fewer_than_booked_are_refused(central: Central) -> None:
    _take(central, HEAD + GOOD)
    (slot,) = _slots(central)
    booking = Booking(
        id=derived(slot.id, "b"), territory_id=slot.territory_id, controller_id="c",
        booking_no="B", person_id="p", slot_id=slot.id, offering_id=slot.offering_id, seats=3,
        state="booked", certainty="final", unit_cents=0, units=1, total_cents=0, fee_scheme_id="",
        isee_id=None, lines=(), booked_at=0, device=1, operator_id="",
    )  # fmt: skip
    with central.store.write() as conn:
        save(conn, slot.territory_id, {(booking.KIND, booking.id): booking})
    assert _outcomes(_take(central, HEAD + GOOD.replace(";4;", ";2;"))) == ["places_booked"]
    assert _outcomes(_take(central, HEAD + GOOD.replace(";4;", ";9;"))) == ["changed"]
    assert _slots(central)[0].places == 9


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("NO-99;21/09/2026;09:00;10:00;1;Sala;", "offering_unknown"),
        ("TUT-99;;09:00;10:00;1;Sala;", "date_unreadable"),
        ("GEN-01;31/02/2026;09:00;10:00;1;Sala;", "date_unreadable"),
        ("GEN-01;21/09/2026;25:00;10:00;1;Sala;", "time_unreadable"),
        ("GEN-01;21/09/2026;10:00;09:00;1;Sala;", "ends_before_start"),
        ("GEN-01;21/09/2026;10:00;10:00;1;Sala;", "ends_before_start"),
        ("GEN-01;21/09/2026;10:00;;1;Sala;", "minutes_invalid"),
        ("GEN-01;21/09/2026;09:00;10:00;0;Sala;", "places_invalid"),
        ("GEN-01;21/09/2026;09:00;10:00;;Sala;", "places_invalid"),
        ("GEN-01;21/09/2026;09:00;10:00;-3;Sala;", "places_invalid"),
        ("GEN-01;15/09/2026;09:00;10:00;1;Sala;", "past"),
        ("GEN-01;28/03/2027;02:30;03:30;1;Sala;", "skipped_hour"),
        ("GEN-01;21/09/2026;09:00;10:00;1;" + "x" * 501 + ";", "text_too_long"),
        ("GEN-01;21/09/2026", "too_few"),
        ("GEN-01;21/09/2026;09:00;10:00;1;Sala;;;x", "too_many"),
    ],
)
def test_a_row_with_a_flaw_is_refused_with_its_reason_and_the_others_come_in(
    central: Central, row: str, reason: str
) -> None:
    plan = _take(central, f"{HEAD}{row}\n{GOOD}")
    assert _outcomes(plan) == [reason, "new"]
    assert plan.taken[0].line == 2
    assert len(_slots(central)) == 1
    assert slot_reason(reason, "it") != slot_reason(reason, "en")


def test_a_service_without_a_calendar_gets_none(central: Central, plain: dict[str, Any]) -> None:
    code = next(row["code"] for row in plain["offerings"] if row["needs_assessment"])
    assert _outcomes(_take(central, HEAD + GOOD.replace("GEN-01", code))) == ["no_calendar"]


def test_the_same_row_twice_in_a_file_is_refused_once(central: Central) -> None:
    assert _outcomes(_take(central, HEAD + GOOD + GOOD)) == ["new", "twice"]


ICS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//y//IT\r
{events}END:VCALENDAR\r
"""


def _event(*lines: str) -> str:
    return "".join(f"{line}\r\n" for line in ("BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"))


def test_a_calendar_brings_its_events_on_the_italian_clock(central: Central) -> None:
    events = (
        _event("SUMMARY:GEN-01", "DTSTART:20260921T070000Z", "DTEND:20260921T080000Z",
               "LOCATION:Sala civica\\, Via Roma 1", "X-WELFARE-DESK-PLACES:7"),
        _event("SUMMARY:GEN-01", "DTSTART:20260922T090000", "DURATION:PT30M"),
        _event("DTSTART;TZID=Europe/Rome:20260923T090000", "DURATION:PT30M"),
    )  # fmt: skip
    text = ICS.format(events="".join(events))
    assert _outcomes(_take(central, text, places=2, offering="GEN-01")) == ["new"] * 3
    found = sorted(_slots(central), key=lambda slot: slot.slot_on)
    assert [(slot.start_minute, slot.minutes, slot.places) for slot in found] == [
        (540, 60, 7), (540, 30, 2), (540, 30, 2),
    ]  # fmt: skip
    assert (found[0].place_name, found[0].address) == ("Sala civica", "Via Roma 1")
    assert _outcomes(_take(central, text, places=2, offering="GEN-01")) == ["already"] * 3


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("DTSTART:20260921T090000", "DTEND:20260921T080000"), "ends_before_start"),
        (("DTSTART:20260921T090000",), "ends_before_start"),
        (("DTSTART;VALUE=DATE:20260921",), "time_unreadable"),
        (("DTEND:20260921T090000",), "date_unreadable"),
        (("DTSTART:20260921T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY"), "recurring"),
        (("DTSTART:20260921T090000", "DURATION:PT1H", "STATUS:CANCELLED"), "cancelled"),
        (("DTSTART:2026", "DURATION:PT1H"), "time_unreadable"),
    ],
)
def test_an_event_with_a_flaw_is_refused_with_its_reason(
    central: Central, lines: tuple[str, ...], reason: str
) -> None:
    text = ICS.format(events=_event("SUMMARY:GEN-01", *lines))
    assert _outcomes(_take(central, text, places=1)) == [reason]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"a;b\n1;2\n", b"BEGIN:VCALENDAR\nrubbish"])
def test_what_is_no_list_is_refused_whole(data: bytes) -> None:
    with pytest.raises(ImportNotAList):
        read_slots(data)


def test_every_reason_has_words() -> None:
    path = resource_path("wording", "slot_import.toml")
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    said = set()
    for module in (slot_files, importing_slots):
        text = Path(str(module.__file__)).read_text(encoding="utf-8")
        said |= set(
            re.findall(r'(?:_FlawError\(|reason=|return |flaw=|, )"([a-z]+_?[a-z_]+)"', text)
        )
    assert {code for code in words if code not in said} <= {
        "ends_before_start", "minutes_invalid", "places_invalid", "too_few", "too_many",
    }  # fmt: skip
    assert all(each["it"] and each["en"] for each in words.values())


def test_the_command_tries_first_then_brings_and_names_refused_rows(
    tmp_path: Path, plain: dict[str, Any]
) -> None:
    home = tmp_path / "home"
    new_server_home(home)
    opened = open_home(home, SystemClock())
    _apply(opened, plain)
    opened.close()
    soon = local_date(SystemClock().now_us()) + datetime.timedelta(days=40)
    file = tmp_path / "orari.csv"
    row = f"GEN-01;{soon};11:00;11:30;1;Sala;Via Esempio 1\n"
    file.write_text(f"{HEAD}{row}GEN-01;{soon};11:00;10:30;1;Sala;\n", encoding="utf-8")

    def run(*options: str, as_json: bool = True) -> Any:
        call = SimpleNamespace(home=home, as_json=as_json, lang="it")
        return CliRunner().invoke(server, ["import", "slots", str(file), *options], obj=call)

    tried = run("--dry-run")
    assert json.loads(tried.stdout)["new"] == 1
    said = run(as_json=False)
    assert said.exit_code == 1
    assert said.output.splitlines() == [
        "1 nuovi, 0 cambiati, 0 già presenti, 1 rifiutati",
        "riga 3: finisce prima di iniziare: correggi l’ora di fine",
    ]
    assert json.loads(run().stdout)["already"] == 1
