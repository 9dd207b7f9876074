# SPDX-License-Identifier: EUPL-1.2
"""Every act of the window, declared once: words, keys, right needed, page of the manual."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from welfare_desk.core.desk_error import DeskError

CONTEXT = "Actions"
ANYONE = ""


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - lupdate knows it by this name
    """Mark ``text`` as one to translate where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An act: stable id, English words, keys, icon, right needed, page of the manual."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    right: str = ANYONE
    """An act of the roles' table (operations/roles.py) that who is at work must have."""
    help_page: str = "keys"
    group: str = "window"
    """Under which heading menu and key list show it: one of ``GROUPS``."""
    also: str = ""
    """Other English words by which the command palette finds it."""


GROUPS: dict[str, str] = {
    "counter": QT_TRANSLATE_NOOP("Actions", "At the counter"),
    "form": QT_TRANSLATE_NOOP("Actions", "In a form"),
    "people": QT_TRANSLATE_NOOP("Actions", "Open people"),
    "window": QT_TRANSLATE_NOOP("Actions", "Window and text"),
    "desk": QT_TRANSLATE_NOOP("Actions", "This desk"),
    "help": QT_TRANSLATE_NOOP("Actions", "Help"),
}
"""The headings of menu and key list, in their order."""

ACTIONS = (
    ActionSpec(
        "help", QT_TRANSLATE_NOOP("Actions", "Help"), ("F1",), "circle-question-mark", group="help"
    ),
    ActionSpec(
        "show_keys",
        QT_TRANSLATE_NOOP("Actions", "Quick keys"),
        ("Shift+F1",),
        "keyboard",
        group="help",
        also=QT_TRANSLATE_NOOP("Actions", "shortcuts keyboard"),
    ),
    ActionSpec(
        "book",
        QT_TRANSLATE_NOOP("Actions", "Book"),
        ("F2",),
        "calendar-plus",
        help_page="booking",
        right="book",
        group="counter",
        also=QT_TRANSLATE_NOOP("Actions", "appointment slot"),
    ),
    ActionSpec(
        "calls",
        QT_TRANSLATE_NOOP("Actions", "Calls to make"),
        ("Shift+F2",),
        "phone",
        group="counter",
        also=QT_TRANSLATE_NOOP("Actions", "telephone"),
    ),
    ActionSpec(
        "search",
        QT_TRANSLATE_NOOP("Actions", "Search or scan"),
        ("F3", "Ctrl+F"),
        "search",
        help_page="search",
        group="counter",
    ),
    ActionSpec(
        "catalogue",
        QT_TRANSLATE_NOOP("Actions", "Search a service"),
        ("Shift+F3",),
        "book-open",
        help_page="catalogue",
        group="counter",
    ),
    ActionSpec(
        "new_person",
        QT_TRANSLATE_NOOP("Actions", "New person"),
        ("F4",),
        "user-plus",
        help_page="intake",
        right="register",
        group="counter",
        also=QT_TRANSLATE_NOOP("Actions", "register intake"),
    ),
    ActionSpec(
        "exchange",
        QT_TRANSLATE_NOOP("Actions", "Send and receive now"),
        ("F5",),
        "refresh-cw",
        help_page="offline",
        right="exchange",
        group="desk",
        also=QT_TRANSLATE_NOOP("Actions", "link network outbox"),
    ),
    ActionSpec("next_region", QT_TRANSLATE_NOOP("Actions", "Next part of the window"), ("F6",)),
    ActionSpec(
        "previous_region",
        QT_TRANSLATE_NOOP("Actions", "Previous part of the window"),
        ("Shift+F6",),
    ),
    ActionSpec(
        "issue_card",
        QT_TRANSLATE_NOOP("Actions", "Issue voucher"),
        ("F7",),
        "credit-card",
        help_page="vouchers",
        right="issue",
        group="counter",
        also=QT_TRANSLATE_NOOP("Actions", "card"),
    ),
    ActionSpec(
        "replace_card",
        QT_TRANSLATE_NOOP("Actions", "Replace card"),
        ("Shift+F7",),
        "repeat",
        help_page="vouchers",
        right="card_care",
        group="counter",
        also=QT_TRANSLATE_NOOP("Actions", "lost broken blocked"),
    ),
    ActionSpec(
        "last_person", QT_TRANSLATE_NOOP("Actions", "Last person"), ("F8",), "user", group="people"
    ),
    ActionSpec(
        "reprint",
        QT_TRANSLATE_NOOP("Actions", "Print the last paper again"),
        ("F9",),
        "printer",
        help_page="printing",
        group="counter",
        also=QT_TRANSLATE_NOOP("Actions", "reprint copy last paper"),
    ),
    ActionSpec("full_screen", QT_TRANSLATE_NOOP("Actions", "Full screen"), ("F11",)),
    ActionSpec(
        "switch_operator",
        QT_TRANSLATE_NOOP("Actions", "Change operator"),
        ("F12",),
        "users",
        help_page="operators",
        group="desk",
        also=QT_TRANSLATE_NOOP("Actions", "change badge log in"),
    ),
    ActionSpec(
        "confirm",
        QT_TRANSLATE_NOOP("Actions", "Confirm and print"),
        ("Ctrl+Return", "Ctrl+Enter"),
        "printer",
        group="form",
    ),
    ActionSpec(
        "save",
        QT_TRANSLATE_NOOP("Actions", "Save without printing"),
        ("Ctrl+S",),
        "save",
        group="form",
    ),
    ActionSpec("back", QT_TRANSLATE_NOOP("Actions", "Back"), ("Esc",), "arrow-left", group="form"),
    ActionSpec(
        "print",
        QT_TRANSLATE_NOOP("Actions", "Print"),
        ("Ctrl+P",),
        "printer",
        help_page="printing",
        group="form",
    ),
    ActionSpec(
        "undo",
        QT_TRANSLATE_NOOP("Actions", "Undo"),
        ("Ctrl+Z",),
        "undo-2",
        help_page="undo",
        group="form",
    ),
    ActionSpec(
        "close_person",
        QT_TRANSLATE_NOOP("Actions", "Close the person's tab"),
        ("Ctrl+W",),
        "x",
        group="people",
    ),
    ActionSpec(
        "next_person",
        QT_TRANSLATE_NOOP("Actions", "Next person"),
        ("Ctrl+Tab",),
        "users",
        group="people",
    ),
    ActionSpec(
        "previous_person",
        QT_TRANSLATE_NOOP("Actions", "Previous person"),
        ("Ctrl+Shift+Tab",),
        "users",
        group="people",
    ),
    ActionSpec(
        "lock",
        QT_TRANSLATE_NOOP("Actions", "Lock"),
        ("Ctrl+L",),
        "lock",
        help_page="operators",
        group="desk",
        also=QT_TRANSLATE_NOOP("Actions", "go away pause"),
    ),
    ActionSpec(
        "settings",
        QT_TRANSLATE_NOOP("Actions", "Settings"),
        ("Ctrl+,",),
        "settings",
        help_page="settings",
        group="desk",
        also=QT_TRANSLATE_NOOP("Actions", "options printers theme"),
    ),
    ActionSpec(
        "text_larger", QT_TRANSLATE_NOOP("Actions", "Larger text"), ("Ctrl++", "Ctrl+="), "type"
    ),
    ActionSpec("text_smaller", QT_TRANSLATE_NOOP("Actions", "Smaller text"), ("Ctrl+-",), "type"),
    ActionSpec("text_normal", QT_TRANSLATE_NOOP("Actions", "Normal text"), ("Ctrl+0",), "type"),
    ActionSpec(
        "palette",
        QT_TRANSLATE_NOOP("Actions", "Find a command"),
        ("Ctrl+Shift+P",),
        "list-checks",
        group="help",
    ),
    ActionSpec(
        "redo",
        QT_TRANSLATE_NOOP("Actions", "Redo"),
        ("Ctrl+Y",),
        "redo-2",
        help_page="undo",
        group="form",
    ),
    ActionSpec(
        "messages",
        QT_TRANSLATE_NOOP("Actions", "Messages"),
        ("Ctrl+M",),
        "message-square",
        help_page="messages",
        group="desk",
    ),
    ActionSpec(
        "close_day",
        QT_TRANSLATE_NOOP("Actions", "Close the day"),
        ("Ctrl+E",),
        "clipboard-check",
        help_page="closing",
        group="desk",
        also=QT_TRANSLATE_NOOP("Actions", "closing report evening"),
    ),
    ActionSpec(
        "backup",
        QT_TRANSLATE_NOOP("Actions", "Make a safety copy"),
        (),
        "save",
        help_page="backup",
        group="desk",
        also=QT_TRANSLATE_NOOP("Actions", "backup restore copy stick"),
    ),
    ActionSpec(
        "private_screen",
        QT_TRANSLATE_NOOP("Actions", "Private screen"),
        ("Ctrl+Shift+H",),
        "eye-off",
        help_page="privacy",
        group="desk",
        also=QT_TRANSLATE_NOOP("Actions", "hide mask code notes"),
    ),
    ActionSpec(
        "try_reader",
        QT_TRANSLATE_NOOP("Actions", "Try the reader"),
        (),
        "scan-line",
        help_page="scanner",
        group="desk",
        also=QT_TRANSLATE_NOOP("Actions", "scanner bar code"),
    ),
    ActionSpec(
        "training_reset",
        QT_TRANSLATE_NOOP("Actions", "Begin the training anew"),
        (),
        "refresh-cw",
        help_page="training",
        group="desk",
    ),
    ActionSpec("menu", QT_TRANSLATE_NOOP("Actions", "Menu"), ("F10",), "menu", group="help"),
    *(
        ActionSpec(
            f"person_{n}",
            QT_TRANSLATE_NOOP("Actions", "Open person"),
            (f"Ctrl+{n}",),
            "user",
            group="people",
        )
        for n in range(1, 10)
    ),
    *(
        ActionSpec(f"place_{n}", QT_TRANSLATE_NOOP("Actions", "Go to place"), (f"Alt+{n}",))
        for n in range(1, 9)
    ),
)

_KEY_WORDS = {
    "Return": QT_TRANSLATE_NOOP("Actions", "Enter"),
    "Enter": QT_TRANSLATE_NOOP("Actions", "Enter"),
    "Shift": QT_TRANSLATE_NOOP("Actions", "Shift"),
    "Esc": QT_TRANSLATE_NOOP("Actions", "Esc"),
    "Del": QT_TRANSLATE_NOOP("Actions", "Del"),
    "Space": QT_TRANSLATE_NOOP("Actions", "Space"),
}


def key_words(keys: str) -> str:
    """Return a key as the keyboard in front of the operator names it: Ctrl+Invio."""
    if keys.endswith("++"):
        return f"{key_words(keys[:-2])}++"
    parts = (QCoreApplication.translate(CONTEXT, _KEY_WORDS.get(k, k)) for k in keys.split("+"))
    return "+".join(parts)


def act_words(action_id: str) -> str:
    """Return an act's words in the language of the window; an unknown id is a ``KeyError``."""
    text = next(spec.text for spec in ACTIONS if spec.id == action_id)
    return QCoreApplication.translate(CONTEXT, text)


class ActionRegistry(QObject):
    """Words and keys of all acts, and their binding to the window.

    A policy may give other keys to an act; everything that shows keys asks here.
    """

    def __init__(
        self, remapped: dict[str, tuple[str, ...]] | None = None, parent: QObject | None = None
    ) -> None:
        """Take the declared acts; ``remapped`` gives other keys by id."""
        super().__init__(parent)
        changed = remapped or {}
        self._specs = {
            spec.id: replace(spec, keys=changed.get(spec.id, spec.keys)) for spec in ACTIONS
        }
        self.laid_down = frozenset(changed)
        """The acts whose keys a policy gave: «Impostato dall'ente»."""
        self.refused: tuple[DeskError, ...] = ()
        """What a policy asks of keys that was not taken."""
        self._bound: dict[str, QAction] = {}
        self._done: frozenset[str] = frozenset()

    def spec(self, action_id: str) -> ActionSpec:
        """Return an act as declared; an unknown id is a ``KeyError``."""
        return self._specs[action_id]

    def specs(self) -> tuple[ActionSpec, ...]:
        """Return all acts in the order of their declaration."""
        return tuple(self._specs.values())

    def promise(self, done: Iterable[str]) -> None:
        """Take the ids of the acts that something does: no other is shown anywhere."""
        self._done = self._done | frozenset(done)

    def is_done(self, action_id: str) -> bool:
        """Tell whether something does this act."""
        return action_id in self._done

    def shown(self) -> tuple[ActionSpec, ...]:
        """Return the acts that something does, in the order of their declaration."""
        return tuple(spec for spec in self._specs.values() if spec.id in self._done)

    def text(self, action_id: str) -> str:
        """Return the act's words in the language of the window."""
        return QCoreApplication.translate(CONTEXT, self._specs[action_id].text)

    def also(self, action_id: str) -> str:
        """Return the other words by which the act is found."""
        other = self._specs[action_id].also
        return QCoreApplication.translate(CONTEXT, other) if other else ""

    def heading(self, group: str) -> str:
        """Return the heading of a group of acts."""
        return QCoreApplication.translate(CONTEXT, GROUPS[group])

    def key(self, action_id: str) -> str:
        """Return the first key of an act as shown on buttons, or nothing."""
        keys = self._specs[action_id].keys
        return key_words(keys[0]) if keys else ""

    def bind(self, window: QWidget, action_id: str, done: Callable[[], None]) -> QAction:
        """Let the act's keys call ``done`` anywhere in ``window``; the last binding counts."""
        spec = self._specs[action_id]
        action = self._bound.get(action_id)
        if action is None:
            action = QAction(self.text(action_id), window)
            action.setObjectName(f"action.{action_id}")
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(False)
            window.addAction(action)
            self._bound[action_id] = action
        else:
            action.triggered.disconnect()
        action.triggered.connect(lambda _checked=False: done())
        return action

    def set_enabled(self, action_id: str, enabled: bool) -> None:
        """Let the keys of a bound act work or not; an act not bound is left alone."""
        action = self._bound.get(action_id)
        if action is not None:
            action.setEnabled(enabled)

    def bound(self) -> dict[str, QAction]:
        """Return the acts bound so far by id."""
        return dict(self._bound)
