# SPDX-License-Identifier: EUPL-1.2
"""Runs benchmarks, each in a process of its own, and writes docs/benchmarks.md.

Each one measures the alternative in the same run: trust the ratios more than the times.
``python -m benchmarks.report [--only NAME …] [--people N]``; sections of benchmarks that were
not run stay as they are, and a section is made again with the size that it was made with.
"""

from __future__ import annotations

import argparse
import ast
import datetime
import os
import platform
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
_HEAD = (
    "# Benchmarks\n\nMade by `python -m benchmarks.report`; each table is measured in one run "
    "beside what a user would take instead. Medians and ratios count, single times depend on the "
    "machine and on what else it does."
)
_MADE_BY = re.compile(r"^`benchmarks/(bench_\w+)\.py(?: (\d+))?`", re.MULTILINE)


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


def answer(script: Path, size: str) -> str:
    """Return the tables that a benchmark prints; its JSON lines are for machines."""
    done = subprocess.run(
        (sys.executable, str(script), *([size] if size else [])),
        check=True,
        capture_output=True,
        text=True,
        cwd=HERE.parent,
        env={**os.environ, "PYTHONPATH": str(HERE.parent), "QT_QPA_PLATFORM": "offscreen"},
    )
    lines = [line for line in done.stdout.splitlines() if not line.startswith("{")]
    return "\n".join(lines).strip()


def sections(page: str) -> dict[str, tuple[str, str]]:
    """Return of each benchmark on the page its size, empty where it had none, and its section."""
    found = {}
    for part in page.split("\n## ")[1:]:
        made = _MADE_BY.search(part)
        if made is not None:
            found[made[1]] = made[2] or "", "## " + part.strip()
    return found


def section(script: Path, size: str) -> str:
    """Run a benchmark and return its section."""
    told = f" {size}" if size else ""
    parts = [
        f"## {question(script)}",
        f"`benchmarks/{script.name}{told}` · {_today()} · {machine()}",
        answer(script, size),
    ]
    return "\n\n".join(parts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the page anew with the sections of the benchmarks that are run."""
    parser = argparse.ArgumentParser(prog="benchmarks.report")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--people", type=int, metavar="N", help="the size for those of --only")
    asked = parser.parse_args(arguments)
    scripts = {script.stem.removeprefix("bench_"): script for script in _scripts()}
    chosen = [name.removeprefix("bench_") for name in asked.only]
    if unknown := sorted(set(chosen) - set(scripts)):
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(scripts)}")
    if asked.people is not None and not chosen:
        parser.error("--people needs --only: sizes of different benchmarks mean different things")
    for name in chosen or scripts:
        print(name, flush=True)
        size, _ = sections(_page()).get(f"bench_{name}", ("", ""))
        made = section(scripts[name], str(asked.people) if asked.people is not None else size)
        # Kept at once, so that one that fails later takes nothing with it.
        _write({f"bench_{name}": made})


def _write(made: Mapping[str, str]) -> None:
    page = _page()
    kept = {stem: text for stem, (_, text) in sections(page).items()}
    head = page.split("\n## ")[0].strip() or _HEAD
    parts = [made.get(script.stem) or kept.get(script.stem) or "" for script in _scripts()]
    PAGE.write_text("\n\n".join([head, *filter(None, parts)]) + "\n", encoding="utf-8")


def _page() -> str:
    return PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""


def _scripts() -> list[Path]:
    return sorted(HERE.glob("bench_*.py"))


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


if __name__ == "__main__":
    main()
