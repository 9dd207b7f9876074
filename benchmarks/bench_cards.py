# SPDX-License-Identifier: EUPL-1.2
"""How fast cards are printed ten to a sheet, beside naive ReportLab and Typst.

All ways draw the same thousand cards in the same run, each in a process of its own so
that its memory can be read; of ours some are read back with zxing-cpp at 300 dpi, and a
hundred times as many show that memory stays flat.  One card alone is what a person at the
counter waits for.  ``python benchmarks/bench_cards.py [COUNT]``.
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
from welfare_desk.core.resources import resource_path
from welfare_desk.documents.card import (
    BOTTOM,
    LEFT,
    QR_SIZE,
    card_pdf,
    position,
    write_sheets,
)
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


TYPST = """
#set page(width: 210mm, height: 297mm, margin: (x: 18.4mm, y: 9.55mm))
#set text(font: "Noto Sans", size: 7.2pt)
#let cards = json("cards.json")
#let front(card) = block(width: 85.6mm, height: 53.98mm, {
  place(rect(width: 54.4mm, height: 53.98mm, fill: rgb("#0A4A8F")))
  place(dx: 5mm, dy: 6mm, text(fill: white, card.municipality))
  place(dx: 5mm, dy: 22mm, text(fill: white, size: 15pt, weight: "bold", card.title))
  place(dx: 5mm, dy: 29mm, text(fill: white, card.subtitle))
  place(dx: 5mm, dy: 37mm, text(fill: white, size: 13pt, weight: "bold", card.number))
  place(dx: 5mm, dy: 47mm, text(fill: white, card.until + "  " + card.initials))
  place(dx: 58.8mm, dy: 5.6mm, image(card.code, width: 22.2mm))
  place(dx: 58mm, dy: 47mm, text(card.phone))
})
#let back(card) = block(width: 85.6mm, height: 53.98mm, {
  place(rect(width: 85.6mm, height: 8.4mm, fill: rgb("#0A4A8F")))
  place(dx: 5mm, dy: 2mm, text(fill: white, size: 8pt, weight: "bold", card.how))
  place(dx: 50mm, dy: 2mm, text(fill: white, card.number))
  for (n, rule) in card.rules.enumerate() { place(dx: 5mm, dy: 12mm + n * 4.3mm, rule) }
  place(dx: 5mm, dy: 32mm, rect(width: 36mm, height: 9mm))
  place(dx: 44mm, dy: 32mm, rect(width: 36mm, height: 9mm))
  place(dx: 5mm, dy: 46mm, card.lost)
})
#for sheet in cards.chunks(10) {
  grid(columns: 2, gutter: 2mm, ..sheet.map(front))
  pagebreak()
  grid(columns: 2, gutter: 2mm, ..sheet.map(back))
  pagebreak(weak: true)
}
"""


def typst_sheets(file: BinaryIO, wanted: Iterator[CardInput]) -> None:
    """Draw the cards with Typst, their codes by zxing-cpp, as one would who looks for speed."""
    import typst
    import zxingcpp

    text = words("card", "it")
    rules = [f"{text[f'rule_{n}_bold']} {text[f'rule_{n}']}" for n in range(1, 5)]
    with tempfile.TemporaryDirectory() as folder:
        home, rows = Path(folder), []
        for number, card in enumerate(wanted):
            code = zxingcpp.create_barcode(card.code, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
            name = f"{number}.svg"
            (home / name).write_text(code.to_svg(), encoding="utf-8")
            rows.append(
                {
                    "municipality": card.municipality, "title": card.title,
                    "subtitle": card.subtitle, "number": grouped(card.number), "code": name,
                    "until": f"{card.expires_on:%d/%m/%Y}", "initials": card.initials,
                    "phone": card.phone, "how": text["how_to_use"], "rules": rules,
                    "lost": text["lost"].format(phone=card.phone),
                }
            )  # fmt: skip
        (home / "cards.json").write_text(json.dumps(rows), encoding="utf-8")
        (home / "cards.typ").write_text(TYPST, encoding="utf-8")
        fonts = [str(resource_path("fonts"))]
        file.write(typst.compile(str(home / "cards.typ"), root=folder, font_paths=fonts))


def ours(file: BinaryIO, wanted: Iterator[CardInput]) -> None:
    """Draw them as the program does."""
    write_sheets(file, wanted)


WAYS: dict[str, Callable[[BinaryIO, Iterator[CardInput]], None]] = {
    "ours": ours, "naive": naive, "typst": typst_sheets,
}  # fmt: skip
READ_BACK = 3
"""So many sheets of ours are read back, spread over the run."""


def read_back(file: BinaryIO, count: int) -> dict[str, int]:
    """Return how many of the codes on some sheets a reader finds, at 300 dots an inch."""
    import pypdfium2
    import zxingcpp

    file.seek(0)
    document = pypdfium2.PdfDocument(file.read())
    fronts = len(document) // 2
    chosen = sorted({round(n * (fronts - 1) / max(1, READ_BACK - 1)) for n in range(READ_BACK)})
    expected = list(cards(count))
    wanted = right = 0
    for sheet in chosen:
        image = document[2 * sheet].render(scale=300 / 72, grayscale=True).to_pil()
        found = {each.text for each in zxingcpp.read_barcodes(image)}
        codes = {card.code for card in expected[10 * sheet : 10 * sheet + 10]}
        wanted, right = wanted + len(codes), right + len(codes & found)
    document.close()
    return {"codes_sampled": wanted, "codes_read": right}


def measure(way: str, count: int) -> dict[str, Any]:
    """Return CPU seconds for the sheets, and apart from them for what is learnt once."""
    if way == "single":
        return single()
    ensure_fonts()
    start = time.process_time()
    if way == "ours":
        card_encoder()
    learnt = time.process_time()
    with tempfile.TemporaryFile() as file:
        WAYS[way](file, cards(count))
        size = file.tell()
        seconds = time.process_time() - learnt
        peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        read = read_back(file, count) if way == "ours" and count <= 10_000 else {}
    return {
        **read,
        "cards_per_s": round(count / seconds, 1),
        "learning_s": round(learnt - start, 2),
        "peak_rss_mib": peak,
        "bytes_per_card": size // count,
    }


def single(times: int = 30) -> dict[str, Any]:
    """Return the median and the worst milliseconds of one card of two pages, drawn alone."""
    took = []
    for card in cards(times):
        start = time.perf_counter()
        card_pdf(card)
        took.append((time.perf_counter() - start) * 1000)
    warm = sorted(took[1:])
    return {
        "first_ms": round(took[0], 1),
        "median_ms": round(warm[len(warm) // 2], 1),
        "worst_ms": round(warm[-1], 1),
    }


def apart(way: str, count: int) -> dict[str, Any] | None:
    """Return what a way measured in a process of its own; nothing where it cannot run."""
    command = [sys.executable, __file__, "--way", way, str(count)]
    done = subprocess.run(command, check=way != "typst", capture_output=True, text=True)
    found: dict[str, Any] | None = json.loads(done.stdout) if done.returncode == 0 else None
    return found


def main() -> None:
    """Print one JSON line and the rows of a table."""
    if sys.argv[1:2] == ["--way"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = {way: apart(way, count) for way in ("ours", "naive", "typst")}
    mine, alone = found["ours"], apart("single", 1)
    many = apart("ours", 100 * count if count <= 1000 else 100_000)
    assert mine is not None
    assert many is not None
    assert alone is not None
    print(
        json.dumps({"benchmark": "cards", "cards": count, "many": many, "single": alone, **found})
    )
    print("| what | ours | usual way | ratio (CPU) | peak memory | once |")
    print("|---|--:|--:|--:|---|---|")
    for way, name in (("naive", "naive ReportLab"), ("typst", "Typst with zxing-cpp")):
        other = found[way]
        if other is None:
            print(f"| cards, 10 to an A4 sheet ({count:,}) | | {name}: not installed | | | |")
            continue
        ratio = mine["cards_per_s"] / other["cards_per_s"]
        print(
            f"| cards, 10 to an A4 sheet ({count:,}) | {mine['cards_per_s']:,.0f} cards/s"
            f" | {other['cards_per_s']:,.0f} cards/s {name} | {ratio:,.0f}×"
            f" | {mine['peak_rss_mib']} MiB against {other['peak_rss_mib']} MiB"
            f" | learnt once in {mine['learning_s']} s |"
        )
    print()
    print(
        f"One card of two pages alone: {alone['median_ms']} ms (worst {alone['worst_ms']} ms, the"
        f" first of a process {alone['first_ms']} ms). A hundred times as many cards:"
        f" {many['cards_per_s']:,.0f} cards/s in {many['peak_rss_mib']} MiB. Codes read back with"
        f" zxing-cpp at 300 dpi: {mine['codes_read']} of {mine['codes_sampled']} sampled."
    )


if __name__ == "__main__":
    main()
