# SPDX-License-Identifier: EUPL-1.2
"""Waits for what is to be seen while the window goes on living; never for a time."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEventLoop, QTimer

LOOK_MS = 5
STORE_LOOK_MS = 40
"""Between looks that ask the store: they would hold up what they wait for."""
PATIENCE_S = 30.0


class NotSeen(Exception):
    """What should have happened did not; the text says what was waited for."""


def wait_until(
    condition: Callable[[], object],
    what: str,
    seconds: float = PATIENCE_S,
    *,
    look_ms: int = LOOK_MS,
) -> None:
    """Let events happen until a condition holds; ``NotSeen`` when it does not in time.

    ``look_ms`` is the pause between looks, longer where a look itself takes long.
    """
    if condition():
        return
    until = monotonic() + seconds
    loop, watch = QEventLoop(), QTimer()
    broken: list[BaseException] = []
    seen: list[bool] = []

    def look() -> None:
        try:
            # Seen once is seen: it may be otherwise again when the loop has ended.
            if condition():
                seen.append(True)
            if seen or monotonic() > until:
                loop.quit()
        except Exception as error:  # noqa: BLE001 - raised below, outside Qt's own stack
            broken.append(error)
            loop.quit()

    watch.timeout.connect(look)
    watch.start(look_ms)
    loop.exec()
    watch.stop()
    if broken:
        raise broken[0]
    if not seen:
        raise NotSeen(what)


def turn() -> None:
    """Let everything that is due now happen: layouts, repaints, deliveries."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop, loop.quit)
    loop.exec()
