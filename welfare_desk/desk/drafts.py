# SPDX-License-Identifier: EUPL-1.2
"""Forms that are not finished: in the encrypted store within a second, never lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from welfare_desk.core.clock import Clock
from welfare_desk.desk.holds import HOLD_US, NAME, Hold, holds_of, text_of
from welfare_desk.desk.reading import reading
from welfare_desk.desk.views.today import DraftView, draft_views
from welfare_desk.store import drafts, meta
from welfare_desk.store.engines import DeskStore

DAY_US = 24 * 3600 * 1_000_000


class Drafts:
    """The parked forms of this desk."""

    def __init__(self, store: DeskStore, clock: Clock, new_id: Callable[[], str]) -> None:
        self._store = store
        self._clock = clock
        self._new_id = new_id

    def save(
        self,
        kind: str,
        title: str,
        payload: dict[str, Any],
        *,
        operator_id: str,
        draft_id: str = "",
        person_id: str | None = None,
    ) -> str:
        """Store what a form holds and return the draft's id; the same id is overwritten."""
        now = self._clock.now_us()
        own_id = draft_id or self._new_id()
        with self._store.write() as conn:
            before = drafts.get(conn, own_id)
            drafts.save(
                conn,
                drafts.Draft(
                    id=own_id,
                    kind=kind,
                    operator_id=operator_id,
                    person_id=person_id,
                    title=title,
                    payload=json.dumps(payload, ensure_ascii=False, sort_keys=True),
                    started_at=before.started_at if before else now,
                    updated_at=now,
                ),
            )
        return own_id

    def payload(self, draft_id: str) -> dict[str, Any] | None:
        """Return what the form held, or nothing when the draft is gone."""
        with self._store.read() as conn:
            row = drafts.get(conn, draft_id)
        return dict(json.loads(row.payload)) if row is not None else None

    def all(self) -> tuple[DraftView, ...]:
        """Return the parked forms, the latest first."""
        with reading(self._store, self._clock) as here:
            return draft_views(here)

    def drop(self, draft_id: str) -> None:
        """Forget a draft whose form was recorded; a place kept for it is free."""
        with self._store.write() as conn:
            drafts.drop(conn, draft_id)
            self._keep(conn, draft_id, None)

    def expire(self, days: int) -> tuple[str, ...]:
        """Drop drafts older than so many days: they hold personal data; return their titles."""
        before = self._clock.now_us() - days * DAY_US
        with self._store.write() as conn:
            titles = tuple(row.title for row in drafts.all(conn) if row.updated_at < before)
            drafts.expire(conn, before)
        return titles

    def hold(self, draft_id: str, slot_id: str, seats: int) -> int:
        """Keep places for a parked booking, ten minutes long; return until when, or 0.

        Only places that this desk holds and that are not kept for another can be kept.
        """
        with reading(self._store, self._clock) as here:
            resource = f"slot:{slot_id}"
            others = holds_of(here.meta, here.now_us)
            taken = sum(
                one.seats
                for name, one in others.items()
                if one.slot_id == slot_id and name != draft_id
            )
            free = here.left_of((resource,)).get(resource, 0) - taken
            until = here.now_us + HOLD_US
        if free < seats:
            return 0
        with self._store.write() as conn:
            self._keep(conn, draft_id, Hold(slot_id, seats, until))
        return until

    def free(self, draft_id: str) -> None:
        """Let go of what was kept for a booking: its form is in front, or it was recorded."""
        with self._store.write() as conn:
            self._keep(conn, draft_id, None)

    def _keep(self, conn: Connection, draft_id: str, hold: Hold | None) -> None:
        kept = holds_of(meta.every(conn), self._clock.now_us())
        if hold is None and draft_id not in kept:
            return
        kept.pop(draft_id, None)
        if hold is not None:
            kept[draft_id] = hold
        meta.put(conn, NAME, text_of(kept))
