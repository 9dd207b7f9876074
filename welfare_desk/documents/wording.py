# SPDX-License-Identifier: EUPL-1.2
"""The words of printed papers: data in ``resources/cards``, one file per paper and language."""

from __future__ import annotations

import datetime
import functools
import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from welfare_desk.core.dates import month_name, weekday_name
from welfare_desk.core.resources import resource_path

Words = Mapping[str, str]


@functools.cache
def words(paper: str, lang: str) -> Words:
    """Return the texts of one paper by name, in one language."""
    texts = _read(f"{paper}.{lang}.toml")
    return MappingProxyType({key: str(value) for key, value in texts.items()})


def day_text(on: datetime.date, lang: str) -> str:
    """Return the day in words without the day of the week, as in «26 novembre 2026»."""
    return f"{on.day} {month_name(on.month, lang)} {on.year}"


def time_text(minute: int) -> str:
    """Return minutes after midnight as «15:00»; past midnight it is the next day's time."""
    hour, rest = divmod(minute % 1440, 60)
    return f"{hour:02d}:{rest:02d}"


def second_line(lang: str, state: str, on: datetime.date, minute: int) -> str:
    """Return the slip in one line of a citizen's language, named by that language."""
    texts = _second_lines()[lang]
    if "weekdays" in texts:
        first = texts.get("first", "1") if on.day == 1 else on.day
        weekday = texts["weekdays"][on.weekday()]
        day = f"{first} {texts['months'][on.month - 1]} {on.year}"
    else:
        weekday, day = weekday_name(on, lang), day_text(on, lang)
    line = texts[state].format(weekday=weekday, day=day, time=time_text(minute))
    return f"{texts['name']}: {line}"


@functools.cache
def _second_lines() -> dict[str, Any]:
    return _read("second_line.toml")


def _read(name: str) -> dict[str, Any]:
    with resource_path("cards", name).open("rb") as file:
        return tomllib.load(file)
