# SPDX-License-Identifier: EUPL-1.2
"""The person's page, the hub of the counter (picture 02)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.views.papers import PapersView, papers_view
from welfare_desk.desk.views.people import BookingView, PersonView, person_view
from welfare_desk.desk.views.today import PrintView
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.operations.merging import ProposeMerge
from welfare_desk.operations.roles import may_act
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda.slip_page import SlipPage
from welfare_desk.ui.cards.purchase_page import PurchasePage
from welfare_desk.ui.cards.words import DEAD_CARDS
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.layout import HBox, Line, Panel, TwoColumns, VBox
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import ConfirmPanel
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.segments import PageTabs, Tab
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.booking_row import NAME
from welfare_desk.ui.people.data_tab import DataCard, MergedCard
from welfare_desk.ui.people.delegations_card import DelegationsCard
from welfare_desk.ui.people.history import HistoryCard
from welfare_desk.ui.people.notice import NoticeGiven
from welfare_desk.ui.people.papers_cards import (
    ConsentsCard,
    IdentifiersCard,
    NoticesCard,
    PrintsCard,
)
from welfare_desk.ui.people.person_forms import PersonForms
from welfare_desk.ui.people.person_head import PersonHead
from welfare_desk.ui.people.person_warnings import PersonWarnings
from welfare_desk.ui.people.reason_box import AskingCard, is_asking
from welfare_desk.ui.people.repriced_card import Heard, RepricedCard
from welfare_desk.ui.people.requests_cards import ShortCard
from welfare_desk.ui.people.summary import Summary
from welfare_desk.ui.service_requests.person_card import ServiceRequestsCard
from welfare_desk.ui.waiting.person_card import WaitingCard

Loaded = tuple[PersonView | None, PapersView | None]


class PersonPage(Page):
    """Shows one person; forms open over it."""

    help_page = "person"
    kinds = frozenset(
        {
            "person",
            "household",
            "household_member",
            "isee_attestation",
            "notice",
            "delegation",
            "booking",
            "service_request",
            "wait_entry",
            "voucher_card",
            "posting",
            "review_item",
            "slot",
            "identifier",
            "field_change",
            "consent",
            "assistance_request",
            "request_step",
            "note",
        }
    )

    def __init__(self, context: Context, person_id: str) -> None:
        super().__init__()
        self.person_id = person_id
        self._context, self._look = context, context.theme
        self._view: PersonView | None = None
        self._papers: PapersView | None = None
        self._heard: set[Heard] = set()
        self._forms = PersonForms(context, self)
        self._warnings = PersonWarnings(context, self)
        self._warnings.asked.connect(self._ask)
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
        self._top = top = QWidget()
        column = VBox(self._look, 0, parent=top)
        column.addWidget(self.head)
        strip = Panel("surface")
        inner = HBox(self._look, 0, (14, 0, 14, 0), strip)
        inner.addWidget(self.tabs)
        column.addWidget(strip)
        column.addWidget(Line(self._look))
        self._sheet.replace_head(top)
        self._scrolled = False
        self._look.changed.connect(self._turn)
        self._content: QWidget | None = None
        self._question: Companion | None = None
        self._shown_to = ""
        self._in_hand = ""
        self.hold(self._sheet)
        self._turn()
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
            self._context.write(
                lambda: (desk.person(person_id), desk.papers(person_id)), self, self._show
            )
            return
        self._context.read(
            lambda: desk.look(
                lambda here: (person_view(here, person_id), papers_view(here, person_id))
            ),
            self,
            self._show,
        )

    def shown(self) -> None:
        """Leave the focus where scans and keys work: on the page."""
        self.tabs.setFocus()
        if self._content is not None and self._shown_to != self._context.operator_id():
            # What may be opened depends on who is at work now.
            self.reload()

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
            self._in_hand = answer.booking_id if part == "bookings" else ""
            self.tabs.set_current(part)
            self._fill()
        return True

    def _show(self, loaded: Loaded) -> None:
        who = self._context.operator_id()
        same = loaded == (self._view, self._papers) and self._content is not None
        same = same and who == self._shown_to
        if is_asking(self._content) or (same and self.tabs.current() != "history"):
            # What was typed or opened stays; the next reload shows what changed meanwhile.
            return
        self._shown_to = who
        # What the menu offers depends on who is at work, too.
        self.head.set_acts(self._acts())
        view, self._papers = loaded
        if view is None:
            self._sheet.set_heading(self.tr("This person is not at this desk"))
            self.head.hide()
            return
        self._view = view
        self.head.show_person(view)
        self.head.set_notices(self._warnings.notices(view, self._papers))
        self.tabs.set_tabs(self._tabs())
        self._fill()
        self._context.retitle()

    def _turn(self) -> None:
        """Let the head scroll with the rest where the text is large: else little room is left."""
        large = self._look.is_large
        if large != self._scrolled:
            self._scrolled = large
            self.head.set_inside(large)
            if large:
                self._sheet.body.insertWidget(0, self._top)
            else:
                self._sheet.body.removeWidget(self._top)
                self._sheet.replace_head(self._top)
        if self._view is not None:
            self.head.set_notices(self._warnings.notices(self._view, self._papers))

    def _fill(self) -> None:
        if self._view is None:
            return
        body, before = self._sheet.body, self._content
        focus = QApplication.focusWidget()
        inside = before is not None and focus is not None and before.isAncestorOf(focus)
        self._content = self._part(self.tabs.current(), self._view)
        body.addWidget(self._content)
        if inside and focus is not None:
            # Not on to whatever comes next in the window: the keys go on from here.
            (self._content.findChild(QWidget, focus.objectName() or "-") or self.tabs).setFocus()
        if before is not None:
            body.removeWidget(before)
            before.hide()
            before.deleteLater()
        if self._in_hand:
            self._take_in_hand()

    def _take_in_hand(self) -> None:
        """Let the keys act on the booking whose slip was scanned: Canc, M."""
        row = self._content.findChild(QWidget, NAME + self._in_hand) if self._content else None
        self._in_hand = ""
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _part(self, part: str, view: PersonView) -> QWidget:
        summary = self._summary
        if part == "bookings":
            return self._bookings_part(view)
        if part == "cards":
            return summary.all_cards(view)
        if part == "history":
            return HistoryCard(self._context, self.person_id)
        if part == "papers":
            return self._papers_part(view)
        if part == "data":
            return self._data_part(view)
        columns = TwoColumns(self._look, 16, (13, 12), narrow_below=770)
        columns.left.addWidget(summary.household(view))
        columns.left.addWidget(summary.bookings(view))
        columns.right.addWidget(summary.isee(view))
        columns.right.addWidget(summary.cards(view))
        whole = QWidget()
        column = VBox(self._look, 16, parent=whole)
        column.addWidget(self._repriced(view))
        column.addWidget(columns)
        if self._papers is not None:
            heading = self.tr("Requests and notes")
            column.addWidget(self._asking(ShortCard(self._context, heading, self._papers)))
        return whole

    def _bookings_part(self, view: PersonView) -> QWidget:
        whole = QWidget()
        column = VBox(self._look, 16, parent=whole)
        column.addWidget(self._repriced(view))
        column.addWidget(self._summary.all_bookings(view))
        column.addWidget(WaitingCard(self._context, self.person_id))
        column.addWidget(ServiceRequestsCard(self._context, self.person_id))
        return whole

    def _repriced(self, view: PersonView) -> AskingCard:
        heading = self.tr("New prices to tell")
        home = view.household_id or ""
        return self._asking(RepricedCard(self._context, heading, self.person_id, home, self._heard))

    def _data_part(self, view: PersonView) -> QWidget:
        whole = QWidget()
        column = VBox(self._look, 16, parent=whole)
        column.addWidget(self._asking(DataCard(self._context, self.tr("Data"), view)))
        if view.merged:
            heading = self.tr("Merged into this person")
            column.addWidget(self._asking(MergedCard(self._context, heading, view.merged)))
        return whole

    def _papers_part(self, view: PersonView) -> QWidget:
        whole = QWidget()
        column = VBox(self._look, 16, parent=whole)
        context, papers = self._context, self._papers
        if papers is None:
            return whole
        heading = self.tr("Who may act for this person")
        column.addWidget(
            self._asking(DelegationsCard(context, heading, papers.delegations, papers.person_id))
        )
        name = f"{view.surname} {view.name}".strip()
        subjects = {view.person_id, self.person_id}
        subjects |= {one.delegation_id for one in papers.delegations}
        subjects |= {one.booking_id for one in view.bookings}
        subjects |= {one.card_id for one in view.cards}
        columns = TwoColumns(self._look, 16, (1, 1), narrow_below=770)
        consents = ConsentsCard(
            context, self.tr("Optional questions"), papers, name, view.language or "it"
        )
        prints = PrintsCard(context, self.tr("Papers printed here"), frozenset(subjects))
        for side, cards in (
            (
                columns.left,
                (IdentifiersCard(context, self.tr("Documents and codes"), papers), prints),
            ),
            (columns.right, (NoticesCard(context, self.tr("Privacy notices"), papers), consents)),
        ):
            for card in cards:
                side.addWidget(self._asking(card))
        column.addWidget(columns)
        return whole

    def _asking(self, card: AskingCard) -> AskingCard:
        card.asked.connect(self._ask)
        return card

    def _tabs(self) -> tuple[Tab, ...]:
        view = self._view
        coming = sum(1 for one in view.bookings if not one.past) if view else 0
        cards = len(view.cards) if view else 0
        papers = 0
        if self._papers is not None:
            holding = [one for one in self._papers.delegations if one.standing != "ended"]
            papers = len(holding) + len(self._papers.identifiers)
        return (
            Tab("summary", self.tr("Summary")),
            Tab("bookings", self.tr("Bookings"), coming or None),
            Tab("cards", self.tr("Vouchers and cards"), cards or None),
            Tab("data", self.tr("Data")),
            Tab("papers", self.tr("Documents"), papers or None),
            Tab("history", self.tr("History")),
        )

    def _acts(self) -> tuple[tuple[str, str, str], ...]:
        acts = (
            ("entitled", self.tr("What this family may have"), "list-checks"),
            ("application", self.tr("New application"), "file-pen-line"),
            ("amend", self.tr("Edit the data"), "pencil"),
            ("household", self.tr("Household"), "users"),
            ("isee", self.tr("Record an ISEE"), "euro"),
            ("request", self.tr("New request"), "clipboard-list"),
            ("note", self.tr("Write a note"), "message-square"),
            ("delegate", self.tr("Name who may act"), "user-check"),
            ("identifier", self.tr("Add a document"), "id-card"),
            ("notice", self.tr("Print the privacy notice"), "printer"),
            ("replace_card", self.tr("Block and replace the card"), "repeat"),
        )
        who = self._context.desk.session.operator
        if who is None or not may_act(who.role, ProposeMerge.ACT):
            return acts
        return (*acts, ("same", self.tr("Registered twice"), "copy"))

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
        elif act == "purchase":
            context.set_page(PurchasePage(context, self.person_id, subject))
        elif act == "cancel":
            self._ask_cancel(subject)
        elif act == "slip":
            context.set_page(SlipPage(context, subject, self.person_id))
        elif act == "print_slip":
            self._print("slip", subject)
        elif act == "notice":
            self._notice.give(view)
        elif act == "print_delegation":
            self._print("delegation", subject)
        elif act == "print_form":
            self._print("delegation_form", subject)
        elif act == "print_again":
            document, _, subject_id = subject.partition(":")
            self._print(document, subject_id)
        else:
            self._forms.open(act, view, subject)

    def _living_card(self) -> str:
        cards = self._view.cards if self._view else ()
        living = [one for one in cards if one.state not in DEAD_CARDS]
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
        confirm.confirmed.connect(lambda: self._cancel(booking))
        confirm.declined.connect(self._drop_question)
        panel.body.addWidget(confirm)
        self._question = panel
        self._context.set_companion(panel)
        confirm.arm()
        # It can be taken back, so Enter does it; what cannot be waits on the safe button.
        confirm.confirm_button.setAutoDefault(True)
        confirm.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel(self, booking: BookingView) -> None:
        context, desk = self._context, self._context.desk
        operation = CancelBooking(booking_id=booking.booking_id)

        def done(recorded: Recorded) -> None:
            self._drop_question()
            context.broadcast(recorded.kinds)
            context.toast(self.tr("Booking cancelled"), recorded)

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
