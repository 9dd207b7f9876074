# SPDX-License-Identifier: EUPL-1.2
"""Power cuts, full disks and rotten bits: nothing acknowledged is lost, nothing is read wrong."""

import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.store.samples import TERRITORY, a_person
from tests.support.stores import KEY, empty_desk, open_desk
from welfare_desk.core.refusals import DiskFull, StoreDamaged
from welfare_desk.models.person import Person
from welfare_desk.models.record import Record
from welfare_desk.store import audit, meta, prints, search
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import load_all, save

# Says a number only once it is stored, with a second row that must not be torn from the first.
WRITER = """
import sys
from pathlib import Path
from welfare_desk.store import audit, meta
from welfare_desk.store.engines import DeskStore
store = DeskStore.open(Path(sys.argv[1]), bytes(range(32)))
with store.read() as conn:
    number = int(meta.get(conn, "head_seq") or "0")
while True:
    number += 1
    with store.write() as conn:
        meta.put(conn, "head_seq", str(number))
        audit.append(conn, number, "a", "act", str(number), "")
    print(number, flush=True)
"""


def people(count: int) -> list[Person]:
    return [a_person(f"p{n}", f"Cognome{n}", "Ada", street="x" * 200) for n in range(count)]


def filled(folder: Path, count: int = 400) -> Path:
    store = open_desk(folder)
    with store.write() as conn:
        save(conn, TERRITORY, {("person", row.id): row for row in people(count)})
    store.close()
    return store.path


def _killed_writers(path: Path, kills: int, seed: int) -> int:
    """Start and kill writers; return the last number that one of them acknowledged."""
    chance = random.Random(seed)
    last = 0
    for _ in range(kills):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        for _ in range(chance.randrange(1, 60)):
            last = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        said = writer.stdout.read().split("\n")[:-1]
        writer.wait()
        writer.stdout.close()
        last = int(said[-1]) if said else last
        store = DeskStore.open(path, KEY)
        with store.read() as conn:
            stored = int(meta.get(conn, "head_seq") or "0")
            audited = audit.recent(conn, 1)[0].seq
        assert stored >= last, "an acknowledged act is gone"
        assert stored == audited, "half a transaction was kept"
        last = stored
        store.close()
    store = DeskStore.open(path, KEY)
    store.check()
    with store.read() as conn:
        assert audit.verify(conn) is None
    store.close()
    return last


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    assert _killed_writers(empty_desk(tmp_path), kills=6, seed=1) >= 6


@pytest.mark.long
def test_three_hundred_killed_writers_lose_nothing(tmp_path: Path) -> None:
    assert _killed_writers(empty_desk(tmp_path), kills=300, seed=2) >= 300


def _flips(path: Path, count: int, seed: int) -> Iterator[None]:
    whole = path.read_bytes()
    chance = random.Random(seed)
    for _ in range(count):
        at = chance.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[at] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        yield
    path.write_bytes(whole)


def test_no_flipped_bit_is_read_as_data(tmp_path: Path) -> None:
    path = filled(tmp_path)
    expected = sorted(people(400), key=lambda row: row.id)
    for _ in _flips(path, 60, seed=3):
        with pytest.raises(StoreDamaged):
            _read_all(path, check=True)
        with suppress(StoreDamaged):
            assert _read_all(path, check=False) == expected
    assert _read_all(path, check=True) == expected


def _read_all(path: Path, *, check: bool) -> list[Record]:
    store = DeskStore.open(path, KEY)
    try:
        if check:
            store.check()
        with store.read() as conn:
            return load_all(conn, TERRITORY, "person")
    finally:
        store.close()


@pytest.mark.parametrize("kept", [0, 1000, 4096, 50_000])
def test_a_truncated_store_is_refused(tmp_path: Path, kept: int) -> None:
    path = filled(tmp_path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(StoreDamaged):
        _read_all(path, check=True)


def test_a_truncated_log_of_writes_opens_at_a_whole_transaction(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    for number in range(1, 31):
        with store.write() as conn:
            meta.put(conn, "head_seq", str(number))
            audit.append(conn, number, "a", "act", str(number), "")
    names = ("desk.db", "desk.db-wal")
    files = {name: (tmp_path / name).read_bytes() for name in names}
    store.close()
    log = files["desk.db-wal"]
    seen = set()
    for number, kept in enumerate(range(0, len(log) + 1, len(log) // 25)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "desk.db").write_bytes(files["desk.db"])
        (folder / "desk.db-wal").write_bytes(log[:kept])
        torn = DeskStore.open(folder / "desk.db", KEY)
        torn.check()
        with torn.read() as conn:
            stored = int(meta.get(conn, "head_seq") or "0")
            assert audit.verify(conn) is None
            assert len(audit.recent(conn, 99)) == stored
        torn.close()
        seen.add(stored)
    assert 0 in seen
    assert len(seen) > 10


def _fill_until_refused(store: DeskStore) -> int:
    """Store papers until the disk is full; return how many were acknowledged."""
    page = random.Random(4).randbytes(60_000)
    for number in range(1, 1000):
        job = prints.PrintJob(
            id=f"j{number:04}", role="a4", title="t", document="slip", subject_id="s", pdf=page,
            state="queued", copies=1, created_at=number, changed_at=number, note="",
        )  # fmt: skip
        try:
            with store.write() as conn:
                audit.append(conn, number, "a", "print", job.id, "")
                prints.add(conn, job)
        except DiskFull:
            return number - 1
    pytest.fail("the disk never was full")


def _nothing_half_stored(path: Path, acknowledged: int) -> None:
    store = DeskStore.open(path, KEY)
    store.check()
    with store.write() as conn:
        assert len(prints.all(conn)) == acknowledged
        assert len(audit.recent(conn, 9999)) == acknowledged
        assert audit.verify(conn) is None
        save(conn, TERRITORY, {("person", "p"): a_person("p", "Dopo", "Ada")})
    with store.read() as conn:
        assert [hit.surname for hit in search.search(conn, "dopo", 5)] == ["Dopo"]
    store.close()


@contextmanager
def files_no_longer_than(length: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_is_a_refusal_and_stores_nothing_half(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    with files_no_longer_than(2_000_000):
        acknowledged = _fill_until_refused(store)
        assert acknowledged > 5
        # Reading goes on, and so does the next try.
        with store.read() as conn:
            assert len(prints.all(conn)) == acknowledged
        with pytest.raises(DiskFull), store.write() as conn:
            meta.put(conn, "much", "x" * 3_000_000)
    with store.write() as conn:
        meta.put(conn, "much", "x" * 3_000_000)
    store.close()
    _nothing_half_stored(store.path, acknowledged)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """Give a disk of 2 MB where this user may mount one, else nothing."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_of_two_megabytes_is_a_refusal_and_stores_nothing_half(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        if disk is None:
            # The limit on a file's length is the same promise, for who may not mount.
            (tmp_path / "file").mkdir()
            store = open_desk(tmp_path / "file")
            with files_no_longer_than(1_500_000):
                acknowledged = _fill_until_refused(store)
            store.close()
            _nothing_half_stored(store.path, acknowledged)
            return
        store = open_desk(disk)
        acknowledged = _fill_until_refused(store)
        assert acknowledged > 3
        store.close()
        grown = subprocess.run(
            ["mount", "-o", "remount,size=8m", str(disk)], capture_output=True, check=False
        )
        assert grown.returncode == 0
        _nothing_half_stored(store.path, acknowledged)
