# SPDX-License-Identifier: EUPL-1.2
"""The sample territory holds together, and has work for every counter on every working day."""

import datetime
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from stdnum.it import iva

from welfare_desk.core.awards import Criteria, Facts, amount_for, highest_award
from welfare_desk.core.fees import Scheme, flaw, highest_fee_cents, price
from welfare_desk.core.fund_rules import entitlement
from welfare_desk.core.instants import slot_instant
from welfare_desk.core.isee import KINDS
from welfare_desk.core.resources import resource_path
from welfare_desk.models.fund import Fund
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Merchant, Municipality, Operator, Provider, Territory
from welfare_desk.operations.roles import ROLES
from welfare_desk.server.fund_entries import read_criteria

DAYS = 14
TODAY = date(2026, 9, 16)
FIVE = {"028063": "G587", "028018": "B531", "028020": "B564", "028045": "E592", "028103": "L947"}
REFERENCES = {
    "municipality": "municipalities",
    "provider": "providers",
    "fee_scheme": "fee_schemes",
    "offering": "offerings",
}
Row = dict[str, Any]


@pytest.fixture(scope="module")
def territory() -> dict[str, Any]:
    text = resource_path("territory", "esempio.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def rows_of(territory: dict[str, Any]) -> Iterator[tuple[str, Row]]:
    for table, rows in territory.items():
        if isinstance(rows, list):
            yield from ((table, row) for row in rows)


def slots_of(rule: Row, today: date) -> Iterator[tuple[date, int]]:
    for day in range(rule.get("from_day", 0), DAYS):
        on = today + timedelta(days=day)
        if on.isoweekday() in rule["weekdays"]:
            for start in rule["starts"]:
                hours, minutes = start.split(":")
                yield on, int(hours) * 60 + int(minutes)


def scheme_of(row: Row) -> Scheme:
    fields = dict(row["scheme"])
    if "brackets" in fields:
        fields["brackets"] = [[b.get("upper_cents"), b["fee_cents"]] for b in fields["brackets"]]
    assert set(fields) <= set(Scheme.__struct_fields__)
    return msgspec.convert(fields, Scheme)


def by_key(territory: dict[str, Any], table: str) -> dict[str, Row]:
    return {row["key"]: row for row in territory[table]}


def numbers(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from numbers(each)
    else:
        yield value


def test_it_is_marked_as_a_sample_and_has_every_table(territory: dict[str, Any]) -> None:
    assert territory["territory"]["sample"] is True
    assert "ESEMPIO" in territory["territory"]["name"]
    counts = Counter(table for table, _ in rows_of(territory))
    assert counts.keys() == {
        "municipalities",
        "providers",
        "merchants",
        "fee_schemes",
        "offerings",
        "closures",
        "slot_rules",
        "funds",
        "operators",
    }
    assert (counts["municipalities"], counts["funds"]) == (5, 5)
    assert all("ESEMPIO" in row["resolution"] for row in territory["fee_schemes"])


def test_no_number_has_a_decimal_point(territory: dict[str, Any]) -> None:
    assert not [value for value in numbers(territory) if isinstance(value, float)]


def test_keys_are_unique_and_every_reference_resolves(territory: dict[str, Any]) -> None:
    for table in {table for table, _ in rows_of(territory)}:
        keys = Counter(row["key"] for row in territory[table])
        assert max(keys.values()) == 1, table
    for table, row in rows_of(territory):
        for field, target in REFERENCES.items():
            if field in row:
                assert row[field] in by_key(territory, target), (table, row["key"], field)
        assert set(row.get("funds", [])) <= set(by_key(territory, "funds"))
    assert all(row["funds"] for row in territory["merchants"])


@pytest.mark.parametrize(
    ("table", "record", "read_otherwise"),
    [
        ("territory", Territory, set()),
        ("municipalities", Municipality, set()),
        ("providers", Provider, set()),
        ("merchants", Merchant, {"municipality_id", "fund_ids"}),
        ("fee_schemes", FeeScheme, set()),
        (
            "offerings",
            Offering,
            {"provider_id", "municipality_id", "fee_scheme_id", "cancel_minute"},
        ),
        (
            "slot_rules",
            Slot,
            {"offering_id", "slot_on", "start_minute", "zone", "closed"},
        ),
        ("funds", Fund, {"municipality_id", "starts_on", "ends_on", "card_expires_on"}),
        (
            "operators",
            Operator,
            {"municipality_id", "provider_id", "pin_verifier", "pin_one_time", "in_service"},
        ),
    ],
)
def test_every_field_of_the_record_is_given_and_none_too_many(
    territory: dict[str, Any], table: str, record: type[Record], read_otherwise: set[str]
) -> None:
    written = {
        "merchants": {"municipality", "funds"},
        "offerings": {"provider", "municipality", "fee_scheme", "cancel_at"},
        "slot_rules": {"offering", "municipality", "weekdays", "starts", "from_day", "from_on"},
        "funds": {"municipality", "card_days_after_end", "top_ups"},
        "operators": {"municipality", "provider"},
    }.get(table, set())
    own = set(record.__struct_fields__) - {"id", "territory_id"} - read_otherwise
    needed = own - set(record.__struct_fields__[-len(record.__struct_defaults__) :])
    rows = territory[table] if isinstance(territory[table], list) else [territory[table]]
    for row in rows:
        assert needed <= set(row), row["key"]
        assert set(row) <= own | written | {"key"}, row["key"]


def test_the_five_municipalities_have_their_codes(territory: dict[str, Any]) -> None:
    found = {row["key"]: row for row in territory["municipalities"]}
    assert {key: row["belfiore_code"] for key, row in found.items()} == FIVE
    for key, row in found.items():
        assert row["istat_code"] == key
        assert row["postal_code"] == ("35016" if key == "028063" else "35010")
        assert row["postal_code"] in row["address"]
        assert row["name"] in row["address"]


def test_vat_numbers_are_well_formed(territory: dict[str, Any]) -> None:
    numbers_given = [row["vat_number"] for row in territory["merchants"]]
    assert all(iva.is_valid(number) for number in numbers_given)
    assert len(set(numbers_given)) == len(numbers_given) >= 10


def test_no_telephone_can_be_real(territory: dict[str, Any]) -> None:
    phones = [row["phone"] for _, row in rows_of(territory) if "phone" in row]
    assert all(phone.startswith("049 000 ") for phone in phones)


def test_fee_schemes_can_be_computed_with(territory: dict[str, Any]) -> None:
    kinds = set()
    for row in territory["fee_schemes"]:
        scheme = scheme_of(row)
        assert flaw(scheme) is None, row["key"]
        kinds.add(scheme.kind)
        poor, rich = (price(scheme, isee, True, False, 1).unit_cents for isee in (0, 9_000_000))
        unknown = price(scheme, None, True, False, 1).unit_cents
        assert poor <= rich == unknown == highest_fee_cents(scheme)
        assert poor < rich or scheme.kind == "free"
    assert kinds == {"free", "linear", "brackets"}


def test_tutoring_in_person_costs_what_the_mock_up_says(territory: dict[str, Any]) -> None:
    offering = by_key(territory, "offerings")["tut-04"]
    scheme = scheme_of(by_key(territory, "fee_schemes")[offering["fee_scheme"]])
    due = price(scheme, 1_124_000, True, False, offering["units"])
    assert (due.total_cents, due.bracket) == (1_000, 2)


def test_every_group_has_offerings_and_paper_names_no_need(territory: dict[str, Any]) -> None:
    groups = Counter(row["target_group"] for row in territory["offerings"])
    assert groups.keys() == {"children", "families", "elderly", "disability", "all"}
    assert min(groups.values()) >= 3
    for row in territory["offerings"]:
        title = row["neutral_title"].casefold()
        for word in ("bes", "disab", "declino", "sollievo", "badant", "anzian", "media", "psico"):
            assert word not in title, row["key"]
        assert row["isee_kind"] in KINDS
        assert row["units"] >= 1
        assert row["name_it"]
        assert row["name_en"]
        assert row["cancel_rule"].endswith(".")


def test_every_rule_gives_slots_whatever_the_day(territory: dict[str, Any]) -> None:
    for day in range(7):
        today = TODAY + timedelta(days=day)
        made = 0
        for rule in territory["slot_rules"]:
            slots = list(slots_of(rule, today))
            assert slots, (rule["key"], today)
            assert len(set(slots)) == len(slots), rule["key"]
            assert min(rule["minutes"], rule["places"]) >= 1
            made += len(slots)
        assert 400 <= made <= 600


def test_slots_start_at_times_that_every_day_has(territory: dict[str, Any]) -> None:
    for clocks_change in (date(2026, 3, 29), date(2026, 10, 25)):
        for rule in territory["slot_rules"]:
            for on, start in slots_of(rule, clocks_change - timedelta(days=6)):
                assert slot_instant(on, start) > 0


def test_capacities_are_of_all_sizes(territory: dict[str, Any]) -> None:
    places = {rule["places"] for rule in territory["slot_rules"]}
    assert {1, 2, 3, 5, 6, 12, 15, 18} <= places
    assert max(places) <= 40


def test_every_municipality_has_something_every_working_day(territory: dict[str, Any]) -> None:
    busy = {
        (rule["municipality"], on)
        for rule in territory["slot_rules"]
        if "municipality" in rule
        for on, _ in slots_of(rule, TODAY)
    }
    days = [TODAY + timedelta(days=day) for day in range(DAYS)]
    working = [on for on in days if on.isoweekday() <= 5]
    assert not [(town, on) for town in FIVE for on in working if (town, on) not in busy]


def test_a_place_lies_in_its_municipality(territory: dict[str, Any]) -> None:
    names = {row["key"]: row["name"] for row in territory["municipalities"]}
    for rule in territory["slot_rules"]:
        assert rule["place_name"]
        assert rule["directions"]
        if rule["address"]:
            assert rule["address"].endswith(names[rule["municipality"]])


def test_only_what_needs_no_interview_can_be_booked(territory: dict[str, Any]) -> None:
    with_slots = {rule["offering"] for rule in territory["slot_rules"]}
    for row in territory["offerings"]:
        without = row["needs_assessment"] or row.get("on_request", False)
        assert (row["key"] in with_slots) != without, row["key"]


def test_every_offering_says_who_may_book_and_by_which_words_it_is_found(
    territory: dict[str, Any],
) -> None:
    rows = by_key(territory, "offerings")
    assert len(rows) == 25
    for key, row in rows.items():
        assert len(row["words"]) >= 3, key
        assert row["description_en"].endswith("."), key
    asked = [key for key, row in rows.items() if row.get("on_request")]
    assert asked == ["eld-04", "dis-05"]
    assert rows["eld-03"]["notice_days"] >= 2
    assert rows["dis-05"]["notice_days"] >= 2
    assert sum(bool(row.get("overrides")) for row in rows.values()) >= 3
    assert sum(bool(row.get("payers")) for row in rows.values()) >= 3


def test_providers_hand_in_papers_and_none_is_said_to_conform(territory: dict[str, Any]) -> None:
    for row in territory["providers"]:
        assert row["complaints_contact"], row["key"]
        assert row["key"] == "municipality" or row["documents"]
        said = str(row).casefold()
        assert not [claim for claim in ("pdr", "uni ", "iso ", "certific") if claim in said]


def test_each_solo_limit_covers_the_largest_award(territory: dict[str, Any]) -> None:
    for row in territory["funds"]:
        criteria = read_criteria("criteria", row["criteria"])
        assert row["solo_limit_cents"] >= highest_award(criteria)
        assert row["budget_cents"] >= 20 * highest_award(criteria)
        assert list(criteria.amounts_cents) == sorted(criteria.amounts_cents)
        assert set(criteria.resident_municipalities) <= set(FIVE)
        assert set(criteria.isee_kinds) <= set(KINDS)
        assert row["period"] == "this_year"
        for needy in ("pover", "indigen", "biso", "alimentar"):
            assert needy not in f"{row['card_title']} {row['card_subtitle']}".casefold()


def test_one_fund_needs_applications_one_is_an_employers_one_gives_by_the_day(
    territory: dict[str, Any],
) -> None:
    funds = by_key(territory, "funds")
    assert [key for key, row in funds.items() if row.get("needs_application")] == ["bando-inverno"]
    employers = [row for row in funds.values() if row.get("payer_kind") == "employer"]
    assert [("social_worker" in row["visible_roles"]) for row in employers] == [False]
    assert [key for key, row in funds.items() if "per_day" in row["criteria"]] == [
        "spesa-quotidiana"
    ]


def a_home(municipality: str) -> Facts:
    on = datetime.date(2026, 9, 16)
    return Facts(
        on=on,
        members=4,
        isee_cents=1_124_000,
        isee_valid=True,
        isee_kind="ordinary",
        municipality=municipality,
    )


def test_the_food_fund_gives_what_the_mock_up_says(territory: dict[str, Any]) -> None:
    criteria = msgspec.convert(by_key(territory, "funds")["carta-territorio"]["criteria"], Criteria)
    due = entitlement(criteria, a_home("028063"))
    assert due.amount_cents == 38_000
    assert entitlement(criteria, a_home("028045")).unmet == "residence"
    assert amount_for(criteria, 9) == 42_000


def test_people_at_work_have_roles_that_exist(territory: dict[str, Any]) -> None:
    rows = territory["operators"]
    assert {row["role"] for row in rows} == set(ROLES) - {"server", "desk"}
    assert len({row["login"] for row in rows}) == len(rows)
    assert {row["municipality"] for row in rows if row["role"] == "operator"} == set(FIVE)
    assert all("provider" in row for row in rows if row["role"] == "cooperative")
    assert {"Anna R.", "Marta V."} <= {row["name"] for row in rows}


def test_the_page_about_the_file_names_every_field(territory: dict[str, Any]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "territory-file.md").read_text(encoding="utf-8")
    for table, row in [*rows_of(territory), ("territory", territory["territory"])]:
        fields = [*row, *row.get("scheme", {}), *row.get("criteria", {})]
        missing = [field for field in fields if f"`{field}`" not in page]
        assert not missing, (table, row["key"])
