# SPDX-License-Identifier: EUPL-1.2
"""Parcels that somebody carried here: opened, believed by their desk's signature, pushed."""

from __future__ import annotations

import msgspec

from welfare_desk.protocol import parcel as parcels
from welfare_desk.protocol.parcel import Box, Delivered, Parcel, ParcelUnreadableError
from welfare_desk.server import arrival
from welfare_desk.server.central import Central, Refused
from welfare_desk.server.keys import verifies
from welfare_desk.store import server_meta


def box(central: Central, territory_id: str) -> Box:
    """Return the key for which desks close parcels."""
    key = parcels.public_of(central.key.box_private)
    return Box(box_key=key, signature=central.key.sign(parcels.box_part(territory_id, key)))


def deliver(central: Central, parcel: Parcel) -> Delivered:
    """Push what a parcel holds as if its desk were here; delivered again it changes nothing.

    Refused with 403 ``parcel_elsewhere`` for a desk or territory that is not ours, 400
    ``parcel_unreadable``, 403 ``signature_wrong``, and by what a push is refused with.
    """
    device = central.device(parcel.device)
    if device is None or device.territory_id != parcel.territory_id:
        raise Refused(403, "parcel_elsewhere")
    try:
        inside, push = parcels.opened(parcel, central.key.box_private)
    except ParcelUnreadableError:
        raise Refused(400, "parcel_unreadable") from None
    part = parcels.signed_part(parcel, inside.push)
    if not verifies(device.public_key, inside.signature, part):
        raise Refused(403, "signature_wrong", parcel.first_seq)
    with central.store.read() as conn:
        standing = server_meta.standing(conn, device.territory_id)
    # Its epoch is that of the day it was written.  What it holds is the desk's word all the
    # same; only that the desk's whole log is here can a parcel not say.
    last = push.first_seq + len(push.ops) - 1
    today = msgspec.structs.replace(
        push, epoch=standing.epoch, end_seq=max(push.end_seq, last), certs_done=False
    )
    pushed = arrival.push(central, device, today)
    told = [result.result for result in pushed.results]
    return Delivered(
        device=device.device,
        accepted=told.count("accepted"),
        rejected=told.count("rejected"),
        parked=told.count("parked"),
        acked_seq=pushed.acked_seq,
    )
