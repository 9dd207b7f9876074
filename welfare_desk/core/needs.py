# SPDX-License-Identifier: EUPL-1.2
"""What people come to ask for: data of resources/needs.toml, found by the words they use."""

from __future__ import annotations

import functools
import tomllib

import msgspec

from welfare_desk.core.resources import resource_path
from welfare_desk.core.text import fold


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of need with its names and where in the catalogue an answer may lie."""

    code: str
    it: str
    en: str
    words: tuple[str, ...] = ()
    """What people say, such as «spesa», «badante», «compiti»."""
    target_groups: tuple[str, ...] = ()
    """Groups of the catalogue whose offerings may help, the likeliest first."""

    def name(self, lang: str) -> str:
        """Return the name in a language of the window."""
        return self.en if lang == "en" else self.it


@functools.cache
def needs() -> dict[str, Need]:
    """Return every need by its code, in the order of the file."""
    with resource_path("needs.toml").open("rb") as file:
        read = tomllib.load(file)
    return {code: msgspec.convert({"code": code, **entry}, Need) for code, entry in read.items()}


def is_need(code: str) -> bool:
    """Tell whether the code is in the list."""
    return code in needs()


def needs_for(text: str) -> tuple[Need, ...]:
    """Return the needs that a text may mean, by their words or names; all for an empty one."""
    asked = fold(text).split()
    if not asked:
        return tuple(needs().values())
    ranked = [(_fit(asked, each), place, each) for place, each in enumerate(needs().values())]
    return tuple(each for fit, _, each in sorted(ranked, key=lambda r: (-r[0], r[1])) if fit)


def _fit(asked: list[str], need: Need) -> int:
    """Count the words of the text that begin a word of the need; whole ones count double.

    A word of three letters must be whole: «non riesce» is not about grandparents.
    """
    own = " ".join(fold(each) for each in (*need.words, need.it, need.en)).split()
    return sum(
        2 if word in own else 1
        for word in asked
        if (len(word) > 2 and word in own)
        or (len(word) > 3 and any(each.startswith(word) for each in own))
    )
