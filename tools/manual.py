# SPDX-License-Identifier: EUPL-1.2
"""Writes docs/manuale-operatore.md from the pages of the help: ``python -m tools.manual``.

``--check`` tells whether it is up to date, ``--pictures TOUR`` takes the pictures of the help
from a folder that ``welfare-desk tour`` left.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

from welfare_desk.core.resources import resource_path
from welfare_desk.desk.help_pages import Guide, guides, parts
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.acts import DOING, OF_PAGES
from welfare_desk.ui.help.contents import HelpContents
from welfare_desk.ui.language import built_catalogue
from welfare_desk.ui.shell import _OWN_ACTS

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "docs" / "manuale-operatore.md"
WIDTH = 1100
COLOURS = 64
_HEAD = (
    "# Manuale per l'operatore\n\n"
    "Scritto da `python -m tools.manual` con le pagine dell'aiuto del programma, le stesse che "
    "si aprono con F1. Le immagini sono del giro dimostrativo: persone, importi e servizi sono "
    "inventati.\n"
)
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([\w-]+)\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([\w-]+\.png)\)")


def manual() -> str:
    """Return the whole manual in Italian, in the order of the contents."""
    app = QCoreApplication.instance() or QCoreApplication([])
    italian, catalogue = QTranslator(), built_catalogue("it")
    if catalogue is None or not italian.load(str(catalogue)):
        raise SystemExit("the window's Italian is missing: python -m tools.translations build")
    app.installTranslator(italian)
    try:
        return _written()
    finally:
        app.removeTranslator(italian)


def _written() -> str:
    actions = ActionRegistry()
    actions.promise({*DOING, *OF_PAGES, *_OWN_ACTS})
    contents = HelpContents(actions, "it")
    known = guides("it")
    out = [_HEAD, "## Indice\n"]
    for part in parts("it"):
        out.append(f"**{part.title}**\n")
        lines = (f"- [{known[page].title}](#{page})" for page in part.pages)
        out.append("\n".join(lines) + "\n")
    for part in parts("it"):
        out.append(f"# {part.title}\n")
        out += [_chapter(contents, known[page]) for page in part.pages]
    return "\n".join(out)


def _chapter(contents: HelpContents, guide: Guide) -> str:
    text = contents.markdown(guide)
    text = re.sub(r"^## ", "### ", text, flags=re.MULTILINE)
    text = _PICTURE.sub(r"![\1](../resources/help/pictures/\2)", text)
    text = _LINK.sub(_in_page, text)
    return f'<a id="{guide.id}"></a>\n\n## {guide.title}\n\n{text}\n'


def _in_page(found: re.Match[str]) -> str:
    words, target = found.groups()
    return words if target.startswith("WD-") else f"[{words}](#{target})"


def take_pictures(tour: Path) -> list[str]:
    """Take the pictures of the help from a tour; return the steps that it did not play."""
    from PIL import Image

    table = tomllib.loads(resource_path("help", "pictures.toml").read_text("utf-8"))
    summary = json.loads((tour / "summary.json").read_text("utf-8"))
    steps = {step["name"]: step["picture"] for step in summary["steps"]}
    missing = []
    for name, step in table["step"].items():
        if step not in steps:
            missing.append(step)
            continue
        with Image.open(tour / steps[step]) as image:
            height = round(image.height * WIDTH / image.width)
            small = image.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
            flat = small.quantize(COLOURS, dither=Image.Dither.NONE)
            flat.save(resource_path("help", "pictures", f"{name}.png"), optimize=True)
    return missing


def main(arguments: list[str] | None = None) -> int:
    """Write, check or illustrate the manual; 1 when it is out of date or a step is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--pictures", type=Path)
    asked = parser.parse_args(arguments)
    if asked.pictures is not None:
        missing = take_pictures(asked.pictures)
        if missing:
            print("not in this tour:", ", ".join(missing))
        return 1 if missing else 0
    text = manual()
    if asked.check:
        current = MANUAL.read_text("utf-8") if MANUAL.exists() else ""
        if current != text:
            print("docs/manuale-operatore.md is out of date: python -m tools.manual")
        return 0 if current == text else 1
    MANUAL.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
