# SPDX-License-Identifier: EUPL-1.2
"""The card of the decision: the amount and the reason before it, control and revocation after."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text
from welfare_desk.core.decisions import REFUSALS, REVOCATIONS, UNDECIDED
from welfare_desk.core.money import NO_BREAK_SPACE
from welfare_desk.desk.views.applications import ApplicationView
from welfare_desk.ui.applications.words import ApplicationWords
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card, KeyValue
from welfare_desk.ui.kit.fields import ChoiceField, Field
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.look import Look


class DecisionCard(Card):
    """Collects what is decided; what is not to be done now is not shown."""

    control_asked = Signal(str, str)
    revoke_asked = Signal(str)
    issue_asked = Signal()

    def __init__(self, look: Look, words: ApplicationWords) -> None:
        super().__init__(look, "", "")
        self._look, self._words = look, words
        self.setObjectName("decision.card")
        self.heading = Text(look, self.tr("The decision"), "panel_title")
        self.body.addWidget(self.heading)
        self.facts = KeyValue(look)
        self.body.addWidget(self.facts)
        row = TurningBox(look, 16)
        self.amount = Field(look, self.tr("Amount, euros"), tight=True, name="decision.amount")
        choices = [("", self.tr("Choose")), *words.choices("refusal", REFUSALS)]
        self.reason = ChoiceField(
            look, self.tr("Reason of a refusal"), choices, tight=True, name="decision.reason"
        )
        row.addWidget(self.amount, 1)
        row.addWidget(self.reason, 2)
        self.body.addLayout(row)
        self.words = Field(
            look, self.tr("Reason in words"), optional=True, tight=True, name="decision.words"
        )
        self.body.addWidget(self.words)
        self.found = Field(
            look, self.tr("What the control found"), optional=True, tight=True,
            name="decision.found",
        )  # fmt: skip
        self.body.addWidget(self.found)
        self.revocation = ChoiceField(
            look, self.tr("Reason of the revocation"),
            [("", self.tr("Choose")), *words.choices("revocation", REVOCATIONS)], tight=True,
            name="decision.revocation",
        )  # fmt: skip
        self.body.addWidget(self.revocation)
        self._buttons()

    def _buttons(self) -> None:
        look = self._look
        box = FlowBox(look, 8)

        def button(rank: Rank, words: str, icon: str, name: str) -> ActionButton:
            made = ActionButton(
                look, rank, words, icon=icon, size="middle", name=f"decision.{name}"
            )
            box.add(made)
            return made

        self.issue = button(Rank.SECONDARY, self.tr("Issue the card"), "credit-card", "issue")
        self.passed = button(Rank.SECONDARY, self.tr("Control passed"), "circle-check", "passed")
        self.failed = button(Rank.SECONDARY, self.tr("Control failed"), "circle-x", "failed")
        self.revoke = button(Rank.DANGER, self.tr("Revoke"), "ban", "revoke")
        self.issue.clicked.connect(self.issue_asked)
        self.passed.clicked.connect(lambda: self.control_asked.emit("passed", self.found.text()))
        self.failed.clicked.connect(self._failed)
        self.revoke.clicked.connect(self._revoke)
        self.body.addWidget(box)

    def show_view(self, view: ApplicationView, *, decides: bool, issues: bool) -> None:
        """Show what is to be done with an application as it stands."""
        row = view.row
        deciding = row.state in UNDECIDED and decides
        approved = row.state == "approved"
        deciders: tuple[QWidget, ...] = (self.amount, self.reason, self.words)
        for each in deciders:
            show_if(each, deciding)
        if deciding and not self.amount.text():
            euros = self._words.euro(row.claim_cents).rpartition(NO_BREAK_SPACE)[0]
            self.amount.set_text(euros)
        self.facts.set_rows(self._decided(view))
        show_if(self.facts, view.decided_on is not None or not deciding)
        show_if(self.issue, approved and issues and not view.card_id)
        controls = approved and decides and not row.control
        controlling: tuple[QWidget, ...] = (self.found, self.passed, self.failed)
        for each in controlling:
            show_if(each, controls)
        revoking: tuple[QWidget, ...] = (self.revocation, self.revoke)
        for each in revoking:
            show_if(each, approved and decides)

    def refusal(self) -> str:
        """Return the code of the reason chosen, else the words written."""
        return self.reason.value() or self.words.text()

    def _decided(self, view: ApplicationView) -> list[tuple[str, str]]:
        row = view.row
        rows = [(self.tr("State"), self._words.told("state", row.state))]
        if row.state in ("approved", "revoked"):
            rows.append((self.tr("Amount granted"), self._words.euro(row.amount_cents)))
        if view.decided_on is not None:
            both = " · ".join(name for name in (view.decided_by, view.second_by) if name)
            rows.append((self.tr("Decided"), f"{date_text(view.decided_on)} · {both}"))
        if view.reason:
            kind = {"revoked": "revocation", "withdrawn": "withdrawal"}.get(row.state, "refusal")
            rows.append((self.tr("Reason"), self._words.told(kind, view.reason)))
        if row.sampled:
            rows.append((self.tr("Sample"), self.tr("drawn for control")))
        if row.control:
            told = self._words.told("control", row.control)
            said = f"{told}: {view.control_words}" if view.control_words else told
            rows.append((self.tr("Control"), said))
        return rows

    def _failed(self) -> None:
        if not self.found.text():
            self.found.set_error(self.tr("Write what the control found."))
            return
        self.found.set_error("")
        self.control_asked.emit("failed", self.found.text())

    def _revoke(self) -> None:
        if not self.revocation.value():
            self.revocation.set_error(self.tr("Choose the reason."))
            return
        self.revocation.set_error("")
        self.revoke_asked.emit(self.revocation.value())
