# SPDX-License-Identifier: EUPL-1.2
"""Three hundred exchanges over a line that breaks in every way: all arrives once, all end equal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import exchanges


def test_three_hundred_exchanges_over_a_broken_line_double_and_lose_nothing(
    tmp_path: Path,
) -> None:
    told = exchanges.run(300, 1, tmp_path)
    assert told.problems == []
    assert told.counts["exchanges"] == 300
    assert told.counts["faults of the line"] > 100


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 6))
def test_thousands_of_exchanges_over_a_broken_line_double_and_lose_nothing(
    tmp_path: Path, seed: int
) -> None:
    assert exchanges.run(5_000, seed, tmp_path).problems == []
