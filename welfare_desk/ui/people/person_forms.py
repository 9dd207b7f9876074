# SPDX-License-Identifier: EUPL-1.2
"""Opens the forms over a person's page, each where it was left if a draft of it waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from welfare_desk.desk.views.people import PersonView
from welfare_desk.desk.views.today import DraftView
from welfare_desk.ui.applications.entitled_page import EntitledPage
from welfare_desk.ui.applications.new_page import ApplicationPage
from welfare_desk.ui.context import Context
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.amend_page import AmendPage
from welfare_desk.ui.people.asked_page import AskedPage
from welfare_desk.ui.people.delegate_page import DelegatePage
from welfare_desk.ui.people.household_form import HouseholdForm
from welfare_desk.ui.people.household_page import HouseholdPage
from welfare_desk.ui.people.identifier_page import IdentifierPage
from welfare_desk.ui.people.isee_page import IseePage
from welfare_desk.ui.people.note_page import NotePage
from welfare_desk.ui.people.request_page import RequestPage
from welfare_desk.ui.people.same_page import SamePage
from welfare_desk.ui.people.scale_page import ScalePage
from welfare_desk.ui.people.split_page import SplitPage
from welfare_desk.ui.people.step_page import StepPage

KEPT = frozenset({"amend", "request", "note", "delegate", "household", "application"})
"""Forms that are kept while they are typed, and opened from the person's page."""
DRAFTS = KEPT | {"split"}
"""Kinds of drafts that ``form_of_draft`` takes up again."""


class PersonForms(QObject):
    """Knows which page an act of the person's page opens."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def open(self, act: str, view: PersonView, subject: str = "") -> None:
        """Open the form of an act; an act that is no form opens nothing."""
        context = self._context
        if act == "isee" and not view.household_id:
            context.toast(self.tr("Form the household first: an ISEE belongs to it"))
            act = "household"
        if act == "household" and view.household_id:
            context.set_page(HouseholdPage(context, view))
            return
        if act in KEPT:
            self._with_draft(act, view)
            return
        makers: dict[str, Callable[[], Page]] = {
            "isee": lambda: IseePage(context, view),
            "identifier": lambda: IdentifierPage(context, view),
            "entitled": lambda: EntitledPage(context, view, lambda: self.open("application", view)),
            "scale": lambda: ScalePage(context, view),
            "same": lambda: SamePage(context, view),
            "asked": lambda: AskedPage(context, view),
            "steps": lambda: StepPage(context, view, subject),
        }
        if act in makers:
            context.set_page(makers[act]())

    def _with_draft(self, act: str, view: PersonView) -> None:
        context = self._context

        def found(drafts: tuple[DraftView, ...]) -> None:
            own = (one for one in drafts if one.kind == act and one.person_id == view.person_id)
            draft = next(own, None)
            draft_id = draft.draft_id if draft else ""
            who = f"{view.surname} {view.name}".strip()
            makers: dict[str, Callable[[], Page]] = {
                "amend": lambda: AmendPage(context, view, draft_id=draft_id),
                "request": lambda: RequestPage(context, view, draft_id=draft_id),
                "note": lambda: NotePage(context, view, draft_id=draft_id),
                "delegate": lambda: DelegatePage(context, view, draft_id=draft_id),
                "household": lambda: HouseholdForm(context, view.person_id, who, draft_id),
                "application": lambda: ApplicationPage(context, view, draft_id=draft_id),
            }
            context.set_page(makers[act]())

        context.read(context.desk.drafts.all, self, found)


def form_of_draft(context: Context, kind: str, person_id: str, draft_id: str) -> Page:
    """Return the form of a parked draft of one of ``DRAFTS``, filled as it was left."""
    makers: dict[str, Callable[[], Page]] = {
        "amend": lambda: AmendPage(context, person_id=person_id, draft_id=draft_id),
        "request": lambda: RequestPage(context, person_id=person_id, draft_id=draft_id),
        "note": lambda: NotePage(context, person_id=person_id, draft_id=draft_id),
        "delegate": lambda: DelegatePage(context, person_id=person_id, draft_id=draft_id),
        "household": lambda: HouseholdForm(context, person_id, draft_id=draft_id),
        "split": lambda: SplitPage(context, person_id, "", draft_id=draft_id),
        "application": lambda: ApplicationPage(context, person_id=person_id, draft_id=draft_id),
    }
    return makers[kind]()
