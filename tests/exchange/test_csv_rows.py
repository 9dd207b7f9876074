# SPDX-License-Identifier: EUPL-1.2
"""Lists from offices are read whatever they were saved with; what we write runs nowhere."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.exchange.csv_rows import armed, disarmed, read_table, write_table

TEXT = "Cognome;Nome;Nato il\r\nDal Bò;Noè;05/03/1962\r\nD'Angelo;Zoè;11/04/2018\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("cp1252"), "cp1252"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
    ],
)
def test_every_way_of_saving_gives_the_same_rows(data: bytes, encoding: str) -> None:
    table = read_table(data)
    assert table.encoding == encoding
    assert table.columns == ("cognome", "nome", "nato il")
    assert [row.cells["cognome"] for row in table.rows] == ["Dal Bò", "D'Angelo"]
    assert [row.line for row in table.rows] == [2, 3]
    assert {row.flaw for row in table.rows} == {""}


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1;2,5\n", ";"),
        ("a,b\n1,2\n", ","),
        ("a\tb\n1\t2\n", "\t"),
        ('"a;x;y",b,c\n1,2,3\n', ","),
        ("sep=,\na,b\n1,2\n", ","),
    ],
)
def test_the_heading_tells_the_delimiter(text: str, delimiter: str) -> None:
    table = read_table(text.encode())
    assert table.delimiter == delimiter
    assert [row.flaw for row in table.rows] == [""]


def test_headings_twice_and_empty_can_be_told_apart() -> None:
    assert read_table(b"Nome;;nome;NOME\n1;2;3;4\n").columns == ("nome", "2", "nome #2", "nome #3")


def test_short_and_long_rows_are_flagged_and_kept() -> None:
    short, long, trailing = read_table(b"a;b\n1\n1;2;3\n1;2;;\n").rows
    assert (short.flaw, short.cells) == ("too_few", {"a": "1"})
    assert (long.flaw, long.cells) == ("too_many", {"a": "1", "b": "2"})
    assert trailing.flaw == ""


def test_a_row_of_several_lines_counts_them_and_empty_lines_are_left_out() -> None:
    rows = read_table(b'a;b\n"Via Roma\n3";x\n\n;;\nz;y\n').rows
    assert [(row.line, row.cells["a"]) for row in rows] == [(2, "Via Roma\n3"), (6, "z")]


def test_letters_that_no_encoding_explains_and_nul_are_flagged() -> None:
    lost, nul = read_table(b"a;b\n\x81\xe8;1\nx\x00;2\n").rows
    assert (lost.flaw, nul.flaw) == ("unreadable", "unreadable")


def test_a_cell_without_end_does_not_take_the_rows_before_it_along() -> None:
    rows = read_table(b'a;b\n1;2\n"' + b"x" * 200_000).rows
    assert [(row.line, row.flaw) for row in rows] == [(2, ""), (3, "unreadable")]


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", codecs.BOM_UTF8, b"solo;intestazione\n"])
def test_nothing_in_the_file_is_no_rows(data: bytes) -> None:
    assert read_table(data).rows == ()


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+39000123",
        "@SUM(A1)",
        "-2+3",
        "\t=1",
        " =1",
        "'=1",
        "\uff1d1",
        "-cmd|' /C calc'!A0",
    ],
)
def test_no_cell_that_is_written_can_be_run(cell: str) -> None:
    written = write_table(["x"], [[cell]]).decode("utf-8-sig").split("\r\n")[1].strip('"')
    assert written.startswith("'")


@pytest.mark.parametrize("cell", ["-12,50", "-3", "D'Angelo", "'Ndria", "3 = tre", ""])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert disarmed(cell) == cell


def test_the_file_opens_in_an_italian_spreadsheet() -> None:
    data = write_table(["Cognome", "Importo"], [["Dal Bò", "-12,50"]])
    assert data == codecs.BOM_UTF8 + "Cognome;Importo\r\nDal Bò;-12,50\r\n".encode()


@settings(deadline=None)
@given(st.text())
def test_disarming_is_undone_exactly(cell: str) -> None:
    assert armed(disarmed(cell)) == cell


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd\r")).map(
    lambda cell: cell.strip(" \t\u00a0")
)


@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL), min_size=1))
def test_what_was_written_is_read_again(rows: list[tuple[str, str]]) -> None:
    table = read_table(write_table(["a", "b"], rows))
    expected = [row for row in rows if any(row)]
    assert [(row.cells["a"], row.cells["b"]) for row in table.rows] == expected


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read_without_a_failure(data: bytes) -> None:
    assert isinstance(read_table(data).rows, tuple)
