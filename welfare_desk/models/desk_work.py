# SPDX-License-Identifier: EUPL-1.2
"""What a desk keeps about its own work beside the shared rows: its operations and its rights."""

from __future__ import annotations

from typing import Literal

import msgspec

State = Literal["pending", "answered"]
Result = Literal["", "accepted", "rejected", "parked"]
"""``parked``: the server has it and will decide later; nothing: it has not said anything yet."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One operation of this desk."""

    seq: int
    inc: int
    op_id: str
    kind: str
    entity: str
    person_id: str
    act: bytes
    hash: bytes
    provisional: bool
    actor: str
    recorded_at: int
    state: State
    """``pending`` until the pull that states it as answered has been applied."""
    result: Result
    code: str
    """The refusal of a rejected one, or of the objection of an accepted one."""
    receipt: bytes
    in_question: str
    """The refusal that a provisional one would meet now, or nothing."""
    closed_at: int | None
    """When an operator put a rejected one aside."""


class HeldRow(msgspec.Struct, frozen=True, kw_only=True):
    """A lease and what is left of it."""

    lease_id: str
    resource: str
    quantity: int
    left: int
    not_after: int
    lease: bytes
