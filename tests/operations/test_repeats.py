# SPDX-License-Identifier: EUPL-1.2
"""The same operation sent again, also after an upgrade that added fields to it."""

from __future__ import annotations

import msgspec
import pytest

from tests.builders import an_id, register
from tests.operations.here import Here
from welfare_desk.core.refusals import IdTaken
from welfare_desk.operations.people import AmendPerson
from welfare_desk.protocol.envelope import decode, encode
from welfare_desk.store.desk_tables import journal

OP = an_id("sent twice")
CHANGE = AmendPerson(person_id=an_id("maria"), changes={"phone": "+391"}, reason="nuovo")


@pytest.fixture
def upgraded(known: Here) -> Here:
    """A desk whose journal holds an operation as a program wrote it that knew fewer fields."""
    known.record(CHANGE, op_id=OP)
    act = decode(known.entry(OP).act)
    fields = msgspec.msgpack.decode(act.body)
    for unknown_then in ("effective_on", "seen"):
        del fields[unknown_then]
    fields["gone_since"] = "a field that nobody knows any more"
    old = encode(msgspec.structs.replace(act, body=msgspec.msgpack.encode(fields)))
    with known.store.write() as conn:
        conn.execute(journal.update().where(journal.c.op_id == OP).values(act=old))
    return known


def test_repeat_after_an_upgrade_is_answered_as_then(upgraded: Here) -> None:
    done = upgraded.record(CHANGE, op_id=OP)
    assert (done.op_id, done.kind, done.repeated) == (OP, "amend_person", True)


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(CHANGE, reason="altro"),
        msgspec.structs.replace(CHANGE, seen={"phone": ""}),
        register("luca", surname="Verdi"),
    ],
)
def test_anything_else_under_its_id_is_still_refused(upgraded: Here, other: AmendPerson) -> None:
    upgraded.refuses(other, IdTaken, op_id=OP)
