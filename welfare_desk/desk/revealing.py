# SPDX-License-Identifier: EUPL-1.2
"""Noting who looked behind a private screen: as the opening of a closed note is noted."""

from __future__ import annotations

from welfare_desk.desk.desk import Desk
from welfare_desk.store import audit

ACT = "reveal_screen"


def note_revealed(desk: Desk, person_id: str) -> None:
    """Note that codes, notes and amounts were shown; ``person_id`` is whose page was in front."""
    who = desk.session.require()
    store, _, clock = desk.parts()
    with store.write() as conn:
        audit.append(conn, clock.now_us(), who.operator_id, ACT, person_id, "")
