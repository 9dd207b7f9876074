# SPDX-License-Identifier: EUPL-1.2
"""What the page says on top, the most important first; two are shown, the rest counted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_text
from welfare_desk.core.needs import needs
from welfare_desk.desk.sentences import code_text
from welfare_desk.desk.views.identifiers import IdentifierView
from welfare_desk.desk.views.papers import PapersView
from welfare_desk.desk.views.people import PersonView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.people.paper_words import PaperWords
from welfare_desk.ui.people.words import PeopleWords

DOCUMENTS = frozenset({"electronic_id_card", "paper_id_card", "passport", "residence_permit"})
MOST_LETTERS = 80
ENDING = ("decree_expired", "expired", "expires_soon")


class PersonWarnings(QObject):
    """Makes the notices; ``asked`` tells the act of a notice's button."""

    asked = Signal(str, str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._look = context, context.theme
        self._words = PeopleWords(self, context.lang)
        self._papers = PaperWords(self)

    def notices(self, view: PersonView, papers: PapersView | None) -> list[Notice]:
        """Return every notice about the person, by importance."""
        found: list[Notice] = []
        if papers is not None:
            found += self._urgent(papers)
            found += self._document(papers)
        found += self._notice(view, papers)
        if papers is not None:
            found += self._delegations(papers)
        found += self._missed(view)
        for code in view.reviews:
            words = code_text(code, {}, self._context.lang)
            found.append(Notice(self._look, "info", self.tr("To review"), words))
        if papers is not None:
            found += self._notes(papers)
        if not view.fiscal_code:
            words = dict(self._words.no_code_reasons()).get(
                view.no_code_reason, view.no_code_reason
            )
            fact = self.tr("Why there is no code: %1").replace("%1", words)
            remedy = self.tr("Add it as soon as it is known: «Edit the data».")
            found.append(Notice(self._look, "info", fact, remedy))
        return found

    def _missed(self, view: PersonView) -> list[Notice]:
        """Say how often the person did not come or cancelled late: a fact, not a judgement."""
        words = []
        if view.no_shows:
            words.append(self.tr("Did not come %n times in the last year", "", view.no_shows))
        if view.late_cancellations:
            late = view.late_cancellations
            words.append(self.tr("Cancelled late %n times in the last year", "", late))
        remedy = self.tr("Ask whether another time or a reminder by letter would help.")
        return [Notice(self._look, "info", " · ".join(words), remedy)] if words else []

    def _urgent(self, papers: PapersView) -> list[Notice]:
        found = []
        for one in papers.requests:
            if one.urgent and not one.finished:
                need = needs().get(one.need)
                name = need.name(self._context.lang) if need else one.need
                fact = self.tr("Urgent request: %1").replace("%1", name)
                button = self._button(self.tr("Go on"), "steps", "", one.request_id)
                told = _short(one.words) or self.tr("It still waits for an answer.")
                found.append(Notice(self._look, "warning", fact, told, button=button))
                found[-1].remedy.set_private()
        return found

    def _document(self, papers: PapersView) -> list[Notice]:
        shown = [one for one in papers.identifiers if one.identifier_kind in DOCUMENTS]
        if not shown or any("expired" not in one.warnings for one in shown):
            return []
        last = max(shown, key=_ended)
        if last.renewal_pending or last.valid_to is None:
            return []
        fact = self.tr("Document expired on %1").replace("%1", date_text(last.valid_to))
        button = self._button(self.tr("Record another"), "identifier", "file-text")
        return [
            Notice(self._look, "warning", fact, self.tr("Ask for one in force."), button=button)
        ]

    def _notice(self, view: PersonView, papers: PapersView | None) -> list[Notice]:
        due = papers.notice_due if papers is not None else not view.notice_current
        if not due:
            return []
        fact = self.tr("Privacy notice not given yet")
        remedy = self.tr("Read it aloud and have it signed.")
        if papers is not None and papers.notices:
            fact = self.tr("New version of the privacy notice")
            remedy = self.tr("Give version %1 today.").replace("%1", papers.notice_version)
        button = self._button(self.tr("Give and print"), "notice", "printer")
        button.setObjectName("person.give_notice")
        return [Notice(self._look, "warning", fact, remedy, button=button)]

    def _delegations(self, papers: PapersView) -> list[Notice]:
        found = []
        for one in papers.delegations:
            told = [code for code in ENDING if code in one.warnings]
            if not told or one.valid_to is None or one.ended_on is not None:
                continue
            day = date_text(one.valid_to)
            fact = self.tr("%1 may act until %2") if one.standing == "holding" else ""
            if one.standing == "ended":
                fact = self.tr("%1 may act no more since %2")
            if fact:
                fact = fact.replace("%1", one.delegate_name).replace("%2", day)
                remedy = self._papers.caution(told[0])
                tone = "info" if told[0] == "expires_soon" else "warning"
                button = self._button(self.tr("Look"), "tab.papers", "")
                found.append(Notice(self._look, tone, fact, remedy, button=button))
        return found

    def _notes(self, papers: PapersView) -> list[Notice]:
        standing = [one for one in papers.notes if not one.withdrawn]
        if not standing:
            return []
        last = standing[0]
        fact = self.tr("Note by %1, %2").replace("%1", short_name(last.operator_name))
        fact = fact.replace("%2", local_text(last.written_at)[:10])
        told = self.tr("Sensitive: open it with a reason.") if last.sensitive else last.text
        notice = Notice(self._look, "info", fact, _short(told), icon="message-square")
        notice.remedy.set_private()
        return [notice]

    def _button(self, words: str, act: str, icon: str, subject: str = "") -> ActionButton:
        button = ActionButton(
            self._look, "secondary", words, icon=icon, size="middle", name=f"warning.{act}"
        )
        button.clicked.connect(partial(self.asked.emit, act, subject))
        return button


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip() + "…"


def _ended(one: IdentifierView) -> str:
    return one.valid_to.isoformat() if one.valid_to is not None else ""
