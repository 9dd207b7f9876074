# SPDX-License-Identifier: EUPL-1.2
"""Pages that are reached from the agenda's header: each way declared once, by who builds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from welfare_desk.ui.attendance.page import AttendancePage
from welfare_desk.ui.calls.page import CallsPage
from welfare_desk.ui.catalogue.page import CataloguePage
from welfare_desk.ui.context import Context
from welfare_desk.ui.page import Page
from welfare_desk.ui.providers.page import ProvidersPage
from welfare_desk.ui.requests_inbox.page import InboxPage
from welfare_desk.ui.service_requests.answers_page import AnswersPage
from welfare_desk.ui.statement.page import StatementPage
from welfare_desk.ui.waiting.page import WaitingPage

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


WAYS: tuple[Way, ...] = (
    Way("catalogue", QT_TRANSLATE_NOOP("AgendaWays", "Catalogue"), "book-open", CataloguePage),
    Way("providers", QT_TRANSLATE_NOOP("AgendaWays", "Providers"), "landmark", ProvidersPage),
    Way(
        "inbox",
        QT_TRANSLATE_NOOP("AgendaWays", "Requests to answer"),
        "list-checks",
        InboxPage,
        frozenset({"supervisor", "cooperative"}),
    ),
    Way("answers", QT_TRANSLATE_NOOP("AgendaWays", "Answers to tell"), "phone", AnswersPage),
    Way(
        "attendance", QT_TRANSLATE_NOOP("AgendaWays", "Who came"), "clipboard-check", AttendancePage
    ),
    Way(
        "statement",
        QT_TRANSLATE_NOOP("AgendaWays", "Monthly statement"),
        "receipt-text",
        StatementPage,
        frozenset({"supervisor", "cooperative"}),
    ),
    Way("calls", QT_TRANSLATE_NOOP("AgendaWays", "Calls"), "phone", CallsPage),
    Way("waiting", QT_TRANSLATE_NOOP("AgendaWays", "Waiting lists"), "hourglass", WaitingPage),
)
"""In the order of the buttons. One line each: ``Way("calls", QT_TRANSLATE_NOOP(…), …)``."""


def ways_for(role: str) -> tuple[Way, ...]:
    """Return the ways that an operator of this role may go."""
    return tuple(way for way in WAYS if not way.roles or role in way.roles)
