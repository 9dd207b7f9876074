# SPDX-License-Identifier: EUPL-1.2
"""Traps that kill this process (SIGKILL, nothing is flushed) at a named point."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from types import ModuleType
from typing import Any

from welfare_desk.operations.desk_side import forking, taking
from welfare_desk.store import journal, meta, rights
from welfare_desk.sync import sql_port
from welfare_desk.sync.recorder import Recorder
from welfare_desk.sync.transport import Transport


def die() -> None:
    """End this process as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that dies when the wrapped one has returned."""

    def wrapped(*arguments: Any, **named: Any) -> Any:
        result = function(*arguments, **named)
        die()
        return result

    return wrapped


def after_first(function: Callable[..., Any], calls: int) -> Callable[..., Any]:
    """Return a function that dies when it was called so often."""
    count = 0

    def wrapped(*arguments: Any, **named: Any) -> Any:
        nonlocal count
        result = function(*arguments, **named)
        count += 1
        if count == calls:
            die()
        return result

    return wrapped


def replace(module: ModuleType, name: str, wrap: Callable[..., Any]) -> None:
    """Put a trap in the place of a name that a module imported."""
    setattr(module, name, wrap(getattr(module, name)))


def arm(point: str) -> None:
    """Set the trap."""
    if point == "rights drawn":
        rights.set_left = after(rights.set_left)
    elif point == "rows saved":
        replace(sql_port, "save", after)
    elif point == "before commit":
        meta.put_many = after_head(meta.put_many)
    elif point == "after commit":
        Recorder.record = after(Recorder.record)  # type: ignore[method-assign]
    elif point == "third commit":
        Recorder.record = after_first(Recorder.record, 3)  # type: ignore[method-assign]
    elif point == "after push":
        Transport.push = after(Transport.push)  # type: ignore[method-assign]
    elif point == "answers stored":
        journal.answer_many = after(journal.answer_many)
    elif point == "middle of pull":
        Transport.pull = after_first(Transport.pull, 2)  # type: ignore[method-assign]
    elif point == "before last page":
        replace(taking, "apply_fresh", trap)
    elif point == "last page applied":
        replace(taking, "apply_fresh", after)
    elif point == "work made anew":
        journal.reauthor = after(journal.reauthor)
    elif point == "leases dropped":
        rights.remove = after(rights.remove)
    elif point == "copy noted":
        forking.become_another = after(forking.become_another)
    elif point == "epoch begun":
        forking.begin_epoch = after(forking.begin_epoch)
    else:
        raise SystemExit(f"no such point: {point}")


def after_head(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that dies once the chain's head was written, its commit still to come."""

    def wrapped(conn: Any, values: dict[str, str]) -> None:
        function(conn, values)
        if "head_seq" in values:
            die()

    return wrapped


def trap(_: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that dies instead of working."""

    def wrapped(*_: Any, **__: Any) -> None:
        die()

    return wrapped
