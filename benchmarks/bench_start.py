# SPDX-License-Identifier: EUPL-1.2
"""Process start to painted window and to the lock page, against importing everything first.

``python benchmarks/bench_start.py [runs]``: each run is a fresh process on an enrolled desk,
offscreen; the two ways take turns.  The numbers are medians.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

RUNS = 9
PASSPHRASE = "a sentence for the benchmark"  # noqa: S105 - of a desk thrown away
EVERYTHING = (
    "argon2", "cryptography.hazmat.primitives.ciphers.aead", "keyring", "reportlab.pdfgen.canvas",
    "requests", "sqlalchemy", "sqlcipher3", "welfare_desk.desk.paper", "welfare_desk.sync.engine",
    "welfare_desk.ui.window",
)  # fmt: skip
"""What a window that is painted last has loaded by then."""


def child(home: Path, way: str) -> None:
    """Start the window in this process and print when it was painted and when it was locked."""
    if way == "import first":
        from importlib import import_module

        for name in EVERYTHING:
            import_module(name)
    from PySide6.QtWidgets import QApplication

    from welfare_desk.app import HomeDoor, system_keys
    from welfare_desk.ui.language import install_language
    from welfare_desk.ui.opening.run import Run

    app = QApplication([])
    install_language(app, "it")
    run = Run(app, home, HomeDoor(home, system_keys(PASSPHRASE)), "it")
    seen: dict[str, float] = {}

    def note(what: str) -> None:
        seen[f"{what}_cpu_ms"] = time.process_time() * 1000
        seen[f"{what}_at"] = time.monotonic()

    assert run.window is not None
    run.window.painted.connect(lambda: note("painted"))
    run.shown.connect(lambda: (note("locked"), app.quit()))
    run.start()
    app.exec()
    run.close()
    print(json.dumps(seen))


def measured(home: Path, way: str) -> dict[str, float]:
    """Return the milliseconds of one run in a fresh process."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, __file__, "--child", str(home), way],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    seen = json.loads(done.stdout.splitlines()[-1])
    return {
        "painted_wall_ms": (seen["painted_at"] - began) * 1000,
        "painted_cpu_ms": seen["painted_cpu_ms"],
        "locked_wall_ms": (seen["locked_at"] - began) * 1000,
        "locked_cpu_ms": seen["locked_cpu_ms"],
    }


def main() -> None:
    """Make a desk, start its window both ways in turn, print the medians."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    from welfare_desk.cli.stage import stage

    with tempfile.TemporaryDirectory() as name, stage(Path(name), 200) as sample:
        sample.keys = type(sample.keys)(keyring=sample.keys.keyring, passphrase=PASSPHRASE)
        home, _new = sample.new_desk("Sportello 1")
        # The window alone is measured: without a line it exchanges nothing.
        sample.stop()
        ways = ("paint first", "import first")
        found: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
        for way in ways:
            measured(home, way)  # the files of the libraries come into memory
        for _run in range(runs):
            for way in ways:
                found[way].append(measured(home, way))
    result = {
        way: {key: round(statistics.median(one[key] for one in all_), 0) for key in all_[0]}
        for way, all_ in found.items()
    }
    print("| start, medians | painted wall ms | painted CPU ms | locked wall ms | locked CPU ms |")
    print("|---|--:|--:|--:|--:|")
    for way, medians in result.items():
        print(f"| {way} | {' | '.join(f'{value:.0f}' for value in medians.values())} |")
    print(json.dumps({"runs": runs, **result}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]), sys.argv[3])
    else:
        main()
