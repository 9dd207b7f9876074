# SPDX-License-Identifier: EUPL-1.2
"""``welfare-desk tour`` as a process: the main job through the real window of two desks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pytest
import zxingcpp
from PySide6.QtGui import QImage

from tools import screens_doc

SIZE = (1366, 768)
FIRST, SECOND = "Sportello 1", "Sportello 2"
PAPERS = {
    "slip.pdf",
    "slip-provisional.pdf",
    "card.pdf",
    "card-replacement.pdf",
    "card-sheet.pdf",
    "receipt.pdf",
    "receipt-replacement.pdf",
    "notice.pdf",
    "notice-second.pdf",
    "delegation.pdf",
    "delegation-blank.pdf",
    "recovery.pdf",
    "application.pdf",
    "decision.pdf",
    "entitled.pdf",
    "round-card.pdf",
    "round-receipt.pdf",
    "return.pdf",
    "offering.pdf",
    "dossier.pdf",
    "complaint.pdf",
    "attendance.pdf",
    "provider-statement.pdf",
    "day-sheet.pdf",
}
STUCK_CABLE = """
import sys
from welfare_desk.cli import tour_sample
from welfare_desk.cli.main import run
from welfare_desk.ui.tour import waiting

tour_sample.TourSample.pull_out = lambda self, name: None
waiting.wait_until.__defaults__ = (10.0,)
sys.exit(run(["--json", "tour", "--out", sys.argv[1], "--people", "5"]))
"""


class Toured(msgspec.Struct):
    """A tour that was played: where its files and its desks are, and how it ended."""

    out: Path
    kept: Path
    code: int
    summary: dict[str, Any]
    said: str

    def step(self, name: str) -> dict[str, Any]:
        """Return what a step left."""
        return next(step for step in self.summary["steps"] if step["name"] == name)


def _play(out: Path, kept: Path, *command: str) -> Toured:
    environ = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environ.pop(name, None)
    done = subprocess.run(
        (sys.executable, *command),
        cwd=Path(__file__).parents[2],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert len(lines) == 1, done.stderr
    return Toured(out, kept, done.returncode, json.loads(lines[0]), done.stderr)


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    out, kept = tmp_path_factory.mktemp("tour"), tmp_path_factory.mktemp("kept")
    options = ("--out", str(out), "--people", "30", "--keep", str(kept))
    return _play(out, kept, "-m", "welfare_desk", "--json", "tour", *options)


def test_both_desks_and_the_server_end_equal(toured: Toured) -> None:
    summary = toured.summary
    assert (toured.code, summary["ok"], summary["why"]) == (0, True, ""), toured.said
    held = summary["operations"]
    assert held["server"] == {FIRST: held[FIRST], SECOND: held[SECOND]}
    assert held[FIRST] >= 14
    assert held[SECOND] >= 6
    assert summary["rows"][FIRST] == summary["rows"][SECOND] == summary["rows"]["server"]
    assert summary["check"]["ok"]
    assert json.loads((toured.out / "summary.json").read_text(encoding="utf-8")) == summary


def test_the_main_job_was_done(toured: Toured) -> None:
    booked, printed = toured.step("booked")["saw"], toured.step("card-printed")["saw"]
    assert booked["certainty"] == "final"
    found = toured.step("second-desk-person")["saw"]
    assert found["bookings"] == [booked["booking"]]
    assert found["cards"] == [f"{printed['card']} handed_over"]
    fresh = toured.step("replacement-printed")["saw"]["card"]
    cards = toured.step("first-desk-person")["saw"]["cards"]
    assert sorted(cards) == sorted([f"{printed['card']} replaced", f"{fresh} handed_over"])
    assert toured.step("outbox-without-line")["saw"]["pending"] >= 10
    exported = toured.step("outbox-exported")["saw"]
    assert (
        f"{toured.step('outbox-without-line')['saw']['pending']} operazioni"
        in (exported["exported"])
    )
    assert exported["autonomy"].startswith("Questo sportello può lavorare senza collegamento")
    assert toured.step("outbox-all-sent")["saw"]["pending"] == 0


def test_the_person_was_known(toured: Toured) -> None:
    for name in ("find-misspelt", "find-by-year", "find-by-code", "find-by-phone"):
        assert toured.step(name)["saw"]["rows"][0] == "Zanforlin Noemi"
    assert "went_on" in toured.step("gone-on")["saw"]["noted"]
    assert "open_note" in toured.step("note-opened")["saw"]["noted"]
    prices = toured.step("isee-recorded")["saw"]["new_prices"]
    # Early in the day the first place is one of that day, and prices change for later days only.
    dear = [] if toured.step("booked")["saw"]["is_today"] else [("21,20", "3,00")]
    expected = [*dear, ("16,00", "5,00"), ("16,00", "5,00")]
    assert len(prices) == len(expected)
    assert all(new in price and old in price
               for price, (new, old) in zip(prices, expected, strict=True))  # fmt: skip
    for name in ("pino", "beppe"):
        rows = toured.step(f"find-by-familiar-name-{name}")["saw"]["rows"]
        assert rows[0] == "Sciarra Giuseppe"
    refused = toured.step("import-done")["saw"]["refused"]
    assert [row.split(";")[-2] for row in refused[1:]] == ["5", "6", "7"]
    for name in ("one-person-by-the-other-name", "one-person-again"):
        rows = toured.step(name)["saw"]["rows"]
        assert [row for row in rows if "Giuseppe" in row] == ["Sciarra Giuseppe"]


def test_every_step_left_a_picture_of_the_window(toured: Toured) -> None:
    pictures = {step["picture"] for step in toured.summary["steps"]}
    assert pictures == {path.name for path in toured.out.glob("*.png")}
    assert len(pictures) >= 30
    for name in pictures:
        image = QImage(str(toured.out / name))
        assert (image.width(), image.height()) == SIZE
        assert len(_colours(image)) > 8, f"{name} is blank"


def test_the_papers_are_there_and_the_codes_of_the_cards_hold(toured: Toured) -> None:
    assert {path.name for path in toured.out.glob("*.pdf")} == PAPERS
    for name, step in (
        ("card.pdf", "card-printed"),
        ("card-replacement.pdf", "replacement-printed"),
    ):
        codes = _codes(toured.out / name)
        assert len(codes) == 1
        number = toured.step(step)["saw"]["card"]
        verdict = _verify(toured.kept, codes[0])
        assert verdict["card_no"] == number
        assert verdict["outcome"] == ("blocked" if name == "card.pdf" else "good")
        assert (verdict["state"] == "replaced") is (name == "card.pdf")
    assert _codes(toured.out / "slip.pdf")[0].startswith("WD1B")


def test_the_page_of_names_says_what_the_window_shows(toured: Toured) -> None:
    screens = screens_doc.seen(toured.out)
    assert screens_doc.page(screens) == screens_doc.PAGE.read_text(encoding="utf-8")
    nameless = {
        f"{screen}: {control['name']}"
        for screen, controls in screens.items()
        for control in controls
        if not control["spoken"] and control["name"].split(".")[0] not in ("status", "companion")
    }
    assert not nameless


def test_a_step_that_fails_is_named_and_ends_with_1(tmp_path: Path) -> None:
    toured = _play(tmp_path, tmp_path, "-c", STUCK_CABLE, str(tmp_path))
    assert (toured.code, toured.summary["ok"]) == (1, False)
    assert toured.summary["failed_step"] == "cable-out"
    assert "cable-out" in toured.said
    last = toured.summary["steps"][-1]
    assert (last["name"], last["ok"]) == ("cable-out", False)
    assert (tmp_path / last["picture"]).exists()


def _verify(kept: Path, code: str) -> dict[str, Any]:
    """Ask the first desk about a code; the server of the tour is gone."""
    environ = os.environ | {
        "WELFARE_DESK_HOME": str(kept / "sportello-1"),
        "WELFARE_DESK_PASSPHRASE_FILE": str(kept / "passphrase"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }
    done = subprocess.run(
        (sys.executable, "-m", "welfare_desk", "--json", "cards", "verify", code),
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    return dict(json.loads(done.stdout))


def _colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, SIZE[0], 7) for y in range(0, SIZE[1], 7)}


def _codes(pdf: Path) -> list[str]:
    page = pypdfium2.PdfDocument(pdf.read_bytes())[0]
    picture = page.render(scale=4).to_pil().convert("L")
    return [found.text for found in zxingcpp.read_barcodes(picture)]
