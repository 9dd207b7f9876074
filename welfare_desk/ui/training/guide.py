# SPDX-License-Identifier: EUPL-1.2
"""What to do now, at the head of the right panel: story, steps, codes to read, the count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui.kit.badges import CountPill
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.layout import HBox, Line, Panel, Scroller, VBox
from welfare_desk.ui.kit.notices import Notice, announce
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.look import Look
from welfare_desk.ui.training.exercises import Exercise
from welfare_desk.ui.training.room import EXERCISES, Part, Score
from welfare_desk.ui.training.words import TrainingWords

TALLEST = 372
"""At 100 % text: below it the form in the panel keeps its room."""


class Guide(Panel):
    """Draws and tells: ``scan_asked`` what is to be read, ``next_asked`` that one goes on."""

    scan_asked = Signal(str)
    next_asked = Signal()
    again_asked = Signal()
    all_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("panel")
        self.setObjectName("training.guide")
        self._look = look
        self._words = TrainingWords(self)
        self._codes: list[QWidget] = []
        self._exercise: Exercise | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        whole = VBox(look, parent=self)
        head = HBox(look, 8, (16, 10, 8, 2))
        self._place = Text(look, "", "label", "muted")
        self._done = CountPill(look, 0)
        head.addWidget(self._place, 1)
        head.addWidget(self._done)
        self.all = self._ghost(self.tr("All"), "training.all", self.all_asked)
        head.addWidget(self.all)
        whole.addLayout(head)
        self._scroller = Scroller(look, 6, (16, 2, 16, 8))
        self._scroller.setObjectName("training.steps")
        body = self._scroller.body
        self._title = Text(look, "", "panel_title", wrap=True)
        self._title.setObjectName("training.title")
        self._story = Text(look, "", "secondary", wrap=True)
        self._steps = Text(look, "", "secondary", wrap=True)
        for widget in (self._title, self._story, self._steps):
            body.addWidget(widget)
        self.result = Notice(look, "ok", "", name="training.result")
        self.result.hide()
        body.addWidget(self.result)
        whole.addWidget(self._scroller, 1)
        self._rows = VBox(look, 4, (16, 4, 16, 2))
        whole.addLayout(self._rows)
        whole.addLayout(self._foot())
        whole.addWidget(Line(look))
        look.changed.connect(self._relook)
        self._relook()

    def show_exercise(self, exercise: Exercise, part: Part, done: int) -> None:
        """Say what to do; ``done`` counts the exercises done so far."""
        self._exercise = exercise
        number = EXERCISES.index(exercise.id) + 1
        place = self.tr("Exercise %1 of %2").replace("%1", str(number))
        self._place.setText(place.replace("%2", str(len(EXERCISES))))
        self._done.set_count(done)
        self._done.setAccessibleName(self.tr("%n done", "", done))
        self._title.setText(exercise.title)
        self._story.setText(exercise.story.replace("%1", part.name))
        steps = [f"{place}. {step}" for place, step in enumerate(exercise.steps, start=1)]
        self._steps.setText("\n".join(steps))
        self.result.hide()
        self.next.set_rank(Rank.SECONDARY)
        self.set_codes(part.codes)
        self.count(0, 0, 0)
        announce(self._title, f"{self._place.text()}: {exercise.title}. {self._story.text()}")

    def set_codes(self, codes: Sequence[tuple[str, str]]) -> None:
        """Offer what lies on the counter: each may be scanned from paper, or by a button."""
        for widget in self._codes:
            self._rows.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._codes = []
        grouped: dict[str, list[str]] = {}
        for kind, code in codes:
            grouped.setdefault(kind, []).append(code)
        for number, (kind, some) in enumerate(grouped.items(), start=1):
            self._add_codes(kind, some, number)

    def _add_codes(self, kind: str, codes: list[str], number: int) -> None:
        """One row a kind: of several pieces its button reads one after the other."""
        words = self._words.code(kind)
        row = QWidget()
        line = HBox(self._look, 8, (0, 0, 0, 0), row)
        label = Text(self._look, words, "secondary_strong", elide=True)
        line.addWidget(label, 1)
        button = ActionButton(
            self._look, Rank.SECONDARY, self.tr("Simulate scan"), icon="scan-line",
            size=Size.SMALL, name=f"training.scan_{number}",
        )  # fmt: skip
        left = list(codes)

        def tell() -> None:
            if len(codes) > 1:
                place = self.tr("%1: %2 of %3").replace("%1", words)
                place = place.replace("%2", str(len(codes) - len(left) + 1))
                label.setText(place.replace("%3", str(len(codes))))
            button.setAccessibleName(f"{self.tr('Simulate scan')}: {label.text()}")

        def read() -> None:
            code = left.pop(0)
            if not left:
                left.extend(codes)
            tell()
            self.scan_asked.emit(code)

        tell()
        button.clicked.connect(read)
        line.addWidget(button)
        self._rows.addWidget(row)
        self._codes.append(row)

    def count(self, scans: int, keys: int, seconds: int) -> None:
        """Say what was needed so far, beside the goal."""
        if self._exercise is None:
            return
        goal = self._words.counted(self._exercise.scans, self._exercise.keys)
        so_far = self._words.counted(scans, keys, seconds)
        words = self.tr("So far: %1 · goal: %2").replace("%1", so_far).replace("%2", goal)
        self._count.setText(words)

    def tell_done(self, score: Score, *, reached: bool, best: Score | None) -> None:
        """Say that it is done, and how it went."""
        fact = self.tr("Done: %1").replace(
            "%1", self._words.counted(score.scans, score.keys, score.seconds)
        )
        if reached:
            remedy = self.tr("Goal reached: nobody is faster.")
        elif best is not None and best != score:
            words = self.tr("Your best so far: %1. Try the quick keys again.")
            remedy = words.replace("%1", self._words.counted(best.scans, best.keys, best.seconds))
        else:
            remedy = self.tr("It also goes with fewer keys: see the steps above.")
        self.result.set_words(fact, remedy)
        show_if(self.result, True)
        self.next.set_rank(Rank.PRIMARY)
        announce(self.result, f"{fact}. {remedy}", at_once=True)
        self._scroller.ensureWidgetVisible(self.result)

    def summary(self) -> str:
        """Return the exercise in one line."""
        return f"{self._place.text()}: {self._title.text()}"

    def _foot(self) -> VBox:
        look = self._look
        column = VBox(look, 6, (16, 2, 16, 10))
        self._count = Text(look, "", "secondary", "muted", wrap=True)
        self._count.setObjectName("training.count")
        column.addWidget(self._count)
        row = HBox(look, 8)
        self.again = self._ghost(self.tr("Count anew"), "training.again", self.again_asked)
        self.next = ActionButton(
            look, Rank.SECONDARY, self.tr("Next"), icon="arrow-right",
            size=Size.SMALL, name="training.next",
        )  # fmt: skip
        self.next.clicked.connect(self.next_asked)
        row.addWidget(self.again)
        row.addStretch(1)
        row.addWidget(self.next)
        column.addLayout(row)
        return column

    def _ghost(self, words: str, name: str, told: SignalInstance) -> ActionButton:
        button = ActionButton(self._look, Rank.GHOST, words, size=Size.SMALL, name=name)
        button.clicked.connect(told)
        return button

    def _relook(self) -> None:
        self.setMaximumHeight(self._look.px(TALLEST))
        self.setMinimumHeight(self._look.px(TALLEST) // 2)
