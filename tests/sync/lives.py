# SPDX-License-Identifier: EUPL-1.2
"""Desks that are copied and servers that are put back, as careless people do it."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter as Count
from pathlib import Path

from sqlalchemy import Connection

from tests.builders import TERRITORY, a_resource
from tests.sync.counter import Counter
from tests.sync.served import CentralServer
from welfare_desk.models.offering import Slot
from welfare_desk.models.review import ReviewItem
from welfare_desk.server import backups
from welfare_desk.store import oplog
from welfare_desk.store.rows import load_all
from welfare_desk.store.server_tables import op_log

ROOT = Path(__file__).parents[2]


def copy_home(counter: Counter, name: str) -> Path:
    """Copy a desk's folder, and open the desk again."""
    counter.close()
    target = counter.home.with_name(f"desk-{name}")
    shutil.copytree(counter.home, target)
    return target


def bring(server: CentralServer, slot: Slot) -> Slot:
    """Put a slot into the catalogue."""
    central = server.central()
    server.bring(central, [slot, a_resource(f"slot:{slot.id}", slot.places)])
    central.close()
    return slot


def take_copy(server: CentralServer, target: Path) -> Path:
    """Copy the server's store as it stands now; the registry is not in it."""
    with sqlite3.connect(server.home / "server.db") as here, sqlite3.connect(target) as copy:
        here.backup(copy)
    return target


def put_back(server: CentralServer, copy: Path) -> None:
    """Stop the server, put an older copy of its store back and start it again."""
    assert server.process is not None
    server.process.stop()
    for ending in ("", "-wal", "-shm"):
        (server.home / f"server.db{ending}").unlink(missing_ok=True)
    shutil.copy(copy, server.home / "server.db")
    server.start()


def restore(server: CentralServer, copy: Path) -> None:
    """Put an older copy back as ``server restore`` does, which begins a new epoch at once."""
    assert server.process is not None
    server.process.stop()
    central = server.central()
    backups.restore(central, copy)
    central.close()
    server.start()


def results(server: CentralServer) -> dict[str, str]:
    """Return the result of every operation of a desk, by id; each is committed once."""
    central = server.central()
    with central.store.read() as conn:
        rows = [row for row in _logged(conn) if row.device != 0 and not row.repeated]
    central.close()
    assert max(Count(row.op_id for row in rows).values(), default=1) == 1
    return {row.op_id: row.result for row in rows}


def _logged(conn: Connection) -> list[oplog.Logged]:
    chains = conn.execute(
        op_log.select().with_only_columns(op_log.c.device, op_log.c.inc).distinct()
    ).all()
    return [row for device, inc in chains for row in oplog.every(conn, TERRITORY, device, inc)]


def reviews(server: CentralServer) -> list[ReviewItem]:
    """Return what lies in the review list."""
    central = server.central()
    with central.store.read() as conn:
        rows = load_all(conn, TERRITORY, ReviewItem.KIND)
    central.close()
    return [row for row in rows if isinstance(row, ReviewItem)]


def killed_at(counter: Counter, url: str, point: str) -> None:
    """Let a process of this desk exchange until it is killed at a point."""
    counter.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.sync.desk_process", str(counter.home), url,
         str(counter.clock.shift), point],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]
