# SPDX-License-Identifier: EUPL-1.2
"""The server's signed word about results: once for a whole push, or for one operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from welfare_desk.models.central import Device, Logged
from welfare_desk.operations.central.ports import Notary, ServerPort
from welfare_desk.protocol.envelope import Act, body_digest
from welfare_desk.protocol.messages import Page, Result
from welfare_desk.protocol.receipts import Tree, leaf


def together(
    notary: Notary, territory_id: str, results: Sequence[Result], digests: Mapping[int, bytes]
) -> tuple[tuple[Result, ...], bytes]:
    """Return results with one signature for all that have no receipt; a lone one gets its own.

    ``digests`` are those of salt and body, by number.  What is parked has no result yet.
    """
    bare = unproved(results)
    if len(bare) == 1:
        return singly(notary, territory_id, results, digests), b""
    if not bare:
        return tuple(results), b""
    leaves = [leaf(territory_id, each.op_id, digests[each.seq], each.result) for each in bare]
    return tuple(results), notary.sign(Tree(leaves).to_sign)


def singly(
    notary: Notary, territory_id: str, results: Sequence[Result], digests: Mapping[int, bytes]
) -> tuple[Result, ...]:
    """Return results of which each that has none got a receipt of its own."""
    needed = {each.seq for each in unproved(results)}
    return tuple(
        msgspec.structs.replace(
            each,
            receipt=notary.receipt(territory_id, each.op_id, digests[each.seq], each.result),
        )
        if each.seq in needed
        else each
        for each in results
    )


def unproved(results: Sequence[Result]) -> list[Result]:
    """Return the results without a receipt that may have one, in order."""
    return [each for each in results if not each.receipt and each.result != "parked"]


def prove(
    port: ServerPort, notary: Notary, device: Device, inc: int, page: Page, proved: int
) -> Page:
    """Return a page whose results behind ``proved`` have receipts.

    The desk says up to where it has them: they were signed together, and are not kept here.
    """
    bare = [each for each in unproved(page.results) if each.seq > proved]
    if not bare:
        return page
    numbers = [each.seq for each in bare]
    here = port.stretch(device.device, inc, min(numbers), max(numbers))
    wanted = frozenset(numbers)
    digests = {row.seq: _digest_of(row) for row in here if row.seq in wanted}
    proved_now = singly(notary, port.territory_id, bare, digests)
    by_seq = {each.seq: each for each in proved_now}
    results = tuple(by_seq.get(each.seq, each) for each in page.results)
    return msgspec.structs.replace(page, results=results)


def _digest_of(row: Logged) -> bytes:
    if row.body_digest:
        return row.body_digest
    act = msgspec.msgpack.decode(row.packed, type=Act)
    return body_digest(act.salt, act.body)
