# SPDX-License-Identifier: EUPL-1.2
"""The project's documents and what is fenced in them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """Return every page of documentation that the project keeps, in the order of paths."""
    beside = (
        ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
    )
    found = [*beside, *DOCS.rglob("*.md"), *(ROOT / "packaging").glob("*.md")]
    return sorted(path for path in found if path.exists())


def fenced(text: str, language: str) -> list[str]:
    """Return the blocks of a language, without their fences."""
    return [block for name, block in _FENCE.findall(text) if name == language]


def unfenced(text: str) -> str:
    """Return a page without its fenced blocks."""
    return _FENCE.sub("", text)
