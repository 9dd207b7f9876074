# SPDX-License-Identifier: EUPL-1.2
"""Offerings and providers of the territory file: every flaw is refused with its path."""

from __future__ import annotations

import copy
import datetime
import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from welfare_desk.cli.territory_words import change_lines
from welfare_desk.core.refusals import TerritoryFileWrong
from welfare_desk.core.resources import resource_path
from welfare_desk.models.offering import Offering, Override
from welfare_desk.models.territory import MerchantDocument, Provider
from welfare_desk.server.territory import Change, differences
from welfare_desk.server.territory_file import Reader, read

TODAY = datetime.date(2026, 9, 16)
LIMENA = "028045"


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    text = resource_path("territory", "esempio.toml").read_text(encoding="utf-8")
    plain = tomllib.loads(text)
    return {**plain, "slot_rules": [], "operators": []}


def _rows(plain: dict[str, Any], folder: Path) -> list[Any]:
    file = folder / "territory.json"
    file.write_text(json.dumps(plain, default=str), encoding="utf-8")
    return list(Reader(read(file), TODAY).wanted().rows)


def _changed(sample: dict[str, Any], table: str, key: str, fields: dict[str, Any]) -> Any:
    plain = copy.deepcopy(sample)
    row = next(each for each in plain[table] if each["key"] == key)
    row |= fields
    return plain


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"min_age": 11, "max_age": 10}, ".min_age"),
        ({"min_age": -1}, ".min_age"),
        ({"max_age": 200}, ".max_age"),
        ({"residence": "moon"}, ".residence"),
        ({"target_group": "dogs"}, ".target_group"),
        ({"mode": "rocket"}, ".mode"),
        ({"isee_kind": "gold"}, ".isee_kind"),
        ({"limit_count": 0}, ".limit_count"),
        ({"limit_count": 2, "limit_period": "moon"}, ".limit_period"),
        ({"limit_count": None, "limit_period": "week"}, ".limit_count"),
        ({"notice_days": -1}, ".notice_days"),
        ({"cancel_days": -1}, ".cancel_days"),
        ({"cancel_at": "24:00"}, ".cancel_at"),
        ({"waiting_rule": "luck"}, ".waiting_rule"),
        ({"waiting_rule": "order", "on_request": True}, ".waiting_rule"),
        ({"hold_hours": 0}, ".hold_hours"),
        ({"accessibility": ["wings"]}, ".accessibility"),
        ({"accessibility": ["ramp", "ramp"]}, ".accessibility"),
        ({"languages": ["english"]}, ".languages[0]"),
        ({"languages": ["en", "en"]}, ".languages"),
        ({"words": [" "]}, ".words"),
        ({"units": 0}, ".units"),
        ({"payers": [{"payer": "bank", "percent": 10}]}, ".payers[0].payer"),
        ({"payers": [{"payer": "fund", "percent": 101}]}, ".payers[0].percent"),
        ({"payers": [{"payer": "fund", "percent": 0}]}, ".payers[0].percent"),
        ({"payers": [{"payer": "fund", "percent": 60}, {"payer": "employer", "percent": 41}]},
         ".payers"),
        ({"payers": [{"payer": "fund", "percent": 60, "cap_cents": -1}]}, ".payers[0].cap_cents"),
        ({"overrides": [{"municipality": "999999", "active": False}]},
         ".overrides[0].municipality"),
        ({"overrides": [{"municipality": LIMENA, "provider": "nobody"}]},
         ".overrides[0].provider"),
        ({"overrides": [{"municipality": LIMENA, "fee_scheme": "none"}]},
         ".overrides[0].fee_scheme"),
        ({"overrides": [{"municipality": LIMENA}]}, ".overrides[0]"),
        ({"overrides": [{"municipality": LIMENA, "active": False}] * 2}, ".overrides"),
        ({"overrides": [{"municipality": LIMENA, "price": 1}]}, ".overrides[0]"),
    ],
)  # fmt: skip
def test_an_offering_with_a_flaw_is_refused_with_its_path(
    sample: dict[str, Any], tmp_path: Path, fields: dict[str, Any], path: str
) -> None:
    plain = _changed(sample, "offerings", "tut-04", fields)
    with pytest.raises(TerritoryFileWrong) as refusal:
        _rows(plain, tmp_path)
    assert refusal.value.facts["path"] == f"offerings[tut-04]{path}"


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"vat_number": "01234567890"}, ".vat_number"),
        ({"documents": [{"number": "3"}]}, ".documents[0]"),
        ({"checked_on": "yesterday"}, ".checked_on"),
        ({"stars": 5}, "providers[jonathan]"),
    ],
)
def test_a_provider_with_a_flaw_is_refused_with_its_path(
    sample: dict[str, Any], tmp_path: Path, fields: dict[str, Any], path: str
) -> None:
    with pytest.raises(TerritoryFileWrong) as refusal:
        _rows(_changed(sample, "providers", "jonathan", fields), tmp_path)
    assert path in str(refusal.value.facts["path"])


@pytest.mark.parametrize(
    "scheme",
    [
        {"kind": "brackets", "brackets": [{"upper_cents": 800_000, "fee_cents": 5}]},
        {"kind": "brackets", "brackets": [{"fee_cents": 5}, {"fee_cents": 9}]},
        {"kind": "brackets", "brackets": []},
        {"kind": "piecewise", "segments": [
            {"upper_cents": 9, "fee_from_cents": 0, "fee_to_cents": 5},
            {"upper_cents": 5, "fee_from_cents": 5, "fee_to_cents": 9},
            {"fee_from_cents": 9, "fee_to_cents": 9},
        ]},
    ],
)  # fmt: skip
def test_a_fee_scheme_with_a_gap_is_refused_with_its_path(
    sample: dict[str, Any], tmp_path: Path, scheme: dict[str, Any]
) -> None:
    plain = _changed(sample, "fee_schemes", "tutoring", {"scheme": scheme})
    with pytest.raises(TerritoryFileWrong) as refusal:
        _rows(plain, tmp_path)
    table = "segments" if scheme["kind"] == "piecewise" else "brackets"
    assert refusal.value.facts["path"] == f"fee_schemes[tutoring].scheme.{table}"
    assert "gap" in str(refusal.value.facts["why"])


def test_what_the_file_says_is_what_is_stored(sample: dict[str, Any], tmp_path: Path) -> None:
    fields = {
        "words": ["compiti"], "min_age": 6, "max_age": 14, "residence": "municipality",
        "limit_count": 2, "limit_period": "week", "cancel_days": 1, "cancel_at": "09:30",
        "languages": ["en"], "accessibility": ["ramp"],
        "payers": [{"payer": "municipality", "percent": 50, "cap_cents": 300}],
        "overrides": [{"municipality": LIMENA, "provider": "coges", "fee_scheme": "free"}],
    }  # fmt: skip
    rows = _rows(_changed(sample, "offerings", "tut-04", fields), tmp_path)
    row = next(each for each in rows if isinstance(each, Offering) and each.code == "TUT-04")
    assert (row.words, row.min_age, row.max_age) == (("compiti",), 6, 14)
    assert (row.cancel_days, row.cancel_minute) == (1, 570)
    assert row.payers is not None
    assert (row.payers[0].percent, row.payers[0].cap_cents) == (50, 300)
    ids = {getattr(each, "name", ""): each.id for each in rows}
    assert row.overrides == (
        Override(
            municipality_id=ids["Limena"], provider_id=ids["COGES"],
            fee_scheme_id=ids[next(s["name"] for s in sample["fee_schemes"] if s["key"] == "free")],
        ),
    )  # fmt: skip
    assert row.sensitive is False


def test_a_provider_is_stored_with_its_papers(sample: dict[str, Any], tmp_path: Path) -> None:
    fields = {
        "register_no": "A1", "complaints_contact": "reclami@example.org",
        "documents": [{"name": "Polizza", "valid_to": "2026-12-31"}],
        "left_on": "2027-01-01",
    }  # fmt: skip
    rows = _rows(_changed(sample, "providers", "jonathan", fields), tmp_path)
    row = next(each for each in rows if isinstance(each, Provider) and each.name == "Jonathan")
    assert row.documents == (
        MerchantDocument(name="Polizza", valid_to=datetime.date(2026, 12, 31)),
    )
    assert (row.register_no, row.left_on) == ("A1", datetime.date(2027, 1, 1))


def test_a_dry_run_says_in_words_what_becomes_of_an_offering(
    sample: dict[str, Any], tmp_path: Path
) -> None:
    rows = _rows(sample, tmp_path)
    before = next(each for each in rows if isinstance(each, Offering) and each.code == "TUT-04")
    after = msgspec.structs.replace(before, min_age=7, notice_days=2, sensitive=True)
    change = Change("change", "offering", before.id, "x", tuple(differences(before, after)))
    said = list(change_lines(change, "it"))[1:]
    assert "    giorni lavorativi di preavviso: 0 → 2" in said
    assert "    argomento delicato: no → sì" in said
    assert any(line.startswith("    età minima: ") and line.endswith("→ 7") for line in said)
    words = tomllib.loads(resource_path("wording", "territory.toml").read_text(encoding="utf-8"))
    for kind in (Offering, Provider):
        own = set(kind.__struct_fields__) - {"id", "territory_id", "code"}
        assert not [name for name in own if f"field_{name}" not in words]
