# SPDX-License-Identifier: EUPL-1.2
"""Pages that are reached from the agenda's header: each way declared once, by who builds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from welfare_desk.ui.context import Context
from welfare_desk.ui.page import Page

CONTEXT = "AgendaWays"


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - lupdate knows it by this name
    """Mark ``text`` as one to translate where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Way:
    """A page behind a button of the agenda; the button is named ``agenda.way.<id>``."""

    id: str
    text: str
    """English, marked by ``QT_TRANSLATE_NOOP("AgendaWays", …)``."""
    icon: str
    make: Callable[[Context], Page]
    roles: frozenset[str] = frozenset()
    """Who sees it; nothing: everybody."""

    def words(self) -> str:
        """Return what the button says in the language of the window."""
        return QCoreApplication.translate(CONTEXT, self.text)


WAYS: tuple[Way, ...] = ()
"""In the order of the buttons. One line each: ``Way("calls", QT_TRANSLATE_NOOP(…), …)``."""


def ways_for(role: str) -> tuple[Way, ...]:
    """Return the ways that an operator of this role may go."""
    return tuple(way for way in WAYS if not way.roles or role in way.roles)
