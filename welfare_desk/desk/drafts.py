# SPDX-License-Identifier: EUPL-1.2
"""Forms that are not finished: in the encrypted store within a second, never lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from welfare_desk.core.clock import Clock
from welfare_desk.desk.reading import reading
from welfare_desk.desk.views.today import DraftView, draft_views
from welfare_desk.store import drafts
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
        """Forget a draft whose form was recorded."""
        with self._store.write() as conn:
            drafts.drop(conn, draft_id)

    def expire(self, days: int) -> int:
        """Drop drafts older than so many days: they hold personal data; return how many."""
        with self._store.write() as conn:
            return drafts.expire(conn, self._clock.now_us() - days * DAY_US)
