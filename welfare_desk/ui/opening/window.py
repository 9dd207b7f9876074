# SPDX-License-Identifier: EUPL-1.2
"""The window before the desk is open; it is painted before anything heavy is loaded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.look import Look
from welfare_desk.ui.opening.frame import PRODUCT, OpeningPage

DESIGN_SIZE = QSize(1366, 768)
SMALLEST = QSize(760, 560)
COMPACT_WINDOW = 940


class OpeningWindow(QMainWindow):
    """Shows one opening page at a time; ``painted`` follows the first time one was drawn."""

    painted = Signal()
    closed = Signal()
    back_asked = Signal()

    def __init__(self, look: Look, registry: ActionRegistry) -> None:
        super().__init__()
        self.look, self.registry = look, registry
        self._drawn = False
        self.setWindowTitle(PRODUCT)
        self.setObjectName("opening")
        self.setMinimumSize(SMALLEST)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        room = QGuiApplication.primaryScreen().availableGeometry().size()
        self.resize(DESIGN_SIZE.boundedTo(room).expandedTo(SMALLEST))
        for act, step in (("text_larger", 1), ("text_smaller", -1), ("text_normal", 0)):
            registry.bind(self, act, partial(look.step_text, step))
        registry.bind(self, "back", self.back_asked.emit)
        look.changed.connect(self._arrange)

    def show_page(self, page: OpeningPage) -> None:
        """Put a page in the place of the one shown, which is deleted."""
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        if not self._drawn:
            page.installEventFilter(self)

    def page(self) -> QWidget | None:
        """Return the page shown."""
        return self._stack.currentWidget()

    def to_front(self) -> None:
        """Come before the other windows, as when the program is started a second time."""
        raise_window(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window closes."""
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put card below what stands beside it where the window is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first drawing."""
        if event.type() == QEvent.Type.Paint and not self._drawn:
            self._drawn = True
            watched.removeEventFilter(self)
            # One turn later: then the picture has gone to the screen.
            QTimer.singleShot(0, self.painted.emit)
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        self.look.set_compact(self.width() < self.look.px(COMPACT_WINDOW))


def raise_window(window: QWidget) -> None:
    """Bring a window before all others and give it the focus, where the system lets it."""
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
