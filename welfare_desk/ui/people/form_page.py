# SPDX-License-Identifier: EUPL-1.2
"""What small forms over a person's page share: title, errors, save, back without loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from welfare_desk.operations.operation import Operation
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.fields import FieldFrame
from welfare_desk.ui.kit.layout import ActionBar
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.page import Page
from welfare_desk.ui.regions import focus_in

Problem = tuple[FieldFrame | None, str]


class FormPage(Page):
    """A form about one person; Ctrl+Invio and Ctrl+S save, Esc goes back."""

    def __init__(self, context: Context, person_id: str, heading: str, who: str, name: str) -> None:
        super().__init__()
        self.person_id = person_id
        self._context, self._look, self._heading = context, context.theme, heading
        self._faulty: list[FieldFrame] = []
        self.sheet = Sheet(self._look, heading, who, name=name)
        self.summary = Notice(self._look, "danger", "", name=f"{name}.summary")
        self.summary.hide()
        self.sheet.body.addWidget(self.summary)
        actions = context.actions
        bar = ActionBar(self._look)
        back = ActionButton(
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
        back.clicked.connect(lambda: context.close_page(self))
        self.save_button.clicked.connect(self.save)
        bar.add(back)
        bar.add(self.save_button)
        self.sheet.set_action_bar(bar)
        self.hold(self.sheet)

    def title(self) -> str:
        """Return what the form is for."""
        return self._heading

    def shown(self) -> None:
        """Focus the first field."""
        focus_in(self)

    def act(self, act_id: str) -> bool:
        """Save by key."""
        if act_id in ("confirm", "save"):
            self.save()
            return True
        return False

    def save(self) -> None:
        """Check what is typed and record it."""

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
            context.close_page(self)
            context.broadcast(recorded.kinds)
            context.toast(fact, _undoing(context, undo) if undo is not None else None)

        def refused(sentence: str) -> None:
            self.save_button.setDisabled(False)
            self.tell([(None, sentence)])

        context.write(lambda: context.desk.record(operation), self, done, refused)


def _undoing(context: Context, operation: Operation) -> Callable[[], None]:
    def undo() -> None:
        context.write(
            lambda: context.desk.record(operation),
            context.jobs,
            lambda recorded: context.broadcast(recorded.kinds),
        )

    return undo
