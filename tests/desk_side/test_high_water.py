# SPDX-License-Identifier: EUPL-1.2
"""An old copy of a store draws no number that may stand on paper; an erased one opens no more."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.builders import OPERATOR, book, form, register
from tests.desk_side.scripted import Here
from tests.support.desks import SLOTS
from tests.support.keyrings import MemoryKeyring, NoKeyring
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import DeskWiped, KeyMissing, StoreOutdated
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.line import Answer, Request
from welfare_desk.protocol.messages import Hello
from welfare_desk.store import journal
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import credentials, desk_file
from welfare_desk.sync.device_key import DeviceKey
from welfare_desk.sync.high_water import HighWater, compare
from welfare_desk.sync.recorder import Recorder
from welfare_desk.sync.sql_port import SqlPort


@pytest.fixture
def here(tmp_path: Path, clock: FixedClock) -> Iterator[Here]:
    here = Here(tmp_path, clock)
    yield here
    here.store.close()


def _behind(here: Here, mark: HighWater) -> bool:
    with here.store.write() as conn:
        return compare(SqlPort(conn), mark)


def test_mark_follows_the_numbers_that_were_drawn(here: Here, clock: FixedClock) -> None:
    mark = HighWater(MemoryKeyring(), "home")
    recorder = Recorder(here.store, DeviceKey(bytes(32)), clock, Random(3).randbytes, mark)
    recorder.record(register("maria"), actor=OPERATOR, role="operator")
    assert mark.read() is None
    recorder.record(book("one", "maria", SLOTS[0]), actor=OPERATOR, role="operator")
    assert mark.read() == (1, 2)
    recorder.record(form("home", "maria"), actor=OPERATOR, role="operator")
    assert mark.read() == (1, 2)
    assert not _behind(here, mark), "the store is ahead of it"
    mark.note((1, 1))
    assert mark.read() == (1, 2)


def test_old_copy_draws_nothing_until_the_server_gave_it_a_life_of_its_own(here: Here) -> None:
    here.record(register("maria"))
    here.exchange()
    mark = HighWater(MemoryKeyring(), "home")
    mark.note((1, 7))
    assert _behind(here, mark)
    with pytest.raises(StoreOutdated):
        here.record(book("one", "maria", SLOTS[0]))
    here.record(register("anna"))
    known = int(here.facts()[facts.CONTACT])

    def first(request: Request) -> Answer | None:
        # As the server does: this number was never given.
        if isinstance(request, Hello) and request.contact not in (0, known):
            order = {"action": "fork", "common_seq": 1, "new_inc": 2, "contact": 0}
            return here.script.welcome(request, **order)
        return None

    here.script.first = first
    assert here.exchange().outcome == "ok"
    assert here.facts()[facts.BEHIND] == ""
    assert not _behind(here, mark)
    with here.store.read() as conn:
        assert [entry.inc for entry in journal.every(conn)] == [1, 2]


def test_old_copy_stays_so_while_the_server_gives_it_nothing(here: Here) -> None:
    mark = HighWater(MemoryKeyring(), "home")
    mark.note((1, 7))
    assert _behind(here, mark)
    assert here.exchange().outcome == "ok"
    assert _behind(here, HighWater(NoKeyring(), "home")), "noted in the store"
    assert not [entry for entry in here.journal() if entry.kind == "release_rights"]


def test_keyring_that_fails_keeps_no_mark(here: Here) -> None:
    mark = HighWater(NoKeyring(), "home")
    mark.note((1, 7))
    assert mark.read() is None
    assert not _behind(here, mark)


def test_erased_home_opens_with_nothing_any_more(tmp_path: Path) -> None:
    keys = MemoryKeyring()
    home = tmp_path / "home"
    key, code = credentials.create_home(home, "una frase segreta", keys)
    store = DeskStore.create(home / desk_file.STORE_FILE, key)
    assert credentials.open_key(home, None, None, keys) == key
    credentials.erase(home, keys, 1)
    store.forget_key()
    for secret in ({"recovery_code": code}, {"passphrase": "una frase segreta"}, {}):
        given = {"passphrase": None, "recovery_code": None} | secret
        with pytest.raises(DeskWiped):
            credentials.open_key(home, keys=keys, **given)  # type: ignore[arg-type]
    with pytest.raises(DeskWiped), store.read():
        pass
    with pytest.raises(DeskWiped), store.write():
        pass
    store.close()
    assert "sealed" not in (home / desk_file.DESK_FILE).read_text()
    assert key.hex() not in str(keys.kept)
    assert set(keys.kept.values()) & {"erased"}


def test_erasing_goes_on_where_no_keyring_answers(tmp_path: Path) -> None:
    credentials.create_home(tmp_path, "una frase segreta", NoKeyring())
    credentials.erase(tmp_path, NoKeyring(), 1)
    with pytest.raises(DeskWiped):
        credentials.name_of(tmp_path)
    with pytest.raises(KeyMissing):
        credentials.name_of(tmp_path / "never-made")
