# SPDX-License-Identifier: EUPL-1.2
"""Words that are spelt as given ones are: each letter is drawn after the three before it."""

from __future__ import annotations

import random
from collections.abc import Iterable


class Chain:
    """Which letters follow which three."""

    def __init__(self, words: Iterable[str]) -> None:
        self._after: dict[str, list[str]] = {}
        for word in words:
            spelt = f"^^^{word.lower()}$"
            for at in range(3, len(spelt)):
                self._after.setdefault(spelt[at - 3 : at], []).append(spelt[at])

    def words(self, most: int, chance: random.Random) -> list[str]:
        """Return different words, at most so many; fewer where the spelling allows no more."""
        found: dict[str, None] = {}
        for _ in range(most * 4):
            if len(found) >= most:
                break
            word = self._word(chance)
            if 3 < len(word) < 16:
                found[word.title()] = None
        return list(found)

    def _word(self, chance: random.Random) -> str:
        spelt = "^^^"
        while not spelt.endswith("$") and len(spelt) < 24:
            near = self._after.get(spelt[-3:], [])
            # Now and then a rarer follower of two letters, or every tail would be short.
            if chance.random() < 0.12:
                near = self._wide(spelt[-2:]) or near
            spelt += chance.choice(near)
        return spelt[3:].rstrip("$")

    def _wide(self, two: str) -> list[str]:
        if not hasattr(self, "_by_two"):
            self._by_two: dict[str, list[str]] = {}
            for three, letters in self._after.items():
                self._by_two.setdefault(three[1:], []).extend(letters)
        return [] if "^" in two else self._by_two.get(two, [])
