# SPDX-License-Identifier: EUPL-1.2
"""A fund that nobody has seen before comes by file alone: no line of code changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.journeys.conftest import Two
from tests.journeys.story import Family
from welfare_desk.core.resources import resource_path

FUND = """
[[funds]]
key = "{key}"
name = "{name}"
card_title = "Carta Nonni"
card_subtitle = "a scalare, nei negozi aderenti"
payer = "Donazioni – ESEMPIO"
payer_kind = "donations"
period = "this_year"
card_days_after_end = 60
budget_cents = 1_200_000
top_ups = [
    {{ on = 2026-09-01, cents = 1_000_000, resolution = "ESEMPIO 1" }},
    {{ on = 2026-10-01, cents = 200_000, resolution = "ESEMPIO 2" }},
]
solo_limit_cents = 60_000
phone = "049 000 00 70"
resolution = "ESEMPIO – regolamento 7"
[funds.criteria]
per_day = {{ adult_cents = 650, minor_cents = 800, days = 17, weekly_cap_cents = 4_000 }}
isee_ceilings_cents = {{ 1 = {ceiling}, 2 = 1_000_000 }}
isee_kinds = ["ordinary"]
age_min = 65
members_max = 2
minimum_cents = 5_000
maximum_cents = 30_000
step_cents = 1_000
"""


def file_with(folder: Path, **fields: Any) -> Path:
    """Write the sample territory with the fund behind it."""
    sample = resource_path("territory", "esempio.toml").read_text(encoding="utf-8")
    path = folder / "territorio.toml"
    path.write_text(sample + FUND.format(**fields), encoding="utf-8")
    return path


def test_a_new_fund_is_applied_and_a_desk_issues_from_it(two: Two, tmp_path: Path) -> None:
    key, name = "carta-nonni", "Carta Nonni – donazioni"
    path = str(file_with(tmp_path, key=key, name=name, ceiling=699_999))
    before = {row["name"] for row in two.a.funds()}
    told = two.stage.server("apply", path, "--dry-run")
    assert [each["name"] for each in told["changes"] if each["kind"] == "fund"] == [name]
    two.a.sync()
    assert {row["name"] for row in two.a.funds()} == before, "a dry run changes nothing"
    two.stage.server("apply", path)
    two.a.sync()
    fund_id = next(row["fund_id"] for row in two.a.funds() if row["name"] == name)
    bruna = Family(two.a, "Nonnini")
    two.a.must_record(*bruna.intake())
    two.a.sync()
    refused = two.a.record(bruna.card(fund_id, 1))[0]
    assert refused["refused"] == "not_entitled"
    assert refused["facts"] == {"criterion": "isee_ceiling"}
    path = str(file_with(tmp_path, key=key, name=name, ceiling=700_000))
    (change,) = two.stage.server("apply", path, "--dry-run")["changes"]
    assert change["differences"] == [
        {
            "field": "criteria.isee_ceilings_cents",
            "before": [699_999, 1_000_000],
            "after": [700_000, 1_000_000],
        }
    ]
    two.stage.server("apply", path)
    two.a.sync()
    # Seven days at 6.50 are cut to 40.00 twice, three more come to 19.50: 99.50, then 90.00.
    refused = two.a.record(bruna.card(fund_id, 9_950))[0]
    assert refused["facts"] == {"due_cents": 9_000}
    issued = two.a.record(bruna.card(fund_id, 9_000))[0]
    assert issued["state"] == "final", issued
    again = two.a.record(bruna.card(fund_id, 9_000))[0]
    assert again["refused"] == "already_awarded"
