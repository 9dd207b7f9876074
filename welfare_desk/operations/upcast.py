# SPDX-License-Identifier: EUPL-1.2
"""Bodies of older schemas, brought to today's form when they are read (protocol rule 24).

The bytes in journal and log stay as they were; the functions here are kept for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import KINDS, from_body
from welfare_desk.protocol.envelope import SCHEMA, Act

Upcast = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTS: dict[tuple[str, int], Upcast] = {}
"""By kind and schema: the fields of that schema as those of the next one."""


class KindUnknown(Exception):
    """An operation of a newer program: nothing can be said of it here, only that it came."""


def operation_of(
    act: Act, upcasts: dict[tuple[str, int], Upcast] = UPCASTS, schema: int = SCHEMA
) -> Operation:
    """Return the operation of an act, whatever older schema its body has.

    Raises ``KindUnknown`` for a kind or schema of a newer program, ``msgspec.MsgspecError``
    where the body is malformed.
    """
    if act.schema > schema or act.kind not in KINDS:
        if _names(act.body, act.kind):
            raise KindUnknown(act.kind)
        raise msgspec.ValidationError("kind")
    if act.schema >= schema:
        return from_body(act.body)
    fields: dict[str, Any] = msgspec.msgpack.decode(act.body, type=dict[str, Any])
    for step in range(act.schema, schema):
        upcast = upcasts.get((act.kind, step))
        fields = fields if upcast is None else upcast(fields)
    return from_body(msgspec.msgpack.encode(fields))


def _names(body: bytes, kind: str) -> bool:
    """Tell whether a body is a map that names the kind of its envelope."""
    fields = msgspec.msgpack.decode(body)
    return isinstance(fields, dict) and fields.get("kind") == kind
