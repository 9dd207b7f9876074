# SPDX-License-Identifier: EUPL-1.2
"""Write docs/operations.md from the operations: ``python -m tools.operations_doc [--check]``."""

from __future__ import annotations

import argparse
import datetime
import inspect
import json
import re
import sys
import types
import typing
from pathlib import Path
from typing import Any

import msgspec

from tools.refusals_of import refusals_of
from welfare_desk.core.desk_error import DeskError
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import AT_DESK, EVERY
from welfare_desk.operations.roles import ROLES, may_act
from welfare_desk.operations.shape import LIST_LIMIT, TEXT_LIMIT, check

PAGE = Path(__file__).resolve().parent.parent / "docs" / "operations.md"
_HEAD = """# Operations

Written by `python -m tools.operations_doc` from `welfare_desk/operations`; a test keeps it so.

Every change is one operation. `welfare-desk record FILE` takes them as JSON, one a line, with `kind` and the fields below; `op_id` (a UUID) may stand beside them, and the same one again is answered as the first time. Ids are UUIDs in lower case, made by whoever writes the line; dates are `YYYY-MM-DD`; money is whole cents. A field without a default must be there. What is refused changes nothing.

*Final* (confermata) is what a desk did with rights that it held; *provisional* (provvisoria) is decided by the server. The refusals are those of the desk at the counter: what was final is never refused later, its objection becomes a review item.

Any operation is refused with {any} when a text has NUL or torn letters or more than {texts} letters, a list more than {lists} entries, a number is beyond any amount of money, an id is no UUID, a date lies outside 1850 to 2199, a field is unknown or has the wrong type; and with `RoleMissing` when the operator's role has not the act.
"""  # noqa: E501 - because each paragraph of a page is one line
_TEXTS = {str: "text", int: "number", bool: "`true` or `false`", datetime.date: "date"}
_MODES = {
    "part": "{n} of `{r}` from this desk's share",
    "number": "the next number of `{r}`",
    "hold": "`{r}`, held whole here and not spent",
    "release": "what is left of a lease, handed back",
    "ask": "the server's word on `{r}`, which no desk holds",
}


def page() -> str:
    """Return the whole page."""
    anyway = refusals_of(check)
    named = ", ".join(f"`{each.__name__}`" for each in anyway)
    head = _HEAD.format(any=named, texts=f"{TEXT_LIMIT:,}", lists=LIST_LIMIT)
    parts = [head.rstrip()]
    parts += [_section(kind) for kind in AT_DESK]
    parts.append(
        "## Not for people\n\nMade by the desk and the server themselves; "
        "`welfare-desk record` does not take them."
    )
    parts += [_section(kind) for kind in EVERY if kind not in AT_DESK]
    return "\n\n".join(parts) + "\n"


def _section(kind: type[Operation]) -> str:
    parts = [f"## {kind.kind()}", _prose(kind), _facts(kind), _fields(kind)]
    if kind in AT_DESK:
        parts.append(f"```json\n{json.dumps(_as_json(kind), ensure_ascii=False)}\n```")
    found = refusals_of(kind)
    if found:
        parts.append("| refused with | number | when |\n|---|---|---|\n" + _refusals(found))
    return "\n\n".join(parts)


def _prose(kind: type[Operation]) -> str:
    text = inspect.getdoc(kind) or ""
    joined = re.sub(r"(?<!\n)\n(?!\n)", " ", text).replace("``", "`")
    return re.sub(r" +", " ", joined)


def _facts(kind: type[Operation]) -> str:
    roles = [role for role in ROLES if role != "server" and may_act(role, kind.ACT)]
    example, names = _sample(kind)
    takes = [_right(take.resource, take.quantity, take.mode, names) for take in example.takes()]
    gains = [f"`{_named(resource, names)}`" for resource in example.gains()]
    lines = [
        f"- Act of the roles table: `{kind.ACT}` ({', '.join(roles) or 'nobody at a desk'}).",
        f"- Rights: {'; '.join(dict.fromkeys(takes)) or 'none'}.",
    ]
    if gains:
        lines.append(f"- Born with it and held here: {', '.join(gains)}.")
    if kind.MAY_BE_PROVISIONAL:
        number = any(take.mode == "number" for take in example.takes())
        also = "; without a number it is refused" if number else ""
        asks = any(take.mode == "ask" for take in example.takes())
        when = "It is always" if asks else "Without the rights it is"
        lines.append(f"- {when} provisional{also}.")
    elif takes:
        lines.append("- Without the rights it is refused.")
    if kind.SIGNED:
        lines.append("- Signed singly: it moves money, a place or a number.")
    return "\n".join(lines)


def _right(resource: str, quantity: int, mode: str, names: dict[str, str]) -> str:
    count = names.get(str(quantity), str(quantity))
    shown = f"`{count}`" if count != str(quantity) else count
    return _MODES[mode].format(n=shown, r=_named(resource, names))


def _named(text: str, names: dict[str, str]) -> str:
    for value, name in names.items():
        text = text.replace(value, f"<{name}>")
    return text


def _fields(kind: type[Operation]) -> str:
    hints = typing.get_type_hints(kind)
    rows = ["| field | type | default |", "|---|---|---|"]
    for field in msgspec.structs.fields(kind):
        default = field.default
        if default is msgspec.NODEFAULT:
            factory = field.default_factory
            shown = "" if factory is msgspec.NODEFAULT else f"`{json.dumps(factory())}`"
        else:
            shown = f"`{json.dumps(default)}`"
        rows.append(f"| `{field.name}` | {_type(hints[field.name], field.name)} | {shown} |")
    return "\n".join(rows)


def _type(declared: Any, name: str = "") -> str:
    if isinstance(declared, types.UnionType) or typing.get_origin(declared) is typing.Union:
        arms = typing.get_args(declared)
        shown = [_type(arm, name) for arm in arms if arm is not type(None)]
        return " or ".join([*shown, *(["nothing"] if type(None) in arms else [])])
    origin, inside = typing.get_origin(declared), typing.get_args(declared)
    if origin is tuple:
        return f"list of {_type(inside[0], name)}"
    if origin is dict:
        return f"table of {_type(inside[1])} by {_type(inside[0])}"
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{each}`" for each in inside)
    if isinstance(declared, type) and issubclass(declared, msgspec.Struct):
        hints = typing.get_type_hints(declared)
        fields = msgspec.structs.fields(declared)
        return "{" + ", ".join(f"`{f.name}`: {_type(hints[f.name], f.name)}" for f in fields) + "}"
    if declared is str and name.endswith("_id"):
        return "id"
    if declared is int and name.endswith("_cents"):
        return "cents"
    return _TEXTS.get(declared, "any")


def _sample(kind: type[Operation]) -> tuple[Operation, dict[str, str]]:
    """Return an operation whose values are recognised again, with the name of each."""
    hints = typing.get_type_hints(kind)
    names: dict[str, str] = {}
    values: dict[str, Any] = {}
    for place, field in enumerate(msgspec.structs.fields(kind)):
        declared = hints[field.name]
        if declared is str:
            values[field.name] = f"@{field.name}@"
        elif declared is int:
            values[field.name] = 7_000_000 + place
        elif field.name == "returned":
            values[field.name] = [{"lease": "@lease@", "resource": "@resource@"}]
            names |= {"@lease@": "lease", "@resource@": "resource"}
        elif field.required:
            plain = {datetime.date: "2026-09-16", dict[str, str]: {}, bool: True}
            values[field.name] = plain.get(declared, [])
        if field.name in values:
            names[str(values[field.name])] = field.name
    return msgspec.convert(values, kind), names


def _as_json(kind: type[Operation]) -> dict[str, Any]:
    example, _ = _sample(kind)
    plain: dict[str, Any] = msgspec.to_builtins(example)
    needed = [field for field in msgspec.structs.fields(kind) if field.required]
    shown: dict[str, Any] = {"kind": kind.kind()}
    for field in needed:
        value = plain[field.name]
        if isinstance(value, str) and value.startswith("@"):
            value = "…"
        shown[field.name] = 1 if isinstance(value, int) else value
    return shown


def _refusals(found: list[type[DeskError]]) -> str:
    rows = []
    for each in found:
        text = re.sub(r"\s+", " ", (each.__doc__ or "").strip()).replace("``", "`")
        rows.append(f"| `{each.__name__}` | WD-{each.number} | {text} |")
    return "\n".join(rows)


def main() -> int:
    """Write the page, or with ``--check`` say whether it is as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="Write nothing; exit 1 when stale.")
    asked = parser.parse_args()
    if not asked.check:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print("docs/operations.md is stale: python -m tools.operations_doc", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
