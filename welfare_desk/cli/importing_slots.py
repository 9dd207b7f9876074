# SPDX-License-Identifier: EUPL-1.2
"""``server import slots``: a calendar as CSV or iCalendar, each refused row with its reason."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import click
import msgspec

from welfare_desk.cli.importing import DRY_RUN
from welfare_desk.cli.server_call import REFUSED, ServerCall, opened, tell
from welfare_desk.core.resources import resource_path
from welfare_desk.exchange.slot_files import MAX_PLACES, read_slots
from welfare_desk.server.importing_slots import Taken, import_slots, plan_slots


@click.command("slots")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--offering", default="", metavar="CODE", help="For rows that name no offering.")
@click.option(
    "--places",
    default=0,
    type=click.IntRange(0, MAX_PLACES),
    help="For rows that say no number of places.",
)
@DRY_RUN
@click.pass_obj
def server_slots(call: ServerCall, file: Path, offering: str, places: int, dry_run: bool) -> None:
    """Bring in slots from FILE (CSV or ICS); refused rows are named with their reason.

    The same file twice adds nothing.  Ends with 1 where a row was refused; the others are in.
    """
    with opened(call) as central:
        rows = read_slots(file.read_bytes(), places=places)
        plan = plan_slots(central, central.only_territory(), rows, offering=offering)
        if not dry_run:
            import_slots(central, plan)
    counts = Counter(each.outcome for each in plan.taken)
    refused = [each for each in plan.taken if each.outcome == "refused"]
    numbers = {name: counts[name] for name in ("new", "changed", "already", "refused")}
    answer: dict[str, Any] = {"dry_run": dry_run, **numbers}
    answer |= {"rows": [msgspec.structs.asdict(each) for each in plan.taken]}
    tell(call, answer, "\n".join([_counts(numbers, call.lang), *_lines(refused, call.lang)]))
    if refused:
        sys.exit(REFUSED)


def _counts(numbers: dict[str, int], lang: str) -> str:
    words = ("nuovi", "cambiati", "già presenti", "rifiutati")
    if lang == "en":
        words = ("new", "changed", "already here", "refused")
    return ", ".join(f"{count} {word}" for count, word in zip(numbers.values(), words, strict=True))


def _lines(refused: list[Taken], lang: str) -> list[str]:
    word = "row" if lang == "en" else "riga"
    return [f"{word} {each.line}: {slot_reason(each.reason, lang)}" for each in refused]


def slot_reason(code: str, lang: str) -> str:
    """Return why a row was refused, in words."""
    return _words()[code]["en" if lang == "en" else "it"]


@cache
def _words() -> dict[str, dict[str, str]]:
    path = resource_path("wording", "slot_import.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
