# SPDX-License-Identifier: EUPL-1.2
"""A server of before: it does not know kinds of operations that upgraded desks send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from welfare_desk.operations.central import opening
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.upcast import KindUnknown
from welfare_desk.protocol.envelope import Act

_HIDDEN: set[str] = set()
_own: Callable[[Act], Operation] = vars(opening)["operation_of"]


def hide(kind: str) -> None:
    """Let the server not know a kind."""
    _HIDDEN.add(kind)


def know_all() -> None:
    """Upgrade the server."""
    _HIDDEN.clear()


def _operation_of(act: Act) -> Operation:
    if act.kind in _HIDDEN:
        raise KindUnknown
    return _own(act)


@contextmanager
def an_older_server() -> Iterator[None]:
    """Let kinds be hidden from the server while this lasts."""
    vars(opening)["operation_of"] = _operation_of
    try:
        yield
    finally:
        vars(opening)["operation_of"] = _own
        know_all()
