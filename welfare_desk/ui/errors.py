# SPDX-License-Identifier: EUPL-1.2
"""Refusals in words, and the hook for everything that should not have happened."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.sentences import refusal_text

log = logging.getLogger(__name__)


def sentence(error: BaseException, lang: str = "it") -> str:
    """Return what happened and what to do now; an error that is no refusal is raised."""
    if isinstance(error, DeskError):
        return refusal_text(error, lang)
    raise error


def places_of(trace: TracebackType | None) -> str:
    """Return where in the program an error arose: files and lines, no values of anybody."""
    frames = traceback.extract_tb(trace)
    return " < ".join(
        f"{frame.filename.rsplit('welfare_desk', 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in reversed(frames[-12:])
    )


def install_hook(tell: Callable[[], None]) -> None:
    """Log every unexpected error without its message, and call ``tell`` for the operator.

    The message is left out because it may quote what was typed.
    """
    telling = False

    def hook(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        nonlocal telling
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, _error, trace)
            return
        log.error("unexpected %s at %s", kind.__name__, places_of(trace))
        if telling:
            return
        telling = True
        try:
            tell()
        finally:
            telling = False

    sys.excepthook = hook
