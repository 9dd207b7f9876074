# SPDX-License-Identifier: EUPL-1.2
"""Reads the names of the controls that can be seen, screen by screen, for docs/screens.md."""

from __future__ import annotations

import re

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.people.person_forms import DRAFTS
from welfare_desk.ui.window import MainWindow

FRAME = "frame"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_CHANGING = ("status.", "companion.unfold")
"""Controls whose words are the state of things; their names would change from hour to hour."""

_LATER = frozenset(f"{kind}.discard" for kind in DRAFTS)
"""There a moment after the first letter, once the draft is stored: seen or not by chance."""


class Control(msgspec.Struct, frozen=True, order=True):
    """A control by its stable name, its role for assistive technology and its spoken name."""

    name: str
    role: str
    spoken: str


def controls(window: MainWindow) -> dict[str, list[Control]]:
    """Return what can take the focus now, by screen; ``frame`` is what stands around pages."""
    found: dict[str, list[Control]] = {}
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not _is_control(widget):
            continue
        found.setdefault(_screen(window, widget), []).append(_control(widget))
    return found


def screen_in_front(window: MainWindow) -> str:
    """Return the name of the screen that fills the window: a cover's or a page's."""
    for cover in (window.lock_page, window.cover.pin_page):
        if window.covered_by(cover):
            return cover.objectName()
    page = window.pages.currentWidget()
    return _page_name(page) if page is not None else FRAME


def _page_name(page: QWidget) -> str:
    words = re.sub(r"Page$", "", type(page).__name__)
    return re.sub(r"(?<!^)(?=[A-Z])", "_", words).lower()


def _is_control(widget: QWidget) -> bool:
    name = widget.objectName()
    takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return takes and bool(name) and not name.startswith("qt_") and name not in _LATER


def _screen(window: MainWindow, widget: QWidget) -> str:
    for cover in (window.lock_page, window.cover.pin_page):
        if cover.isAncestorOf(widget):
            return cover.objectName()
    page = window.pages.currentWidget()
    companion = window.companion.companion()
    beside = companion is not None and companion.isAncestorOf(widget)
    if page is not None and (page.isAncestorOf(widget) or beside):
        return _page_name(page)
    return FRAME


def _control(widget: QWidget) -> Control:
    interface = QAccessible.queryAccessibleInterface(widget)
    name = _ID.sub("<id>", widget.objectName())
    # What a list of choices says first is its value on some platforms; its label comes with it.
    spoken = widget.accessibleName() or interface.text(QAccessible.Text.Name)
    changing = name.startswith(_CHANGING)
    return Control(name, interface.role().name, "" if changing else re.sub(r"\d+", "#", spoken))
