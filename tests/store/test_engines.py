# SPDX-License-Identifier: EUPL-1.2
"""The encrypted store: never plain, one writer, and nothing half done."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tests.store.samples import TERRITORY, a_person
from tests.support.postgres import fresh_database
from tests.support.stores import KEY, OTHER_KEY, copy_of, empty_desk, open_desk
from welfare_desk.core.refusals import PassphraseWrong, StoreBusy, StoreDamaged
from welfare_desk.store import cipher, drafts, meta, prints, search
from welfare_desk.store.engines import DeskStore, ServerStore
from welfare_desk.store.rows import save

MARKERS = [f"MARKER{number:03d}x" for number in range(200)]


def plant(store: DeskStore) -> None:
    """Write every marker into rows, index, drafts and papers, and read some back."""
    with store.write() as conn:
        people = [a_person(marker, marker, marker, street=marker) for marker in MARKERS]
        save(conn, TERRITORY, {("person", row.id): row for row in people})
        for marker in MARKERS[:20]:
            meta.put(conn, marker, marker)
            drafts.save(
                conn,
                drafts.Draft(
                    id=marker, kind="intake", operator_id=marker, person_id=None, title=marker,
                    payload=marker, started_at=1, updated_at=1,
                ),
            )  # fmt: skip
            prints.add(
                conn,
                prints.PrintJob(
                    id=marker, role="a4", title=marker, document="slip", subject_id=marker,
                    pdf=marker.encode(), state="queued", copies=1, created_at=1, changed_at=1,
                    note=marker,
                ),
            )  # fmt: skip
    with store.read() as conn:
        assert len(search.search(conn, "marker", 500)) == len(MARKERS)
        assert conn.execute(sa.text("SELECT surname FROM person ORDER BY street")).all()


def found_markers(folder: Path) -> list[tuple[str, str]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [
        (path.name, marker)
        for path in files
        for marker in MARKERS
        for form in (marker, marker.lower())
        if form.encode() in path.read_bytes()
    ]


def test_no_marker_is_readable_in_any_file(tmp_path: Path) -> None:
    store = DeskStore.create(tmp_path / "desk.db", KEY)
    plant(store)
    assert {"desk.db", "desk.db-wal", "desk.db-shm"} <= {path.name for path in tmp_path.iterdir()}
    assert found_markers(tmp_path) == []
    store.close()
    assert found_markers(tmp_path) == []
    assert b"SQLite format" not in (tmp_path / "desk.db").read_bytes()


def test_the_markers_would_be_found_in_a_plain_file(tmp_path: Path) -> None:
    server = ServerStore(f"sqlite:///{tmp_path / 'plain.db'}")
    server.migrate()
    with server.write() as conn:
        people = [a_person(marker, marker, marker) for marker in MARKERS]
        save(conn, TERRITORY, {("person", row.id): row for row in people})
    server.close()
    assert found_markers(tmp_path)


def test_only_this_user_may_read_the_files(store: DeskStore) -> None:
    with store.write() as conn:
        meta.put(conn, "a", "b")
    modes = {path.name: path.stat().st_mode & 0o777 for path in store.path.parent.iterdir()}
    assert set(modes.values()) == {0o600}, modes


def test_nothing_is_created_over_an_existing_store(tmp_path: Path) -> None:
    path = empty_desk(tmp_path)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        DeskStore.create(path, OTHER_KEY)
    assert path.read_bytes() == before
    DeskStore.open(path, KEY).close()


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        DeskStore.open(tmp_path / "desk.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_key_of_another_length_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="16"):
        DeskStore.create(tmp_path / "desk.db", bytes(16))


@pytest.mark.parametrize("with_lock_file", [True, False])
def test_a_wrong_key_is_refused(tmp_path: Path, with_lock_file: bool) -> None:
    open_desk(tmp_path).close()
    path = tmp_path / "desk.db"
    if not with_lock_file:
        path.with_suffix(".lock").unlink()
    with pytest.raises(PassphraseWrong):
        DeskStore.open(path, OTHER_KEY)
    DeskStore.open(path, KEY).close()


def test_a_damaged_first_page_is_not_taken_for_a_wrong_key(tmp_path: Path) -> None:
    open_desk(tmp_path).close()
    path = tmp_path / "desk.db"
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreDamaged):
        DeskStore.open(path, KEY)
    with pytest.raises(PassphraseWrong):
        DeskStore.open(path, OTHER_KEY)


def test_an_encrypted_store_cannot_be_opened_without_key(store: DeskStore) -> None:
    import sqlite3

    plain = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()


def test_another_key_opens_after_rekey_and_the_old_one_does_not(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    plant(store)
    store.rekey(OTHER_KEY)
    with store.read() as conn:
        assert meta.get(conn, MARKERS[0]) == MARKERS[0]
    store.close()
    with pytest.raises(PassphraseWrong):
        DeskStore.open(store.path, KEY)
    again = DeskStore.open(store.path, OTHER_KEY)
    with again.read() as conn:
        assert len(search.search(conn, "marker", 500)) == len(MARKERS)
    again.close()
    assert found_markers(tmp_path) == []


def test_a_second_process_is_told_that_the_store_is_busy(store: DeskStore) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from welfare_desk.core.refusals import StoreBusy\n"
        "from welfare_desk.store.engines import DeskStore\n"
        "path, key = Path(sys.argv[1]), bytes(range(32))\n"
        "try:\n"
        "    DeskStore.open(path, key)\n"
        "except StoreBusy:\n"
        "    print('busy')\n"
        "looking = DeskStore.open(path, key, read_only=True)\n"
        "with looking.read() as conn:\n"
        "    print(conn.exec_driver_sql('SELECT count(*) FROM person').scalar())\n"
        "looking.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(store.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["busy", "0"]
    with store.write() as conn:
        meta.put(conn, "still", "mine")


def test_the_lock_is_free_after_close(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    with pytest.raises(StoreBusy):
        DeskStore.open(store.path, KEY)
    store.close()
    store.close()
    DeskStore.open(store.path, KEY).close()


def test_a_failed_open_frees_the_lock(tmp_path: Path) -> None:
    path = empty_desk(tmp_path)
    for _ in range(2):
        with pytest.raises(PassphraseWrong):
            DeskStore.open(path, OTHER_KEY)
    DeskStore.open(path, KEY).close()


def test_who_opens_to_read_only_writes_nothing(tmp_path: Path) -> None:
    path = empty_desk(tmp_path)
    store = DeskStore.open(path, KEY, read_only=True)
    with pytest.raises(StoreBusy), store.write():
        pytest.fail("a store opened to read has no writer")
    with pytest.raises(DBAPIError, match="readonly"), store.read() as conn:
        meta.put(conn, "a", "b")
    store.close()


def test_the_reader_of_a_desk_writes_nothing(store: DeskStore) -> None:
    with pytest.raises(DBAPIError, match="readonly"), store.read() as conn:
        meta.put(conn, "a", "b")
    with store.read() as conn:
        assert meta.get(conn, "a") is None


def test_connections_are_set_as_promised(store: DeskStore) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "cipher_use_hmac": "1",
    }
    for opened, read_only in ((store.write, 0), (store.read, 1)):
        with opened() as conn:
            found = {
                name: conn.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in (*expected, "query_only")
            }
        assert found == {**expected, "query_only": read_only}


def test_a_reader_sees_one_moment(store: DeskStore) -> None:
    with store.write() as conn:
        meta.put(conn, "cursor", "1")
    with store.read() as reader:
        assert meta.get(reader, "cursor") == "1"
        with store.write() as writer:
            meta.put(writer, "cursor", "2")
        assert meta.get(reader, "cursor") == "1"
    with store.read() as reader:
        assert meta.get(reader, "cursor") == "2"


def _count_up_in_threads(store: DeskStore | ServerStore, table: str) -> int:
    failed: list[BaseException] = []

    def count_up() -> None:
        try:
            for _ in range(20):
                with store.write() as conn:
                    now = conn.exec_driver_sql(f"SELECT n FROM {table}").scalar()
                    assert now is not None
                    conn.exec_driver_sql(f"UPDATE {table} SET n = {now + 1}")
        except BaseException as error:  # noqa: BLE001 - a thread's failure is the test's
            failed.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with store.read() as conn:
        counted = conn.exec_driver_sql(f"SELECT n FROM {table}").scalar()
    assert isinstance(counted, int)
    return counted


def test_no_update_of_four_threads_is_lost_at_a_desk(store: DeskStore) -> None:
    with store.write() as conn:
        conn.exec_driver_sql("CREATE TABLE counter (n INTEGER)")
        conn.exec_driver_sql("INSERT INTO counter VALUES (1)")
    assert _count_up_in_threads(store, "counter") == 81


def test_no_update_of_four_threads_is_lost_in_a_servers_file(tmp_path: Path) -> None:
    server = ServerStore(f"sqlite:///{tmp_path / 'server.db'}")
    with server.write() as conn:
        conn.exec_driver_sql("CREATE TABLE counter (n INTEGER)")
        conn.exec_driver_sql("INSERT INTO counter VALUES (1)")
    assert _count_up_in_threads(server, "counter") == 81
    server.close()


def test_two_servers_over_one_file_lose_no_update(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'server.db'}"
    one, other = ServerStore(url), ServerStore(url)
    with one.write() as conn:
        conn.exec_driver_sql("CREATE TABLE counter (n INTEGER)")
        conn.exec_driver_sql("INSERT INTO counter VALUES (1)")
    threads = [threading.Thread(target=_count_up_in_threads, args=(each, "counter"))
               for each in (one, other)]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with other.read() as conn:
        assert conn.exec_driver_sql("SELECT n FROM counter").scalar() == 161
    one.close()
    other.close()


def test_the_reader_of_a_server_writes_nothing(tmp_path: Path, postgres_url: str) -> None:
    for url in (f"sqlite:///{tmp_path / 'server.db'}", fresh_database(postgres_url)):
        server = ServerStore(url)
        with server.write() as conn:
            conn.exec_driver_sql("CREATE TABLE counter (n INTEGER)")
        with pytest.raises(DBAPIError, match=r"read-?only"), server.read() as conn:
            conn.exec_driver_sql("INSERT INTO counter VALUES (1)")
        with server.write() as conn:
            conn.exec_driver_sql("INSERT INTO counter VALUES (1)")
        server.close()


def test_a_copied_store_opens_with_its_key(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    store = open_desk(tmp_path / "one")
    with store.write() as conn:
        meta.put(conn, "device", "3")
    store.close()
    clone = DeskStore.open(copy_of(store.path, tmp_path / "two"), KEY)
    with clone.read() as conn:
        assert meta.get(conn, "device") == "3"
    clone.close()


def test_a_page_that_was_not_given_once_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_desk(tmp_path).close()
    path = tmp_path / "desk.db"
    whole, times = cipher.prepare, []

    def trouble(conn: Any, *, read_only: bool) -> None:
        times.append(read_only)
        if len(times) == 1:
            # What an unreadable page looks like.
            other = cipher.connect(path, OTHER_KEY)
            try:
                whole(other, read_only=read_only)
            finally:
                other.close()
        whole(conn, read_only=read_only)

    monkeypatch.setattr(cipher, "prepare", trouble)
    store = DeskStore.open(path, KEY)
    with store.read() as conn:
        assert conn.exec_driver_sql("SELECT 1").scalar() == 1
    store.close()
    assert len(times) > 1
