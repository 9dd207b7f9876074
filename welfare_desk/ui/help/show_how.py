# SPDX-License-Identifier: EUPL-1.2
"""«Show how»: a ring around the real control of each step, and beside it what to do there."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from welfare_desk.core.resources import resource_path
from welfare_desk.desk.help_pages import filled
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import Panel, VBox
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look

LOOK_MS = 250
WIDTH = 330


@dataclass(frozen=True, slots=True)
class ShowStep:
    """The objectName of a control, and what to do there."""

    at: str
    words: str


@cache
def steps_of(page: str, lang: str) -> tuple[ShowStep, ...]:
    """Return the steps that show what a page of the help tells; none for most."""
    table = tomllib.loads(resource_path("help", "show.toml").read_text("utf-8"))
    rows = table.get(page, {}).get("steps", ())
    return tuple(ShowStep(row["at"], row["en" if lang == "en" else "it"]) for row in rows)


class ShowHow(QObject):
    """Leads through the steps over the window; everything stays usable below it.

    A step is done when the control of the next one appears and its own is gone, or by
    «Next»; a control that is not there yet is waited for.
    """

    ended = Signal()

    def __init__(
        self,
        window: QWidget,
        look: Look,
        actions: ActionRegistry,
        steps: tuple[ShowStep, ...],
        locked: Callable[[], bool],
    ) -> None:
        """``locked`` tells whether the window is covered: then nothing is shown any more."""
        super().__init__(window)
        self._locked = locked
        self._window, self._actions, self._steps, self._at = window, actions, steps, 0
        self._ring = _Ring(look, window)
        self._bubble = _Bubble(look, window)
        self._bubble.next.clicked.connect(self.go_on)
        self._bubble.stop.clicked.connect(self.end)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.follow)
        self._say()
        self._timer.start()

    @property
    def step(self) -> ShowStep:
        """The step in hand."""
        return self._steps[self._at]

    def go_on(self) -> None:
        """Show the next step; after the last one all is over."""
        if self._at + 1 >= len(self._steps):
            self.end()
            return
        self._at += 1
        self._say()

    def follow(self) -> None:
        """Keep the ring at its control, and go on where the operator went on."""
        if self._locked():
            self.end()
            return
        target = self._find(self.step.at)
        following = self._at + 1 < len(self._steps)
        if target is None and following and self._find(self._steps[self._at + 1].at) is not None:
            self.go_on()
            return
        self._place(target)

    def end(self) -> None:
        """Take ring and words away."""
        self._timer.stop()
        self._ring.hide()
        self._bubble.hide()
        self.ended.emit()
        for widget in (self._ring, self._bubble):
            widget.deleteLater()
        self.deleteLater()

    def _say(self) -> None:
        words = filled(self.step.words, self._actions.key).replace("`", "")
        self._bubble.show_step(words, self._at + 1, len(self._steps))
        self.follow()

    def _find(self, name: str) -> QWidget | None:
        found = self._window.findChildren(QWidget, name)
        return next((one for one in found if one.isVisible()), None)

    def _place(self, target: QWidget | None) -> None:
        whole = self._window.rect()
        if target is None:
            self._ring.hide()
            self._bubble.put(QRect(), whole)
            return
        corner = target.mapTo(self._window, QPoint(0, 0))
        place = QRect(corner, target.size()).adjusted(-6, -6, 6, 6).intersected(whole)
        self._ring.setGeometry(place)
        self._ring.show()
        self._ring.raise_()
        self._bubble.put(place, whole)


class _Ring(QWidget):
    """Draws around a control and lets every press through."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self.setObjectName("show.ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a double ring that stands out on light and dark."""
        painter = QPainter(self)
        paint.box(painter, self.rect(), 8, None, self._look.colour("warning"), 4)
        inner = self.rect().adjusted(4, 4, -4, -4)
        paint.box(painter, inner, 6, None, self._look.colour("surface"), 2)


class _Bubble(Panel):
    """Says a step and holds the buttons to go on or to stop."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__("card", parent=window)
        self._look = look
        self.setObjectName("show.bubble")
        column = VBox(look, 8, (16, 12, 16, 12), self)
        self.count = Text(look, "", "secondary", "muted")
        self.words = Text(look, "", "strong", wrap=True)
        row = FlowBox(look, 8)
        self.next = ActionButton(
            look, Rank.PRIMARY, self.tr("Next"), size=Size.SMALL, name="show.next"
        )
        self.stop = ActionButton(
            look, Rank.GHOST, self.tr("Stop"), icon="x", size=Size.SMALL, name="show.stop"
        )
        row.add(self.next)
        row.add(self.stop)
        for widget in (self.count, self.words, row):
            column.addWidget(widget)

    def show_step(self, words: str, number: int, of: int) -> None:
        """Say a step, to the eye and to a screen reader."""
        count = self.tr("Step %1 of %2").replace("%1", str(number)).replace("%2", str(of))
        self.count.setText(count)
        self.words.setText(words)
        self.next.set_text(self.tr("Next") if number < of else self.tr("Done"))
        self.show()
        self.raise_()
        announce(self, f"{count}. {words}")

    def put(self, beside: QRect, whole: QRect) -> None:
        """Stand below what is shown, else above, always inside the window."""
        wide = min(self._look.px(WIDTH), whole.width() - 24)
        layout = self.layout()
        high = max(self.sizeHint().height(), layout.heightForWidth(wide) if layout else 0)
        if beside.isNull():
            corner = QPoint(whole.width() - wide - 24, whole.height() - high - 60)
        elif beside.bottom() + high + 12 <= whole.bottom():
            corner = QPoint(beside.left(), beside.bottom() + 8)
        elif beside.top() - high - 8 >= 0:
            corner = QPoint(beside.left(), beside.top() - high - 8)
        else:
            corner = QPoint(beside.left() - wide - 8, whole.bottom() - high - 12)
        x = max(12, min(corner.x(), whole.width() - wide - 12))
        y = max(12, min(corner.y(), whole.height() - high - 12))
        self.setGeometry(x, y, wide, high)
        self.raise_()
