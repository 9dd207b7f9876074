# SPDX-License-Identifier: EUPL-1.2
"""Search as people are asked for at a counter."""

import datetime
import random
from typing import Any

import msgspec
import pytest

from tests.store.samples import TERRITORY, a_person, sample
from tests.support.stores import KEY
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.person import Person
from welfare_desk.store import search, seen
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save
from welfare_desk.store.vocabulary import one_edit_apart

PEOPLE = {
    "ada": a_person("ada", "Rossi", "Ada", born_on=datetime.date(1962, 3, 5)),
    "maria": a_person("maria", "Rossi", "Maria Grazia", born_on=datetime.date(1980, 12, 31)),
    "rossini": a_person("rossini", "Rossini", "Gioachino"),
    "mario": a_person("mario", "Mario", "Rossella"),
    "niccolo": a_person("niccolo", "Dall’Ò", "Niccolò"),
    "davila": a_person("davila", "D'Àvila Núñez", "Zoë"),
    "deluca": a_person("deluca", "De Luca", "Anna"),
    "deluca2": a_person("deluca2", "Deluca", "Bruno"),
    "olena": a_person("olena", "Шевченко", "Олена"),
    "hyphen": a_person("hyphen", "Rossi-Bianchi", "Carla"),
    "giovanni": a_person(
        "giovanni", "Verdi", "Giovanni", fiscal_code="VRDGNN70A01L840X",
        base_code="VRDGNN70A01L840X", phone="+393471234567", street="Via Roma",
    ),
    "chen": a_person("chen", "Chen", ""),
}  # fmt: skip


@pytest.fixture
def desk(store: DeskStore) -> DeskStore:
    keep(store, *PEOPLE.values())
    return store


def keep(store: DeskStore, *people: Person) -> None:
    with store.write() as conn:
        save(conn, TERRITORY, {("person", row.id): row for row in people})


def found(store: DeskStore, text: str, limit: int = 20) -> list[str]:
    with store.read() as conn:
        return [hit.person_id for hit in search.search(conn, text, limit)]


@pytest.mark.parametrize(
    ("text", "person_id"),
    [
        ("niccolo dallo", "niccolo"),
        ("NICCOLÒ DALL'Ò", "niccolo"),
        ("dall o", "niccolo"),
        ("D'Avila", "davila"),
        ("davila", "davila"),
        ("avila", "davila"),
        ("nunez zoe", "davila"),
        ("zoe davila nunez", "davila"),
        ("de luca anna", "deluca"),
        ("deluca anna", "deluca"),
        ("anna de luca", "deluca"),
        ("de luca bruno", "deluca2"),
        ("luca anna", "deluca"),
        ("shevchenko", "olena"),
        ("шевченко олена", "olena"),
        ("Олена Shev", "olena"),
        ("bianchi carla", "hyphen"),
        ("rossi bianchi", "hyphen"),
        ("rossibianchi", "hyphen"),
        ("rossi ada 1962", "ada"),
        ("rossi 62", "ada"),
        ("05/03/1962", "ada"),
        ("5.3.62", "ada"),
        ("1962-03-05", "ada"),
        ("05031962", "ada"),
        ("rossi 5/3", "ada"),
        ("vrdgnn70", "giovanni"),
        ("VRD GNN 70A01", "giovanni"),
        ("347 123 4567", "giovanni"),
        ("+39 347 1234567", "giovanni"),
        ("34712345", "giovanni"),
        ("1234567", "giovanni"),
        ("chen", "chen"),
    ],
)
def test_a_person_is_found_first_by(desk: DeskStore, text: str, person_id: str) -> None:
    assert found(desk, text)[:1] == [person_id]


def test_every_beginning_of_a_name_finds_it(desk: DeskStore) -> None:
    for text in ("rossi maria grazia", "maria grazia rossi", "grazia rossi"):
        for end in range(1, len(text) + 1):
            assert "maria" in found(desk, text[:end]), text[:end]


def test_all_words_must_fit(desk: DeskStore) -> None:
    assert found(desk, "rossi zzz") == []
    assert found(desk, "rossi 1999") == []
    assert found(desk, "") == []
    assert found(desk, " '\"*() ") == []
    assert found(desk, "rossi", 0) == []


def test_what_fts_would_read_as_syntax_is_only_text(desk: DeskStore) -> None:
    for text in ('rossi"', "rossi OR ada", "surname:rossi", "rossi*", "{rossi}", "NEAR(rossi)"):
        with desk.read() as conn:
            assert isinstance(search.search(conn, text, 5), list)
    assert "ada" in found(desk, 'ros"si'.replace('"', ""))


def test_surnames_come_before_names_and_in_order(desk: DeskStore) -> None:
    assert found(desk, "ross") == ["ada", "maria", "hyphen", "rossini", "mario"]
    assert found(desk, "mari")[0] == "mario"
    assert found(desk, "mari")[1:] == ["maria"]


def test_who_was_seen_lately_comes_first(desk: DeskStore) -> None:
    with desk.write() as conn:
        seen.touch(conn, "mario", 10)
        seen.touch(conn, "rossini", 20)
    assert found(desk, "ross") == ["rossini", "mario", "ada", "maria", "hyphen"]
    assert found(desk, "ross", 1) == ["rossini"]
    with desk.read() as conn:
        hit = search.search(conn, "rossini", 1)[0]
    assert hit.last_seen_at == 20


def test_a_hit_tells_namesakes_apart(desk: DeskStore) -> None:
    with desk.read() as conn:
        hit = search.search(conn, "verdi", 5)[0]
        ada = search.search(conn, "ada rossi", 5)[0]
    assert hit == search.Hit(
        person_id="giovanni", surname="Verdi", name="Giovanni", born_on=None, street="Via Roma",
        fiscal_code="VRDGNN70A01L840X", last_seen_at=None,
    )  # fmt: skip
    assert ada.born_on == datetime.date(1962, 3, 5)


def test_a_new_person_is_found_at_once_and_a_renamed_one_by_the_new_name(desk: DeskStore) -> None:
    assert found(desk, "quaglia") == []
    keep(desk, a_person("new", "Quaglia", "Ugo"))
    assert found(desk, "quaglia") == ["new"]
    keep(desk, a_person("new", "Merlo", "Ugo"))
    assert found(desk, "merlo") == ["new"]
    assert found(desk, "quaglia") == []


def test_a_change_that_was_undone_is_not_found(desk: DeskStore) -> None:
    def fail_half_way() -> None:
        with desk.write() as conn:
            save(conn, TERRITORY, {("person", "new"): a_person("new", "Quaglia", "Ugo")})
            assert [hit.person_id for hit in search.search(conn, "quaglia", 5)] == ["new"]
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way()
    assert found(desk, "quaglia") == []
    keep(desk, a_person("other", "Pavone", "Ugo"))
    assert found(desk, "pavone") == ["other"]


def test_a_dropped_person_is_forgotten_by_index_and_by_who_was_seen(desk: DeskStore) -> None:
    with desk.write() as conn:
        seen.touch(conn, "chen", 1)
        save(conn, TERRITORY, {("person", "chen"): None, ("person", "nobody"): None})
    assert found(desk, "chen") == []
    with desk.read() as conn:
        assert seen.last(conn) is None
    keep(desk, PEOPLE["chen"])
    assert found(desk, "chen") == ["chen"]


@pytest.mark.parametrize(
    ("text", "person_id"),
    [
        ("rosi ada", "ada"),
        ("rosssi ada", "ada"),
        ("orssi ada", "ada"),
        ("rpssi ada", "ada"),
        ("ossi ada", "ada"),
        ("rosi maria 80", "maria"),
        ("shevcenko", "olena"),
        ("gioacchino rosini", "rossini"),
        ("giovani verdi", "giovanni"),
        ("giovwnn", "giovanni"),
    ],
)
def test_one_mistake_a_word_is_forgiven(desk: DeskStore, text: str, person_id: str) -> None:
    assert person_id in found(desk, text)


def test_a_mistake_comes_after_what_was_typed(desk: DeskStore) -> None:
    keep(desk, a_person("rosi", "Rosi", "Ada"))
    assert found(desk, "rosi ada") == ["rosi", "ada"]


def test_almost_every_name_is_found_in_spite_of_one_mistake(store: DeskStore) -> None:
    chance = random.Random(6)
    letters = "abcdefghilmnoprstuvz"
    names = {
        "".join(chance.choice(letters) for _ in range(chance.randrange(5, 11))) for _ in range(400)
    }
    keep(store, *(a_person(name, name.title(), "Ada") for name in names))
    missed = []
    for name in sorted(names):
        typed = chance.choice(sorted(one_edit_apart(name)))
        if len(typed) >= 5 and name not in found(store, typed):
            missed.append((name, typed))
    assert missed == []


def test_the_same_people_are_found_after_a_restart(desk: DeskStore) -> None:
    before = {text: found(desk, text) for text in ("ross", "de luca", "rosi ada", "347 123")}
    assert all(before.values())
    desk.close()
    again = DeskStore.open(desk.path, KEY)
    assert {text: found(again, text) for text in before} == before
    again.close()


def test_long_lists_are_cut_at_the_limit_in_the_order_of_names(store: DeskStore) -> None:
    chance = random.Random(7)
    people = [a_person(f"p{n}", "Rossi", f"Nome{chance.randrange(10**6):06}") for n in range(500)]
    keep(store, *people)
    expected = [row.id for row in sorted(people, key=lambda row: row.name)][:20]
    assert found(store, "rossi") == expected
    assert found(store, "rossi nome") == expected


def _with_numbers(row: Any, **fields: str) -> Any:
    return msgspec.structs.replace(row, **fields)


def test_numbers_lead_to_booking_and_card(store: DeskStore) -> None:
    booking = _with_numbers(sample(Booking, 0), booking_no="7K3M92QX")
    card = _with_numbers(sample(VoucherCard, 0), card_no="0123456789AB")
    with store.write() as conn:
        save(
            conn,
            TERRITORY,
            {("booking", booking.id): booking, ("voucher_card", card.id): card},
        )
        assert search.booking_by_number(conn, TERRITORY, "7K3M92QX") == booking.id
        assert search.booking_by_number(conn, TERRITORY, "00000000") is None
        assert search.card_by_number(conn, TERRITORY, "0123456789AB") == card.id
        assert search.card_by_number(conn, "elsewhere", "0123456789AB") is None
