# SPDX-License-Identifier: EUPL-1.2
"""Write docs/settings.md from the declared settings: ``python -m tools.settings_doc [--check]``."""

from __future__ import annotations

import argparse
import inspect
import sys
from dataclasses import fields
from pathlib import Path

from welfare_desk.core.settings import SCHEMA_VERSION, Option, Settings, declared

PAGE = Path(__file__).resolve().parent.parent / "docs" / "settings.md"
_HEAD = f"""# Settings of a desk

Written by `python -m tools.settings_doc` from `welfare_desk/core/settings.py`; a test keeps it so. Schema {SCHEMA_VERSION}.

Each setting has a type, a default and bounds or choices. In a TOML file the part before the dot is the table: `lock.idle_minutes` is `idle_minutes` under `[lock]`. What is unknown or out of bounds leaves the default in place, so that a desk opens all the same. Those with *policy* are for the administrator to fix. Secrets are never settings.

Three layers: the defaults, the tables of the desk's `desk.toml`, and `policy.toml`, which wins; what the policy sets is shown at the window with «Impostato dall'ente» and cannot be changed there. `[appearance]`, `[lock]`, `[work]`, `[scanner]` and `[support]` are read; the window writes what is chosen there into `desk.toml`. Where nobody chose theme or size of the text, the window follows the computer. Printers are chosen at the window and kept in the store; the other tables are not read yet.
"""  # noqa: E501 - because each paragraph of a page is one line


def page() -> str:
    """Return the whole page."""
    parts = [_HEAD.rstrip()]
    options = declared()
    for section in fields(Settings):
        about = inspect.getdoc(type(getattr(Settings(), section.name))) or ""
        parts.append(f"\n## [{section.name}]\n\n{about}\n")
        parts.append("| setting | default | values | scope | what |\n|---|---|---|---|---|")
        parts += [
            _line(option) for key, option in options.items() if key.startswith(f"{section.name}.")
        ]
    return "\n".join(parts) + "\n"


def _line(option: Option) -> str:
    cells = (f"`{option.key}`", _shown(option.default), _values(option), option.scope, option.help)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _shown(value: int | str | bool) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return "empty" if value == "" else f"`{value}`"


def _values(option: Option) -> str:
    if option.choices:
        return ", ".join(_shown(choice) for choice in option.choices)
    if option.kind is bool:
        return "`true`, `false`"
    if option.minimum is not None:
        return f"{option.minimum} to {option.maximum}"
    return "text"


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
    print("docs/settings.md is stale: python -m tools.settings_doc", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
