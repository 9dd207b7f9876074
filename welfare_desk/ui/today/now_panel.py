# SPDX-License-Identifier: EUPL-1.2
"""«Adesso»: who waits or comes next, parked forms, prints in trouble, what to review."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from welfare_desk.core.instants import local_time_text, minute_text
from welfare_desk.desk.printing import in_spool
from welfare_desk.desk.sentences import code_text
from welfare_desk.desk.views.status import StatusView
from welfare_desk.desk.views.today import Appointment, DraftView, PrintView, ReviewView, TodayView
from welfare_desk.operations.roles import may_act
from welfare_desk.ui.calls.page import CallsPage
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Row
from welfare_desk.ui.kit.panels import Companion, PanelSection
from welfare_desk.ui.link_words import LinkWords
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.open_tabs import minutes_left
from welfare_desk.ui.page import Page
from welfare_desk.ui.requests_inbox.page import InboxPage
from welfare_desk.ui.reviews.review_page import ReviewPage
from welfare_desk.ui.service_requests.answers_page import AnswersPage

NEXT = 3
MOST_DRAFTS = 5


class NowPanel(Companion):
    """The right panel at rest; ``counted`` tells drafts and prints in trouble."""

    kinds = frozenset(
        {
            "booking",
            "person",
            "review_item",
            "draft",
            "print_job",
            "wait_entry",
            "slot",
            "service_request",
        }
    )
    counted = Signal(int, int)

    def __init__(self, context: Context) -> None:
        super().__init__(
            context.theme, "", key=context.actions.key("next_region"), padded=False, name="now"
        )
        self.title.setText(self.tr("Now"))
        self.setAccessibleName(self.tr("Now"))
        self._context = context
        self._view: TodayView | None = None
        self._status: StatusView | None = None
        self._sent = ""
        self._sections: list[PanelSection] = []

    def reload(self) -> None:
        """Show what goes on now."""
        self._context.read(self._context.desk.today, self, self._show)

    def set_status(self, status: StatusView, words: LinkWords) -> None:
        """Note what waits to be sent."""
        before = (self._status.pending, self._sent) if self._status else None
        self._status = status
        self._sent = words.short(status)
        if self._view is not None and before != (status.pending, self._sent):
            self._fill()

    def summary(self) -> str:
        """Return what goes on in one line."""
        parts = []
        if self._view is not None:
            waiting = [one for one in self._view.appointments if one.booking.state == "arrived"]
            parts.append(self.tr("%n waiting", "", len(waiting)))
            if self._view.prints:
                parts.append(self.tr("%n prints", "", len(self._view.prints)))
        if self._sent:
            parts.append(self._sent)
        return " · ".join(parts)

    def troubled_printers(self) -> frozenset[str]:
        """Return the roles of printers that a paper waits for because something is wrong."""
        jobs = self._view.prints if self._view else ()
        # A card that lies there to be looked at says nothing against its printer.
        return frozenset(
            job.role for job in jobs if job.state == "failed" or in_spool(job.note) is not None
        )

    def _show(self, view: TodayView) -> None:
        self._view = view
        self._fill()
        self.counted.emit(len(view.drafts), len(view.prints))

    def _fill(self) -> None:
        view = self._view
        if view is None:
            return
        for section in self._sections:
            self.body.removeWidget(section)
            section.hide()
            section.deleteLater()
        self._sections = []
        self._people(view)
        if view.calls:
            section = self._section("phone", self.tr("Calls to make"), view.calls, "info")
            section.rows.addWidget(self._calls())
        self._requests(view)
        if view.drafts:
            section = self._section("file-pen-line", self.tr("Parked drafts"), len(view.drafts))
            for draft in view.drafts[:MOST_DRAFTS]:
                section.rows.addWidget(self._draft(draft))
        if view.prints:
            words = self.tr("Prints to check")
            section = self._section("triangle-alert", words, len(view.prints), "warning")
            for job in view.prints[:NEXT]:
                section.rows.addWidget(self._print(job))
        if view.reviews:
            words = self.tr("To review")
            section = self._section("list-checks", words, len(view.reviews), "info")
            for item in view.reviews[:NEXT]:
                section.rows.addWidget(self._review(item))
        self._outbox()

    def _section(self, icon: str, words: str, count: int, ink: str = "muted") -> PanelSection:
        section = PanelSection(self._context.theme, icon, words, count, ink=ink)
        self._sections.append(section)
        self.body.addWidget(section)
        return section

    def _people(self, view: TodayView) -> None:
        look = self._context.theme
        waiting = [one for one in view.appointments if one.booking.state == "arrived"]
        if waiting:
            section = self._section("users", self.tr("Waiting"), len(waiting))
            for one in waiting:
                row = Row(look, self._name(one), self._when(one), icon="map-pin-check", ink="ok")
                row.add(self._button(self.tr("Open"), one.booking.person_id))
                section.rows.addWidget(row)
            return
        coming = [one for one in view.appointments if one.booking.state == "booked"]
        section = self._section("users", self.tr("Next in the queue"), len(coming))
        for one in coming[:NEXT]:
            time = minute_text(one.booking.start_minute)
            row = Row(look, self._name(one), one.booking.offering_title, lead=time)
            row.add(self._button(self.tr("Open"), one.booking.person_id))
            section.rows.addWidget(row)
        if not coming:
            section.rows.addWidget(
                Row(look, self.tr("Nobody is waiting"), role="body", icon="check", ink="ok")
            )

    def _requests(self, view: TodayView) -> None:
        """Tell what providers have to answer, and which answers wait to be told."""
        who = self._context.desk.session.operator
        if view.answers:
            words = self.tr("Answers to tell")
            section = self._section("calendar-check", words, view.answers, "info")
            words = self.tr("Tell the people")
            section.rows.addWidget(self._way(words, "phone", "now.answers", AnswersPage))
        if view.to_answer and who is not None and may_act(who.role, "answer"):
            words = self.tr("Requests to answer")
            section = self._section("list-checks", words, view.to_answer, "info")
            words = self.tr("People wait for it")
            section.rows.addWidget(self._way(words, "hourglass", "now.inbox", InboxPage))

    def _way(self, words: str, icon: str, name: str, page: Callable[[Context], Page]) -> Row:
        row = Row(self._context.theme, words, role="body", icon=icon)
        button = ActionButton(self._context.theme, "ghost", self.tr("See"), size="small", name=name)
        button.clicked.connect(lambda: self._context.set_page(page(self._context)))
        row.add(button)
        return row

    def _calls(self) -> Row:
        words = self.tr("Freed places, closed slots, reminders")
        row = Row(self._context.theme, words, role="body", icon="phone")
        button = ActionButton(
            self._context.theme, "ghost", self.tr("See"), size="small", name="now.calls"
        )
        button.clicked.connect(lambda: self._context.set_page(CallsPage(self._context)))
        row.add(button)
        return row

    def _draft(self, draft: DraftView) -> Row:
        kinds = {
            "intake": self.tr("New person"),
            "booking": self.tr("Booking"),
            "issue": self.tr("Card to issue"),
            "return": self.tr("Return of a shop"),
        }
        what, since = kinds.get(draft.kind, ""), local_time_text(draft.started_at)
        parts = [what, since]
        if draft.operator_id != self._context.operator_id() and draft.author:
            parts = [short_name(draft.author), since]
        left = minutes_left(draft.held_until, self._context.desk.now_us())
        if left:
            # First: of a line too long the end is cut.
            parts.insert(0, self.tr("place kept for %n min", "", left))
        detail = " · ".join(part for part in parts if part)
        row = Row(self._context.theme, draft.title or what, detail, icon="file-pen-line")
        if draft.author:
            begun = self.tr("begun %1 by %2").replace("%1", since).replace("%2", draft.author)
            row.setToolTip(begun)
        button = ActionButton(self._context.theme, "ghost", self.tr("Resume"), size="small")
        resume = partial(self._context.open_draft, draft.draft_id)
        if draft.kind == "return":
            resume = partial(self._context.open_place, "returns")
        button.clicked.connect(resume)
        row.add(button)
        return row

    def _print(self, job: PrintView) -> Row:
        words = self.tr("To print later") if job.state == "later" else self.tr("To check")
        row = Row(self._context.theme, job.title, words, icon="printer-x", ink="warning")
        button = ActionButton(self._context.theme, "ghost", self.tr("See"), size="small")
        button.clicked.connect(partial(self._context.open_place, "prints"))
        row.add(button)
        return row

    def _review(self, item: ReviewView) -> Row:
        words = code_text(item.code, {}, self._context.lang)
        row = Row(
            self._context.theme,
            item.person_name or words,
            words if item.person_name else "",
            icon="calendar-clock",
        )
        button = ActionButton(
            self._context.theme,
            "ghost",
            self.tr("Review"),
            size="small",
            name=f"now.review.{item.item_id}",
        )
        button.clicked.connect(partial(self._show_review, item.item_id))
        row.add(button)
        return row

    def _show_review(self, item_id: str) -> None:
        self._context.set_page(ReviewPage(self._context, item_id))

    def _outbox(self) -> None:
        status = self._status
        if status is None:
            return
        section = self._section("send", self.tr("To send"), status.pending)
        if status.state == "in_sync" and status.last_sync_at is not None:
            words = self.tr("All sent at %1").replace("%1", local_time_text(status.last_sync_at))
            row = Row(
                self._context.theme, words, role="body", icon="circle-check", ink="ok", lined=False
            )
        elif status.pending:
            words = self.tr("Safe on this computer")
            row = Row(self._context.theme, words, role="body", icon="hard-drive", lined=False)
        else:
            words = self.tr("Nothing waits")
            row = Row(self._context.theme, words, role="body", icon="check", lined=False)
        section.rows.addWidget(row)

    def _button(self, words: str, person_id: str) -> ActionButton:
        button = ActionButton(self._context.theme, "ghost", words, size="small")
        button.clicked.connect(partial(self._context.open_person, person_id))
        return button

    def _name(self, one: Appointment) -> str:
        return f"{one.surname} {one.name}".strip()

    def _when(self, one: Appointment) -> str:
        return f"{minute_text(one.booking.start_minute)} · {one.booking.offering_title}"
