# SPDX-License-Identifier: EUPL-1.2
"""Opens a store in a fresh process and prints how long the index took and what it weighs.

``python -m benchmarks.search_opening STORE [TEXTS]`` prints one line of JSON; TEXTS is a file
of keystrokes, one a line.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

import psutil

from welfare_desk.store import search
from welfare_desk.store.engines import DeskStore

KEY = bytes(range(32))
_ASKED = (
    "rossi maria 62", "rosi maria", "muhamed", "1234567", "rssmra62", "62c45h", "h501n", "pino r",
)  # fmt: skip


def main() -> None:
    """Open, load, search in every way, and tell."""
    path = Path(sys.argv[1])
    typed = Path(sys.argv[2]).read_text(encoding="utf-8").split("\n") if sys.argv[2:] else []
    # What every start pays, the program's modules and SQLCipher's own, is not the index.
    DeskStore.open(path, KEY).close()
    before = _used()
    start, spent = time.perf_counter(), time.process_time()
    store = DeskStore.open(path, KEY)
    found: dict[str, float] = {}
    with store.read() as conn:
        found["segments"] = search.ready(conn)
        found["ready, s"] = round(time.perf_counter() - start, 2)
        found["ready, s of the processor"] = round(time.process_time() - spent, 2)
        found["memory when ready, MiB"] = _used() - before
        first = time.perf_counter()
        search.search(conn, "rossi m", 20)
        found["the first question, ms"] = round((time.perf_counter() - first) * 1e3, 1)
        for text in _ASKED:
            search.search(conn, text, 20)
        found["memory after a question of every kind, MiB"] = _used() - before
        for text in typed:
            search.search(conn, text, 20)
        found[f"memory after {len(typed):,} keystrokes more, MiB"] = _used() - before
    store.close()
    print(json.dumps(found))


def _used() -> int:
    gc.collect()
    return round(psutil.Process().memory_info().rss / 2**20)


if __name__ == "__main__":
    main()
