# SPDX-License-Identifier: EUPL-1.2
"""Fresh rows under unanswered work, on the real encrypted store (protocol rule 20)."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from tests.builders import FUND, TERRITORY, a_slot, an_id, book, form, isee, issue, register
from tests.operations.here import FREE_ELSEWHERE, HELD, Here, at
from tests.operations.here import TODAY as TODAY_SLOT
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Slot
from welfare_desk.models.person import FieldStamp, Person
from welfare_desk.models.record import Record
from welfare_desk.operations.bookings import BookPlace, CancelBooking, MoveBooking
from welfare_desk.operations.cards import BlockCard
from welfare_desk.operations.desk_side import rebasing, recording
from welfare_desk.operations.people import AmendPerson
from welfare_desk.store import audit, base_rows, journal
from welfare_desk.sync import sql_port

MARIA = an_id("maria")
KEPT = ("held_right", "audit_row", "meta")
"""Tables that a rebase never writes: besides these, the bytes in the journal."""


def images(here: Here) -> dict[tuple[str, str], Record | None]:
    with here.store.read() as conn:
        return base_rows.images(conn)


def amend(here: Here, **changes: str) -> str:
    return here.record(AmendPerson(person_id=MARIA, changes=changes)).op_id


def sealed(here: Here) -> list[tuple[int, bytes, bytes]]:
    return [(entry.seq, entry.act, entry.hash) for entry in here.journal()]


@pytest.fixture
def served(known: Here) -> Here:
    """The server has answered all that was recorded about Maria."""
    known.accepted()
    return known


def test_answered_work_is_retired_and_its_images_forgotten(known: Here) -> None:
    assert images(known)
    known.accepted()
    assert images(known) == {}
    assert {entry.state for entry in known.journal()} == {"answered"}
    assert known.row(Person, MARIA).name == "Maria"


def test_pulled_row_without_unanswered_work_replaces_the_row(served: Here) -> None:
    fresh = msgspec.structs.replace(served.row(Person, MARIA), phone="+39 server")
    assert "person" in served.pull(fresh).kinds
    assert served.row(Person, MARIA) == fresh
    assert images(served) == {}


def test_dropped_row_without_unanswered_work_is_gone(served: Here) -> None:
    slot = served.row(Slot, FREE_ELSEWHERE.id)
    served.pull(gone=(slot,))
    assert slot.id not in {row.id for row in served.rows(Slot)}


def test_pulled_row_under_unanswered_work_replaces_the_image_and_the_work_stays(
    served: Here,
) -> None:
    before = served.row(Person, MARIA)
    amend(served, phone="+39 mine")
    assert images(served)["person", MARIA] == before
    fresh = msgspec.structs.replace(before, phone="+39 server", street="Via Nuova")
    served.pull(fresh)
    row = served.row(Person, MARIA)
    assert (row.phone, row.street) == ("+39 mine", "Via Nuova")
    assert images(served)["person", MARIA] == fresh


def test_same_pull_twice_gives_the_same(served: Here) -> None:
    amend(served, phone="+39 mine")
    fresh = msgspec.structs.replace(served.row(Person, MARIA), street="Via Nuova", phone="")
    served.pull(fresh)
    once = served.everything()
    served.pull(fresh)
    assert served.everything() == once
    served.pull()
    assert served.everything() == once


def test_pull_with_nothing_new_changes_nothing(known: Here) -> None:
    known.record(book("one", "maria", HELD, isee_id=an_id("isee")))
    known.record(issue("card", "home", "maria", an_id("isee")))
    before = known.everything()
    known.pull()
    assert known.everything() == before


def test_only_the_answered_part_is_retired_and_the_rest_goes_on_top(served: Here) -> None:
    amend(served, phone="+39 one")
    first = served.journal()[-1].seq
    amend(served, street="Via Due")
    answered = msgspec.structs.replace(
        served.row(Person, MARIA), phone="+39 one", street="", language="uk"
    )
    served.pull(answered, answered=first)
    row = served.row(Person, MARIA)
    assert (row.phone, row.street, row.language) == ("+39 one", "Via Due", "uk")
    assert images(served)["person", MARIA] == answered
    states = {entry.seq: entry.state for entry in served.journal()}
    assert (states[first], states[first + 1]) == ("answered", "pending")


def test_told_result_alone_retires_nothing(served: Here) -> None:
    """Retired by the push reply, the operator's change would vanish until the pull."""
    op_id = amend(served, phone="+39 mine")
    with served.store.write() as conn:
        journal.answer(conn, op_id, "accepted", "", b"receipt")
    served.pull(msgspec.structs.replace(served.row(Person, MARIA), phone="+39 server"))
    assert served.row(Person, MARIA).phone == "+39 mine"
    assert served.entry(op_id).state == "pending"


def test_counter_is_not_added_twice_when_the_row_comes_with_its_own_act(served: Here) -> None:
    served.record(issue("card", "home", "maria", an_id("isee")))
    own = [*served.rows(Posting), *served.rows(VoucherCard)]
    served.pull(*own)
    assert sum(row.amount_cents for row in served.rows(Posting) if "card" in row.account) == 12_000
    assert len(served.rows(Posting)) == 2


def test_row_that_only_this_desk_has_goes_when_the_server_refused_it(served: Here) -> None:
    served.record(book("one", "maria", FREE_ELSEWHERE))
    served.pull(answered=served.journal()[-1].seq)
    assert served.rows(Booking) == []


def test_refused_provisional_booking_becomes_free_for_another_try(served: Here) -> None:
    served.record(book("one", "maria", FREE_ELSEWHERE))
    served.pull(answered=served.journal()[-1].seq)
    served.give(at(FREE_ELSEWHERE), 1)
    assert served.record(book("two", "maria", FREE_ELSEWHERE)).state == "final"


def test_accepted_provisional_booking_comes_back_final(served: Here) -> None:
    served.record(book("one", "maria", FREE_ELSEWHERE))
    row = msgspec.structs.replace(served.row(Booking, an_id("one")), certainty="final")
    served.pull(row, answered=served.journal()[-1].seq)
    assert served.row(Booking, an_id("one")) == row


def test_provisional_that_would_be_refused_loses_its_effect_and_comes_back(served: Here) -> None:
    done = served.record(book("one", "maria", FREE_ELSEWHERE))
    written = sealed(served)
    some = served.row(Resource, at(FREE_ELSEWHERE))
    none = msgspec.structs.replace(some, free=0, committed=some.total)
    fresh = served.pull(none)
    assert fresh.in_question == {done.op_id: "slot_full"}
    assert served.rows(Booking) == []
    assert served.entry(done.op_id).in_question == "slot_full"
    assert served.entry(done.op_id).state == "pending"
    assert served.pull(some).in_question == {}
    row = served.row(Booking, an_id("one"))
    assert (row.certainty, row.booking_no) == ("provisional", done.numbers[0])
    assert served.entry(done.op_id).in_question == ""
    assert sealed(served) == written


def test_work_upon_a_booking_in_question_is_in_question_too(served: Here) -> None:
    first = served.record(book("one", "maria", FREE_ELSEWHERE))
    second = served.record(CancelBooking(booking_id=an_id("one")))
    some = served.row(Resource, at(FREE_ELSEWHERE))
    fresh = served.pull(msgspec.structs.replace(some, free=0))
    assert fresh.in_question == {first.op_id: "slot_full", second.op_id: "booking_unknown"}
    served.pull(some)
    assert served.row(Booking, an_id("one")).state == "cancelled"


@pytest.mark.parametrize("change", [{"closed": True}, {"slot_on": HELD.slot_on.replace(year=2025)}])
def test_promised_booking_stands_whatever_the_fresh_rows_say(
    served: Here, change: dict[str, Any]
) -> None:
    done = served.record(book("one", "maria", HELD))
    fresh = served.pull(msgspec.structs.replace(HELD, **change))
    row = served.row(Booking, an_id("one"))
    assert (row.certainty, row.state, row.booking_no) == ("final", "booked", done.numbers[0])
    assert fresh.in_question == {}
    assert served.reviews() == ({"slot_closed"} if "closed" in change else {"slot_past"})


def test_objection_goes_with_its_reason(served: Here) -> None:
    served.record(book("one", "maria", HELD))
    served.pull(msgspec.structs.replace(HELD, closed=True))
    assert served.reviews() == {"slot_closed"}
    served.pull(HELD)
    assert served.reviews() == set()


def test_leases_journal_and_audit_are_never_written_again(served: Here) -> None:
    served.record(book("one", "maria", HELD))
    served.record(book("two", "maria", FREE_ELSEWHERE))
    served.record(issue("card", "home", "maria", an_id("isee")))
    before, written = served.everything(), sealed(served)
    some = served.row(Resource, at(FREE_ELSEWHERE))
    served.pull(msgspec.structs.replace(some, free=0), msgspec.structs.replace(HELD, closed=True))
    after = served.everything()
    for name in KEPT:
        assert after[name] == before[name], name
    assert sealed(served) == written
    with served.store.read() as conn:
        assert audit.verify(conn) is None


def test_search_follows_the_fresh_rows(served: Here) -> None:
    from welfare_desk.store.search import search

    served.pull(msgspec.structs.replace(served.row(Person, MARIA), surname="Zanella"))
    with served.store.read() as conn:
        assert [hit.person_id for hit in search(conn, "zanel", 5)] == [MARIA]
        assert search(conn, "rossi", 5) == []


def test_later_stamp_of_the_server_wins_over_unanswered_work(served: Here) -> None:
    amend(served, phone="+39 mine")
    (stamp,) = served.rows(FieldStamp)
    theirs = msgspec.structs.replace(stamp, hlc_ms=stamp.hlc_ms + 1)
    person = msgspec.structs.replace(served.row(Person, MARIA), phone="+39 theirs")
    served.pull(person, theirs)
    assert served.row(Person, MARIA).phone == "+39 theirs"
    earlier = msgspec.structs.replace(stamp, hlc_ms=stamp.hlc_ms - 1)
    served.pull(person, earlier)
    assert served.row(Person, MARIA).phone == "+39 mine"


def test_work_recorded_between_two_pulls_keeps_the_first_image(served: Here) -> None:
    start = served.row(Person, MARIA)
    amend(served, phone="+39 one")
    amend(served, phone="+39 two")
    assert images(served)["person", MARIA] == start
    served.pull(answered=served.journal()[-1].seq)
    assert served.row(Person, MARIA) == start, "the server's row, until it sends another"


def test_moved_booking_in_question_returns_to_its_slot(served: Here) -> None:
    served.record(book("one", "maria", HELD))
    served.pull(served.row(Booking, an_id("one")), answered=served.journal()[-1].seq)
    served.record(MoveBooking(booking_id=an_id("one"), person_id=MARIA, slot_id=FREE_ELSEWHERE.id))
    some = served.row(Resource, at(FREE_ELSEWHERE))
    served.pull(msgspec.structs.replace(some, free=0))
    row = served.row(Booking, an_id("one"))
    assert (row.slot_id, row.certainty) == (HELD.id, "final")


# A cut anywhere leaves the store as it was.


class Cut(Exception):
    """The power went."""


def _cutting(real: Callable[..., Any]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    def before(*_: Any, **__: Any) -> Any:
        raise Cut

    def after(*args: Any, **named: Any) -> Any:
        real(*args, **named)
        raise Cut

    return before, after


REBASE_STEPS = [
    (journal, "retire"),
    (journal, "unanswered"),
    (journal, "set_in_question"),
    (base_rows, "images"),
    (base_rows, "clear"),
    (base_rows, "keep_first"),
    (sql_port, "save"),
    (rebasing, "under_fresh_rows"),
]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(("module", "name"), REBASE_STEPS, ids=lambda each: str(each)[-20:])
def test_cut_in_a_rebase_leaves_the_store_as_it_was(
    served: Here, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, late: bool
) -> None:
    amend(served, phone="+39 mine")
    served.record(book("two", "maria", FREE_ELSEWHERE))
    before = served.everything()
    some = served.row(Resource, at(FREE_ELSEWHERE))
    fresh = (
        msgspec.structs.replace(some, free=0),
        msgspec.structs.replace(served.row(Person, MARIA), street="Via Nuova"),
    )
    with monkeypatch.context() as cut:
        cut.setattr(module, name, _cutting(getattr(module, name))[late])
        with pytest.raises(Cut):
            served.pull(*fresh)
    assert served.everything() == before
    served.pull(*fresh)
    row = served.row(Person, MARIA)
    assert (row.phone, row.street) == ("+39 mine", "Via Nuova")


RECORD_STEPS = [
    (recording, "draw"),
    (recording, "at_birth"),
    (sql_port, "save"),
    (recording, "_move_rights"),
    (base_rows, "keep_first"),
    (journal, "append_many"),
    (sql_port.meta, "put_many"),
    (audit, "append_many"),
]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(("module", "name"), RECORD_STEPS, ids=lambda each: str(each)[-20:])
def test_cut_while_recording_leaves_the_store_as_it_was(
    served: Here, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, late: bool
) -> None:
    before = served.everything()
    with monkeypatch.context() as cut:
        cut.setattr(module, name, _cutting(getattr(module, name))[late])
        with pytest.raises(Cut):
            served.record(issue("card", "home", "maria", an_id("isee")))
    assert served.everything() == before
    assert served.record(issue("card", "home", "maria", an_id("isee"))).numbers


def test_kill_before_the_end_of_the_transaction_leaves_nothing(served: Here) -> None:
    before = served.everything()
    with pytest.raises(Cut):
        _pull_and_fall(served)
    assert served.everything() == before


def _pull_and_fall(here: Here) -> None:
    with here.store.write() as conn:
        rebasing.apply_fresh(sql_port.SqlPort(conn), TERRITORY, {}, 99)
        raise Cut


def test_store_after_rebase_equals_one_that_recorded_on_fresh_rows(
    served: Here, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whether rows came before the work or under it, the end is the same."""
    other = Here(tmp_path_factory.mktemp("other"), served.clock)
    new = a_slot("new", places=2)
    for operation in (register("maria"), form("home", "maria"), isee("isee", "home")):
        other.record(operation)
    other.accepted()
    moved = msgspec.structs.replace(HELD, address="Via Nuova 2")
    work = [
        book("one", "maria", HELD, isee_id=an_id("isee")),
        book("two", "maria", TODAY_SLOT),
        issue("card", "home", "maria", an_id("isee")),
        BlockCard(card_id=an_id("card"), reason="smarrita"),
        CancelBooking(booking_id=an_id("two")),
    ]
    other.pull(moved, new)
    for each in work:
        served.record(each)
        other.record(each)
    served.pull(moved, new)
    tables = {"booking", "voucher_card", "award", "slot", "person", "held_right", "base_row"}
    mine, theirs = served.everything(), other.everything()
    other.close()
    # Ids of rows that follow from an operation carry the operation's own id.
    for name in tables - {"award", "voucher_card", "base_row"}:
        assert mine[name] == theirs[name], name
    for name in tables:
        assert len(mine[name]) == len(theirs[name]), name
    assert served.left(f"fund:{FUND}") == 88_000


def test_refusals_alone_are_caught_while_work_is_applied_again(served: Here) -> None:
    amend(served, phone="+39 mine")
    assert not issubclass(Cut, DeskError)
    assert served.pull().in_question == {}


@pytest.mark.expects_log_warnings
def test_a_bug_in_one_operation_does_not_keep_fresh_rows_away(
    served: Here, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    served.record(book("one", "maria", HELD))

    def broken(self: BookPlace, act: object, world: object) -> None:
        raise KeyError("Rossi Maria")

    with monkeypatch.context() as patch:
        patch.setattr(BookPlace, "apply", broken)
        some = served.row(Resource, at(FREE_ELSEWHERE))
        served.pull(msgspec.structs.replace(some, free=0))
    assert served.row(Resource, at(FREE_ELSEWHERE)).free == 0
    assert "KeyError" in caplog.text
    assert "Rossi" not in caplog.text
    served.pull(msgspec.structs.replace(some, free=1))
    assert served.row(Booking, an_id("one")).certainty == "final"
