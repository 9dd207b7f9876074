# SPDX-License-Identifier: EUPL-1.2
"""Moves or cancels one booking: the same week of times, the old and the new side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import minute_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import booking_label
from welfare_desk.desk.sentences import code_text
from welfare_desk.ui.agenda import days
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.agenda.booking_summary import WIDTH, CheckLine
from welfare_desk.ui.agenda.move_presenter import Changed, MovePresenter
from welfare_desk.ui.agenda.slot_choice import SlotChoice
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.badges import Badge, BadgeFace, BadgeFaces
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, KeyValue
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.layout import HBox, VBox, clear
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.page import Page


class MovePage(Page):
    """Arrows choose the new time, Ctrl+Enter moves; Del cancels the booking."""

    help_page = "moving"
    kinds = frozenset({"booking", "slot", "resource"})

    def __init__(self, context: Context, person_id: str, booking_id: str) -> None:
        """Load the booking and the times of its service."""
        super().__init__()
        self.setObjectName("move")
        self._context, self.person_id = context, person_id
        self._filling = False
        self.presenter = MovePresenter(context, person_id, booking_id, self)
        self._build()
        self._build_panel()
        presenter = self.presenter
        presenter.loaded.connect(self._show)
        presenter.choice_changed.connect(self._refresh)
        presenter.done.connect(self._done)
        presenter.refused.connect(self._say)
        presenter.missing.connect(self._missing)
        self._refresh()
        presenter.start()

    def title(self) -> str:
        """Return the person's name."""
        person = self.presenter.person
        return f"{person.surname} {person.name}" if person else ""

    def reload(self) -> None:
        """Show the booking as it stands now."""
        if not self.presenter.busy:
            self.presenter.start()

    def shown(self) -> None:
        """Take the right panel and the focus to the times."""
        self._context.set_companion(self.panel, WIDTH)
        self.times.focus_slots()

    def act(self, act_id: str) -> bool:
        """Move by Ctrl+Enter."""
        if act_id in ("confirm", "save"):
            self.presenter.move()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel the booking by Del; it can be taken back."""
        if event.key() == Qt.Key.Key_Delete:
            self.presenter.cancel()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        look = self._context.theme
        self._sheet = layout.Page(look, self.tr("Move or cancel"), name="move.page")
        body = self._sheet.body
        self.notice = Notice(look, "warning", "", name="move.notice")
        self.notice.hide()
        body.addWidget(self.notice)
        self.card = Card(look, self.tr("Booking"), "calendar-days")
        top = HBox(look, 12)
        self.now = Text(look, "", "strong", wrap=True)
        top.addWidget(self.now, 1)
        self.badge = Badge(look, BadgeFace("–"))
        top.addWidget(self.badge)
        self.card.body.addLayout(top)
        self.detail = Text(look, "", "secondary", "muted", wrap=True)
        self.card.body.addWidget(self.detail)
        body.addWidget(self.card)
        self.place = ChoiceField(look, self.tr("Place"), sign="map-pin", name="move.place")
        self.place.changed.connect(self._choose_place)
        body.addWidget(self.place)
        self.times = SlotChoice(look, self.tr("New day and time"), self._context.lang, "move")
        self.times.chosen.connect(self.presenter.choose_slot)
        self.times.accepted.connect(self._to_move)
        body.addWidget(self.times, 1)
        self.hold(self._sheet)

    def _build_panel(self) -> None:
        look, actions = self._context.theme, self._context.actions
        self.panel = Companion(look, self.tr("New time"), name="move.summary")
        self.panel.setParent(self)
        self.panel.hide()
        self.destroyed.connect(self.panel.deleteLater)
        self.when = Text(look, "", "panel_title", wrap=True)
        self.where = Text(look, "", "body", wrap=True)
        self.panel.body.addWidget(self.when)
        self.panel.body.addWidget(self.where)
        row = HBox(look)
        self.outcome = Badge(look, BadgeFace("–"))
        row.addWidget(self.outcome)
        row.addStretch(1)
        self.panel.body.addLayout(row)
        self.facts = KeyValue(look)
        self.panel.body.addWidget(self.facts)
        self.anew = CheckLine(
            look,
            self.tr("The booking was provisional: it is booked anew with another number"),
            "hourglass",
            "warning",
        )
        self.panel.body.addWidget(self.anew)
        self.against = VBox(look, 6)
        self.panel.body.addLayout(self.against)
        self.panel.body.addStretch(1)
        self.move_button = button_for(
            look, actions, "confirm", "primary", text=self.tr("Move and print"), name="move.confirm"
        ).stretch()
        self.cancel_button = ActionButton(
            look,
            "secondary",
            self.tr("Cancel the booking"),
            icon="calendar-x",
            key=self.tr("Del"),
            name="move.cancel",
        ).stretch()
        self.move_button.clicked.connect(self.presenter.move)
        self.cancel_button.clicked.connect(self.presenter.cancel)
        self.panel.add_foot(self.move_button)
        self.panel.add_foot(self.cancel_button)

    def _show(self) -> None:
        presenter, lang = self.presenter, self._context.lang
        booking = presenter.booking
        assert booking is not None
        self._sheet.set_heading(
            self.tr("Move or cancel"), f"{booking.offering_title} · {self.title()}"
        )
        start = minute_text(booking.start_minute)
        self.now.setText(f"{weekday_text(booking.slot_on, lang)}, {start}")
        self.detail.setText(f"{booking_label(booking.booking_no)} · {booking.place_name}")
        state = booking.certainty if booking.state == "booked" else booking.state
        faces = BadgeFaces()
        self.badge.set_face(faces.face({"attended": "served"}.get(state, state)))
        places = days.places(presenter.slots)
        self._filling = True
        self.place.set_choices([(place, place) for place in places])
        self.place.set_value(presenter.place)
        self._filling = False
        self.place.setVisible(len(places) > 1)
        self._show_times()
        if not presenter.open():
            self._say(self.tr("This booking is closed. There is nothing to move or cancel."))
        self._context.retitle()

    def _refresh(self) -> None:
        presenter, lang = self.presenter, self._context.lang
        slot, booking = presenter.slot(), presenter.booking
        self.move_button.setEnabled(presenter.can_move())
        self.cancel_button.setEnabled(presenter.open() and not presenter.busy)
        self.outcome.setVisible(slot is not None)
        self.anew.setVisible(booking is not None and booking.certainty == "provisional")
        self._show_against()
        if slot is None or booking is None:
            self.when.setText(self.tr("Choose a day and a time"))
            self.where.setText("")
            return
        self.times.choose(slot.slot_id)
        self.when.setText(weekday_text(slot.slot_on, lang))
        self.where.setText(f"{days.hours_text(slot)} · {slot.place_name}")
        if slot.unmet:
            self.outcome.set_face(BadgeFace(self.tr("Not by the rule"), "warning", "ban"))
        elif slot.guaranteed >= booking.seats:
            self.outcome.set_face(BadgeFace(self.tr("Will be confirmed"), "ok", "circle-check"))
        elif days.free_places(slot) > 0:
            self.outcome.set_face(BadgeFace(self.tr("Will be provisional"), "warning", "hourglass"))
        else:
            self.outcome.set_face(BadgeFace(self.tr("Full"), "neutral", "ban"))
        self.facts.set_rows([(self.tr("To pay"), euro_text(booking.person_cents, lang))])

    def _show_against(self) -> None:
        """Say what stands against the slot, what else there is at that hour, what comes late."""
        presenter, look, lang = self.presenter, self._context.theme, self._context.lang
        slot = presenter.slot()
        clear(self.against)
        words = [code_text(one.code, dict(one.facts), lang) for one in slot.unmet] if slot else []
        for number in slot.clashes if slot else ():
            there = self.tr("At the same hour there is %1")
            words.append(there.replace("%1", booking_label(number)))
        if presenter.open() and presenter.is_late():
            words.append(self.tr("Cancelling now is late: the last free hour is over"))
        for sentence in words:
            self.against.addWidget(CheckLine(look, sentence, "triangle-alert", "warning"))

    def _choose_place(self, place: str) -> None:
        if not self._filling:
            self.presenter.choose_place(place)
            self._show_times()

    def _show_times(self) -> None:
        presenter = self.presenter
        self.times.set_slots(presenter.here(), presenter.today, presenter.slot_id)

    def _to_move(self) -> None:
        if self.move_button.isEnabled() and self.move_button.isVisible():
            self.move_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self, changed: Changed) -> None:
        context, lang = self._context, self._context.lang
        booking = self.presenter.booking
        assert booking is not None
        label = booking_label(changed.number)
        if changed.slot is None:
            said = self.tr("Cancelled: %1").replace("%1", label)
        else:
            when = f"{weekday_text(changed.slot.slot_on, lang)}, "
            when += minute_text(changed.slot.start_minute)
            words = self.tr("Moved: %1 · %2")
            if changed.provisional:
                words = self.tr("Moved provisionally: %1 · %2")
            said = words.replace("%1", when).replace("%2", label)
            print_paper(context, "slip", changed.booking_id)
        owner = self.person_id
        context.close_page(self)
        context.open_person(owner)
        context.toast(said, changed.recorded)

    def _missing(self) -> None:
        self._say(self.tr("This booking is not at this desk. Open the person and look again."))

    def _say(self, sentence: str) -> None:
        fact, _, remedy = sentence.partition(". ")
        self.notice.show()
        self.notice.set_words(f"{fact}." if remedy else fact, remedy, tone="warning")
