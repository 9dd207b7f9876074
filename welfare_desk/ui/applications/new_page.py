# SPDX-License-Identifier: EUPL-1.2
"""A new application: what is known is there already, the rest is declared, the sum shows itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from welfare_desk.core.awards import Criteria, Entitlement
from welfare_desk.core.dates import date_text
from welfare_desk.core.decisions import DOCUMENTS, SUPPORTS
from welfare_desk.core.instants import local_date
from welfare_desk.core.money import parse_euro
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.views.applications import (
    Filing,
    FundChoice,
    Said,
    claim,
    filing,
    funds_on_application,
)
from welfare_desk.desk.views.papers import MandateView
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.applications import FileApplication
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.applications.words import ApplicationWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.cards import Card, KeyValue, StepList
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.people.form_page import FormPage, Problem


@dataclass(frozen=True)
class _Known:
    funds: tuple[FundChoice, ...]
    start: Filing | None
    mandates: tuple[MandateView, ...]


class ApplicationPage(FormPage):
    """The operator reads the declarations aloud; Ctrl+Enter files and prints to be signed."""

    help_page = "applications"

    def __init__(
        self,
        context: Context,
        view: PersonView | None = None,
        *,
        person_id: str = "",
        draft_id: str = "",
    ) -> None:
        """``draft_id`` takes a parked form up again, with the person's id alone."""
        who = f"{view.surname} {view.name}".strip() if view else ""
        super().__init__(context, view.person_id if view else person_id, "", who, "application")
        self._heading = self.tr("New application")
        self.sheet.set_heading(self._heading, who)
        self.words = ApplicationWords(self, context.lang)
        self._funds: tuple[FundChoice, ...] = ()
        self._start: Filing | None = None
        self._filed_id = ""
        self._parked: dict[str, Any] = {}
        self._today = local_date(context.desk.now_us())
        self._build()
        self.save_button.set_text(self.tr("File and print"))
        self.save_button.setEnabled(False)
        self.keep(draft_id, alone=view is None)
        self._load("")

    def shown(self) -> None:
        """Focus the fund: all else depends on it."""
        self._context.set_companion(None)
        self.fund.control.setFocus()

    def save(self) -> None:
        """File the application and print it, to be read and signed."""
        start, fund = self._start, self._chosen()
        if start is None or fund is None or not self.save_button.isEnabled():
            return
        if self.tell(self._problems(fund.rules)):
            return
        said = self._said()
        operation = FileApplication(
            application_id=self._context.desk.new_id(),
            fund_id=fund.fund_id,
            household_id=start.household_id,
            applicant_id=self.person_id,
            delegation_id=self.who.value() or None,
            members=len(start.members),
            births_on=start.births_on,
            disabled=said.disabled,
            isee_id=start.isee_id,
            income_cents=said.income_cents,
            other_support=said.other_support,
            other_support_cents=said.other_support_cents,
            resident_from=said.resident_from,
            documents=tuple(code for code, row in self.papers.items() if row.isChecked()),
        )
        self._filed_id = operation.application_id
        self.record(operation, self.tr("Application filed: have it read and signed"))

    def typed(self) -> dict[str, Any]:
        """Return what the form holds, for a draft."""
        return {
            **super().typed(),
            "fund": self.fund.value(),
            "by": self.who.value(),
            "since": self.since.text(),
            "income": self.income.text(),
            "disabled": self.disabled.value(),
            "supports": [code for code, row in self.supports.items() if row.isChecked()],
            "support": self.support.text(),
            "papers": [code for code, row in self.papers.items() if row.isChecked()],
        }

    def fill(self, payload: dict[str, Any]) -> None:
        """Show what a draft held; its fund as soon as the funds are known."""
        self._parked = payload
        self.since.set_text(str(payload.get("since", "")))
        self.income.set_text(str(payload.get("income", "")))
        self.disabled.set_value(str(payload.get("disabled", "0")))
        self.support.set_text(str(payload.get("support", "")))
        for name, rows in (("supports", self.supports), ("papers", self.papers)):
            ticked = payload.get(name) or ()
            for code, row in rows.items():
                row.setChecked(code in ticked)
        if self._funds:
            self._take_parked()

    def _take_parked(self) -> None:
        self._filling = True
        self.fund.set_value(str(self._parked.get("fund", "")))
        self.who.set_value(str(self._parked.get("by", "")))
        self._filling = False
        self._load(self.fund.value())

    def recorded(self, recorded: Recorded) -> None:
        """Print the application."""
        print_paper(self._context, "application", self._filed_id)

    def _build(self) -> None:
        look, body = self._look, self.sheet.body
        self.empty = EmptyState(
            look,
            self.tr("No fund takes applications from this household now."),
            icon="file-text",
        )
        show_if(self.empty, False)
        body.addWidget(self.empty)
        self.form = Card(look, self.tr("The fund"), "wallet")
        self.fund = ChoiceField(look, self.tr("Fund"), name="application.fund")
        self.fund.changed.connect(self._choose)
        self.form.body.addWidget(self.fund)
        self.notice = Notice(look, "warning", "", name="application.notice")
        show_if(self.notice, False)
        self.form.body.addWidget(self.notice)
        self.facts = KeyValue(look)
        self.form.body.addWidget(self.facts)
        self.who = ChoiceField(look, self.tr("Who files it"), tight=True, name="application.who")
        self.form.body.addWidget(self.who)
        body.addWidget(self.form)
        body.addWidget(self._declarations())
        self.sum = Card(look, self.tr("What the rules give"), "calculator", divided=True)
        self.steps = StepList(look)
        self.sum.body.addWidget(self.steps)
        body.addWidget(self.sum)
        body.addWidget(self._shown_papers())
        # Nothing to type into before it is known which fund asks for what.
        for card in (self.form, self.declared, self.sum, self.seen):
            show_if(card, False)

    def _declarations(self) -> Card:
        look = self._look
        self.declared = Card(look, self.tr("Declared, to be read aloud"), "message-square")
        law = self.tr(
            "«You declare under DPR 445/2000, articles 46 and 47. Who declares what is false is"
            " punished by criminal law (article 76) and loses the benefit (article 75)."
            " The municipality controls by sample and where there is doubt (article 71).»"
        )
        self.declared.body.addWidget(Text(look, law, "body", wrap=True))
        row = TurningBox(look, 16)
        self.since = DateField(
            look, self.tr("Lives in the municipality since"), self._today, tight=True,
            name="application.since",
        )  # fmt: skip
        self.income = Field(
            look, self.tr("Income of all last month, euros"), tight=True,
            name="application.income",
        )  # fmt: skip
        numbers = [(str(n), str(n)) for n in range(7)]
        self.disabled = ChoiceField(
            look, self.tr("Members with a certified disability"), numbers, tight=True,
            name="application.disabled",
        )  # fmt: skip
        for field in (self.since, self.income, self.disabled):
            row.addWidget(field, 1)
        self.declared.body.addLayout(row)
        self._support_fields()
        self.since.day_changed.connect(lambda _day: self._changed())
        self.disabled.changed.connect(lambda _id: self._changed())
        for line in (self.income, self.support):
            line.changed.connect(lambda _text: self._changed())
        return self.declared

    def _support_fields(self) -> None:
        look = self._look
        self.support_label = Text(look, self.tr("Other support that is received"), "label")
        self.declared.body.addWidget(self.support_label)
        self.support_box = FlowBox(look, 12)
        self.supports = {
            code: CheckRow(look, words, name=f"application.support.{code}")
            for code, words in self.words.choices("support", SUPPORTS)
        }
        for check in self.supports.values():
            self.support_box.add(check)
            check.toggled.connect(lambda _on: self._changed())
        self.declared.body.addWidget(self.support_box)
        self.support = Field(
            look, self.tr("What it comes to a month, euros"), tight=True,
            name="application.support_cents",
        )  # fmt: skip
        self.declared.body.addWidget(self.support)

    def _shown_papers(self) -> Card:
        look = self._look
        self.seen = Card(look, self.tr("Papers shown"), "id-card")
        words = self.tr("Only seen, never kept: tick what was shown.")
        self.seen.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        box = FlowBox(look, 12)
        self.papers = {
            code: CheckRow(look, words, name=f"application.paper.{code}")
            for code, words in self.words.choices("document", DOCUMENTS)
        }
        for check in self.papers.values():
            box.add(check)
            check.toggled.connect(lambda _on: self.touched())
        self.seen.body.addWidget(box)
        return self.seen

    def _load(self, fund_id: str) -> None:
        if self._context.jobs.is_closed():
            return  # the window is going: what came last asks for nothing more
        desk, person_id = self._context.desk, self.person_id
        role = desk.session.operator.role if desk.session.operator else ""

        def work() -> _Known:
            found = desk.look(lambda look: funds_on_application(look, role))
            funds = tuple(each for each in found if each.open_now)
            chosen = fund_id or (funds[0].fund_id if funds else "")
            start = desk.look(lambda look: filing(look, person_id, chosen)) if chosen else None
            return _Known(funds, start, desk.may_act_for(person_id, "apply"))

        self._context.read(work, self, self._show)

    def _show(self, known: _Known) -> None:
        first = not self._funds
        self._funds, self._start = known.funds, known.start
        if first:
            self._filling = True
            self.fund.set_choices([(each.fund_id, each.name) for each in known.funds])
            who = [("", self.tr("The person"))]
            who += [(each.delegation_id, each.delegate_name) for each in known.mandates]
            self.who.set_choices(who)
            show_if(self.who, bool(known.mandates))
            self._filling = False
            if self._parked:
                self._take_parked()
                return
        usable = known.start is not None
        for card in (self.form, self.declared, self.sum, self.seen):
            show_if(card, usable)
        show_if(self.empty, not usable)
        earlier = known.start.earlier if known.start else ""
        show_if(self.notice, bool(earlier))
        if earlier:
            self.notice.set_words(
                self.tr("This household applied already (%1).").replace("%1", earlier),
                self.tr("A second application is not needed: open the first under Applications."),
                tone="warning",
            )
        self.save_button.setEnabled(usable and not earlier)
        if usable:
            self._ask_what_counts()
            self._sum()

    def _ask_what_counts(self) -> None:
        """Show only what the rules of the fund look at: nothing else is asked (privacy)."""
        fund, start = self._chosen(), self._start
        if fund is None or start is None:
            return
        rules = fund.rules
        show_if(self.since, bool(rules.resident_months))
        show_if(self.income, bool(rules.income_ceilings_cents))
        show_if(self.disabled, any(each.kind == "disability" for each in rules.additions))
        asks = _asks_support(rules)
        for widget in (self.support_label, self.support_box):
            show_if(widget, asks)
        show_if(self.support, asks and self._asks_cents(rules))
        none = self.tr("none that is valid")
        isee = none if start.isee_cents is None else self.words.euro(start.isee_cents)
        births = ", ".join(date_text(each) for each in start.births_on)
        self.facts.set_rows(
            [
                (self.tr("Household"), str(len(start.members))),
                (self.tr("Born on"), births or "–"),
                (self.tr("ISEE"), isee),
                (self.tr("Applications until"), date_text(fund.until_on)),
            ]
        )

    def _asks_cents(self, rules: Criteria) -> bool:
        return rules.support_cap_cents is not None or bool(rules.support_deducted_percent)

    def _choose(self, fund_id: str) -> None:
        if not self._filling and fund_id:
            self._load(fund_id)
            self.touched()

    def _changed(self) -> None:
        self._sum()
        self.touched()

    def _chosen(self) -> FundChoice | None:
        chosen = self.fund.value()
        return next((each for each in self._funds if each.fund_id == chosen), None)

    def _said(self) -> Said:
        fund = self._chosen()
        rules = fund.rules if fund else Criteria()
        asks = _asks_support(rules)
        codes = tuple(code for code, row in self.supports.items() if asks and row.isChecked())
        return Said(
            disabled=int(self.disabled.value() or 0) if not self.disabled.isHidden() else 0,
            income_cents=_cents(self.income.text()) if rules.income_ceilings_cents else None,
            other_support=codes,
            other_support_cents=(_cents(self.support.text()) or 0) if codes else 0,
            resident_from=self._day() if rules.resident_months else None,
        )

    def _day(self) -> datetime.date | None:
        return self.since.day()

    def _sum(self) -> None:
        desk, start, fund = self._context.desk, self._start, self._chosen()
        if start is None or fund is None or self._context.jobs.is_closed():
            return
        said = self._said()

        def show(due: Entitlement) -> None:
            total = self.words.euro(due.amount_cents)
            self.steps.set_steps(self.words.steps(due.lines), (self.tr("Amount"), total))

        self._context.read(
            lambda: desk.look(lambda look: claim(look, start, fund.fund_id, said)), self, show
        )

    def _problems(self, rules: Criteria) -> list[Problem]:
        found: list[Problem] = []
        if rules.resident_months and self.since.day() is None:
            found.append((self.since, self.tr("Write since when, for example 01/03/2019.")))
        if rules.income_ceilings_cents and _cents(self.income.text()) is None:
            found.append((self.income, self.tr("Write an amount, for example 850,00; 0 for none.")))
        some = any(row.isChecked() for row in self.supports.values())
        if some and not self.support.isHidden() and _cents(self.support.text()) is None:
            found.append((self.support, self.tr("Write what it comes to a month.")))
        return found


def _asks_support(rules: Criteria) -> bool:
    return bool(
        rules.excluded_support
        or rules.support_deducted_percent
        or rules.support_cap_cents is not None
    )


def _cents(text: str) -> int | None:
    """Return an amount that is not negative, in cents, or nothing."""
    try:
        cents = parse_euro(text)
    except DeskError:
        return None
    return cents if cents >= 0 else None
