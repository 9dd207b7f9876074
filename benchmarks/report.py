# SPDX-License-Identifier: EUPL-1.2
"""Runs every benchmark in a process of its own and writes docs/benchmarks.md.

Each one measures the alternative in the same run: trust the ratios more than the times.
"""

from __future__ import annotations

import ast
import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"


def machine() -> str:
    """Return the machine in one line: processor, cores, memory, system, Python."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        name = names[0].partition(":")[2].strip() if names else name
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{name}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} "
        f"{platform.release()}, CPython {platform.python_version()}"
    )


def question(script: Path) -> str:
    """Return what a benchmark asks: the first line of its docstring."""
    text = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or script.stem
    return text.splitlines()[0]


def answer(script: Path) -> str:
    """Return the tables that a benchmark prints; its JSON lines are for machines."""
    done = subprocess.run(
        (sys.executable, str(script)),
        check=True,
        capture_output=True,
        text=True,
        cwd=HERE.parent,
        env={**os.environ, "PYTHONPATH": str(HERE.parent), "QT_QPA_PLATFORM": "offscreen"},
    )
    lines = [line for line in done.stdout.splitlines() if not line.startswith("{")]
    return "\n".join(lines).strip()


def main() -> None:
    """Write the page; names on the command line choose benchmarks."""
    chosen = sys.argv[1:]
    parts = [
        "# Benchmarks",
        "",
        "Made by `python -m benchmarks.report`; each table is measured in one run beside what a "
        "user would take instead. Medians and ratios count, single times depend on the machine.",
        "",
        f"Machine: {machine()}. Day: {datetime.datetime.now(datetime.UTC).date().isoformat()}.",
    ]
    for script in sorted(HERE.glob("bench_*.py")):
        if chosen and script.stem not in chosen:
            continue
        print(script.stem, flush=True)
        parts += ["", f"## {question(script)}", "", f"`benchmarks/{script.name}`", ""]
        parts += [answer(script)]
    PAGE.write_text("\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
