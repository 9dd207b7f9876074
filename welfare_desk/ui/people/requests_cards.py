# SPDX-License-Identifier: EUPL-1.2
"""Requests and notes of a person: the short card of the summary, and the whole lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from welfare_desk.core.instants import local_text
from welfare_desk.core.needs import needs
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.views.papers import PapersView
from welfare_desk.desk.views.requests import NoteView, RequestView, StepView
from welfare_desk.operations.notes import WithdrawNote
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.layout import HBox
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.paper_words import PaperWords
from welfare_desk.ui.people.papers_cards import quiet, small_button
from welfare_desk.ui.people.reason_box import AskingCard, ReasonBox, may_open_closed

SHOWN = 2
"""Notes in the short card; the rest is one press away."""


class RequestWords(QObject):
    """Says a request, a step and a note in lines."""

    def __init__(self, lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lang, self._words = lang, PaperWords(self)

    def need(self, one: RequestView) -> str:
        """Return the kind of need."""
        known = needs().get(one.need)
        return known.name(self._lang) if known else one.need

    def title(self, one: RequestView) -> str:
        """Return the kind of need and whether it is urgent."""
        name = self.need(one)
        return self.tr("%1, urgent").replace("%1", name) if one.urgent else name

    def asked(self, one: RequestView) -> str:
        """Return who asked, when, and who wrote it down."""
        who = self._words.asker(one.asked_by)
        if one.asker_name:
            who = f"{who}: {one.asker_name} {phone_text(one.asker_phone)}".strip()
        parts = (local_text(one.requested_at), who, short_name(one.operator_name))
        return " · ".join(part for part in parts if part)

    def face(self, one: RequestView) -> BadgeFace:
        """Return the badge of how the request stands."""
        return self._words.outcome(one.standing)

    def contact(self, one: RequestView) -> str:
        """Return whom to call about it."""
        if not one.contact_name:
            return ""
        words = self.tr("Contact: %1").replace("%1", one.contact_name)
        return f"{words} {phone_text(one.contact_phone)}".strip()

    def step(self, one: StepView) -> tuple[str, str]:
        """Return what was done and its details."""
        what = self._words.outcome(one.outcome).text
        about = one.offering_title or one.referred_to
        title = f"{what}: {about}" if about else what
        contact = f"{one.contact_name} {phone_text(one.contact_phone)}".strip()
        parts = (local_text(one.done_at), short_name(one.operator_name), contact)
        return title, " · ".join(part for part in parts if part)

    def note(self, one: NoteView) -> str:
        """Return who wrote a note and when."""
        parts = (short_name(one.operator_name), local_text(one.written_at))
        return " · ".join(part for part in parts if part)


class AskedCard(AskingCard):
    """A card with rows of requests and notes; a sensitive note is opened with a reason."""

    def __init__(
        self, context: Context, title: str, icon: str, *, count: int | None = None, name: str
    ) -> None:
        super().__init__(context, title, icon, count=count, name=name)
        self._words = RequestWords(context.lang, self)
        self._rows: dict[str, ActRow] = {}

    def show_rows(
        self, requests: Sequence[RequestView], notes: Sequence[NoteView], none: str
    ) -> None:
        """Show a row for each, or say that there is ``none``."""
        asked = [self._request_row(one) for one in requests]
        self._rows = {one.note_id: self._note_row(one) for one in notes}
        add_rows(self, (*asked, *self._rows.values()))
        if not asked and not notes:
            self.body.addWidget(quiet(self._context, none))

    def head(self, words: str, spoken: str, act: str, name: str, icon: str = "plus") -> None:
        """Put a button into the header that asks for an act."""
        button = small_button(self._context, words, spoken, icon, name)
        button.clicked.connect(partial(self.asked.emit, act, ""))
        if self.header is not None:
            self.header.add(button)

    def _request_row(self, one: RequestView) -> ActRow:
        context, words = self._context, self._words
        details = (one.words, words.asked(one), words.contact(one))
        row = ActRow(
            context.theme,
            words.title(one),
            details,
            icon="clipboard-list",
            ink="warning" if one.urgent and not one.finished else "primary",
            name=f"request.{one.request_id}",
        )
        row.details[0].set_private()
        row.add(Badge(context.theme, words.face(one)))
        spoken = self.tr("Go on with the request: %1").replace("%1", words.need(one))
        name = f"request.steps.{one.request_id}"
        go = small_button(context, self.tr("Go on"), spoken, "chevron-right", name)
        go.clicked.connect(partial(self.asked.emit, "steps", one.request_id))
        row.add(go)
        return row

    def _note_row(self, one: NoteView) -> ActRow:
        context, told = self._context, self._words.note(one)
        title = self.tr("Sensitive note") if one.sensitive else one.text
        icon = "lock" if one.sensitive else "message-square"
        row = ActRow(context.theme, title, (told,), icon=icon, name=f"note.{one.note_id}")
        row.title.set_private()
        if one.sensitive and not may_open_closed(context):
            face = BadgeFace(self.tr("Supervisor or social worker"), "neutral", "lock")
            row.add(Badge(context.theme, face))
        elif one.sensitive:
            spoken = self.tr("Open the sensitive note of %1").replace("%1", told)
            name = f"note.open.{one.note_id}"
            show = small_button(context, self.tr("Open with a reason"), spoken, "eye", name)
            show.clicked.connect(partial(self._ask_open, one))
            row.add(show)
        if one.operator_id == context.operator_id():
            spoken = self.tr("Take back the note of %1").replace("%1", told)
            name = f"note.withdraw.{one.note_id}"
            away = small_button(context, self.tr("Take back"), spoken, "", name)
            away.clicked.connect(partial(self._withdraw, one))
            row.add(away)
        return row

    def _ask_open(self, one: NoteView) -> None:
        box = ReasonBox(
            self._context.theme,
            self.tr("Why the note is opened"),
            self.tr("Open"),
            effect=self.tr("Your name, the time and the reason are kept in the log."),
            icon="eye",
            name="note.reason",
        )
        box.given.connect(partial(self._open, one))
        self.ask(box, self._rows[one.note_id])

    def _open(self, one: NoteView, why: str, _day: object) -> None:
        desk, row = self._context.desk, self._rows[one.note_id]

        def opened(text: str) -> None:
            self.close_box()
            row.title.setText(text)

        def refused(sentence: str) -> None:
            if self.box is not None:
                self.box.refuse(sentence)

        self._context.write(lambda: desk.open_note(one.note_id, why), self, opened, refused)

    def _withdraw(self, one: NoteView) -> None:
        self.record(WithdrawNote(note_id=one.note_id), self.tr("Note taken back"))


class NotesCard(AskedCard):
    """Every note about the person, the latest first."""

    def __init__(self, context: Context, title: str, papers: PapersView) -> None:
        notes = standing_notes(papers)
        count = len(notes) or None
        super().__init__(context, title, "message-square", count=count, name="person.notes")
        self.head(self.tr("Write"), self.tr("Write a note"), "note", "person.note")
        self.show_rows((), notes, self.tr("No note. Write what colleagues need."))


class RequestsCard(AskedCard):
    """Requests with how they stand; each leads to its steps."""

    def __init__(self, context: Context, title: str, papers: PapersView) -> None:
        rows = papers.requests
        count = len(rows) or None
        super().__init__(context, title, "clipboard-list", count=count, name="person.requests")
        words = self.tr("New request")
        self.head(words, words, "request", "person.request")
        self.show_rows(rows, (), self.tr("No request yet. Write down what is asked for."))


class ShortCard(AskedCard):
    """«Richieste e note» of the summary: the latest open request and the latest notes."""

    def __init__(self, context: Context, title: str, papers: PapersView) -> None:
        super().__init__(context, title, "message-square", name="person.asked")
        self.head(self.tr("Request"), self.tr("New request"), "request", "person.request")
        self.head(self.tr("Note"), self.tr("Write a note"), "note", "person.note")
        notes, requests = standing_notes(papers), open_requests(papers)
        self.show_rows(requests[:1], notes[:SHOWN], self.tr("No open request and no note."))
        if papers.requests or notes:
            words = self.tr("All requests and notes")
            row = HBox(context.theme, 8, (8, 2, 8, 6))
            everything = small_button(context, words, words, "", "person.asked.all")
            everything.clicked.connect(partial(self.asked.emit, "asked", ""))
            row.addWidget(everything)
            more = len(requests[1:]) + len(notes[SHOWN:])
            if more:
                row.addWidget(Text(context.theme, self.tr("%n more", "", more), "secondary"))
            row.addStretch(1)
            self.body.addLayout(row)


def standing_notes(papers: PapersView) -> tuple[NoteView, ...]:
    """Return the notes that were not taken back."""
    return tuple(one for one in papers.notes if not one.withdrawn)


def open_requests(papers: PapersView) -> tuple[RequestView, ...]:
    """Return the requests for which something is still waited for."""
    return tuple(one for one in papers.requests if not one.finished)
