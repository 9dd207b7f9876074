# SPDX-License-Identifier: EUPL-1.2
"""The machine checks of a page's layout: nothing cut, nothing squeezed, targets large enough."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

SMALLEST_TARGET = 24
_PAINTERS = (QScrollBar, QHeaderView)


def problems(page: QWidget) -> list[str]:
    """Return what a person would see cut or could not hit on a page that is shown."""
    found: list[str] = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page) or not widget.isVisible():
            continue
        found += _size_problems(widget)
        if isinstance(widget, QLabel):
            found += _label_problems(widget)
        if isinstance(widget, QAbstractButton | QComboBox | QLineEdit):
            found += _control_problems(widget)
        found += _outside(widget, page)
    return found


def unnamed(page: QWidget) -> list[str]:
    """Return the controls that a screen reader could not name or a script could not find."""
    found: list[str] = []
    for widget in page.findChildren(QWidget):
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if not takes or not widget.isVisible() or isinstance(widget, QScrollBar | QHeaderView):
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not (widget.accessibleName() or text):
            found.append(f"{_who(widget)}: no accessible name")
    return found


def _who(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")() or widget.accessibleName()
    return f"{type(widget).__name__} {widget.objectName()!r} «{text}»"


def _size_problems(widget: QWidget) -> list[str]:
    if isinstance(widget, _PAINTERS) or widget.property("elides") or isinstance(widget, QLabel):
        return []
    if widget.parentWidget() is not None and _is_viewport(widget):
        return []
    least = widget.minimumSizeHint()
    found = []
    if isinstance(widget, QAbstractButton) and widget.width() < least.width():
        found.append(f"{_who(widget)}: {widget.width()} wide, needs {least.width()}")
    if isinstance(widget, QAbstractButton) and widget.height() < least.height():
        found.append(f"{_who(widget)}: {widget.height()} high, needs {least.height()}")
    return found


def _label_problems(label: QLabel) -> list[str]:
    if not label.text() or not label.pixmap().isNull():
        return []
    metrics, rect = label.fontMetrics(), label.contentsRect()
    if label.wordWrap():
        flags = Qt.TextFlag.TextWordWrap.value | label.alignment().value
        box = metrics.boundingRect(QRect(0, 0, max(rect.width(), 1), 100_000), flags, label.text())
        if box.height() > rect.height() + 1:
            return [f"{_who(label)}: wrapped text {box.height()} high in {rect.height()}"]
        if box.width() > rect.width() + 1:
            return [f"{_who(label)}: a word {box.width()} wide in {rect.width()}"]
        return []
    found = []
    if not label.property("elides") and metrics.horizontalAdvance(label.text()) > rect.width() + 1:
        wide = metrics.horizontalAdvance(label.text())
        found.append(f"{_who(label)}: text {wide} wide in {rect.width()}")
    if metrics.tightBoundingRect(label.text()).height() > rect.height():
        found.append(f"{_who(label)}: text higher than {rect.height()}")
    if label.property("elides") and rect.width() < metrics.averageCharWidth() * 3:
        found.append(f"{_who(label)}: only {rect.width()} px left for its words")
    return found


def _control_problems(widget: QWidget) -> list[str]:
    found = []
    if widget.height() < widget.fontMetrics().height():
        found.append(f"{_who(widget)}: lower than its text")
    if isinstance(widget, QLineEdit) and widget.property("role") == "bare":
        return found
    if min(widget.width(), widget.height()) < SMALLEST_TARGET:
        found.append(f"{_who(widget)}: target {widget.width()}×{widget.height()}")
    return found


def _is_viewport(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea)


def _outside(widget: QWidget, page: QWidget) -> list[str]:
    parent = widget.parentWidget()
    if parent is None or widget is page or widget.isWindow() or _is_viewport(widget):
        return []
    if isinstance(parent, QTabBar | QComboBox) or _is_viewport(parent):
        return []
    allowed = parent.rect().adjusted(-1, -1, 1, 1)
    if widget.width() and widget.height() and not allowed.contains(widget.geometry()):
        return [f"{_who(widget)}: {widget.geometry().getRect()} outside {parent.rect().getRect()}"]
    return []
