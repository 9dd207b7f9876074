# SPDX-License-Identifier: EUPL-1.2
"""What a territory file would change, in words: a line a row, below it what becomes of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from welfare_desk.core.money import euro_text
from welfare_desk.core.resources import resource_path
from welfare_desk.server.territory import Change, Difference, Plan

_NOTHING: Final = "–"
_YES_NO: Final = {"it": ("no", "sì"), "en": ("no", "yes")}


def change_lines(change: Change, lang: str) -> Iterator[str]:
    """Give the line of a row that changes and one for each field that differs."""
    yield f"{change.how} {change.kind} {change.name}"
    for each in change.differences:
        yield f"    {difference_text(each, lang)}"


def slot_lines(plan: Plan, lang: str) -> Iterator[str]:
    """Give whom a plan makes to call, a line a slot, and how many slots stay closed."""
    it = lang != "en"
    for each in plan.to_call:
        count = each.bookings
        if it:
            said = f"{count} prenotazion{'e' if count == 1 else 'i'} da chiamare"
        else:
            said = f"{count} booking{'' if count == 1 else 's'} to call"
        why = each.reason or ("cambia" if it else "changes")
        yield f"{said}: {each.name} {each.place_name} ({why})"
    if plan.still_closed:
        tail = "restano chiusi; --reopen li riapre" if it else "stay closed; --reopen opens them"
        yield f"{plan.still_closed} {'orari' if it else 'slots'} {tail}"


def difference_text(difference: Difference, lang: str) -> str:
    """Return ``dotazione: 60.000,00 € → 80.000,00 €``."""
    name = difference.field.rpartition(".")[2]
    entry = _words().get(f"field_{name}")
    said = difference.field if entry is None else entry[lang]
    before = _value(name, difference.before, lang)
    return f"{said}: {before} → {_value(name, difference.after, lang)}"


def _value(name: str, value: Any, lang: str) -> str:
    if value is None or value in ([], (), ""):
        return _NOTHING
    if isinstance(value, bool):
        return _YES_NO["en" if lang == "en" else "it"][value]
    if isinstance(value, int) and (name.endswith("_cents") or name in ("cents", "denominations")):
        return euro_text(value, lang)
    if isinstance(value, list | tuple):
        return ", ".join(_value(name, each, lang) for each in value)
    if isinstance(value, dict):
        parts = (f"{key} {_value(key, each, lang)}" for key, each in value.items()
                 if each not in (None, [], (), 0, ""))  # fmt: skip
        return "(" + "; ".join(parts) + ")"
    return str(value)


@cache
def _words() -> dict[str, dict[str, str]]:
    path = resource_path("wording", "territory.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
