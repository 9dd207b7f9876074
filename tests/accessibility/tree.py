# SPDX-License-Identifier: EUPL-1.2
"""The accessibility tree of the running window: find by role and name, press, type, read.

Runs under the system's own Python, where Debian puts ``gi``; it imports nothing of the program.
"""

import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from tests.accessibility.front import bring_to_front

PATIENCE_S = 20.0
FEW_S = 5.0
PAUSE_S = 0.05
LETTER_PAUSE_S = 0.12
"""Between letters that a person types: more than a scanner leaves, on a loaded machine too."""
SETTLED_S = 0.25
_CODES = {
    "Ctrl": 37, "Shift": 50, "Alt": 64, "Return": 36, "Tab": 23, "Escape": 9, "Delete": 119,
    "Down": 116, "Up": 111, "Right": 114, "Left": 113, "Home": 110, "End": 115, "space": 65,
    "F1": 67, "F2": 68, "F3": 69, "F4": 70, "F5": 71, "F6": 72, "F7": 73, "F8": 74, "F9": 75,
    "F10": 76, "F11": 95, "F12": 96, "1": 10, "2": 11, "3": 12, "4": 13, "5": 14, "e": 26,
    "l": 46, "m": 58, "p": 33,
}  # fmt: skip
"""Key codes of a keyboard of 105 keys, as the X server of the tests numbers them."""


class NotThere(Exception):
    """What should be in the tree is not; the text says what was sought and what there is."""


def bound() -> tuple[Any, Any]:
    """Return the bindings of AT-SPI and of key names."""
    gi = import_module("gi")
    gi.require_version("Atspi", "2.0")
    atspi = import_module("gi.repository.Atspi")
    atspi.init()
    return atspi, import_module("gi.repository.GLib")


class Tree:
    """The window as assistive technology sees it."""

    def __init__(self, title: str) -> None:
        """Wait for the program whose tree has a window of this title."""
        self._atspi, self._glib = bound()
        self.heard: list[str] = []
        self._listener = self._atspi.EventListener.new(self._hear)
        self._listener.register("object:announcement")
        self._focus: Any = None
        self._follower = self._atspi.EventListener.new(self._follow)
        self._follower.register("object:state-changed:focused")
        self._app = self._until(lambda: self._program(title), f"a window «{title}»")

    def find(self, role: str, name: str) -> Any:
        """Return what is shown with a role and a name that begins so, waiting for it."""
        what = f"{role} «{name}»"
        try:
            return self._until(lambda: self._look(role, name), what)
        except NotThere:
            raise NotThere(f"{what}; there are: {'; '.join(self.words(role))}") from None

    def has(self, role: str, name: str) -> bool:
        """Tell whether it is shown now."""
        return self._look(role, name) is not None

    def words(self, role: str = "") -> list[str]:
        """Return the names shown, of one role or of every one."""
        return [
            f"{one.get_role_name()} «{one.get_name()}»" if not role else str(one.get_name())
            for one in self._shown()
            if one.get_name() and (not role or one.get_role_name() == role)
        ]

    def all_of(self, role: str) -> list[Any]:
        """Return everything shown with a role."""
        return [one for one in self._shown() if one.get_role_name() == role]

    def activate(self) -> None:
        """Bring the window to the front."""
        bring_to_front()
        self.settle()

    def press(self, role: str, name: str) -> None:
        """Do the first act of what is found: press, tick, choose."""
        found = self.find(role, name)
        acts = found.get_action_iface()
        if acts is None or not acts.get_n_actions():
            raise NotThere(f"an act of {role} «{name}»")
        acts.do_action(0)
        self.settle()

    def focus(self, role: str, name: str) -> Any:
        """Take the focus there and wait until the tree says so."""
        found = self.find(role, name)
        component = found.get_component_iface()
        if component is not None:
            component.grab_focus()
        self._until(lambda: self._focus == found, f"the focus on «{name}», not {self.focused()}")
        return found

    def write(self, name: str, text: str) -> None:
        """Take the focus to a field and type, as a person who finds it by its name."""
        self.focus("text", name)
        self.type(text)

    def focused(self) -> str:
        """Return role and name of what took the focus last, as a reader of screens says it."""
        one = self._focus
        return f"{one.get_role_name()} «{one.get_name()}»" if one is not None else ""

    def type(self, text: str) -> None:
        """Type at a person's pace."""
        for letter in text:
            self._letter(letter)
            time.sleep(LETTER_PAUSE_S)
        self.settle()

    def scan(self, code: str) -> None:
        """Send a code as a reader does, Enter at its end."""
        for letter in code:
            self._letter(letter)
        self._press_key("Return")
        self.settle()

    def key(self, *chords: str) -> None:
        """Press keys such as ``F2`` or ``Ctrl+Return``, each answered before the next."""
        for chord in chords:
            *modifiers, key = chord.split("+")
            held = [self._code(one) for one in modifiers]
            for one in held:
                self._send(one, self._atspi.KeySynthType.PRESS)
            self._press_key(key)
            for one in reversed(held):
                self._send(one, self._atspi.KeySynthType.RELEASE)
            self.settle()

    def table(self, name: str) -> "Table":
        """Return a table by its name."""
        return Table(self._atspi, self.find("table", name))

    def settle(self) -> None:
        """Let the window answer and hear what it says meanwhile."""
        self._for(SETTLED_S)

    def wait(self, condition: Callable[[], object], what: str) -> None:
        """Wait until something holds."""
        self._until(condition, what)

    def comes(self, condition: Callable[[], object]) -> bool:
        """Tell whether something holds within a few seconds."""
        until = time.monotonic() + FEW_S
        while not condition() and time.monotonic() < until:
            self._for(PAUSE_S)
        return bool(condition())

    def heard_of(self, words: str) -> bool:
        """Tell whether an announcement with these words came."""
        return any(words in one for one in self.heard)

    def _program(self, title: str) -> Any:
        desktop = self._atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(place)
            for window in _children(program) if program else ():
                if title in (window.get_name() or ""):
                    return program
        return None

    def _look(self, role: str, name: str) -> Any:
        for one in self._shown():
            if (one.get_name() or "").startswith(name) and one.get_role_name() == role:
                return one
        return None

    def _shown(self) -> Iterator[Any]:
        state = self._atspi.StateType.SHOWING
        waiting = [self._app]
        while waiting:
            one = waiting.pop()
            if one is not self._app:
                try:
                    if not one.get_state_set().contains(state):
                        continue
                except self._glib.Error:
                    continue
                yield one
                if one.get_role_name() == "table":
                    continue
            waiting += reversed(list(_children(one)))

    def _until(self, condition: Callable[[], Any], what: str) -> Any:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                found = condition()
            except self._glib.Error:
                # What was there a moment ago is gone: look again.
                found = None
            if found:
                return found
            self._for(PAUSE_S)
        raise NotThere(what)

    def _for(self, seconds: float) -> None:
        context, until = self._glib.MainContext.default(), time.monotonic() + seconds
        while time.monotonic() < until:
            while context.iteration(False):
                pass
            time.sleep(0.005)

    def _hear(self, event: Any) -> None:
        self.heard.append(str(event.any_data))

    def _follow(self, event: Any) -> None:
        if event.detail1:
            self._focus = event.source

    def _letter(self, letter: str) -> None:
        self._atspi.generate_keyboard_event(0, letter, self._atspi.KeySynthType.STRING)

    def _press_key(self, key: str) -> None:
        self._send(self._code(key), self._atspi.KeySynthType.PRESSRELEASE)

    def _send(self, code: int, kind: Any) -> None:
        self._atspi.generate_keyboard_event(code, None, kind)

    def _code(self, key: str) -> int:
        return _CODES[key]


class Table:
    """A table read by rows and columns, each cell with its header."""

    def __init__(self, atspi: Any, found: Any) -> None:
        self._atspi, self._table = atspi, found.get_table_iface()

    def headers(self) -> list[str]:
        """Return the names of the columns."""
        found = [self._table.get_column_header(n) for n in range(self._table.get_n_columns())]
        return [str(one.get_name()) if one else "" for one in found]

    def rows(self) -> list[list[str]]:
        """Return what every cell says."""
        return [
            [
                str(self._table.get_accessible_at(row, column).get_name() or "")
                for column in range(self._table.get_n_columns())
            ]
            for row in range(self._table.get_n_rows())
        ]


def _children(one: Any) -> Iterator[Any]:
    for place in range(one.get_child_count()):
        child = one.get_child_at_index(place)
        if child is not None:
            yield child
