# SPDX-License-Identifier: EUPL-1.2
"""Safety copies under trouble: read back, tidied, refused in words, whole behind a kill -9."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from tests.builders import an_id, register
from tests.store.test_faults import files_no_longer_than
from tests.support.keyrings import MemoryKeyring, NoKeyring
from tests.support.stores import KEY
from welfare_desk import __version__
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import DiskFull, KeyMissing, PassphraseWrong
from welfare_desk.core.refusals_of_closing import (
    SafetyCopyDamaged,
    SafetyCopyElsewhere,
    SafetyCopyFolderTaken,
    SafetyCopyNoSpace,
    SafetyCopyTaken,
    SafetyCopyTooNew,
    SafetyCopyUnknown,
    SafetyCopyUnwritable,
)
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.notices import notices
from welfare_desk.store import desk_copy, migrate, prints
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import credentials, desk_file, safety_copy, wraps

ROOT = Path(__file__).parents[2]
PASSPHRASE = "una frase per le copie"
CODE = "0123 4567 89AB CDEF GHJK MNPQ RSTV WXYZ"


@pytest.fixture
def keyring() -> MemoryKeyring:
    """The keyring of the user to whom the desk belongs."""
    return MemoryKeyring()


@pytest.fixture
def home(counter: Desk, tmp_path: Path, keyring: MemoryKeyring) -> Path:
    """The home of a desk with a little work, with the wraps of its key."""
    secret = bytes(range(32))
    keyring.set(credentials.SERVICE, "this", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    section = {
        "name": "this",
        "recovery": wraps.by_code(KEY, CODE, "this"),
        "passphrase": wraps.by_passphrase(KEY, PASSPHRASE, "this"),
        "keyring": wraps.by_secret(KEY, secret, "this"),
    }
    desk_file.write(tmp_path, credentials.SECTION, section)
    (tmp_path / "carried").mkdir()
    (tmp_path / "carried" / "other.wdx").write_bytes(b"another desk's work")
    counter.record(register("maria"))
    return tmp_path


@pytest.fixture
def file(counter: Desk, home: Path) -> Path:
    """A copy of that desk."""
    return Path(counter.safety.make_to(home / "stick" / "a.wdcopia").file)


def brought(file: Path, target: Path, **secret: str) -> safety_copy.Restored:
    return safety_copy.restore(file, target, NoKeyring(), 1, **secret)


def test_copy_comes_back_by_passphrase_code_and_keyring(
    file: Path, home: Path, keyring: MemoryKeyring, tmp_path: Path
) -> None:
    ways = ({"passphrase": PASSPHRASE}, {"recovery_code": CODE.lower().replace(" ", "-")})
    for place, secret in enumerate(ways):
        done = brought(file, tmp_path / f"back-{place}", **secret)
        assert (done.desk_name, done.device, done.operations) == ("Sportello 1", 1, 1)
    target = tmp_path / "back-keyring"
    safety_copy.restore(file, target, keyring, 1)
    assert (target / "carried" / "other.wdx").read_bytes() == b"another desk's work"
    assert (target / "desk.toml").read_bytes() == (home / "desk.toml").read_bytes()
    here = desk_copy.inventory(home / "desk.db", KEY)
    there = desk_copy.inventory(target / "desk.db", KEY)
    assert (here.head_hash, here.rows["person"]) == (there.head_hash, there.rows["person"])


def test_wrong_secret_and_none_at_all_are_refused_and_leave_nothing(
    file: Path, tmp_path: Path
) -> None:
    with pytest.raises(PassphraseWrong):
        brought(file, tmp_path / "back", passphrase="un'altra")
    with pytest.raises(PassphraseWrong):
        brought(file, tmp_path / "back", recovery_code=CODE[::-1])
    with pytest.raises(KeyMissing):
        brought(file, tmp_path / "back")
    assert not list(tmp_path.glob("back*"))


def test_nothing_readable_stands_in_a_copy(file: Path) -> None:
    data = file.read_bytes()
    for marker in (b"Rossi", b"maria", b"Maria", b"SQLite format 3", KEY, PASSPHRASE.encode()):
        assert marker not in data
    head = safety_copy.look(file)
    assert (head.device, head.program, head.head_seq) == (1, __version__, 1)


def test_every_kind_of_broken_file_is_refused(file: Path, tmp_path: Path) -> None:
    whole = file.read_bytes()
    middle = len(whole) // 2
    damaged = {
        "cut": whole[:-1],
        "cut at a part": whole[: len(whole) - (len(whole) % (1 << 20)) or middle],
        "cut in the head": whole[:40],
        "longer": whole + b"x",
        "altered": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "head altered": whole.replace(b"Sportello 1", b"Sportello 2", 1),
    }
    torn = tmp_path / "torn.wdcopia"
    for name, data in damaged.items():
        torn.write_bytes(data)
        with pytest.raises(SafetyCopyDamaged):
            brought(torn, tmp_path / "back", passphrase=PASSPHRASE)
        assert not (tmp_path / "back").exists(), name
    torn.write_bytes(b"PK\x03\x04 something else")
    with pytest.raises(SafetyCopyUnknown):
        brought(torn, tmp_path / "back", passphrase=PASSPHRASE)
    with pytest.raises(SafetyCopyUnknown):
        brought(tmp_path / "none.wdcopia", tmp_path / "back", passphrase=PASSPHRASE)


def test_copy_of_a_later_program_is_refused(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = migrate.known("desk")
    monkeypatch.setattr(migrate, "known", lambda _side: known[:-1])
    with pytest.raises(SafetyCopyTooNew):
        brought(file, tmp_path / "back", passphrase=PASSPHRASE)
    monkeypatch.setattr(safety_copy, "FORM", 0)
    with pytest.raises(SafetyCopyTooNew):
        safety_copy.look(file)


def test_folder_with_files_or_with_another_desk_is_not_touched(file: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine")
    with pytest.raises(SafetyCopyFolderTaken):
        brought(file, taken, passphrase=PASSPHRASE)
    desk_file.write(taken, credentials.SECTION, {"name": "another"})
    with pytest.raises(SafetyCopyElsewhere):
        brought(file, taken, passphrase=PASSPHRASE)
    assert (taken / "letter.txt").read_text() == "mine"
    empty = tmp_path / "empty"
    empty.mkdir()
    assert brought(file, empty, passphrase=PASSPHRASE).device == 1


def test_copy_is_never_written_over(counter: Desk, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(SafetyCopyTaken):
        counter.safety.make_to(file)
    assert file.read_bytes() == before


def test_full_disk_leaves_the_old_copy_and_nothing_else(
    counter: Desk, file: Path, home: Path
) -> None:
    with files_no_longer_than(200_000), pytest.raises(DiskFull):
        counter.safety.make_to(file.with_name("b.wdcopia"))
    assert [path.name for path in file.parent.iterdir()] == ["a.wdcopia"]
    assert not list(home.glob("copy-*"))
    counter.record(register("luca"))
    counter.safety.make_to(file.with_name("b.wdcopia"))


def test_stick_without_room_is_told_before_anything_is_written(
    counter: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(0, 0, 1 << 20))
    with pytest.raises(SafetyCopyNoSpace) as told:
        counter.safety.make_to(home / "stick" / "a.wdcopia")
    assert told.value.facts["free_mb"] == 1
    assert not list((home / "stick").iterdir())


def test_stick_that_is_gone_is_told_and_noted(counter: Desk, home: Path) -> None:
    (home / "gone").write_text("a file where the stick was")
    counter.safety.set_folder(home / "gone")
    with pytest.raises(SafetyCopyUnwritable):
        counter.safety.make()
    assert counter.safety.view().trouble == "safety_copy_unwritable"
    counter.safety.set_folder(None)
    counter.safety.make()
    assert counter.safety.view().trouble == ""


def test_so_many_are_kept_the_oldest_go_first(counter: Desk, home: Path, clock: FixedClock) -> None:
    counter.safety.set_keep(2)
    stick = home / "stick"
    counter.safety.set_folder(stick)
    stick.mkdir()
    (stick / "sportello-2-20260101-000000.wdcopia").write_bytes(b"of another desk")
    (stick / "sportello-1-20260101-000000.wdcopia.part").write_bytes(b"cut off")
    made = []
    for _ in range(4):
        clock.advance(minutes=1)
        made.append(Path(counter.safety.make().file).name)
    found = sorted(path.name for path in stick.iterdir())
    assert found == [*made[-2:], "sportello-2-20260101-000000.wdcopia"]


def test_age_is_shown_and_told_when_it_grows(
    counter: Desk, home: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counter.status().last_copy_at is None
    at = clock.now_us()
    counter.safety.make()
    assert counter.status().last_copy_at == at
    clock.advance(days=4)
    assert (counter.safety.view().age_days, counter.safety.view().late) == (4, False)
    # A sample territory is told of nothing, and copied by hand only.
    assert not counter.safety.due()
    monkeypatch.setattr("welfare_desk.desk.reading.Reading.sample", False)
    assert counter.safety.due()
    assert counter.safety.view().late
    assert [notice.code for notice in counter.look(notices)] == ["copy_late"]


@pytest.mark.parametrize("point", ["copied", "sealing", "sealed"])
def test_killed_in_the_middle_the_old_copy_is_whole(
    counter: Desk, file: Path, home: Path, tmp_path: Path, point: str
) -> None:
    counter.record(register("luca"))
    before = file.read_bytes()
    fresh = file.with_name("b.wdcopia")
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.copy_process", str(home), str(fresh), point],
        cwd=ROOT, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]
    assert file.read_bytes() == before
    assert not fresh.exists()
    counter.record(register("elena"))
    counter.safety.make_to(fresh)
    assert not fresh.with_name("b.wdcopia.part").exists()
    assert brought(fresh, tmp_path / "back", passphrase=PASSPHRASE).operations == 3
    assert counter.person(an_id("elena")) is not None


def test_erased_desk_leaves_no_copy_that_opens_as_it_did(counter: Desk, home: Path) -> None:
    counter.safety.make()
    stick = home / "stick"
    counter.safety.set_folder(stick)
    counter.safety.make()
    (stick / "sportello-2-20260101-000000.wdcopia").write_bytes(b"of another desk")
    by_hand = counter.safety.make_to(home / "elsewhere" / "mine.wdcopia").file
    assert counter.safety.destroy() == 3
    assert not Path(by_hand).exists()
    assert [path.name for path in home.rglob("*.wdcopia")] == [
        "sportello-2-20260101-000000.wdcopia"
    ]


def test_paper_on_its_way_to_the_printer_does_not_come_out_twice(
    counter: Desk, home: Path, tmp_path: Path
) -> None:
    counter.queue_print("notice", an_id("maria"))
    file = Path(counter.safety.make_to(home / "stick" / "a.wdcopia").file)
    brought(file, tmp_path / "back", passphrase=PASSPHRASE)
    store = DeskStore.open(tmp_path / "back" / "desk.db", KEY)
    try:
        with store.read() as conn:
            assert [(job.state, job.note) for job in prints.all(conn)] == [("to_check", "cut_off")]
    finally:
        store.close()
