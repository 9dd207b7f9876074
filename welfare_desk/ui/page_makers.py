# SPDX-License-Identifier: EUPL-1.2
"""Makes the pages of the window: places, persons, forms, and forms of parked drafts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import QObject

from welfare_desk.desk.document_scan import DocumentRead
from welfare_desk.desk.printing import PRINTERS
from welfare_desk.desk.views.today import DraftView
from welfare_desk.ui.agenda.booking_page import BookingPage
from welfare_desk.ui.agenda.move_page import MovePage
from welfare_desk.ui.agenda.page import AgendaPage
from welfare_desk.ui.calls.page import CallsPage
from welfare_desk.ui.cards.issue_page import IssuePage
from welfare_desk.ui.cards.page import CardsPage
from welfare_desk.ui.cards.replace_page import ReplacePage
from welfare_desk.ui.catalogue.page import CataloguePage
from welfare_desk.ui.closing.copies import Copies
from welfare_desk.ui.context import Context
from welfare_desk.ui.help.page import HelpPage
from welfare_desk.ui.kit.status import StatusFace
from welfare_desk.ui.outbox.page import OutboxPage
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.intake_page import IntakePage
from welfare_desk.ui.people.people_page import PeoplePage
from welfare_desk.ui.people.person_forms import DRAFTS, form_of_draft
from welfare_desk.ui.people.person_page import PersonPage
from welfare_desk.ui.printing import PrintRunner
from welfare_desk.ui.prints.page import PrintsPage
from welfare_desk.ui.prints.papers import Papers
from welfare_desk.ui.returns.page import ReturnsPage
from welfare_desk.ui.service_requests.ask_page import AskPage
from welfare_desk.ui.settings.keys_page import KeysPage
from welfare_desk.ui.settings.reader_page import TryReaderPage
from welfare_desk.ui.settings.settings_page import SettingsPage
from welfare_desk.ui.shops.page import ShopsPage
from welfare_desk.ui.today.page import TodayPage


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the rail with its page."""

    id: str
    words: str
    icon: str
    page: Page
    foot: bool = False


class PageMakers(QObject):
    """Knows every page by its name; owns the one runner that prints."""

    def __init__(
        self, context: Context, exchange: Callable[[], None], parent: QObject | None = None
    ) -> None:
        """``exchange`` sends and receives at once."""
        super().__init__(parent)
        self._context = context
        self._targets: dict[str, str] = {}
        self.outbox = OutboxPage(context, exchange)
        self.printer = PrintRunner(context.desk, context.jobs, self)
        self.copies = Copies(context, self)
        self.papers = Papers(context, self.printer, self)

    def person(self, person_id: str) -> Page:
        """Return a person's page."""
        return PersonPage(self._context, person_id)

    def intake(
        self, *, code: str = "", name: str = "", document: DocumentRead | None = None
    ) -> IntakePage:
        """Return the form for a new person."""
        return IntakePage(self._context, code=code, name=name, document=document)

    def booking(self, person_id: str, booking_id: str = "") -> Page:
        """Return the form that books, or moves a booking."""
        if booking_id:
            return MovePage(self._context, person_id, booking_id)
        return BookingPage(self._context, person_id)

    def issue(self, person_id: str) -> Page:
        """Return the form that issues a card."""
        return IssuePage(self._context, person_id)

    def replace(self, person_id: str, card_id: str) -> Page:
        """Return the form that blocks and replaces a card."""
        return ReplacePage(self._context, person_id, card_id)

    def calls(self) -> Page:
        """Return the calls of the day."""
        return CallsPage(self._context)

    def closing(self) -> Page:
        """Return the page that closes the day."""
        # Seldom needed, and it brings the words of papers along.
        from welfare_desk.ui.closing.page import ClosingPage

        return ClosingPage(self._context, self.copies.closed)

    def catalogue(self) -> Page:
        """Return the catalogue."""
        return CataloguePage(self._context)

    def try_reader(self) -> Page:
        """Return the trial of the reader."""
        return TryReaderPage(self._context)

    def keys(self) -> Page:
        """Return the quick keys."""
        return KeysPage(self._context)

    def knows(self, kind: str) -> bool:
        """Tell whether a parked form of this kind can be taken up."""
        return kind in ("intake", "booking", "ask") or kind in DRAFTS

    def of_draft(self, view: DraftView) -> Page:
        """Return the form of a draft, filled as it was left."""
        if view.kind == "booking" and view.person_id:
            return BookingPage(self._context, view.person_id, view.draft_id)
        if view.kind == "ask" and view.person_id:
            return AskPage(self._context, view.person_id, draft_id=view.draft_id)
        if view.kind in DRAFTS and view.person_id:
            return form_of_draft(self._context, view.kind, view.person_id, view.draft_id)
        return IntakePage(self._context, draft=view)

    def look_at_printers(self, done: Callable[[], None]) -> None:
        """Learn which printers are chosen, then call ``done``."""
        prints = self._context.desk.prints

        def known(targets: dict[str, str]) -> None:
            self._targets = targets
            done()

        self._context.read(lambda: {role: prints.target(role) for role in PRINTERS}, self, known)

    def machines(self, troubled: Collection[str]) -> tuple[StatusFace, ...]:
        """Return what the status bar says of printers, some of them ``troubled``, and reader."""
        names = {
            "a4": self.tr("A4"),
            "receipt": self.tr("Receipts"),
            "card": self.tr("Cards"),
        }
        faces = []
        for role in PRINTERS:
            if role == "receipt" and not self._targets.get(role):
                # Without a roll its papers come on A4: nothing is missing.
                continue
            if role in troubled:
                words, icon, tone = self.tr("%1: to check"), "triangle-alert", "warning"
            elif self._targets.get(role):
                words, icon, tone = self.tr("%1: ready"), "printer", ""
            else:
                words, icon, tone = self.tr("%1: prints later"), "printer", ""
            faces.append(
                StatusFace(f"printer.{role}", words.replace("%1", names[role]), icon, tone)
            )
        if self._context.reader is not None:
            faces.append(self._context.reader.face())
        return tuple(faces)

    def places(self) -> tuple[Place, ...]:
        """Return the places of the rail in their order."""
        context = self._context
        return (
            Place("today", self.tr("Today"), "house", TodayPage(context)),
            Place("people", self.tr("People"), "users", PeoplePage(context)),
            Place("agenda", self.tr("Agenda"), "calendar-days", AgendaPage(context)),
            Place("cards", self.tr("Vouchers and cards"), "credit-card", CardsPage(context)),
            Place("returns", self.tr("Returns"), "archive-restore", ReturnsPage(context)),
            Place("prints", self.tr("Prints"), "printer", PrintsPage(context, self.printer)),
            Place("outbox", self.tr("To send"), "send", self.outbox),
            Place("shops", self.tr("Shops and funds"), "store", ShopsPage(context), True),
            Place(
                "settings",
                self.tr("Settings"),
                "settings",
                SettingsPage(context, self.copies),
                True,
            ),
            Place("help", self.tr("Help"), "circle-question-mark", self._help(), True),
        )

    def _help(self) -> Page:
        return HelpPage(self._context, place=True)
