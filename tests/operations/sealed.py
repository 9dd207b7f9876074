# SPDX-License-Identifier: EUPL-1.2
"""An operation in its envelope, without a desk."""

from __future__ import annotations

from typing import Any

import msgspec

from tests.builders import OPERATOR, an_id
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import to_body
from welfare_desk.protocol.envelope import GENESIS, SCHEMA, VERSION, Act
from welfare_desk.protocol.hlc import Hlc

NOW = 1_789_543_800_000_000
"""The instant of the ``clock`` fixture."""


def an_act(operation: Operation, **other: Any) -> Act:
    """Seal an operation as the first of desk 1."""
    act = Act(
        v=VERSION,
        op_id=an_id("op"),
        device=1,
        inc=1,
        seq=1,
        prev=GENESIS,
        kind=operation.kind(),
        entity=operation.entity(),
        salt=bytes(16),
        body=to_body(operation),
        hlc=Hlc(NOW // 1000, 0, 1),
        rand64=1,
        spends=(),
        serials=(),
        actor=OPERATOR,
        role="operator",
        wall=NOW,
        schema=SCHEMA,
        base_epoch=1,
        base_cursor=1,
        auth=(),
        sig=b"",
    )
    return msgspec.structs.replace(act, **other)
