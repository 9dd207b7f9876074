# SPDX-License-Identifier: EUPL-1.2
"""The catalogue at a desk: found by people's words, own municipality first, with the reason."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec
import pytest

from tests.builders import TERRITORY, an_id
from tests.desk.sample_desk import sample_desk, sample_id
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals_of_providers import OfferingUnknown
from welfare_desk.desk.catalogue_search import Hit, Why, find
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.catalogue import EntryView, catalogue, offering_sheet
from welfare_desk.models.territory import Provider
from welfare_desk.store.rows import save


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    morning = FixedClock(int(datetime.datetime(2026, 9, 16, 7, 30).timestamp()) * 1_000_000)  # noqa: DTZ001  # because any hour of the morning will do
    opened = sample_desk(tmp_path_factory.mktemp("sample"), morning)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def entries(sample: Desk) -> tuple[EntryView, ...]:
    return sample.look(catalogue)


def _found(entries: tuple[EntryView, ...], text: str, **other: object) -> list[tuple[str, Why]]:
    hits: tuple[Hit, ...] = find([each.sought for each in entries], text, **other)  # type: ignore[arg-type]  # group and age as find takes them
    codes = {each.sought.offering_id: each.sought.code for each in entries}
    return [(codes[hit.offering_id], hit.why[0]) for hit in hits]


@pytest.mark.parametrize(
    ("said", "codes", "why"),
    [
        ("compiti", {"TUT-01", "TUT-02", "TUT-03", "TUT-04"}, Why("word", "compiti")),
        ("badante", {"ELD-01", "ELD-05"}, Why("word", "badante")),
        ("Cerco una BADANTE per mia mamma", {"FAM-02", "ELD-01", "ELD-05"}, None),
        ("trasporto", {"ELD-03", "DIS-05"}, Why("word", "trasporto")),
        ("separazione", {"FAM-01"}, Why("word", "separazione")),
        ("gen-02", {"GEN-02"}, None),
        ("polis nova", {"ELD-01", "ELD-02"}, Why("provider", "Polis Nova")),
        ("home care", {"ELD-01", "DIS-01"}, None),
    ],
)
def test_it_is_found_by_what_people_say(
    entries: tuple[EntryView, ...], said: str, codes: set[str], why: Why | None
) -> None:
    found = _found(entries, said)
    strongest = [code for code, _ in found[: len(codes)]]
    assert set(strongest) == codes
    if why is not None:
        assert found[0][1].code == why.code
        assert why.text in {each.text for _, each in found[: len(codes)]}


def test_shopping_at_home_is_found_before_all_that_is_only_at_home(
    entries: tuple[EntryView, ...],
) -> None:
    found = [code for code, _ in _found(entries, "spesa a casa")]
    assert found[0] == "ELD-01"
    assert {"ELD-03", "EDU-02"} <= set(found)


def test_plural_and_singular_find_the_same(entries: tuple[EntryView, ...]) -> None:
    assert _found(entries, "pasto")[0][0] == _found(entries, "pasti")[0][0] == "ELD-02"


def test_a_need_finds_what_has_another_of_its_words(entries: tuple[EntryView, ...]) -> None:
    found = dict(_found(entries, "accudire"))
    assert found["ELD-01"] == Why("need", "home_care")


@pytest.mark.parametrize(
    ("said", "code", "text"),
    [
        ("rumeno", "TUT-04", "rumeno"),
        ("ascensore", "ELD-05", "ascensore"),
        ("videochiamata", "TUT-03", "videochiamata"),
    ],
)
def test_languages_ways_and_access_are_found_too(
    entries: tuple[EntryView, ...], said: str, code: str, text: str
) -> None:
    why = dict(_found(entries, said))[code]
    assert why.code in ("detail", "description")
    assert text in why.text


def test_a_slip_of_the_finger_finds_what_is_spelt_alike(entries: tuple[EntryView, ...]) -> None:
    found = _found(entries, "badamte")
    assert {code for code, _ in found} >= {"ELD-05", "ELD-01"}
    assert found[0][1].code == "like"
    assert _found(entries, "xyzzyx") == []


def test_everything_comes_by_nearness_and_group(entries: tuple[EntryView, ...]) -> None:
    hits = find([each.sought for each in entries], "")
    by_id = {each.sought.offering_id: each.sought for each in entries}
    places = [(by_id[hit.offering_id].near, by_id[hit.offering_id].group) for hit in hits]
    assert len(hits) == len(entries) == 25
    assert [near for near, _ in places] == sorted(
        (near for near, _ in places), key=["own", "everywhere", "elsewhere"].index
    )
    own = [group for near, group in places if near == "own"]
    assert own[0] == "children"
    assert own[-1] == "all"
    near = {each.sought.code: each.sought.near for each in entries}
    assert (near["TUT-04"], near["ELD-04"], near["DIS-03"]) == ("own", "everywhere", "elsewhere")


def test_only_a_group_and_what_is_not_for_the_age_last(entries: tuple[EntryView, ...]) -> None:
    seekers = [each.sought for each in entries]
    groups = {each.offering_id: each.group for each in seekers}
    assert {groups[hit.offering_id] for hit in find(seekers, "", group="elderly")} == {"elderly"}
    hits = find(seekers, "compiti", age=8)
    codes = {each.offering_id: each.code for each in seekers}
    assert [codes[hit.offering_id] for hit in hits if not hit.fits_age] == ["TUT-02"]
    assert codes[hits[-1].offering_id] == "TUT-02"


def test_an_entry_says_when_and_for_whom(entries: tuple[EntryView, ...]) -> None:
    by_code = {each.sought.code: each for each in entries}
    tutoring, ride = by_code["TUT-04"], by_code["DIS-05"]
    assert tutoring.places_free > 0
    assert tutoring.next_on is not None
    assert (ride.on_request, ride.next_on, ride.places_free) == (True, None, 0)
    assert by_code["EDU-03"].max_age == 6
    assert by_code["ELD-01"].needs_assessment


def test_a_municipality_has_its_own_catalogue(
    tmp_path_factory: pytest.TempPathFactory, sample: Desk
) -> None:
    clock = FixedClock(sample.now_us())
    other = sample_desk(tmp_path_factory.mktemp("campodoro"), clock, "028018")
    try:
        codes = {each.sought.code for each in other.look(catalogue)}
        assert "FAM-03" not in codes
        there = other.look(lambda here: offering_sheet(here, sample_id("offering", "gen-02")))
        assert "La password dell’e-mail" in there.offering.bring
        assert there.changed_here
    finally:
        other.close()
    here = sample.look(lambda look: offering_sheet(look, sample_id("offering", "gen-02")))
    assert "La password dell’e-mail" not in here.offering.bring
    assert not here.changed_here


def test_a_sheet_has_places_prices_and_where_it_is_not_offered(sample: Desk) -> None:
    camp = sample.look(lambda look: offering_sheet(look, sample_id("offering", "fam-03")))
    assert camp.towns == (
        "Campo San Martino", "Limena", "Piazzola sul Brenta", "Villafranca Padovana",
    )  # fmt: skip
    tutoring = sample.look(lambda look: offering_sheet(look, sample_id("offering", "tut-04")))
    assert tutoring.towns == ()
    assert tutoring.scheme is not None
    assert len(tutoring.scheme.brackets) == 4
    assert "Piazzola" in " ".join(place.address for place in tutoring.places)
    with pytest.raises(OfferingUnknown):
        sample.look(lambda look: offering_sheet(look, an_id("nothing")))


def test_what_a_provider_that_left_offered_is_not_shown(
    tmp_path_factory: pytest.TempPathFactory, sample: Desk
) -> None:
    clock = FixedClock(sample.now_us())
    desk = sample_desk(tmp_path_factory.mktemp("left"), clock)
    provider_id = sample_id("provider", "polis-nova")
    row = desk.look(lambda look: look.one(Provider, provider_id))
    assert row is not None
    day = desk.look(lambda look: look.today)

    def shown(left_on: datetime.date) -> set[str]:
        gone = msgspec.structs.replace(row, left_on=left_on)
        with desk.parts()[0].write() as conn:
            save(conn, TERRITORY, {(gone.KIND, gone.id): gone})
        return {each.sought.code for each in desk.look(catalogue)} & {"ELD-01", "ELD-02"}

    try:
        assert shown(day + datetime.timedelta(days=1)) == {"ELD-01", "ELD-02"}
        assert shown(day) == set()
    finally:
        desk.close()
