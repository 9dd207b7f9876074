# SPDX-License-Identifier: EUPL-1.2
"""The sentences of the catalogue: data in resources/wording/catalogue.toml."""

from __future__ import annotations

import tomllib
from functools import cache

from welfare_desk.core.resources import resource_path


def said(code: str, lang: str, **facts: object) -> str:
    """Return a sentence by its code; one that has none is said by its own letters."""
    entry = _table().get(code)
    if entry is None:
        return code.partition("_")[2] or code
    return entry["en" if lang == "en" else "it"].format(**facts)


@cache
def _table() -> dict[str, dict[str, str]]:
    path = resource_path("wording", "catalogue.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
