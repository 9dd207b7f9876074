# SPDX-License-Identifier: EUPL-1.2
"""``welfare-desk``: the window without a command, everything else by name."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

from welfare_desk import __version__
from welfare_desk.cli.context import BUG, USAGE, Cli, default_home, refused, window_language
from welfare_desk.core.refusals import DeskError

COMMANDS = {
    "enrol": "desk",
    "status": "desk",
    "sync": "desk",
    "doctor": "desk",
    "record": "desk",
    "export-outbox": "outbox",
    "import-outbox": "outbox",
    "people": "lists",
    "agenda": "lists",
    "funds": "lists",
    "cards": "papers",
    "shops": "shops",
    "passed": "shops",
    "fund-report": "shops",
    "settle": "settle",
    "report": "closing",
    "backup": "backup",
    "restore": "backup",
    "import": "applying",
    "demo": "exercise",
    "tour": "exercise",
    "server": "server",
    "training": "training",
}
"""Each command and its module, loaded when it is called: a command's start is felt."""


class Commands(click.Group):
    """The commands, each loaded when it is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or nothing."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        commands = import_module(f"welfare_desk.cli.{module}")
        name = cmd_name.replace("-", "_")
        # A word of the language itself names no attribute.
        found: click.Command = getattr(commands, f"{name}_group" if iskeyword(name) else name)
        return found


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--home", type=click.Path(file_okay=False, path_type=Path), help="Folder of the desk."
)
@click.option(
    "--lang", type=click.Choice(["it", "en"]), help="Without it: the window's own, else it."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout, nothing else.")
@click.version_option(__version__, prog_name="welfare-desk")
@click.pass_context
def cli(ctx: click.Context, home: Path | None, lang: str | None, as_json: bool) -> None:
    """Front desk for social services: opens the window when no command is given."""
    where = home or default_home()
    if lang is None and ctx.invoked_subcommand in (None, "training"):
        lang = window_language(where)
    ctx.obj = Cli(home=where, lang=lang or "it", as_json=as_json)
    if ctx.invoked_subcommand is None:
        from welfare_desk.app import open_window

        ctx.exit(open_window(ctx.obj.home, ctx.obj.keys(), ctx.obj.lang))


def _keep_memory_private() -> None:
    """Write no crash images, which would hold people's data (S12), and files for this user only."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit code; nothing personal stands in a bug's trace."""
    _keep_memory_private()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        result = cli.main(args=given, prog_name="welfare-desk", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return USAGE
    except (click.exceptions.Exit, click.exceptions.Abort) as end:
        return getattr(end, "exit_code", 1)
    except DeskError as refusal:
        lang = given[given.index("--lang") + 1] if "--lang" in given else "it"
        as_json = "--json" in given
        return refused(Cli(home=Path(), lang=lang, as_json=as_json), refusal)
    except Exception as bug:  # noqa: BLE001  # because a bug ends with 70 and its trace, not with a guess
        sys.stderr.write(_trace(bug))
        return BUG
    return result if isinstance(result, int) else 0


def _trace(bug: BaseException) -> str:
    """Return what failed and where, the cause first; a message may quote what was typed (S11)."""
    lines: list[str] = []
    error: BaseException | None = bug
    while error is not None and len(lines) < 10:
        places = (
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        )
        lines.insert(0, "\n".join([f"{type(error).__name__}:", *places]))
        error = error.__cause__ or error.__context__
    return "\n".join([*lines, ""])
