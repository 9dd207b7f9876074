# SPDX-License-Identifier: EUPL-1.2
"""A throwaway territory on this computer: a real server process, desks, made-up people."""

from __future__ import annotations

import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from welfare_desk.app import Keys, NewDesk, enrol_home
from welfare_desk.cli.cable import Cable
from welfare_desk.core.clock import SystemClock
from welfare_desk.core.instants import local_date
from welfare_desk.core.resources import resource_path
from welfare_desk.exchange.sample_people import sample_people
from welfare_desk.models.territory import Municipality, Territory
from welfare_desk.server.home import open_home
from welfare_desk.server.own import record_own_in
from welfare_desk.store import server_meta
from welfare_desk.store.queries import all_of

ISTAT = "028063"
"""Piazzola sul Brenta, where the sample desks stand."""
SEED = 20_260_923
START_SECONDS = 60


class NoKeyring:
    """The sample's desks keep out of the user's own keyring."""

    def get(self, service: str, name: str) -> str | None:
        """Know nothing."""
        return None

    def set(self, service: str, name: str, secret: str) -> None:
        """Keep nothing; the passphrase wrap serves instead."""


class Stage:
    """A sample server and its desks under one folder."""

    def __init__(self, folder: Path, *, database: str = "") -> None:
        self.folder = folder
        self.server_home = folder / "server"
        self.url = ""
        self.port = 0
        self.cables: dict[str, Cable] = {}
        self.keys = Keys(keyring=NoKeyring(), passphrase=secrets.token_urlsafe(16))
        self._database = database
        self._process: subprocess.Popen[str] | None = None

    def make(self, people: int) -> None:
        """Make the server's home with the sample territory and so many made-up people."""
        database = ("--database", self._database) if self._database else ()
        territory = str(resource_path("territory", "esempio.toml"))
        self.server("init", "--territory", territory, *database)
        self.add_people(people)

    def server(self, *arguments: str) -> dict[str, Any]:
        """Run a server command and return its JSON answer."""
        done = subprocess.run(  # noqa: S603  # because it is this very program
            (*_program(), "--home", str(self.server_home), "--json", "server", *arguments),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"server {arguments[0]}: exit {done.returncode}: {done.stderr}")
        lines = done.stdout.strip().splitlines()
        return dict(msgspec.json.decode(lines[-1])) if lines else {}

    def start(self) -> None:
        """Start the server on a free port and wait until it says where it is."""
        port = ("--port", str(self.port)) if self.port else ("--port", "0")
        self._process = subprocess.Popen(  # noqa: S603  # because it is this very program
            (*_program(), "--home", str(self.server_home), "server", "run", *port),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        first = self._process.stdout.readline()
        if not first:
            raise RuntimeError(f"the server ended with {self._process.wait()}")
        self.url = str(msgspec.json.decode(first)["url"])
        self.port = int(self.url.rsplit(":", 1)[1])

    def stop(self) -> None:
        """Stop the server as an administrator would."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(START_SECONDS)
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process = None

    def kill(self) -> None:
        """Pull the server's plug."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(START_SECONDS)
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process = None

    def new_desk(self, name: str) -> tuple[Path, NewDesk]:
        """Enrol a desk with a cable of its own that can be pulled."""
        answer = self.server("desk-code", "--municipality", ISTAT, "--name", name)
        return self.enrol_desk(name, str(answer["code"]))

    def enrol_desk(self, name: str, code: str) -> tuple[Path, NewDesk]:
        """Enrol a desk by the code it was given, with a cable of its own."""
        cable = self.cables.setdefault(name, Cable(self.port))
        home = self.folder / name.lower().replace(" ", "-")
        new = enrol_home(home, self.keys, url=cable.url, code=code, name=name)
        return home, new

    def one_time_pin(self, login: str, name: str, role: str) -> str:
        """Return a fresh one-time PIN of an operator of the sample municipality."""
        arguments = ("--login", login, "--name", name, "--role", role, "--municipality", ISTAT)
        return str(self.server("operator-add", *arguments)["pin"])

    def close(self) -> None:
        """End server and cables."""
        for cable in self.cables.values():
            cable.close()
        self.stop()

    def add_people(self, count: int) -> None:
        """Register so many made-up people of the sample municipality at the server."""
        clock = SystemClock()
        central = open_home(self.server_home, clock)
        try:
            with central.store.write() as conn:
                standing = server_meta.lock(conn, central.only_territory())
                towns = all_of(conn, standing.territory_id, Municipality)
                own = [town for town in towns if town.istat_code == ISTAT]
                territory = all_of(conn, standing.territory_id, Territory)[0]
                for operation in sample_people(
                    count,
                    SEED,
                    own,
                    today=local_date(clock.now_us()),
                    notice_version=territory.notice_version,
                ):
                    # The lock is taken anew: each operation is told under its own number.
                    standing = server_meta.lock(conn, standing.territory_id)
                    record_own_in(conn, standing, central, operation)
        finally:
            central.close()


def _program() -> tuple[str, ...]:
    return (sys.executable, "-m", "welfare_desk")


@contextmanager
def stage(folder: Path, people: int, *, database: str = "") -> Iterator[Stage]:
    """Run a sample territory under a folder until the block ends."""
    made = Stage(folder, database=database)
    try:
        made.make(people)
        made.start()
        yield made
    finally:
        made.close()
