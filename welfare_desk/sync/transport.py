# SPDX-License-Identifier: EUPL-1.2
"""HTTP to the central server: signed requests, bounded answers, and nothing believed unread.

Only a frame of the kind that was asked for counts as an answer.  A captive portal's page, a
proxy's error, half an answer or an endless one are all the same: not our server.
"""

from __future__ import annotations

import ipaddress
import secrets
import socket
import time
from typing import Protocol, TypeVar
from urllib.parse import SplitResult, urlsplit

import msgspec
import requests
import zstandard
from urllib3.exceptions import HTTPError

from welfare_desk.core.clock import Clock
from welfare_desk.core.refusals import (
    DeskRevoked,
    ServerAnswerStrange,
    ServerUnreachable,
    UpgradeNeeded,
)
from welfare_desk.protocol.block_list import CardLists
from welfare_desk.protocol.codec import from_frame, to_frame
from welfare_desk.protocol.digest import Digest
from welfare_desk.protocol.messages import (
    Enrol,
    Enrolled,
    Hello,
    LeaseAnswer,
    LeaseAsk,
    Message,
    Page,
    Problem,
    Push,
    Pushed,
    Welcome,
)
from welfare_desk.protocol.parcel import Box, Delivered, Parcel
from welfare_desk.protocol.signing import HEADER, Stamp, message, to_header
from welfare_desk.protocol.snapshot import Manifest

CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
"""Longest silence; ``WHOLE_SECONDS`` bounds an answer that trickles."""
WHOLE_SECONDS = 120.0
PROBE_SECONDS = 2.0
MAX_ANSWER = 8_000_000
"""Bytes of a packed answer; a page of rows is a hundredth of it."""
MAX_DELAY_SECONDS = 3600
_STEP = 65_536

M = TypeVar("M", bound=Message)


class OutOfStep(Exception):
    """409: desk and server do not stand on the same chain or epoch; ``hint`` as in ``Problem``."""

    def __init__(self, code: str, hint: int) -> None:
        super().__init__(code)
        self.code = code
        self.hint = hint


class AskedToWait(Exception):
    """429: the server wants to be left alone for ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class NotTaken(Exception):
    """Another 4xx of our server: it did not take the request; nothing is lost by it."""

    def __init__(self, status: int, code: str, hint: int) -> None:
        super().__init__(status, code)
        self.status = status
        self.code = code
        self.hint = hint


class Signer(Protocol):
    """The desk's private key."""

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of a message."""


class Limits(msgspec.Struct, frozen=True):
    """Patience and bounds of a transport, in seconds and bytes."""

    connect: float = CONNECT_SECONDS
    read: float = READ_SECONDS
    whole: float = WHOLE_SECONDS
    answer: int = MAX_ANSWER


class _NoNetrc(requests.auth.AuthBase):
    """Keeps requests from sending a password of the user's ``.netrc``."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class Transport:
    """One desk's line to its server; used by one thread at a time.

    ``ca_file`` names the authority that signed the server's certificate, instead of those
    that everybody trusts.  ``ValueError`` for an address that is neither https nor http on
    this very machine.
    """

    def __init__(
        self, url: str, clock: Clock, limits: Limits | None = None, ca_file: str = ""
    ) -> None:
        self._parts = checked_url(url)
        self._base = url.rstrip("/")
        self._clock = clock
        self._limits = limits or Limits()
        self._trust: str | bool = ca_file or True
        self._signer: Signer | None = None
        self._device = self._inc = 0
        self.offset = 0
        """Server time less this computer's, microseconds, as last heard."""
        self._session = requests.Session()
        self._session.auth = _NoNetrc()
        # What a browser would say of itself is of no use here, and half of a short request.
        self._session.headers.clear()
        # A proxy of the environment is for the world outside, never for this machine.
        self._session.trust_env = self._parts.scheme == "https"

    def sign_as(self, signer: Signer, device: int, inc: int) -> None:
        """Sign every request from now on as this incarnation of the device."""
        self._signer, self._device, self._inc = signer, device, inc

    def close(self) -> None:
        """Let connections go."""
        self._session.close()

    def probe(self) -> bool:
        """Tell whether anything answers at the server's address; says nothing about what."""
        port = self._parts.port or (443 if self._parts.scheme == "https" else 80)
        try:
            socket.create_connection((self._parts.hostname or "", port), PROBE_SECONDS).close()
        except OSError:
            return False
        return True

    def enrol(self, ask: Enrol) -> Enrolled:
        """Ask to be a desk; not signed, for the server does not know the key yet."""
        return self._post("/v1/enrol", ask, Enrolled)

    def hello(self, ask: Hello) -> Welcome:
        """Say where the desk stands; a clock that the server refuses is corrected once."""
        try:
            return self._post("/v1/hello", ask, Welcome)
        except NotTaken as answer:
            if answer.code != "clock" or answer.hint <= 0:
                raise
            self.offset = answer.hint - self._clock.now_us()
        return self._post("/v1/hello", ask, Welcome)

    def push(self, run: Push) -> Pushed:
        """Send a run of operations."""
        return self._post("/v1/push", run, Pushed)

    def pull(self, epoch: int, cursor: int, contact: int = 0, proved: int = 0) -> Page:
        """Return the rows behind a cursor of an epoch.

        Says the contact number taken in, and up to which operation it has all receipts.
        """
        said = f"&contact={contact}" if contact else ""
        said += f"&proved={proved}" if proved else ""
        return self._ask("GET", f"/v1/pull?epoch={epoch}&cursor={cursor}{said}", b"", Page)

    def snapshot(self) -> Manifest:
        """Ask for everything that this desk should hold; return what it lies in."""
        return self._ask("GET", "/v1/snapshot", b"", Manifest)

    def chunk(self, snapshot_id: str, number: int) -> bytes:
        """Return the bytes that came for a chunk of a snapshot, unread."""
        return self._taken("GET", f"/v1/snapshot/{snapshot_id}/{number}", b"")

    def digest(self) -> Digest:
        """Return a hash a kind of what this desk should hold."""
        return self._ask("GET", "/v1/digest", b"", Digest)

    def lease(self, ask: LeaseAsk) -> LeaseAnswer:
        """Ask for rights."""
        return self._post("/v1/lease", ask, LeaseAnswer)

    def box(self) -> Box:
        """Return the key for which this desk closes parcels."""
        return self._ask("GET", "/v1/box", b"", Box)

    def card_lists(self, since: int) -> CardLists:
        """Return the list of dead cards and card keys, empty where that of ``since`` is it."""
        return self._ask("GET", f"/v1/cards?since={since}", b"", CardLists)

    def parcel(self, parcel: Parcel) -> Delivered:
        """Deliver another desk's parcel."""
        return self._post("/v1/parcel", parcel, Delivered)

    def _post(self, path: str, ask: Message, kind: type[M]) -> M:
        return self._ask("POST", path, to_frame(ask), kind)

    def _ask(self, method: str, path: str, body: bytes, kind: type[M]) -> M:
        return _read(self._taken(method, path, body), kind, 200)

    def _taken(self, method: str, path: str, body: bytes) -> bytes:
        """Return the body of an answer with 200; raises what any other one means."""
        headers = {"Accept-Encoding": "identity"}
        if body:
            headers["Content-Type"] = "application/octet-stream"
        request = requests.Request(method, self._base + path, headers, data=body or None)
        prepared = self._session.prepare_request(request)
        if self._signer is not None:
            prepared.headers[HEADER] = self._signed(method, str(prepared.path_url), body)
        status, data = self._sent(prepared)
        if status == 200:
            return data
        if 400 <= status < 500:
            raise _problem(status, _read(data, Problem, status))
        raise ServerAnswerStrange(status=status)

    def _signed(self, method: str, target: str, body: bytes) -> str:
        assert self._signer is not None
        stamp = Stamp(
            device=self._device,
            inc=self._inc,
            nonce=secrets.token_hex(16),
            time=self._clock.now_us() + self.offset,
        )
        signature = self._signer.sign(message(method, target, body, stamp)).hex()
        return to_header(msgspec.structs.replace(stamp, signature=signature))

    def _sent(self, prepared: requests.PreparedRequest) -> tuple[int, bytes]:
        """Return status and body, or say that nobody answered."""
        settings = self._session.merge_environment_settings(
            str(prepared.url), {}, True, self._trust, None
        )
        try:
            with self._session.send(
                prepared,
                timeout=(self._limits.connect, self._limits.read),
                # Whoever redirects is not the server that this desk was enrolled at.
                allow_redirects=False,
                **settings,
            ) as response:
                return response.status_code, self._bounded(response)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise ServerUnreachable() from error

    def _bounded(self, response: requests.Response) -> bytes:
        until = time.monotonic() + self._limits.whole
        data = bytearray()
        # read() would wait for all that it asks for: a byte a second would keep it for hours.
        while part := response.raw.read1(_STEP, decode_content=False):
            data += part
            if len(data) > self._limits.answer:
                raise ServerAnswerStrange(status=response.status_code)
            if time.monotonic() > until:
                raise ServerUnreachable()
        return bytes(data)


def checked_url(url: str) -> SplitResult:
    """Return the parts of a server's address; ``ValueError`` unless https, or http on loopback."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.username or parts.query or parts.fragment or not host:
        raise ValueError(url)
    if parts.scheme == "https" or (parts.scheme == "http" and _loopback(host)):
        return parts
    raise ValueError(url)


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _read(data: bytes, kind: type[M], status: int) -> M:
    try:
        return from_frame(data, kind)
    except (ValueError, RecursionError, zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise ServerAnswerStrange(status=status) from error


def _problem(status: int, problem: Problem) -> Exception:
    if status == 403 and problem.code == "revoked":
        return DeskRevoked()
    if status == 409:
        return OutOfStep(problem.code, problem.hint)
    if status == 426:
        return UpgradeNeeded()
    if status == 429:
        return AskedToWait(min(max(problem.hint, 1), MAX_DELAY_SECONDS))
    return NotTaken(status, problem.code, problem.hint)
