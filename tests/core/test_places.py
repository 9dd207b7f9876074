# SPDX-License-Identifier: EUPL-1.2
"""Places of birth: today's, suppressed and former ones, and the municipalities near us."""

from datetime import date

import pytest

from tests.support.vectors import vectors
from welfare_desk.core.places import Places, municipalities, municipality

PLACES = Places.load()


def test_the_list_is_read_once() -> None:
    assert Places.load() is PLACES


@pytest.mark.parametrize(
    "vector", vectors("codice_fiscale_encode"), ids=lambda v: v["codice_fiscale"]
)
def test_every_birthplace_of_the_examples_is_known(vector: dict[str, str]) -> None:
    place = PLACES.by_code(vector["birth_place_code"], date.fromisoformat(vector["birth_date"]))
    assert place is not None
    assert place.code == vector["birth_place_code"]


def test_the_five_municipalities_have_both_codes_and_a_postal_code() -> None:
    found = {
        near.name: (near.istat_code, near.belfiore_code, near.postal_code)
        for near in municipalities()
        if near.postal_code
    }
    assert found == {
        "Piazzola sul Brenta": ("028063", "G587", "35016"),
        "Campodoro": ("028018", "B531", "35010"),
        "Campo San Martino": ("028020", "B564", "35010"),
        "Limena": ("028045", "E592", "35010"),
        "Villafranca Padovana": ("028103", "L947", "35010"),
    }


def test_the_province_is_whole_and_agrees_with_the_places() -> None:
    assert len(municipalities()) == 101
    for near in municipalities():
        place = PLACES.by_code(near.belfiore_code)
        assert place is not None
        assert (place.istat_code, place.name, place.province) == (near.istat_code, near.name, "PD")


def test_a_municipality_is_found_by_its_istat_code() -> None:
    near = municipality("028060")
    assert near is not None
    assert (near.name, near.region) == ("Padova", "Veneto")
    assert municipality("28060") is None


def test_a_place_has_the_name_of_the_day() -> None:
    then, now = PLACES.by_code("A001", date(1910, 1, 1)), PLACES.by_code("A001", date(1990, 1, 1))
    assert then is not None
    assert now is not None
    assert (then.label, now.label) == ("Abano (PD)", "Abano Terme (PD)")
    assert PLACES.by_code("A001", date(1800, 1, 1)) == PLACES.by_code("A001") == now


@pytest.mark.parametrize(
    ("code", "name", "last_day"),
    [
        ("Z118", "Jugoslavia", date(2003, 2, 4)),
        ("Z105", "Cecoslovacchia", date(1993, 1, 1)),
        ("Z135", "Unione Repubbliche Socialiste Sovietiche", date(1992, 3, 31)),
    ],
)
def test_former_states_keep_their_code(code: str, name: str, last_day: date) -> None:
    state = PLACES.by_code(code)
    assert state is not None
    assert state.is_state
    assert state.existed(date(1980, 1, 1))
    assert not state.existed(date(2020, 1, 1))
    assert state.valid_to == last_day
    assert state.label == name


def test_unknown_codes_give_nothing() -> None:
    assert PLACES.by_code("X999") is None
    assert PLACES.by_code("") is None
    assert PLACES.history("Z998") == ()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lime", "Limena (PD)"),
        ("PIAZZOLA", "Piazzola sul Brenta (PD)"),
        ("sul brenta", "Piazzola sul Brenta (PD)"),
        ("villafranca pad", "Villafranca Padovana (PD)"),
        ("dell'em", "Anzola dell'Emilia (BO)"),
        ("arqua petrarca", "Arquà Petrarca (PD)"),
        ("maroc", "Marocco"),
        ("morocco", "Marocco"),
        ("bozen", "Bolzano (BZ)"),
        ("g587", "Piazzola sul Brenta (PD)"),
        ("jugosl", "Jugoslavia"),
        ("roma", "Roma (RM)"),
    ],
)
def test_a_place_is_found_by_the_beginning_of_a_word(typed: str, first: str) -> None:
    assert PLACES.search(typed)[0].label == first


def test_places_of_today_come_before_suppressed_ones() -> None:
    ended = [place.valid_to is not None for place in PLACES.search("piazz", limit=40)]
    assert True in ended
    assert ended == sorted(ended)


def test_nothing_typed_finds_nothing_and_the_limit_holds() -> None:
    assert PLACES.search("  '") == ()
    assert PLACES.search("xyzzy") == ()
    assert len(PLACES.search("s", limit=7)) == 7


def test_every_municipality_of_today_is_a_place_to_live_in() -> None:
    known = Places.load()
    towns = [known.by_istat(f"{number:06d}") for number in range(1, 112_000)]
    found = [town for town in towns if town is not None]
    assert 7_880 < len(found) < 7_910
    assert all(town.is_town and not town.is_state for town in found)
    assert known.by_istat("028063") == known.by_code("G587")
    assert known.by_istat("063028") is not None
    assert known.by_istat("") is None


def test_only_towns_of_today_are_offered_to_live_in() -> None:
    known = Places.load()
    assert [town.name for town in known.towns("thiene")] == ["Thiene"]
    assert known.towns("marocco") == ()
    assert [town.name for town in known.towns("falesina")] == ["Vignola-Falesina"]
    assert all(town.is_town for town in known.towns("san", 50))
