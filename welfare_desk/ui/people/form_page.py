# SPDX-License-Identifier: EUPL-1.2
"""What small forms over a person's page share: title, errors, save, back without loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from welfare_desk.operations.operation import Operation
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.drafting import DraftKeeper
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.fields import FieldFrame
from welfare_desk.ui.kit.layout import ActionBar
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page
from welfare_desk.ui.regions import focus_in

Problem = tuple[FieldFrame | None, str]


class FormPage(Page):
    """A form about one person; Ctrl+Invio and Ctrl+S save, Esc goes back.

    A form that calls ``keep`` is stored while it is typed and taken up again where it was left.
    """

    help_page = "person"

    def __init__(self, context: Context, person_id: str, heading: str, who: str, name: str) -> None:
        super().__init__()
        self.person_id = person_id
        self._context, self._look, self._heading = context, context.theme, heading
        self._who, self._name = who, name
        self._faulty: list[FieldFrame] = []
        self._filling = False
        self._alone = False
        self.keeper: DraftKeeper | None = None
        self.sheet = Sheet(self._look, heading, who, name=name)
        self.summary = Notice(self._look, "danger", "", name=f"{name}.summary")
        self.summary.hide()
        self.sheet.body.addWidget(self.summary)
        actions = context.actions
        self.bar = ActionBar(self._look)
        self.discard = ActionButton(
            self._look, "ghost", self.tr("Throw the draft away"), name=f"{name}.discard"
        )
        self.discard.clicked.connect(self._throw_away)
        self.bar.add(self.discard)
        show_if(self.discard, False)
        self.back = ActionButton(
            self._look, "secondary", self.tr("Back"), key=actions.key("back"), name=f"{name}.back"
        )
        self.save_button = ActionButton(
            self._look,
            "primary",
            self.tr("Save"),
            icon="save",
            key=actions.key("confirm"),
            name=f"{name}.save",
        )
        self.back.clicked.connect(self._go_back)
        self.save_button.clicked.connect(self.save)
        self.bar.add(self.back)
        self.bar.add(self.save_button)
        self.sheet.set_action_bar(self.bar)
        self.hold(self.sheet)

    def title(self) -> str:
        """Return what the form is for."""
        return self._heading

    def shown(self) -> None:
        """Focus the first field."""
        focus_in(self)

    def act(self, act_id: str) -> bool:
        """Save by key; Esc goes back and keeps a draft of what was typed."""
        if act_id in ("confirm", "save"):
            self.save()
            return True
        if act_id == "back" and self.keeper is not None:
            self._go_back()
            return True
        return False

    def parked(self) -> None:
        """Store what is typed."""
        if self.keeper is not None and self.keeper.pending():
            self.keeper.save_now()

    def save(self) -> None:
        """Check what is typed and record it."""

    def keep(self, draft_id: str = "", *, alone: bool = False) -> None:
        """Store what is typed from the first change on; ``draft_id`` takes a draft up again.

        ``alone`` says that no person's page lies under the form: it is opened afterwards.
        """
        self._alone = alone
        self.keeper = DraftKeeper(
            self._context,
            self._name,
            self.draft_title,
            self.typed,
            draft_id=draft_id,
            person_id=self.person_id,
            parent=self,
        )
        self.keeper.saved.connect(self._stored)
        self.draft_id = draft_id
        if draft_id:
            show_if(self.discard, True)
            desk = self._context.desk
            self._context.read(lambda: desk.drafts.payload(draft_id), self, self._take_up)

    def touched(self) -> None:
        """Note that something was typed; a form without a keeper stores nothing."""
        if self.keeper is None or self._filling:
            return
        self.draft_id = self.keeper.draft_id
        self.keeper.touch()

    def draft_title(self) -> str:
        """Return what the draft's tab says."""
        return f"{self._heading}: {self._who}" if self._who else self._heading

    def typed(self) -> dict[str, Any]:
        """Return what the form holds, for a draft."""
        return {"who": self._who}

    def fill(self, payload: dict[str, Any]) -> None:
        """Show what ``typed`` returned."""

    def tell(self, problems: Sequence[Problem]) -> bool:
        """Show problems beside their fields and in the summary; tell whether there are any."""
        for field in self._faulty:
            field.set_error("")
        self._faulty = [field for field, _ in problems if field is not None]
        for faulty, sentence in problems:
            if faulty is not None:
                faulty.set_error(sentence)
        self.summary.setVisible(bool(problems))
        if problems:
            count = self.tr("%n things to mend", "", len(problems))
            words = " ".join(dict.fromkeys(sentence for _, sentence in problems))
            self.summary.set_words(count, words, tone="danger")
            if self._faulty:
                self._faulty[0].control.setFocus()
        return bool(problems)

    def record(self, operation: Operation, fact: str, undo: Operation | None = None) -> None:
        """Record an operation and go back; a refusal is shown and nothing typed is lost."""
        context = self._context
        self.save_button.setDisabled(True)

        def done(recorded: Recorded) -> None:
            self.recorded(recorded)
            self.leave()
            context.broadcast(recorded.kinds | {"draft"})
            context.toast(fact, recorded)

        def refused(sentence: str) -> None:
            self.save_button.setDisabled(False)
            self.tell([(None, sentence)])

        context.write(lambda: context.desk.undoing.record(operation, undo), self, done, refused)

    def recorded(self, recorded: Recorded) -> None:
        """Do what follows the recording, before the form closes."""

    def leave(self) -> None:
        """Close the form; its draft is done with."""
        if self.keeper is not None:
            self.keeper.drop()
            self.keeper = None
        self.draft_id = ""
        self._context.close_page(self)
        if self._alone:
            self._context.open_person(self.person_id)

    def _go_back(self) -> None:
        self.parked()
        kept = self.keeper is not None and bool(self.draft_id)
        self._context.close_page(self)
        if kept:
            self._context.broadcast({"draft"})
            self._context.toast(self.tr("Kept as a draft: it waits under Today"))

    def _throw_away(self) -> None:
        self.leave()
        self._context.broadcast({"draft"})

    def _stored(self, _at: object) -> None:
        show_if(self.discard, True)
        self._context.broadcast({"draft"})

    def _take_up(self, payload: dict[str, Any] | None) -> None:
        if payload is None:
            return
        self._filling = True
        self._who = self._who or str(payload.get("who", ""))
        self.sheet.set_heading(self._heading, self._who)
        self.fill(payload)
        self._filling = False
