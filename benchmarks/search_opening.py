# SPDX-License-Identifier: EUPL-1.2
"""Opens a store in a fresh process and prints how long the index took and what it weighs.

``python -m benchmarks.search_opening STORE`` prints one line of JSON.
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
    memory = psutil.Process()
    path = Path(sys.argv[1])
    # What every start pays, the program's modules and SQLCipher's own, is not the index.
    DeskStore.open(path, KEY).close()
    gc.collect()
    before = memory.memory_info().rss
    start = time.perf_counter()
    store = DeskStore.open(path, KEY)
    with store.read() as conn:
        layers = search.ready(conn)
        opened = time.perf_counter() - start
        gc.collect()
        loaded = memory.memory_info().rss - before
        first = time.perf_counter()
        search.search(conn, "rossi m", 20)
        first = time.perf_counter() - first
        for text in _ASKED:
            search.search(conn, text, 20)
    gc.collect()
    used = memory.memory_info().rss - before
    store.close()
    found = {
        "ready_s": round(opened, 3),
        "first_ms": round(first * 1e3, 1),
        "loaded_mib": round(loaded / 2**20, 1),
        "used_mib": round(used / 2**20, 1),
        "layers": layers,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
