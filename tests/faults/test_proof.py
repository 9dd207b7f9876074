# SPDX-License-Identifier: EUPL-1.2
"""The proof that the kills stand on sees an act that is lost or there in half."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_fund, a_territory, book, register
from tests.faults.io_acts import CLOCK, OneDesk
from tests.faults.proof import Proof
from tests.support.desks import SLOTS, seeded_store


def _told_desk(home: Path) -> OneDesk:
    """Return a desk that told two acts, one of which took a place and a number."""
    seeded_store(home, CLOCK, a_territory(*SLOTS, fund=a_fund())).close()
    desk = OneDesk(home / "desk.db")
    for operation in (register("maria"), book("place", "maria", SLOTS[0])):
        desk.record_plain(operation)
    with desk.store.read() as conn:
        rows = conn.exec_driver_sql("SELECT op_id, kind FROM journal ORDER BY seq").all()
    lines = [f"{op_id} {kind} final \n" for op_id, kind in rows]
    (home / "told").write_text("".join(lines), encoding="utf-8")
    return desk


def test_a_desk_that_lost_nothing_is_proved(tmp_path: Path) -> None:
    _told_desk(tmp_path).store.close()
    assert Proof(tmp_path, 0).look(deep=True) == []


@pytest.mark.parametrize(
    ("tear", "said"),
    [
        ("DELETE FROM journal WHERE seq = 2", "LOST"),
        ("DELETE FROM audit_row WHERE seq = 2", "doctor audit"),
        ("DELETE FROM booking", "without its booking"),
        ("UPDATE held_right SET left = left + 1 WHERE lease_id = 'l-1'", "is not 2"),
        ("UPDATE held_right SET left = left + 1 WHERE lease_id = 'l-4'", "number:booking"),
        ("UPDATE meta SET value = '2' WHERE name = 'inc'", "taken for a copy"),
    ],
)
def test_an_act_that_is_lost_or_there_in_half_is_found_out(
    tmp_path: Path, tear: str, said: str
) -> None:
    desk = _told_desk(tmp_path)
    with desk.store.write() as conn:
        conn.exec_driver_sql(tear)
    desk.store.close()
    found = Proof(tmp_path, 0).look(deep=True)
    assert any(said in each for each in found), found
