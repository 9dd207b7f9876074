# SPDX-License-Identifier: EUPL-1.2
"""A desk as a process that can be killed: ``python -m tests.sync.desk_process HOME URL SHIFT``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.sync.counter import Counter


def main() -> None:
    """Exchange once and say how it went."""
    counter = Counter(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    done = counter.exchange()
    print(done.outcome, done.pending_left, flush=True)  # noqa: T201
    counter.close()


if __name__ == "__main__":
    main()
