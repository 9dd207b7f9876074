# SPDX-License-Identifier: EUPL-1.2
"""What the window does for each act that no page takes: one line an act."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from welfare_desk.ui.messages_page import MessagesPage

if TYPE_CHECKING:
    from welfare_desk.ui.window import MainWindow


class Acts:
    """Carries out acts by their id."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def do(self, act_id: str) -> None:
        """Carry out an act; one that is not the window's does nothing."""
        doing = DOING.get(act_id)
        if doing is not None:
            doing(self)

    def back(self) -> None:
        """Go back by a page, then to Oggi, then to the search line."""
        window = self.window
        tab = window.tabs.of_page(window.current_page())
        if tab is not None and len(tab.pages) > 1:
            window.close_page(tab.pages[-1][1])
        elif window.current_page() != "today":
            window.open_place("today")
        else:
            window.omnibox.seek()

    def close_current(self) -> None:
        """Close the person in front."""
        window = self.window
        tab = window.tabs.of_page(window.current_page())
        if tab is not None:
            window.close_tab(tab.id)

    def open_messages(self) -> None:
        """Open what was said since the operator came."""
        window = self.window
        window.set_page(MessagesPage(window.context, window.messages, window.undoing))

    def open_last(self) -> None:
        """Open the person whose page was open before."""
        window = self.window

        def found(person_id: str | None) -> None:
            if person_id:
                window.open_person(person_id)

        window.context.read(window.desk.last_person, window, found)


def _table() -> dict[str, Callable[[Acts], object]]:
    """One line an act."""
    return {
        "help": lambda a: a.window.help.open_here(),
        "show_keys": lambda a: a.window.set_page(a.window.makers.keys()),
        "settings": lambda a: a.window.open_place("settings"),
        "book": lambda a: a.window.open_booking_form(a.window.person_in_front()),
        "issue_card": lambda a: a.window.open_issue_form(a.window.person_in_front()),
        "calls": lambda a: a.window.set_page(a.window.makers.calls()),
        "catalogue": lambda a: a.window.set_page(a.window.makers.catalogue()),
        "new_person": lambda a: a.window.open_intake(),
        "exchange": lambda a: a.window.exchanging.now(),
        "last_person": lambda a: a.open_last(),
        "try_reader": lambda a: a.window.set_page(a.window.makers.try_reader()),
        "reprint": lambda a: a.window.makers.papers.print_last(),
        "switch_operator": lambda a: a.window.cover.ask_switch(),
        "back": lambda a: a.back(),
        "undo": lambda a: a.window.undoing.undo(),
        "redo": lambda a: a.window.undoing.redo(),
        "close_person": lambda a: a.close_current(),
        "palette": lambda a: a.window.omnibox.begin(">"),
        "menu": lambda a: a.window.open_menu(),
        "backup": lambda a: a.window.makers.copies.by_hand(),
        "close_day": lambda a: a.window.set_page(a.window.makers.closing()),
        "messages": lambda a: a.open_messages(),
        "lock": lambda a: a.window.cover.lock(),
        "private_screen": lambda a: a.window.cover.private.toggle(),
    }


DOING = _table()
"""What the window does for each act when the page in front does not."""

OF_PAGES = frozenset({"confirm", "save", "print", "replace_card"})
"""Acts that only pages do."""
