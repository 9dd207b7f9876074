# SPDX-License-Identifier: EUPL-1.2
"""Write docs/screens.md from a tour: ``python -m tools.screens_doc [FOLDER] [--check]``."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "screens.md"
_HEAD = """# Names on the screens

Written by `python -m tools.screens_doc` from what `welfare-desk tour` saw in the live window; a test keeps it so.

Every control that can take the focus has a stable English name (Qt's `objectName`), a role for assistive technology and a name that is spoken in the language of the window, here Italian. Scripts, acceptance checks and tests find controls by the first; it changes only with a line in the changelog. `<id>` stands for the id of a row, `#` for a number; an empty spoken name is the state of things and changes with it. `frame` is what stands around every page.

The controls are those that the tour comes across: forms that it does not open (editing data, adding a document, moving a booking) are missing still.
"""  # noqa: E501 - because each paragraph of a page is one line


def page(screens: dict[str, list[dict[str, str]]]) -> str:
    """Return the whole page."""
    parts = [_HEAD.rstrip()]
    for screen, controls in sorted(screens.items()):
        parts.append(f"\n## {screen}\n\n| name | role | spoken |\n|---|---|---|")
        parts += [_line(control) for control in controls]
    return "\n".join(parts) + "\n"


def seen(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Return what the tour in a folder saw."""
    text = (folder / "screens.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def _line(control: dict[str, str]) -> str:
    cells = (f"`{control['name']}`", control["role"], control["spoken"])
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _play(folder: Path) -> None:
    command = (sys.executable, "-m", "welfare_desk", "tour", "--out", str(folder))
    subprocess.run(command, check=True)


def main() -> int:
    """Write the page, or with ``--check`` return 1 when it is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="A tour that was played already.")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name)
        if given.folder is None:
            _play(folder)
        fresh = page(seen(folder))
    if not given.check:
        PAGE.write_text(fresh, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == fresh:
        return 0
    sys.stderr.write("docs/screens.md is stale: run python -m tools.screens_doc\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
