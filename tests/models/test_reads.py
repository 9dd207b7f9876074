# SPDX-License-Identifier: EUPL-1.2
"""Reads name real kinds and indexed fields."""

import pytest

from tests.operations.script import whole_script
from welfare_desk.models.reads import One, Where
from welfare_desk.models.registry import KINDS
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.run import reads_of

SCRIPT = whole_script()


@pytest.mark.parametrize("operation", {op.kind(): op for op, _ in SCRIPT}.values(),
                         ids=lambda each: each.kind())  # fmt: skip
def test_reads_of_every_operation_can_be_asked(operation: Operation) -> None:
    acts = [act for each, act in SCRIPT if type(each) is type(operation)]
    for act in acts:
        for read in reads_of(operation, act, server=True):
            assert read.kind in KINDS
            if isinstance(read, Where):
                assert read.field in KINDS[read.kind].FIND_BY


def test_reads_are_equal_by_value() -> None:
    assert One("person", "1") == One("person", "1") != One("person", "2")
    assert len({Where("a", "b", 1), Where("a", "b", 1), Where("a", "b", 2)}) == 2
