# SPDX-License-Identifier: EUPL-1.2
"""The names that a nickname is short for, and the nicknames of a name."""

from __future__ import annotations

import csv
from functools import cache

from welfare_desk.core.resources import resource_path
from welfare_desk.core.text import fold


def meant(word: str) -> tuple[str, ...]:
    """Return the folded names that a folded word may stand for beside itself.

    A nickname stands for its names and for their other nicknames, a name for its nicknames.
    """
    return _table().get(word, ())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    nicknames: dict[str, list[str]] = {}
    with resource_path("search", "nicknames.csv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter=";"):
            nickname = _word(row["nickname"])
            for name in row["names"].split():
                names.setdefault(nickname, []).append(_word(name))
                nicknames.setdefault(_word(name), []).append(nickname)
    return {
        word: tuple(dict.fromkeys(each for each in _meant(word, names, nicknames) if each != word))
        for word in [*names, *nicknames]
    }


def _meant(
    word: str, names: dict[str, list[str]], nicknames: dict[str, list[str]]
) -> list[str]:  # fmt: skip
    stands_for = names.get(word, [])
    others = [other for name in stands_for for other in nicknames[name]]
    return [*stands_for, *nicknames.get(word, []), *others]


def _word(text: str) -> str:
    return fold(text).replace(" ", "")
