# SPDX-License-Identifier: EUPL-1.2
"""Cards of the Documenti tab: documents and codes, privacy notices, optional answers, papers."""

from __future__ import annotations

import datetime
from functools import partial

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_date, local_text
from welfare_desk.core.purposes import purposes
from welfare_desk.desk.views.identifiers import IdentifierView
from welfare_desk.desk.views.papers import ConsentView, NoticeView, PapersView
from welfare_desk.desk.views.today import PrintView
from welfare_desk.operations.consents import RecordConsent
from welfare_desk.operations.identifiers import WithdrawIdentifier
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.paper_words import PaperWords
from welfare_desk.ui.people.reason_box import AskingCard, ReasonBox, may_open_closed


def small_button(
    context: Context, words: str, spoken: str, icon: str = "", name: str = ""
) -> ActionButton:
    """Return a ghost button of a row; ``spoken`` says which row it belongs to."""
    button = ActionButton(context.theme, "ghost", words, icon=icon, size="small", name=name)
    button.setAccessibleName(spoken)
    return button


def quiet(context: Context, sentence: str) -> Text:
    """Return a sentence that stands in the place of rows."""
    text = Text(context.theme, sentence, "secondary", "muted", wrap=True)
    text.setContentsMargins(16, 10, 16, 12)
    return text


class IdentifiersCard(AskingCard):
    """Documents and codes; a closed one is opened with a reason that is kept in the log."""

    def __init__(self, context: Context, title: str, papers: PapersView) -> None:
        rows = papers.identifiers
        super().__init__(
            context, title, "id-card", count=len(rows) or None, name="person.identifiers"
        )
        self._words = PaperWords(self)
        add = small_button(
            context, self.tr("Add"), self.tr("Add a document"), "plus", "person.identifier"
        )
        add.clicked.connect(partial(self.asked.emit, "identifier", ""))
        if self.header is not None:
            self.header.add(add)
        self._rows = {row.identifier_id: self._row(row) for row in rows}
        add_rows(self, tuple(self._rows.values()))
        if not rows:
            words = self.tr("No document recorded. Add the one that is shown.")
            self.body.addWidget(quiet(context, words))

    def _row(self, one: IdentifierView) -> ActRow:
        kind = self._words.identifier_kind(one.identifier_kind)
        until = ""
        if one.valid_to is not None:
            until = self.tr("valid until %1").replace("%1", date_text(one.valid_to))
        status = dict(self._words.statuses()).get(one.status, one.status)
        recorded = self.tr("recorded on %1").replace("%1", local_text(one.recorded_at)[:10])
        detail = " · ".join(part for part in (status, one.issuer, until, recorded) if part)
        title = f"{kind} {one.value}".strip()
        who = ""
        if one.closed and not may_open_closed(self._context):
            who = self.tr("A supervisor or social worker opens it.")
        row = ActRow(
            self._context.theme,
            title,
            (detail, who),
            icon="id-card",
            name=f"id.{one.identifier_id}",
        )
        face = self._face(one)
        if face is not None:
            row.add(Badge(self._context.theme, face))
        if one.closed and may_open_closed(self._context):
            show = small_button(
                self._context,
                self.tr("Open"),
                self.tr("Open %1 with a reason").replace("%1", kind),
                "eye",
                f"identifier.open.{one.identifier_id}",
            )
            show.clicked.connect(partial(self._ask_open, one))
            row.add(show)
        if one.identifier_kind != "fiscal_code":
            away = small_button(
                self._context,
                self.tr("Take back"),
                self.tr("Take %1 back").replace("%1", kind),
                "",
                f"identifier.withdraw.{one.identifier_id}",
            )
            away.clicked.connect(partial(self._withdraw, one))
            row.add(away)
        return row

    def _face(self, one: IdentifierView) -> BadgeFace | None:
        if "expired" in one.warnings and not one.renewal_pending:
            return BadgeFace(self.tr("Expired"), "warning", "triangle-alert")
        if one.renewal_pending:
            return BadgeFace(self.tr("Being renewed"), "info", "hourglass")
        if "expires_soon" in one.warnings:
            return BadgeFace(self.tr("Expires soon"), "warning", "calendar-clock")
        if one.closed:
            return BadgeFace(self.tr("Closed"), "neutral", "lock")
        return None

    def _ask_open(self, one: IdentifierView) -> None:
        box = ReasonBox(
            self._context.theme,
            self.tr("Why the code is opened"),
            self.tr("Open"),
            effect=self.tr("Your name, the time and the reason are kept in the log."),
            icon="eye",
            name="identifier.reason",
        )
        box.given.connect(partial(self._open, one))
        self.ask(box, self._rows[one.identifier_id])

    def _open(self, one: IdentifierView, why: str, _day: object) -> None:
        desk, row = self._context.desk, self._rows[one.identifier_id]
        kind = self._words.identifier_kind(one.identifier_kind)

        def opened(value: str) -> None:
            self.close_box()
            row.title.setText(f"{kind} {value}")

        def refused(sentence: str) -> None:
            if self.box is not None:
                self.box.refuse(sentence)

        self._context.write(
            lambda: desk.open_identifier(one.identifier_id, why), self, opened, refused
        )

    def _withdraw(self, one: IdentifierView) -> None:
        operation = WithdrawIdentifier(identifier_id=one.identifier_id)
        self.record(operation, self.tr("Document taken back"))


class NoticesCard(AskingCard):
    """Privacy notices that were given; print again, give the version in force."""

    def __init__(self, context: Context, title: str, papers: PapersView) -> None:
        super().__init__(context, title, "shield-check", name="person.notices")
        words = self.tr("Give the new version") if papers.notices else self.tr("Give and print")
        if not papers.notice_due:
            words = self.tr("Print again")
        give = small_button(context, words, words, "printer", "person.notice")
        give.clicked.connect(partial(self.asked.emit, "notice", ""))
        if self.header is not None:
            self.header.add(give)
        add_rows(self, tuple(self._row(one) for one in papers.notices))
        if not papers.notices:
            self.body.addWidget(
                quiet(context, self.tr("Not given yet. Read it aloud and have it signed."))
            )

    def _row(self, one: NoticeView) -> ActRow:
        title = self.tr("Version %1, %2").replace("%1", one.version)
        language = {"it": self.tr("Italian"), "en": self.tr("English")}.get(one.language, "")
        given = self.tr("given on %1, signed by %2").replace("%1", date_text(one.given_on))
        row = ActRow(
            self._context.theme,
            title.replace("%2", language or one.language),
            (given.replace("%2", one.signer),),
            icon="file-check",
        )
        face = BadgeFace(self.tr("In force"), "ok", "circle-check")
        if not one.in_force:
            face = BadgeFace(self.tr("Earlier version"), "neutral", "history")
        row.add(Badge(self._context.theme, face))
        return row


class ConsentsCard(AskingCard):
    """Optional questions with their answers; no service depends on any of them."""

    def __init__(
        self, context: Context, title: str, papers: PapersView, signer: str, language: str
    ) -> None:
        super().__init__(context, title, "message-circle", name="person.consents")
        self._person_id, self._signer, self._language = papers.person_id, signer, language
        self.body.addWidget(
            quiet(context, self.tr("Nothing depends on these answers: every service is the same."))
        )
        add_rows(self, tuple(self._row(one) for one in papers.consents))

    def _row(self, one: ConsentView) -> ActRow:
        purpose = purposes().get(one.purpose)
        lang = self._context.lang
        name = purpose.name(lang) if purpose else one.purpose
        told = self.tr("never asked")
        if one.answered_on is not None:
            words = self.tr("yes, on %1") if one.given else self.tr("no, on %1")
            told = words.replace("%1", date_text(one.answered_on))
        question = purpose.question(lang) if purpose else ""
        row = ActRow(self._context.theme, name, (question, told))
        if one.given is not None:
            face = BadgeFace(self.tr("No"), "neutral", "x")
            if one.given:
                face = BadgeFace(self.tr("Yes"), "ok", "check")
            row.add(Badge(self._context.theme, face))
        for given, words, spoken in (
            (True, self.tr("Says yes"), self.tr("%1: says yes")),
            (False, self.tr("Withdraws") if one.given else self.tr("Says no"), self.tr("%1: no")),
        ):
            if one.given is given:
                continue
            button = small_button(
                self._context,
                words,
                spoken.replace("%1", name),
                "",
                f"consent.{one.purpose}.{'yes' if given else 'no'}",
            )
            button.clicked.connect(partial(self._answer, one.purpose, given))
            row.add(button)
        return row

    def _answer(self, purpose: str, given: bool) -> None:
        desk = self._context.desk
        today: datetime.date = local_date(desk.now_us())

        def answer(yes: bool) -> RecordConsent:
            return RecordConsent(
                consent_id=desk.new_id(),
                person_id=self._person_id,
                purpose=purpose,
                given=yes,
                language=self._language,
                signer=self._signer,
                answered_on=today,
            )

        fact = self.tr("Answer recorded: yes") if given else self.tr("Answer recorded: no")
        self.record(answer(given), fact)


class PrintsCard(AskingCard):
    """What this desk printed about the person, the latest first."""

    def __init__(self, context: Context, title: str, subjects: frozenset[str]) -> None:
        super().__init__(context, title, "printer", name="person.prints")
        self._subjects = subjects
        self._empty = quiet(context, self.tr("Nothing was printed here about this person."))
        self.body.addWidget(self._empty)
        context.read(context.desk.print_list, self, self._show)

    def _show(self, jobs: tuple[PrintView, ...]) -> None:
        own = [job for job in jobs if job.subject_id in self._subjects]
        self._empty.setVisible(not own)
        rows = []
        for job in own[:10]:
            row = ActRow(
                self._context.theme, job.title, (local_text(job.changed_at),), icon="file-text"
            )
            again = small_button(
                self._context,
                self.tr("Print again"),
                self.tr("Print %1 again").replace("%1", job.title),
                "printer",
                f"print.again.{job.job_id}",
            )
            told = f"{job.document}:{job.subject_id}"
            again.clicked.connect(partial(self.asked.emit, "print_again", told))
            row.add(again)
            rows.append(row)
        add_rows(self, tuple(rows))
