# SPDX-License-Identifier: EUPL-1.2
"""The booking form: service, place, day and time, confirm (picture 04)."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.core.instants import minute_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import booking_label
from welfare_desk.operations.second import COUNTER, SUPERVISORS
from welfare_desk.ui.agenda import days
from welfare_desk.ui.agenda.booking_presenter import (
    Booked,
    BookingPresenter,
    Exceptional,
    print_paper,
)
from welfare_desk.ui.agenda.booking_summary import WIDTH, BookingSummary
from welfare_desk.ui.agenda.exception_box import ExceptionBox
from welfare_desk.ui.agenda.place_hold import PlaceHold
from welfare_desk.ui.agenda.service_list import ServiceList
from welfare_desk.ui.agenda.slot_choice import SlotChoice
from welfare_desk.ui.context import Context
from welfare_desk.ui.drafting import DraftKeeper
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.fields import ChoiceField, Field
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import HBox, Panel, Scroller, TurningBox, VBox, clear
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.login.second import ask_second
from welfare_desk.ui.page import Page
from welfare_desk.ui.service_requests.ask_card import AskCard
from welfare_desk.ui.waiting.join_card import JoinCard

SERVICES_WIDTH = 264
NARROW = 660
LEAST_TIMES = 200
"""Of the times where the text is large: then the page scrolls, not a slit of it."""


class BookingPage(Page):
    """Books a person of the household; F2 · Enter · Enter · Ctrl+Enter books and prints."""

    help_page = "booking"
    kinds = frozenset({"booking", "slot", "resource", "offering", "isee_attestation"})

    def __init__(self, context: Context, person_id: str, draft_id: str = "") -> None:
        """Load what can be booked; ``draft_id`` takes up what was chosen before."""
        super().__init__()
        self.setObjectName("booking")
        self._context, self.person_id, self.draft_id = context, person_id, draft_id
        self._sought = ""
        self._filling = False
        self._waiting_id = ""
        self.presenter = BookingPresenter(context, person_id, self)
        self._build()
        self.summary = BookingSummary(context, self.presenter)
        self.summary.setParent(self)
        self.summary.hide()
        self.destroyed.connect(self.summary.deleteLater)
        self.keeper = DraftKeeper(
            context,
            "booking",
            self._draft_title,
            self._draft_payload,
            draft_id=draft_id,
            person_id=person_id,
            parent=self,
        )
        self.kept_place = PlaceHold(context, self.presenter, self)
        self.kept_place.changed.connect(self._held)
        self.kept_place.lost.connect(self._say)
        self._wire()
        self._begin(draft_id)

    def title(self) -> str:
        """Return the person's name, as the tab under it says."""
        return self.presenter.who_name()

    def reload(self) -> None:
        """Show places and price as they stand now."""
        self.presenter.reload()

    def shown(self) -> None:
        """Take the right panel, and the focus where the next choice is."""
        self._context.set_companion(self.summary, WIDTH)
        self._take_focus()
        self.kept_place.release()

    def parked(self) -> None:
        """Store the choices made; the place chosen is kept for a while."""
        if self.keeper.pending():
            self.keeper.save_now()
        if self.draft_id and self.keeper.stored:
            self.kept_place.begin(self.keeper.draft_id)

    def act(self, act_id: str) -> bool:
        """Confirm with or without paper."""
        if act_id in ("confirm", "save"):
            button = self.summary.confirm if act_id == "confirm" else self.summary.save
            if button.isEnabled():
                self.presenter.confirm(printing=act_id == "confirm")
            return True
        return False

    def event(self, event: QEvent) -> bool:
        """Fold the services to one field where the page is narrow."""
        if event.type() == QEvent.Type.Resize:
            self._fold()
        return super().event(event)

    def _build(self) -> None:
        look = self._context.theme
        whole = QWidget()
        row = HBox(look, 0, parent=whole)
        row.addWidget(self._services_panel())
        self._scroll = middle = Scroller(look, 14, (20, 16, 12, 12))
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = middle.body
        column.setAlignment(Qt.AlignmentFlag(0))
        self.service = ChoiceField(look, self.tr("1  Service"), name="booking.service")
        column.addWidget(self.service)
        fields = TurningBox(look, 12)
        self.who = ChoiceField(look, self.tr("For whom"), sign="user-round", name="booking.who")
        self.place = ChoiceField(look, self.tr("2  Place"), sign="map-pin", name="booking.place")
        fields.addWidget(self.who, 1)
        fields.addWidget(self.place, 1)
        fields.addSpacing(look.gap(8))
        column.addLayout(fields)
        self.party = FlowBox(look, 12)
        self.party.hide()
        column.addWidget(self.party)
        self.card = ChoiceField(
            look, self.tr("Part paid by card"), sign="credit-card", name="booking.card"
        )
        self.card.hide()
        column.addWidget(self.card)
        self.other = ActionButton(look, "secondary", "", size="middle", name="booking.book_next")
        self.other.setAutoDefault(True)
        self.notice = Notice(look, "warning", "", button=self.other, name="booking.notice")
        self.notice.hide()
        column.addWidget(self.notice)
        self.exception = ExceptionBox(look)
        column.addWidget(self.exception)
        self.join = JoinCard(self._context)
        column.addWidget(self.join)
        self.on_request = AskCard(self._context)
        column.addWidget(self.on_request)
        self.times = SlotChoice(look, self.tr("3  Day and time"), self._context.lang, "booking")
        column.addWidget(self.times, 1)
        row.addWidget(middle, 1)
        self.hold(whole)

    def _services_panel(self) -> Panel:
        look = self._context.theme
        self.panel = Panel("surface")
        column = VBox(look, 8, (0, 14, 0, 0), self.panel)
        head = VBox(look, 8, (16, 0, 16, 0))
        head.addWidget(Text(look, self.tr("Book"), "title"))
        self.search = Field(
            look,
            self.tr("1  Service"),
            sign="search",
            tight=True,
            name="booking.search",
        )
        self.search.line.setPlaceholderText(self.tr("Search a service"))
        head.addWidget(self.search)
        column.addLayout(head)
        self.services = ServiceList(look, spoken=self.tr("Services"), name="booking.services")
        column.addWidget(self.services, 1)
        return self.panel

    def _wire(self) -> None:
        presenter = self.presenter
        presenter.loaded.connect(self._show_loaded)
        presenter.slots_changed.connect(self._show_slots)
        presenter.choice_changed.connect(self._show_choice)
        presenter.booked.connect(self._booked)
        presenter.refused.connect(self._refused)
        presenter.full.connect(self._full)
        self.search.changed.connect(self._seek)
        self.search.line.returnPressed.connect(self._accept_found)
        self.services.chosen.connect(self._choose_service)
        self.services.accepted.connect(self._to_times)
        self.service.changed.connect(self._choose_service)
        self.who.changed.connect(self._choose_who)
        self.place.changed.connect(self._choose_place)
        self.card.changed.connect(self._choose_card)
        self.exception.asked.connect(self._sign)
        self.exception.left.connect(self._no_exception)
        self.summary.exception_asked.connect(self._open_exception)
        self.times.chosen.connect(self._choose_slot)
        self.times.accepted.connect(self._to_confirm)
        self.other.clicked.connect(self._book_other)
        self.summary.confirmed.connect(lambda paper: presenter.confirm(printing=paper))

    def _begin(self, draft_id: str) -> None:
        if not draft_id:
            self.presenter.start()
            return
        desk = self._context.desk

        def found(payload: dict[str, Any] | None) -> None:
            kept = payload or {}
            self.presenter.who_id = kept.get("who_id") or self.person_id
            self.presenter.also = tuple(kept.get("also") or ())
            self.presenter.start(kept.get("offering_id", ""), kept.get("slot_id", ""))

        self._context.read(lambda: desk.drafts.payload(draft_id), self, found)

    def _show_loaded(self) -> None:
        presenter, person = self.presenter, self.presenter.person
        assert person is not None
        self._filling = True
        members = [
            (row.person_id, self._member_words(f"{row.surname} {row.name}", row.age))
            for row in person.members
        ]
        own = (person.person_id, self._member_words(f"{person.surname} {person.name}", person.age))
        self.who.set_choices(members if own in members else [own, *members])
        self.who.set_value(presenter.who_id)
        self._fill_party()
        self.service.set_choices([(row.offering_id, row.name) for row in presenter.services])
        self.services.set_services(presenter.services, self._sought)
        self._filling = False
        self._context.retitle()

    def _member_words(self, name: str, age: int | None) -> str:
        if age is None:
            return name
        return self.tr("%1, %n years", "a person's age", age).replace("%1", name)

    def _fill_party(self) -> None:
        """Offer the others of the household beside the person who comes."""
        presenter, person, look = self.presenter, self.presenter.person, self._context.theme
        assert person is not None
        flow = self.party.layout()
        if flow is not None:
            clear(flow)
        others = [row for row in person.members if row.person_id != presenter.who_id]
        if others:
            self.party.add(Text(look, self.tr("Together with"), "label"))
        for row in others:
            short = row.name if row.age is None else f"{row.name} ({row.age})"
            who = self._member_words(row.name, row.age)
            box = CheckRow(look, short, name=f"booking.also.{row.person_id}")
            box.setAccessibleName(self.tr("Together with %1").replace("%1", who))
            box.setChecked(row.person_id in presenter.also)
            box.toggled.connect(partial(self._choose_also, row.person_id))
            self.party.add(box)
        self.party.setVisible(bool(others))

    def _show_cards(self) -> None:
        lang = self._context.lang
        words = self.tr("%1, %2 left")
        cards = [
            (
                row.card_id,
                words.replace("%1", row.title).replace("%2", euro_text(row.left_cents, lang)),
            )
            for row in self.presenter.cards()
        ]
        self.card.set_choices([("", self.tr("No card")), *cards])
        self.card.set_value(self.presenter.card_id)
        self.card.setVisible(bool(cards))

    def _show_slots(self) -> None:
        presenter = self.presenter
        self._filling = True
        self._show_cards()
        self.services.mark(presenter.offering_id)
        self.service.set_value(presenter.offering_id)
        self.place.set_choices([(place, place) for place in days.places(presenter.slots)])
        self.place.set_value(presenter.place)
        self.place.control.setEnabled(len(days.places(presenter.slots)) > 1)
        self._filling = False
        self.times.set_slots(presenter.here(), presenter.today, presenter.slot_id)
        service = presenter.service()
        asked = service is not None and service.on_request
        self.on_request.offer(presenter.who_id, presenter.offering_id, asked=asked)
        self.times.setVisible(not asked)

    def _show_choice(self) -> None:
        self.times.choose(self.presenter.slot_id)
        obstacle = self.presenter.obstacle()
        if obstacle == "full":
            wish = self.presenter
            self.join.offer(wish.who_id, wish.offering_id, wish.slot_id, len(wish.people()))
        else:
            self.join.withdraw()
        if self.presenter.exceptional is None and obstacle != "unmet":
            self.exception.hide()
        if obstacle == "full" and self.notice.isHidden():
            self._tell_full()

    def _seek(self, text: str) -> None:
        self._sought = text
        self.services.set_services(self.presenter.services, text)

    def _accept_found(self) -> None:
        first = self.services.services.first()
        if first:
            self._choose_service(first)
            self.services.mark(first)
            self._to_times()

    def _to_times(self) -> None:
        if self.on_request.isVisible():
            self.on_request.button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.times.focus_slots()
        self._scroll.ensureWidgetVisible(self.times)

    def _choose_service(self, offering_id: str) -> None:
        if not self._filling and offering_id:
            self.notice.hide()
            self.presenter.choose_service(offering_id)
            self._touched()

    def _choose_who(self, person_id: str) -> None:
        if not self._filling:
            self.presenter.choose_person(person_id)
            self._fill_party()
            self._touched()

    def _choose_also(self, person_id: str, comes: bool) -> None:
        self.presenter.choose_also(person_id, comes)
        self._touched()

    def _choose_card(self, card_id: str) -> None:
        if not self._filling:
            self.presenter.choose_card(card_id)

    def _open_exception(self) -> None:
        self.exception.open(priced=not self.presenter.also)

    def _no_exception(self) -> None:
        self.exception.hide()
        self.presenter.allow(None)
        self.shown()

    def _sign(self, reason: str, cents: int | None) -> None:
        """Let the second person prove themselves; of the two one is a supervisor."""
        who = self._context.desk.session.operator
        own = who is not None and who.role == "supervisor"

        def proved(second_id: str) -> None:
            self.presenter.allow(Exceptional(reason, second_id, cents))
            self._context.set_companion(self.summary, WIDTH)
            self.exception.hide()
            self._to_confirm()

        ask_second(
            self._context,
            self,
            self.tr("An exception to the rule: %1").replace("%1", reason),
            proved,
            self.shown,
            COUNTER if own else SUPERVISORS,
        )

    def _choose_place(self, place: str) -> None:
        if not self._filling:
            self.presenter.choose_place(place)

    def _choose_slot(self, slot_id: str) -> None:
        self.notice.hide()
        self.presenter.choose_slot(slot_id)
        self._touched()

    def _touched(self) -> None:
        self.draft_id = self.keeper.draft_id
        self.keeper.touch()

    def _held(self, until: int) -> None:
        self.held_until = until
        self._context.retitle()
        self._context.broadcast({"draft"})

    def _to_confirm(self) -> None:
        if self.summary.confirm.isEnabled() and self.summary.isVisible():
            self.summary.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def _booked(self, booked: Booked) -> None:
        context = self._context
        self.keeper.drop()
        label = ", ".join(booking_label(number) for number in booked.numbers)
        when = f"{days.day_text(booked.slot.slot_on, context.lang)}, "
        when += minute_text(booked.slot.start_minute)
        words = self.tr("Booked: %1 · %2")
        if booked.provisional:
            words = self.tr("Booked provisionally: %1 · %2")
        said = words.replace("%1", when).replace("%2", label)
        if booked.printing:
            for booking_id in booked.booking_ids:
                print_paper(context, "slip", booking_id)
        person_id = self.person_id
        context.close_page(self)
        context.open_person(person_id)
        context.toast(said, booked.recorded)

    def _refused(self, sentence: str) -> None:
        self._say(sentence)

    def _full(self, sentence: str, facts: dict[str, Any]) -> None:
        next_id = str(facts.get("next_slot_id", ""))
        self._waiting_id = next_id
        self.other.set_text(
            self.tr("Book %1").replace("%1", f"{facts.get('next_on')}, {facts.get('next_at')}")
        )
        self._say(sentence, other=bool(next_id))
        if next_id:
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_full(self) -> None:
        """Say that the slot chosen has no place left for who comes, and which one has."""
        presenter, lang = self.presenter, self._context.lang
        places, full = len(presenter.people()), presenter.slot()
        after = [row for row in presenter.slots if full and row.starts_at > full.starts_at]
        free = days.first_choice(after, places) or days.first_choice(presenter.slots, places)
        if free is None:
            self._waiting_id = ""
            self._say(self.tr("No place is left, here or later. Look for another service."))
            return
        self._waiting_id = free.slot_id
        when = f"{days.day_text(free.slot_on, lang)}, {minute_text(free.start_minute)}"
        self.other.set_text(self.tr("Book %1").replace("%1", when))
        words = self.tr("No place is left at that time. The next free one is %1.")
        self._say(words.replace("%1", when), other=True)

    def _say(self, sentence: str, *, other: bool = False) -> None:
        fact, _, remedy = sentence.partition(". ")
        self.other.setVisible(other)
        self.notice.show()
        self.notice.set_words(f"{fact}." if remedy else fact, remedy, tone="warning")

    def _book_other(self) -> None:
        if self._waiting_id:
            self.notice.hide()
            self.presenter.book_next(self._waiting_id)

    def _draft_title(self) -> str:
        service = self.presenter.service()
        return f"{self.presenter.who_name()} – {service.name if service else ''}".strip(" –")

    def _draft_payload(self) -> dict[str, Any]:
        presenter = self.presenter
        return {
            "person_id": self.person_id,
            "who_id": presenter.who_id,
            "also": list(presenter.also),
            "offering_id": presenter.offering_id,
            "slot_id": presenter.slot_id,
        }

    def _take_focus(self) -> None:
        if self.panel.isVisible():
            self.services.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.service.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        look = self._context.theme
        narrow = look.is_large or self.width() < look.px(NARROW)
        focused = narrow and self.services.hasFocus()
        self.panel.setFixedWidth(look.px(SERVICES_WIDTH))
        self.times.setMinimumHeight(look.px(LEAST_TIMES) if look.is_large else 0)
        self.service.setVisible(narrow)
        self.panel.setVisible(not narrow)
        if focused:
            self._take_focus()
