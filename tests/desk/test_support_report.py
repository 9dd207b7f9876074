# SPDX-License-Identifier: EUPL-1.2
"""The report for support says how a desk stands and names nobody."""

from __future__ import annotations

from pathlib import Path

from tests.ui.desk_fixture import AT_US, NAMES, a_busy_desk
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.support_report import support_report


def test_it_tells_states_and_codes_and_nobodys_name(tmp_path: Path) -> None:
    desk = a_busy_desk(tmp_path, FixedClock(AT_US))
    try:
        report = desk.look(lambda here: support_report(here, ("WD-2041", "WD-2041")))
    finally:
        desk.close()
    text = report.text()
    assert report.ok
    assert "version: " in text
    assert "problems: none" in text
    assert "waits: book_place" in text
    assert "WD-2041: 2" in text
    people = {word for surname, name, _ in NAMES.values() for word in (surname, name)}
    for word in (*people, "Rossi", "Fabris", "RSSMRA62C45H501N", "Via Dante", "3470000123"):
        assert word not in text
