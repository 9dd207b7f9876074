# SPDX-License-Identifier: EUPL-1.2
"""A disk that fails, fills, rots or may not be written: a sentence, nothing lost, work goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.builders import a_fund, a_territory, register
from tests.faults import io_errors, rot
from tests.faults.io_acts import CLOCK, OneDesk
from tests.store.test_faults import files_no_longer_than, small_disk
from tests.support.desks import SLOTS, seeded_store
from tests.support.stores import KEY
from welfare_desk.core.refusals import (
    DeskError,
    DiskFailing,
    DiskFull,
    StoreBusy,
    StoreNotWritable,
)
from welfare_desk.store.engines import DeskStore

OPENER = """
import sys
from pathlib import Path
from welfare_desk.core.refusals import DeskError
from welfare_desk.store.engines import DeskStore
try:
    DeskStore.open(Path(sys.argv[1]), bytes(range(32)))
except DeskError as refusal:
    print(refusal.code)
"""


def test_errors_at_calls_drawn_by_chance_lose_and_tear_nothing() -> None:
    told = io_errors.run(io_errors.SHORT, 1)
    assert told.problems == []
    assert told.counts["kinds of operation"] > 30
    assert any(what.startswith("acts refused") for what in told.counts)


@pytest.mark.long
def test_an_error_at_every_call_loses_and_tears_nothing() -> None:
    assert io_errors.a_run(100, 2).problems == []


def test_no_flipped_bit_and_no_cut_log_is_read_as_something_else(tmp_path: Path) -> None:
    told = rot.run(60, 1, tmp_path)
    assert told.problems == []
    assert told.counts["times refused: store_damaged"] > 20


@pytest.mark.long
def test_no_bit_of_a_thousand_is_read_as_something_else(tmp_path: Path) -> None:
    assert rot.run(1_000, 2, tmp_path).problems == []


def _desk(folder: Path) -> OneDesk:
    seeded_store(folder, CLOCK, a_territory(*SLOTS, fund=a_fund())).close()
    return OneDesk(folder / "desk.db")


def _record_until_refused(desk: OneDesk) -> list[str]:
    kept: list[str] = []
    for number in range(4_000):
        try:
            desk.record_plain(register(f"full-{number}", street="Via lunga " * 12))
        except DiskFull:
            return kept
        kept.append(f"full-{number}")
    pytest.fail("the disk never was full")


def _goes_on(desk: OneDesk, acts: int) -> None:
    desk.record_plain(register("after the cure"))
    assert desk.problems() == []
    with desk.store.read() as conn:
        count = conn.exec_driver_sql("SELECT count(*) FROM journal").scalar()
    desk.store.close()
    assert count == acts + 1


def test_acts_on_a_full_disk_are_refused_and_the_desk_opens_on_it(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        if disk is None:
            _full_by_a_limit(tmp_path)
            return
        desk = _desk(disk)
        kept = _record_until_refused(desk)
        assert len(kept) > 3
        assert desk.problems() == []
        desk.store.close()
        free = os.statvfs(disk).f_bavail * 4_096
        (disk / "filler").write_bytes(bytes(max(0, free - 8_192)))
        _refused_on_a_full_disk(disk)
        (disk / "filler").unlink()
        _grown(disk)
        _goes_on(OneDesk(disk / "desk.db"), len(kept))


def _full_by_a_limit(tmp_path: Path) -> None:
    # The limit on a file's length is the same promise, for who may not mount.
    desk = _desk(tmp_path)
    with files_no_longer_than(1_700_000):
        kept = _record_until_refused(desk)
        assert desk.problems() == []
    desk.store.close()
    _goes_on(OneDesk(tmp_path / "desk.db"), len(kept))


def _refused_on_a_full_disk(disk: Path) -> None:
    try:
        desk = OneDesk(disk / "desk.db")
    except (DiskFull, DiskFailing):
        return
    try:
        with pytest.raises(DiskFull):
            desk.record_plain(register("no room for this one"))
    finally:
        desk.store.close()


def _grown(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=16m", str(disk)], check=True)


@contextmanager
def _closed_folder(disk: Path | None, folder: Path) -> Iterator[None]:
    """Let nobody write: a disk mounted for reading, or a folder without the right to write."""
    if disk is not None:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield
        subprocess.run(["mount", "-o", "remount,rw,size=16m", str(disk)], check=True)
        return
    files = [each for each in folder.iterdir() if each.is_file()]
    for each in files:
        each.chmod(0o400)
    folder.chmod(0o500)
    yield
    folder.chmod(0o700)
    for each in files:
        each.chmod(0o600)


def test_a_store_that_may_only_be_read_is_refused_in_words(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        folder = disk or tmp_path / "folder"
        folder.mkdir(exist_ok=True)
        desk = _desk(folder)
        desk.record_plain(register("before"))
        desk.store.close()
        with _closed_folder(disk, folder), pytest.raises(StoreNotWritable):
            OneDesk(folder / "desk.db")
        _goes_on(OneDesk(folder / "desk.db"), 1)


def test_a_second_process_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    desk.record_plain(register("before"))
    second = subprocess.run(
        [sys.executable, "-c", OPENER, str(tmp_path / "desk.db")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert second.stdout.strip() == StoreBusy().code
    _goes_on(desk, 1)


def test_a_first_start_where_nothing_may_be_written_is_refused_in_words(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        folder = disk or tmp_path / "folder"
        folder.mkdir(exist_ok=True)
        with _closed_folder(disk, folder), pytest.raises(DeskError) as refusal:
            DeskStore.create(folder / "desk.db", KEY)
        assert refusal.value.code == "store_not_writable"
        DeskStore.create(folder / "desk.db", KEY).close()
