# SPDX-License-Identifier: EUPL-1.2
"""All that an operator can be taken to by a word: acts, places, pages of the agenda."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from welfare_desk.core.names_alike import edits
from welfare_desk.core.text import words
from welfare_desk.desk.help_messages import find_messages, label_in
from welfare_desk.desk.help_pages import find_guides
from welfare_desk.ui.actions import GROUPS, ActionSpec
from welfare_desk.ui.agenda.ways import ways_for
from welfare_desk.ui.context import Context
from welfare_desk.ui.page import Page

if TYPE_CHECKING:
    from welfare_desk.ui.window import MainWindow

SIGNS = (">", "/")
"""A text that begins so asks for a command."""
SHORTEST_WITH_A_SLIP = 4
_MOVES = frozenset(
    {"search", "palette", "menu", "back", "next_region", "previous_region", "confirm", "save"}
)
"""Acts of the hand: nobody looks for them by a word."""


@dataclass(frozen=True, slots=True)
class Command:
    """What can be asked for by words: ``do`` carries it out."""

    id: str
    text: str
    do: Callable[[], object]
    key: str = ""
    icon: str = ""
    group: str = ""
    also: str = ""


def is_command(text: str) -> bool:
    """Tell whether a text of the omnibox asks for a command or for a message by its code."""
    return text.startswith(SIGNS) or bool(label_in(text))


def matching(commands: Sequence[Command], typed: str) -> tuple[Command, ...]:
    """Return the commands that every typed word fits, the closest first; no word: all.

    A word fits the beginning of any word of a command, of its heading or of its other words,
    whatever its accents; from four letters on with one slip.
    """
    asked = words(typed)
    scored = [(_score(command, asked), place) for place, command in enumerate(commands)]
    found = sorted((score, place) for score, place in scored if score is not None)
    return tuple(commands[place] for _, place in found)


def _score(command: Command, asked: Sequence[str]) -> int | None:
    parts = (words(command.text), words(command.also), words(command.group))
    total = 0
    for word in asked:
        costs = [
            cost
            for cost, have in (
                (0, _begins(word, parts[0])),
                (1, _begins(word, parts[1])),
                (2, _nearly(word, parts[0])),
                (3, _nearly(word, parts[1])),
                (4, _begins(word, parts[2])),
            )
            if have
        ]
        if not costs:
            return None
        total += costs[0]
    return total


def _begins(word: str, among: Sequence[str]) -> bool:
    return any(each.startswith(word) for each in among)


def _nearly(word: str, among: Sequence[str]) -> bool:
    if len(word) < SHORTEST_WITH_A_SLIP:
        return False
    # What is typed may be unfinished: it is held against as many letters, one more or one less.
    return any(
        edits(word, each[:size], 1) <= 1
        for each in among
        for size in (len(word) - 1, len(word), len(word) + 1)
    )


class Commands(QObject):
    """The commands of the window, for who is at work; one list for palette and menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def all(self) -> tuple[Command, ...]:
        """Return what the operator at work may ask for: acts, places, pages of the agenda."""
        acts = self.acts()
        known = {command.id for command in acts}
        others = (*self._places(), *self._ways())
        return (*acts, *(one for one in others if one.id not in known))

    def acts(self) -> tuple[Command, ...]:
        """Return the acts alone, those of a heading together."""
        window, headings = self._window, list(GROUPS)
        specs = [
            spec
            for spec in window.registry.shown()
            if not spec.id[-1].isdigit() and spec.id not in _MOVES and window.rights.has(spec.id)
        ]
        specs.sort(key=lambda spec: headings.index(spec.group))
        return tuple(self._of_spec(spec) for spec in specs)

    def matching(self, text: str) -> tuple[Command, ...]:
        """Return what a text of the omnibox asks for, without its first sign.

        Messages of that code come first, pages of the help that hold the words last.
        """
        typed = text[1:] if text.startswith(SIGNS) else text
        return (*self._messages(typed), *matching(self.all(), typed), *self._help_pages(typed))

    def _messages(self, typed: str) -> tuple[Command, ...]:
        if not label_in(typed):
            return ()
        return tuple(
            self._help(one.label, one.label, one.fact)
            for one in find_messages(typed, self._window.context.lang)
        )

    def _help_pages(self, typed: str) -> tuple[Command, ...]:
        if not typed.strip():
            return ()
        found = find_guides(typed, self._window.context.lang, limit=3)
        return tuple(self._help(page.id, page.title, self.tr("Help")) for page in found)

    def _help(self, topic: str, text: str, group: str) -> Command:
        opened = partial(self._window.help.open, topic)
        return Command(f"help.{topic}", text, opened, "", "circle-question-mark", group)

    def _of_spec(self, spec: ActionSpec) -> Command:
        registry = self._window.registry
        return Command(
            spec.id,
            registry.text(spec.id),
            partial(self._trigger, spec.id),
            registry.key(spec.id),
            spec.icon or "chevron-right",
            registry.heading(spec.group),
            registry.also(spec.id),
        )

    def _trigger(self, act_id: str) -> None:
        # Not Qt's own bound method: kept past the window's end, it crashes the collector.
        self._window.registry.bound()[act_id].trigger()

    def _go(self, make: Callable[[Context], Page]) -> None:
        self._window.set_page(make(self._window.context))

    def _places(self) -> tuple[Command, ...]:
        window = self._window
        return tuple(
            Command(
                place,
                window.rail.button(place).text(),
                partial(window.open_place, place),
                window.rail.button(place).key,
                window.rail.button(place).icon_name,
                self.tr("Go to"),
            )
            for place in window.place_pages
        )

    def _ways(self) -> tuple[Command, ...]:
        who = self._window.desk.session.operator
        return tuple(
            Command(
                way.id,
                way.words(),
                partial(self._go, way.make),
                "",
                way.icon,
                self.tr("Agenda"),
            )
            for way in ways_for(who.role if who else "")
        )
