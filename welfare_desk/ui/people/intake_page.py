# SPDX-License-Identifier: EUPL-1.2
"""A new person: scan, ask, save; nothing typed is ever lost (picture 03)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from welfare_desk.core import fiscal_code
from welfare_desk.core.instants import local_date, local_time_text
from welfare_desk.core.refusals import DeskError
from welfare_desk.core.text import fold
from welfare_desk.desk.document_scan import DocumentAnswer, DocumentRead
from welfare_desk.desk.likeness import Sought
from welfare_desk.desk.omnibox import Answer, Hit
from welfare_desk.desk.proposal import Proposal
from welfare_desk.desk.views.intake import IntakeFacts, intake_facts
from welfare_desk.desk.views.today import DraftView
from welfare_desk.operations.households import Joining
from welfare_desk.ui.context import Context
from welfare_desk.ui.drafting import DraftKeeper
from welfare_desk.ui.kit.badges import Badge, BadgeFaces
from welfare_desk.ui.kit.fields import FieldFrame
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.duplicates import Duplicates
from welfare_desk.ui.people.intake_bar import IntakeBar
from welfare_desk.ui.people.intake_form import IntakeForm, head
from welfare_desk.ui.people.intake_presenter import (
    IntakeIds,
    IntakePlan,
    IntakePresenter,
    IntakeResult,
)
from welfare_desk.ui.people.isee_fields import IseeFields
from welfare_desk.ui.people.member_list import Member
from welfare_desk.ui.people.person_fields import PersonFields
from welfare_desk.ui.people.words import PeopleWords
from welfare_desk.ui.shell import NARROW_WINDOW

LIKENESS_MS = 150
COMPANION_WIDTH = 344
NEEDED = 3
SOUGHT = (
    "surname", "name", "fiscal_code", "fiscal_code_status", "phone", "sex", "birthplace_code",
    "street", "street_no",
)  # fmt: skip
"""What similar people are looked for by, beside the birth date."""


class IntakePage(Page):
    """The form, its draft and the similar people beside it."""

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
        self._scanned = self._coded = False
        self._asked_about = ""
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
        self._pause = QTimer(self, singleShot=True, interval=LIKENESS_MS)
        self._pause.timeout.connect(self._seek_similar)
        self._listen()
        context.read(lambda: context.desk.look(intake_facts), self, self._know)
        if draft is not None:
            self._restore(draft.draft_id)
        elif code:
            self._coded = True
            self._take_code(code)
        elif document is not None:
            self._take_document(document)
        elif name:
            self._take_name(name)
        self._judge()

    def title(self) -> str:
        """Return ``Bozza: Bianchi Luca``."""
        named = self._draft_title()
        if not named:
            return self.tr("New person")
        return self.tr("Draft: %1").replace("%1", named)

    def shown(self) -> None:
        """Bring the similar people beside the form and go to the first empty field."""
        roomy = self._is_roomy()
        self._context.set_companion(self.similar if roomy else None, COMPANION_WIDTH)
        self._count_similar(len(self.similar.found))
        fields = self.fields
        first = [fields.surname, fields.name, fields.phone, fields.street]
        read = self.form.document.read is not None
        if not self._coded and (read or not fields.surname.text()):
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
        if isinstance(answer, DocumentAnswer):
            return answer.document is not None and self._offer_document(answer.document)
        if self.fields.fiscal_code.text():
            return False
        self._coded = True
        self._take_code(answer.code)
        self.shown()
        return True

    def save(self, *, printing: bool) -> None:
        """Check and record everything that was filled in; Ctrl+Invio also prints the notice.

        Somebody almost certainly registered is asked about once; the next press goes on.
        """
        if printing:
            self.form.notice.setChecked(True)
        if self._bar.is_busy() or self._tell(self._problems()):
            return
        if self._pause.isActive():
            self._pause.stop()
            self._seek_similar(partial(self._save_now, printing))
            return
        self._save_now(printing)

    def _save_now(self, printing: bool) -> None:
        if self._bar.is_busy() or self._asks_about_twin(printing):
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
        self.similar = Duplicates(context)
        self.similar.setParent(self)
        self.similar.hide()
        self.similar.is_this.connect(self._is_known)
        self.similar.counted.connect(self._count_similar)
        self.form.compare.clicked.connect(self._compare)
        self.form.is_this.clicked.connect(lambda: self._is_known(self._asked_about))
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
        self.fields.fiscal_code.line.textEdited.connect(self._code_typed)

    def _edited(self) -> None:
        self._judge()
        self.keeper.touch()
        self._pause.start()
        self._context.retitle()

    def _judge(self) -> None:
        fields = self.fields
        code = fields.fiscal_code.text()
        fields.show_hints()
        self.form.code.judge()
        self.form.document.judge()
        show_if(self.form.no_code, not code)
        whole = fiscal_code.has_shape(fiscal_code.normalized(code))
        fits = whole and not self._code_fault(code)
        self.form.set_fits(bool(self.form.code.differing()), fits)
        there = (
            bool(code or fields.no_code_reason.value()),
            bool(fields.surname.text()),
            bool(fields.name.text()),
        )
        self.form.set_needed(sum(there), NEEDED)
        self.form.set_read(self._scanned, document=self.form.document.read is not None)

    def _code_fault(self, code: str) -> bool:
        try:
            fiscal_code.parse(code, self._today)
        except DeskError:
            return True
        return False

    def _code_typed(self, text: str) -> None:
        self._scanned = False
        if fiscal_code.has_shape(fiscal_code.normalized(text)) and not self._code_fault(text):
            self._take_code(text, scanned=False)

    def _take_code(self, code: str, *, scanned: bool = True) -> None:
        desk = self._context.desk

        def read(proposal: Proposal) -> None:
            self._scanned = scanned
            self.fields.show_proposal(proposal, scanned=scanned)
            self.form.code.take(proposal.fiscal_code, scanned=scanned)
            self._edited()

        self._context.read(lambda: desk.read_code(code), self, read)

    def _offer_document(self, read: DocumentRead) -> bool:
        """Take a document in if it may be of the person in the form; tell whether it was."""
        if not self.form.document.is_empty():
            return False
        surname, born_on = self.fields.surname.text(), self.fields.born_on.day()
        if born_on not in (None, read.born_on):
            return False
        if born_on is None and surname and fold(surname) != fold(read.surname):
            return False
        self._take_document(read)
        return True

    def _take_document(self, read: DocumentRead) -> None:
        self.form.document.show_read(read)
        self.form.show_document(True)
        self.fields.show_document(read)
        self._edited()

    def _take_name(self, name: str) -> None:
        words = name.split()
        if any(letter.isdigit() for letter in name) or not words:
            return
        shown = [word.capitalize() if word.islower() else word for word in words]
        self.fields.surname.set_text(" ".join(shown[:-1]) or shown[0])
        if len(shown) > 1:
            self.fields.name.set_text(shown[-1])
        self._edited()

    def _know(self, facts: IntakeFacts) -> None:
        self._facts = facts
        self.fields.set_facts(facts)
        language = dict(self._words.languages()).get(self.fields.language.value(), "")
        self.form.set_notice(facts.notice_version, language)

    def _seek_similar(self, then: Callable[[], None] | None = None) -> None:
        values = self.form.values()
        told = {name: values[name] for name in SOUGHT}
        sought = Sought(born_on=self.fields.born_on.day(), **told)
        self.similar.seek(sought, then)

    def _asks_about_twin(self, printing: bool) -> bool:
        """Ask once before somebody is registered who almost certainly is already."""
        twin = None if "person" in self._done else self.similar.likeliest()
        if twin is None or twin.person_id == self._asked_about:
            return False
        self._asked_about = twin.person_id
        key = self._context.actions.key("confirm" if printing else "save")
        self.form.ask_certain(f"{twin.surname} {twin.name}".strip(), key)
        return True

    def _is_roomy(self) -> bool:
        look = self._look
        return not look.is_large and self.window().width() >= look.px(NARROW_WINDOW)

    def _count_similar(self, count: int) -> None:
        self.form.set_similar(0 if self._is_roomy() else count)

    def _compare(self) -> None:
        self._context.set_companion(self.similar, COMPANION_WIDTH)
        self.form.set_similar(0)

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
            "scanned": self._scanned,
            "done": list(self._done),
            "went_past": self._asked_about,
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
        self._scanned = payload["scanned"]
        self._asked_about = payload.get("went_past", "")
        self.form.fill(payload)
        self._bar.discard.setVisible("person" not in self._done)
        if self._scanned:
            self.fields.fiscal_code.set_scanned(True)
            self.fields.sex.set_scanned(True)
            for field in (self.fields.born_on, self.fields.birthplace):
                field.set_scanned(True, signed=False)
        self.form.set_locked("person" in self._done)
        self._judge()
        self._context.retitle()

    def _who_began(self, draft: DraftView | None) -> tuple[str, str]:
        who = self._context.desk.session.operator
        began = draft.started_at if draft else self._context.desk.now_us()
        return short_name(who.name) if who else "", local_time_text(began)
