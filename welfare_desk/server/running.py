# SPDX-License-Identifier: EUPL-1.2
"""Serving: one process that listens, tells where, and stops when it is told to."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import NoReturn

from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server

from welfare_desk.server.central import Central
from welfare_desk.server.routes import application

_BACKLOG = 1024
_SWITCH_SECONDS = 0.001


def serve(central: Central, host: str, port: int, on_listening: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are answered first.

    ``on_listening`` gets the address once requests are taken.  With port 0 a free port is
    picked.  ``OSError`` when the port is taken.
    """
    # Granian calls its one-process form experimental each time; we know.
    logging.getLogger("_granian").setLevel(logging.ERROR)
    asyncio.run(_serve(central, host, port or _free_port(host), on_listening))


def end_process() -> NoReturn:
    """End this process at once, after everything was closed.

    Granian's threads may still ask for the interpreter while it is torn down, and abort it:
    about one stop in four of a server that served nothing ended with signal 6.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


async def _serve(
    central: Central, host: str, port: int, on_listening: Callable[[str], None]
) -> None:
    _require_free(host, port)
    shown = f"[{host}]" if ":" in host else host
    server = Server(
        application(central),
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        backlog=_BACKLOG,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        # Windows has no signal handlers in its loop; there the process is stopped by Ctrl+C.
        if hasattr(loop, "add_signal_handler"):
            loop.add_signal_handler(name, server.stop)
    # What is here now stays; what a request makes is gone with it, not garbage to be looked for.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    # Who comes back from the database goes on at once, whoever else opens what was sent.
    sys.setswitchinterval(_SWITCH_SECONDS)
    announcing = asyncio.create_task(_announce(host, port, f"http://{shown}:{port}", on_listening))
    await server.serve()
    announcing.cancel()


async def _announce(host: str, port: int, url: str, on_listening: Callable[[str], None]) -> None:
    """Say the address as soon as it answers: whoever reads it connects at once."""
    reached = host if host not in ("0.0.0.0", "::") else "localhost"  # noqa: S104
    while True:
        try:
            _, writer = await asyncio.open_connection(reached, port)
        except OSError:
            await asyncio.sleep(0.01)
            continue
        writer.close()
        on_listening(url)
        return


def _free_port(host: str) -> int:
    with socket.socket(_family(host)) as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def _require_free(host: str, port: int) -> None:
    with socket.socket(_family(host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
