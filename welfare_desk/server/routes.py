# SPDX-License-Identifier: EUPL-1.2
"""The server's HTTP surface: zstd frames of msgpack in and out, health, metrics, OpenAPI."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import zstandard
from litestar import Litestar, MediaType, Request, Response, get, post
from litestar.config.app import AppConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)

from welfare_desk import __version__
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.central import Device
from welfare_desk.protocol.codec import FrameTooLargeError, from_frame, to_frame
from welfare_desk.protocol.messages import Enrol, Hello, LeaseAsk, Message, Problem, Push
from welfare_desk.protocol.parcel import Parcel
from welfare_desk.protocol.signing import HEADER, from_header
from welfare_desk.server import arrival, card_lists, feed, grants, hello, parcels, snapshots
from welfare_desk.server.admission import admitted
from welfare_desk.server.central import Central, Refused
from welfare_desk.server.shop_api import shop_handlers
from welfare_desk.server.snapshots import Snapshots
from welfare_desk.store import migrate
from welfare_desk.store.faults import DATABASE_AWAY

MAX_BODY = 2_000_000
FRAME = "application/octet-stream"
M = TypeVar("M", bound=Message)
_log = logging.getLogger(__name__)


class Meters:
    """What ``/metrics`` tells; no label names a person or a desk."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "welfare_desk_requests", "Requests by path and code.", ["path", "code"],
            registry=self.registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "welfare_desk_request_seconds", "Time to answer.", ["path"], registry=self.registry
        )
        self.operations = Counter(
            "welfare_desk_operations", "Operations that arrived.", ["result"],
            registry=self.registry,
        )  # fmt: skip


class Exchange:
    """Turns a request's bytes into an answer's bytes; every refusal into a ``Problem``."""

    def __init__(self, central: Central, meters: Meters) -> None:
        self.central = central
        self.snapshots = Snapshots(central, central.home / snapshots.FOLDER)
        self._meters = meters

    def answer(self, path: str, make: Callable[[], Message | bytes]) -> Response[bytes]:
        """Return the frame of what ``make`` gives, or of the problem it ran into."""
        began = time.perf_counter()
        status = 200
        message: Message | bytes
        try:
            message = make()
        except Refused as refused:
            status, message = refused.status, Problem(code=refused.code, hint=refused.hint)
        except DeskError as refusal:
            # A full or damaged disk of the server; the desk keeps what it has and comes again.
            _log.error("%s refused: %s", path, refusal.code)
            status, message = 503, Problem(code=refusal.code, hint=5)
        except DATABASE_AWAY as trouble:
            _log.error("%s: the database is away: %s", path, type(trouble).__name__)
            status, message = 503, Problem(code="try_later", hint=5)
        self._meters.requests.labels(path, str(status)).inc()
        self._meters.seconds.labels(path).observe(time.perf_counter() - began)
        frame = message if isinstance(message, bytes) else to_frame(message)
        return Response(frame, status_code=status, media_type=FRAME)

    def signed(
        self, request: Request[Any, Any, State], body: bytes, *, withdrawn: bool = False
    ) -> tuple[Device, int]:
        """Return who signed the request, and as which incarnation."""
        target = request.scope["path"]
        query = request.scope["query_string"]
        if query:
            target = f"{target}?{query.decode('latin-1')}"
        header = request.headers.get(HEADER, "")
        return admitted(self.central, header, request.method, target, body, withdrawn=withdrawn)

    def push(self, device: Device, inc: int, message: Push) -> Message:
        """Take a run in and count it."""
        if (message.device, message.inc) != (device.device, inc):
            raise Refused(403, "device_wrong")
        pushed = arrival.push(self.central, device, message)
        for result in pushed.results:
            self._meters.operations.labels(result.result).inc()
        return pushed

    def lease(self, device: Device, inc: int, message: LeaseAsk) -> Message:
        """Grant rights to the incarnation that signed."""
        if (message.device, message.inc) != (device.device, inc):
            raise Refused(403, "device_wrong")
        return grants.lease(self.central, device, message)


def read(body: bytes, kind: type[M]) -> M:
    """Return the message in a body; refused with 400 ``frame_unreadable`` or 413."""
    try:
        return from_frame(body, kind)
    except FrameTooLargeError:
        raise Refused(413, "frame_too_large") from None
    except (ValueError, RecursionError, zstandard.ZstdError, msgspec.MsgspecError):
        raise Refused(400, "frame_unreadable") from None


def _number(request: Request[Any, Any, State], name: str, digits: int = 18) -> int | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= digits):
        raise Refused(400, "query_unreadable")
    return int(text)


def _exchange_handlers(exchange: Exchange) -> list[Any]:
    central = exchange.central

    @post("/v1/enrol", sync_to_thread=True, status_code=200, media_type=FRAME)
    def enrol(body: bytes) -> Response[bytes]:
        """Make this program a desk, with its one-time code and the key it made (``Enrol``)."""
        return exchange.answer("enrol", lambda: hello.enrol(central, read(body, Enrol)))

    @post("/v1/hello", sync_to_thread=True, status_code=200, media_type=FRAME)
    def say_hello(request: Request[Any, Any, State], body: bytes) -> Response[bytes]:
        """Say where the desk stands (``Hello``); answers what it must do (``Welcome``)."""

        def make() -> Message:
            device, _ = exchange.signed(request, body, withdrawn=True)
            stamp = from_header(request.headers[HEADER])
            return hello.hello(central, device, read(body, Hello), stamp.time if stamp else 0)

        return exchange.answer("hello", make)

    @post("/v1/push", sync_to_thread=True, status_code=200, media_type=FRAME)
    def push(request: Request[Any, Any, State], body: bytes) -> Response[bytes]:
        """Send a run of operations (``Push``); answers what became of each (``Pushed``)."""

        def make() -> Message:
            device, inc = exchange.signed(request, body, withdrawn=True)
            return exchange.push(device, inc, read(body, Push))

        return exchange.answer("push", make)

    def granted(request: Request[Any, Any, State], body: bytes) -> Response[bytes]:
        def make() -> Message:
            device, inc = exchange.signed(request, body)
            return exchange.lease(device, inc, read(body, LeaseAsk))

        return exchange.answer("lease", make)

    # Two handlers, not two paths of one: Litestar 2.25 then sends the call to a thread twice.
    @post("/v1/lease", sync_to_thread=True, status_code=200, media_type=FRAME)
    def lease(request: Request[Any, Any, State], body: bytes) -> Response[bytes]:
        """Ask for rights (``LeaseAsk``); answers what was granted (``LeaseAnswer``)."""
        return granted(request, body)

    @post("/v1/serials", sync_to_thread=True, status_code=200, media_type=FRAME)
    def serials(request: Request[Any, Any, State], body: bytes) -> Response[bytes]:
        """Ask for card numbers with their signed codes, as under ``/v1/lease``."""
        return granted(request, body)

    @get("/v1/pull", sync_to_thread=True, media_type=FRAME)
    def pull(request: Request[Any, Any, State]) -> Response[bytes]:
        """Answer the rows behind ``cursor`` (``Page``)."""

        def make() -> Message:
            device, inc = exchange.signed(request, b"")
            cursor, epoch = _number(request, "cursor") or 0, _number(request, "epoch")
            contact = _number(request, "contact", digits=19)
            proved = _number(request, "proved") or 0
            return feed.pull(central, device, inc, cursor, epoch, contact, proved)

        return exchange.answer("pull", make)

    @get("/v1/digest", sync_to_thread=True, media_type=FRAME)
    def digest(request: Request[Any, Any, State]) -> Response[bytes]:
        """Answer a content hash a kind of what this desk should hold (``Digest``)."""

        def make() -> Message:
            device, _ = exchange.signed(request, b"")
            return feed.digest(central, device)

        return exchange.answer("digest", make)

    @get("/v1/box", sync_to_thread=True, media_type=FRAME)
    def box(request: Request[Any, Any, State]) -> Response[bytes]:
        """Answer the key for which desks close parcels (``Box``)."""

        def make() -> Message:
            device, _ = exchange.signed(request, b"")
            return parcels.box(central, device.territory_id)

        return exchange.answer("box", make)

    @post("/v1/parcel", sync_to_thread=True, status_code=200, media_type=FRAME)
    def parcel(request: Request[Any, Any, State], body: bytes) -> Response[bytes]:
        """Deliver a parcel of any desk (``Parcel``); answers what became of it (``Delivered``)."""

        def make() -> Message:
            exchange.signed(request, body)
            return parcels.deliver(central, read(body, Parcel))

        return exchange.answer("parcel", make)

    return [enrol, say_hello, push, lease, serials, pull, digest, box, parcel]


def _card_handlers(exchange: Exchange) -> list[Any]:
    lists = card_lists.Lists(exchange.central)

    @get("/v1/cards", sync_to_thread=True, media_type=FRAME)
    def cards(request: Request[Any, Any, State]) -> Response[bytes]:
        """Answer the signed list of dead cards and card keys (``CardLists``).

        Its text is empty where the list of ``since`` is still the latest.
        """

        def make() -> Message:
            device, _ = exchange.signed(request, b"")
            since = _number(request, "since") or 0
            return lists.answer(device.territory_id, since)

        return exchange.answer("cards", make)

    return [cards]


def _snapshot_handlers(exchange: Exchange) -> list[Any]:
    @get("/v1/snapshot", sync_to_thread=True, media_type=FRAME)
    def manifest(request: Request[Any, Any, State]) -> Response[bytes]:
        """Answer what everything that this desk should hold lies in (``Manifest``)."""

        def make() -> Message:
            device, _ = exchange.signed(request, b"")
            return exchange.snapshots.manifest(device)

        return exchange.answer("snapshot", make)

    @get("/v1/snapshot/{snapshot_id:str}/{number:int}", sync_to_thread=True, media_type=FRAME)
    def chunk(request: Request[Any, Any, State], snapshot_id: str, number: int) -> Response[bytes]:
        """Answer one chunk of a snapshot, a frame of rows."""

        def make() -> bytes:
            device, _ = exchange.signed(request, b"")
            return exchange.snapshots.chunk(device, snapshot_id, number)

        return exchange.answer("chunk", make)

    return [manifest, chunk]


def _watch_handlers(central: Central, meters: Meters) -> list[Any]:
    @get("/health/live", sync_to_thread=False)
    def live() -> dict[str, str]:
        """Answer as long as the process serves at all."""
        return {"status": "live"}

    @get("/health/ready", sync_to_thread=True)
    def ready() -> Response[dict[str, str]]:
        """Answer 200 when the database answers and has this program's tables, else 503."""
        try:
            with central.store.read() as conn:
                revision = migrate.revision(conn)
        # Whatever keeps the database from answering, the service is not ready.
        except Exception as error:  # noqa: BLE001
            _log.error("not ready: %s", type(error).__name__)
            return Response({"status": "database"}, status_code=503)
        if revision != migrate.head("server"):
            return Response({"status": "migration"}, status_code=503)
        return Response({"status": "ready"})

    @get("/metrics", sync_to_thread=True, media_type=MediaType.TEXT)
    def metrics() -> Response[bytes]:
        """Answer counters and times for Prometheus."""
        return Response(generate_latest(meters.registry), media_type=CONTENT_TYPE_LATEST)

    return [live, ready, metrics]


def _problem(_: Request[Any, Any, State], error: Exception) -> Response[bytes]:
    """Return what the framework refused, or a bug, as a ``Problem``."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status >= 500:
        _log.error("request failed: %s", type(error).__name__)
    codes = {404: "path_unknown", 405: "method_unknown", 413: "frame_too_large"}
    code = codes.get(status, "request_wrong" if status < 500 else "bug")
    return Response(to_frame(Problem(code=code)), status_code=status, media_type=FRAME)


def application(central: Central) -> Litestar:
    """Return the ASGI application over these parts; closes them when it ends."""
    meters = Meters()
    exchange = Exchange(central, meters)
    config = AppConfig(
        route_handlers=[
            *_exchange_handlers(exchange),
            *_snapshot_handlers(exchange),
            *_card_handlers(exchange),
            *_watch_handlers(central, meters),
            *shop_handlers(central),
        ],
        openapi_config=OpenAPIConfig(
            title="Welfare Desk server",
            version=__version__,
            description=(
                "WDSP/1. Bodies under /v1/ are zstd frames of msgpack; each request but enrol is"
                " signed by the desk's key in the header wd-auth. See docs/sync-protocol.md."
            ),
        ),
        request_max_body_size=MAX_BODY,
        exception_handlers={HTTPException: _problem, Exception: _problem},
        on_shutdown=[central.close],
        debug=False,
    )
    return Litestar.from_config(config)
