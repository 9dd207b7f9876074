# SPDX-License-Identifier: EUPL-1.2
"""The restore drill: a desk is copied at work, destroyed and made anew; nothing counts twice."""

import shutil
from pathlib import Path

import pytest

from tests.builders import a_slot, an_id, book, register
from tests.support.keyrings import MemoryKeyring
from tests.sync.conftest import DeskMaker
from tests.sync.counter import PASSPHRASE, Counter, NoKeyring
from tests.sync.lives import bring, results
from tests.sync.served import CentralServer
from welfare_desk.app import Keys, open_desk
from welfare_desk.core.refusals import StoreOutdated
from welfare_desk.desk.sentences import link_text
from welfare_desk.desk.views.notices import notice_text, notices
from welfare_desk.desk.views.status import status_view
from welfare_desk.models.booking import Booking
from welfare_desk.models.person import Person
from welfare_desk.operations.desk_side import facts
from welfare_desk.store import journal, rights
from welfare_desk.store.rows import load_all
from welfare_desk.sync import credentials, safety_copy
from welfare_desk.sync.high_water import HighWater


def copied(counter: Counter, file: Path) -> Path:
    safety_copy.write(counter.home, counter.store, file, counter.clock.now_us())
    return file


def restored(
    counter: Counter, file: Path, keys: credentials.Keyring | None = None
) -> safety_copy.Restored:
    """Destroy a desk and make it anew from a copy, in the same folder."""
    counter.close()
    shutil.rmtree(counter.home)
    return safety_copy.restore(
        file, counter.home, keys or NoKeyring(), counter.clock.now_us(), passphrase=PASSPHRASE
    )


def test_drill_of_a_desk_with_work_on_its_way(
    lone_server: CentralServer, desk: DeskMaker, tmp_path: Path
) -> None:
    slot = bring(lone_server, a_slot("drill", places=40))
    first = desk("a", lone_server)
    for name in ("before", "second", "third", "fourth"):
        first.record(register(name))
    first.settle()
    pending = [first.record(register("pending")), first.record(book("held", "before", slot))]
    assert [done.state for done in pending] == ["final", "final"]
    file = copied(first, tmp_path / "stick" / "a.wdcopia")
    arrived = first.record(book("arrived", "second", slot))
    first.settle()
    lost = [first.record(register("lost")), first.record(book("gone", "third", slot))]
    keys = MemoryKeyring()
    HighWater(keys, credentials.name_of(first.home)).note(lost[-1].place)
    restored(first, file, keys)

    again = desk("a")
    # Offline it draws nothing: what it holds may have been promised on paper since.
    with pytest.raises(StoreOutdated):
        again.record(book("twice", "third", slot))
    again.record(register("offline"))
    again.through(lone_server.url)
    assert again.settle().outcome == "ok"
    told = results(lone_server)
    assert {told[done.op_id] for done in (*pending, arrived)} == {"accepted"}
    assert not {done.op_id for done in lost} & told.keys()
    with again.store.read() as conn:
        people = {row.id for row in load_all(conn, again.meta("territory_id"), Person.KIND)}
        bookings = {row.id for row in load_all(conn, again.meta("territory_id"), Booking.KIND)}
        assert not journal.unanswered(conn)
        held = rights.summary(conn)
    assert {an_id("before"), an_id("pending"), an_id("offline")} <= people
    assert an_id("lost") not in people
    assert bookings == {an_id("held"), an_id("arrived")}
    assert again.meta("inc") == "2"
    # Both operations that were never sent, of which the second one drew a number.
    assert again.meta(facts.RESTORED_LOST) == "2"
    assert held.get(f"slot:{slot.id}", 0) + 2 <= 40
    assert again.record(book("fresh", "fourth", slot)).state in ("final", "provisional")
    again.settle()
    assert again.digest() == again.line.digest().kinds


def test_words_tell_what_is_lost_until_a_supervisor_has_seen_it(
    lone_server: CentralServer, desk: DeskMaker, tmp_path: Path
) -> None:
    first = desk("a", lone_server)
    first.record(register("before"))
    first.settle()
    file = copied(first, tmp_path / "a.wdcopia")
    first.record(register("lost"))
    restored(first, file)
    opened = open_desk(first.home, Keys(keyring=NoKeyring(), passphrase=PASSPHRASE), first.clock)
    try:
        assert opened.status().state == "behind"
        assert opened.exchange().outcome == "ok"
        (notice,) = opened.look(notices)
        assert (notice.code, notice.for_supervisor) == ("restored", True)
        assert "non si può contare" in notice_text(notice)
        status = opened.look(status_view)
        assert (status.state, status.restored) == ("copied", True)
    finally:
        opened.close()


def test_count_of_what_is_lost_stands_in_the_sentence() -> None:
    words = link_text("notice_restored_lost", {"at": "16/09/2026 17:40", "number": 3})
    assert "almeno 3 operazioni" in words
    assert "16/09/2026 17:40" in words


def test_copy_of_a_desk_that_sent_all_brings_everything_back(
    lone_server: CentralServer, desk: DeskMaker, tmp_path: Path
) -> None:
    first = desk("a", lone_server)
    first.record(register("before"))
    first.settle()
    file = copied(first, tmp_path / "a.wdcopia")
    restored(first, file)
    again = desk("a")
    again.through(lone_server.url)
    assert again.settle().outcome == "ok"
    assert len(results(lone_server)) == 1
    assert again.digest() == again.line.digest().kinds
