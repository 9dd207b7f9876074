# SPDX-License-Identifier: EUPL-1.2
"""What every command shares: home, language, the form of answers, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec
import platformdirs

from welfare_desk.core.refusals import (
    DeskError,
    DeskLocked,
    DeskRevoked,
    DeskWiped,
    KeyMissing,
    LockedOut,
    NotEnrolled,
    OperatorUnknown,
    PassphraseWrong,
    PinMustChange,
    PinWrong,
    ServerAnswerStrange,
    ServerUnreachable,
    StoreBusy,
    StoreDamaged,
    StoreTooNew,
)
from welfare_desk.desk.sentences import refusal_text

if TYPE_CHECKING:
    from welfare_desk.app import Keys
    from welfare_desk.desk.desk import Desk

HOME_VARIABLE = "WELFARE_DESK_HOME"
DONE, REFUSED, USAGE, CLOSED, UNREACHABLE, DAMAGED, BUG = 0, 1, 2, 3, 4, 5, 70
_CLOSED = (
    DeskLocked,
    DeskWiped,
    KeyMissing,
    LockedOut,
    NotEnrolled,
    OperatorUnknown,
    PassphraseWrong,
    PinMustChange,
    PinWrong,
    StoreBusy,
    StoreTooNew,
)
_FAR = (ServerUnreachable, ServerAnswerStrange, DeskRevoked)


class Cli(msgspec.Struct, frozen=True, kw_only=True):
    """The options before the command."""

    home: Path
    lang: str
    as_json: bool

    def say(self, answer: Any, words: str = "") -> None:
        """Print one JSON object on stdout with ``--json``, else words for a person."""
        if self.as_json:
            sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
            sys.stdout.flush()
        else:
            click.echo(words if words else plain(answer))

    def tell(self, words: str) -> None:
        """Say something to the person: on stderr, so that answers stay clean."""
        click.echo(words, err=True)

    def keys(self) -> Keys:
        """Return what opens the store, the passphrase from its file."""
        from welfare_desk.app import system_keys

        return system_keys(read_secret("WELFARE_DESK_PASSPHRASE_FILE"))

    @contextmanager
    def desk(self, *, log_in: bool = False) -> Iterator[Desk]:
        """Open the desk; with ``log_in`` as the operator that the environment names."""
        from welfare_desk.app import open_desk

        desk = open_desk(self.home, self.keys())
        try:
            if log_in:
                _log_in(desk)
            yield desk
        finally:
            desk.close()


def default_home() -> Path:
    """Return the folder of this user's desk: ``WELFARE_DESK_HOME`` or the platform's place."""
    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else platformdirs.user_data_path("welfare-desk", appauthor=False)


def window_language(home: Path) -> str:
    """Return the language that was chosen for a desk's window, or laid down by the body."""
    from welfare_desk.core.settings import value_of
    from welfare_desk.desk.policy import read_policy
    from welfare_desk.desk.preferences import load

    return str(value_of(load(home, read_policy()).settings, "appearance.lang"))


def has_display() -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform.startswith("linux"):
        named = os.environ.get("QT_QPA_PLATFORM", "")
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or named)
    return True


def read_secret(variable: str) -> str | None:
    """Return the first line of the file that a variable names; secrets are never arguments."""
    name = os.environ.get(variable)
    return Path(name).read_text(encoding="utf-8").splitlines()[0] if name else None


def _log_in(desk: Desk) -> None:
    login = os.environ.get("WELFARE_DESK_OPERATOR")
    pin = read_secret("WELFARE_DESK_PIN_FILE")
    if not login or pin is None:
        raise DeskLocked()
    desk.session.log_in(login, pin)
    # A one-time PIN serves scripts until it is replaced at the window.
    desk.session.pin_replaced()


def exit_code(refusal: DeskError) -> int:
    """Return the exit code that a refusal ends a command with."""
    if isinstance(refusal, StoreDamaged):
        return DAMAGED
    if isinstance(refusal, _CLOSED):
        return CLOSED
    return UNREACHABLE if isinstance(refusal, _FAR) else REFUSED


def refused(cli: Cli, refusal: DeskError) -> int:
    """Tell a refusal by code and sentence and return its exit code."""
    sentence = refusal_text(refusal, cli.lang)
    if cli.as_json:
        answer = {"refused": refusal.code, "number": refusal.label, "facts": refusal.facts}
        sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
    cli.tell(f"{sentence} ({refusal.label})")
    return exit_code(refusal)


def plain(answer: Any) -> str:
    """Return an answer as ``name: value`` lines."""
    if isinstance(answer, dict):
        return "\n".join(f"{name}: {value}" for name, value in answer.items())
    return str(answer)
