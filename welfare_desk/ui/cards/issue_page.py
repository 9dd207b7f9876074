# SPDX-License-Identifier: EUPL-1.2
"""The issue form: why and how much, the card as it will come out, the irreversible act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from welfare_desk.core.money import euro_text
from welfare_desk.desk.sentences import code_text
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.cards.hand_over_page import HandOverPage
from welfare_desk.ui.cards.issue_presenter import ASKABLE, IssuePresenter
from welfare_desk.ui.cards.words import CardWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, KeyValue, StepList
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.notices import ConfirmPanel, Notice
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.pdf_view import CardPreview
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.page import Page
from welfare_desk.ui.printing import FOLDER

WIDTH, SMALL = 400, 320
NARROW_WINDOW = 1180


class IssuePage(Page):
    """F7 opens it, Enter takes the fund, Ctrl+Enter issues and prints (picture 05)."""

    help_page = "vouchers"
    kinds = frozenset({"voucher_card", "award", "isee_attestation", "fund", "household"})

    def __init__(self, context: Context, person_id: str) -> None:
        """Load what the household may get."""
        super().__init__()
        self.setObjectName("issue")
        self._context, self.person_id = context, person_id
        self._words = CardWords(self)
        self._filling = False
        self.presenter = IssuePresenter(context, person_id, self)
        self._build()
        self._build_panel()
        presenter = self.presenter
        presenter.loaded.connect(self._show)
        presenter.choice_changed.connect(self._refresh)
        presenter.preview.connect(self.card_view.set_pdf)
        presenter.issued.connect(self._issued)
        presenter.refused.connect(self._refused)
        presenter.start()

    def title(self) -> str:
        """Return the person's name."""
        return self.presenter.name()

    def reload(self) -> None:
        """Show the entitlement as it stands now."""
        if not self.presenter.busy:
            self.presenter.start()

    def shown(self) -> None:
        """Take the right panel; the focus waits on the choice of the fund."""
        narrow = self.window().width() < NARROW_WINDOW
        # Person, amount and effect must be read without scrolling before they are confirmed.
        self.facts.setVisible(not narrow)
        self._context.set_companion(self.panel, SMALL if narrow else WIDTH)
        self.fund.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act_id: str) -> bool:
        """Issue by Ctrl+Enter; there is no way to issue without printing."""
        if act_id == "confirm":
            self.presenter.issue()
            return True
        return act_id == "save"

    def _build(self) -> None:
        look = self._context.theme
        self._sheet = layout.Page(look, self.tr("Issue voucher"), name="issue.page")
        body = self._sheet.body
        self.ask = ActionButton(
            look,
            "secondary",
            self.tr("Ask now"),
            icon="refresh-cw",
            size="middle",
            name="issue.ask",
        )
        self.ask.clicked.connect(self.presenter.ask_again)
        self.notice = Notice(look, "warning", "", button=self.ask, name="issue.notice")
        self.notice.hide()
        body.addWidget(self.notice)
        self.fund = ChoiceField(look, self.tr("Fund"), sign="wallet", name="issue.fund")
        self.fund.changed.connect(self._choose)
        self.fund.control.installEventFilter(self)
        body.addWidget(self.fund)
        self.why = Card(look, self.tr("Why and how much"), "list-checks", divided=True)
        self.steps = StepList(look)
        self.why.body.addWidget(self.steps)
        body.addWidget(self.why)
        then = self.tr("Then scan the printed card to activate it.")
        self.then = Text(look, then, "secondary", "muted", wrap=True)
        body.addWidget(self.then)
        body.addStretch(1)
        self.hold(self._sheet)

    def _build_panel(self) -> None:
        look, actions = self._context.theme, self._context.actions
        self.panel = Companion(look, self.tr("Preview of the card"), name="issue.summary")
        self.panel.setParent(self)
        self.panel.hide()
        self.destroyed.connect(self.panel.deleteLater)
        self.card_view = CardPreview(
            look,
            self._context.jobs,
            spoken=self.tr("The card as it will be printed"),
            name="issue.preview",
        )
        self.panel.body.addWidget(self.card_view)
        self.facts = KeyValue(look)
        self.panel.body.addWidget(self.facts)
        self.confirm = ConfirmPanel(
            look,
            "",
            "",
            confirm=self.tr("Issue and print"),
            confirm_icon="printer",
            confirm_key=actions.key("confirm"),
            safe=self.tr("Back to the person"),
            safe_key=actions.key("back"),
            note="",
            name="issue",
        )
        self.confirm.confirmed.connect(self.presenter.issue)
        self.confirm.declined.connect(lambda: self._context.close_page(self))
        # The words stand with the card they are about, the buttons at the foot.
        self.panel.body.addWidget(self.confirm.notice)
        self.panel.body.addStretch(1)
        self.panel.add_foot(self.confirm)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter on the fund go on to the confirmation, its safe button focused."""
        enter = isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        )
        if enter and event.type() == QEvent.Type.KeyPress and watched is self.fund.control:
            if self.presenter.ready():
                self.confirm.arm()
            return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        presenter = self.presenter
        self._filling = True
        self.fund.set_choices([(row.fund_id, row.fund_name) for row in presenter.funds])
        self.fund.set_value(presenter.fund_id)
        self._filling = False
        self.fund.setVisible(bool(presenter.funds))
        self._context.retitle()

    def _refresh(self) -> None:
        presenter, lang = self.presenter, self._context.lang
        fund, person = presenter.fund(), presenter.person
        name = presenter.name()
        self._sheet.set_heading(
            self.tr("Issue a voucher to %1").replace("%1", name),
            f"{fund.card_title} · {fund.resolution}" if fund else "",
        )
        self._say_obstacle()
        self.why.setVisible(fund is not None)
        health_card = presenter.health_card()
        on_paper = presenter.on_paper()
        self.card_view.setVisible(fund is not None and not health_card and not on_paper)
        words = self.tr("Issue on the health card") if health_card else self.tr("Issue and print")
        self.confirm.confirm_button.set_text(words)
        self.confirm.confirm_button.set_icon("id-card" if health_card else "printer")
        self.then.setText(
            self.tr("Nothing is printed: the person shows the health card.")
            if health_card
            else self.tr("Then scan one of the printed vouchers: all of them become active.")
            if on_paper
            else self.tr("Then scan the printed card to activate it.")
        )
        ready = presenter.ready()
        self.confirm.confirm_button.setEnabled(ready)
        self.confirm.notice.setVisible(ready or presenter.busy)
        if fund is None or person is None:
            self.facts.set_rows([])
            return
        amount = euro_text(fund.amount_cents, lang)
        self.steps.set_steps(self._words.steps(fund, person, lang), (self.tr("Due"), amount))
        rows = (
            (self.tr("Card printer"), self._printer()),
            (self.tr("Cards left here"), str(fund.cards_left)),
            (self.tr("Fund of this desk"), euro_text(fund.held_cents, lang)),
        )
        if on_paper:
            booklet = (self.tr("Vouchers"), self._words.booklet(fund.values_cents, lang))
            rows = (booklet, (self.tr("Numbers left here"), str(fund.cards_left)), rows[2])
        self.facts.set_rows(rows)
        effect = self.tr(
            "To %1, on one card. Once printed it cannot be undone: "
            "the card can only be blocked and replaced."
        )
        if on_paper:
            effect = self.tr(
                "To %1, in paper vouchers. Once printed it cannot be undone: "
                "a voucher can only be blocked and replaced."
            )
        if health_card:
            effect = self.tr(
                "To %1, on their own health card. It cannot be undone: "
                "the card can only be blocked and replaced."
            )
        self.confirm.notice.set_words(
            self.tr("You are about to issue %1").replace("%1", amount), effect.replace("%1", name)
        )

    def _printer(self) -> str:
        target = self.presenter.printer
        if not target:
            return self.tr("print later")
        return self.tr("PDF in a folder") if target.startswith(FOLDER) else target

    def _say_obstacle(self) -> None:
        presenter = self.presenter
        code = presenter.obstacle() if presenter.person is not None else ""
        self.notice.setVisible(bool(code))
        self.ask.setVisible(code in ASKABLE)
        self.ask.setEnabled(not presenter.asking)
        if not code:
            return
        fund = presenter.fund()
        held: dict[str, int | str] = {"held_cents": fund.held_cents if fund else 0}
        self._say(code_text(code, held, self._context.lang))

    def _choose(self, fund_id: str) -> None:
        if not self._filling:
            self.presenter.choose_fund(fund_id)

    def _refused(self, sentence: str) -> None:
        self.notice.show()
        self.ask.hide()
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        fact, _, remedy = sentence.partition(". ")
        self.notice.set_words(f"{fact}." if remedy else fact, remedy, tone="warning")

    def _issued(self, card_id: str) -> None:
        context, person_id = self._context, self.person_id
        if not self.presenter.health_card():
            print_paper(context, "card", card_id)
        context.close_page(self)
        context.open_person(person_id)
        context.set_page(HandOverPage(context, person_id, card_id))
