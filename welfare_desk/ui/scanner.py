# SPDX-License-Identifier: EUPL-1.2
"""Listens to every key of the window and takes out what a scanner typed."""

from time import monotonic

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from welfare_desk.ui.scan_detector import Key, ScanDetector, Verdict, clean_code

SECRET = "secret"  # noqa: S105 - the name of a property, not a secret
RAW = "raw_keys"
"""A widget with this property is given every key as it comes: it tries the reader."""
WITH_CTRL = 0x8000
"""Added to the native scan code of a key sent with Ctrl: many readers frame codes by those."""
LATE_MS = 15
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_FLUSHES = (QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress, QEvent.Type.WindowDeactivate)


class ScannerFilter(QObject):
    """The application-wide filter; ``scanned`` tells each code read, folded to capitals.

    ``broken`` tells of a code that began and did not end.  A field with the property
    ``secret`` is never listened to.
    """

    scanned = Signal(str)
    broken = Signal()

    def __init__(self, detector: ScanDetector | None = None, parent: QObject | None = None) -> None:
        """Start listening once ``listen`` is called."""
        super().__init__(parent)
        self.detector = detector or ScanDetector()
        self._app: QApplication | None = None
        self._target: QWidget | None = None
        self._sending = False
        self._last_at_ms, self._last_seen = 0, 0.0
        self._due = 0.0
        self._swallowed: set[int] = set()
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._elapse)

    @property
    def is_sending(self) -> bool:
        """Tell whether keys that were held back are being typed now."""
        return self._sending

    def listen(self, app: QApplication) -> None:
        """Listen to all keys of ``app``."""
        self._app = app
        app.installEventFilter(self)

    def rest(self) -> None:
        """Stop listening; keys still held are typed."""
        if self._app is not None:
            self._release(self.detector.flush())
            self._app.removeEventFilter(self)
            self._app = None

    def use(self, detector: ScanDetector) -> None:
        """Go by another detector from now on; keys still held are typed."""
        self._release(self.detector.flush())
        self._timer.stop()
        self.detector = detector

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back, send on or swallow keys."""
        kind = event.type()
        if self._sending or not isinstance(watched, QWidget):
            return False
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._judge(watched, event)
        if kind == QEvent.Type.ShortcutOverride and self._frames(watched, event):
            # A key of a frame is never a shortcut: it comes as a key press, to be taken out.
            event.accept()
            return True
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if event.isAutoRepeat() or event.key() not in self._swallowed:
                return False
            self._swallowed.discard(event.key())
            return True
        if self.detector.holds and (kind in _FLUSHES or self._interrupts(event)):
            self._release(self.detector.flush())
        return False

    def _interrupts(self, event: QEvent) -> bool:
        """Tell whether what follows must find the held keys already typed."""
        if isinstance(event, QInputMethodEvent):
            return bool(event.commitString())
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            command = bool(event.modifiers() & _COMMANDS) or not event.text()
            return command and event.key() not in _MODIFIERS
        return False

    def _frames(self, watched: QWidget, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() in _MODIFIERS:
            return False
        if watched.property(SECRET) or watched.property(RAW):
            return False
        return self.detector.is_frame_key(code_of(event))

    def _judge(self, watched: QWidget, event: QKeyEvent) -> bool:
        focus = _receiver(watched)
        if watched is not focus or event.key() in _MODIFIERS:
            # An ignored key climbs to the parents; it was judged where the focus is.
            return False
        if focus.property(SECRET) or focus.property(RAW):
            self._leave_alone()
            return False
        stamp = event.timestamp() or int(monotonic() * 1000)
        self._last_at_ms, self._last_seen = stamp, monotonic()
        self._target = focus
        plain = not event.modifiers() & _COMMANDS
        key = Key(
            text=event.text() if plain and event.text().isprintable() else "",
            at_ms=stamp,
            code=code_of(event),
            ends=plain and event.key() in _ENDS,
            repeated=event.isAutoRepeat(),
            token=_copy(event, QEvent.Type.KeyPress),
        )
        verdict = self.detector.feed(key)
        if verdict.swallowed:
            self._swallowed.add(event.key())
        self._obey(verdict)
        return verdict.swallowed

    def _leave_alone(self) -> None:
        """Type what is held where it belongs; a frame that is open ends: no key is taken here."""
        if self.detector.in_frame():
            self.detector.drop()
            self.broken.emit()
        self._release(self.detector.flush())

    def _elapse(self) -> None:
        late_ms = (monotonic() - self._due) * 1000
        if late_ms > LATE_MS:
            # The window was busy: keys that came in time may still wait in the queue.
            self._arm(5)
            return
        gone_ms = int((monotonic() - self._last_seen) * 1000)
        self._obey(self.detector.elapse(self._last_at_ms + gone_ms + 1))

    def _obey(self, verdict: Verdict) -> None:
        self._release(verdict.released)
        if verdict.wait_ms:
            self._arm(verdict.wait_ms)
        elif not self.detector.waits:
            self._timer.stop()
        code = clean_code(verdict.scanned) if verdict.scanned else ""
        if code:
            self.scanned.emit(code)
        if verdict.broken:
            self.broken.emit()

    def _arm(self, wait_ms: int) -> None:
        self._due = monotonic() + wait_ms / 1000
        self._timer.start(wait_ms)

    def _release(self, keys: tuple[Key, ...]) -> None:
        target = self._target
        if not keys or target is None or not shiboken6.isValid(target):
            return
        self._sending = True
        try:
            for key in keys:
                press = key.token
                if isinstance(press, QKeyEvent) and shiboken6.isValid(target):
                    QApplication.sendEvent(target, press)
                    QApplication.sendEvent(target, _copy(press, QEvent.Type.KeyRelease))
        finally:
            self._sending = False


def code_of(event: QKeyEvent) -> int:
    """Return a key's own number, that of its place on the keyboard and not of what it types."""
    code = event.nativeScanCode() or event.key()
    held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return code | WITH_CTRL if held else code


def _receiver(watched: QWidget) -> QWidget:
    """Return who gets the keys: what has the focus, in an open list or menu before all else."""
    popup: QWidget | None = QApplication.activePopupWidget()
    inside: QWidget | None = popup.focusWidget() if popup is not None else None
    focus: QWidget | None = QApplication.focusWidget()
    return inside or popup or focus or watched


def _copy(event: QKeyEvent, kind: QEvent.Type) -> QKeyEvent:
    copy = QKeyEvent(
        kind,
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy
