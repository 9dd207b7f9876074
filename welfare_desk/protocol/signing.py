# SPDX-License-Identifier: EUPL-1.2
"""What a request signs: method, path, query and body with device, nonce and time (rule 25)."""

from __future__ import annotations

import hashlib
import re

import msgspec

from welfare_desk.protocol.messages import Seen

WINDOW_US = 5 * 60 * 1_000_000
"""How far a request's time may be from the server's."""
HEADER = "wd-auth"

_LONGEST = 200
# Written as ``to_header`` writes it, and no larger than a database can look up.
_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """The four values that the header carries, and the signature over them."""

    device: int
    inc: int
    nonce: str
    time: int
    signature: str = ""


def message(method: str, target: str, body: bytes, stamp: Stamp) -> bytes:
    """Return the bytes to sign; ``target`` is path and query as sent."""
    parts = (
        method.upper(),
        target,
        hashlib.sha256(body).hexdigest(),
        str(stamp.device),
        str(stamp.inc),
        stamp.nonce,
        str(stamp.time),
    )
    return "\n".join(parts).encode()


def to_header(stamp: Stamp) -> str:
    """Return the header's text."""
    return ".".join(
        (str(stamp.device), str(stamp.inc), stamp.nonce, str(stamp.time), stamp.signature)
    )


def from_header(text: str) -> Stamp | None:
    """Return the stamp of a header, or nothing when it is not one."""
    parts = text.split(".")
    if len(parts) != 5 or max(len(part) for part in parts) > _LONGEST:
        return None
    if not all(_NUMBER.fullmatch(part) for part in (parts[0], parts[1], parts[3])):
        return None
    return Stamp(
        device=int(parts[0]),
        inc=int(parts[1]),
        nonce=parts[2],
        time=int(parts[3]),
        signature=parts[4],
    )


def seen_part(territory_id: str, seen: Seen) -> bytes:
    """Return the bytes that the server signs for how much it had."""
    said = (seen.epoch, seen.server_seq, seen.device, seen.inc, seen.acked_seq)
    return msgspec.msgpack.encode(("seen", territory_id, *said))


def receipt_part(territory_id: str, op_id: str, digest: bytes, result: str) -> bytes:
    """Return the bytes of a receipt that the server signs: this operation had this result.

    ``digest`` is that of salt and body, so that a receipt stands wherever the operation
    stands; first receipts named the hash of the whole envelope instead.
    """
    return msgspec.msgpack.encode((territory_id, op_id, digest, result))
