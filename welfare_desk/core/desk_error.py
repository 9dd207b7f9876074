# SPDX-License-Identifier: EUPL-1.2
"""What every refusal is; the sentences are data in resources/wording.

A refusal is the answer of a rule, never a bug: it carries a code, a number for the help
page and facts without personal data.  Nothing that was typed is lost by a refusal.
"""

from __future__ import annotations

import re
from typing import ClassVar


class DeskError(Exception):
    """A rule said no; ``code`` and ``number`` name the rule, ``facts`` fill its sentence."""

    number: ClassVar[int] = 1000
    code: ClassVar[str] = "desk_error"

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **facts: str | int) -> None:
        self.facts: dict[str, str | int] = facts
        super().__init__(self.code)

    @property
    def label(self) -> str:
        """The short code that the operator can read aloud, such as ``WD-2041``."""
        return f"WD-{self.number}"


def every_refusal() -> dict[str, type[DeskError]]:
    """Return each refusal class by its code."""
    found: dict[str, type[DeskError]] = {}
    waiting = list(DeskError.__subclasses__())
    while waiting:
        cls = waiting.pop()
        found[cls.code] = cls
        waiting.extend(cls.__subclasses__())
    return found
