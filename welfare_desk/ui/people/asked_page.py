# SPDX-License-Identifier: EUPL-1.2
"""All requests and notes of a person, and the steps of one request."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from welfare_desk.desk.views.papers import PapersView
from welfare_desk.desk.views.people import PersonView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.layout import ActionBar, VBox
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.note_page import NotePage
from welfare_desk.ui.people.reason_box import is_asking
from welfare_desk.ui.people.request_page import RequestPage
from welfare_desk.ui.people.requests_cards import NotesCard, RequestsCard
from welfare_desk.ui.people.step_page import StepPage

KINDS = frozenset({"assistance_request", "request_step", "note"})


class AskedPage(Page):
    """Lists that reload when something was added to them."""

    help_page = "requests"
    kinds = KINDS

    def __init__(self, context: Context, view: PersonView) -> None:
        super().__init__()
        self.person_id = view.person_id
        self._context, self._view = context, view
        look = context.theme
        who = f"{view.surname} {view.name}".strip()
        self._heading = self.tr("Requests and notes")
        self._sheet = Sheet(look, self._heading, who, name="asked")
        self._content: QWidget | None = None
        self._papers: PapersView | None = None
        bar = ActionBar(look)
        back = ActionButton(
            look, "secondary", self.tr("Back"), key=context.actions.key("back"), name="asked.back"
        )
        back.clicked.connect(lambda: context.close_page(self))
        bar.add(back)
        self._sheet.set_action_bar(bar)
        self.hold(self._sheet)
        self.reload()

    def title(self) -> str:
        """Return what the lists are of."""
        return self._heading

    def reload(self) -> None:
        """Show requests and notes as they stand now."""
        desk, person_id = self._context.desk, self.person_id
        self._context.read(lambda: desk.papers(person_id), self, self._show)

    def _show(self, papers: PapersView | None) -> None:
        if papers is None or papers == self._papers or is_asking(self._content):
            return
        self._papers = papers
        if self._content is not None:
            self._sheet.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        column = VBox(self._context.theme, 16, parent=self._content)
        self.requests = RequestsCard(self._context, self.tr("Requests"), papers)
        self.notes = NotesCard(self._context, self.tr("Notes"), papers)
        for card in (self.requests, self.notes):
            card.asked.connect(self._ask)
            column.addWidget(card)
        self._sheet.body.addWidget(self._content)

    def _ask(self, act: str, subject: str) -> None:
        context, view = self._context, self._view
        if act == "request":
            context.set_page(RequestPage(context, view))
        elif act == "note":
            context.set_page(NotePage(context, view))
        elif act == "steps":
            context.set_page(StepPage(context, view, subject))
