# SPDX-License-Identifier: EUPL-1.2
"""What a desk was told about parked work is heard before a recovery ends (rule 11)."""

from __future__ import annotations

import pytest

from tests.builders import book, register
from tests.server.local import LocalPlace
from tests.server.test_recovery import PLACES, SLOT, certs, codes, presented, replay, resource
from tests.server.test_recovery import place as place
from welfare_desk.models.booking import Booking
from welfare_desk.operations.exchange_of_rights import ReleaseRights, Returned
from welfare_desk.protocol.messages import Pushed


@pytest.mark.parametrize("finds", [False, True], ids=["a program of before", "finds"])
def test_a_word_counts_although_the_whole_log_lies_here_and_nobody_else_is_awaited(
    place: LocalPlace, finds: bool
) -> None:
    """The push of the last leases ends no recovery before what the desk was told is said."""
    desk, other = place.local_desk(), place.local_desk()
    for _ in range(SLOT.places):
        other.ask(PLACES, 1, one_act=True)
    back = tuple(Returned(item.lease.id, PLACES) for item in other.held[PLACES])
    place.restore(place.back_up())
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    assert [each.result for each in replay(desk).results] == ["accepted", "parked"]
    copy = place.back_up("parked.db")
    assert not replay(other).recovering
    told = desk.push().results
    assert (told[1].result, told[1].code) == ("rejected", "slot_full")
    other.record(ReleaseRights(returned=back), role="desk")
    assert [each.result for each in other.push().results] == ["accepted"]
    place.restore(copy)
    assert replay(other).recovering
    assert resource(place).free == SLOT.places, "judged today it would be accepted"
    first = desk.hello(finds=finds)
    assert (first.epoch, first.known_seq, first.waiting) == (3, 1, ())
    # The answer came, and the desk was cut off before its first push.
    desk.epoch = first.epoch
    again = desk.hello(finds=finds)
    assert (again.known_seq, again.waiting) == ((2, (2,)) if finds else (1, ()))
    last_lease = desk.push_of(2, 1, certs=certs(desk), certs_done=True)
    assert desk.post("/v1/push", last_lease, Pushed).recovering
    pushed = desk.push(2, receipts=presented(*told), certs_done=True)
    assert [(each.result, each.code) for each in pushed.results] == [("rejected", "slot_full")]
    assert not pushed.recovering
    assert (place.all(Booking), codes(place)) == ([], [])
    assert place.problems() == []
