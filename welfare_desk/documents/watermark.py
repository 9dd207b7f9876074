# SPDX-License-Identifier: EUPL-1.2
"""Words across each page of every paper that is made while they are in force: of a training desk.

Kept apart from the drawing, so that saying so loads no paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

TRAINING = "FORMAZIONE – ESEMPIO"
"""Citizens' papers are Italian first, whatever the language of the window."""

_words: ContextVar[str] = ContextVar("watermark", default="")


def words() -> str:
    """Return what stands across pages now; nothing on real papers."""
    return _words.get()


@contextmanager
def across_pages(text: str) -> Iterator[None]:
    """Put ``text`` across each page that is finished within the block; nothing for an empty one."""
    before = _words.set(text)
    try:
        yield
    finally:
        _words.reset(before)
