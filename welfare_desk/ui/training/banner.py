# SPDX-License-Identifier: EUPL-1.2
"""The striped strip above the training's window: what this is, the wire, begin anew."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygon
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.layout import HBox
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.text import Sign, Text, show_if
from welfare_desk.ui.look import Look

HEIGHT = 44
STRIPE = 14
EDGE = 6
"""How high the stripes are at the lower edge, and how wide at both ends, in stripes."""


class TrainingBanner(QWidget):
    """Tells which button was pressed; stripes say from afar that nothing here is real."""

    cable_pressed = Signal()
    codes_pressed = Signal()
    anew_pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._out = False
        self.setObjectName("training")
        self.setAccessibleName(self.tr("Training"))
        row = HBox(look, 12, (0, 2, 16, EDGE), self)
        self._margin = QWidget()
        row.addWidget(self._margin)
        row.addWidget(Sign(look, "graduation-cap", "warning", 22))
        self.title = Text(look, self.tr("TRAINING"), "panel_title", "warning")
        self.words = Text(
            look, self.tr("Nothing here is real: people, cards and papers are made up."),
            "secondary", "text", elide=True,
        )  # fmt: skip
        row.addWidget(self.title)
        row.addWidget(self.words, 1)
        self.codes = self._button(self.tr("Cards to scan"), "scan-line", "training.codes")
        self.cable = self._button("", "unplug", "training.cable")
        self.anew = self._button(self.tr("Begin anew"), "refresh-cw", "training.anew")
        for button, told in (
            (self.codes, self.codes_pressed),
            (self.cable, self.cable_pressed),
            (self.anew, self.anew_pressed),
        ):
            row.addWidget(button)
            button.clicked.connect(told)
        self.set_cable(out=False)
        look.changed.connect(self._relook)
        self._relook()

    def set_cable(self, *, out: bool) -> None:
        """Say whether the wire is cut, and offer the other."""
        changed, self._out = out != self._out, out
        if out:
            self.cable.set_text(self.tr("Plug the cable in"))
            self.words.setText(
                self.tr("The cable is out: go on working, nothing is lost. See To send.")
            )
        else:
            self.cable.set_text(self.tr("Pull the cable"))
            self.words.setText(
                self.tr("Nothing here is real: people, cards and papers are made up.")
            )
        self.cable.set_icon("plug" if out else "unplug")
        if changed:
            announce(self.words, self.words.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and stripes: at both ends and along the lower edge."""
        look, painter = self._look, QPainter(self)
        painter.fillRect(self.rect(), look.colour("warning_tint"))
        ends = look.px(STRIPE) * (EDGE - 1)
        low = self.height() - EDGE
        self._stripes(painter, QRect(0, 0, ends, self.height()))
        self._stripes(painter, QRect(0, low, self.width(), EDGE))
        painter.end()

    def _stripes(self, painter: QPainter, area: QRect) -> None:
        step, high = self._look.px(STRIPE), self.height()
        painter.save()
        painter.setClipRect(area)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("warning"))
        for left in range(-high - high % (2 * step), self.width(), 2 * step):
            corners = ((left, high), (left + step, high), (left + step + high, 0), (left + high, 0))
            painter.drawPolygon(QPolygon([QPoint(*corner) for corner in corners]))
        painter.restore()

    def _button(self, words: str, icon: str, name: str) -> ActionButton:
        button = ActionButton(
            self._look, Rank.SECONDARY, words, icon=icon, size=Size.SMALL, name=name
        )
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _relook(self) -> None:
        self.setFixedHeight(self._look.tall(HEIGHT))
        self._margin.setFixedWidth(self._look.px(STRIPE) * (EDGE - 1))
        show_if(self.words, not self._look.is_large)
        self.update()
