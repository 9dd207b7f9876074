# SPDX-License-Identifier: EUPL-1.2
"""Tab goes through the parts of the window in one order, whenever their controls were made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def next_stop(parts: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    """Return where Tab goes from what is seen and has the focus, else nothing.

    Qt's own order is that in which controls were made: a form opened later came after the status
    bar.  Within a part it stays, what is in no part comes last; no control is left out.
    """
    here = QApplication.focusWidget()
    if here is None or not here.isVisible() or not here.isEnabled():
        # Qt asks as well when it hides what has the focus: then its own order will do.
        return None
    # The window itself heads the chain of its controls.
    first = here.window()
    stops: list[tuple[int, QWidget]] = []
    one: QWidget | None = first.nextInFocusChain()
    while one is not None and one is not first:
        if one is here or _stops(one):
            stops.append((_part_of(one, parts), one))
        one = one.nextInFocusChain()
    # Sorting keeps the order of the chain within each part.
    ordered = [each for _part, each in sorted(stops, key=lambda pair: pair[0])]
    if here not in ordered:
        return None
    place = ordered.index(here)
    return ordered[(place + (1 if forward else -1)) % len(ordered)]


def _part_of(widget: QWidget, parts: Sequence[QWidget]) -> int:
    for place, part in enumerate(parts):
        if part is widget or part.isAncestorOf(widget):
            return place
    return len(parts)


def _stops(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
