# SPDX-License-Identifier: EUPL-1.2
"""``report day``, ``report month`` and ``settle`` on the command line."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from tests.builders import FUND, MERCHANT, OFFERING, an_id
from tests.cli.test_shop_commands import Run, run
from tests.support.keyrings import NoKeyring
from welfare_desk.app import Keys, open_desk
from welfare_desk.core.clock import SystemClock
from welfare_desk.core.instants import local_date
from welfare_desk.models.settlement import Settlement
from welfare_desk.store.rows import save

__all__ = ["run"]


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_day_is_written_as_pdf_csv_and_xlsx_with_the_same_figures(run: Run, tmp_path: Path) -> None:
    told: list[Any] = []
    for ending in ("pdf", "csv", "xlsx"):
        code, answer = run("report", "day", "--out", str(tmp_path / f"day.{ending}"))
        assert code == 0
        told.append(answer["total"])
    assert told[0] == told[1] == told[2]
    assert "Persone servite" in text_of(tmp_path / "day.pdf")
    assert "Persone servite;0" in (tmp_path / "day.csv").read_text(encoding="utf-8-sig")
    sheet = openpyxl.load_workbook(tmp_path / "day.xlsx").active
    assert sheet is not None
    assert sheet["A2"].value == "Persone servite"


def test_month_is_written_for_a_fund_and_a_service_alone(run: Run, tmp_path: Path) -> None:
    for ending, words in (("pdf", "SIUSS"), ("csv", "Prestazioni per il SIUSS")):
        file = tmp_path / f"month.{ending}"
        code, answer = run(
            "report", "month", "--month", "2026-09", "--fund", FUND, "--offering", OFFERING,
            "--out", str(file),
        )  # fmt: skip
        assert code == 0
        assert (answer["from_on"], answer["to_on"]) == ("2026-09-01", "2026-09-30")
        found = text_of(file) if ending == "pdf" else file.read_text(encoding="utf-8-sig")
        assert words in found


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("report", "day", "--out", "day.doc"), "report_kind_unknown"),
        (("report", "month", "--fund", an_id("none"), "--out", "m.csv"), "fund_unknown"),
        (("report", "month", "--offering", "none", "--out", "m.csv"), "offering_unknown"),
        (("report", "day", "--out", "/nowhere/at/all/day.csv"), "report_unwritable"),
        (("settle", "statement", "--merchant", "m", "--out", "s.doc"), "report_kind_unknown"),
        (("settle", "statement", "--merchant", "m", "--out", "s.pdf"), "merchant_unknown"),
        (("settle", "statement", "--merchant", MERCHANT, "--out", "s.pdf"), "settlement_unknown"),
    ],
)
def test_what_cannot_be_written_is_refused_by_its_code(
    run: Run, words: tuple[str, ...], code: str
) -> None:
    assert run(*words)[0] == 1
    assert run(*words)[1]["refused"] == code


def test_file_of_a_shop_is_taken_in_and_its_statement_written(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "negozio.csv"
    today = local_date(SystemClock().now_us())
    file.write_text(f"tessera;importo;data\n0000 0000 0000;12,00;{today:%d/%m/%Y}\n")
    code, answer = run("settle", str(file), "--merchant", MERCHANT)
    assert (code, answer["taken"], answer["refused"]) == (0, 0, 1)
    _settled(tmp_path / "home", today)
    for ending in ("pdf", "csv", "xlsx"):
        out = tmp_path / f"s.{ending}"
        code, answer = run("settle", "statement", "--merchant", MERCHANT, "--out", str(out))
        assert (code, answer["amount_cents"], out.exists()) == (0, 4_550, True)
        nowhere = str(tmp_path / "nowhere" / out.name)
        code, answer = run("settle", "statement", "--merchant", MERCHANT, "--out", nowhere)
        assert (code, answer["refused"]) == (1, "report_unwritable")
    assert "Totale;;45,50" in (tmp_path / "s.csv").read_text(encoding="utf-8-sig")
    assert "45,50" in text_of(tmp_path / "s.pdf")


def _settled(home: Path, today: datetime.date) -> None:
    """Put a closed settlement into the store."""
    desk = open_desk(home, Keys(keyring=NoKeyring(), passphrase="una frase per le prove"))
    store, _, _ = desk.parts()
    row = desk.look(
        lambda here: Settlement(
            id=an_id("settled"), territory_id=here.territory_id,
            controller_id=here.municipality_id, merchant_id=MERCHANT, fund_id=FUND,
            from_on=today, to_on=today, state="closed", amount_cents=4_550, redemptions=1,
            settlement_no="R0001", debit_note_no="", debit_note_on=None, debit_note_cents=0,
            differences=(), closed_at=here.now_us, closed_by=an_id("marta"),
            second_by=an_id("anna"), payment_ref="", paid_on=None, device=1,
            operator_id=an_id("marta"),
        )
    )  # fmt: skip
    with store.write() as conn:
        save(conn, row.territory_id, {(Settlement.KIND, row.id): row})
    desk.close()
