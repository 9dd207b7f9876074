# SPDX-License-Identifier: EUPL-1.2
"""Receipts signed together say what single ones say, of their own operation only."""

from __future__ import annotations

import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from welfare_desk.protocol.receipts import Path, Tree, leaf, stands
from welfare_desk.protocol.signing import receipt_part

KEY = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
COUNTS = (1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 500)


def verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def parts(at: int) -> tuple[str, str, bytes, str]:
    return "territory", f"op-{at}", bytes([at % 256]) * 32, "accepted"


def signed(count: int) -> list[bytes]:
    tree = Tree([leaf(*parts(at)) for at in range(count)])
    signature = KEY.sign(tree.to_sign)
    return [tree.receipt(signature, at) for at in range(count)]


@pytest.mark.parametrize("count", COUNTS)
def test_each_of_many_has_a_receipt_of_its_own_and_of_no_other(count: int) -> None:
    receipts = signed(count)
    for at in {0, 1 % count, count // 2, count - 1}:
        assert stands(verifies, PUBLIC, receipts[at], *parts(at))
        if count > 1:
            assert not stands(verifies, PUBLIC, receipts[at], *parts((at + 1) % count))


def test_a_receipt_binds_every_part_of_what_it_says() -> None:
    receipt = signed(5)[3]
    fine = parts(3)
    for place, other in enumerate(("elsewhere", "op-4", bytes(32), "rejected")):
        said = [*fine]
        said[place] = other
        assert not stands(verifies, PUBLIC, receipt, *said)  # type: ignore[arg-type]


def test_a_lone_signature_is_a_receipt_as_it_always_was() -> None:
    receipt = KEY.sign(receipt_part(*parts(1)))
    assert stands(verifies, PUBLIC, receipt, *parts(1))
    assert not stands(verifies, PUBLIC, receipt, *parts(2))


@pytest.mark.parametrize(
    "change",
    [
        {"at": 2},
        {"at": -1},
        {"at": 1 << 70},
        {"leaves": 6},
        {"leaves": 0},
        {"leaves": 1 << 20},
        {"beside": b""},
        {"beside": b"\0" * 32},
        {"signature": bytes(64)},
    ],
)
def test_a_path_that_was_touched_is_none(change: dict[str, object]) -> None:
    path = msgspec.msgpack.decode(signed(5)[3])
    values = dict(zip(Path.__struct_fields__, path, strict=True)) | change
    try:
        touched = msgspec.msgpack.encode(tuple(values.values()))
    except OverflowError:
        touched = b"\xff" * 90
    assert not stands(verifies, PUBLIC, touched, *parts(3))


def test_a_path_with_more_behind_it_or_cut_off_is_none() -> None:
    receipt = signed(4)[2]
    longer = msgspec.msgpack.encode((*msgspec.msgpack.decode(receipt), b""))
    for touched in (receipt[:-1], receipt + b"\0", longer, b"", b"\xc0", receipt[:64]):
        assert not stands(verifies, PUBLIC, touched, *parts(2))


def test_a_node_is_no_leaf_and_a_root_no_other_message_of_the_server() -> None:
    tree = Tree([leaf(*parts(at)) for at in range(2)])
    assert tree.to_sign.startswith(b"wdsp receipts 1\0")
    # No message that is signed elsewhere begins so: those are msgpack arrays and maps.
    assert tree.to_sign[0] < 0x80
