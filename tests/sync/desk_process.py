# SPDX-License-Identifier: EUPL-1.2
"""A desk as a process that can be killed: ``python -m tests.sync.desk_process HOME URL SHIFT``.

A fourth argument names a point of ``tests.support.crash`` at which it kills itself.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.support.crash import arm
from tests.sync.counter import Counter


def main() -> None:
    """Exchange once and say how it went."""
    if len(sys.argv) > 4:
        arm(sys.argv[4])
    counter = Counter(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    done = counter.exchange()
    print(done.outcome, done.pending_left, flush=True)  # noqa: T201
    counter.close()


if __name__ == "__main__":
    main()
