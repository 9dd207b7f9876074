# SPDX-License-Identifier: EUPL-1.2
"""Which refusals a function or an operation can raise, read from the source with all it calls."""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from welfare_desk.core.desk_error import DeskError
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.world import World

_OURS = ("welfare_desk.core.", "welfare_desk.operations.")
_ASKED = ("apply", "lacking")
_AFTER_BIRTH = frozenset({"review", "roll_back"})


def refusals_of(start: Callable[..., Any] | type[Operation]) -> list[type[DeskError]]:
    """Return the refusals in the order of their numbers.

    Every name that is read counts as used, called or not: too many rather than too few.
    """
    owner = start if isinstance(start, type) else None
    waiting: list[Callable[..., Any]] = (
        [getattr(owner, name) for name in _ASKED if name in _own_names(owner)]
        if owner is not None
        else [start]
    )
    seen: set[Callable[..., Any]] = set()
    found: set[type[DeskError]] = set()
    while waiting:
        function = waiting.pop()
        if function in seen:
            continue
        seen.add(function)
        for used in _used(function, owner):
            if isinstance(used, type) and issubclass(used, DeskError):
                found.add(used)
            elif inspect.isfunction(used) and used.__module__.startswith(_OURS):
                waiting.append(used)
    found.discard(DeskError)
    return sorted(found, key=lambda each: each.number)


def _own_names(owner: type[Operation]) -> set[str]:
    """Return what the operation defines itself, or takes from one that stands between."""
    return {name for cls in owner.__mro__ if cls is not Operation for name in vars(cls)}


def _used(function: Callable[..., Any], owner: type[Operation] | None) -> Iterator[Any]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    names = vars(sys.modules[function.__module__])
    caught = _caught(tree)
    body = tree.body[0]
    assert isinstance(body, ast.FunctionDef)
    for statement in body.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and node.id in names and node.id not in caught:
                yield names[node.id]
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                yield from _method(node.value.id, node.attr, owner)


def _method(of: str, name: str, owner: type[Operation] | None) -> Iterator[Any]:
    if of == "world" and name not in _AFTER_BIRTH:
        yield getattr(World, name, None)
    elif of == "self":
        # Inside World's own methods ``self`` is the world.
        yield getattr(owner, name, None) if hasattr(owner, name) else getattr(World, name, None)


def _caught(tree: ast.Module) -> set[str]:
    """Return the names of what is caught: it is not raised further."""
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    return {
        name.id
        for handler in handlers
        if handler.type is not None
        for name in ast.walk(handler.type)
        if isinstance(name, ast.Name)
    }
