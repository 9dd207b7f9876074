# SPDX-License-Identifier: EUPL-1.2
"""Saying that somebody is registered twice: the two come to review, nothing is merged yet."""

from __future__ import annotations

from welfare_desk.desk.omnibox import Hit
from welfare_desk.desk.views.people import PersonView
from welfare_desk.desk.views.reviews import ReviewRow, review_rows
from welfare_desk.operations.merging import ProposeMerge
from welfare_desk.operations.roles import may_act
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.people.person_search import PersonSearch
from welfare_desk.ui.reviews.review_page import ReviewPage


class SamePage(FormPage):
    """The other registration and why; who may merge sees the two side by side at once."""

    help_page = "review"

    def __init__(self, context: Context, view: PersonView) -> None:
        who = f"{view.surname} {view.name}".strip()
        super().__init__(context, view.person_id, "", who, "same")
        self._heading = self.tr("Registered twice")
        self.sheet.set_heading(self._heading, who)
        self._hit: Hit | None = None
        look = self._look
        self.search = PersonSearch(
            context, self.tr("The other registration"), "same.search", needed=True
        )
        self.search.chosen.connect(self._take)
        self.chosen = Text(look, self.tr("Nobody chosen yet."), "row_title", wrap=True)
        self.why = Field(look, self.tr("Why"), optional=True, tight=True, name="same.why")
        self.why.line.setMaxLength(120)
        card = Card(look, self.tr("Who is the same person"), "users")
        card.body.addWidget(self.search)
        card.body.addWidget(self.chosen)
        card.body.addWidget(self.why)
        words = self.tr(
            "Both stay as they are. A supervisor compares them and decides whether to merge them."
        )
        card.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self.sheet.body.addWidget(card)

    def save(self) -> None:
        """Bring the two to review."""
        problems: list[Problem] = []
        if self._hit is None:
            words = self.tr("Search the other registration and press Add.")
            problems.append((self.search.field, words))
        if self.tell(problems) or self._hit is None:
            return
        proposal = ProposeMerge(
            person_id=self.person_id, other_id=self._hit.person_id, reason=self.why.text()
        )
        self.record(proposal, self.tr("It stands under «To review»"))

    def recorded(self, recorded: Recorded) -> None:
        """Let who may merge compare the two at once."""
        context = self._context
        who, pair = context.desk.session.operator, {self.person_id}
        if self._hit is None or who is None or not may_act(who.role, "merge"):
            return
        pair.add(self._hit.person_id)

        def told(rows: tuple[ReviewRow, ...]) -> None:
            item = next((row for row in rows if {row.person_id, row.other_id} == pair), None)
            if item is not None:
                context.set_page(ReviewPage(context, item.item_id))

        context.read(lambda: context.desk.look(review_rows), context.jobs, told)

    def _take(self, hit: Hit) -> None:
        self._hit = hit
        self.chosen.setText(f"{hit.surname} {hit.name}".strip())
        self.why.setFocus()
