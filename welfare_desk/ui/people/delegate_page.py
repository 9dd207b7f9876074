# SPDX-License-Identifier: EUPL-1.2
"""Naming who may act for a person."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from welfare_desk.core.instants import local_date
from welfare_desk.desk.omnibox import Hit
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.delegations import AppointDelegate
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import TurningBox, TwoColumns
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.people.delegate_fields import DelegateFields
from welfare_desk.ui.people.form_page import FormPage
from welfare_desk.ui.people.person_search import PersonSearch


class DelegatePage(FormPage):
    """The title first; then who, by which decree or kinship, what they may do, until when."""

    help_page = "papers"

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
        super().__init__(context, view.person_id if view else person_id, "", who, "delegate")
        self._heading = self.tr("Name who may act")
        self.sheet.set_heading(self._heading, who)
        self._delegate_id = ""
        self.fields = DelegateFields(self._look, local_date(context.desk.now_us()), self)
        self.search = PersonSearch(context, self.tr("Search who is registered"), "delegate.search")
        self.search.chosen.connect(self._take)
        self.caution = Notice(self._look, "warning", "", name="delegate.caution")
        self.caution.hide()
        self._lay_out()
        self.keep(draft_id, alone=view is None)
        self.fields.changed.connect(self._changed)

    def shown(self) -> None:
        """Begin with what decides the rest."""
        self.fields.title.setFocus()

    def save(self) -> None:
        """Record the delegate."""
        if self.tell(self.fields.problems()):
            return
        fields = self.fields
        decree = fields.by_decree()
        operation = AppointDelegate(
            delegation_id=self._context.desk.new_id(),
            person_id=self.person_id,
            delegate_name=fields.name.text(),
            delegate_document=fields.document.text(),
            title=fields.title.value(),
            powers=fields.chosen_powers(),
            valid_from=fields.valid_from.day() or local_date(self._context.desk.now_us()),
            valid_to=fields.until.day(),
            delegate_id=self._delegate_id or None,
            relation=fields.relation.value() if fields.title.value() == "relative_art4" else "",
            court=fields.court.text() if decree else "",
            decree_no=fields.decree_no.text() if decree else "",
            decree_on=fields.decree_on.day() if decree else None,
            assisted=decree and fields.assisted.isChecked(),
            signed=fields.signed.isVisibleTo(self) and fields.signed.isChecked(),
        )
        self.record(
            operation, self.tr("Recorded who may act: %1").replace("%1", fields.name.text())
        )

    def typed(self) -> dict[str, Any]:
        """Return what the form holds, for a draft."""
        return {**super().typed(), **self.fields.typed(), "delegate_id": self._delegate_id}

    def fill(self, payload: dict[str, Any]) -> None:
        """Show what a draft held."""
        self.fields.fill(payload)
        self._delegate_id = str(payload.get("delegate_id", ""))

    def _lay_out(self) -> None:
        look, fields = self._look, self.fields
        right = Card(look, self.tr("Title"), "shield-check")
        row = TurningBox(look, 16)
        row.addWidget(fields.title, 1)
        row.addWidget(fields.relation, 1)
        right.body.addLayout(row)
        row = TurningBox(look, 16)
        for field in (fields.court, fields.decree_no, fields.decree_on):
            row.addWidget(field, 1)
        right.body.addLayout(row)
        right.body.addWidget(fields.assisted)
        self.sheet.body.addWidget(right)
        who = Card(look, self.tr("Who may act"), "user-check")
        row = TurningBox(look, 16)
        for field in (fields.name, fields.document):
            row.addWidget(field, 1)
        who.body.addLayout(row)
        who.body.addWidget(self.search)
        row = TurningBox(look, 16)
        for field in (fields.valid_from, fields.until):
            row.addWidget(field, 1)
        who.body.addLayout(row)
        who.body.addWidget(fields.signed)
        self.sheet.body.addWidget(who)
        what = Card(look, self.tr("What they may do"), "list-checks")
        what.body.addWidget(self._powers())
        self.sheet.body.addWidget(what)
        self.sheet.body.addWidget(self.caution)

    def _powers(self) -> QWidget:
        columns = TwoColumns(self._look, 8, (1, 1), narrow_below=520)
        checks = tuple(self.fields.powers.values())
        half = (len(checks) + 1) // 2
        for place, check in enumerate(checks):
            (columns.left if place < half else columns.right).addWidget(check)
        return columns

    def _take(self, hit: Hit) -> None:
        self._delegate_id = hit.person_id
        self.fields.name.set_text(f"{hit.surname} {hit.name}".strip())

    def _changed(self) -> None:
        cautions = self.fields.cautions()
        self.caution.setVisible(bool(cautions))
        if cautions:
            self.caution.set_words(cautions[0], " ".join(cautions[1:]))
        self.touched()
