# SPDX-License-Identifier: EUPL-1.2
"""Planted bugs: one function of the core replaced by a broken twin, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

Broken = tuple[ModuleType | type, str, Callable[..., Any]]

MUTANTS: dict[str, Callable[[], list[Broken]]] = {}


@contextmanager
def mutated(name: str) -> Iterator[None]:
    """Replace what a mutant replaces, and put it back."""
    broken = MUTANTS[name]() if name else []
    before = [(where, what, getattr(where, what)) for where, what, _ in broken]
    for where, what, twin in broken:
        setattr(where, what, twin)
    try:
        yield
    finally:
        for where, what, own in before:
            setattr(where, what, own)
