# SPDX-License-Identifier: EUPL-1.2
"""The envelope: its hash, the chain, and what may be erased."""

import hashlib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.protocol.acts import acts, an_envelope
from welfare_desk.protocol.envelope import (
    GENESIS,
    Act,
    Serial,
    Spend,
    act_hash,
    body_digest,
    decode,
    encode,
    follows,
)
from welfare_desk.protocol.hlc import Hlc

OTHER: dict[str, Any] = {
    "v": 2, "op_id": "x", "device": 2, "inc": 2, "seq": 2, "prev": bytes([1]) * 32, "kind": "k",
    "entity": "e", "salt": b"s", "body": b"b", "hlc": Hlc(9, 9, 9), "rand64": 9,
    "spends": (Spend("l", 2),), "serials": (Serial("l", 1, "N"),), "actor": "a", "role": "r",
    "wall": 9, "schema": 9, "base_epoch": 9, "base_cursor": 9, "auth": ("c",),
}  # fmt: skip


def test_hash_is_as_written_down() -> None:
    """A second implementation, from the words of the protocol page."""
    act = an_envelope()
    fields = [getattr(act, name) for name in Act.__struct_fields__]
    at = Act.__struct_fields__.index
    fields[at("body")] = hashlib.sha256(act.salt + act.body).digest()
    fields[at("salt")], fields[at("sig")] = b"", b""
    assert act_hash(act) == hashlib.sha256(msgspec.msgpack.encode(fields)).digest()


def test_hash_never_changes_between_versions_of_the_program() -> None:
    expected = "114cd117cf569550141fc1d26e3e53350b2d21f7c65a0abc196965f0b06b8681"
    assert act_hash(an_envelope()).hex() == expected


@pytest.mark.parametrize("field", sorted(set(Act.__struct_fields__) - {"sig"}))
def test_hash_covers_every_field_but_the_signature(field: str) -> None:
    act = an_envelope()
    changed = msgspec.structs.replace(act, **{field: OTHER[field]})
    assert act_hash(changed) != act_hash(act)


def test_signature_is_not_in_the_hash() -> None:
    act = an_envelope()
    assert act_hash(msgspec.structs.replace(act, sig=b"s" * 64)) == act_hash(act)


@given(salt=st.binary(max_size=16), body=st.binary(max_size=64))
def test_hash_needs_only_the_digest_of_the_body(salt: bytes, body: bytes) -> None:
    """So that body and salt can be erased later and the chain still verifies."""
    act = msgspec.structs.replace(an_envelope(), salt=salt, body=body)
    kept = msgspec.structs.replace(act, salt=b"", body=body_digest(salt, body), sig=b"")
    assert act_hash(act) == hashlib.sha256(encode(kept)).digest()


def test_same_body_has_another_digest_with_another_salt() -> None:
    assert body_digest(b"a" * 16, b"body") != body_digest(b"b" * 16, b"body")


@given(acts())
def test_act_is_read_back_as_it_was_written(act: Act) -> None:
    assert decode(encode(act)) == act
    assert encode(decode(encode(act))) == encode(act)


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x90", b"\xc0", b"{}", b"\xff" * 50])
def test_anything_else_is_no_act(data: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode(data)


def test_act_of_a_newer_version_with_more_fields_is_read() -> None:
    fields = [getattr(an_envelope(), name) for name in Act.__struct_fields__]
    assert decode(msgspec.msgpack.encode([*fields, "new"])) == an_envelope()


def test_chain_takes_the_next_link_and_no_other() -> None:
    first = an_envelope()
    assert follows(first, 0, GENESIS)
    head = act_hash(first)
    second = msgspec.structs.replace(first, seq=2, prev=head)
    assert follows(second, 1, head)
    assert not follows(second, 0, GENESIS)
    assert not follows(msgspec.structs.replace(second, seq=3), 1, head)
    assert not follows(msgspec.structs.replace(second, prev=GENESIS), 1, head)
