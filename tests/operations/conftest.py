# SPDX-License-Identifier: EUPL-1.2
"""A desk with its line out, at the second one Maria is known; and a room where people wait."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import form, isee, register
from tests.operations.here import Here
from tests.operations.waiting_room import WaitingRoom
from tests.operations.waiting_turns import PEOPLE
from welfare_desk.core.clock import FixedClock


@pytest.fixture
def here(tmp_path: Path, clock: FixedClock) -> Iterator[Here]:
    opened = Here(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def known(here: Here) -> Here:
    """Maria, alone in her household ``home``, showed the attestation ``isee`` (7,000 euros)."""
    here.record(register("maria"))
    here.record(form("home", "maria"))
    here.record(isee("isee", "home"))
    return here


@pytest.fixture
def room() -> WaitingRoom:
    """Three people, a slot of two places with nobody in it, and a list in the order of joining."""
    return WaitingRoom(places=2, people=PEOPLE)
