# SPDX-License-Identifier: EUPL-1.2
"""The own PIN."""

from typing import Any

import pytest

from tests.builders import OPERATOR, an_id
from tests.operations.here import Here
from welfare_desk.core.refusals import JsonUnreadable, OperatorUnknown, TextTooLong
from welfare_desk.models.territory import Operator
from welfare_desk.operations.operators import SetPin

VERIFIER = "$argon2id$v=19$m=65536,t=3,p=1$c29tZXNhbHQ$BBBB"


def test_own_pin_is_replaced_by_its_verifier(here: Here) -> None:
    here.record(SetPin(operator_id=OPERATOR, pin_verifier=VERIFIER))
    row = here.row(Operator, OPERATOR)
    assert (row.pin_verifier, row.pin_one_time) == (VERIFIER, False)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"operator_id": an_id("marta")}, OperatorUnknown),
        ({"operator_id": "anna"}, JsonUnreadable),
        ({"pin_verifier": "271828"}, OperatorUnknown),
        ({"pin_verifier": ""}, OperatorUnknown),
        ({"pin_verifier": "$argon2i$v=19$AAAA"}, OperatorUnknown),
        ({"pin_verifier": VERIFIER + "B" * 200}, TextTooLong),
    ],
)
def test_another_ones_pin_or_a_pin_in_the_clear_is_refused(
    here: Here, fields: dict[str, Any], refusal: Any
) -> None:
    here.refuses(SetPin(**{"operator_id": OPERATOR, "pin_verifier": VERIFIER, **fields}), refusal)


def test_pin_of_a_colleague_is_not_set_by_me(here: Here) -> None:
    here.refuses(
        SetPin(operator_id=OPERATOR, pin_verifier=VERIFIER), OperatorUnknown, actor=an_id("marta")
    )
