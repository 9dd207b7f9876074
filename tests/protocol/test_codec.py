# SPDX-License-Identifier: EUPL-1.2
"""Frames with their bounds, and runs of operations without what stands once a batch."""

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tests.protocol.acts import acts, an_envelope, linked, packed
from welfare_desk.protocol.codec import (
    MAX_UNPACKED,
    MAX_WINDOW,
    FrameTooLargeError,
    entity_of,
    from_frame,
    pack,
    to_frame,
    unpack_run,
)
from welfare_desk.protocol.envelope import GENESIS, Act, act_hash
from welfare_desk.protocol.messages import (
    MAX_BATCH_BYTES,
    MAX_OPERATIONS,
    Hello,
    Message,
    Page,
    Problem,
    Push,
    Row,
)


def frame(content: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(content)


def a_push(*ops: bytes) -> Push:
    return Push(
        epoch=1,
        device=1,
        inc=1,
        first_seq=1,
        first_prev=GENESIS,
        ops=ops,
        end_seq=len(ops),
        head_sig=b"s" * 64,
    )


def test_message_is_read_back_as_it_was_sent() -> None:
    push = a_push(b"one", b"two")
    assert from_frame(to_frame(push), Push) == push
    row = Row(kind="person", id="1", server_seq=3, record={"id": "1", "born_on": None, "n": [1]})
    page = Page(
        epoch=1,
        rows=(row,),
        results=(),
        next_cursor=4,
        last=True,
        answered_seq=2,
        total_left=0,
    )
    assert from_frame(to_frame(page), Page) == page


def test_largest_batch_fits_into_a_frame() -> None:
    ops = tuple(
        bytes([n % 251]) * (MAX_BATCH_BYTES // MAX_OPERATIONS) for n in range(MAX_OPERATIONS)
    )
    assert from_frame(to_frame(a_push(*ops)), Push).ops == ops


def test_unknown_fields_of_a_newer_version_are_ignored() -> None:
    plain = {"code": "gap", "hint": 3, "colour": "red"}
    assert from_frame(frame(msgspec.msgpack.encode(plain)), Problem) == Problem(code="gap", hint=3)


@pytest.mark.parametrize("size", [MAX_UNPACKED + 1, 20 * MAX_UNPACKED])
def test_bomb_is_refused_without_being_unpacked(size: int) -> None:
    bomb = frame(bytes(size))
    assert len(bomb) < size // 1_000
    with pytest.raises(FrameTooLargeError):
        from_frame(bomb, Problem)


def test_bomb_that_hides_its_size_is_refused() -> None:
    writer = zstandard.ZstdCompressor(write_content_size=False).compressobj()
    bomb = writer.compress(bytes(MAX_UNPACKED * 2)) + writer.flush()
    with pytest.raises(FrameTooLargeError):
        from_frame(bomb, Problem)


def test_frame_that_wants_a_huge_window_is_refused() -> None:
    huge = zstandard.ZstdCompressionParameters(window_log=27, write_content_size=False)
    writer = zstandard.ZstdCompressor(compression_params=huge).compressobj()
    data = writer.compress(msgspec.msgpack.encode(Problem(code="x"))) + writer.flush()
    assert MAX_WINDOW < 1 << 27
    with pytest.raises(zstandard.ZstdError):
        from_frame(data, Problem)


def test_message_of_the_largest_size_is_read() -> None:
    """The bound on the window must not refuse what this program itself sends."""
    filler = bytes(range(256)) * ((MAX_UNPACKED - 1_000) // 256)
    assert from_frame(to_frame(a_push(filler)), Push).ops == (filler,)


def test_deeply_nested_record_is_refused() -> None:
    deep = b"\x91" * 200_000 + b"\xc0"
    row = b"\x94\xa1k\xa1i\x00\x81\xa1x" + deep
    page = msgspec.msgpack.encode(
        {
            "epoch": 1,
            "rows": [msgspec.Raw(row)],
            "results": [],
            "next_cursor": 1,
            "last": True,
            "answered_seq": 0,
            "total_left": 0,
        }
    )
    with pytest.raises(msgspec.MsgspecError):
        from_frame(frame(page), Page)


@pytest.mark.parametrize("kind", [Push, Page, Hello, Problem])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"\x28\xb5\x2f\xfd",
        frame(b""),
        frame(b"\xc1"),
        frame(b"\x80"),
        frame(b"\x93\x01\x02\x03"),
        frame(msgspec.msgpack.encode({"code": 3, "epoch": "1"})),
        to_frame(a_push(b"one"))[:-5],
    ],
)
def test_anything_else_raises_what_the_reader_expects(kind: type[Message], data: bytes) -> None:
    with pytest.raises((msgspec.MsgspecError, zstandard.ZstdError, FrameTooLargeError)):
        from_frame(data, kind)


@given(st.binary(max_size=200), st.sampled_from([Push, Page, Hello, Problem]), st.booleans())
def test_no_bytes_raise_anything_unexpected(data: bytes, kind: type[Message], framed: bool) -> None:
    try:
        read = from_frame(frame(data) if framed else data, kind)
    except (msgspec.MsgspecError, zstandard.ZstdError, FrameTooLargeError):
        return
    assert isinstance(read, kind)


def test_packed_act_leaves_out_what_its_batch_says_once() -> None:
    act = an_envelope()
    bare = msgspec.msgpack.decode(pack(act), type=Act)
    assert (bare.device, bare.inc, bare.seq, bare.prev) == (0, 0, 0, b"")
    assert len(pack(act)) < len(msgspec.msgpack.encode(act)) - 30


@given(
    loose=st.lists(acts(), max_size=5),
    device=st.integers(0, 2**31),
    inc=st.integers(1, 9),
    first=st.integers(1, 2**40),
    prev=st.binary(min_size=32, max_size=32),
)
def test_unpacked_run_equals_the_desks_chain(
    loose: list[Act], device: int, inc: int, first: int, prev: bytes
) -> None:
    chain = linked(loose, device, inc, first, prev)
    acts_read, hashes = unpack_run(packed(chain), device, inc, first, prev)
    assert acts_read == chain
    assert hashes == [act_hash(act) for act in chain]


@pytest.mark.parametrize(
    "other",
    [
        {"device": 2},
        {"inc": 2},
        {"first_seq": 2},
        {"first_prev": bytes([1]) * 32},
    ],
)
def test_run_under_another_place_has_other_hashes(other: dict[str, int | bytes]) -> None:
    """So the signature over the last hash proves the whole run and whose it is."""
    place: dict[str, int | bytes] = {"device": 1, "inc": 1, "first_seq": 1, "first_prev": GENESIS}
    ops = packed(linked([an_envelope()] * 3, 1, 1, 1, GENESIS))
    _, mine = unpack_run(ops, **place)  # type: ignore[arg-type]
    _, theirs = unpack_run(ops, **{**place, **other})  # type: ignore[arg-type]
    assert mine[-1] != theirs[-1]


def test_change_anywhere_in_a_run_changes_its_last_hash() -> None:
    chain = linked([an_envelope()] * 3, 1, 1, 1, GENESIS)
    _, before = unpack_run(packed(chain), 1, 1, 1, GENESIS)
    chain[0] = msgspec.structs.replace(chain[0], body=b"other")
    _, after = unpack_run(packed(chain), 1, 1, 1, GENESIS)
    assert before[-1] != after[-1]
    _, swapped = unpack_run(packed([chain[1], chain[0], chain[2]]), 1, 1, 1, GENESIS)
    assert swapped[-1] != after[-1]


def test_run_with_something_else_inside_is_refused_whole() -> None:
    with pytest.raises(msgspec.MsgspecError):
        unpack_run((pack(an_envelope()), b"\x90"), 1, 1, 1, GENESIS)


def test_what_an_act_is_about_is_read_without_the_rest() -> None:
    act = an_envelope()
    assert entity_of(pack(act)) == act.entity
    assert entity_of(pack(msgspec.structs.replace(act, entity=""))) == ""
