# SPDX-License-Identifier: EUPL-1.2
"""The main window: the shell with a desk behind it, pages in it, and one way between them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.desk.desk import Desk
from welfare_desk.desk.document_scan import DocumentRead
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.session import OperatorView
from welfare_desk.desk.views.today import DraftView, PrintView
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.acts import Acts
from welfare_desk.ui.agenda.page import AgendaPage
from welfare_desk.ui.commands import Commands
from welfare_desk.ui.context import Context
from welfare_desk.ui.cover import Cover
from welfare_desk.ui.exchanging import Exchanging
from welfare_desk.ui.farewell import Farewell
from welfare_desk.ui.help.door import HelpDoor
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.login.idle import IDLE_SECONDS
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.look import Look
from welfare_desk.ui.main_menu import menu_of
from welfare_desk.ui.message_log import MessageLog
from welfare_desk.ui.open_tabs import MOST, OpenTabs
from welfare_desk.ui.page import Page
from welfare_desk.ui.page_makers import PageMakers
from welfare_desk.ui.parking import Parking
from welfare_desk.ui.reader import Reader
from welfare_desk.ui.rights import Rights
from welfare_desk.ui.scanner import ScannerFilter
from welfare_desk.ui.searching import Searching
from welfare_desk.ui.shell import Shell
from welfare_desk.ui.standing import Standing
from welfare_desk.ui.today.now_panel import NowPanel
from welfare_desk.ui.undo import Undo, UndoStack

STAYS_HERE = frozenset({"draft", "print_job"})
"""Kinds of which nothing travels to the centre."""


class MainWindow(Shell):
    """Opens locked; ``entered`` tells that an operator is at work and the pages are there."""

    entered = Signal()
    exchanging: Exchanging
    makers: PageMakers
    cover: Cover

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        look: Look,
        registry: ActionRegistry,
        *,
        lang: str = "it",
        scanner: ScannerFilter | None = None,
        idle_seconds: int = IDLE_SECONDS,
    ) -> None:
        super().__init__(look, registry)
        self.desk, self.jobs, self.scanner = desk, jobs, scanner
        self.context = Context(desk, jobs, registry, look, self, lang)
        self.reader = self.context.reader = Reader(self.context, scanner, parent=self)
        self.tabs = OpenTabs(self, desk.now_us, self._draft_moved)
        self.place_pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._restored = False
        self.exchanging = Exchanging(self.context, self)
        self.makers = PageMakers(self.context, self.exchanging.now, self)
        self.rights = Rights(desk, registry, self)
        self.commands = Commands(self)
        self.searching = Searching(
            self.context, self.omnibox, self._offer_scan, self.commands.matching
        )
        self.now_panel = NowPanel(self.context)
        self.cover = Cover(self, self.context, idle_seconds)
        self.standing = Standing(self, self.makers, self.now_panel, self.cover)
        self.acts = Acts(self)
        self.messages, self.farewell = MessageLog(self), Farewell(self)
        self.parking = Parking(self.context, self.tabs, self)
        self.undoing = UndoStack(self.context, self)
        self._last_operator = ""
        self.help = HelpDoor(self)
        self._place_pages()
        self._wire(scanner)
        self.lock()

    def begin(self) -> None:
        """Ask who may log in and begin to exchange; call once the window is shown."""
        self.cover.begin()
        self.farewell.watch()
        self.exchanging.start()
        self.reader.start()
        self.makers.printer.start()
        self.makers.copies.start()
        self.standing.look_at_printers()

    def rest(self) -> None:
        """Store what is typed and begin nothing more: the window is about to go."""
        for _, page in self.tabs.pages():
            page.parked()
        self.exchanging.stop()
        self.makers.printer.rest()
        self.parking.rest()
        self.cover.rest()
        self._take_frame_in()

    def open_person(self, person_id: str) -> None:
        """Show a person in a tab of their own."""
        self.tabs.offer(person_id, "…", partial(self.makers.person, person_id))
        self._show_tab(person_id)

    def open_booking_form(self, person_id: str, booking_id: str = "") -> None:
        """Book for a person, or move the booking, over the person's page."""
        if self._may("book"):
            self._form_over(person_id, self.makers.booking(person_id, booking_id))

    def open_issue_form(self, person_id: str) -> None:
        """Issue a card to the person's household, over the person's page."""
        if self._may("issue_card"):
            self._form_over(person_id, self.makers.issue(person_id))

    def open_replace_form(self, person_id: str, card_id: str) -> None:
        """Block and replace a card, over the person's page."""
        if self._may("replace_card"):
            self._form_over(person_id, self.makers.replace(person_id, card_id))

    def open_intake(
        self, code: str = "", name: str = "", document: DocumentRead | None = None
    ) -> None:
        """Begin a new person in a tab of their own."""
        if not self._may("new_person"):
            return
        page = self.makers.intake(code=code, name=name, document=document)
        self.tabs.offer(f"draft:{page.draft_id}", self.tr("New person"), lambda: page)
        self._show_tab(f"draft:{page.draft_id}")

    def open_draft(self, draft_id: str) -> None:
        """Take up a parked form where it was left."""
        tab = self.tabs.of_draft(draft_id) or self.tabs.find(f"draft:{draft_id}")
        if tab is not None:
            self._show_tab(tab.id)
            return

        def found(drafts: tuple[DraftView, ...]) -> None:
            view = next((one for one in drafts if one.draft_id == draft_id), None)
            if view is not None:
                self._offer_draft(view)
                self._show_tab(f"draft:{draft_id}")

        self.context.read(self.desk.drafts.all, self, found)

    def open_place(self, place_id: str) -> None:
        """Show a place of the rail."""
        self._leave_current()
        self.show_page(place_id)
        self._arrived(self.place_pages[place_id], "")

    def tell(self, text: str, undo: Undo = None) -> None:
        """Say what was done; Ctrl+Z and the button take it back by ``undo``."""
        undoable = self.undoing.told(text, undo)
        self.messages.add(text, self.desk.now_us(), undoable=undoable)
        self.say(text, undoable=undoable)

    def broadcast(self, kinds: Collection[str]) -> None:
        """Reload pages that show one of these kinds; hidden ones when they are shown."""
        if self.jobs.is_closed():
            # The window goes away; what was stored last needs no showing.
            return
        changed = frozenset(kinds)
        here = "" if self.is_locked() else self.current_page()
        for page_id, page in (*self.place_pages.items(), *self.tabs.pages()):
            if not page.kinds & changed:
                continue
            if page_id == here:
                page.reload()
            else:
                self._stale.add(page_id)
        if changed <= STAYS_HERE:
            self.exchanging.refresh()
        else:
            self.exchanging.recorded()
        if self.now_panel.kinds & changed:
            self.now_panel.reload()
        if "print_job" in changed:
            self.standing.look_at_printers()

    def set_page(self, page: Page) -> None:
        """Put a page over the current one; over a place of the rail in a tab of its own."""
        place = self.current_page()
        tab = self.tabs.of_page(place)
        if tab is None:
            own = f"page:{page.objectName()}"
            self.tabs.close(own)
            tab = self.tabs.offer(own, page.title(), lambda: page, under=place)
        else:
            self._leave_current()
            self.tabs.lay_over(tab, page)
        self._show_tab(tab.id)

    def close_page(self, page: Page) -> None:
        """Take a page away; what lies under it comes to the front."""
        in_front = self.page_in_front() is page
        tab = self.tabs.take_away(page)
        if tab is None or not in_front:
            self.retitle()
            return
        self.set_companion(None)
        if tab.pages:
            self._show_tab(tab.id)
        else:
            self.open_place(tab.under)

    def open_day(self, day: date) -> None:
        """Show the agenda at a day."""
        self.open_place("agenda")
        page = self.place_pages["agenda"]
        if isinstance(page, AgendaPage):
            page.go_to(day)

    def open_menu(self) -> None:
        """Open the menu of all acts and places, at the top of the window."""
        menu = menu_of(self.commands.all(), self)
        menu.popup(self.top_bar.mapToGlobal(self.top_bar.rect().bottomLeft()))

    def seek(self) -> None:
        """Take the focus to the search line."""
        self.omnibox.seek()

    def retitle(self) -> None:
        """Show the titles of the open tabs anew."""
        tab = self.tabs.of_page(self.current_page())
        self.set_persons(self.tabs.faces(), tab.id if tab else "")

    def queued(self, _job: PrintView) -> None:
        """Send a stored paper to its printer."""
        self.makers.printer.run()

    def lock(self) -> None:
        """Store what is typed, cover the window and take the pages out of it."""
        for _, page in self.tabs.pages():
            page.parked()
        super().lock()
        self._stack.removeWidget(self._frame)
        # Out of the window altogether: no reader of screens finds a citizen under the cover.
        self._frame.setParent(None)

    def unlock(self) -> None:
        """Put the pages back as they were."""
        self._take_frame_in()
        super().unlock()

    def _take_frame_in(self) -> None:
        if self._stack.indexOf(self._frame) < 0:
            self._stack.insertWidget(0, self._frame)

    def add_cover(self, page: QWidget) -> None:
        """Take a page that may cover the whole window."""
        self._stack.addWidget(page)

    def cover_with(self, page: QWidget) -> None:
        """Cover the window with another page than the lock."""
        if not self.is_locked():
            self.lock()
        self._stack.setCurrentWidget(page)

    def covered_by(self, page: QWidget) -> bool:
        """Tell whether a page covers the window."""
        return self._stack.currentWidget() is page

    def is_locked(self) -> bool:
        """Tell whether any cover is on."""
        return self._stack.currentWidget() is not self._frame

    def bring_back(self) -> None:
        """Give panel and focus back to the page in front."""
        page = self.page_in_front()
        if page is not None:
            page.shown()

    def enter(self, operator: OperatorView) -> None:
        """Let an operator work: pages back, drafts of before in their tabs."""
        self.top_bar.set_operator(short_name(operator.name))
        if operator.operator_id != self._last_operator:
            self._last_operator = operator.operator_id
            self.undoing.forget()
            self.messages.forget()
            # What it says and offers to undo was the other's.
            self.toast.leave()
        if self.is_locked():
            self.unlock()
        if not self._restored:
            self._restored = True
            self.parking.begin(self._restore)
        page = self.page_in_front()
        if page is not None:
            self._arrived(page, self.current_page())
        self.now_panel.reload()
        self.omnibox.seek()
        self.entered.emit()

    def _place_pages(self) -> None:
        for place in self.makers.places():
            self.place_pages[place.id] = place.page
            self.add_place(place.id, place.words, place.icon, place.page, foot=place.foot)
        self.set_now(self.now_panel)

    def _wire(self, scanner: ScannerFilter | None) -> None:
        self.closing.connect(self.rest)
        self.person_chosen.connect(self._show_tab)
        self.person_closed.connect(self.close_tab)
        self.act_asked.connect(self._act)
        self.status_pressed.connect(self._status_pressed)
        self.operator_pressed.connect(self.cover.ask_switch)
        self.desk_pressed.connect(partial(self.open_place, "outbox"))
        self.searching.opened.connect(self._open_answer)
        self.searching.began.connect(self.open_intake)
        self.searching.document_began.connect(partial(self.open_intake, "", ""))
        self.searching.said.connect(self.tell)
        self.searching.day_asked.connect(self.open_day)
        self.searching.heard.connect(self.reader.answer)
        self.searching.counts_scans = self._counts_scans
        self.reader.changed.connect(self.standing.show_machines)
        self.reader.broke.connect(self._half_a_code)
        self.searching.badge.connect(lambda _code: self.cover.ask_switch())
        self.exchanging.status.connect(self.standing.show_status)
        self.exchanging.changed.connect(self._came)
        self.exchanging.said.connect(self.tell)
        self.exchanging.status.connect(self.makers.outbox.follow)
        self.exchanging.wiped.connect(self._wiped)
        self.makers.printer.changed.connect(lambda _sent: self.broadcast({"print_job"}))
        if scanner is not None:
            scanner.scanned.connect(self._scanned)

    def _choose_place(self, place_id: str) -> None:
        self.open_place(place_id)

    def _scanned(self, code: str) -> None:
        if not self.is_locked():
            self.searching.scan(code)

    def _form_over(self, person_id: str, page: Page) -> None:
        if not person_id:
            self.omnibox.seek()
            self.tell(self.tr("Search the person first, then press the key again"))
            page.deleteLater()
            return
        tab = self.tabs.offer(person_id, "…", partial(self.makers.person, person_id))
        self._leave_current()
        self.tabs.lay_over(tab, page)
        self._show_tab(person_id)

    def tabs_choose(self, tab_id: str) -> None:
        """Bring an open tab to the front."""
        self._show_tab(tab_id)

    def _show_tab(self, tab_id: str) -> None:
        tab = self.tabs.find(tab_id)
        if tab is None:
            return
        before = self.current_page()
        page_id, page = self.tabs.top(tab)
        if before != page_id:
            self._leave_current()
        self.show_page(page_id)
        self._arrived(page, page_id)

    def close_tab(self, tab_id: str) -> None:
        """Close an open tab; its neighbour, else Oggi, comes to the front."""
        tab = self.tabs.find(tab_id)
        in_front = tab is not None and tab is self.tabs.of_page(self.current_page())
        after = self.tabs.neighbour(tab_id)
        if in_front:
            self.set_companion(None)
        self.tabs.close(tab_id)
        if in_front and after:
            self._show_tab(after)
        elif in_front:
            self.open_place("today")
        self.retitle()

    def _leave_current(self) -> None:
        page = self.page_in_front()
        if page is not None:
            page.parked()
        self.set_companion(None)

    def _arrived(self, page: Page, page_id: str) -> None:
        known = page_id or self.current_page()
        if known in self._stale:
            self._stale.discard(known)
            page.reload()
        self.retitle()
        page.shown()

    def page_in_front(self) -> Page | None:
        """Return the page that is shown, or nothing under a cover."""
        here = self.current_page()
        known = self.place_pages.get(here)
        return known or next((page for page_id, page in self.tabs.pages() if page_id == here), None)

    def person_in_front(self) -> str:
        """Return whose page is shown, or nothing."""
        page = self.page_in_front()
        return page.person_id if page is not None else ""

    def _act(self, act_id: str) -> None:
        if act_id == "back" and self.cover.let_go():
            return
        if not self._may(act_id):
            return
        # A page under the cover is asked nothing: who presses may be anybody.
        page = None if self.is_locked() else self.page_in_front()
        if page is not None and page.act(act_id):
            return
        self.acts.do(act_id)

    def _may(self, act_id: str) -> bool:
        """Tell whether who is at work may do an act; somebody who may not is told who may."""
        if self.rights.has(act_id):
            return True
        self.tell(self.rights.sentence(act_id))
        return False

    def _counts_scans(self) -> bool:
        page = self.page_in_front()
        return page is not None and page.counts_scans

    def _half_a_code(self, words: str) -> None:
        if not self.is_locked():
            self.tell(words)

    def _offer_scan(self, answer: Answer) -> bool:
        page = self.page_in_front()
        return page is not None and page.take_scan(answer)

    def _open_answer(self, answer: Answer, booking: bool) -> None:
        if not answer.person_id:
            return
        self.open_person(answer.person_id)
        page = self.page_in_front()
        if booking:
            self.open_booking_form(answer.person_id)
        elif page is not None:
            page.take_scan(answer)

    def _restore(self, drafts: tuple[DraftView, ...]) -> None:
        # The latest come first in the list, last in the row; older ones wait under Oggi.
        for view in reversed(drafts[:MOST]):
            self._offer_draft(view)
        self.retitle()

    def _offer_draft(self, view: DraftView) -> None:
        if not self.makers.knows(view.kind):
            return
        if self.tabs.of_draft(view.draft_id) is None:
            make = partial(self.makers.of_draft, view)
            self.tabs.offer(
                f"draft:{view.draft_id}", self.parking.words(view), make, draft=True,
                kept_until=view.held_until,
            )  # fmt: skip

    def _draft_moved(self, words: str) -> None:
        self.tell(self.tr("The draft of %1 waits under Today").replace("%1", words))

    def _came(self, kinds: Collection[str]) -> None:
        self.broadcast(kinds)
        if self.is_locked():
            self.cover.begin()

    def _status_pressed(self, segment: str) -> None:
        if segment == "reader":
            self.acts.do("try_reader")
            return
        self.open_place("prints" if segment.startswith("printer") else "outbox")
        if segment == "export":
            self.makers.outbox.stick.export()

    def _wiped(self, words: str) -> None:
        """Cover everything for good: nothing of this desk can be read any more."""
        self.cover.lock()
        self.lock_page.set_error(words)

    def tell_stopped(self) -> None:
        """Say that something went wrong and that nothing is lost."""
        words = self.tr("Something stopped. Your data are safe. Go on, or close and open again.")
        if self.is_locked():
            self.lock_page.set_error(words)
        else:
            self.tell(words)
