# SPDX-License-Identifier: EUPL-1.2
"""What the window does for each act that no page takes: one line an act."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welfare_desk.ui.window import MainWindow


class Acts:
    """Carries out acts by their id; keeps what takes the last one back."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._undo: Callable[[], None] | None = None

    def do(self, act_id: str) -> None:
        """Carry out an act; one that is not the window's does nothing."""
        doing = self._table().get(act_id)
        if doing is not None:
            doing()

    def keep_undo(self, undo: Callable[[], None] | None) -> None:
        """Remember what takes back the act just told; nothing: it cannot be."""
        self._undo = undo

    def _table(self) -> dict[str, Callable[[], object]]:
        window = self._window
        person = window.person_in_front()
        return {
            "help": partial(window.open_place, "help"),
            "show_keys": partial(window.open_place, "help"),
            "settings": partial(window.open_place, "settings"),
            "book": partial(window.open_booking_form, person),
            "issue_card": partial(window.open_issue_form, person),
            "calls": lambda: window.set_page(window.makers.calls()),
            "catalogue": lambda: window.set_page(window.makers.catalogue()),
            "new_person": window.open_intake,
            "exchange": window.exchanging.now,
            "last_person": self._open_last,
            "reprint": partial(window.open_place, "prints"),
            "switch_operator": window.cover.ask_switch,
            "back": self._back,
            "undo": self._take_back,
            "close_person": self._close_current,
            "lock": window.cover.lock,
        }

    def _back(self) -> None:
        window = self._window
        tab = window.tabs.of_page(window.current_page())
        if tab is not None and len(tab.pages) > 1:
            window.close_page(tab.pages[-1][1])
        elif window.current_page() != "today":
            window.open_place("today")
        else:
            window.omnibox.seek()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            self._window.toast.leave()
            undo()

    def _close_current(self) -> None:
        window = self._window
        tab = window.tabs.of_page(window.current_page())
        if tab is not None:
            window.close_tab(tab.id)

    def _open_last(self) -> None:
        window = self._window

        def found(person_id: str | None) -> None:
            if person_id:
                window.open_person(person_id)

        window.context.read(window.desk.last_person, window, found)
