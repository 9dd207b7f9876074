# SPDX-License-Identifier: EUPL-1.2
"""A desk with its line out; at the second one Maria and her household are known."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import form, isee, register
from tests.operations.here import Here
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
