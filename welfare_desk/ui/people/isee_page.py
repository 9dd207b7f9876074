# SPDX-License-Identifier: EUPL-1.2
"""Recording the ISEE attestation that a household showed, and putting earlier ones right."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from welfare_desk.core.instants import local_date
from welfare_desk.core.isee import isee_bracket
from welfare_desk.core.money import euro_text
from welfare_desk.desk.views.attestations import AttestationView, attestations_of
from welfare_desk.desk.views.isee_preview import isee_preview
from welfare_desk.desk.views.people import PersonView, thresholds_cents
from welfare_desk.desk.views.repricing import RepricedView, StalePrice, repriced_in
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.isee import IseeStrip
from welfare_desk.ui.kit.layout import TurningBox, VBox, clear
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.people.isee_fields import IseeFields
from welfare_desk.ui.people.isee_list import AttestationsCard
from welfare_desk.ui.people.scale_page import ScalePage

PAUSE_MS = 250
MOST = 6
Loaded = tuple[tuple[AttestationView, ...], tuple[int, ...]]


class IseePage(FormPage):
    """Value, kind, days; the bracket and what will change show themselves while it is typed."""

    help_page = "household"
    kinds = frozenset({"isee_attestation", "household_member"})

    def __init__(self, context: Context, view: PersonView) -> None:
        who = f"{view.surname} {view.name}".strip()
        super().__init__(context, view.person_id, "", who, "isee")
        self._heading = self.tr("Record an ISEE")
        self.sheet.set_heading(self._heading, who)
        self._view = view
        self._household_id = view.household_id or ""
        self._thresholds: tuple[int, ...] = ()
        self._correcting: AttestationView | None = None
        self._asked = 0
        self._list: QWidget | None = None
        self.fields = IseeFields(context, local_date(context.desk.now_us()), self, alone=True)
        names = [(one.person_id, f"{one.surname} {one.name}".strip()) for one in view.members]
        self.fields.set_members(names)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.foresee)
        self._lay_out()
        self.fields.changed.connect(self._changed)
        self.reload()

    def reload(self) -> None:
        """Show the attestations as they stand now."""
        desk, household_id = self._context.desk, self._household_id
        self._context.read(
            lambda: desk.look(
                lambda here: (attestations_of(here, household_id), thresholds_cents(here))
            ),
            self,
            self._show,
        )

    def save(self) -> None:
        """Record the attestation, or put one right."""
        problems: list[Problem] = list(self.fields.problems())
        if self._correcting is not None and not self.reason.text():
            problems.append((self.reason, self.tr("Write why, in a few words.")))
        if self.tell(problems):
            return
        if self._correcting is not None:
            correction = self.fields.correction(self._correcting.isee_id, self.reason.text())
            self.record(correction, self.tr("ISEE put right"))
            return
        operation = self.fields.operation(self._context.desk.new_id(), self._household_id)
        self.record(operation, self.tr("ISEE recorded"))

    def recorded(self, recorded: Recorded) -> None:
        """Say which bookings were priced anew."""
        context, household_id = self._context, self._household_id
        desk, op_id, jobs = context.desk, recorded.op_id, context.jobs
        words = self.tr("ISEE recorded. Bookings priced anew: %1, listed on the page.")

        def told(rows: tuple[RepricedView, ...]) -> None:
            if rows:
                context.toast(words.replace("%1", str(len(rows))))

        context.read(
            lambda: desk.look(lambda here: repriced_in(here, household_id, op_id)), jobs, told
        )

    def foresee(self) -> None:
        """Work out which future bookings will change."""
        fields = self.fields
        if fields.cents() is None or fields.issued_on.day() is None or fields.problems():
            self._foreseen(None)
            return
        self._asked += 1
        number = self._asked
        instead = self._correcting.isee_id if self._correcting else ""
        desk = self._context.desk
        told = fields.operation(instead or "preview", self._household_id)

        def came(rows: tuple[StalePrice, ...]) -> None:
            if number == self._asked:
                self._foreseen(rows)

        self._context.read(
            lambda: desk.look(lambda here: isee_preview(here, told, instead)), self, came
        )

    def _lay_out(self) -> None:
        look, fields = self._look, self.fields
        scale = ActionButton(
            look,
            "ghost",
            self.tr("How the scale is worked out"),
            icon="calculator",
            size="middle",
            name="isee.scale",
        )
        scale.clicked.connect(lambda: self._context.set_page(ScalePage(self._context, self._view)))
        self.sheet.add_header(scale)
        self.card = Card(look, self.tr("As written on the attestation"), "euro")
        for row_fields in (
            (fields.value, fields.kind, fields.beneficiary),
            (fields.issued_on, fields.valid_to, fields.dsu_no),
        ):
            row = TurningBox(look, 16)
            for field in row_fields:
                row.addWidget(field, 1)
            self.card.body.addLayout(row)
        row = TurningBox(look, 16)
        row.addWidget(fields.assets)
        row.addWidget(fields.discrepancies)
        row.addWidget(fields.note, 1)
        self.card.body.addLayout(row)
        self.reason = Field(look, self.tr("Why it is put right"), tight=True, name="isee.why")
        show_if(self.reason, False)
        self.card.body.addWidget(self.reason)
        self.strip = IseeStrip(look)
        show_if(self.strip, False)
        self.card.body.addWidget(self.strip)
        self.sheet.body.addWidget(self.card)
        self.caution = Notice(look, "warning", "", name="isee.caution")
        self.caution.hide()
        self.sheet.body.addWidget(self.caution)
        self.effect = Card(look, self.tr("What will change"), "calendar-days", name="isee.effect")
        self._effects = VBox(look, 4)
        self.effect.body.addLayout(self._effects)
        self.effect.hide()
        self.sheet.body.addWidget(self.effect)

    def _show(self, loaded: Loaded) -> None:
        rows, self._thresholds = loaded
        if self._list is not None:
            self.sheet.body.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        card = AttestationsCard(self._context, self.tr("Attestations of the household"), rows)
        card.to_correct.connect(self.correct)
        self._list = card
        self.sheet.body.addWidget(card)
        self._changed()

    def correct(self, one: AttestationView) -> None:
        """Put an attestation into the form to put it right."""
        self._correcting = one
        self.fields.show_attestation(one)
        if self.card.header is not None:
            self.card.header.title.setText(self.tr("Put the attestation right"))
        show_if(self.reason, True)
        self.save_button.set_text(self.tr("Put right"))
        self.sheet.scroller.verticalScrollBar().setValue(0)
        self.fields.value.setFocus()

    def _changed(self) -> None:
        cents = self.fields.cents()
        shown = cents is not None and bool(self._thresholds)
        show_if(self.strip, shown)
        if cents is not None and self._thresholds:
            limits = [self._limit(each) for each in self._thresholds]
            self.strip.set_brackets(
                (*limits, self.tr("beyond")), isee_bracket(cents, self._thresholds)
            )
        told = self.fields.warnings()
        show_if(self.caution, bool(told))
        if told:
            self.caution.set_words(told[0], ". ".join(told[1:]))
        self._pause.start()

    def _foreseen(self, rows: tuple[StalePrice, ...] | None) -> None:
        clear(self._effects)
        show_if(self.effect, rows is not None)
        if rows is None:
            return
        look, lang = self._look, self._context.lang
        words = self.tr("No booking to come changes its price.")
        if rows:
            words = self.tr("%n future bookings priced anew", "", len(rows))
        self._effects.addWidget(Text(look, words, "strong" if rows else "secondary", wrap=True))
        for row in rows[:MOST]:
            day = f"{row.booking.slot_on.day:02d}/{row.booking.slot_on.month:02d}"
            line = self.tr("%1, %2: %3 instead of %4").replace("%1", row.booking.offering_title)
            line = line.replace("%2", day).replace("%3", euro_text(row.would_be_cents, lang))
            line = line.replace("%4", euro_text(row.now_cents, lang))
            self._effects.addWidget(Text(look, line, "secondary", "muted", wrap=True))
        if len(rows) > MOST:
            more = self.tr("%n more", "", len(rows) - MOST)
            self._effects.addWidget(Text(look, more, "secondary", "muted"))

    def _limit(self, cents: int) -> str:
        sign = "." if self._context.lang == "it" else ","
        return self.tr("up to %1").replace("%1", f"{cents // 100:,}".replace(",", sign))
