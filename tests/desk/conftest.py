# SPDX-License-Identifier: EUPL-1.2
"""A desk with its line out, and one on which Anna has logged in."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.builders import a_fund, a_territory, an_operator
from tests.support.desks import SLOTS, a_desk_here
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.session import verifier_of
from welfare_desk.models.record import Record

PIN = "271828"
_VERIFIER = verifier_of(PIN)


def rows_with_pin(*, one_time: bool = False) -> list[Record]:
    """The territory, where Anna's PIN is 271828."""
    rows = [row for row in a_territory(*SLOTS, fund=a_fund()) if row.KIND != "operator"]
    for name, role in (("anna", "operator"), ("marta", "supervisor"), ("aldo", "auditor")):
        row = an_operator(name, role)
        rows.append(msgspec.structs.replace(row, pin_verifier=_VERIFIER, pin_one_time=one_time))
    return rows


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A desk; nobody is logged in."""
    opened = a_desk_here(tmp_path, clock, rows_with_pin())
    yield opened
    opened.close()


@pytest.fixture
def counter(desk: Desk) -> Desk:
    """The same desk with Anna at it."""
    desk.session.log_in("anna", PIN)
    return desk
