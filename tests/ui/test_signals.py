# SPDX-License-Identifier: EUPL-1.2
"""The PySide6 in use keeps its references through thousands of signals.

PySide6 6.12.0 on CPython 3.11 loses references to True and None on each emit and aborts after some
hundreds to thousands, which no test of ordinary length notices.
"""

import subprocess
import sys

EMITS = 3_000

_CHILD = f"""
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Counter(QObject):
    counted = Signal(bool, object)

seen = []
application = QCoreApplication([])
counter = Counter()
counter.counted.connect(lambda flag, nothing: seen.append((flag, nothing)))
for number in range({EMITS}):
    counter.counted.emit(number % 2 == 0, None)
    counter.setProperty("last", None)
assert len(seen) == {EMITS}
print("alive")
"""


def test_three_thousand_signals_leave_the_process_alive() -> None:
    child = subprocess.run(
        [sys.executable, "-c", _CHILD], capture_output=True, text=True, check=False
    )
    assert (child.returncode, child.stdout, child.stderr) == (0, "alive\n", "")
