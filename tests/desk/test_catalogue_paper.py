# SPDX-License-Identifier: EUPL-1.2
"""The printed sheet of an offering: everything people ask about, in words."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator

import msgspec
import pytest

from tests.builders import an_id
from tests.desk.sample_desk import sample_desk, sample_id
from tests.documents.papers import page, pages
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.fees import Scheme, Segment
from welfare_desk.core.refusals_of_providers import OfferingUnknown
from welfare_desk.core.resources import resource_path
from welfare_desk.desk.catalogue_text import age_text, offering_sections
from welfare_desk.desk.catalogue_words import said
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.catalogue import OfferingSheet, catalogue, offering_sheet
from welfare_desk.documents.fonts import unprintable
from welfare_desk.documents.wording import words


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = sample_desk(tmp_path_factory.mktemp("sample"), FixedClock(1_789_543_800_000_000))
    yield opened
    opened.close()


def _sheet(desk: Desk, key: str) -> OfferingSheet:
    return desk.look(lambda look: offering_sheet(look, sample_id("offering", key)))


def _pages(pdf: bytes) -> int:
    return len(pages(pdf))


def test_the_sheet_says_for_whom_where_at_what_price_and_what_to_bring(sample: Desk) -> None:
    pdf = sample.document("offering", sample_id("offering", "fam-03"))
    text = page(pdf).text.replace("\N{NO-BREAK SPACE}", " ").replace("\n", " ")
    for part in (
        "Centro estivo", "Da 6 a 14 anni", "Il Portico", "In un centro, 8 ore",
        "Al massimo 4 all'anno", "Da 30,00 €", "paga il 30%, al massimo 30,00 €",
        "Tessera sanitaria", "Chiama il 049 000 01 02", "ESEMPIO", "lista d'attesa",
    ):  # fmt: skip
        assert part in text, part
    assert _pages(pdf) == 1


def test_every_offering_has_a_sheet_of_one_page(sample: Desk) -> None:
    for entry in sample.look(catalogue):
        assert _pages(sample.document("offering", entry.sought.offering_id)) == 1, entry.sought.code
    large = sample.document("offering", sample_id("offering", "fam-03"), large=True)
    assert _pages(large) == 2
    with pytest.raises(OfferingUnknown):
        sample.document("offering", an_id("nothing"))


def test_a_sensitive_sheet_has_the_neutral_title(sample: Desk) -> None:
    text = page(sample.document("offering", sample_id("offering", "tut-03"))).text
    assert "Tutoring online" in text
    assert "BES" not in text


@pytest.mark.parametrize("lang", ["it", "en"])
def test_every_code_has_words(sample: Desk, lang: str) -> None:
    for entry in sample.look(catalogue):
        sheet = sample.look(lambda look, e=entry: offering_sheet(look, e.sought.offering_id))  # type: ignore[misc]  # a bound loop variable
        for section in offering_sections(sheet, lang):
            assert section.strong or section.plain
            told = " ".join((section.label, *section.strong, *section.plain))
            assert "_" not in told
            assert unprintable(told) == ()


def test_both_languages_have_the_same_places_to_fill_in() -> None:
    text = resource_path("wording", "catalogue.toml").read_text(encoding="utf-8")

    def fields(sentence: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}

    for code, entry in tomllib.loads(text).items():
        assert fields(entry["it"]) == fields(entry["en"]), code
        assert unprintable(entry["it"] + entry["en"]) == (), code
    assert words("sheet", "it").keys() == words("sheet", "en").keys()


def test_on_request_and_assessment_say_so_instead_of_a_date(sample: Desk) -> None:
    ride = {s.code: s for s in offering_sections(_sheet(sample, "dis-05"), "it")}
    assert ride["where"].plain == (said("on_request", "it"),)
    care = {s.code: s for s in offering_sections(_sheet(sample, "eld-01"), "en")}
    assert care["where"].plain == (said("assessment", "en"),)
    assert (
        "Da 65 anni"
        in {s.code: s for s in offering_sections(_sheet(sample, "eld-03"), "it")}["who"].plain
    )


def test_ages_and_rising_fees_in_words(sample: Desk) -> None:
    assert age_text(None, None, "it") == ""
    assert age_text(None, 6, "it") == "Fino a 6 anni"
    assert age_text(0, 6, "en") == "From 0 to 6 years"
    scheme = Scheme(kind="piecewise", unit="hour", segments=(
        Segment(800_000, 100, 500), Segment(None, 500, 500)))  # fmt: skip
    sheet = msgspec.structs.replace(_sheet(sample, "tut-04"), scheme=scheme)
    cost = next(s for s in offering_sections(sheet, "it") if s.code == "cost")
    first, last, *_ = (line.replace("\N{NO-BREAK SPACE}", " ") for line in cost.plain)
    assert first == "ISEE fino a 8.000,00 €: da 1,00 € a 5,00 € all'ora"
    assert last == "ISEE più alto: 5,00 € all'ora"
