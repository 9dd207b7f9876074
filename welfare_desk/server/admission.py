# SPDX-License-Identifier: EUPL-1.2
"""Who a request is from: the signed header, its time window, and each nonce once (rule 25)."""

from __future__ import annotations

from welfare_desk.models.central import Device
from welfare_desk.protocol.signing import WINDOW_US, from_header, message
from welfare_desk.server.central import Central, Refused
from welfare_desk.server.epochs import raise_epoch
from welfare_desk.server.keys import verifies
from welfare_desk.store import devices, registry

_FORGET_EVERY = 64
_NONCE_LENGTHS = range(16, 65)


def admitted(
    central: Central, header: str, method: str, target: str, body: bytes, *, withdrawn: bool = False
) -> tuple[Device, int]:
    """Return the desk that signed a request and the incarnation it signed as.

    Refused with 401 ``unsigned``, ``signature_wrong``, ``clock`` (hint: the server's time) and
    ``seen_before``; with 403 ``revoked`` unless ``withdrawn``: hello, which tells a revoked desk
    so, and push, which puts what it still has aside; with 429 ``too_many`` (hint: seconds).

    A desk that only the registry knows shows that the store was restored: the epoch rises,
    and the desk is known again.
    """
    stamp = from_header(header)
    if stamp is None or len(stamp.nonce) not in _NONCE_LENGTHS or not stamp.nonce.isalnum():
        raise Refused(401, "unsigned")
    if max(stamp.device, stamp.inc, stamp.time) >= 1 << 62:
        raise Refused(401, "unsigned")
    device = central.device(stamp.device)
    forgotten = device is None
    device = device or _forgotten(central, stamp.device)
    if device is None:
        raise Refused(401, "signature_wrong")
    try:
        signature = bytes.fromhex(stamp.signature)
    except ValueError:
        raise Refused(401, "signature_wrong") from None
    if not verifies(device.public_key, signature, message(method, target, body, stamp)):
        raise Refused(401, "signature_wrong")
    wait = central.pace.wait(device.device)
    if wait:
        raise Refused(429, "too_many", wait)
    now_us = central.clock.now_us()
    if abs(now_us - stamp.time) > WINDOW_US:
        raise Refused(401, "clock", now_us)
    # A replay is answered alike: after a power cut the nonces of the last moments may be gone.
    with central.registry.passing() as kept:
        seen = registry.see_nonce(kept, device.device, stamp.nonce, now_us)
        if now_us % _FORGET_EVERY == 0:
            registry.forget_nonces(kept, now_us - 2 * WINDOW_US)
    if not seen:
        raise Refused(401, "seen_before")
    if forgotten:
        device = _recalled(central, device)
    if device.revoked and not withdrawn:
        raise Refused(403, "revoked")
    return device, stamp.inc


def _forgotten(central: Central, number: int) -> Device | None:
    with central.registry.read() as kept:
        return registry.kept_desk(kept, number)


def _recalled(central: Central, device: Device) -> Device:
    raise_epoch(
        central,
        device.territory_id,
        still=lambda port: devices.device(port.conn, device.device) is None,
    )
    return central.device(device.device) or device
