# SPDX-License-Identifier: EUPL-1.2
"""Hello: where a desk stands beside its chain at the server, and what it must do first."""

from __future__ import annotations

from welfare_desk.models.central import Device, Head, Standing
from welfare_desk.operations.central.ports import ServerPort
from welfare_desk.operations.central.refused import Refused
from welfare_desk.protocol.envelope import GENESIS
from welfare_desk.protocol.messages import PROTOCOL, Action, Hello, Welcome


def check_hello(device: Device, message: Hello) -> None:
    """Refuse with 400 ``device_wrong`` a hello that names another desk or no incarnation."""
    if message.device != device.device or not 1 <= message.inc < 1 << 31:
        raise Refused(400, "device_wrong")


def was_restored(standing: Standing, message: Hello) -> bool:
    """Tell whether a desk saw more of this epoch than the server has."""
    return message.epoch == standing.epoch and message.cursor > standing.server_seq


def greet(port: ServerPort, device: Device, message: Hello, *, now_us: int) -> Welcome:
    """Return what a desk must do: go on, send again, start a new incarnation, upgrade, wipe."""
    head = port.head(device.device, message.inc) or Head(0, GENESIS, 0)
    return Welcome(
        protocol=PROTOCOL,
        epoch=port.standing.epoch,
        action=_action(port, device, message, head),
        server_time=now_us,
        known_seq=head.seq,
        known_hash=head.hash,
        wanted=port.wanted_rights(device.device),
    )


def _action(port: ServerPort, device: Device, message: Hello, head: Head) -> Action:
    if device.stolen:
        return "wipe"
    if device.revoked:
        return "revoked"
    if not message.protocol_min <= PROTOCOL <= message.protocol_max:
        return "upgrade"
    if message.head_seq <= head.seq:
        known = port.hash_at(device.device, message.inc, message.head_seq)
        if (known or GENESIS) != message.head_hash and message.head_seq > 0:
            return "fork"
    return "ok" if message.epoch == port.standing.epoch else "resume"
