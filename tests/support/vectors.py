# SPDX-License-Identifier: EUPL-1.2
"""The worked examples in tests/vectors, which other programs may use as well."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent.parent / "vectors"


def vectors(name: str, key: str = "vectors") -> list[Any]:
    """Return the examples of one file."""
    found: list[Any] = document(name)[key]
    return found


def document(name: str) -> dict[str, Any]:
    """Return one whole file."""
    found: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found
