# SPDX-License-Identifier: EUPL-1.2
"""Who may collect a card today: by what right, with which document, until when, what to see."""

from __future__ import annotations

from collections.abc import Sequence

from welfare_desk.core.dates import date_text
from welfare_desk.desk.views.papers import MandateView
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import clear
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.paper_words import PaperWords


class CollectorsCard(Card):
    """The person and the delegates whose right holds today; a warning stops nobody."""

    def __init__(self, look: Look) -> None:
        super().__init__(
            look, self.tr("Who may collect"), "user-check", divided=True, name="hand_over.may"
        )
        self._words = PaperWords(self)

    def show_rows(self, holder: str, mandates: Sequence[MandateView]) -> None:
        """Show the holder and a row for each delegate."""
        clear(self.body)
        rows = [ActRow(self._look, holder, (self.tr("The person"),), icon="user-round")]
        rows += [self._row(each) for each in mandates]
        add_rows(self, rows)
        if not mandates:
            words = self.tr("Nobody else: who comes for the person needs a signed form.")
            none = Text(self._look, words, "secondary", "muted", wrap=True)
            none.setContentsMargins(16, 4, 16, 12)
            self.body.addWidget(none)

    def _row(self, mandate: MandateView) -> ActRow:
        words = self._words
        until = self.tr("without an end")
        if mandate.valid_to is not None:
            until = self.tr("until %1").replace("%1", date_text(mandate.valid_to))
        paper = mandate.delegate_document
        told = self.tr("document %1").replace("%1", paper) if paper else ""
        together = self.tr("only together with the person") if mandate.assisted else ""
        parts = (words.title(mandate.title), told, until, together)
        cautions = [words.caution(code, mandate.title) for code in mandate.warnings]
        return ActRow(
            self._look,
            mandate.delegate_name,
            (" · ".join(part for part in parts if part),),
            icon="user-check",
            caution=" ".join(each for each in cautions if each),
            name=f"hand_over.may.{mandate.delegation_id}",
        )
