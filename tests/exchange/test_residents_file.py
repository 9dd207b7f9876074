# SPDX-License-Identifier: EUPL-1.2
"""Files of residents: read whatever they were saved with, refused whatever they are made for."""

from __future__ import annotations

import codecs
import datetime
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.residents_list import HEADING, clean_rows
from welfare_desk.core.refusals import (
    DeskError,
    ImportEmpty,
    ImportNotAList,
    ImportTooLarge,
    ImportUnreadable,
)
from welfare_desk.exchange.residents_file import Source, SourceRow, open_source, rows_of

TEXT = "Cognome;Nome;Nato il\r\nDal Bò;Noè;05/03/1962\r\nD'Angelo;Zoè;11/04/2018\r\n"


def written(folder: Path, data: bytes | str, name: str = "elenco.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def rows(source: Source) -> list[SourceRow]:
    return list(rows_of(source))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("cp1252"), "cp1252"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.replace("\r\n", "\n").encode(), "utf-8"),
        (TEXT.replace("\r\n", "\r").encode(), "utf-8"),
    ],
)
def test_every_way_of_saving_gives_the_same_rows(
    tmp_path: Path, data: bytes, encoding: str
) -> None:
    source = open_source(written(tmp_path, data))
    assert (source.encoding, source.header) == (encoding, ("Cognome", "Nome", "Nato il"))
    assert rows(source) == [
        SourceRow(2, ("Dal Bò", "Noè", "05/03/1962")),
        SourceRow(3, ("D'Angelo", "Zoè", "11/04/2018")),
    ]


def test_one_broken_letter_does_not_spoil_a_utf_8_file(tmp_path: Path) -> None:
    data = TEXT.encode() + "Niccolò;Ò;x\r\n".encode() + b"Bal\xf2;Ugo;x\r\n"
    found = rows(open_source(written(tmp_path, data)))
    assert [row.flaw for row in found] == ["", "", "", "unreadable"]
    assert found[0].cells[0] == "Dal Bò"


@pytest.mark.parametrize("piece", range(5))
def test_letters_cut_between_two_pieces_are_counted_whole(tmp_path: Path, piece: int) -> None:
    # A piece is a megabyte: the letter of two bytes stands across its end.
    filler = ("x" * 98 + ";\n") * 10_485
    data = b"a;b\n" + b"y" * piece + filler.encode()[: (1 << 20) - 6] + "èè;\n".encode()
    assert open_source(written(tmp_path, data)).encoding == "utf-8"


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Cognome;Nome\nRossi;Anna, detta Nina\n", ";"),
        ("Cognome,Nome\nRossi,Anna\n", ","),
        ("Cognome\tNome\nRossi\tAnna, Maria\n", "\t"),
        ('"Cognome;x",Nome,z\nRossi,Anna,3\n', ","),
        ("sep=,\nCognome,Nome\nRossi,Anna\n", ","),
    ],
)
def test_what_parts_the_cells_is_found(tmp_path: Path, text: str, delimiter: str) -> None:
    source = open_source(written(tmp_path, text))
    assert source.delimiter == delimiter
    assert [row.flaw for row in rows(source)] == [""]


def test_a_title_above_the_heading_is_passed_over(tmp_path: Path) -> None:
    text = "Comune di ESEMPIO;;\nEstratto del 01/09/2026;;\n\n" + TEXT
    source = open_source(written(tmp_path, text))
    assert source.header[0] == "Cognome"
    assert [row.line for row in rows(source)] == [5, 6]


def test_a_file_without_heading_gets_numbers(tmp_path: Path) -> None:
    source = open_source(written(tmp_path, TEXT.partition("\r\n")[2]))
    assert source.header == ("Colonna 1", "Colonna 2", "Colonna 3")
    assert len(rows(source)) == 2


def test_a_quote_that_never_closes_costs_its_own_row_alone(tmp_path: Path) -> None:
    lines = ["Cognome;Nome", '"Rossi;Anna', *(f"Bianchi;Ugo {n}" for n in range(50))]
    found = rows(open_source(written(tmp_path, "\n".join(lines))))
    assert [row.flaw for row in found] == ["unreadable", *[""] * 50]
    assert [row.line for row in found] == list(range(2, 53))


def test_a_cell_of_several_lines_is_one_row(tmp_path: Path) -> None:
    text = 'Cognome;Via\nRossi;"Via Roma\n3"\nBianchi;x\n'
    assert rows(open_source(written(tmp_path, text))) == [
        SourceRow(2, ("Rossi", "Via Roma\n3")),
        SourceRow(4, ("Bianchi", "x")),
    ]


def a_book(path: Path, listed: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in listed:
        sheet.append(row)
    book.save(path)
    return path


def test_a_spreadsheet_gives_texts_dates_and_whole_numbers(tmp_path: Path) -> None:
    born = datetime.datetime(1962, 3, 5)  # noqa: DTZ001 - a day, as a spreadsheet keeps it
    path = a_book(
        tmp_path / "elenco.xlsx",
        [
            ["Cognome", "Nato il", "CAP", "Telefono", "Nota"],
            ["Rossi", born, 35016, 3470000456.0, None],
            [None],
            ["Bianchi", 22_710, "35016", "+39 347", "x"],
        ],
    )
    source = open_source(path)
    assert (source.kind, source.header[:2]) == ("xlsx", ("Cognome", "Nato il"))
    assert rows(source) == [
        SourceRow(2, ("Rossi", "1962-03-05", "35016", "3470000456", "")),
        SourceRow(4, ("Bianchi", "22710", "35016", "+39 347", "x")),
    ]


def test_of_a_formula_its_result_is_read_never_the_formula(tmp_path: Path) -> None:
    path = a_book(
        tmp_path / "elenco.xlsx", [["Cognome", "Nome"], ["=1+1", "Ugo"], ["=HYPERLINK(1)", "Ada"]]
    )
    assert [row.cells for row in rows(open_source(path))] == [("", "Ugo"), ("", "Ada")]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", ImportEmpty),
        (b"\r\n\r\n", ImportEmpty),
        (codecs.BOM_UTF8, ImportEmpty),
        (b"Cognome;Nome\n", ImportEmpty),
        (b"Cognome;Nome\n;;\n", ImportEmpty),
        (b"\xd0\xcf\x11\xe0 old office", ImportNotAList),
        (b"%PDF-1.7", ImportNotAList),
        (b"PK\x03\x04 torn", ImportNotAList),
        (bytes(range(256)) * 64, ImportNotAList),
        (b"\0" * 5_000, ImportNotAList),
        (b"x" * 3_000_000, ImportTooLarge),
        (b"a;b\n" + b"x" * 3_000_000, ImportTooLarge),
        ((";".join("abc" for _ in range(10_000)) + "\n").encode() * 3, ImportTooLarge),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(
    tmp_path: Path, data: bytes, refusal: type[DeskError]
) -> None:
    with pytest.raises(refusal):
        open_source(written(tmp_path, data))


def test_folders_missing_and_closed_files_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.csv", tmp_path / "a" / "b.csv"):
        with pytest.raises(ImportUnreadable):
            open_source(path)


def test_a_wrong_ending_does_not_matter(tmp_path: Path) -> None:
    assert open_source(written(tmp_path, TEXT, "elenco.xlsx")).kind == "csv"
    path = a_book(tmp_path / "book.csv", [["Cognome", "Nome"], ["Rossi", "Anna"]])
    assert open_source(path).kind == "xlsx"


def test_an_archive_of_another_kind_is_refused(tmp_path: Path) -> None:
    for name, what in (("content.xml", "ods"), ("photo.jpg", "other")):
        path = tmp_path / f"{what}.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "x")
        with pytest.raises(ImportNotAList) as refused:
            open_source(path)
        assert refused.value.facts == {"what": what}


def bomb(path: Path) -> Path:
    """Pack a sheet of half a gigabyte of one letter into half a megabyte."""
    a_book(path, [["Cognome", "Nome"], ["Rossi", "Anna"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts.pop("xl/worksheets/sheet1.xml")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            out.write(sheet[:200])
            for _ in range(512):
                out.write(b" " * (1 << 20))
    return path


def test_what_unpacks_beyond_any_list_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.xlsx")
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from welfare_desk.core.refusals import ImportTooLarge\n"
        "from welfare_desk.exchange.residents_file import open_source\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: open_source(Path(sys.argv[1]))\n"
        "except ImportTooLarge: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, path], check=True, capture_output=True, text=True
    )
    assert int(done.stdout) < 64 * 1024


def test_a_sheet_of_ten_thousand_columns_is_refused(tmp_path: Path) -> None:
    path = a_book(tmp_path / "wide.xlsx", [[f"c{n}" for n in range(10_000)], ["x"] * 10_000])
    with pytest.raises(ImportTooLarge):
        open_source(path)


def test_a_long_list_is_read_in_little_memory(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path = tmp_path / "elenco.csv"
    line = ";".join(next(clean_rows(1, 1))) + "\r\n"
    with path.open("w", encoding="cp1252", newline="") as file:
        file.write(";".join(HEADING) + "\r\n")
        file.writelines(line for _ in range(300_000))
    assert path.stat().st_size > 30_000_000
    assert sum(1 for _ in rows_of(open_source(path))) == 300_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024


def read(path: Path) -> tuple[str, list[int]]:
    """Return the code of the refusal, or nothing, and the lines of the rows."""
    try:
        return "", [row.line for row in rows_of(open_source(path))]
    except DeskError as refusal:
        return refusal.code, []


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=3_000))
def test_no_bytes_at_all_do_more_than_be_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, data, f"{os.getpid()}.csv")
    code, lines = read(path)
    assert code.startswith("import_") or all(line > 0 for line in lines)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=4), min_size=1, max_size=20))
def test_no_text_at_all_loses_a_row_without_saying(tmp_path: Path, listed: list[list[str]]) -> None:
    text = "Cognome;Nome\n" + "\n".join(";".join(cells) for cells in listed)
    path = written(tmp_path, text.encode("utf-8", "ignore"))
    code, _ = read(path)
    assert code in ("", "import_empty", "import_not_a_list")
    if not code:
        source = open_source(path)
        assert all(row.flaw or len(row.cells) == len(source.header) for row in rows_of(source))
