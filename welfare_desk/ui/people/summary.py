# SPDX-License-Identifier: EUPL-1.2
"""The cards of a person's summary: household, ISEE, bookings, cards (picture 02)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text, weekday_name
from welfare_desk.core.instants import minute_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import grouped
from welfare_desk.desk.views.people import (
    BookingView,
    CardView,
    IseeView,
    MemberView,
    PersonView,
)
from welfare_desk.operations.cards import USABLE
from welfare_desk.operations.roles import may_act
from welfare_desk.ui.cards.words import DEAD_CARDS
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace, BadgeFaces, Initials
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, Row
from welfare_desk.ui.kit.isee import IseeStrip, MiniCard
from welfare_desk.ui.kit.layout import HBox, Line, VBox
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.booking_row import BookingRow
from welfare_desk.ui.people.person_row import PersonRow
from welfare_desk.ui.people.words import PeopleWords

SOON_DAYS = 60
BOOKLET = 3
"""So many vouchers of one booklet in one state stand in one row."""


def booklets(cards: tuple[CardView, ...]) -> tuple[tuple[CardView, ...], ...]:
    """Return cards one by one, and vouchers of one award and state together, in their order."""
    found: dict[tuple[str, str], list[CardView]] = {}
    for one in cards:
        voucher = one.carrier == "voucher" and one.award_id
        key = (one.award_id, one.state) if voucher else (one.card_id, "")
        found.setdefault(key, []).append(one)
    return tuple(tuple(group) for group in found.values())


class Summary(QObject):
    """Makes the cards; ``asked`` tells an act and what it is about."""

    asked = Signal(str, str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._look, self._lang = context, context.theme, context.lang
        self._words, self._faces = PeopleWords(self, context.lang), BadgeFaces(self)

    def household(self, view: PersonView) -> Card:
        """Return who lives together."""
        count = sum(1 for one in view.members if one.counts) or None
        card = Card(self._look, self.tr("Household"), "users", count=count, divided=True)
        words = self.tr("Change") if view.household_id else self.tr("Form")
        self._head(card, words, "pencil" if view.household_id else "plus", "household")
        for member in (one for one in view.members if one.counts):
            card.add_row(self._member(member, view.person_id))
        for member in (one for one in view.members if not one.counts):
            card.add_row(self._member(member, view.person_id))
        if not view.members:
            card.body.addWidget(
                self._none(self.tr("No household yet. It is needed for ISEE and vouchers."))
            )
        return card

    def isee(self, view: PersonView) -> Card:
        """Return the ISEE that counts, its bracket and what happens next."""
        isee = view.isee
        title = self._words.isee_title(isee.isee_kind) if isee else self.tr("ISEE")
        card = Card(self._look, title, "euro")
        if view.household_id:
            self._head(card, self.tr("Record new"), "plus", "isee")
        if isee is None:
            words = self.tr("No ISEE in force: the highest price applies, no voucher is due.")
            if not view.household_id:
                words = self.tr("An ISEE belongs to a household: form the household first.")
            card.body.addWidget(Text(self._look, words, "secondary", "muted", wrap=True))
            return card
        top = HBox(self._look, 12)
        top.addWidget(Text(self._look, euro_text(isee.value_cents, self._lang), "amount_large"))
        top.addStretch(1)
        top.addWidget(Badge(self._look, self._validity(isee)))
        card.body.addLayout(top)
        if isee.thresholds_cents:
            limits = (*(self._limit(each) for each in isee.thresholds_cents), self.tr("beyond"))
            card.body.addWidget(IseeStrip(self._look, limits, isee.bracket))
        card.body.addWidget(Text(self._look, self._next(isee), "secondary", "muted", wrap=True))
        return card

    def bookings(self, view: PersonView, most: int = 3) -> Card:
        """Return the coming bookings."""
        coming = [one for one in view.bookings if not one.past]
        card = Card(self._look, self.tr("Bookings"), "calendar-days", divided=True)
        if view.bookings:
            self._head(card, self.tr("See all"), "", "tab.bookings", "chevron-right")
        for booking in coming[:most]:
            card.add_row(self._booking(booking))
        if not coming:
            key = self._context.actions.key("book")
            words = self.tr("Nothing booked. Press %1 to book the first.").replace("%1", key)
            card.body.addWidget(self._none(words))
        return card

    def all_bookings(self, view: PersonView) -> Card:
        """Return every booking, with what may still be done to it."""
        card = Card(
            self._look,
            self.tr("Bookings"),
            "calendar-days",
            count=len(view.bookings),
            divided=True,
        )
        rows = []
        for booking in view.bookings:
            open_ = booking.state == "booked" and not booking.past
            row = self._booking_row(booking) if open_ else self._closed_row(booking)
            row.lead_with(self._day(booking))
            row.add(Badge(self._look, self._booking_face(booking)))
            if open_:
                row.add(self._button(self.tr("Move"), "move", booking.booking_id))
                row.add(self._button(self.tr("Cancel"), "cancel", booking.booking_id))
                row.add(self._button(self.tr("Print"), "print_slip", booking.booking_id))
                row.add(self._button(self.tr("Large, phone"), "slip", booking.booking_id))
            rows.append(row)
        add_rows(card, rows)
        if not view.bookings:
            card.body.addWidget(self._none(self.tr("Nothing booked yet.")))
        return card

    def _booking_row(self, booking: BookingView) -> ActRow:
        when = f"{self.short_day(booking.slot_on)}, {minute_text(booking.start_minute)}"
        title, where = booking.offering_title, self._where(booking)
        spoken = f"{title}, {when}, {self._booking_face(booking).text}"
        row = BookingRow(self._look, title, where, booking.booking_id, spoken)
        row.asked.connect(lambda act: self.asked.emit(act, booking.booking_id))
        return row

    def _closed_row(self, booking: BookingView) -> ActRow:
        return ActRow(self._look, booking.offering_title, (self._where(booking),))

    def cards(self, view: PersonView) -> Card:
        """Return the cards of the household, the living one first."""
        card = Card(self._look, self.tr("Vouchers and cards"), "credit-card", spacing=0)
        living = [one for one in view.cards if one.state not in DEAD_CARDS]
        if living:
            act, words = "replace_card", self.tr("Replace")
            self._head(card, words, "repeat", act, subject=living[0].card_id)
        for one in living[:1]:
            card.body.addLayout(self._mini(one))
        rest = [one for one in view.cards if one not in living[:1]]
        for one in rest[:2]:
            card.body.addSpacing(self._look.gap(8))
            card.body.addWidget(Line(self._look))
            card.body.addWidget(self._card_row(one))
        if not view.cards:
            key = self._context.actions.key("issue_card")
            words = self.tr("No card yet. Press %1 to see what is due.").replace("%1", key)
            card.body.addWidget(Text(self._look, words, "secondary", "muted", wrap=True))
        return card

    def all_cards(self, view: PersonView) -> Card:
        """Return every card with its balance and what may be done to it."""
        title = self.tr("Vouchers and cards")
        card = Card(self._look, title, "credit-card", count=len(view.cards), divided=True)
        rows: list[ActRow] = []
        for group in booklets(view.cards):
            own = [self._act_row(one) for one in group]
            if len(group) >= BOOKLET:
                rows.append(self._booklet_row(group, own))
            rows += own
        add_rows(card, rows)
        if not view.cards:
            card.body.addWidget(self._none(self.tr("No card yet.")))
        return card

    def _act_row(self, one: CardView) -> ActRow:
        detail, icon, ink = self._card_words(one)
        row = ActRow(self._look, grouped(one.card_no), (detail,), icon=icon, ink=ink)
        row.add(Badge(self._look, self._card_face(one)))
        if one.state in USABLE and self._may_redeem():
            row.add(self._button(self.tr("Record a purchase"), "purchase", one.card_id))
        if one.state not in DEAD_CARDS:
            row.add(self._button(self.tr("Block and replace"), "replace_card", one.card_id))
        return row

    def _booklet_row(self, group: tuple[CardView, ...], own: list[ActRow]) -> ActRow:
        """Return one row for a booklet's vouchers of one state; a press shows each of them."""
        first = group[0]
        cents = sum(one.balance_cents for one in group)
        words = f"{first.title} · {euro_text(cents, self._lang)}"
        title = self.tr("%n vouchers of one booklet", "", len(group))
        row = ActRow(self._look, title, (words,), icon="credit-card")
        row.add(Badge(self._look, self._card_face(first)))
        button = ActionButton(
            self._look, "ghost", self.tr("One by one"), icon="chevron-down", size="small",
            name=f"person.booklet.{first.card_id}",
        )  # fmt: skip
        for each in own:
            show_if(each, False)

        def turn() -> None:
            hidden = own[0].isHidden()
            for each in own:
                show_if(each, hidden)
            button.set_text(self.tr("Together") if hidden else self.tr("One by one"))

        button.clicked.connect(turn)
        row.add(button)
        return row

    def _may_redeem(self) -> bool:
        who = self._context.desk.session.operator
        return who is not None and may_act(who.role, "redeem")

    def short_day(self, on: date) -> str:
        """Return ``gio 26/11``."""
        return f"{weekday_name(on, self._lang)[:3]} {on.day:02d}/{on.month:02d}"

    def _head(
        self,
        card: Card,
        words: str,
        icon: str,
        act: str,
        trailing: str = "",
        subject: str = "",
    ) -> None:
        button = self._button(words, act, subject, icon, trailing)
        if card.header is not None:
            card.header.add(button)

    def _button(
        self, words: str, act: str, subject: str = "", icon: str = "", trailing: str = ""
    ) -> ActionButton:
        name = f"person.{act}.{subject}" if subject else f"person.{act}"
        button = ActionButton(
            self._look, "ghost", words, icon=icon, trailing=trailing, size="small", name=name
        )
        told: Callable[[], None] = partial(self.asked.emit, act, subject)
        button.clicked.connect(told)
        return button

    def _none(self, sentence: str) -> Text:
        text = Text(self._look, sentence, "secondary", "muted", wrap=True)
        text.setContentsMargins(16, 10, 16, 12)
        return text

    def _member(self, member: MemberView, person_id: str) -> Row:
        name = f"{member.surname} {member.name}".strip()
        row = PersonRow(self._look, name)
        if member.person_id != person_id:
            row.lead_to(partial(self.asked.emit, "open", member.person_id))
            row.setObjectName(f"person.open.{member.person_id}")
        row.lead_with(Initials(self._look, f"{member.surname[:1]}{member.name[:1]}".upper(), 26))
        born = date_text(member.born_on) if member.born_on is not None else ""
        years = self.tr("%n years", "", member.age) if member.age is not None else ""
        role = self._words.role(member.role)
        if not member.counts:
            role = self.tr("%1, lives here without counting").replace("%1", role)
        row.set_words(name, role)
        row.add(Text(self._look, born, "secondary", "muted"))
        age = Text(self._look, years, "label")
        age.setMinimumWidth(self._look.px(48))
        age.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.add(age)
        return row

    def _booking(self, booking: BookingView) -> Row:
        row = Row(self._look, booking.offering_title, self._where(booking))
        row.lead_with(self._day(booking))
        row.add(Badge(self._look, self._booking_face(booking)))
        return row

    def _where(self, booking: BookingView) -> str:
        return f"PR {grouped(booking.booking_no)} · {booking.place_name}"

    def _day(self, booking: BookingView) -> QWidget:
        lead = QWidget()
        lead.setFixedWidth(self._look.px(94))
        column = VBox(self._look, 0, parent=lead)
        column.addWidget(Text(self._look, self.short_day(booking.slot_on), "strong"))
        column.addWidget(Text(self._look, minute_text(booking.start_minute), "secondary", "muted"))
        return lead

    def _booking_face(self, booking: BookingView) -> BadgeFace:
        states = {
            "cancelled": "cancelled",
            "arrived": "arrived",
            "attended": "served",
            "no_show": "no_show",
        }
        if booking.state in states:
            return self._faces.face(states[booking.state])
        if booking.certainty == "rejected":
            return BadgeFace(self.tr("Not accepted"), "danger", "circle-x")
        return self._faces.face("final" if booking.certainty == "final" else "provisional")

    def _mini(self, one: CardView) -> HBox:
        row = HBox(self._look, 14)
        row.addWidget(MiniCard(self._look, one.title or one.fund_name, grouped(one.card_no)))
        words = VBox(self._look, 6)
        top = HBox(self._look, 0)
        top.addWidget(Badge(self._look, self._card_face(one)))
        top.addStretch(1)
        words.addLayout(top)
        amount = HBox(self._look, 8)
        amount.addWidget(Text(self._look, euro_text(one.balance_cents, self._lang), "amount"))
        of = self.tr("of %1").replace("%1", euro_text(one.amount_cents, self._lang))
        amount.addWidget(Text(self._look, of, "secondary", "muted"))
        amount.addStretch(1)
        words.addLayout(amount)
        until = self.tr("Valid until %1").replace("%1", date_text(one.expires_on))
        words.addWidget(Text(self._look, until, "secondary", "muted"))
        row.addLayout(words, 1)
        return row

    def _card_row(self, one: CardView) -> Row:
        detail, icon, ink = self._card_words(one)
        row = Row(self._look, grouped(one.card_no), detail, icon=icon, ink=ink, lined=False)
        row.add(Badge(self._look, self._card_face(one)))
        return row

    def _card_words(self, one: CardView) -> tuple[str, str, str]:
        reasons = {
            "lost": self.tr("Lost"),
            "stolen": self.tr("Stolen"),
            "damaged": self.tr("Damaged"),
            "misprint": self.tr("Printed badly"),
            "jammed": self.tr("Printed badly"),
            "smudged": self.tr("Printed badly"),
            "wrong_data": self.tr("Printed badly"),
        }
        why = reasons.get(one.block_reason.partition(":")[0], one.title)
        detail = f"{why} · {euro_text(one.balance_cents, self._lang)}"
        dead = one.state in DEAD_CARDS
        icon, ink = ("circle-x", "danger") if dead else ("credit-card", "primary")
        return detail, icon, ink

    def _card_face(self, one: CardView) -> BadgeFace:
        known = {
            "issued": BadgeFace(self.tr("To activate"), "warning", "hourglass"),
            "printed": BadgeFace(self.tr("To activate"), "warning", "hourglass"),
            "handed_over": self._faces.face("active"),
            "active": self._faces.face("active"),
            "blocked": self._faces.face("blocked"),
            "replaced": BadgeFace(self.tr("Replaced"), "neutral", "repeat"),
            "voided": BadgeFace(self.tr("Print discarded"), "neutral", "trash-2"),
            "expired": BadgeFace(self.tr("Expired"), "neutral", "calendar-x"),
        }
        return known.get(one.state, BadgeFace(self.tr("Spent"), "neutral", "check"))

    def _validity(self, isee: IseeView) -> BadgeFace:
        words = self.tr("Valid until %1").replace("%1", date_text(isee.valid_to))
        tone = "warning" if isee.days_left <= SOON_DAYS else "ok"
        return BadgeFace(words, tone, "calendar-clock")

    def _limit(self, cents: int) -> str:
        amount = f"{cents // 100:,}".replace(",", "." if self._lang == "it" else ",")
        return self.tr("up to %1").replace("%1", amount)

    def _next(self, isee: IseeView) -> str:
        days = self.tr("%n days left.", "", isee.days_left)
        if isee.has_discrepancies:
            return days + " " + self.tr("INPS notes discrepancies: ask for a corrected one.")
        return days + " " + self.tr("Afterwards a new ISEE is needed.")

    def empty(self, sentence: str, icon: str) -> EmptyState:
        """Return an empty state."""
        return EmptyState(self._look, sentence, icon=icon)
