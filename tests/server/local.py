# SPDX-License-Identifier: EUPL-1.2
"""A server of its own in the test's process, whose store can be copied and brought back."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import requests
from litestar.testing import TestClient

from tests.builders import OPERATOR
from tests.server.conftest import SHIFT, Place
from tests.support.desk_double import DeskDouble
from tests.support.server_homes import new_server_home
from tests.support.server_process import ShiftedClock
from welfare_desk.protocol.codec import from_frame, to_frame
from welfare_desk.protocol.messages import Enrol, Enrolled
from welfare_desk.protocol.signing import HEADER
from welfare_desk.server import backups
from welfare_desk.server.home import open_home
from welfare_desk.server.routes import application


class LocalDesk(DeskDouble):
    """A desk that reaches the server without a line."""

    place: LocalPlace

    def send(self, method: str, target: str, body: bytes, **header: Any) -> requests.Response:
        """Send a request with a signed header."""
        headers = {HEADER: self.header(method, target, body)} | header
        return self.place.client.request(method, target, content=body, headers=headers)  # type: ignore[return-value]

    def enrol(self, code: str) -> Enrolled:
        """Become a desk of the server."""
        public = self.key.public_key().public_bytes_raw()
        body = to_frame(Enrol(code=code, public_key=public, name="Sportello"))
        answer = self.place.client.post("/v1/enrol", content=body)
        assert answer.status_code == 200, answer.content
        got = from_frame(answer.content, Enrolled)
        self.enrolled = got
        self.device, self.inc, self.epoch = got.device, got.inc, got.epoch
        return got


class LocalPlace(Place):
    """A server's home of its own."""

    def __init__(self, home: Path, shift: int = SHIFT) -> None:
        new_server_home(home)
        self.home = home
        clock = ShiftedClock(shift)
        super().__init__(open_home(home, clock), "http://here")
        self.clock = clock
        self.client = self._client()

    def _client(self) -> TestClient[Any]:
        with warnings.catch_warnings():
            # Litestar's own, of a form that its next version drops.
            warnings.simplefilter("ignore")
            return TestClient(application(self.central))

    def reopen(self) -> None:
        """Start the server anew, as after a stop."""
        self.central.close()
        self.central = open_home(self.home, self.clock)
        self.client = self._client()

    def back_up(self, name: str = "copy.db") -> Path:
        """Return a copy of the store as it is now."""
        file = self.home / name
        backups.back_up(self.central, file)
        return file

    def restore(self, file: Path) -> None:
        """Bring a copy back, as ``server restore`` does."""
        backups.restore(self.central, file)
        self.reopen()

    def local_desk(self) -> LocalDesk:
        """Return an enrolled desk with printed numbers."""
        desk = LocalDesk(self.url, self.clock, OPERATOR)
        desk.place = self
        desk.enrol(self.code())
        desk.ask("number:booking", 200)
        desk.ask("number:receipt", 200)
        return desk
