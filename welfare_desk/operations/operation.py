# SPDX-License-Identifier: EUPL-1.2
"""The form of an operation: what it reads, which rights it takes, how rows change."""

from __future__ import annotations

import re
from functools import cache
from typing import ClassVar, Literal

import msgspec

from welfare_desk.core.refusals import DeskError
from welfare_desk.models.reads import Read
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


@cache
def snake(name: str) -> str:
    """Return a class name in snake_case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Take(msgspec.Struct, frozen=True):
    """A right that an act needs.

    ``part`` is drawn from leases, ``number`` pops printed numbers, ``hold`` must be held
    whole and is not spent, ``release`` hands a lease's rest or a whole right back.  ``ask`` is
    nothing that can be held: the server decides.
    """

    resource: str
    quantity: int = 1
    mode: Literal["part", "number", "hold", "release", "ask"] = "part"
    lease: str = ""


class Operation(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag=snake):
    """What the operator meant, as a frozen record."""

    ACT: ClassVar[str] = ""
    """The act of the roles table (operations/roles.py) that this operation is."""
    MAY_BE_PROVISIONAL: ClassVar[bool] = False
    SIGNED: ClassVar[bool] = False
    """True for what moves money or spends a card number: signed singly."""

    @classmethod
    def kind(cls) -> str:
        """Return the name on the wire and in JSON."""
        return snake(cls.__name__)

    def entity(self) -> str:
        """Return the id of the row that the operation is about."""
        return ""

    def person(self) -> str:
        """Return the person to name in lists of pending work, or nothing."""
        return ""

    def concerns(self, world: World) -> str:
        """Return the person whom a review item about the act must name, or nothing."""
        return self.person()

    def reads(self) -> tuple[Read, ...]:
        """Return the rows to load beforehand; a hint, never a limit."""
        return ()

    def server_reads(self) -> tuple[Read, ...]:
        """Return the rows that only the server wants beside ``reads``; a hint as well."""
        return ()

    def takes(self) -> tuple[Take, ...]:
        """Return the rights that the act needs."""
        return ()

    def leans_on(self) -> tuple[Take, ...]:
        """Return the rights that an earlier act took and this one takes over."""
        return ()

    def gains(self) -> tuple[str, ...]:
        """Return the whole rights that come into being with the act, held by its desk."""
        return ()

    def is_plausible(self) -> bool:
        """Tell whether a desk of ours can have recorded it; false is malformed at the server."""
        return True

    def lacking(self, take: Take, held: int) -> DeskError:
        """Return the refusal for a right that is not held."""
        raise NotImplementedError(take.resource, held)

    def apply(self, act: Act, world: World) -> None:
        """Change the rows; the same at desk, server and simulator."""
        raise NotImplementedError
