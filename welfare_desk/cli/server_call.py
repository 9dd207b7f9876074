# SPDX-License-Identifier: EUPL-1.2
"""How the commands of ``server …`` find their home, answer and refuse."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, Protocol

import click

from welfare_desk.core.clock import SystemClock
from welfare_desk.server import admin
from welfare_desk.server import home as homes
from welfare_desk.server.central import Central, TerritoryMissing

REFUSED, NO_HOME, DAMAGED = 1, 3, 5


class ServerCall(Protocol):
    """What the main command knows when it hands over."""

    @property
    def home(self) -> Path | None:
        """The folder of ``--home``, or nothing."""

    @property
    def as_json(self) -> bool:
        """Whether ``--json`` was given."""

    @property
    def lang(self) -> str:
        """The language of words: ``it`` or ``en``."""


def home_of(call: ServerCall) -> Path:
    """Return the server's folder; wrong usage without one."""
    if call.home is None:
        raise click.UsageError("--home is needed: the server's folder")
    return call.home


def tell(call: ServerCall, answer: dict[str, Any], words: str) -> None:
    """Print the answer as one JSON object, or its words."""
    click.echo(json.dumps(answer, ensure_ascii=False) if call.as_json else words)


def refuse(call: ServerCall, code: str, facts: dict[str, Any], exit_code: int) -> NoReturn:
    """End with a code and its facts, on stderr and as JSON where that was asked for."""
    if call.as_json:
        click.echo(json.dumps({"refused": code, **facts}, ensure_ascii=False))
    details = "".join(f" {name}={value}" for name, value in facts.items())
    click.echo(f"{code}{details}", err=True)
    sys.exit(exit_code)


@contextmanager
def told(call: ServerCall) -> Iterator[None]:
    """Turn what only the server refuses into its code and exit code."""
    try:
        yield
    except homes.HomeMissing as missing:
        refuse(call, "server_home_missing", {"home": str(missing)}, NO_HOME)
    except TerritoryMissing:
        refuse(call, "territory_missing", {}, NO_HOME)
    except admin.Unknown as unknown:
        raise click.UsageError(f"unknown {unknown.what}") from unknown


@contextmanager
def opened(call: ServerCall) -> Iterator[Central]:
    """Give the server of the call's home; what it alone refuses ends with its code."""
    with told(call):
        central = homes.open_home(home_of(call), SystemClock())
        try:
            yield central
        finally:
            central.close()
