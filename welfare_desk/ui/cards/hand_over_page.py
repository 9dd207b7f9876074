# SPDX-License-Identifier: EUPL-1.2
"""After a card is made: print, scan back, sign and hand over, one step after the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent

from welfare_desk.core.dates import date_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import grouped, receipt_label
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.printing import in_spool
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.cards.collectors_card import CollectorsCard
from welfare_desk.ui.cards.hand_over_presenter import SELF, HandOverPresenter
from welfare_desk.ui.cards.words import CardWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, KeyValue, Step, StepList
from welfare_desk.ui.kit.fields import ChoiceField, Field
from welfare_desk.ui.kit.layout import HBox, TurningBox
from welfare_desk.ui.kit.notices import Notice, announce
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.pdf_view import CardPreview
from welfare_desk.ui.page import Page

WIDTH = 400


class HandOverPage(Page):
    """Waits for the scan of its own card; then Ctrl+Enter hands it over and prints the receipt."""

    help_page = "vouchers"
    kinds = frozenset({"voucher_card", "delegation", "print_job"})

    def __init__(self, context: Context, person_id: str, card_id: str) -> None:
        """Load the card."""
        super().__init__()
        self.setObjectName("hand_over")
        self._context, self.person_id, self._card_id = context, person_id, card_id
        self._words = CardWords(self)
        self._drawn = False
        self.presenter = HandOverPresenter(context, person_id, card_id, self)
        self._build()
        self._build_panel()
        presenter = self.presenter
        presenter.changed.connect(self._show)
        presenter.activated.connect(self._activated)
        presenter.handed_over.connect(self._handed)
        presenter.refused.connect(self._refused)
        presenter.other_card.connect(self._other)
        presenter.start()

    def title(self) -> str:
        """Return the holder's name."""
        return self.presenter.name()

    def reload(self) -> None:
        """Show the card as it stands now."""
        if not self.presenter.busy:
            self.presenter.start()

    def shown(self) -> None:
        """Take the right panel."""
        self._context.set_companion(self.panel, WIDTH)
        self._take_focus()

    def act(self, act_id: str) -> bool:
        """Hand over by Ctrl+Enter once the card is active."""
        if act_id in ("confirm", "save"):
            self._hand_over()
            return True
        return False

    def take_scan(self, answer: Answer) -> bool:
        """Activate this card by its own code."""
        return self.presenter.take_scan(answer)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the card once it is looked at."""
        super().showEvent(event)
        self._draw_card()

    def _build(self) -> None:
        look = self._context.theme
        self._sheet = layout.Page(look, self.tr("New card"), name="hand_over.page")
        body = self._sheet.body
        self.notice = Notice(
            look,
            "info",
            self.tr("Scan the printed card to activate it"),
            self.tr("The scan proves that the code came out well. No key is needed."),
            icon="scan-line",
            large=True,
            name="hand_over.notice",
        )
        body.addWidget(self.notice)
        self.card = Card(look, self.tr("Steps"), "list-checks", divided=True)
        self.steps = StepList(look)
        self.card.body.addWidget(self.steps)
        self.by_hand = Card(look)
        row = TurningBox(look, 12)
        self.number = Field(
            look,
            self.tr("Number of the card, if the reader does not work"),
            optional=True,
            code=True,
            sign="credit-card",
            name="hand_over.number",
        )
        self.number.line.returnPressed.connect(self._typed)
        row.addWidget(self.number, 1)
        self.again = ActionButton(
            look,
            "secondary",
            self.tr("Discard and print again"),
            icon="repeat",
            size="middle",
            name="hand_over.discard",
        )
        self.again.clicked.connect(
            lambda: self._context.open_replace_form(self.person_id, self._card_id)
        )
        row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignBottom)
        self.by_hand.body.addLayout(row)
        body.addWidget(self.by_hand)
        self.taker = ChoiceField(
            look, self.tr("Who signs and takes it"), sign="user-round", name="hand_over.taker"
        )
        body.addWidget(self.taker)
        self.may_collect = CollectorsCard(look)
        body.addWidget(self.may_collect)
        body.addWidget(self.card)
        body.addStretch(1)
        self.hold(self._sheet)

    def _build_panel(self) -> None:
        look, actions = self._context.theme, self._context.actions
        self.panel = Companion(look, self.tr("The card"), name="hand_over.summary")
        self.panel.setParent(self)
        self.panel.hide()
        self.destroyed.connect(self.panel.deleteLater)
        self.card_view = CardPreview(
            look, self._context.jobs, spoken=self.tr("The card as printed"), name="hand_over.card"
        )
        self.panel.body.addWidget(self.card_view)
        row = HBox(look)
        self.badge = Badge(look, self._words.state("issued"))
        row.addWidget(self.badge)
        row.addStretch(1)
        self.panel.body.addLayout(row)
        self.facts = KeyValue(look)
        self.panel.body.addWidget(self.facts)
        self.panel.body.addStretch(1)
        self.hand_button = button_for(
            look,
            actions,
            "confirm",
            "primary",
            text=self.tr("Hand over and print the receipt"),
            name="hand_over.confirm",
        ).stretch()
        self.later = ActionButton(
            look,
            "secondary",
            self.tr("Back to the person"),
            icon="arrow-left",
            key=actions.key("back"),
            name="hand_over.back",
        ).stretch()
        self.hand_button.clicked.connect(self._hand_over)
        self.later.clicked.connect(lambda: self._context.close_page(self))
        self.panel.add_foot(self.hand_button)
        self.panel.add_foot(self.later)

    def _show(self) -> None:
        presenter, lang = self.presenter, self._context.lang
        row, following = presenter.row, presenter.next()
        self.by_hand.setVisible(following == "scan")
        self.taker.setVisible(following == "hand_over")
        self.may_collect.setVisible(following in ("scan", "hand_over"))
        self.hand_button.setEnabled(following == "hand_over" and not presenter.busy)
        if row is None:
            return
        card = row.card
        self._sheet.set_heading(
            self.tr("New card for %1").replace("%1", presenter.name()), card.title
        )
        self.badge.set_face(self._words.state(card.state))
        booklet = presenter.booklet
        number, cents = grouped(card.card_no), card.amount_cents
        if booklet.card_ids:
            number, cents = self.tr("%n vouchers", "", len(booklet.card_ids)), booklet.amount_cents
        self.facts.set_rows(
            (
                (self.tr("Card"), number),
                (self.tr("Amount"), euro_text(cents, lang)),
                (self.tr("Valid until"), date_text(card.expires_on)),
            )
        )
        self._show_steps()
        choices = [(SELF, presenter.name())]
        choices += [(one.delegation_id, one.delegate_name) for one in presenter.collectors()]
        self.may_collect.show_rows(presenter.name(), presenter.collectors())
        kept = self.taker.value()
        self.taker.set_choices(choices)
        self.taker.set_value(kept)
        self._say_next()
        self._context.retitle()

    def _show_steps(self) -> None:
        presenter = self.presenter
        following = presenter.next()
        job = presenter.job
        printed = {
            "printed": self.tr("Came out well"),
            "to_check": self.tr("Sent: the scan says whether it came out well"),
            "later": self.tr("Waits for a printer"),
            "failed": self.tr("The printer did not take it: see Prints"),
        }.get(job.state if job else "", self.tr("On its way"))
        scanned = following in ("hand_over", "done")
        place = in_spool(job.note) if job is not None else None
        if place is not None and place.fault:
            printed = self.tr("The printer stands still: see Prints")
        if scanned:
            printed = self.tr("Came out well")
        steps = [Step(self.tr("Issued"), self.tr("Recorded on this computer"))]
        if not presenter.on_health_card():
            by_scan = self.tr("By the scan of the printed card")
            steps += [
                Step(self.tr("Printed"), printed, state="done" if scanned else "2"),
                Step(self.tr("Activated"), by_scan, state="done" if scanned else "3"),
            ]
        last = "done" if following == "done" else str(len(steps) + 1)
        steps.append(Step(self.tr("Handed over"), self.tr("With the signed receipt"), state=last))
        self.steps.set_steps(steps)
        on_card = presenter.row is not None and presenter.row.card.carrier == "card"
        self.card_view.setVisible(on_card)

    def _say_next(self) -> None:
        following = self.presenter.next()
        if following == "scan":
            self.notice.set_words(
                self.tr("Scan the printed card to activate it"),
                self.tr("The scan proves that the code came out well. No key is needed."),
                tone="info",
                icon="scan-line",
            )
        elif following == "hand_over":
            fact = self.tr("The card is active")
            remedy = self.tr("Let the receipt be signed and hand the card over.")
            if self.presenter.on_health_card():
                fact = self.tr("The balance is on the health card")
                remedy = self.tr("Let the receipt be signed: from then on it can be used.")
            self.notice.set_words(
                fact,
                remedy,
                tone="ok",
                icon="circle-check",
            )
        elif following == "done":
            self.notice.set_words(self.tr("The card was handed over"), tone="ok")
        else:
            self.notice.set_words(
                self.tr("This card cannot be used any more"),
                self.tr("See its state on the person's page."),
                tone="warning",
            )

    def _take_focus(self) -> None:
        if self.presenter.next() == "hand_over":
            self.taker.control.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        if self.number.text():
            self.number.set_error("")
            self.presenter.typed(self.number.text())

    def _hand_over(self) -> None:
        self.presenter.hand_over(self.taker.value())

    def _draw_card(self) -> None:
        if self._drawn:
            return
        self._drawn = True
        desk, card_id = self._context.desk, self._card_id

        def work() -> bytes:
            try:
                return desk.document("card", card_id)
            except DeskError:
                # Only the desk that issued a card holds its signed code.
                return b""

        self._context.paper(work, self, self.card_view.set_pdf)

    def _activated(self) -> None:
        announce(self, self.tr("The card is active"))
        self.taker.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _handed(self, receipt_no: str) -> None:
        context, person_id = self._context, self.person_id
        print_paper(context, "receipt", self._card_id)
        said = self.tr("Card handed over: receipt %1").replace("%1", receipt_label(receipt_no))
        context.close_page(self)
        context.open_person(person_id)
        context.toast(said)

    def _other(self) -> None:
        self._refused(self.tr("This is another card. Scan the one that was just printed."))

    def _refused(self, sentence: str) -> None:
        fact, _, remedy = sentence.partition(". ")
        self.notice.set_words(f"{fact}." if remedy else fact, remedy, tone="warning")
