# SPDX-License-Identifier: EUPL-1.2
"""How fast cards are printed ten to a sheet, beside ReportLab used without thought.

Both ways draw the same thousand cards in the same run, each in a process of its own so
that its memory can be read.  ``python benchmarks/bench_cards.py [COUNT]``.
"""

from __future__ import annotations

import datetime
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from welfare_desk.core.numbers import grouped
from welfare_desk.documents.card import BOTTOM, LEFT, QR_SIZE, position, write_sheets
from welfare_desk.documents.card_art import CARD, NAVY
from welfare_desk.documents.fonts import BOLD, INITIAL, REGULAR, ensure_fonts
from welfare_desk.documents.inputs import CardInput
from welfare_desk.documents.paper import A4, BLACK, MM, WHITE
from welfare_desk.documents.qr import card_encoder
from welfare_desk.documents.wording import words

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def cards(count: int) -> Iterator[CardInput]:
    chance = random.Random(2026)
    for _ in range(count):
        yield CardInput(
            municipality="Comune di Piazzola sul Brenta",
            title="Carta Territorio",
            subtitle="a scalare, nei negozi aderenti",
            number="".join(chance.choices(LETTERS, k=12)),
            code="WD1C" + "".join(chance.choices(LETTERS, k=130)),
            expires_on=datetime.date(2026, 12, 31),
            initials="M. R.",
            phone="049 000 00 00",
            sample=True,
        )


def naive(file: BinaryIO, wanted: Iterator[CardInput]) -> None:
    """Draw each card whole, with ReportLab's own QR widget, as its manual shows."""
    ensure_fonts()
    size = (A4[0] * MM, A4[1] * MM)
    canvas = Canvas(file, pagesize=size, initialFontName=INITIAL)  # type: ignore[arg-type] # a name
    every = list(wanted)
    for start in range(0, len(every), 10):
        sheet = every[start : start + 10]
        for back in (False, True):
            for index, card in enumerate(sheet):
                x, y = position(index, back=back)
                canvas.saveState()
                canvas.translate(x * MM, y * MM)
                (_naive_back if back else _naive_front)(canvas, card)
                canvas.restoreState()
            canvas.setStrokeColor(BLACK)
            canvas.line((LEFT - 5) * MM, BOTTOM * MM, (LEFT - 2) * MM, BOTTOM * MM)
            canvas.showPage()
    canvas.save()


def _naive_front(canvas: Canvas, card: CardInput) -> None:
    canvas.setFillColor(NAVY)
    canvas.rect(0, 0, 54.4 * MM, CARD[1] * MM, stroke=0, fill=1)
    canvas.setFillColor(WHITE)
    lines = (
        (REGULAR, 7.2, 45, card.municipality),
        (BOLD, 15, 27, card.title),
        (REGULAR, 7.6, 23, card.subtitle),
        (BOLD, 13, 13, grouped(card.number)),
        (BOLD, 7.6, 5, f"{card.expires_on:%d/%m/%Y}  {card.initials}"),
    )
    for font, size, y, text in lines:
        canvas.setFont(font, size)
        canvas.drawString(5 * MM, y * MM, text)
    canvas.setFillColor(BLACK)
    canvas.drawString(58 * MM, 5 * MM, card.phone)
    widget = QrCodeWidget(card.code, barLevel="M", barWidth=QR_SIZE * MM, barHeight=QR_SIZE * MM)
    drawing = Drawing(QR_SIZE * MM, QR_SIZE * MM)
    drawing.add(widget)
    renderPDF.draw(drawing, canvas, 58.8 * MM, 26 * MM)


def _naive_back(canvas: Canvas, card: CardInput) -> None:
    text = words("card", card.lang)
    canvas.setFillColor(NAVY)
    canvas.rect(0, 45.5 * MM, CARD[0] * MM, 8.4 * MM, stroke=0, fill=1)
    canvas.setFillColor(WHITE)
    canvas.setFont(BOLD, 8)
    canvas.drawString(5 * MM, 48 * MM, text["how_to_use"])
    canvas.drawRightString(80 * MM, 48 * MM, grouped(card.number))
    canvas.setFillColor(BLACK)
    for rule in range(1, 5):
        canvas.setFont(BOLD, 7)
        canvas.drawString(5 * MM, (45 - 4.3 * rule) * MM, text[f"rule_{rule}_bold"])
        canvas.setFont(REGULAR, 7)
        canvas.drawString(22 * MM, (45 - 4.3 * rule) * MM, text[f"rule_{rule}"])
    canvas.rect(5 * MM, 12.6 * MM, 36 * MM, 9 * MM)
    canvas.rect(44 * MM, 12.6 * MM, 36 * MM, 9 * MM)
    canvas.drawString(5 * MM, 6 * MM, text["lost"].format(phone=card.phone))


def measure(way: str, count: int) -> dict[str, Any]:
    """Return CPU seconds for the sheets, and apart from them for what is learnt once."""
    ensure_fonts()
    start = time.process_time()
    if way == "ours":
        card_encoder()
    learnt = time.process_time()
    draw: Callable[[BinaryIO, Iterator[CardInput]], object] = (
        write_sheets if way == "ours" else naive
    )
    with tempfile.TemporaryFile() as file:
        draw(file, cards(count))
        size = file.tell()
    seconds = time.process_time() - learnt
    return {
        "cards_per_s": round(count / seconds, 1),
        "learning_s": round(learnt - start, 2),
        "peak_rss_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "bytes_per_card": size // count,
    }


def main() -> None:
    """Print one JSON line and one row of a table."""
    if sys.argv[1:2] == ["--way"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = {}
    for way in ("ours", "naive"):
        command = [sys.executable, __file__, "--way", way, str(count)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found[way] = json.loads(done.stdout)
    ours, other = found["ours"], found["naive"]
    ratio = round(ours["cards_per_s"] / other["cards_per_s"], 1)
    print(json.dumps({"benchmark": "cards", "cards": count, "ratio": ratio, **found}))
    print("| what | ours | usual way | ratio (CPU) | peak memory | once |")
    print("|---|--:|--:|--:|---|---|")
    print(
        f"| cards, 10 to an A4 sheet ({count:,}) | {ours['cards_per_s']:,.0f} cards/s"
        f" | {other['cards_per_s']:,.0f} cards/s naive ReportLab | {ratio:,.0f}×"
        f" | {ours['peak_rss_mib']} MiB against {other['peak_rss_mib']} MiB"
        f" | learnt once in {ours['learning_s']} s |"
    )


if __name__ == "__main__":
    main()
