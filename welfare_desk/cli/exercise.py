# SPDX-License-Identifier: EUPL-1.2
"""Commands to try the program without harm: the demo on a sample territory."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from welfare_desk.app import open_window
from welfare_desk.cli.context import Cli
from welfare_desk.cli.stage import stage

OPERATORS = (
    ("anna", "Anna R.", "operator"),
    ("marta", "Marta V.", "supervisor"),
)


def has_display() -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform.startswith("linux"):
        named = os.environ.get("QT_QPA_PLATFORM", "")
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or named)
    return True


@click.command()
@click.option("--people", default=200, show_default=True, help="How many made-up people.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the files.")
@click.pass_obj
def demo(cli: Cli, people: int, keep: Path | None) -> int:
    """Open the counter on a throwaway server with the sample territory (ESEMPIO)."""
    with ExitStack() as stack:
        if keep is None:
            name = stack.enter_context(tempfile.TemporaryDirectory(prefix="welfare-desk-demo-"))
            folder = Path(name)
        else:
            keep.mkdir(parents=True, exist_ok=True)
            folder = keep
        cli.tell("Preparo un territorio di ESEMPIO…")
        sample = stack.enter_context(stage(folder, people))
        pins = {name: sample.one_time_pin(*operator) for operator in OPERATORS
                for name in (operator[1],)}  # fmt: skip
        home, _ = sample.new_desk("Sportello 1")
        for who, pin in pins.items():
            cli.tell(f"{who}: primo PIN {pin}")
        return open_window(home, sample.keys, cli.lang)
