# SPDX-License-Identifier: EUPL-1.2
"""What a desk hands back by itself is no operator's act and nobody has to review it."""

from tests.builders import TERRITORY, an_id, form, isee, issue, register
from tests.sync.conftest import DeskMaker
from tests.sync.served import CentralServer
from welfare_desk.store.rows import load_all


def test_returned_balance_leaves_nothing_to_review(server: CentralServer, desk: DeskMaker) -> None:
    counter = desk("a", server)
    counter.record(register("quiet-person"))
    counter.record(form("quiet-home", "quiet-person"))
    counter.record(isee("quiet-isee", "quiet-home"))
    counter.record(issue("quiet-card", "quiet-home", "quiet-person", an_id("quiet-isee")))
    counter.settle()
    last = counter.journal()[-1]
    assert (last.kind, last.result, last.code) == ("release_rights", "accepted", "")
    with counter.store.read() as conn:
        items = load_all(conn, TERRITORY, "review_item")
    assert not [item for item in items if getattr(item, "op_id", "") == last.op_id]
