# SPDX-License-Identifier: EUPL-1.2
"""What a desk says about itself: how long it lasts alone, whether it is a copy or old."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from tests.builders import register
from tests.desk.conftest import PIN
from tests.support.desks import SLOTS, some_leases
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import DeskWiped, RoleMissing
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.sentences import link_text
from welfare_desk.desk.support import support_of
from welfare_desk.desk.views.autonomy import autonomy, autonomy_text
from welfare_desk.desk.views.notices import notice_text, notices
from welfare_desk.desk.views.outbox import status_view
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.standing import Outcome
from welfare_desk.store import journal, meta, rights
from welfare_desk.sync.recorder import held_row


def _put(desk: Desk, **values: str) -> None:
    store, _, _ = desk.parts()
    with store.write() as conn:
        meta.put_many(conn, values)


def test_autonomy_counts_what_is_held_until_the_first_right_ends(
    desk: Desk, clock: FixedClock
) -> None:
    lasts = desk.look(autonomy)
    assert (lasts.days, lasts.places, lasts.cents, lasts.cards) == (13, 3, 100_000, 20)
    assert autonomy_text(lasts) == (
        "Questo sportello può lavorare senza collegamento ancora 13 giorni: "
        "3 posti, 1.000,00\u00a0€, 20 tessere."
    )
    shorter = msgspec.structs.replace(
        some_leases(clock.now_us())[2], id="shorter", not_after=clock.now_us() + 26 * 3_600_000_000
    )
    store, _, _ = desk.parts()
    with store.write() as conn:
        rights.add(conn, [held_row(shorter)])
    lasts = desk.look(autonomy)
    assert (lasts.days, lasts.cents) == (1, 200_000)
    assert "ancora 1 giorno:" in autonomy_text(lasts)


def test_places_of_days_gone_by_are_no_autonomy(desk: Desk, clock: FixedClock) -> None:
    clock.advance(days=3)
    lasts = desk.look(autonomy)
    assert (lasts.places, lasts.cards) == (0, 20)
    clock.advance(days=30)
    lasts = desk.look(autonomy)
    assert (lasts.days, lasts.until_at, lasts.cents) == (0, None, 0)
    assert autonomy_text(lasts) == link_text("autonomy_none", {})
    assert SLOTS[0].places > 0


def test_copy_is_told_until_a_supervisor_has_seen_it(desk: Desk) -> None:
    assert desk.look(notices) == ()
    _put(desk, **{facts.COPIED_AT: "77"})
    (notice,) = desk.look(notices)
    assert (notice.code, notice.since_at, notice.for_supervisor) == ("copied", 77, True)
    assert "copia" in notice_text(notice)
    desk.session.log_in("anna", PIN)
    with pytest.raises(RoleMissing):
        desk.put_copy_notice_aside()
    desk.session.lock()
    desk.session.log_in("marta", PIN)
    desk.put_copy_notice_aside()
    assert desk.look(notices) == ()


@pytest.mark.parametrize(
    ("name", "value", "code", "state"),
    [
        ("link_state", "recovering", "recovering", "recovering"),
        (facts.DIFFERS, "slot", "differs", "digest"),
        (facts.BEHIND, "1:9", "behind", "behind"),
        (facts.CONTRADICTED, "an-operation", "contradicted", "contradicted"),
    ],
)
def test_trouble_is_never_green_silently(
    desk: Desk, name: str, value: str, code: str, state: str
) -> None:
    assert desk.look(status_view).state == "in_sync"
    _put(desk, **{name: value})
    assert [each.code for each in desk.look(notices)] == [code]
    assert desk.look(status_view).state == state
    assert notice_text(desk.look(notices)[0], "en") != notice_text(desk.look(notices)[0], "it")


def test_every_outcome_has_words() -> None:
    for outcome in get_args(Outcome):
        assert link_text(f"outcome_{outcome}", {}).endswith(".")
        assert link_text(f"outcome_{outcome}", {}, "en").endswith(".")


def test_parked_operation_is_shown_as_one_that_waits_for_an_answer(counter: Desk) -> None:
    done = counter.record(register("maria"))
    store, _, _ = counter.parts()
    with store.write() as conn:
        journal.answer(conn, done.op_id, "parked", "", b"")
        journal.retire(conn, 99)
    (row,) = counter.outbox().rows
    assert (row.state, counter.status().pending) == ("parked", 1)


def test_self_check_names_what_was_noted(desk: Desk) -> None:
    _put(desk, **{facts.DIFFERS: "fund slot", facts.BEHIND: "1:9", facts.CONTRADICTED: "op"})
    found = desk.look(check_desk)
    assert not found.ok
    assert set(found.problems) == {
        "digest:fund", "digest:slot", "store_outdated", "contradicted:op",
    }  # fmt: skip


def test_erased_store_says_so_to_whoever_asks(desk: Desk) -> None:
    store, _, _ = desk.parts()
    store.forget_key()
    with pytest.raises(DeskWiped):
        desk.status()


def test_support_is_read_from_the_desks_file(tmp_path: Path) -> None:
    assert support_of(None) == ""
    assert support_of(tmp_path) == ""
    file = tmp_path / "desk.toml"
    file.write_text('[support]\nname = "CED Unione"\nphone = "049 000000"\n', encoding="utf-8")
    assert support_of(tmp_path) == "CED Unione 049 000000"
    file.write_text('[support]\nname = 7\nphone = "049 000001"\n', encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert support_of(tmp_path) == "049 000001"
    file.write_text("[support", encoding="utf-8")
    os.utime(file, ns=(2, 2))
    assert support_of(tmp_path) == ""
