# SPDX-License-Identifier: EUPL-1.2
"""Operations that hand rights back: the only way in which they return to the server (rule 3)."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from welfare_desk.core.refusals import DeskError, NumbersExhausted
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class Returned(msgspec.Struct, frozen=True):
    """A lease whose rest goes back, or a whole right that is let go."""

    lease: str
    resource: str


class ReleaseRights(Operation, frozen=True, kw_only=True):
    """Give the rest of leases and whole rights back to the server; changes no domain row."""

    ACT: ClassVar[str] = "exchange"

    returned: tuple[Returned, ...]

    def takes(self) -> tuple[Take, ...]:
        return tuple(
            Take(each.resource, mode="release", lease=each.lease) for each in self.returned
        )

    def lacking(self, take: Take, held: int) -> DeskError:
        return NumbersExhausted()

    def apply(self, act: Act, world: World) -> None:
        """Change nothing: the rights are drawn at the desk and judged at the server."""
