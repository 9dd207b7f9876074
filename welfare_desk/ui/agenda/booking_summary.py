# SPDX-License-Identifier: EUPL-1.2
"""The right panel of the booking form: what will be booked, the price explained, the act."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text, weekday_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import booking_label
from welfare_desk.desk.sentences import code_text, line_text
from welfare_desk.desk.views.booking import QuoteView
from welfare_desk.operations.second import COUNTER
from welfare_desk.ui.agenda import days
from welfare_desk.ui.agenda.booking_presenter import BookingPresenter
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import KeyValue
from welfare_desk.ui.kit.layout import HBox, Line, Panel, VBox, clear
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.text import Sign, Text
from welfare_desk.ui.look import Look

WIDTH = 328


class CheckLine(QWidget):
    """One line with a sign: what was looked at, and that it is well or not."""

    def __init__(self, look: Look, text: str, icon: str = "circle-check", ink: str = "ok") -> None:
        """Say ``text``."""
        super().__init__()
        row = HBox(look, 8, parent=self)
        row.addWidget(Sign(look, icon, ink, 16))
        row.addWidget(Text(look, text, "secondary", wrap=True), 1)


class PriceBox(Panel):
    """The price line by line, the sum large below a line."""

    def __init__(self, look: Look) -> None:
        """Start empty."""
        super().__init__("inset")
        column = VBox(look, 6, (14, 10, 14, 10), self)
        head = HBox(look, 8)
        head.addWidget(Sign(look, "euro", "primary", 18))
        head.addWidget(Text(look, self.tr("Price explained"), "strong"))
        head.addStretch(1)
        column.addLayout(head)
        self.lines = KeyValue(look)
        column.addWidget(self.lines)
        column.addWidget(Line(look))
        foot = HBox(look, 8)
        foot.addWidget(Text(look, self.tr("To pay"), "strong"))
        foot.addStretch(1)
        self.total = Text(look, "", "amount")
        self.total.setObjectName("booking.total")
        foot.addWidget(self.total)
        column.addLayout(foot)
        self.note = Text(look, "", "secondary", "muted", wrap=True)
        column.addWidget(self.note)

    def show_price(self, rows: Sequence[tuple[str, str]], total: str, note: str) -> None:
        """Show the steps and the sum."""
        self.lines.set_rows(rows)
        self.total.setText(total)
        self.note.setText(note)
        self.note.setVisible(bool(note))


class BookingSummary(Companion):
    """Shows the presenter's choice; ``confirmed`` tells whether to print."""

    confirmed = Signal(bool)
    exception_asked = Signal()

    def __init__(self, context: Context, presenter: BookingPresenter) -> None:
        """Follow ``presenter``."""
        super().__init__(context.theme, self.tr("4  Confirm"), name="booking.summary")
        self._context, self._presenter = context, presenter
        look = context.theme
        self.when = Text(look, "", "panel_title", wrap=True)
        self.where = Text(look, "", "body", wrap=True)
        self.what = Text(look, "", "secondary", "muted", wrap=True)
        words = VBox(look, 2)
        for widget in (self.when, self.where, self.what):
            words.addWidget(widget)
        self.body.addLayout(words)
        badge_row = HBox(look)
        self.badge = Badge(look, BadgeFace("–"))
        badge_row.addWidget(self.badge)
        badge_row.addStretch(1)
        self.body.addLayout(badge_row)
        self.price = PriceBox(look)
        self.body.addWidget(self.price)
        self.checks = VBox(look, 6)
        self.body.addLayout(self.checks)
        self.exception = ActionButton(
            look,
            "ghost",
            self.tr("Exception to the rule…"),
            icon="users",
            size="small",
            name="booking.exception_open",
        )
        self.exception.clicked.connect(self.exception_asked)
        self.body.addWidget(self.exception)
        self.body.addStretch(1)
        actions = context.actions
        self.confirm = button_for(
            look, actions, "confirm", "primary", name="booking.confirm"
        ).stretch()
        self.save = button_for(
            look,
            actions,
            "save",
            "ghost",
            text=self.tr("Confirm without printing"),
            icon="",
            size="middle",
            name="booking.save",
        ).stretch()
        self.add_foot(self.confirm)
        self.add_foot(self.save)
        self.confirm.clicked.connect(lambda: self.confirmed.emit(True))
        self.save.clicked.connect(lambda: self.confirmed.emit(False))
        presenter.choice_changed.connect(self.refresh)
        presenter.busy_changed.connect(lambda _busy: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen now."""
        presenter, lang = self._presenter, self._context.lang
        slot, quote, service = presenter.slot(), presenter.quote, presenter.service()
        ready = not presenter.obstacle() and not presenter.busy
        self.confirm.setEnabled(ready)
        self.save.setEnabled(ready)
        self.price.setVisible(quote is not None and slot is not None)
        self.badge.setVisible(slot is not None)
        self.exception.setVisible(self._may_except())
        if slot is None:
            self.when.setText(self.tr("Choose a day and a time"))
            self.where.setText("")
            self.what.setText(service.name if service else "")
            self._show_checks([])
            return
        self.when.setText(weekday_text(slot.slot_on, lang))
        place = ", ".join(part for part in (slot.place_name, slot.address) if part)
        self.where.setText(f"{days.hours_text(slot)} · {place}")
        title = service.name if service else ""
        self.what.setText(f"{title} · {presenter.who_name()}")
        self.badge.set_face(self._face())
        if quote is not None:
            owed = sum(each.person_cents for each in presenter.quotes())
            self.price.show_price(self._price_rows(), euro_text(owed, lang), quote.resolution)
        self._show_checks(self._checks())

    def _face(self) -> BadgeFace:
        presenter = self._presenter
        obstacle, slot = presenter.obstacle(), presenter.slot()
        if obstacle == "mine":
            return BadgeFace(self.tr("Already booked here"), "info", "calendar-check")
        if obstacle == "unmet":
            return BadgeFace(self.tr("Not by the rule"), "warning", "ban")
        if obstacle == "full":
            return BadgeFace(self.tr("Full"), "neutral", "ban")
        if slot is not None and slot.guaranteed >= len(presenter.people()):
            return BadgeFace(self.tr("Will be confirmed"), "ok", "circle-check")
        return BadgeFace(self.tr("Will be provisional"), "warning", "hourglass")

    def _may_except(self) -> bool:
        """Tell whether there is something that two people may allow."""
        presenter = self._presenter
        who = self._context.desk.session.operator
        slot = presenter.slot()
        if slot is None or who is None or who.role not in COUNTER:
            return False
        if presenter.exceptional is not None or presenter.obstacle() in ("mine", "full", "none"):
            return False
        if slot.unmet:
            return all(one.waivable for one in slot.unmet)
        return who.role == "supervisor" and not presenter.also

    def _price_rows(self) -> list[tuple[str, str]]:
        presenter, lang = self._presenter, self._context.lang
        quotes, slot = presenter.quotes(), presenter.slot()
        rows: list[tuple[str, str]] = []
        isee = presenter.person.isee if presenter.person else None
        quote = quotes[0]
        if isee is not None and isee.isee_id == quote.isee_id and len(quotes) == 1:
            rows.append((self.tr("ISEE"), euro_text(isee.value_cents, lang)))
            rows.append((self.tr("Valid until"), date_text(isee.valid_to)))
        for person_id, each in zip(presenter.people(), quotes, strict=True):
            if len(quotes) > 1:
                name = presenter.name_of(person_id)
                rows.append((name, euro_text(each.total_cents, lang)))
            steps = self._steps(each)
            rows += steps if len(quotes) == 1 else [(f"· {words}", sum_) for words, sum_ in steps]
        if slot is not None and quote.units != 1:
            # Else the hours above say it already, and the checks below stay in sight.
            rows.append((self.tr("Duration"), self.tr("%n minutes", "", slot.minutes)))
        return rows + self._payers(quotes)

    def _steps(self, quote: QuoteView) -> list[tuple[str, str]]:
        lang = self._context.lang
        return [
            (line_text("fee", line.code, dict(line.facts), lang), euro_text(line.cents, lang))
            for line in quote.lines
            if line.code != "units" or quote.units != 1
        ]

    def _payers(self, quotes: Sequence[QuoteView]) -> list[tuple[str, str]]:
        """Return what others than the person pay, together for all who come."""
        lang = self._context.lang
        paid: dict[str, int] = {}
        for each in quotes:
            for share in each.shares:
                if share.payer != "person":
                    words = line_text("payer", share.payer, {}, lang)
                    words = f"{words} ({share.name})" if share.name else words
                    paid[words] = paid.get(words, 0) + share.cents
        return [(words, euro_text(-cents, lang)) for words, cents in paid.items()]

    def _checks(self) -> list[QWidget]:
        look, presenter = self._context.theme, self._presenter
        slot = presenter.slot()
        found: list[QWidget] = []
        clash = presenter.clash()
        if clash:
            words = self.tr("At the same hour there is %1").replace("%1", booking_label(clash))
            found.append(CheckLine(look, words, "triangle-alert", "warning"))
        else:
            found.append(CheckLine(look, self.tr("No other appointment at that hour")))
        for name, one in presenter.unmet():
            words = code_text(one.code, dict(one.facts), self._context.lang)
            words = f"{name}: {words}" if presenter.also else words
            found.append(CheckLine(look, words, "triangle-alert", "warning"))
        allowed = presenter.exceptional
        if allowed is not None:
            words = self.tr("Exception signed by two: %1").replace("%1", allowed.reason)
            found.append(CheckLine(look, words, "users", "warning"))
        if slot is not None and slot.meetings:
            dates = ", ".join(f"{meeting.on:%d/%m}" for meeting in slot.meetings)
            words = self.tr("%n meetings: %1", "", len(slot.meetings)).replace("%1", dates)
            found.append(CheckLine(look, words, "calendar-days", "muted"))
        assured = slot is not None and slot.guaranteed >= len(presenter.people())
        if slot is not None and not assured and slot.free_elsewhere:
            words = self.tr("The answer comes within tomorrow: the paper says so")
            found.append(CheckLine(look, words, "hourglass", "warning"))
        found.append(CheckLine(look, self.tr("Reminder on A4"), "printer", "muted"))
        return found

    def _show_checks(self, lines: Sequence[QWidget]) -> None:
        clear(self.checks)
        for line in lines:
            self.checks.addWidget(line)
