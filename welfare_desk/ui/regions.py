# SPDX-License-Identifier: EUPL-1.2
"""The parts of the window in the order F6 goes through them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget


class RegionRing:
    """Moves the focus from part to part, each time to where it was last in that part."""

    def __init__(self, regions: Sequence[QWidget]) -> None:
        """Take the parts in order."""
        self._regions = tuple(regions)
        self._last: dict[int, QWidget] = {}

    def step(self, direction: int) -> QWidget | None:
        """Go to the next (+1) or previous (-1) part that can take the focus; return it."""
        focus = QApplication.focusWidget()
        here = self._place_of(focus)
        if here is not None and focus is not None:
            self._last[here] = focus
        count = len(self._regions)
        start = here if here is not None else (-1 if direction > 0 else count)
        for distance in range(1, count + 1):
            place = (start + direction * distance) % count
            target = self._target(place)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return target
        return None

    def _place_of(self, widget: QWidget | None) -> int | None:
        for place, region in enumerate(self._regions):
            if widget is not None and (region is widget or region.isAncestorOf(widget)):
                return place
        return None

    def _target(self, place: int) -> QWidget | None:
        region = self._regions[place]
        if not region.isVisible():
            return None
        last = self._last.get(place)
        try:
            if last is not None and last.isVisible() and last.isEnabled():
                return last
        except RuntimeError:
            self._last.pop(place, None)
        found = [widget for widget in region.findChildren(QWidget) if _takes_focus(widget)]
        if _takes_focus(region):
            return region
        return min(found, key=lambda w: _position(w, region)) if found else None


def _takes_focus(widget: QWidget) -> bool:
    wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wants and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _position(widget: QWidget, region: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(region, widget.rect().topLeft())
    return corner.y(), corner.x()


def focus_in(page: QWidget) -> None:
    """Put the focus on the first field of a page that is still empty, else on its first control."""
    fields = [w for w in page.findChildren(QLineEdit) if w.isVisible() and w.isEnabled()]
    empty = next((field for field in fields if not field.text()), None)
    others = page.findChildren(QComboBox) + page.findChildren(QPlainTextEdit)
    target = empty or next((w for w in (*fields, *others) if w.isVisible()), None)
    if target is not None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)
    elif QApplication.focusWidget() is None:
        page.setFocus()
