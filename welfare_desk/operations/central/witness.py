# SPDX-License-Identifier: EUPL-1.2
"""The server's signed word about how much it had, and what it says to a server that has less."""

from __future__ import annotations

import msgspec

from welfare_desk.models.fund import Grant
from welfare_desk.models.reads import One
from welfare_desk.operations.central.ports import Notary, ServerPort
from welfare_desk.operations.central.quarantine import chain_head
from welfare_desk.operations.rights import whole
from welfare_desk.protocol.lease import Lease, signed_part
from welfare_desk.protocol.messages import Hello, Page, Seen
from welfare_desk.protocol.signing import seen_part


def attested(notary: Notary, territory_id: str, seen: Seen) -> Seen:
    """Return what a desk was told of, with the server's signature."""
    signature = notary.sign(seen_part(territory_id, seen))
    return msgspec.structs.replace(seen, signature=signature)


def attested_page(notary: Notary, territory_id: str, cursor: int, page: Page) -> Page:
    """Return a page behind a cursor with the server's word for how far it leads."""
    if page.next_cursor <= cursor:
        return page
    seen = Seen(epoch=page.epoch, server_seq=page.next_cursor)
    return msgspec.structs.replace(page, seen=attested(notary, territory_id, seen))


def is_shown(port: ServerPort, notary: Notary, message: Hello) -> bool:
    """Tell whether a desk shows by the server's own signature that the server had more.

    A desk whose store is of an earlier program has no such word, but leases: one of this
    epoch that is not here shows the same.
    """
    words = any(_says_more(port, each) and _is_ours(port, notary, each) for each in message.seen)
    return words or any(_is_forgotten(port, notary, message, each) for each in message.certs)


def _says_more(port: ServerPort, seen: Seen) -> bool:
    standing = port.standing
    if seen.epoch != standing.epoch:
        return seen.epoch > standing.epoch
    if seen.server_seq > standing.server_seq:
        return True
    return seen.acked_seq > chain_head(port, seen.device, seen.inc).seq


def _is_ours(port: ServerPort, notary: Notary, seen: Seen) -> bool:
    part = seen_part(port.territory_id, seen)
    return notary.verifies(notary.public, seen.signature, part)


def _is_forgotten(port: ServerPort, notary: Notary, message: Hello, cert: bytes) -> bool:
    try:
        lease = msgspec.msgpack.decode(cert, type=Lease)
    except msgspec.MsgspecError:
        return False
    if whole(lease.resource) or lease.device != message.device:
        return False
    if lease.epoch < port.standing.epoch:
        return False
    read = One(Grant.KIND, lease.id)
    if lease.epoch == port.standing.epoch and port.rows.load([read])[read]:
        return False
    return notary.verifies(notary.public, lease.signature, signed_part(lease))
