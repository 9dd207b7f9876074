# SPDX-License-Identifier: EUPL-1.2
"""The list of dead cards: what it says, and that nobody but the server can make one."""

import datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import TERRITORY
from welfare_desk.core.numbers import serial_text
from welfare_desk.protocol.block_list import (
    BlockListUnreadableError,
    CardKey,
    hash_of,
    read,
    write,
)
from welfare_desk.sync.device_key import verifies

SERVER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = SERVER.public_key().public_bytes_raw()
KEYS = (
    CardKey(key_id=2, public=bytes(32), until_on=None),
    CardKey(key_id=1, public=PUBLIC, until_on=datetime.date(2028, 12, 31)),
)
NUMBERS = [serial_text(1, 1, index) for index in range(60)]


def a_list(*dead: str) -> bytes:
    return write(TERRITORY, 1_790_000_000_000_000, KEYS, dead, SERVER.sign)


@given(st.sets(st.sampled_from(NUMBERS)))
def test_list_has_the_dead_and_nobody_else(dead: set[str]) -> None:
    found = read(a_list(*dead), PUBLIC, verifies)
    assert {number for number in NUMBERS if found.has(number)} == dead
    assert found.count == len(dead)
    assert found.territory_id == TERRITORY
    assert found.issued_at == 1_790_000_000_000_000
    assert found.keys == (KEYS[1], KEYS[0]), "in the order of their numbers"


def test_list_is_sorted_text_that_names_no_number() -> None:
    text = a_list(*NUMBERS[:9]).decode("ascii")
    body = text.split("\n\n")[1].split("\n")
    assert body == sorted(hash_of(number) for number in NUMBERS[:9])
    assert not any(number in text for number in NUMBERS)


@pytest.mark.parametrize("place", range(0, 340, 7))
def test_any_altered_byte_is_found_out(place: int) -> None:
    text = bytearray(a_list(*NUMBERS[:5]))
    text[place] ^= 1
    with pytest.raises(BlockListUnreadableError):
        read(bytes(text), PUBLIC, verifies)


@pytest.mark.parametrize("text", [b"", b"WD1L", a_list()[:-1], a_list()[:-20], b"x" * 400])
def test_torn_list_is_none(text: bytes) -> None:
    with pytest.raises(BlockListUnreadableError):
        read(text, PUBLIC, verifies)


def test_list_of_another_server_is_none() -> None:
    other = Ed25519PrivateKey.generate()
    text = write(TERRITORY, 1, KEYS, NUMBERS, other.sign)
    with pytest.raises(BlockListUnreadableError):
        read(text, PUBLIC, verifies)


@pytest.mark.parametrize(
    "head",
    ["WD2L\nt\n1\n\n\n", "WD1L\nt\nnow\n\n\n", "WD1L\nt\n1\n1 zz -\n\n\n", "WD1L\n\n\n", "\n\n"],
)
def test_signed_nonsense_is_none(head: str) -> None:
    text = head.encode()
    with pytest.raises(BlockListUnreadableError):
        read(text + SERVER.sign(text).hex().encode() + b"\n", PUBLIC, verifies)
