# SPDX-License-Identifier: EUPL-1.2
"""``people import`` and ``server import people``: columns, progress, a clean stop, the end."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import click
import msgspec

from welfare_desk.cli.context import Cli
from welfare_desk.exchange.residents_columns import FIELDS
from welfare_desk.exchange.residents_reasons import reason_text
from welfare_desk.exchange.residents_run import Counts, Progress

NOT_TO_THE_END = 1
_TELL_EVERY_S = 2.0
_FILE = click.Path(path_type=Path)

FILE_ARGUMENT = click.argument("file", type=_FILE)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would happen and store nothing.")
COLUMN = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADING",
    help=f"Set a column by hand, by its heading or number. Fields: {', '.join(FIELDS)}.",
)
REFUSED = click.option(
    "--refused", type=_FILE, default=None, help="Where refused rows are written (beside FILE)."
)


def chosen(columns: Sequence[str]) -> dict[str, str]:
    """Return the columns set by hand, from ``field=heading`` texts."""
    found: dict[str, str] = {}
    for each in columns:
        field, sign, heading = each.partition("=")
        if not sign:
            raise click.UsageError(f"--column {each}: FIELD=HEADING is needed")
        found[field.strip()] = heading.strip()
    return found


@contextmanager
def stopped_by_hand() -> Iterator[Callable[[], bool]]:
    """Give what tells whether Ctrl+C was pressed: the batch that runs is finished first."""
    pressed = threading.Event()

    def press(_number: int, _frame: FrameType | None) -> None:
        pressed.set()

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def follow(cli: Cli, steps: Iterator[Progress], about: Mapping[str, Any], *, dry_run: bool) -> int:
    """Show progress on stderr, then the end: as words, or as one JSON object; return the code."""
    begun = told = time.monotonic()
    last: Progress | None = None
    try:
        for last in steps:
            if time.monotonic() - told >= _TELL_EVERY_S and last.state == "running":
                told = time.monotonic()
                cli.tell(progress_words(last, cli.lang))
    finally:
        if cli.as_json is False and last is not None and last.state == "running":
            cli.tell(end_words(last, cli.lang, dry_run=dry_run))
    assert last is not None, "every import ends with its last progress"
    seconds = time.monotonic() - begun
    answer = {
        **about,
        "dry_run": dry_run,
        "state": last.state,
        "rows_done": last.done,
        "rows_total": last.total,
        **msgspec.to_builtins(last.counts),
        "refused_file": last.refused_path,
        "noted_file": last.noted_path,
        "elapsed_ms": round(seconds * 1000),
    }
    cli.say(answer, end_words(last, cli.lang, dry_run=dry_run))
    sys.stdout.flush()
    return 0 if last.state == "done" else NOT_TO_THE_END


def progress_words(progress: Progress, lang: str) -> str:
    """Return ``Importate 312 righe su 1.000, ancora circa 2 minuti``."""
    done, total = _number(progress.done, lang), _number(progress.total, lang)
    words = f"Importate {done} righe su {total}" if lang == "it" else f"{done} of {total} rows"
    left = progress.remaining_s
    if left is None:
        return words
    minutes = -(-left // 60)
    if lang == "it":
        time_left = f"{minutes} minuti" if minutes > 1 else "un minuto"
        return f"{words}, ancora circa {time_left}"
    return f"{words}, about {minutes} min left"


def end_words(progress: Progress, lang: str, *, dry_run: bool) -> str:
    """Return what was done, in words: counts, then each reason, then the files."""
    counts = progress.counts
    lines = [_first_line(progress, lang, dry_run=dry_run), _counts_line(counts, lang)]
    for said in (counts.refused_by, counts.warned_by):
        for code, times in sorted(said.items(), key=lambda each: -each[1]):
            lines.append(f"  {_number(times, lang)} × {reason_text(code, {}, lang)}")
    if progress.refused_path:
        word = "Righe rifiutate" if lang == "it" else "Refused rows"
        lines.append(f"{word}: {progress.refused_path}")
    if progress.noted_path:
        word = "Righe da guardare" if lang == "it" else "Rows to look at"
        lines.append(f"{word}: {progress.noted_path}")
    return "\n".join(lines)


def _first_line(progress: Progress, lang: str, *, dry_run: bool) -> str:
    done, total = _number(progress.done, lang), _number(progress.total, lang)
    if lang != "it":
        verb = "Tried" if dry_run else "Imported"
        return f"{verb} {done} rows of {total}; no row is half in."
    if dry_run:
        return f"Prova: lette {done} righe su {total}; nulla è stato importato."
    return f"Importate {done} righe su {total}; nessuna riga a metà."


def _counts_line(counts: Counts, lang: str) -> str:
    numbers = [
        _number(each, lang)
        for each in (counts.new, counts.changed, counts.already, counts.refused, counts.warned)
    ]
    if lang == "it":
        words = ("nuove", "aggiornate", "già presenti", "rifiutate", "da guardare")
    else:
        words = ("new", "changed", "already here", "refused", "to look at")
    return ", ".join(f"{number} {word}" for number, word in zip(numbers, words, strict=True))


def _number(number: int, lang: str) -> str:
    return f"{number:,}".replace(",", "." if lang == "it" else ",")


def about_file(source: Mapping[str, Any], headings: Sequence[str], fields: Sequence[str]) -> Any:
    """Return how a file was understood, for ``--json``."""
    meant = {heading: field for heading, field in zip(headings, fields, strict=True) if field}
    return {**source, "columns": meant}


@click.command("import")
@FILE_ARGUMENT
@DRY_RUN
@COLUMN
@REFUSED
@click.pass_obj
def import_people(
    cli: Cli, file: Path, dry_run: bool, columns: tuple[str, ...], refused: Path | None
) -> int:
    """Import a list of residents (CSV or XLSX) into this desk's municipality.

    Columns are proposed by their headings and values.  Refused rows go to a file beside FILE,
    with the reason.  Ctrl+C stops behind the batch that runs; the same command goes on.
    """
    from welfare_desk.desk.importing import Importing

    with cli.desk(log_in=True) as desk:
        importing = Importing(desk)
        found = importing.look_at(file, chosen(columns))
        fields = tuple(each.field for each in found.columns)
        about = about_file(
            {"encoding": found.encoding, "delimiter": found.delimiter, "sheet": found.sheet},
            [each.heading for each in found.columns],
            fields,
        )
        with stopped_by_hand() as stop:
            work = importing.dry_run if dry_run else importing.run
            return follow(
                cli, work(file, fields, refused=refused, stop=stop), about, dry_run=dry_run
            )


@click.group("import")
def server_import() -> None:
    """Bring in lists at the server."""


@server_import.command("people")
@FILE_ARGUMENT
@click.option("--municipality", "istat", default="", metavar="ISTAT", help="Whose residents.")
@DRY_RUN
@COLUMN
@REFUSED
@click.pass_obj
def server_people(
    cli: Cli,
    file: Path,
    istat: str,
    dry_run: bool,
    columns: tuple[str, ...],
    refused: Path | None,
) -> None:
    """Import the residents of a municipality, or of the whole territory by a column.

    Refused rows go to a file beside FILE, with the reason.  Ctrl+C stops behind the batch
    that runs; the same command goes on.
    """
    from welfare_desk.cli.server import opened
    from welfare_desk.server import importing

    asked = importing.ImportAsk(
        path=file, columns=chosen(columns), istat=istat, refused=refused, dry=dry_run
    )
    with opened(cli) as central, stopped_by_hand() as stop:
        plan = importing.plan_of(central, central.only_territory(), asked)
        source = plan.ask.source
        about = about_file(
            {"encoding": source.encoding, "delimiter": source.delimiter, "sheet": source.sheet},
            source.header,
            plan.ask.columns,
        )
        work = importing.dry_run if dry_run else importing.import_people
        code = follow(cli, work(central, plan, stop), about, dry_run=dry_run)
    if code:
        sys.exit(code)
