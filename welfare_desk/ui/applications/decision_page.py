# SPDX-License-Identifier: EUPL-1.2
"""One application: what was declared, the sum line by line, the decision and what follows it."""

from __future__ import annotations

from collections.abc import Callable

from welfare_desk.core.dates import date_text
from welfare_desk.core.decisions import UNDECIDED
from welfare_desk.core.money import parse_euro
from welfare_desk.core.numbers import grouped, receipt_label
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.views.applications import ApplicationView, application_view
from welfare_desk.operations.applications import (
    AttachProtocolNo,
    DecideApplication,
    WithdrawApplication,
)
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.roles import may_act
from welfare_desk.operations.rounds import RecordControl, RevokeAward
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.applications.decision_card import DecisionCard
from welfare_desk.ui.applications.words import ApplicationWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card, KeyValue, StepList
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import ActionBar, HBox, TwoColumns
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.login.second import ask_second
from welfare_desk.ui.page import Page


class DecisionPage(Page):
    """Ctrl+Enter approves, or prints the letter once there is a decision."""

    help_page = "applications"
    kinds = frozenset({"application", "fund", "voucher_card"})

    def __init__(self, context: Context, application_id: str) -> None:
        super().__init__()
        self.setObjectName("decision")
        self._context, self._look, self._id = context, context.theme, application_id
        self._words = ApplicationWords(self, context.lang)
        self._view: ApplicationView | None = None
        self._busy = self._asking = False
        self._build()
        self.reload()

    def title(self) -> str:
        """Return whose application it is."""
        return self._view.row.person_name if self._view else self.tr("Application")

    def reload(self) -> None:
        """Show the application as it stands now."""
        desk, application_id = self._context.desk, self._id
        role = self._role()
        self._context.read(
            lambda: desk.look(lambda look: application_view(look, application_id, role)),
            self,
            self._show,
            self._refused,
        )

    def shown(self) -> None:
        """Take the focus to what is to be decided."""
        if not self._asking:
            self._context.set_companion(None)
        self.decision.amount.control.setFocus()

    def act(self, act_id: str) -> bool:
        """Approve, or print the letter, by Ctrl+Enter."""
        if act_id == "confirm" and self._view is not None:
            if self._view.row.state in UNDECIDED and self.approve.isVisible():
                self._approve()
            elif self.letter.isVisible():
                self._print("decision")
            return True
        if act_id == "back" and self._asking:
            self._left()
            return True
        return False

    def _build(self) -> None:
        look = self._look
        self._sheet = Sheet(look, self.tr("Application"), "", name="decision.page")
        self.badge = Badge(look, self._words.state("filed"))
        self._sheet.add_header(self.badge)
        body = self._sheet.body
        self.notice = Notice(look, "danger", "", name="decision.notice")
        self.doubt = Notice(look, "warning", "", name="decision.doubt")
        for each in (self.notice, self.doubt):
            show_if(each, False)
            body.addWidget(each)
        columns = TwoColumns(look, 16, (1, 1), narrow_below=770)
        declared = Card(look, self.tr("Declared"), "file-text")
        self.facts = KeyValue(look)
        declared.body.addWidget(self.facts)
        row = HBox(look, 8)
        self.protocol = Field(
            look, self.tr("Protocol number"), tight=True, optional=True, name="decision.protocol"
        )
        row.addWidget(self.protocol, 1)
        self.attach = ActionButton(
            look, Rank.SECONDARY, self.tr("Attach"), size="small", name="decision.attach"
        )
        self.attach.clicked.connect(self._attach)
        row.addWidget(self.attach)
        declared.body.addLayout(row)
        self.decision = DecisionCard(look, self._words)
        columns.left.addWidget(self.decision)
        columns.left.addWidget(declared)
        self.sum = Card(look, self.tr("What the rules give"), "calculator", divided=True)
        self.steps = StepList(look)
        self.sum.body.addWidget(self.steps)
        columns.right.addWidget(self.sum)
        body.addWidget(columns)
        self.decision.control_asked.connect(self._control)
        self.decision.revoke_asked.connect(self._revoke)
        self.decision.issue_asked.connect(self._issue)
        body.addStretch(1)
        self._sheet.set_action_bar(self._buttons())
        self.hold(self._sheet)

    def _buttons(self) -> ActionBar:
        look, actions = self._look, self._context.actions
        bar = ActionBar(look)

        def button(rank: Rank, words: str, icon: str, name: str, key: str = "") -> ActionButton:
            made = ActionButton(look, rank, words, icon=icon, key=key, name=f"decision.{name}")
            bar.add(made)
            return made

        confirm = actions.key("confirm")
        self.withdraw = button(Rank.GHOST, self.tr("Withdraw"), "undo-2", "withdraw")
        self.form = button(Rank.GHOST, self.tr("Print the application"), "printer", "form")
        back = button(Rank.SECONDARY, self.tr("Back"), "", "back", actions.key("back"))
        self.refuse = button(Rank.DANGER, self.tr("Refuse"), "circle-x", "refuse")
        self.approve = button(Rank.PRIMARY, self.tr("Approve"), "check", "approve", confirm)
        self.letter = button(
            Rank.PRIMARY, self.tr("Print the letter"), "printer", "letter", confirm
        )
        self.withdraw.clicked.connect(self._withdraw)
        self.form.clicked.connect(lambda: self._print("application"))
        back.clicked.connect(lambda: self._context.close_page(self))
        self.refuse.clicked.connect(self._refuse)
        self.approve.clicked.connect(self._approve)
        self.letter.clicked.connect(lambda: self._print("decision"))
        return bar

    def _show(self, view: ApplicationView) -> None:
        self._view = view
        row = view.row
        label = receipt_label(row.receipt_no)
        self._sheet.set_heading(row.person_name, f"{row.fund_name} · {label}")
        self.badge.set_face(self._words.state(row.state))
        self.facts.set_rows(self._facts(view))
        self.protocol.set_text(row.protocol_no)
        total = self._words.euro(row.claim_cents)
        self.steps.set_steps(self._words.steps(view.lines), (self.tr("Amount"), total))
        self._show_doubt(view)
        role = self._role()
        decides = may_act(role, "decide")
        undecided = row.state in UNDECIDED
        self.decision.show_view(view, decides=decides, issues=may_act(role, "issue"))
        for button in (self.approve, self.refuse):
            show_if(button, undecided and decides)
        show_if(self.withdraw, undecided and may_act(role, "file"))
        show_if(self.letter, row.state in ("approved", "refused", "revoked"))
        self._context.retitle()

    def _show_doubt(self, view: ApplicationView) -> None:
        row, limit = view.row, view.fund.cross_check_above_cents
        pending = row.cross_check == "pending" and limit is not None and row.claim_cents > limit
        doubtful = row.cross_check in ("here", "elsewhere")
        show_if(self.doubt, pending or doubtful)
        fact = self._words.told("cross", row.cross_check)
        remedy = self.tr("Talk to the person. Approving needs a second signature.")
        if pending:
            remedy = self.tr("It may be decided; nothing is handed over before the answer comes.")
        self.doubt.set_words(fact, remedy, tone="warning" if doubtful else "info")

    def _facts(self, view: ApplicationView) -> list[tuple[str, str]]:
        declared, euro = view.declared, self._words.euro
        rows = [
            (self.tr("Filed"), f"{date_text(view.row.filed_on)} · {view.filed_by}"),
            (self.tr("Household"), str(declared.members)),
            (self.tr("Born on"), ", ".join(date_text(each) for each in declared.births_on) or "–"),
            (self.tr("ISEE"), "–" if declared.isee_cents is None else euro(declared.isee_cents)),
        ]
        if view.delegate:
            rows.insert(1, (self.tr("Filed by the delegate"), view.delegate))
        if declared.resident_from is not None:
            rows.append((self.tr("Lives here since"), date_text(declared.resident_from)))
        if declared.income_cents is not None:
            rows.append((self.tr("Income of last month"), euro(declared.income_cents)))
        if declared.disabled:
            rows.append((self.tr("With a disability"), str(declared.disabled)))
        if declared.other_support:
            names = [self._words.told("support", each) for each in declared.other_support]
            rows.append((self.tr("Other support"), ", ".join(names)))
            rows.append((self.tr("A month"), euro(declared.other_support_cents)))
        papers = [self._words.told("document", each) for each in declared.documents]
        rows.append((self.tr("Papers shown"), ", ".join(papers) or "–"))
        if view.row.rank:
            reach = (
                self.tr("within the budget")
                if view.row.within_budget
                else self.tr("beyond the budget")
            )
            rows.append((self.tr("Place in the order"), f"{view.row.rank} · {reach}"))
        if view.card_no:
            rows.append((self.tr("Card"), grouped(view.card_no)))
        return rows

    def _role(self) -> str:
        who = self._context.desk.session.operator
        return who.role if who else ""

    def _approve(self) -> None:
        view = self._view
        if view is None or self._busy:
            return
        try:
            cents = parse_euro(self.decision.amount.text())
        except DeskError:
            cents = 0
        if cents <= 0:
            words = self.tr("Write an amount, for example 150,00.")
            self.decision.amount.set_error(words)
            return
        self.decision.amount.set_error("")
        other = cents != view.row.claim_cents
        if other and not self.decision.words.text():
            self.decision.words.set_error(self.tr("Say why the amount is another."))
            return
        self.decision.words.set_error("")
        limit = view.fund.two_sign_above_cents
        above = limit is not None and cents > limit
        doubtful = view.row.state == "duplicate" or view.row.cross_check in ("here", "elsewhere")
        reason = self.decision.words.text()

        def decide(second_id: str | None) -> Operation:
            return DecideApplication(
                application_id=self._id, approve=True, amount_cents=cents, reason=reason,
                second_id=second_id,
            )  # fmt: skip

        amount = self._words.euro(cents)
        why = self.tr("Approve %1 to %2.").replace("%1", amount)
        why = why.replace("%2", view.row.person_name)
        self._with_second(decide, other or above or doubtful, why, self.tr("Application approved"))

    def _refuse(self) -> None:
        reason = self.decision.refusal()
        if not reason:
            self.decision.words.set_error(self.tr("Choose a reason, or write it."))
            return
        operation = DecideApplication(application_id=self._id, approve=False, reason=reason)
        self._record(operation, self.tr("Application refused"))

    def _with_second(
        self, make: Callable[[str | None], Operation], needed: bool, why: str, told: str
    ) -> None:
        if not needed:
            self._record(make(None), told)
            return
        self._asking = True

        def proved(second_id: str) -> None:
            self._left()
            self._record(make(second_id), told)

        ask_second(self._context, self, why, proved, self._left)

    def _left(self) -> None:
        self._asking = False
        self._context.set_companion(None)

    def _record(self, operation: Operation, told: str) -> None:
        if self._busy:
            return
        self._busy = True
        desk = self._context.desk

        def done(recorded: Recorded) -> None:
            self._busy = False
            show_if(self.notice, False)
            self._context.broadcast(recorded.kinds)
            self._context.toast(told)
            self.reload()

        self._context.write(lambda: desk.record(operation), self, done, self._refused)

    def _refused(self, sentence: str) -> None:
        self._busy = False
        self.notice.set_words(sentence, "", tone="danger")
        show_if(self.notice, True)

    def _print(self, kind: str) -> None:
        print_paper(self._context, kind, self._id)

    def _attach(self) -> None:
        number = self.protocol.text()
        if number:
            operation = AttachProtocolNo(application_id=self._id, protocol_no=number)
            self._record(operation, self.tr("Protocol number attached"))

    def _withdraw(self) -> None:
        self._record(WithdrawApplication(application_id=self._id), self.tr("Application withdrawn"))

    def _control(self, outcome: str, words: str) -> None:
        control = RecordControl(application_id=self._id, outcome=outcome, words=words)
        self._record(control, self.tr("Control recorded"))

    def _issue(self) -> None:
        if self._view is not None:
            self._context.open_person(self._view.row.person_id)
            self._context.open_issue_form(self._view.row.person_id)

    def _revoke(self, reason: str) -> None:
        view = self._view
        if view is None:
            return
        limit = view.fund.two_sign_above_cents
        card_id = view.card_id or None

        def revoke(second_id: str | None) -> Operation:
            return RevokeAward(
                application_id=self._id, card_id=card_id, reason=reason, second_id=second_id
            )

        why = self.tr("Revoke what was approved to %1.").replace("%1", view.row.person_name)
        needed = limit is not None and view.row.amount_cents > limit
        self._with_second(revoke, needed, why, self.tr("Award revoked"))
