# SPDX-License-Identifier: EUPL-1.2
"""Closing the day: one panel that sums it up, and one key that closes, stores and prints."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt

from welfare_desk.core.dates import date_text, weekday_text
from welfare_desk.core.instants import local_date, local_time_text
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.day_report import DayReport
from welfare_desk.desk.views.today import PrintView
from welfare_desk.ui.cards.stock_page import StockPage
from welfare_desk.ui.closing.tables import TableCard, summary
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.layout import ActionBar, TwoColumns, clear
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.link_words import LinkWords
from welfare_desk.ui.page import Page

DAYS = 8
"""Days to choose from, today and those before."""


class Shut(msgspec.Struct, frozen=True, kw_only=True):
    """What closing a day left behind."""

    report: DayReport
    job: PrintView
    folder: str
    """Where the files are; nothing where they could not be written."""
    refused: str = ""
    """Why they could not, in words."""


class ClosingPage(Page):
    """Ctrl+Enter closes the day with PDF, table and print; before that nothing is asked."""

    help_page = "closing"
    kinds = frozenset(
        {"booking", "person", "voucher_card", "redemption", "stock_count", "draft", "print_job"}
    )

    def __init__(self, context: Context, closed: Callable[[], None] = lambda: None) -> None:
        """``closed`` is called behind each closing, for what follows by itself."""
        super().__init__()
        self.setObjectName("closing")
        self._context, self._look = context, context.theme
        self._closed = closed
        self._busy = False
        self._left_open: datetime.date | None = None
        self.report: DayReport | None = None
        self._words = LinkWords(self)
        self._build()
        self.reload()

    def title(self) -> str:
        """Return what the page is for."""
        return self.tr("Close the day")

    def reload(self) -> None:
        """Read the figures anew."""
        desk, day = self._context.desk, self._day()
        self._context.read(
            lambda: (
                desk.closing.report(day),
                str(desk.closing.folder()),
                desk.closing.left_open(),
            ),
            self,
            self._come,
        )

    def shown(self) -> None:
        """Bring the figures up to date; Ctrl+Enter works from anywhere."""
        self._context.set_companion(None)
        self.reload()
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act_id: str) -> bool:
        """Close by Ctrl+Enter; the figures need not be on screen yet."""
        if act_id == "confirm":
            self.close_day()
            return True
        return False

    def close_day(self) -> None:
        """Close the day that is shown, store PDF and table, and print."""
        if self._busy:
            return
        self._busy = True
        desk, day, context = self._context.desk, self._day(), self._context
        context.write(
            lambda: desk.closing.close(day),
            self,
            lambda report: context.paper(
                lambda: _stored(desk, report, context), self, self._done, self._refused
            ),
            self._refused,
        )

    def reopen(self) -> None:
        """Take the closing back; work goes on as if it had not been."""
        desk, day = self._context.desk, self._day()

        def done(report: DayReport) -> None:
            self._show(report)
            self._context.toast(self.tr("The day is open again"))

        self._context.write(lambda: desk.closing.reopen(day), self, done, self._refused)

    def _relook(self) -> None:
        # A day never ends in dots.
        self.day.setMinimumWidth(self._look.px(176))

    def _see_earlier(self) -> None:
        if self._left_open is not None:
            self.day.set_value(self._left_open.isoformat())
            self.reload()

    def _day(self) -> datetime.date:
        chosen = self.day.value()
        today = local_date(self._context.desk.now_us())
        return datetime.date.fromisoformat(chosen) if chosen else today

    def _build(self) -> None:
        look = self._look
        self._sheet = Sheet(look, self.title(), name="closing.page")
        today = local_date(self._context.desk.now_us())
        days = [today - datetime.timedelta(days=back) for back in range(DAYS)]
        self.day = ChoiceField(
            look,
            self.tr("Day"),
            [(day.isoformat(), date_text(day)) for day in days],
            name="closing.day",
        )
        self.day.changed.connect(lambda _day: self.reload())
        self._sheet.add_header(self.day)
        body = self._sheet.body
        self.undo = ActionButton(
            look, "secondary", self.tr("Open it again"), icon="undo-2", size="middle",
            name="closing.reopen",
        )  # fmt: skip
        self.undo.clicked.connect(self.reopen)
        self.standing = Notice(look, "info", "", button=self.undo, name="closing.standing")
        body.addWidget(self.standing)
        go = ActionButton(
            look, "secondary", self.tr("See that day"), size="middle", name="closing.see_earlier"
        )
        go.clicked.connect(self._see_earlier)
        self.earlier = Notice(look, "warning", "", button=go, name="closing.earlier")
        body.addWidget(self.earlier)
        self.link = Notice(look, "ok", "", name="closing.link")
        body.addWidget(self.link)
        self.figures = Card(look, name="closing.figures")
        body.addWidget(self.figures)
        columns = TwoColumns(look)
        self.people = TableCard(look, "people", "users")
        self.bookings = TableCard(look, "bookings", "calendar-days")
        self.cards = TableCard(look, "cards", "credit-card")
        self.stock = TableCard(look, "stock", "calculator")
        count = ActionButton(
            look, "ghost", self.tr("Count the cards"), size="small", name="closing.count"
        )
        count.clicked.connect(lambda: self._context.set_page(StockPage(self._context)))
        if self.stock.header is not None:
            self.stock.header.add(count)
        self.left = TableCard(look, "left", "list-checks")
        for column, cards in (
            (columns.left, (self.people, self.bookings)),
            (columns.right, (self.cards, self.stock, self.left)),
        ):
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        body.addWidget(columns)
        self.money = TableCard(look, "money", "euro")
        body.addWidget(self.money)
        body.addStretch(1)
        bar = ActionBar(look, "")
        self.confirm = button_for(
            look, self._context.actions, "confirm", Rank.PRIMARY,
            text=self.tr("Close the day and print"), icon="clipboard-check",
            name="closing.confirm",
        )  # fmt: skip
        self.confirm.clicked.connect(self.close_day)
        bar.add(self.confirm)
        self._bar = bar
        self._sheet.set_action_bar(bar)
        self.hold(self._sheet)
        self._relook()
        look.changed.connect(self._relook)
        for widget in (self.standing, self.earlier, self.link):
            show_if(widget, False)

    def _come(self, found: tuple[DayReport, str, datetime.date | None]) -> None:
        report, folder, left_open = found
        if report.on == self._day():
            self._show(report)
            self._left_open = left_open
            show_if(self.earlier, left_open not in (None, report.on))
            if left_open is not None:
                words = self.tr("%1 was not closed")
                self.earlier.set_words(
                    words.replace("%1", weekday_text(left_open, self._context.lang).capitalize()),
                    self.tr("It is closed as today is; its figures are all here."),
                )
            words = self.tr("PDF and table go to %1, the paper to the printer.")
            self._bar.set_note(words.replace("%1", folder))

    def _show(self, report: DayReport) -> None:
        self.report = report
        lang = self._context.lang
        self._sheet.set_heading(
            self.title(), f"{weekday_text(report.on, lang)} · {report.desk_name}"
        )
        self._say_standing(report)
        face = self._words.face(report.status)
        self.link.set_words(face.text, tone=face.tone, icon=face.icon)
        show_if(self.link, True)
        clear(self.figures.body)
        self.figures.body.addWidget(summary(self._look, report, lang))
        for card in (self.people, self.bookings, self.cards, self.stock, self.left, self.money):
            card.show_day(report, lang)
        again = report.closing is not None
        self.confirm.set_text(
            self.tr("Close it again and print") if again else self.tr("Close the day and print")
        )

    def _say_standing(self, report: DayReport) -> None:
        closing = report.closing
        if closing is None:
            self.standing.set_words(
                self.tr("The day is open"),
                self.tr("Look at the figures, then press Ctrl+Enter. You can open it again."),
                tone="info",
                icon="clipboard-check",
            )
        else:
            words = self.tr("Closed at %1 by %2")
            words = words.replace("%1", local_time_text(closing.closed_at))
            words = words.replace("%2", closing.operator_name)
            since = report.since_closing
            remedy = self.tr("%n operations since: close it again", "", since) if since else ""
            tone = "warning" if since else "ok"
            self.standing.set_words(words, remedy, tone=tone, icon="clipboard-check")
        show_if(self.undo, closing is not None)
        show_if(self.standing, True)

    def _done(self, shut: Shut) -> None:
        self._busy = False
        self._show(shut.report)
        context = self._context
        context.queued(shut.job)
        context.broadcast({"print_job"})
        if shut.refused:
            context.toast(shut.refused)
        else:
            words = self.tr("Day closed. PDF and table are in %1").replace("%1", shut.folder)
            context.toast(words, self.reopen)
        self._closed()

    def _refused(self, sentence: str) -> None:
        self._busy = False
        self._context.toast(sentence)
        self.reload()


def _stored(desk: Desk, report: DayReport, context: Context) -> Shut:
    """Make the paper, then the files of it; the paper is there also where they are not."""
    job = desk.queue_print("day_report", report.on.isoformat())
    try:
        made = desk.closing.files(report, desk.prints.pdf(job.job_id))
    except Exception as error:  # noqa: BLE001  # because ``sentence`` raises what is no refusal
        return Shut(report=report, job=job, folder="", refused=context.sentence(error))
    return Shut(report=report, job=job, folder=str(made.pdf.parent))
