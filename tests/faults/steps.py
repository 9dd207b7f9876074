# SPDX-License-Identifier: EUPL-1.2
"""Death at the n-th step: before a statement, before or after a commit, around a request."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import Pool

Step = Callable[[str], None]


def name_of(statement: str) -> str:
    """Return what a statement does, short enough to be counted by."""
    words = statement.split()
    verb = words[0].upper() if words else ""
    for mark in ("INTO", "FROM", "UPDATE"):
        if mark in words[:12]:
            return f"{verb} {words[words.index(mark) + 1].strip('(),')}"
    return " ".join([verb, *words[1:2]])


def die_at(nth: int, note: Path) -> None:
    """End this process as a power cut does at the n-th step from now; its name is in ``note``."""
    left = nth

    def step(name: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            note.write_text(name, encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)

    watch(step)


def watch(step: Step) -> None:
    """Call ``step`` at every step that this process takes from now on, in all its stores."""

    @event.listens_for(Engine, "before_cursor_execute")
    def _statement(*seen: Any) -> None:
        step(f"before {name_of(seen[2])}")

    @event.listens_for(Engine, "commit")
    def _commit(_: Any) -> None:
        step("before a commit")

    @event.listens_for(Pool, "checkin")
    def _checkin(*_: Any) -> None:
        step("after a transaction")

    send = requests.Session.send

    def sent(session: Any, request: Any, **named: Any) -> Any:
        path = str(request.path_url).partition("?")[0]
        step(f"before the request {path}")
        answer = send(session, request, **named)
        step(f"after the answer {path}")
        return answer

    setattr(requests.Session, "send", sent)  # noqa: B010
