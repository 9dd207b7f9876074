# SPDX-License-Identifier: EUPL-1.2
"""Blocks a card at once, or replaces it: the old one dead, the balance on a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import grouped
from welfare_desk.desk.sentences import code_text
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.cards.hand_over_page import HandOverPage
from welfare_desk.ui.cards.replace_presenter import ReplacePresenter
from welfare_desk.ui.cards.words import REASONS, SPOILT, CardWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, KeyValue, Step, StepList
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.isee import MiniCard
from welfare_desk.ui.kit.layout import HBox, TurningBox, VBox
from welfare_desk.ui.kit.notices import ConfirmPanel, Notice
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.page import Page

WIDTH, SMALL = 344, 316
NARROW_WINDOW = 1180


class ReplacePage(Page):
    """A digit chooses the reason, Ctrl+Enter replaces and prints."""

    help_page = "replace"
    kinds = frozenset({"voucher_card", "posting"})

    def __init__(self, context: Context, person_id: str, card_id: str) -> None:
        """Load the card."""
        super().__init__()
        self.setObjectName("replace")
        self._context, self.person_id = context, person_id
        self._words = CardWords(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Replace card"))
        self.presenter = ReplacePresenter(context, card_id, self)
        self._build()
        self._build_panel()
        presenter = self.presenter
        presenter.changed.connect(self._show)
        presenter.blocked.connect(self._blocked)
        presenter.replaced.connect(self._replaced)
        presenter.refused.connect(self._refused)
        presenter.start()

    def title(self) -> str:
        """Return the holder's name."""
        row = self.presenter.row
        return row.person_name if row else ""

    def reload(self) -> None:
        """Show the card as it stands now."""
        if not self.presenter.busy:
            self.presenter.start()

    def shown(self) -> None:
        """Take the right panel; the focus waits for the reason."""
        narrow = self.window().width() < NARROW_WINDOW
        self._context.set_companion(self.panel, SMALL if narrow else WIDTH)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act_id: str) -> bool:
        """Confirm by Ctrl+Enter."""
        if act_id == "confirm":
            self.presenter.confirm()
            return True
        return act_id == "save"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the reason by its digit."""
        if event.text().isdigit():
            self.presenter.choose_number(int(event.text()))
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        look = self._context.theme
        self._sheet = layout.Page(look, self.tr("Replace card"), name="replace.page")
        body = self._sheet.body
        self.ask = ActionButton(
            look,
            "secondary",
            self.tr("Ask now"),
            icon="refresh-cw",
            size="middle",
            name="replace.ask",
        )
        self.ask.clicked.connect(self.presenter.ask)
        self.notice = Notice(look, "warning", "", button=self.ask, name="replace.notice")
        self.notice.hide()
        body.addWidget(self.notice)
        self.card = Card(look, self.tr("The card"), "credit-card")
        row = TurningBox(look, 16)
        self.picture = MiniCard(look, "–", "–")
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        facts = VBox(look, 8)
        top = HBox(look)
        self.badge = Badge(look, self._words.state("active"))
        top.addWidget(self.badge)
        top.addStretch(1)
        facts.addLayout(top)
        self.facts = KeyValue(look)
        facts.addWidget(self.facts)
        row.addLayout(facts, 1)
        self.card.body.addLayout(row)
        body.addWidget(self.card)
        self.reason = Segmented(
            look, self.tr("Reason"), self._words.reasons(), name="replace.reason"
        )
        self.reason.chosen.connect(self.presenter.choose_reason)
        body.addWidget(self.reason)
        self.spoilt = Segmented(
            look,
            self.tr("Or the print is spoilt"),
            self._words.spoilt(),
            name="replace.spoilt",
        )
        self.spoilt.chosen.connect(self.presenter.choose_reason)
        body.addWidget(self.spoilt)
        self.report = Field(
            look,
            self.tr("Number of the report to the police"),
            hint=self.tr("The theft must be reported before the card is replaced."),
            code=True,
            name="replace.report",
        )
        self.report.changed.connect(self.presenter.note_report)
        body.addWidget(self.report)
        self.taken_back = CheckRow(
            look, self.tr("The damaged card was taken back"), name="replace.taken_back"
        )
        self.taken_back.toggled.connect(lambda on: self.presenter.note_taken_back(taken_back=on))
        body.addWidget(self.taken_back)
        meanings = (
            ("replace", self.tr("Block and replace")),
            ("block", self.tr("Block only")),
        )
        self.meaning = Segmented(
            look, self.tr("What to do"), meanings, value="replace", name="replace.meaning"
        )
        self.meaning.chosen.connect(lambda value: self.presenter.mean(block_only=value == "block"))
        body.addWidget(self.meaning)
        self.effects = Card(look, self.tr("What happens"), "list-checks", divided=True)
        self.steps = StepList(look)
        self.effects.body.addWidget(self.steps)
        body.addWidget(self.effects)
        body.addStretch(1)
        self.hold(self._sheet)

    def _build_panel(self) -> None:
        look, actions = self._context.theme, self._context.actions
        self.panel = Companion(look, self.tr("Confirm"), name="replace.summary")
        self.panel.setParent(self)
        self.panel.hide()
        self.destroyed.connect(self.panel.deleteLater)
        self.confirm = ConfirmPanel(
            look,
            "",
            "",
            confirm=self.tr("Replace and print"),
            confirm_icon="repeat",
            confirm_key=actions.key("confirm"),
            safe=self.tr("Back to the person"),
            safe_key=actions.key("back"),
            note="",
            name="replace",
        )
        self.confirm.confirmed.connect(self.presenter.confirm)
        self.confirm.declined.connect(lambda: self._context.close_page(self))
        self.panel.body.addWidget(self.confirm.notice)
        self.panel.body.addStretch(1)
        self.panel.add_foot(self.confirm)

    def _show(self) -> None:
        presenter, lang = self.presenter, self._context.lang
        row = presenter.row
        if row is None:
            return
        card = row.card
        number = grouped(card.card_no)
        self._sheet.set_heading(
            self.tr("Replace the card of %1").replace("%1", row.person_name), card.fund_name
        )
        self.picture.set_card(card.title, number)
        self.badge.set_face(self._words.state(card.state))
        self.facts.set_rows(
            (
                (self.tr("Balance"), euro_text(card.balance_cents, lang)),
                (self.tr("Issued with"), euro_text(card.amount_cents, lang)),
                (self.tr("Valid until"), date_text(card.expires_on)),
            )
        )
        self.reason.set_value(presenter.reason if presenter.reason in REASONS else "")
        self.spoilt.set_value(presenter.reason if presenter.reason in SPOILT else "")
        self.spoilt.setVisible(presenter.unseen())
        self.report.setVisible(presenter.reason == "stolen")
        self.taken_back.setVisible(presenter.reason == "damaged" and not presenter.block_only)
        self.meaning.set_value("block" if presenter.block_only else "replace")
        self._show_obstacle()
        self._show_effect(number, euro_text(card.balance_cents, lang))
        self._context.retitle()

    def _show_obstacle(self) -> None:
        presenter = self.presenter
        code = presenter.obstacle()
        self.notice.setVisible(bool(code))
        self.ask.setVisible(code == "card_balance_elsewhere")
        self.ask.setEnabled(not presenter.asking)
        if code:
            self._refused(code_text(code, {}, self._context.lang))

    def _show_effect(self, number: str, balance: str) -> None:
        presenter = self.presenter
        confirm = self.confirm
        confirm.confirm_button.setEnabled(presenter.ready())
        name = self.title()
        reason = self._words.reason(presenter.reason) or self.tr("choose the reason first")
        if presenter.block_only:
            confirm.confirm_button.set_text(self.tr("Block the card"))
            confirm.confirm_button.set_icon("lock")
            confirm.notice.set_words(
                self.tr("You are about to block %1").replace("%1", number),
                self.tr("Of %1, with %2 on it (%3). Nobody can use it any more.")
                .replace("%1", name)
                .replace("%2", balance)
                .replace("%3", reason),
            )
        else:
            confirm.confirm_button.set_text(self.tr("Replace and print"))
            confirm.confirm_button.set_icon("repeat")
            confirm.notice.set_words(
                self.tr("You are about to replace %1").replace("%1", number),
                self.tr("%2 of %1 go to a new card (%3). The old one is dead at once.")
                .replace("%1", name)
                .replace("%2", balance)
                .replace("%3", reason),
            )
        self.steps.set_steps(self._steps(balance))

    def _steps(self, balance: str) -> list[Step]:
        first = Step(
            self.tr("The old card is blocked"),
            self._exposure(),
            state="1",
        )
        if self.presenter.block_only:
            return [first]
        return [
            first,
            Step(self.tr("The balance goes to a new number"), "", balance, "2"),
            Step(
                self.tr("The new card is printed"),
                self.tr("Scan it to activate it, then let the receipt be signed"),
                state="3",
            ),
        ]

    def _exposure(self) -> str:
        """Say until when others may still take the card for good."""
        at_once = self.tr("At once here, at every other desk as soon as they are in touch.")
        list_at = self.presenter.list_at
        if list_at is None:
            return at_once
        known = self.tr("The list of blocked cards that shops and desks have is of %1.")
        return f"{at_once} {known.replace('%1', local_text(list_at))}"

    def _blocked(self) -> None:
        context, person_id = self._context, self.person_id
        row = self.presenter.row
        number = grouped(row.card.card_no) if row else ""
        context.close_page(self)
        context.open_person(person_id)
        context.toast(self.tr("Card blocked: %1").replace("%1", number))

    def _replaced(self, new_id: str) -> None:
        context, person_id = self._context, self.person_id
        print_paper(context, "card", new_id)
        context.close_page(self)
        context.open_person(person_id)
        context.set_page(HandOverPage(context, person_id, new_id))

    def _refused(self, sentence: str) -> None:
        fact, _, remedy = sentence.partition(". ")
        self.notice.show()
        self.notice.set_words(f"{fact}." if remedy else fact, remedy, tone="warning")
