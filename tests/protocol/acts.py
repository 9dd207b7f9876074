# SPDX-License-Identifier: EUPL-1.2
"""Envelopes: one that never changes, and any."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st

from welfare_desk.protocol.codec import pack
from welfare_desk.protocol.envelope import GENESIS, Act, Serial, Spend, act_hash
from welfare_desk.protocol.hlc import Hlc


def an_envelope() -> Act:
    """The act that every version of the program must hash alike."""
    return Act(
        v=1,
        op_id="0195a3c0-1b2d-7000-8000-000000000001",
        device=1,
        inc=1,
        seq=1,
        prev=GENESIS,
        kind="record_notice",
        entity="0195a3c0-1b2d-7000-8000-000000000002",
        salt=bytes(range(16)),
        body=b"\x81\xa4kind\xadrecord_notice",
        hlc=Hlc(1_789_543_800_000, 0, 1),
        rand64=7,
        spends=(Spend("e1-1", 1),),
        serials=(Serial("e1-2", 0, "7K3M92QX"),),
        actor="0195a3c0-1b2d-7000-8000-000000000003",
        role="operator",
        wall=1_789_543_800_000_000,
        schema=1,
        base_epoch=1,
        base_cursor=12,
        auth=(),
        sig=b"",
    )


_numbers = st.integers(0, 2**63 - 1)
_names = st.text(max_size=12)


def acts() -> st.SearchStrategy[Act]:
    """Any act that can be written."""
    return st.builds(
        Act,
        v=_numbers,
        op_id=_names,
        device=_numbers,
        inc=_numbers,
        seq=_numbers,
        prev=st.binary(max_size=32),
        kind=_names,
        entity=_names,
        salt=st.binary(max_size=16),
        body=st.binary(max_size=100),
        hlc=st.builds(Hlc, _numbers, _numbers, _numbers),
        rand64=_numbers,
        spends=st.lists(st.builds(Spend, _names, _numbers), max_size=2).map(tuple),
        serials=st.lists(st.builds(Serial, _names, _numbers, _names), max_size=2).map(tuple),
        actor=_names,
        role=_names,
        wall=_numbers,
        schema=_numbers,
        base_epoch=_numbers,
        base_cursor=_numbers,
        auth=st.lists(_names, max_size=2).map(tuple),
        sig=st.binary(max_size=64),
    )


def linked(loose: list[Act], device: int, inc: int, first_seq: int, prev: bytes) -> list[Act]:
    """Return acts as the links of one chain."""
    chain = []
    for seq, act in enumerate(loose, start=first_seq):
        link = msgspec.structs.replace(act, device=device, inc=inc, seq=seq, prev=prev)
        chain.append(link)
        prev = act_hash(link)
    return chain


def packed(chain: list[Act]) -> tuple[bytes, ...]:
    """Return a chain as a batch carries it."""
    return tuple(pack(act) for act in chain)
