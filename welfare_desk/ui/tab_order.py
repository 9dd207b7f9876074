# SPDX-License-Identifier: EUPL-1.2
"""Tab goes through the parts of the window in one order, whenever their controls were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

_PLACE = "tab_place"


def in_order(*widgets: QWidget) -> None:
    """Let Tab go through these in this order, in the places that they take up together."""
    for place, widget in enumerate(widgets):
        takes = widget
        while (proxy := takes.focusProxy()) is not None:
            takes = proxy
        takes.setProperty(_PLACE, place)


def next_stop(parts: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    """Return where Tab goes from what is seen and has the focus, else nothing.

    Qt's own order is that in which controls were made: a form opened later came after the status
    bar.  Here it is part by part, and in each as its controls lie in their boxes; what is in no
    part comes last, and no control is left out.  Qt's chain is not walked: PySide takes the next
    control of it for the owner of the one before, and both are gone with either.
    """
    here = QApplication.focusWidget()
    if here is None or not here.isVisible() or not here.isEnabled():
        # Qt asks as well when it hides what has the focus: then its own order will do.
        return None
    stops = [one for one in _under(here.window()) if one is here or _stops(one)]
    # Sorting keeps the order of the boxes within each part.
    ordered = _placed(sorted(stops, key=lambda one: _part_of(one, parts)))
    if here not in ordered:
        return None
    place = ordered.index(here)
    return ordered[(place + (1 if forward else -1)) % len(ordered)]


def _under(widget: QWidget) -> Iterator[QWidget]:
    """Yield what is seen in a widget, each before what it holds itself."""
    for child in widget.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield child
            yield from _under(child)


def _placed(ordered: list[QWidget]) -> list[QWidget]:
    """Return the controls with those of a stated order put into it, in their own places."""
    stated = [place for place, one in enumerate(ordered) if one.property(_PLACE) is not None]
    named = sorted((ordered[place] for place in stated), key=lambda one: int(one.property(_PLACE)))
    found = list(ordered)
    for place, one in zip(stated, named, strict=True):
        found[place] = one
    return found


def _part_of(widget: QWidget, parts: Sequence[QWidget]) -> int:
    for place, part in enumerate(parts):
        if part is widget or part.isAncestorOf(widget):
            return place
    return len(parts)


def _stops(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
