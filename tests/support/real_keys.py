# SPDX-License-Identifier: EUPL-1.2
"""A field under a real X server, typed and scanned into by xdotool; says as JSON what came.

Run in a process of its own: ``xvfb-run -a python -m tests.support.real_keys SEED``.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from welfare_desk.ui.reader_setup import ReaderSetup, detector_of
from welfare_desk.ui.scanner import ScannerFilter

SEGMENTS = 14
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
FRAME = ("F9", "F8")


class Learner(QObject):
    """Notes the native scan codes of the first keys, as the trial of the reader does."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take each key press out while learning."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.codes.append(event.nativeScanCode())
        return event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class Stage(QObject):
    """One field, one shortcut on the frame's first key, and a mix of typing and scans."""

    def __init__(self, app: QApplication, seed: int) -> None:
        super().__init__()
        self._app, self._dice = app, random.Random(seed)
        self.line, self.fired, self.told = QLineEdit(), 0, list[str]()
        self.entered = 0
        self.line.returnPressed.connect(self._enter)
        action = QAction("shortcut", self.line)
        action.setShortcut(FRAME[0])
        action.triggered.connect(self._fire)
        self.line.addAction(action)
        self.scanner = ScannerFilter()
        self.scanner.scanned.connect(self.told.append)
        self.learner = Learner()
        self.typed, self.codes = "", list[str]()
        self.line.show()
        self.line.activateWindow()
        self.line.setFocus()

    def learn(self) -> None:
        """Press the frame's keys once, to know their codes."""
        self.line.installEventFilter(self.learner)
        self._send(["key", "--delay", "20", *FRAME], self.play, lambda: len(self.learner.codes) > 1)

    def play(self) -> None:
        """Send everything, then wait until the last letter stood in the field."""
        self.line.removeEventFilter(self.learner)
        prefix, suffix = self.learner.codes[:2]
        setup = ReaderSetup(mode="delimited", prefix_key=prefix, suffix_key=suffix)
        self.scanner.listen(self._app)
        self.scanner.use(detector_of(setup))
        words: list[str] = []
        for _ in range(SEGMENTS):
            words += self._scan() if self._dice.random() < 0.5 else self._type()
        self.typed += "z"
        self._send([*words, "key", "z"], self.end, lambda: "z" in self.line.text())

    def end(self) -> None:
        """Say what came and go."""
        told = {
            "typed": self.typed,
            "came": self.line.text(),
            "scanned": self.codes,
            "told": self.told,
            "shortcuts": self.fired,
            "enters": self.entered,
            "native": self.learner.codes[:2],
        }
        print(json.dumps(told), flush=True)
        self._app.quit()

    def _scan(self) -> list[str]:
        code = "".join(self._dice.choice(LETTERS) for _ in range(self._dice.randint(1, 20)))
        self.codes.append(code)
        pace = str(self._dice.choice((0, 2, 10, 25)))
        return ["key", "--delay", pace, FRAME[0], *code, "Return", FRAME[1]]

    def _type(self) -> list[str]:
        text = "".join(self._dice.choice("abcdefghilmnop QRS19") for _ in range(6))
        self.typed += text
        keys = ("space" if letter == " " else letter for letter in text)
        return ["key", "--delay", str(self._dice.choice((0, 3, 15, 60))), *keys]

    def _send(self, words: list[str], then: Callable[[], None], true: Callable[[], bool]) -> None:
        subprocess.Popen(["xdotool", *words])
        timer = QTimer(self, interval=50)

        def look() -> None:
            if true():
                timer.stop()
                QTimer.singleShot(200, then)

        timer.timeout.connect(look)
        timer.start()

    def _fire(self) -> None:
        self.fired += 1

    def _enter(self) -> None:
        self.entered += 1


def main() -> None:
    """Play once; a stage that hangs ends by itself."""
    app = QApplication(sys.argv[:1])
    stage = Stage(app, int(sys.argv[1]))
    QTimer.singleShot(500, stage.learn)
    QTimer.singleShot(60_000, app.quit)
    app.exec()


if __name__ == "__main__":
    main()
