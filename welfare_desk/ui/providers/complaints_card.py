# SPDX-License-Identifier: EUPL-1.2
"""Complaints about a provider: taken down with a printed receipt, answered with words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from welfare_desk.core.dates import date_text
from welfare_desk.core.numbers import receipt_label
from welfare_desk.desk.catalogue_words import said
from welfare_desk.desk.views.providers import ComplaintRow, ProviderView, who_complains
from welfare_desk.operations.complaints import ANSWER_DAYS, AnswerComplaint, RecordComplaint
from welfare_desk.operations.roles import may_act
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField, NoteField
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import Panel, VBox, clear
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.people.act_row import ActRow

UNASKED = "ask"
"""Nobody is named, or left unnamed, by a choice that nobody made."""


class ComplaintsCard(Card):
    """A row each, the open ones first; one form at a time stands below them."""

    recorded = Signal()

    def __init__(self, context: Context, provider_id: str) -> None:
        """Show nothing before ``show_view``."""
        super().__init__(
            context.theme,
            said("complaints", context.lang),
            "message-square",
            name="provider.complaints",
        )
        self._context, self._provider_id = context, provider_id
        self._answering: ComplaintRow | None = None
        self._person_id = ""
        who = context.desk.session.operator
        role = who.role if who is not None else ""
        self._takes, self._answers = may_act(role, "complain"), may_act(role, "answer")
        look = context.theme
        self._list = VBox(look, 4)
        self.body.addLayout(self._list)
        self.new = self._small(self.tr("New complaint"), "plus", "provider.complain")
        self.new.clicked.connect(self._ask_new)
        show_if(self.new, self._takes)
        self.body.addWidget(self.new)
        self.form = Panel("inset")
        self._build_form(VBox(look, 8, (16, 12, 16, 12), self.form))
        self.form.hide()
        self.body.addWidget(self.form)

    def show_view(self, view: ProviderView) -> None:
        """Show a provider's complaints."""
        clear(self._list)
        for row in view.complaints:
            self._list.addWidget(self._row(row))
        if not view.complaints:
            words = self.tr("No complaint so far.")
            self._list.addWidget(Text(self._context.theme, words, "secondary", "muted"))
        whole = ("", self.tr("The provider as a whole"))
        self.about.set_choices((whole, *((row.id, row.name_it) for row in view.offerings)))

    def _build_form(self, column: VBox) -> None:
        look = self._context.theme
        self.head = Text(look, "", "strong", wrap=True)
        self.about = ChoiceField(look, self.tr("About which service"), name="complaint.about")
        self.by = ChoiceField(look, self.tr("Who complains"), name="complaint.by")
        self.said = NoteField(
            look,
            self.tr("In the person's words"),
            hint=self.tr("Facts only: no diagnosis, no names of others."),
            lines=4,
            name="complaint.words",
        )
        self.error = Text(look, "", "secondary", "danger", wrap=True)
        self.send = ActionButton(look, "primary", "", size="middle", name="complaint.send")
        self.send.clicked.connect(self._send)
        self.drop = ActionButton(
            look, "ghost", self.tr("Never mind"), size="middle", name="complaint.drop"
        )
        self.drop.clicked.connect(self._close)
        row = FlowBox(look, 12)
        row.add(self.send)
        row.add(self.drop)
        for widget in (self.head, self.about, self.by, self.said, self.error, row):
            column.addWidget(widget)

    def _row(self, row: ComplaintRow) -> ActRow:
        look = self._context.theme
        number = receipt_label(row.complaint_no)
        answer = self.tr("Answer: %1").replace("%1", row.answer) if row.answer else ""
        about = " · ".join(part for part in (row.offering_name, row.person_name) if part)
        ink = "warning" if row.is_open else "primary"
        details = tuple(part for part in (about, row.words, answer) if part)
        title = f"{number} · {date_text(row.received_on)}"
        name = f"complaint.{row.complaint_id}"
        told = ActRow(look, title, details, icon="message-square", ink=ink, name=name)
        told.add(Badge(look, self._face(row)))
        if row.is_open and self._answers:
            button = self._small(
                self.tr("Answer"), "pencil", f"complaint.answer.{row.complaint_no}"
            )
            button.setAccessibleName(self.tr("Answer the complaint %1").replace("%1", number))
            button.clicked.connect(partial(self._ask_answer, row))
            told.add(button)
        button = self._small(self.tr("Receipt"), "printer", f"complaint.print.{row.complaint_no}")
        button.setAccessibleName(self.tr("Print the receipt of %1").replace("%1", number))
        button.clicked.connect(partial(self._print, row.complaint_id))
        told.add(button)
        return told

    def _face(self, row: ComplaintRow) -> BadgeFace:
        if not row.is_open:
            return BadgeFace(self.tr("Answered"), "ok", "circle-check")
        by = self.tr("by %1").replace("%1", date_text(row.answer_by_on))
        if row.late:
            return BadgeFace(self.tr("Late: %1").replace("%1", by), "danger", "circle-alert")
        return BadgeFace(by, "warning", "clock")

    def _small(self, words: str, icon: str, name: str) -> ActionButton:
        look = self._context.theme
        return ActionButton(look, "secondary", words, icon=icon, size="small", name=name)

    def _ask_new(self) -> None:
        self._answering = None
        words = self.tr(
            "The person gets a receipt with a number; the answer comes within %n days.",
            "",
            ANSWER_DAYS,
        )
        self.head.setText(words)
        self.send.set_text(self.tr("Record and print the receipt"))
        desk = self._context.desk
        self._offer_person(("", ""))
        last = desk.last_person() or ""
        self._context.read(
            lambda: desk.look(lambda here: who_complains(here, last)), self, self._offer_person
        )
        self._open_form(new=True)

    def _ask_answer(self, row: ComplaintRow) -> None:
        self._answering = row
        words = self.tr("What was answered to %1").replace("%1", receipt_label(row.complaint_no))
        self.head.setText(words)
        self.send.set_text(self.tr("Record and print the answer"))
        self._open_form(new=False)

    def _open_form(self, *, new: bool) -> None:
        self.said.set_text("")
        self.error.setText("")
        show_if(self.about, new)
        show_if(self.by, new)
        self.form.show()
        (self.about if new else self.said).control.setFocus()

    def _offer_person(self, found: tuple[str, str]) -> None:
        unnamed = ("", self.tr("Does not want to be named"))
        ask = (UNASKED, self.tr("Ask the person"))
        self.by.set_choices((ask, found, unnamed) if found[0] else (ask, unnamed))

    def _send(self) -> None:
        row, words, desk = self._answering, self.said.text(), self._context.desk
        if row is None and self.by.value() == UNASKED:
            self.error.setText(self.tr("Ask whether the person wants to be named."))
            self.by.control.setFocus()
            return
        complaint_id = row.complaint_id if row is not None else desk.new_id()
        operation: AnswerComplaint | RecordComplaint = RecordComplaint(
            complaint_id=complaint_id,
            provider_id=self._provider_id,
            offering_id=self.about.value() or None,
            person_id=self.by.value() or None,
            words=words,
        )
        if row is not None:
            operation = AnswerComplaint(complaint_id=complaint_id, answer=words)

        def done(recorded: Recorded) -> None:
            self._print(complaint_id)
            self._close()
            self._context.broadcast(recorded.kinds)
            self.recorded.emit()

        self._context.write(lambda: desk.record(operation), self, done, self.error.setText)

    def _print(self, complaint_id: str) -> None:
        print_paper(self._context, "complaint", complaint_id)

    def _close(self) -> None:
        self.form.hide()
        self.new.setFocus()
