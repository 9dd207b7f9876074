# SPDX-License-Identifier: EUPL-1.2
"""Bookings that an ISEE priced anew: what, when, before and after, whom to call, the new slip."""

from __future__ import annotations

from functools import partial

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import minute_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import booking_label
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.views.repricing import RepricedView, to_tell
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.papers_cards import small_button
from welfare_desk.ui.people.reason_box import AskingCard

Heard = tuple[str, int]
"""A booking and the price that was told."""


class RepricedCard(AskingCard):
    """There while somebody must still hear of a new price; printing the slip anew tells it.

    ``heard`` keeps what was told by word, for as long as the person's page is open.
    """

    def __init__(
        self, context: Context, title: str, person_id: str, household_id: str, heard: set[Heard]
    ) -> None:
        super().__init__(context, title, "euro", name="person.repriced")
        self._heard = heard
        self._rows: dict[str, ActRow] = {}
        words = self.tr("Tell the person and hand over the new slip, or call.")
        note = Text(context.theme, words, "secondary", "muted", wrap=True)
        note.setContentsMargins(16, 10, 16, 2)
        self.body.addWidget(note)
        show_if(self, False)
        desk = context.desk
        context.read(
            lambda: desk.look(lambda here: to_tell(here, person_id, household_id)),
            self,
            self.show_rows,
        )

    def show_rows(self, found: tuple[RepricedView, ...]) -> None:
        """Show a row for each booking whose price nobody heard yet."""
        due = [one for one in found if _heard(one) not in self._heard]
        self._rows = {one.booking.booking_id: self._row(one) for one in due}
        add_rows(self, tuple(self._rows.values()))
        self._count()

    def _count(self) -> None:
        if self.header is not None:
            self.header.set_count(len(self._rows))
        show_if(self, bool(self._rows))

    def _row(self, one: RepricedView) -> ActRow:
        context, booking, lang = self._context, one.booking, self._context.lang
        prices = self.tr("%1: %2, before %3").replace("%1", booking.offering_title)
        prices = prices.replace("%2", euro_text(one.after_cents, lang))
        prices = prices.replace("%3", euro_text(one.before_cents, lang))
        day = weekday_text(booking.slot_on, lang)
        when = f"{day}, {minute_text(booking.start_minute)}"
        who = f"{one.surname} {one.name}".strip()
        # In one piece: half a number in the next line would be read for a whole one.
        number = booking_label(booking.booking_no).replace(" ", "\u00a0")
        phone = self.tr("To call: %1").replace("%1", phone_text(one.phone) or self.tr("no phone"))
        details = (f"{when} · {who} · {number}", phone)
        name = f"repriced.{booking.booking_id}"
        row = ActRow(
            context.theme, prices, details, icon="calendar-clock", ink="warning", name=name
        )
        spoken = self.tr("Print the new slip: %1").replace("%1", booking.offering_title)
        slip = small_button(
            context,
            self.tr("Print slip"),
            spoken,
            "printer",
            f"repriced.print.{booking.booking_id}",
        )
        slip.clicked.connect(partial(self._print, one))
        row.add(slip)
        spoken = self.tr("The price was told: %1").replace("%1", booking.offering_title)
        told = small_button(
            context, self.tr("Told"), spoken, "check", f"repriced.told.{booking.booking_id}"
        )
        told.clicked.connect(partial(self._tell, one))
        row.add(told)
        return row

    def _print(self, one: RepricedView) -> None:
        self.asked.emit("print_slip", one.booking.booking_id)
        self._tell(one)

    def _tell(self, one: RepricedView) -> None:
        self._heard.add(_heard(one))
        row = self._rows.pop(one.booking.booking_id, None)
        if row is not None:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._count()


def _heard(one: RepricedView) -> Heard:
    return one.booking.booking_id, one.after_cents
