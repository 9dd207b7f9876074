# SPDX-License-Identifier: EUPL-1.2
"""Commands to try the program without harm: the demo and the tour on a sample territory."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import click
import msgspec

from welfare_desk.app import open_window, play_tour
from welfare_desk.cli.context import DONE, REFUSED, Cli, has_display
from welfare_desk.cli.stage import stage
from welfare_desk.cli.tour_sample import TourSample

OPERATORS = (
    ("anna", "Anna R.", "operator"),
    ("marta", "Marta V.", "supervisor"),
)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """Give the folder to keep, or one that is gone afterwards."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="welfare-desk-") as name:
            yield Path(name)
    else:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep


@click.command()
@click.option("--people", default=200, show_default=True, help="How many made-up people.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the files.")
@click.pass_obj
def demo(cli: Cli, people: int, keep: Path | None) -> int:
    """Open the counter on a throwaway server with the sample territory (ESEMPIO)."""
    with ExitStack() as stack:
        folder = stack.enter_context(_folder(keep))
        cli.tell("Preparo un territorio di ESEMPIO…")
        sample = stack.enter_context(stage(folder, people))
        pins = {name: sample.one_time_pin(*operator) for operator in OPERATORS
                for name in (operator[1],)}  # fmt: skip
        home, _ = sample.new_desk("Sportello 1")
        for who, pin in pins.items():
            cli.tell(f"{who}: primo PIN {pin}")
        return open_window(home, sample.keys, cli.lang)


DESKS = ("Sportello 1", "Sportello 2")


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for pictures, PDFs and summary.json.",
)
@click.option("--people", default=100, show_default=True, help="How many made-up people.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the desks.")
@click.option("--checks", is_flag=True, help="Check the live window after every step.")
@click.option(
    "--looks",
    type=click.Choice(["one", "all"]),
    default="one",
    show_default=True,
    help="Take every screen in all themes and text sizes too.",
)
@click.pass_obj
def tour(cli: Cli, out: Path, people: int, keep: Path | None, checks: bool, looks: str) -> int:
    """Play the main job through the real window of two desks, without a person (ESEMPIO)."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    out.mkdir(parents=True, exist_ok=True)
    began = monotonic()
    with _folder(keep) as folder:
        cli.tell("Preparo un territorio di ESEMPIO…")
        with stage(folder, people) as sample:
            desks = TourSample(sample, DESKS, "anna")
            ready = monotonic()
            try:
                played = play_tour(desks, out, cli.lang, all_looks=looks == "all", checks=checks)
                sides = desks.sides()
            finally:
                desks.close()
            if keep is not None:
                (keep / "passphrase").write_text(f"{sample.keys.passphrase}\n", encoding="utf-8")
    ok = not played.failed_step and _agree(sides)
    summary = {
        "ok": ok,
        "failed_step": played.failed_step,
        "why": played.why,
        "people": people,
        "seconds": round(monotonic() - began, 1),
        "seconds_of_setting_up": round(ready - began, 1),
        "steps": msgspec.to_builtins(played.steps),
        **sides,
    }
    (out / "summary.json").write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=2))
    names = msgspec.json.encode(played.screens)
    (out / "screens.json").write_bytes(msgspec.json.format(names, indent=2))
    if played.failed_step:
        cli.tell(f"Passo non riuscito: {played.failed_step}: {played.why}")
    cli.say(summary, f"{out}: {len(played.steps)} passi in {summary['seconds']} s")
    return DONE if ok else REFUSED


def _agree(sides: dict[str, Any]) -> bool:
    """Tell whether every side holds the same and no invariant is broken."""
    operations, rows = sides["operations"], sides["rows"]
    equal = all(operations[name] == operations["server"][name] for name in DESKS)
    alike = all(rows[name] == rows["server"] for name in DESKS)
    return bool(equal and alike and sides["check"]["ok"])
