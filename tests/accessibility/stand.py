# SPDX-License-Identifier: EUPL-1.2
"""A desk to be worked by ear: enrolled for real, a family known, then alone without its server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.journeys.story import Family
from tests.support.counter_process import CounterProcess
from tests.support.quick_stage import quick_stage
from welfare_desk.app import Keys, open_desk

CODE = "ZNLBRN48L42L840X"
PIN = "271828"


@dataclass(frozen=True, slots=True)
class Stand:
    """The home of a desk, what opens it and who may log in."""

    home: Path
    passphrase_file: Path
    keys: Keys
    pin: str
    other_pin: str


def make(folder: Path) -> Stand:
    """Enrol a desk in a sample territory, tell it of a family, and let the server go."""
    with quick_stage(folder, 20) as stage:
        pin = stage.one_time_pin("anna", "Anna R.", "operator")
        other_pin = stage.one_time_pin("marta", "Marta V.", "supervisor")
        counter = CounterProcess(stage, "Sportello 1", "anna", pin)
        try:
            counter.sync()
            family = Family(counter)
            intake: list[dict[str, Any]] = [dict(each) for each in family.intake()]
            intake[0] |= {"fiscal_code": CODE, "no_code_reason": ""}
            counter.must_record(*intake)
            counter.sync()
            counter.sync()
        finally:
            counter.close()
        desk = open_desk(counter.home, stage.keys)
        prints = folder / "prints"
        prints.mkdir()
        for role in ("a4", "card"):
            desk.prints.set_target(role, f"folder:{prints}")
        desk.close()
    secret = counter.home / "welfare_desk_passphrase_file"
    return Stand(counter.home, secret, stage.keys, pin, other_pin)
