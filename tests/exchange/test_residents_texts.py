# SPDX-License-Identifier: EUPL-1.2
"""Texts of a workbook are read as far as they are asked for, and as the library reads them."""

import io
from itertools import pairwise

import pytest

from welfare_desk.exchange.residents_texts import Texts

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def table(*items: str) -> io.BytesIO:
    found = "".join(f"<si>{item}</si>" for item in items)
    return io.BytesIO(f'<sst xmlns="{NAMESPACE}">{found}</sst>'.encode())


def test_texts_runs_and_escapes_are_read_and_how_they_are_said_is_not() -> None:
    texts = Texts(
        table(
            "<t>Niccolò D'Àvila</t>",
            "<r><t>Ros</t></r><r><rPr><b/></rPr><t>si</t></r>",
            "<t>Chen</t><rPh sb='0' eb='1'><t>said</t></rPh>",
            "<t/>",
            "<t>a_x005F_b</t>",
            "<t>Шевченко</t>",
        )
    )
    wanted = ["Niccolò D'Àvila", "Rossi", "Chen", "", "a_b", "Шевченко"]
    assert [texts[at] for at in range(6)] == wanted
    assert texts[1] == "Rossi"


@pytest.mark.parametrize("at", [-1, 2, 10**9])
def test_a_place_that_is_not_there_is_refused(at: int) -> None:
    texts = Texts(table("<t>a</t>", "<t>b</t>"))
    with pytest.raises(IndexError):
        texts[at]


def test_no_more_is_read_than_is_asked_for() -> None:
    source = table(*(f"<t>{'x' * 90}{at}</t>" for at in range(20_000)))
    texts = Texts(source)
    read = [source.tell()]
    for at in (0, 5_000, 19_999):
        assert texts[at] == f"{'x' * 90}{at}"
        read.append(source.tell())
    assert read[0] == 0
    assert all(less < more for less, more in pairwise(read))
