# SPDX-License-Identifier: EUPL-1.2
"""Hello: where a desk stands beside its chain at the server, and what it must do first."""

from __future__ import annotations

import msgspec

from welfare_desk.models.central import Contact, Device, Head
from welfare_desk.operations.central.ports import RegistryPort, ServerPort
from welfare_desk.operations.central.quarantine import chain_head
from welfare_desk.operations.central.refused import Refused
from welfare_desk.operations.desks import NoteCopy
from welfare_desk.protocol.envelope import GENESIS
from welfare_desk.protocol.messages import PROTOCOL, Action, Hello, Push, Welcome

_MOST_EPOCHS = 1_000_000
_MOST_PLACES = 100
_MOST_SHOWN = 8

# A number of contact: the second in which it was given, a mark, and chance.
_CHANCE_BITS = 24
_MARK, _MARK_BITS = 0b1011001, 7
_SECOND_US = 1_000_000


class Greeted(msgspec.Struct, frozen=True):
    """The answer to a hello, and what the server records because of it."""

    welcome: Welcome
    copied: NoteCopy | None = None
    """To be recorded before the answer goes out: the desk turned out to be a copy."""


def check_hello(device: Device, message: Hello) -> None:
    """Refuse with 400 ``device_wrong`` a hello that names another desk or no incarnation."""
    if message.device != device.device or not 1 <= message.inc < 1 << 31:
        raise Refused(400, "device_wrong")
    if not 0 <= message.contact < 1 << 63:
        raise Refused(400, "sequence_wrong")
    if max(len(message.seen), len(message.certs)) > _MOST_SHOWN:
        raise Refused(413, "batch_too_large", _MOST_SHOWN)
    if len(message.trail) > _MOST_PLACES:
        raise Refused(413, "batch_too_large", _MOST_PLACES)


def was_restored(port: ServerPort, message: Hello) -> bool:
    """Tell whether a desk saw more than the server has: an older copy of it was restored.

    Refused with 400 ``sequence_wrong`` where the epoch cannot be.
    """
    standing = port.standing
    if message.epoch > standing.epoch + _MOST_EPOCHS:
        raise Refused(400, "sequence_wrong")
    if message.epoch != standing.epoch:
        return message.epoch > standing.epoch
    if message.cursor > standing.server_seq:
        return True
    return message.acked_seq > chain_head(port, message.device, message.inc).seq


def greet(
    port: ServerPort,
    registry: RegistryPort,
    device: Device,
    message: Hello,
    *,
    now_us: int,
    contact: int,
    said_at: int = 0,
) -> Greeted:
    """Return what a desk must do: go on, send again, start a new incarnation, upgrade, wipe.

    ``contact`` is a random number of 63 bits.  The registry is written once: the desk was
    seen, its number, and a new incarnation where it is a copy.  ``said_at`` is when the desk
    signed the hello: one signed before another that was answered already came late on its way.
    It is answered, without a number, and makes no copy of the desk.
    """
    head = chain_head(port, device.device, message.inc)
    known = registry.contact(device.device, message.inc)
    late = known is not None and 0 < said_at < known.said_at
    registry.saw(device.device, now_us)
    registry.register_inc(device.device, message.inc)
    action = _action(port, device, message, head, None if late else known, late=late)
    common_seq = new_inc = given = 0
    copied = None
    if action == "fork":
        common_seq = common(port, message, head)
        new_inc = registry.highest_inc(device.device) + 1
        registry.register_inc(device.device, new_inc)
        frozen = _frozen(port, device.device, message)
        copied = NoteCopy(desk=device.device, inc=message.inc, new_inc=new_inc, frozen=frozen)
    elif action in ("ok", "resume") and not late:
        new = Contact(
            confirmed=message.contact,
            given=_number(known, contact, now_us),
            said_at=said_at,
            seen_at=now_us,
        )
        registry.set_contact(device.device, message.inc, new)
        given = new.given
    behind, waiting = _to_be_said_again(port, message, head)
    welcome = Welcome(
        protocol=PROTOCOL,
        epoch=port.standing.epoch,
        action=action,
        server_time=now_us,
        known_seq=behind.seq,
        known_hash=behind.hash,
        wanted=port.wanted_rights(device.device),
        contact=given,
        common_seq=common_seq,
        new_inc=new_inc,
        recovering=port.standing.recovery > 0,
        waiting=waiting,
    )
    return Greeted(welcome, copied)


def _action(
    port: ServerPort,
    device: Device,
    message: Hello,
    head: Head,
    known: Contact | None,
    *,
    late: bool,
) -> Action:
    if device.stolen:
        return "wipe"
    if device.revoked:
        return "wipe" if _all_here(message, head) else "revoked"
    if not message.protocol_min <= PROTOCOL <= message.protocol_max:
        return "upgrade"
    # A hello that came late is of a time when the chain was shorter.
    off_chain = differs if late else is_off_chain
    if off_chain(port, message, head):
        return "fork"
    # Also while logs are waited for: one copy's work must not pass for the other's.
    if is_second(known, message):
        return "fork"
    return "ok" if message.epoch == port.standing.epoch else "resume"


def _frozen(port: ServerPort, device: int, message: Hello) -> tuple[str, ...]:
    """Return what is frozen because of a copy: after a restore, what the desk was lent."""
    if not port.standing.recovery and message.epoch == port.standing.epoch:
        return ()
    names = {row.resource for row in port.grants_of(device)}
    return tuple(sorted(name for name in names if name.startswith(("slot:", "fund:"))))


def _to_be_said_again(port: ServerPort, message: Hello, head: Head) -> tuple[Head, tuple[int, ...]]:
    """Return the place behind which a desk says its operations again, and what it is asked for.

    After a restore what lies parked here may have had its result since, which only the desk
    knows: it is asked for it, and its receipt settles the operation.  At its first hello of the
    epoch it says all of them again; then only what it has a word for.
    """
    standing = port.standing
    if not standing.recovery and message.epoch == standing.epoch:
        return head, ()
    waiting = [
        row for row in port.parked_of(message.device, message.inc) if row.seq <= message.head_seq
    ]
    if message.finds and message.epoch == standing.epoch:
        return head, tuple(sorted(row.seq for row in waiting if not row.receipt))
    if not waiting:
        return head, ()
    seq = min(row.seq for row in waiting) - 1
    return Head(seq, _hash_at(port, message, seq), head.end_seq), ()


def _all_here(message: Hello, head: Head) -> bool:
    """Tell whether the whole log of a withdrawn desk lies here."""
    return (message.head_seq, message.head_hash) == (head.seq, head.hash)


def is_off_chain(port: ServerPort, message: Hello, head: Head) -> bool:
    """Tell whether a desk's chain is not the one that arrived, or ends before its end."""
    return message.head_seq < head.seq or differs(port, message, head)


def differs(port: ServerPort, message: Hello, head: Head) -> bool:
    """Tell whether another operation arrived at a place that a desk names."""
    return any(
        _hash_at(port, message, seq) != op_hash
        for seq, op_hash in _places(message)
        if 0 < seq <= head.seq
    )


def is_second(known: Contact | None, message: Hello | Push) -> bool:
    """Tell whether somebody else went on under this number since this store was written.

    Its number must be the one that was given last, or the one before while nobody has said
    the last one.  One that was given later than the last that is known here shows that the
    registry was brought back from a copy: nothing can be said then.
    """
    if known is None or message.contact in (known.given, known.confirmed):
        return False
    said, last = _second(message.contact), _second(known.given)
    return not 0 < last < said


def goes_on(registry: RegistryPort, device: Device, message: Push) -> bool:
    """Tell whether a push is of the installation that was greeted last; its number is kept.

    What it is told now nobody else of this incarnation knows.  An older program and a parcel
    say no number.
    """
    known = registry.contact(device.device, message.inc)
    if not message.contact or device.revoked or known is None:
        return True
    if is_second(known, message):
        return False
    if message.contact == known.given != known.confirmed:
        new = msgspec.structs.replace(known, confirmed=message.contact)
        registry.set_contact(device.device, message.inc, new)
    return True


def _number(known: Contact | None, chance: int, now_us: int) -> int:
    """Return a number that tells when it was given, also where a clock ran back."""
    second = now_us // _SECOND_US
    if known is not None:
        second = max(second, _second(known.given))
    rest = chance & ((1 << _CHANCE_BITS) - 1)
    return (second << _MARK_BITS | _MARK) << _CHANCE_BITS | rest


def _second(contact: int) -> int:
    """Return when a number was given, or 0 where an earlier program gave it."""
    marked = contact >> _CHANCE_BITS
    return marked >> _MARK_BITS if marked & ((1 << _MARK_BITS) - 1) == _MARK else 0


def common(port: ServerPort, message: Hello, head: Head) -> int:
    """Return the last place of a desk's trail that lies on the chain that arrived, or 0."""
    shared = [
        seq
        for seq, op_hash in _places(message)
        if 0 < seq <= head.seq and _hash_at(port, message, seq) == op_hash
    ]
    return max(shared, default=0)


def _places(message: Hello) -> tuple[tuple[int, bytes], ...]:
    return (*message.trail, (message.head_seq, message.head_hash))


def _hash_at(port: ServerPort, message: Hello, seq: int) -> bytes:
    return port.hash_at(message.device, message.inc, seq) or GENESIS
