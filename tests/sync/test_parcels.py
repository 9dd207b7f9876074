# SPDX-License-Identifier: EUPL-1.2
"""Work on a stick: real desks, a real server, whatever arrives first and however often."""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import TERRITORY, register
from tests.sync.conftest import DeskMaker
from tests.sync.counter import LIMITS, Counter
from tests.sync.served import CentralServer, serving
from welfare_desk.cli.main import run
from welfare_desk.core.refusals import BoxUnknown, OutboxEmpty, ParcelElsewhere, ParcelUnreadable
from welfare_desk.models.person import Person
from welfare_desk.protocol import parcel as parcels
from welfare_desk.protocol.messages import Push
from welfare_desk.protocol.parcel import Inside, Parcel, ParcelUnreadableError
from welfare_desk.server.check import check
from welfare_desk.store import meta
from welfare_desk.store.rows import load_all
from welfare_desk.sync.parcels import Parcels
from welfare_desk.sync.transport import Transport

NOWHERE = "http://127.0.0.1:9"


def carrier(counter: Counter) -> Parcels:
    """Return the desk's parcels over its line of now."""
    return Parcels(
        counter.home,
        counter.store,
        counter.key,
        counter.clock,
        secrets.token_bytes,
        lambda: Transport(counter.url, counter.clock, LIMITS),
    )


def away(desk: DeskMaker, server: CentralServer, name: str, people: int = 3) -> Counter:
    """Return a desk whose line broke after its first exchange, with unsent work."""
    counter = desk(name, server)
    carrier(counter).after_exchange()
    counter.through(NOWHERE)
    for number in range(people):
        counter.record(register(f"{name} {number}"))
    return counter


def names_at(server: CentralServer, name: str) -> int:
    """Return how many people of a desk the server knows; its invariants hold."""
    central = server.central()
    with central.store.read() as conn:
        found = [row for row in load_all(conn, TERRITORY, Person.KIND) if isinstance(row, Person)]
    report = check(central, TERRITORY)
    central.close()
    assert report.ok, report.problems
    return sum(row.name.lower().startswith(name) for row in found)


def test_another_desk_delivers_what_the_first_exported(
    server: CentralServer, desk: DeskMaker
) -> None:
    first, second = away(desk, server, "primo"), desk("secondo", server)
    outbox = carrier(first).outbox()
    carried = carrier(second).take_in(outbox.data)
    assert (outbox.operations, carried.operations) == (3, 3)
    assert carrier(second).waiting() == 1
    done = carrier(second).after_exchange()
    assert (done.delivered, done.refused, done.waiting) == (3, (), 0)
    assert names_at(server, "primo") == 3
    first.through(server.url)
    assert first.exchange().outcome == "ok"
    assert [entry.result for entry in first.journal()][-3:] == ["accepted"] * 3
    assert names_at(server, "primo") == 3


def test_the_desk_that_comes_first_makes_the_parcel_change_nothing(
    server: CentralServer, desk: DeskMaker
) -> None:
    first, second = away(desk, server, "terzo"), desk("quarto", server)
    outbox = carrier(first).outbox()
    first.through(server.url)
    assert first.exchange().outcome == "ok"
    for repeated in (False, True):
        assert carrier(second).take_in(outbox.data).repeated is repeated
    assert carrier(second).after_exchange().delivered == 3
    carrier(second).take_in(outbox.data)
    assert carrier(second).after_exchange().delivered == 3
    assert names_at(server, "terzo") == 3


def test_work_recorded_after_the_export_follows_by_the_line(
    server: CentralServer, desk: DeskMaker
) -> None:
    first, second = away(desk, server, "quinto"), desk("sesto", server)
    carrier(second).take_in(carrier(first).outbox().data)
    first.record(register("quinto more"))
    later = carrier(first).outbox()
    assert later.operations == 4
    carrier(second).after_exchange()
    carrier(second).take_in(later.data)
    carrier(second).after_exchange()
    first.through(server.url)
    assert first.settle().outcome == "ok"
    assert names_at(server, "quinto") == 4


def test_without_a_line_the_file_waits_at_the_carrier(
    server: CentralServer, desk: DeskMaker
) -> None:
    first, second = away(desk, server, "settimo"), desk("ottavo", server)
    carrier(second).take_in(carrier(first).outbox().data)
    second.through(NOWHERE)
    assert carrier(second).after_exchange().waiting == 1
    second.through(server.url)
    assert carrier(second).after_exchange().delivered == 3
    assert carrier(second).waiting() == 0


def test_the_server_takes_a_file_by_its_command(
    lone_server: CentralServer, desk: DeskMaker, tmp_path: Path
) -> None:
    first = away(desk, lone_server, "nono")
    file = tmp_path / "lavoro.wdparcel"
    file.write_bytes(carrier(first).outbox().data)
    command = ["--home", str(lone_server.home), "server", "import-outbox", str(file)]
    assert [run(command), run(command)] == [0, 0]
    assert names_at(lone_server, "nono") == 3
    file.write_bytes(b"not a parcel")
    assert run(command) == 1


def test_nothing_waits_and_no_key_are_said(server: CentralServer, desk: DeskMaker) -> None:
    counter = desk("decimo", server)
    counter.settle()
    carrier(counter).after_exchange()
    with pytest.raises(OutboxEmpty):
        carrier(counter).outbox()
    counter.record(register("decimo"))
    with counter.store.write() as conn:
        meta.put(conn, "box_key", "")
    with pytest.raises(BoxUnknown):
        carrier(counter).outbox()


def test_what_is_no_outbox_or_torn_is_refused(server: CentralServer, desk: DeskMaker) -> None:
    first, second = away(desk, server, "undici"), desk("dodici", server)
    data = carrier(first).outbox().data
    for wrong in (b"", b"<html>", data[:-1], data[: len(data) // 2], data + b"\0"):
        with pytest.raises(ParcelUnreadable):
            carrier(second).take_in(wrong)
    assert carrier(second).waiting() == 0


def test_a_file_of_another_territory_is_refused(server: CentralServer, desk: DeskMaker) -> None:
    first, second = away(desk, server, "tredici"), desk("quattordici", server)
    (one,) = parcels.from_file(carrier(first).outbox().data)
    foreign = msgspec.structs.replace(one, territory_id="22222222-2222-4222-8222-222222222222")
    with pytest.raises(ParcelElsewhere):
        carrier(second).take_in(parcels.to_file((foreign,)))


def test_a_file_for_another_server_is_put_aside(
    server: CentralServer, desk: DeskMaker, tmp_path: Path, shift: int
) -> None:
    with serving(tmp_path / "other", shift) as other:
        stranger = away(desk, other, "quindici")
        data = carrier(stranger).outbox().data
    second = desk("sedici", server)
    carrier(second).take_in(data)
    done = carrier(second).after_exchange()
    assert (done.delivered, len(done.refused), carrier(second).waiting()) == (0, 1, 0)
    assert list((second.home / "carried").glob("*.refused"))


def test_a_parcel_signed_by_somebody_else_is_refused(
    server: CentralServer, desk: DeskMaker
) -> None:
    first, second = away(desk, server, "diciassette"), desk("diciotto", server)
    (one,) = parcels.from_file(carrier(first).outbox().data)
    central = server.central()
    inside, push = parcels.opened(one, central.key.box_private)
    central.close()
    forged = Inside(
        push=inside.push, signature=second.key.sign(parcels.signed_part(one, inside.push))
    )
    head = parcels.head_of(push, one.territory_id, one.made_at)
    with first.store.read() as conn:
        box = bytes.fromhex(meta.get(conn, "box_key") or "")
    again = parcels.close(head, forged, box, secrets.token_bytes(32))
    carrier(second).take_in(parcels.to_file((again,)))
    assert carrier(second).after_exchange().refused == ("signature_wrong",)
    assert names_at(server, "diciassette") == 0


_BOX = parcels.box_of(b"a server's private key, 32 bytes")


def _closed() -> tuple[Parcel, Push]:
    push = Push(
        epoch=1, device=3, inc=1, first_seq=7, first_prev=bytes(32), ops=(b"one", b"two"),
        end_seq=8, head_sig=b"s",
    )  # fmt: skip
    head = parcels.head_of(push, TERRITORY, 5)
    inside = Inside(push=msgspec.msgpack.encode(push), signature=b"signed")
    return parcels.close(head, inside, parcels.public_of(_BOX), bytes(range(32))), push


@settings(max_examples=150, deadline=None)
@given(place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_every_changed_bit_of_a_parcel_is_noticed(place: int, bit: int) -> None:
    parcel, push = _closed()
    assert parcels.opened(parcel, _BOX)[1] == push
    data = bytearray(msgspec.msgpack.encode(parcel))
    data[place % len(data)] ^= 1 << bit
    try:
        changed = msgspec.msgpack.decode(bytes(data), type=Parcel)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return
    with pytest.raises(ParcelUnreadableError):
        parcels.opened(changed, _BOX)


def test_a_parcel_tells_its_carrier_nothing_of_what_it_holds() -> None:
    parcel, _ = _closed()
    assert b"one" not in msgspec.msgpack.encode(parcel)
    with pytest.raises(ParcelUnreadableError):
        parcels.opened(parcel, parcels.box_of(b"another server's private key, 32"))
