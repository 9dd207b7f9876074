# SPDX-License-Identifier: EUPL-1.2
"""What a desk hands back by itself is no operator's act and nobody has to review it."""

from tests.builders import TERRITORY, an_id, form, isee, issue, register
from tests.sync.conftest import DeskMaker
from tests.sync.counter import Counter
from tests.sync.served import CentralServer
from welfare_desk.protocol.lease import Lease
from welfare_desk.store import rights
from welfare_desk.store.rows import load_all
from welfare_desk.sync.recorder import held_row


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


def test_more_ended_leases_than_an_operation_can_name_go_back_all_the_same(
    server: CentralServer, desk: DeskMaker
) -> None:
    counter = desk("a", server)
    counter.settle()
    ended = [_ended(counter, number) for number in range(250)]
    with counter.store.write() as conn:
        rights.add(conn, [held_row(lease) for lease in ended])
    assert counter.exchange().outcome == "ok"
    assert sum(counter.left(lease.resource) for lease in ended) == 0
    releases = [entry for entry in counter.journal() if entry.kind == "release_rights"]
    assert {entry.result for entry in releases} == {"accepted"}


def _ended(counter: Counter, number: int) -> Lease:
    """Return a lease of a slot whose time was over before a desk came back to its line."""
    return Lease(
        id=f"e1-9{number:05}",
        device=int(counter.meta("device")),
        inc=1,
        resource=f"slot:{an_id(f'ended-{number}')}",
        quantity=1,
        fence=0,
        not_after=counter.clock.now_us() - 1,
        epoch=1,
    )


def test_whole_right_whose_answer_was_lost_still_goes_to_the_desk_that_wants_it(
    server: CentralServer, desk: DeskMaker
) -> None:
    one, two = desk("a", server), desk("b", server)
    for operation in (register("starved"), form("starved-home", "starved")):
        one.record(operation)
    one.settle()
    two.settle()
    home = f"home:{an_id('starved-home')}"
    assert not two.engine.ask_one(home)
    one.settle()
    assert two.engine.ask_one(home)
    # As if the answer that granted it had never come: the server believes it is there.
    with two.store.write() as conn:
        rights.remove(conn, [row.lease_id for row in rights.held(conn, [home])])
    two.wire()  # the form that asked is closed
    assert not one.engine.ask_one(home)
    for _ in range(3):
        two.engine.run_once()
    assert one.engine.ask_one(home)
