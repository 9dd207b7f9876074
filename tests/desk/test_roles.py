# SPDX-License-Identifier: EUPL-1.2
"""Every cell of the roles' table at the counter: who may not do an act stores nothing of it."""

from __future__ import annotations

import msgspec
import pytest

from tests.builders import TERRITORY, an_id, an_operator
from tests.desk.conftest import PIN
from tests.operations.bad_input import BEFORE, EXAMPLES
from tests.operations.test_rights import TABLE
from welfare_desk.core.refusals import DeskError, RoleMissing
from welfare_desk.desk.desk import Desk
from welfare_desk.models.territory import Operator
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.operators import SetPin
from welfare_desk.operations.roles import ROLES
from welfare_desk.store.rows import load_one, save

HUMAN = sorted(set(ROLES) - {"server", "desk"})
MAY = {role: TABLE[role] for role in HUMAN}


def log_in_as(desk: Desk, role: str) -> str:
    """Make an operator of this role and log in; return their id."""
    with desk._store.write() as conn:
        anna = load_one(conn, TERRITORY, Operator.KIND, an_id("anna"))
        assert isinstance(anna, Operator)
        row = msgspec.structs.replace(
            an_operator(f"as-{role}", role), pin_verifier=anna.pin_verifier
        )
        save(conn, TERRITORY, {(row.KIND, row.id): row})
    desk.session.log_in(row.login, PIN)
    return row.id


@pytest.mark.parametrize("role", HUMAN)
def test_every_cell_at_the_desk(counter: Desk, role: str) -> None:
    for operation in BEFORE:
        counter.record(operation)
    own_id = log_in_as(counter, role)
    for example in EXAMPLES:
        operation: Operation = example
        if isinstance(example, SetPin):
            operation = msgspec.structs.replace(example, operator_id=own_id)
        before = counter.status().pending
        refused: type[DeskError] | None = None
        try:
            counter.record(operation)
        except DeskError as refusal:
            refused = type(refusal)
        allowed = example.kind() in MAY[role]
        assert (refused is not RoleMissing) == allowed, (role, example.kind(), refused)
        if not allowed:
            assert counter.status().pending == before
