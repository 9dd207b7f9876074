# SPDX-License-Identifier: EUPL-1.2
"""Operations on operators: the own PIN."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from welfare_desk.core.refusals import OperatorUnknown
from welfare_desk.core.text import clean
from welfare_desk.models.reads import One, Read
from welfare_desk.models.territory import Operator
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.roles import may
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class SetPin(Operation, frozen=True, kw_only=True):
    """Replace the operator's PIN by their own; carries the Argon2id verifier only."""

    ACT: ClassVar[str] = "own_pin"

    operator_id: str
    pin_verifier: str

    def entity(self) -> str:
        return self.operator_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Operator.KIND, self.operator_id),)

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Operator, self.operator_id, OperatorUnknown())
        # A PIN is no promise to anybody: whom the server does not know at that desk sets none.
        known = act.actor == self.operator_id and may(act.role, self)
        own = known and self.pin_verifier.startswith("$argon2id$")
        world.require(own, OperatorUnknown())
        if own:
            verifier = clean(self.pin_verifier, 200, "pin_verifier")
            world.put(msgspec.structs.replace(row, pin_verifier=verifier, pin_one_time=False))
