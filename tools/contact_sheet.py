# SPDX-License-Identifier: EUPL-1.2
"""Contact sheets of every screen in every look: ``python -m tools.contact_sheet DIR [--tour]``.

DIR is where ``welfare-desk tour --looks all`` put its pictures; ``--tour`` plays it first, in
Italian and in English.  A sheet for each screen and an index.html stand in DIR/sheets.
"""

from __future__ import annotations

import argparse
import html
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

THEMES = ("light", "dark", "high_contrast")
SIZES = (100, 150, 200)
CELL = (683, 384)
GAP, CAPTION = 12, 22
_HEAD = "<!doctype html><meta charset=utf-8><title>Looks</title>"
_STYLE = "<style>body{font:16px sans-serif}img{max-width:100%;border:1px solid #ccc}</style>"


def shots(folder: Path) -> dict[tuple[str, str], dict[tuple[str, int], dict[str, Any]]]:
    """Return the pictures of a folder by screen and language, then by theme and size."""
    found: dict[tuple[str, str], dict[tuple[str, int], dict[str, Any]]] = defaultdict(dict)
    for listed in sorted(folder.glob("shots-*.json")):
        for shot in json.loads(listed.read_text(encoding="utf-8")):
            screen = shot["screen"], shot["lang"]
            found[screen][shot["theme"], shot["percent"]] = shot
    return dict(found)


def sheet(folder: Path, taken: dict[tuple[str, int], dict[str, Any]]) -> Image.Image:
    """Return one screen's sheet: a theme a row, a size a column."""
    wide = len(SIZES) * (CELL[0] + GAP) + GAP
    high = len(THEMES) * (CELL[1] + CAPTION + GAP) + GAP
    made = Image.new("RGB", (wide, high), "#808890")
    draw = ImageDraw.Draw(made)
    for row, theme in enumerate(THEMES):
        for column, size in enumerate(SIZES):
            shot = taken.get((theme, size))
            if shot is None:
                continue
            left, top = GAP + column * (CELL[0] + GAP), GAP + row * (CELL[1] + CAPTION + GAP)
            words = f"{shot['screen']}  {shot['lang']}  {theme}  {size} %"
            words += f"  – {len(shot['problems'])} found" if shot["problems"] else ""
            draw.text((left, top), words, fill="white")
            with Image.open(folder / shot["picture"]) as picture:
                made.paste(picture.convert("RGB").resize(CELL), (left, top + CAPTION))
    return made


def write(folder: Path) -> int:
    """Write the sheets and their index; return how many pictures have a finding."""
    out = folder.parent / "sheets"
    out.mkdir(exist_ok=True)
    parts, faulty = [_HEAD + _STYLE + "<h1>Every screen in every look</h1>"], 0
    for (screen, lang), taken in sorted(shots(folder).items()):
        name = f"{screen}-{lang}.png"
        sheet(folder, taken).save(out / name)
        parts.append(f"<h2>{html.escape(screen)} ({lang})</h2><img src={name} loading=lazy>")
        for (theme, size), shot in sorted(taken.items()):
            faulty += bool(shot["problems"])
            told = "".join(f"<li>{html.escape(one)}" for one in shot["problems"])
            parts.append(f"<p>{theme} {size} %<ul>{told}</ul>" if told else "")
    (out / "index.html").write_text("\n".join(parts), encoding="utf-8")
    return faulty


def main() -> int:
    """Write the sheets; 1 when a picture has a finding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tour", action="store_true", help="Play the tour first, twice.")
    given = parser.parse_args()
    if given.tour:
        for lang in ("it", "en"):
            command = ("--lang", lang, "tour", "--out", str(given.folder), "--looks", "all")
            subprocess.run((sys.executable, "-m", "welfare_desk", *command), check=True)
    faulty = write(given.folder / "looks")
    sys.stdout.write(f"{given.folder / 'sheets'}: {faulty} pictures with findings\n")
    return int(faulty > 0)


if __name__ == "__main__":
    sys.exit(main())
