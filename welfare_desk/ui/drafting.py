# SPDX-License-Identifier: EUPL-1.2
"""Keeps what a form holds in the store while it is typed: at most a second is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from welfare_desk.ui.context import Context

PAUSE_MS = 300
LONGEST_MS = 900
"""Somebody who types without a pause is stored all the same."""


class DraftKeeper(QObject):
    """Stores a form's content after each pause in typing; ``saved`` tells when (microseconds).

    Writes of one keeper never overtake each other: they go through the writer's one lane.
    """

    saved = Signal(object)

    def __init__(
        self,
        context: Context,
        kind: str,
        title: Callable[[], str],
        payload: Callable[[], dict[str, Any]],
        *,
        draft_id: str = "",
        person_id: str = "",
        parent: QObject | None = None,
    ) -> None:
        """``draft_id`` continues a draft, else the first change begins one."""
        super().__init__(parent)
        self._context, self._kind = context, kind
        self._title, self._payload = title, payload
        self._person_id = person_id
        self._closed = False
        self.stored = bool(draft_id)
        self.draft_id = draft_id or context.desk.new_id()
        self._author = context.operator_id()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._pause.timeout.connect(self.save_now)
        self._longest.timeout.connect(self.save_now)

    def touch(self) -> None:
        """Note that something was typed."""
        if self._closed:
            return
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def pending(self) -> bool:
        """Tell whether something typed is not yet on its way to the store."""
        return self._pause.isActive() or self._longest.isActive()

    def save_now(self) -> None:
        """Store what the form holds, without waiting for a pause."""
        self._pause.stop()
        self._longest.stop()
        if self._closed:
            return
        self._author = self._author or self._context.operator_id()
        title, payload = self._title(), self._payload()
        desk, draft_id, author = self._context.desk, self.draft_id, self._author
        kind, person_id = self._kind, self._person_id or None
        self.stored = True

        def work() -> int:
            desk.drafts.save(
                kind, title, payload, operator_id=author, draft_id=draft_id, person_id=person_id
            )
            return desk.now_us()

        self._context.write(work, self, self.saved.emit)

    def drop(self) -> None:
        """Forget the draft: its form was recorded, or thrown away on purpose."""
        self._pause.stop()
        self._longest.stop()
        self._closed = True
        if not self.stored:
            return
        desk, draft_id = self._context.desk, self.draft_id
        self._context.write(lambda: desk.drafts.drop(draft_id), self, lambda _done: None)
