# SPDX-License-Identifier: EUPL-1.2
"""A process of its own that reads and checks rows while the other one records them."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection

import msgspec

from welfare_desk.core.refusals import DeskError, every_refusal
from welfare_desk.exchange.residents import Ask, Resident, packed, unpacked
from welfare_desk.exchange.residents_run import resident_batches

_BATCH, _REFUSED, _BUG, _END = b"b", b"r", b"x", b"e"


def batches_beside(ask: Ask, skip: int, size: int) -> Iterator[list[Resident]]:
    """Give batches that a second process reads; it ends with this generator, or with us.

    What it refuses is raised here.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(
        target=_read, args=(there, msgspec.msgpack.encode(ask), skip, size), daemon=True
    )
    process.start()
    there.close()
    try:
        while (message := here.recv_bytes())[:1] != _END:
            yield _opened(message)
    except EOFError:
        raise RuntimeError("the reading process ended") from None
    finally:
        here.close()
        process.join(timeout=5)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()


def _opened(message: bytes) -> list[Resident]:
    if message[:1] == _BATCH:
        return unpacked(message[1:])
    code, facts = msgspec.msgpack.decode(message[1:], type=tuple[str, dict[str, str | int]])
    if message[:1] == _REFUSED:
        raise every_refusal()[code](**facts)
    raise RuntimeError(f"the reading process met {code}")


def _read(to: Connection, asked: bytes, skip: int, size: int) -> None:
    # Ctrl+C reaches the whole group; the other process ends this one when its batch is whole.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(BrokenPipeError, ConnectionResetError):
        try:
            for batch in resident_batches(msgspec.msgpack.decode(asked, type=Ask), skip, size):
                to.send_bytes(_BATCH + packed(batch))
            to.send_bytes(_END)
        except DeskError as refusal:
            to.send_bytes(_REFUSED + msgspec.msgpack.encode((refusal.code, refusal.facts)))
        except (BrokenPipeError, ConnectionResetError):
            raise
        # The other side says it; neither message nor values: they may name a person.
        except Exception as bug:  # noqa: BLE001  # because a silent end would look like the end of the file
            to.send_bytes(_BUG + msgspec.msgpack.encode((type(bug).__name__, {})))
