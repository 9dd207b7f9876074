# SPDX-License-Identifier: EUPL-1.2
"""A line that breaks on command: an HTTP proxy between a real desk and a real server."""

from __future__ import annotations

import http.client
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import urlsplit

import msgspec

Fault = Literal[
    "none",
    "lost_request",
    "lost_reply",
    "reset_in_reply",
    "half_reply",
    "trickle",
    "twice",
    "error_before",
    "error_after",
    "portal",
    "redirect",
    "empty",
    "garbage",
    "huge",
]
PORTAL = b"<!doctype html><html><body>Accetta le condizioni per navigare</body></html>"
TRICKLE_SECONDS = 1.0


class Said(msgspec.Struct, frozen=True):
    """An answer of the proxy's own; the request is not forwarded."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class Seen(msgspec.Struct, frozen=True):
    """A request that came, and what was done with it."""

    method: str
    path: str
    headers: dict[str, str]
    fault: str


Choose = Callable[[str, str], Fault | Said]
"""Method and path of a request to what befalls it."""

_OWN: dict[str, Said] = {
    "error_before": Said(500, b"<h1>Internal Server Error</h1>"),
    "portal": Said(200, PORTAL, (("Content-Type", "text/html"),)),
    "redirect": Said(302, b"", (("Location", "https://portal.example/login"),)),
    "empty": Said(200, b""),
    "garbage": Said(200, bytes(range(256)) * 4),
    "huge": Said(200, bytes(9_000_000)),
}


class BreakingLine:
    """Forwards to ``target`` but for the faults that ``choose`` decides."""

    def __init__(self, target: str = "", choose: Choose | None = None) -> None:
        self.target = urlsplit(target)
        self.choose: Choose = choose or (lambda method, path: "none")
        self.seen: list[Seen] = []
        line = self

        class Handler(_Handler):
            breaking = line

        self._server = _QuietServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Where a desk finds the line."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def protect(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )

    def close(self) -> None:
        """Stop; a desk is refused its connection afterwards."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet: a desk that hangs up is what is tested."""


@contextmanager
def breaking_line(target: str = "", choose: Choose | None = None) -> Iterator[BreakingLine]:
    """Give a line for the length of a block."""
    line = BreakingLine(target, choose)
    try:
        yield line
    finally:
        line.close()


class _Handler(BaseHTTPRequestHandler):
    breaking: BreakingLine
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: what came is in ``seen``."""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.breaking.choose(self.command, self.path)
        name = "said" if isinstance(fault, Said) else fault
        self.breaking.seen.append(Seen(self.command, self.path, dict(self.headers), name))
        own = fault if isinstance(fault, Said) else _OWN.get(fault)
        if own is not None:
            self._say(own)
        elif fault == "lost_request":
            self._reset()
        else:
            self._forwarded(name, body)

    def _forwarded(self, fault: str, body: bytes) -> None:
        reply = self._ask(body)
        if fault == "twice":
            self._ask(body)
        if fault == "lost_reply":
            self._reset()
        elif fault == "error_after":
            self._say(_OWN["error_before"])
        elif fault in ("reset_in_reply", "half_reply"):
            self._head(reply)
            self.wfile.write(reply.body[: len(reply.body) // 2])
            self.wfile.flush()
            if fault == "reset_in_reply":
                self._reset()
        elif fault == "trickle":
            self._head(reply)
            try:
                for place in range(len(reply.body)):
                    self.wfile.write(reply.body[place : place + 1])
                    time.sleep(TRICKLE_SECONDS)
            except OSError:
                return  # the desk lost patience
        else:
            self._say(reply)

    def _ask(self, body: bytes) -> Said:
        target = self.breaking.target
        upstream = http.client.HTTPConnection(target.hostname or "", target.port, timeout=60)
        dropped = {"host", "connection"}
        headers = {
            name: value for name, value in self.headers.items() if name.lower() not in dropped
        }
        try:
            upstream.request(self.command, self.path, body or None, headers)
            reply = upstream.getresponse()
            kept = ("content-type", "retry-after")
            return Said(
                reply.status,
                reply.read(),
                tuple((name, value) for name, value in reply.getheaders() if name.lower() in kept),
            )
        except (OSError, http.client.HTTPException):
            # The server is away: what the desk sees is a gateway that says so.
            return Said(502, b"Bad Gateway")
        finally:
            upstream.close()

    def _say(self, said: Said) -> None:
        try:
            self._head(said)
            self.wfile.write(said.body)
        except OSError:
            return  # the desk went away

    def _head(self, said: Said) -> None:
        self.send_response(said.status)
        for name, value in said.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said.body)))
        self.send_header("Connection", "close")
        self.end_headers()

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
