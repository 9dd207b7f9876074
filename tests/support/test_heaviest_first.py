# SPDX-License-Identifier: EUPL-1.2
"""Heavy files of tests are handed out first; what was weighed is read back."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.support.heaviest_first import as_toml, heaviest_first, known_weights


def test_the_heaviest_comes_first_and_the_unknown_stay_as_shuffled() -> None:
    names = ["c", "light", "c", "a", "other", "b", "light"]
    assert heaviest_first(names, {"a": 3.0, "b": 90.0, "c": 3.0}) == [
        "b", "c", "a", "light", "other",
    ]  # fmt: skip


def test_what_was_weighed_is_written_without_what_is_light() -> None:
    written = as_toml({"tests/b.py": 12.4, "tests/a.py": 2.6, "tests/c.py": 0.2})
    assert tomllib.loads(written)["files"] == {"tests/a.py": 3, "tests/b.py": 12}


def test_every_weighed_file_is_there() -> None:
    root = Path(__file__).parents[2]
    assert known_weights()
    assert [name for name in known_weights() if not (root / name).exists()] == []
