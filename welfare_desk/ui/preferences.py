# SPDX-License-Identifier: EUPL-1.2
"""What was chosen for this desk's window: asked everywhere, changed at one place, kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from welfare_desk.core.settings import Value, value_of, with_value
from welfare_desk.desk.preferences import Preferred

MINUTE_S = 60
Keeper = Callable[[str, Value], None]


class Preferences(QObject):
    """The settings in force; ``changed`` tells the key of one that was chosen anew."""

    changed = Signal(str)

    def __init__(self, found: Preferred | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = found or Preferred()
        self._settings = self._found.settings
        self._named = set(self._found.named)
        self._keep: Keeper | None = None

    def value(self, key: str) -> Value:
        """Return a setting; an undeclared key is refused with ``SettingInvalid``."""
        return value_of(self._settings, key)

    def is_named(self, key: str) -> bool:
        """Tell whether somebody set it: else the computer's own way is followed."""
        return key in self._named

    def is_locked(self, key: str) -> bool:
        """Tell whether the body laid it down: nothing at the desk changes it."""
        return key in self._found.locked

    def choose(self, key: str, value: Value) -> bool:
        """Take a choice and keep it; tell whether it was taken: what is laid down is not."""
        if self.is_locked(key):
            return False
        self._settings = with_value(self._settings, key, value)
        self._named.add(key)
        if self._keep is not None:
            self._keep(key, value)
        self.changed.emit(key)
        return True

    def keep_by(self, keep: Keeper | None) -> None:
        """Let choices be kept over a restart by ``keep``, which must not block."""
        self._keep = keep

    @property
    def idle_seconds(self) -> int:
        """After how long an empty chair locks the desk."""
        return int(self.value("lock.idle_minutes")) * MINUTE_S

    @property
    def warning_seconds(self) -> int:
        """How long before that the status bar says so."""
        return int(self.value("lock.warning_seconds"))
