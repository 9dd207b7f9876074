# SPDX-License-Identifier: EUPL-1.2
"""The person's page, the hub of the counter (picture 02)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text
from welfare_desk.core.phones import phone_text
from welfare_desk.core.places import Places
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.proposal import places
from welfare_desk.desk.sentences import code_text
from welfare_desk.desk.views.people import PersonView, person_view
from welfare_desk.desk.views.today import PrintView
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.layout import HBox, Line, Panel, TwoColumns, VBox
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import ConfirmPanel, Notice
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.segments import PageTabs, Tab
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.amend_page import AmendPage
from welfare_desk.ui.people.delegate_page import DelegatePage
from welfare_desk.ui.people.history import HistoryCard
from welfare_desk.ui.people.household_page import HouseholdPage
from welfare_desk.ui.people.isee_page import IseePage
from welfare_desk.ui.people.notice import NoticeGiven
from welfare_desk.ui.people.person_head import PersonHead
from welfare_desk.ui.people.summary import Summary
from welfare_desk.ui.people.words import PeopleWords


class PersonPage(Page):
    """Shows one person; forms open over it."""

    kinds = frozenset(
        {
            "person",
            "household",
            "household_member",
            "isee_attestation",
            "notice",
            "delegation",
            "booking",
            "voucher_card",
            "posting",
            "review_item",
            "slot",
        }
    )

    def __init__(self, context: Context, person_id: str) -> None:
        super().__init__()
        self.person_id = person_id
        self._context, self._look = context, context.theme
        self._view: PersonView | None = None
        self._words = PeopleWords(self)
        self._summary = Summary(context, self)
        self._summary.asked.connect(self._ask)
        self._notice = NoticeGiven(context, self)
        self._sheet = Sheet(self._look, name="person")
        self.head = PersonHead(context)
        self.head.asked.connect(lambda act: self._ask(act, ""))
        self.head.set_acts(self._acts())
        self.tabs = PageTabs(
            self._look, self._tabs(), spoken=self.tr("Parts of the page"), name="person.tabs"
        )
        self.tabs.chosen.connect(lambda _tab: self._fill())
        top = QWidget()
        column = VBox(self._look, 0, parent=top)
        column.addWidget(self.head)
        strip = Panel("surface")
        inner = HBox(self._look, 0, (14, 0, 14, 0), strip)
        inner.addWidget(self.tabs)
        column.addWidget(strip)
        column.addWidget(Line(self._look))
        self._sheet.replace_head(top)
        self._content: QWidget | None = None
        self._question: Companion | None = None
        self.hold(self._sheet)
        self._first = True
        self.reload()

    def title(self) -> str:
        """Return the person's name."""
        return f"{self._view.surname} {self._view.name}".strip() if self._view else ""

    def reload(self) -> None:
        """Show the person as stored now; the first time is noted as a visit."""
        desk, person_id = self._context.desk, self.person_id
        if self._first:
            self._first = False
            self._context.write(lambda: desk.person(person_id), self, self._show)
            return
        self._context.read(
            lambda: desk.look(lambda here: person_view(here, person_id)), self, self._show
        )

    def shown(self) -> None:
        """Leave the focus where scans and keys work: on the page."""
        self.tabs.setFocus()

    def act(self, act_id: str) -> bool:
        """Replace the card (Maiusc+F7) and print the booking (Ctrl+P)."""
        if act_id == "back" and self._question is not None:
            self._drop_question()
            return True
        if act_id == "replace_card":
            living = self._living_card()
            if living:
                self._context.open_replace_form(self.person_id, living)
            else:
                self._context.toast(self.tr("There is no card to replace"))
            return True
        return False

    def take_scan(self, answer: Answer) -> bool:
        """Show the part of the page that a scanned booking or card belongs to."""
        if answer.person_id != self.person_id:
            return False
        part = {"card": "cards", "booking": "bookings"}.get(answer.meaning, "")
        if part:
            self.tabs.set_current(part)
            self._fill()
        return True

    def _show(self, view: PersonView | None) -> None:
        if view is None:
            self._sheet.set_heading(self.tr("This person is not at this desk"))
            self.head.hide()
            return
        self._view = view
        self.head.show_person(view)
        self.head.set_notices(self._notices(view))
        self.tabs.set_tabs(self._tabs())
        self._fill()
        self._context.retitle()

    def _fill(self) -> None:
        if self._view is None:
            return
        body = self._sheet.body
        if self._content is not None:
            body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = self._part(self.tabs.current(), self._view)
        body.addWidget(self._content)

    def _part(self, part: str, view: PersonView) -> QWidget:
        summary = self._summary
        if part == "bookings":
            return summary.all_bookings(view)
        if part == "cards":
            return summary.all_cards(view)
        if part == "history":
            return HistoryCard(self._context, self.person_id)
        columns = TwoColumns(self._look, 16, (13, 12), narrow_below=770)
        if part == "data":
            columns.left.addWidget(summary.data(view, self._data(view)))
            columns.right.addWidget(summary.delegates(view))
            return columns
        columns.left.addWidget(summary.household(view))
        columns.left.addWidget(summary.bookings(view))
        columns.right.addWidget(summary.isee(view))
        columns.right.addWidget(summary.cards(view))
        return columns

    def _tabs(self) -> tuple[Tab, ...]:
        view = self._view
        coming = sum(1 for one in view.bookings if not one.past) if view else 0
        cards = len(view.cards) if view else 0
        return (
            Tab("summary", self.tr("Summary")),
            Tab("bookings", self.tr("Bookings"), coming or None),
            Tab("cards", self.tr("Vouchers and cards"), cards or None),
            Tab("data", self.tr("Data")),
            Tab("history", self.tr("History")),
        )

    def _acts(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("amend", self.tr("Edit the data"), "pencil"),
            ("household", self.tr("Household"), "users"),
            ("isee", self.tr("Record an ISEE"), "euro"),
            ("delegate", self.tr("Name a delegate"), "user-check"),
            ("notice", self.tr("Print the privacy notice"), "printer"),
            ("replace_card", self.tr("Block and replace the card"), "repeat"),
        )

    def _notices(self, view: PersonView) -> list[Notice]:
        notices = []
        if not view.notice_current:
            button = ActionButton(
                self._look,
                "secondary",
                self.tr("Give and print"),
                icon="printer",
                size="middle",
                name="person.give_notice",
            )
            button.clicked.connect(lambda: self._ask("notice", ""))
            notices.append(
                Notice(
                    self._look,
                    "warning",
                    self.tr("Privacy notice not given yet"),
                    self.tr("Read it aloud and have it signed."),
                    button=button,
                )
            )
        for code in view.reviews[:2]:
            words = code_text(code, {}, self._context.lang)
            notices.append(Notice(self._look, "info", self.tr("To review"), words))
        if not view.fiscal_code and len(notices) < 2:
            words = dict(self._words.no_code_reasons()).get(
                view.no_code_reason, view.no_code_reason
            )
            fact = self.tr("Without fiscal code")
            notices.append(Notice(self._look, "info", fact, words))
        return notices

    def _data(self, view: PersonView) -> tuple[tuple[str, str], ...]:
        sexes = dict(self._words.sexes())
        birthplace = _place_name(places(), view.birthplace_code)
        street = f"{view.street} {view.street_no}".strip()
        town = f"{view.postal_code} {view.municipality_name}".strip()
        rows = (
            (self.tr("Surname"), view.surname),
            (self.tr("Name"), view.name),
            (self.tr("Sex"), sexes.get(view.sex, "")),
            (self.tr("Birth date"), date_text(view.born_on) if view.born_on else ""),
            (self.tr("Birthplace"), birthplace),
            (self.tr("Fiscal code"), view.fiscal_code),
            (self.tr("Phone"), phone_text(view.phone)),
            (self.tr("Address"), ", ".join(part for part in (street, town) if part)),
            (self.tr("Language of papers"), dict(self._words.languages()).get(view.language, "")),
            (self.tr("How to reach"), dict(self._words.channels()).get(view.channel, "")),
            (
                self.tr("Privacy notice"),
                date_text(view.notice_given_on) if view.notice_given_on else "",
            ),
        )
        return tuple((name, value or "–") for name, value in rows)

    def _ask(self, act: str, subject: str) -> None:
        context, view = self._context, self._view
        if view is None:
            return
        if act == "open":
            context.open_person(subject)
        elif act.startswith("tab."):
            self.tabs.set_current(act.removeprefix("tab."))
            self._fill()
        elif act == "book":
            context.open_booking_form(self.person_id)
        elif act == "issue_card":
            context.open_issue_form(self.person_id)
        elif act == "move":
            context.open_booking_form(self.person_id, subject)
        elif act == "replace_card":
            card_id = subject or self._living_card()
            if card_id:
                context.open_replace_form(self.person_id, card_id)
            else:
                context.toast(self.tr("There is no card to replace"))
        elif act == "cancel":
            self._ask_cancel(subject)
        elif act == "print_slip":
            self._print("slip", subject)
        elif act == "notice":
            self._notice.give(view)
        else:
            self._open_form(act, view)

    def _open_form(self, act: str, view: PersonView) -> None:
        context = self._context
        if act == "amend":
            context.set_page(AmendPage(context, view))
        elif act == "household":
            context.set_page(HouseholdPage(context, view))
        elif act == "isee" and view.household_id:
            context.set_page(IseePage(context, view))
        elif act == "isee":
            context.toast(self.tr("Form the household first: an ISEE belongs to it"))
            context.set_page(HouseholdPage(context, view))
        elif act == "delegate":
            context.set_page(DelegatePage(context, view))

    def _living_card(self) -> str:
        cards = self._view.cards if self._view else ()
        living = [one for one in cards if one.state not in ("blocked", "replaced")]
        return living[0].card_id if living else ""

    def _print(self, kind: str, subject_id: str) -> None:
        desk = self._context.desk

        def done(job: PrintView) -> None:
            self._context.queued(job)
            self._context.broadcast({"print_job"})
            self._context.toast(self.tr("Sent to the printer: %1").replace("%1", job.title))

        self._context.paper(lambda: desk.queue_print(kind, subject_id), self, done)

    def _ask_cancel(self, booking_id: str) -> None:
        view = self._view
        booking = (
            next((b for b in view.bookings if b.booking_id == booking_id), None) if view else None
        )
        if booking is None:
            return
        self._drop_question()
        back = self._context.actions.key("back")
        panel = Companion(self._look, self.tr("Cancel the booking"), name="person.cancel_panel")
        day = self._summary.short_day(booking.slot_on)
        confirm = ConfirmPanel(
            self._look,
            self.tr("Cancel %1, %2?").replace("%1", booking.offering_title).replace("%2", day),
            self.tr("The place is free for others at once. The slip counts no more."),
            confirm=self.tr("Cancel the booking"),
            confirm_icon="calendar-x",
            safe=self.tr("Keep it"),
            safe_key=back,
            name="person.cancel",
        )
        confirm.confirmed.connect(lambda: self._cancel(booking_id))
        confirm.declined.connect(self._drop_question)
        panel.body.addWidget(confirm)
        self._question = panel
        self._context.set_companion(panel)
        confirm.arm()

    def _cancel(self, booking_id: str) -> None:
        desk = self._context.desk
        operation = CancelBooking(booking_id=booking_id)

        def done(recorded: Recorded) -> None:
            self._drop_question()
            self._context.broadcast(recorded.kinds)
            self._context.toast(self.tr("Booking cancelled"))

        def refused(sentence: str) -> None:
            self._drop_question()
            self._context.toast(sentence)

        self._context.write(lambda: desk.record(operation), self, done, refused)

    def parked(self) -> None:
        """Put an open question away: it was not answered."""
        self._drop_question()

    def _drop_question(self) -> None:
        if self._question is not None:
            self._context.set_companion(None)
            self._question.deleteLater()
            self._question = None


def _place_name(known: Places, code: str) -> str:
    place = known.by_code(code) if code else None
    return place.label if place else code
