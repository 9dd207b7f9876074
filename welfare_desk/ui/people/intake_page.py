# SPDX-License-Identifier: EUPL-1.2
"""A new person: scan, ask, save; nothing typed is ever lost (picture 03)."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Any

from welfare_desk.core.instants import local_date, local_time_text
from welfare_desk.desk.document_scan import DocumentAnswer, DocumentRead
from welfare_desk.desk.omnibox import Answer, Hit
from welfare_desk.desk.views.intake import IntakeFacts, intake_facts
from welfare_desk.desk.views.today import DraftView
from welfare_desk.operations.households import Joining
from welfare_desk.ui.context import Context
from welfare_desk.ui.drafting import DraftKeeper
from welfare_desk.ui.kit.badges import Badge, BadgeFaces
from welfare_desk.ui.kit.fields import FieldFrame
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.intake_bar import IntakeBar
from welfare_desk.ui.people.intake_form import IntakeForm, head
from welfare_desk.ui.people.intake_presenter import (
    IntakeIds,
    IntakePlan,
    IntakePresenter,
    IntakeResult,
)
from welfare_desk.ui.people.intake_reading import IntakeReader
from welfare_desk.ui.people.intake_similar import IntakeSimilar
from welfare_desk.ui.people.isee_fields import IseeFields
from welfare_desk.ui.people.member_list import Member
from welfare_desk.ui.people.person_fields import PersonFields
from welfare_desk.ui.people.words import PeopleWords


class IntakePage(Page):
    """The form, its draft and the similar people beside it."""

    help_page = "intake"

    def __init__(
        self,
        context: Context,
        *,
        code: str = "",
        name: str = "",
        document: DocumentRead | None = None,
        draft: DraftView | None = None,
    ) -> None:
        """Begin with a code, a name, a document that was read, or a draft."""
        super().__init__()
        self._context, self._look = context, context.theme
        self._today = local_date(context.desk.now_us())
        self._ids = IntakeIds.fresh(context.desk)
        self._done: tuple[str, ...] = ()
        self._printing = False
        self._words = PeopleWords(self)
        self._facts: IntakeFacts | None = None
        self._faulty: list[FieldFrame] = []
        self._author, self._started_at = self._who_began(draft)
        self.presenter = IntakePresenter(context, self)
        self.presenter.saved.connect(self._saved)
        self.presenter.stopped.connect(self._stopped)
        self._build()
        self.keeper = DraftKeeper(
            context,
            "intake",
            self._draft_title,
            self._payload,
            draft_id=draft.draft_id if draft else "",
            parent=self,
        )
        self.draft_id = self.keeper.draft_id
        self.keeper.saved.connect(self._draft_saved)
        self._listen()
        context.read(lambda: context.desk.look(intake_facts), self, self._know)
        if draft is not None:
            self._restore(draft.draft_id)
        elif code:
            self.reader.take_code(code)
        elif document is not None:
            self.reader.take_document(document)
        elif name:
            self.reader.take_name(name)
        self.reader.judge()

    def title(self) -> str:
        """Return ``Bozza: Bianchi Luca``."""
        named = self._draft_title()
        if not named:
            return self.tr("New person")
        return self.tr("Draft: %1").replace("%1", named)

    def shown(self) -> None:
        """Bring the similar people beside the form and go to the first empty field."""
        self.beside.show_beside()
        fields = self.fields
        first = [fields.surname, fields.name, fields.phone, fields.street]
        read = self.form.document.read is not None
        if not self.reader.coded and (read or not fields.surname.text()):
            first = [fields.fiscal_code, *first]
        empty = next((one for one in first if not one.text()), fields.surname)
        empty.control.setFocus()
        self.form.reveal(empty)

    def parked(self) -> None:
        """Store what is typed at once."""
        if self.keeper.pending():
            self.keeper.save_now()

    def act(self, act_id: str) -> bool:
        """Save by Ctrl+S, save and print by Ctrl+Invio, park by Esc."""
        if act_id == "confirm":
            self.save(printing=True)
        elif act_id == "save":
            self.save(printing=False)
        elif act_id == "back":
            self._context.open_place("today")
        else:
            return False
        return True

    def take_scan(self, answer: Answer) -> bool:
        """Fill in a code that nobody has yet, or a document of whom the form is about."""
        if answer.meaning != "new_person" or "person" in self._done:
            return False
        by_code = not isinstance(answer, DocumentAnswer)
        taken = self.reader.take_scan(answer)
        if taken and by_code:
            self.shown()
        return taken

    def save(self, *, printing: bool) -> None:
        """Check and record everything that was filled in; Ctrl+Invio also prints the notice.

        Somebody almost certainly registered is asked about once; the next press goes on.
        """
        if printing:
            self.form.notice.setChecked(True)
        if self._bar.is_busy() or self._tell(self._problems()):
            return
        self.beside.settle(partial(self._save_now, printing))

    def _save_now(self, printing: bool) -> None:
        new = "person" not in self._done
        if self._bar.is_busy() or (new and self.beside.asks_first(printing=printing)):
            return
        self._bar.set_busy(True)
        self._printing = printing
        self.presenter.save(self._plan(), self._ids, self._done)

    def _build(self) -> None:
        context, look = self._context, self._look
        sheet = Sheet(look, name="intake")
        self._heading = Text(look, self.tr("New person"), "title")
        badge = Badge(look, BadgeFaces().face("draft"))
        began = self.tr("%1, begun at %2").replace("%1", self._author)
        words = began.replace("%2", self._started_at)
        author = Text(look, words, "secondary", "muted")
        back = context.actions.key("back")
        stays = self.tr("%1 goes back, the draft stays").replace("%1", back)
        hint = Text(look, stays, "secondary", "muted")
        sheet.replace_head(head(context, self._heading, badge, author, hint))
        self.fields = PersonFields(context, self._today, self)
        self.isee = IseeFields(context, self._today, self)
        self.form = IntakeForm(context, sheet, self.fields, self.isee, self._today, self)
        self.reader = IntakeReader(context, self.form, self.fields, self._today, self)
        self.beside = IntakeSimilar(context, self.form, self.fields, self)
        self.beside.is_this.connect(self._is_known)
        self.similar = self.beside.panel
        self.form.code.opened.connect(self._is_known)
        self._bar = IntakeBar(context)
        self._bar.asked.connect(lambda printing: self.save(printing=printing))
        self._bar.thrown.connect(self._throw_away)
        sheet.set_action_bar(self._bar)
        self.hold(sheet)

    def _listen(self) -> None:
        self.fields.changed.connect(self._edited)
        for part in (self.isee, self.form.code, self.form.no_code, self.form.document):
            part.changed.connect(self._edited)
        self.form.members.changed.connect(self._members_changed)
        self.form.lives_with.chosen.connect(self._add_member)
        self.form.role.changed.connect(lambda _role: self._edited())
        self.form.notice.toggled.connect(lambda _on: self._edited())
        self.form.wants_household.toggled.connect(lambda _on: self._edited())
        self.reader.read.connect(self._edited)

    def _edited(self) -> None:
        self.reader.judge()
        self.keeper.touch()
        self.beside.edited()
        self._context.retitle()

    def _know(self, facts: IntakeFacts) -> None:
        self._facts = facts
        self.fields.set_facts(facts)
        language = dict(self._words.languages()).get(self.fields.language.value(), "")
        self.form.set_notice(facts.notice_version, language)

    def _add_member(self, hit: Hit) -> None:
        self.form.members.add(Member(hit.person_id, f"{hit.surname} {hit.name}".strip()))

    def _members_changed(self) -> None:
        some = bool(self.form.members.members())
        self.form.role.setVisible(some)
        if some:
            self.form.wants_household.setChecked(True)
        self._edited()

    def _problems(self) -> list[tuple[FieldFrame | None, str]]:
        found = [] if "person" in self._done else self.form.problems()
        if not self.isee.is_empty():
            found += self.isee.problems()
        return found

    def _tell(self, problems: list[tuple[FieldFrame | None, str]]) -> bool:
        for field in self._faulty:
            field.set_error("")
        self._faulty = [field for field, _ in problems if field is not None]
        for faulty, sentence in problems:
            if faulty is not None:
                faulty.set_error(sentence)
        summary = self.form.summary
        summary.setVisible(bool(problems))
        if problems:
            words = " ".join(dict.fromkeys(sentence for _, sentence in problems))
            summary.set_words(self.tr("%n things to mend", "", len(problems)), words, tone="danger")
            if self._faulty:
                self._faulty[0].control.setFocus()
            self.form.reveal(self._faulty[0] if self._faulty else summary)
        return bool(problems)

    def _plan(self) -> IntakePlan:
        members = tuple(Joining(one.person_id, one.role) for one in self.form.members.members())
        isee = None if self.isee.is_empty() else self.isee.operation(self._ids.isee_id, "")
        code = self.form.code
        return IntakePlan(
            values=self.form.values(),
            document=self.form.document.operation("", ""),
            health_code=self.form.no_code.operation("", ""),
            shown=tuple((one.person_id, one.score) for one in self.similar.found),
            code_reason=code.confirmed(),
            code_differs=code.differing(),
            day_unknown=self.fields.born_on.day_unknown(),
            role=self.form.role.value() or "applicant",
            members=members,
            wants_household=self.form.wants_household.isChecked(),
            isee=isee,
            give_notice=self.form.notice.isChecked(),
        )

    def _saved(self, result: IntakeResult) -> None:
        context, person_id = self._context, self._ids.person_id
        named = self._draft_title()
        self.keeper.drop()
        if self._printing:
            self.presenter.setParent(context.jobs)
            self.presenter.print_notice(person_id)
        context.broadcast({*result.kinds, "draft"})
        self.draft_id = ""
        context.open_person(person_id)
        context.close_page(self)
        words = self.tr("Registered and notice printed: %1") if self._printing else ""
        words = words or self.tr("Registered: %1")
        context.toast(words.replace("%1", named))
        context.seek()

    def _stopped(self, result: IntakeResult) -> None:
        self._bar.set_busy(False)
        self._done = result.done
        self._context.broadcast(result.kinds)
        refusal = result.refusal
        said = self._context.sentence(refusal) if refusal is not None else ""
        steps = {
            "person": self.tr("person"),
            "document": self.tr("document"),
            "health_code": self.tr("STP or ENI code"),
            "household": self.tr("household"),
            "isee": self.tr("ISEE"),
            "notice": self.tr("privacy notice"),
        }
        if result.done:
            kept = ", ".join(steps[step] for step in result.done)
            fact = self.tr("Saved: %1. Not saved: %2.").replace("%1", kept)
            fact = fact.replace("%2", steps.get(result.refused_step, ""))
            self.form.set_locked("person" in result.done)
        else:
            fact = self.tr("Nothing was saved yet; the draft stays.")
        self.form.summary.set_words(fact, said, tone="danger")
        self.form.summary.show()
        self.keeper.touch()

    def _is_known(self, person_id: str) -> None:
        """Open somebody registered already; the draft stays in its tab until it is thrown away."""
        if not person_id:
            return
        if self.keeper.pending():
            self.keeper.save_now()
        self._context.open_person(person_id)
        self._context.toast(
            self.tr("The draft stays in its tab: throw it away if it is not needed")
        )

    def _throw_away(self) -> None:
        context, payload, title = self._context, self._payload(), self._draft_title()
        desk, draft_id, author = context.desk, self.draft_id, context.operator_id()

        def bring_back() -> None:
            context.write(
                lambda: desk.drafts.save(
                    "intake", title, payload, operator_id=author, draft_id=draft_id
                ),
                context.jobs,
                context.open_draft,
            )

        self.keeper.drop()
        self.draft_id = ""
        context.close_page(self)
        context.broadcast({"draft"})
        context.toast(self.tr("The draft was thrown away"), bring_back)

    def _draft_title(self) -> str:
        values = self.fields.values()
        return f"{values['surname']} {values['name']}".strip()

    def _draft_saved(self, at: int) -> None:
        words = self.tr("Saved on this computer at %1").replace("%1", local_time_text(at))
        self._bar.set_note(words)
        self._bar.discard.setVisible("person" not in self._done)
        self._context.broadcast({"draft"})

    def _payload(self) -> dict[str, Any]:
        return self.form.typed() | {
            "scanned": self.reader.scanned,
            "done": list(self._done),
            "went_past": self.beside.asked_about,
            "ids": dataclasses.asdict(self._ids),
        }

    def _restore(self, draft_id: str) -> None:
        desk = self._context.desk
        self._context.read(lambda: desk.drafts.payload(draft_id), self, self._fill)

    def _fill(self, payload: dict[str, Any] | None) -> None:
        if payload is None:
            return
        self._ids = IntakeIds.kept(payload["ids"], self._context.desk)
        self._done = tuple(payload["done"])
        self.beside.asked_about = payload.get("went_past", "")
        self.form.fill(payload)
        self._bar.discard.setVisible("person" not in self._done)
        self.reader.mark_scanned(payload["scanned"])
        self.form.set_locked("person" in self._done)
        self.reader.judge()
        self._context.retitle()

    def _who_began(self, draft: DraftView | None) -> tuple[str, str]:
        who = self._context.desk.session.operator
        began = draft.started_at if draft else self._context.desk.now_us()
        return short_name(who.name) if who else "", local_time_text(began)
