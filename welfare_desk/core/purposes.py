# SPDX-License-Identifier: EUPL-1.2
"""Optional questions that a person may answer with yes or no: data of resources/consents.toml.

No service depends on an answer (privacy.md 1).
"""

from __future__ import annotations

import functools
import tomllib

import msgspec

from welfare_desk.core.resources import resource_path


class Purpose(msgspec.Struct, frozen=True, kw_only=True):
    """One optional question in plain words."""

    code: str
    it: str
    en: str
    question_it: str
    question_en: str

    def name(self, lang: str) -> str:
        """Return the short name."""
        return self.en if lang == "en" else self.it

    def question(self, lang: str) -> str:
        """Return the question as it is read aloud."""
        return self.question_en if lang == "en" else self.question_it


@functools.cache
def purposes() -> dict[str, Purpose]:
    """Return every purpose by its code, in the order of the file."""
    with resource_path("consents.toml").open("rb") as file:
        read = tomllib.load(file)
    return {code: msgspec.convert({"code": code, **each}, Purpose) for code, each in read.items()}


def is_purpose(code: str) -> bool:
    """Tell whether the code is in the list."""
    return code in purposes()
