# SPDX-License-Identifier: EUPL-1.2
"""«È passata?»: what became of an operation, asked again as often as one likes."""

from __future__ import annotations

from typing import Literal

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.store import journal

Answer = Literal["final", "provisional", "rejected", "unknown"]


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an operation of this desk."""

    op_id: str
    answer: Answer
    kind: str = ""
    code: str = ""
    """The refusal's code of one that was rejected."""
    sent: bool = False
    """Whether the server has answered it."""


def passed(look: Reading, op_id: str) -> Passed:
    """Return what became of an operation: the same answer however often it is asked.

    ``final`` and ``rejected`` stay as they are; ``provisional`` becomes one of them when the
    server answers; ``unknown`` means that nothing of it was recorded here.
    """
    entry = journal.by_op_id(look.conn, op_id)
    if entry is None:
        return Passed(op_id=op_id, answer="unknown")
    answer: Answer = "provisional" if entry.provisional else "final"
    if entry.result == "rejected":
        answer = "rejected"
    elif entry.result == "accepted":
        answer = "final"
    return Passed(
        op_id=op_id,
        answer=answer,
        kind=entry.kind,
        code=entry.code,
        sent=entry.state == "answered",
    )
