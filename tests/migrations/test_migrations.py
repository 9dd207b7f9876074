# SPDX-License-Identifier: EUPL-1.2
"""From any revision to this program's, on every database, with rows and in spite of a kill."""

import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlcipher3 import dbapi2

from tests.store.samples import TERRITORY, a_person, sample
from tests.support.postgres import drop_database, fresh_database
from tests.support.stores import KEY, empty_desk, open_desk
from welfare_desk.core.refusals import StoreTooNew
from welfare_desk.models.registry import KINDS, SHARED
from welfare_desk.store import migrate, search, server_meta, tables
from welfare_desk.store.engines import DeskStore, ServerStore
from welfare_desk.store.rows import load_all, save

NEXT = '''# SPDX-License-Identifier: EUPL-1.2
"""A revision of a program to come."""
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = {before!r}


def upgrade() -> None:
    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("nickname", sa.Text(), nullable=False, server_default=""))
        batch.alter_column("street", nullable=True)
    op.execute("UPDATE person SET nickname = name")
    {then}
'''


@pytest.fixture
def program_to_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Migrations with room for one revision more than this program has."""
    home = tmp_path / "migrations"
    source = Path(migrate.__file__).parent / "migrations"
    shutil.copytree(source, home, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "_HOME", home)
    migrate.known.cache_clear()
    yield home
    monkeypatch.undo()
    migrate.known.cache_clear()


def add_revision(home: Path, side: migrate.Side, then: str = "") -> None:
    before = migrate.head(side)
    (home / side / "versions" / "9001_next.py").write_text(NEXT.format(before=before, then=then))
    migrate.known.cache_clear()


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServerStore]:
    url = f"sqlite:///{tmp_path / 'server.db'}"
    if request.param == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_url"))
    opened = ServerStore(url)
    yield opened
    opened.close()
    if request.param == "postgresql":
        drop_database(url)


def differences(conn: sa.Connection, metadata: sa.MetaData) -> list[object]:
    context = MigrationContext.configure(conn, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def test_a_migrated_desk_has_the_tables_of_the_program(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    with store.read() as conn:
        assert differences(conn, tables.desk_metadata()) == []
        assert migrate.revision(conn) == migrate.head("desk")
    store.close()


def test_a_migrated_server_has_the_tables_of_the_program(server: ServerStore) -> None:
    assert server.revision() is None
    server.migrate()
    with server.write() as conn:
        assert differences(conn, tables.server_metadata()) == []
    assert server.revision() == migrate.head("server")


def test_the_comparison_sees_a_missing_column(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    with store.write() as conn:
        conn.exec_driver_sql("ALTER TABLE offering DROP COLUMN description_it")
        conn.exec_driver_sql("DROP INDEX ix_person_phone")
        found = str(differences(conn, tables.desk_metadata()))
    assert "description_it" in found
    assert "ix_person_phone" in found
    store.close()


@pytest.mark.parametrize("side", ["desk", "server"])
def test_revisions_form_one_line(side: migrate.Side) -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(migrate.configuration(side))
    line = [script.revision for script in scripts.walk_revisions()][::-1]
    assert tuple(line) == migrate.known(side)
    assert scripts.get_heads() == [migrate.head(side)]


def test_each_revision_goes_up_from_the_one_before(server: ServerStore) -> None:
    for revision in migrate.known("server"):
        migrate.upgrade(server._writer, "server", revision)
        assert server.revision() == revision
    server.migrate()
    assert server.revision() == migrate.head("server")


def test_a_recovery_under_way_waits_on_for_the_same_desks(server: ServerStore) -> None:
    before = sa.table("recovery_desk", *map(sa.column, ("device", "territory_id", "done")))
    migrate.upgrade(server._writer, "server", "0007")
    with server.write() as conn:
        for desk, done in ((7, False), (8, True)):
            conn.execute(before.insert().values(device=desk, territory_id="town", done=done))
    server.migrate()
    with server.read() as conn:
        assert server_meta.awaited(conn, "town") == {(7, 0): False, (8, 0): True}


def test_each_revision_of_a_desk_goes_up_from_the_one_before() -> None:
    engine = sa.create_engine("sqlite+pysqlite://", module=dbapi2, poolclass=sa.StaticPool)
    for revision in migrate.known("desk"):
        migrate.upgrade(engine, "desk", revision)
        with engine.connect() as conn:
            assert migrate.revision(conn) == revision
    engine.dispose()


def test_a_migrated_database_is_left_alone(server: ServerStore) -> None:
    server.migrate()
    with server.write() as conn:
        save(conn, TERRITORY, {("person", "p"): a_person("p", "Rossi", "Ada")})
    server.migrate()
    with server.write() as conn:
        assert len(load_all(conn, TERRITORY, "person")) == 1


def test_servers_that_start_together_migrate_once(server: ServerStore) -> None:
    others = [ServerStore(server.url) for _ in range(3)]
    failed: list[BaseException] = []

    def start(each: ServerStore) -> None:
        try:
            each.migrate()
        except BaseException as error:  # noqa: BLE001 - a thread's failure is the test's
            failed.append(error)

    threads = [threading.Thread(target=start, args=(each,)) for each in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in others:
        each.close()
    assert failed == []
    assert server.revision() == migrate.head("server")


def filled_desk(folder: Path) -> Path:
    """A store at this program's revision with two rows of every kind."""
    folder.mkdir(exist_ok=True)
    store = open_desk(folder)
    with store.write() as conn:
        rows = [sample(kind, number) for kind in SHARED for number in range(2)]
        rows.append(a_person("p", "Rossi", "Ada"))
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})
    store.close()
    return store.path


def test_an_old_store_opens_with_its_rows_and_keeps_a_copy(
    tmp_path: Path, program_to_come: Path
) -> None:
    path = filled_desk(tmp_path / "desk")
    old = migrate.head("desk")
    add_revision(program_to_come, "desk")
    store = DeskStore.open(path, KEY)
    with store.read() as conn:
        assert migrate.revision(conn) == "9001"
        for kind in SHARED:
            rows = [row for row in load_all(conn, TERRITORY, kind.KIND) if row.id != "p"]
            assert rows == [sample(kind, 0), sample(kind, 1)]
        nickname = conn.exec_driver_sql("SELECT nickname FROM person WHERE id = 'p'").scalar()
        assert nickname == "Ada"
        assert [hit.person_id for hit in search.search(conn, "rossi", 5)] == ["p"]
        assert conn.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()
    copy = path.with_name(f"desk.before-{old}.db")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert b"Rossi" not in copy.read_bytes()
    before = DeskStore.open(copy, KEY, read_only=True)
    with before.read() as conn:
        assert migrate.revision(conn) == old
        assert len(load_all(conn, TERRITORY, "person")) == 3
    before.close()


def test_an_old_server_migrates_with_its_rows(server: ServerStore, program_to_come: Path) -> None:
    server.migrate()
    with server.write() as conn:
        rows = [sample(kind, number) for kind in KINDS.values() for number in range(2)]
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})
    add_revision(program_to_come, "server")
    server.migrate()
    with server.write() as conn:
        for kind in KINDS.values():
            assert load_all(conn, TERRITORY, kind.KIND) == [sample(kind, 0), sample(kind, 1)]
        assert migrate.revision(conn) == "9001"


def test_a_store_of_a_newer_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = empty_desk(tmp_path)
    store = DeskStore.open(path, KEY)
    with store.write() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreTooNew):
            DeskStore.open(path, KEY, read_only=read_only)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.glob("*.before-*")] == []


def test_a_server_of_a_newer_program_is_refused(server: ServerStore) -> None:
    server.migrate()
    with server.write() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTooNew):
        server.migrate()
    assert server.revision() == "9999"


def test_a_failed_migration_leaves_the_store_as_it_was(
    tmp_path: Path, program_to_come: Path
) -> None:
    path = filled_desk(tmp_path / "desk")
    old = migrate.head("desk")
    add_revision(program_to_come, "desk", then="raise RuntimeError('half way')")
    with pytest.raises(RuntimeError, match="half way"):
        DeskStore.open(path, KEY)
    (program_to_come / "desk" / "versions" / "9001_next.py").unlink()
    migrate.known.cache_clear()
    store = DeskStore.open(path, KEY)
    store.check()
    with store.read() as conn:
        assert migrate.revision(conn) == old
        assert differences(conn, tables.desk_metadata()) == []
        assert len(load_all(conn, TERRITORY, "person")) == 3
    store.close()


def _killed_migrations(path: Path, home: Path, times: int) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from welfare_desk.store import migrate\n"
        "from welfare_desk.store.engines import DeskStore\n"
        "migrate._HOME = Path(sys.argv[2])\n"
        "DeskStore.open(Path(sys.argv[1]), bytes(range(32)))\n"
    )
    command = [sys.executable, "-c", script, str(path), str(home)]
    old = migrate.head("desk")
    for _ in range(times):
        add_revision(home, "desk", then="import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr
        (home / "desk" / "versions" / "9001_next.py").unlink()
        migrate.known.cache_clear()
        store = DeskStore.open(path, KEY)
        store.check()
        with store.read() as conn:
            assert migrate.revision(conn) == old
            assert len(load_all(conn, TERRITORY, "person")) == 3
        store.close()
    add_revision(home, "desk")
    store = DeskStore.open(path, KEY)
    with store.read() as conn:
        assert migrate.revision(conn) == "9001"
        assert len(load_all(conn, TERRITORY, "person")) == 3
    store.close()


def test_a_migration_killed_half_way_is_made_anew(tmp_path: Path, program_to_come: Path) -> None:
    _killed_migrations(filled_desk(tmp_path / "desk"), program_to_come, times=2)


@pytest.mark.long
def test_two_hundred_killed_migrations_recover(tmp_path: Path, program_to_come: Path) -> None:
    _killed_migrations(filled_desk(tmp_path / "desk"), program_to_come, times=200)


def test_a_creation_cut_off_before_the_tables_is_made_good(tmp_path: Path) -> None:
    from welfare_desk.store import cipher

    path = tmp_path / "desk.db"
    cipher.make_empty(path)
    conn = cipher.connect(path, KEY)
    cipher.prepare(conn, read_only=False)
    conn.close()
    store = DeskStore.open(path, KEY)
    with store.read() as opened:
        assert migrate.revision(opened) == migrate.head("desk")
    store.close()
    again = tmp_path / "again.db"
    cipher.make_empty(again)
    DeskStore.create(again, KEY).close()
