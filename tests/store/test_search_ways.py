# SPDX-License-Identifier: EUPL-1.2
"""The ways people are asked for: nicknames, sounds, glued words, digits, codes, merged people."""

import datetime
import threading

import pytest

from tests.store.samples import TERRITORY, a_person
from tests.support.stores import KEY
from welfare_desk.models.person import Person
from welfare_desk.store import search, seen
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save

CODE = "RSSMRA62C45H501N"
PEOPLE = (
    a_person("giuseppe", "Conte", "Giuseppe", born_on=datetime.date(1950, 1, 2)),
    a_person("luigi", "Moro", "Luigi"),
    a_person("raffaella", "Forin", "Raffaella"),
    a_person("sciarra", "Sciarra", "Paola", born_on=datetime.date(1971, 5, 6)),
    a_person("chiara", "Bianchi", "Chiara"),
    a_person("mohamed", "Miah", "Muhammad", born_on=datetime.date(1990, 7, 8)),
    a_person("brazzale", "Brazzale", "Ivo"),
    a_person("acqua", "Dall'Acqua", "Gino"),
    a_person("rossi", "Rossi", "Maria", born_on=datetime.date(1962, 3, 5), fiscal_code=CODE,
             base_code=CODE, phone="+393471234567"),
    a_person("landline", "Verdi", "Ugo", phone="+390444987654"),
)  # fmt: skip


@pytest.fixture
def desk(store: DeskStore) -> DeskStore:
    keep(store, *PEOPLE)
    return store


def keep(store: DeskStore, *people: Person) -> None:
    with store.write() as conn:
        save(conn, TERRITORY, {("person", row.id): row for row in people})


def hits(store: DeskStore, text: str) -> dict[str, str]:
    with store.read() as conn:
        return {hit.person_id: hit.why for hit in search.search(conn, text, 20)}


@pytest.mark.parametrize(
    ("text", "person_id", "why"),
    [
        ("conte beppe", "giuseppe", "nickname"),
        ("Pino Conte", "giuseppe", "nickname"),
        ("gigi moro", "luigi", "nickname"),
        ("forin lella", "raffaella", "nickname"),
        ("schiarra paola", "sciarra", "typo"),
        ("kiara bianki", "chiara", "sounds"),
        ("miah mohamed", "mohamed", "sounds"),
        ("brasale ivo", "brazzale", "sounds"),
        ("dalacqua gino", "acqua", "typo"),
        ("dall acqua", "acqua", "exact"),
        ("dallacqua", "acqua", "exact"),
        ("acqua gino", "acqua", "exact"),
        ("rossimaria", "rossi", "typo"),
        ("rosimaria", "rossi", "typo"),
        ("ros simaria", "rossi", "typo"),
        ("ro ssi maria", "rossi", "exact"),
        ("maria rossi 62", "rossi", "exact"),
        ("rossi 1962", "rossi", "exact"),
        ("rossi 05/03/1962", "rossi", "exact"),
        ("rosi 62", "rossi", "typo"),
    ],
)
def test_is_found_and_the_screen_is_told_why(
    desk: DeskStore, text: str, person_id: str, why: str
) -> None:
    assert hits(desk, text).get(person_id) == why


@pytest.mark.parametrize(
    "text",
    [
        "rssm", "RSSMRA", "rssmra62c", CODE[:15], "62c45h", "62C45H501N", "C45H501", "H501N",
        "h501", "501N", "MRA62C45", "RSS MRA 62C",
        "347123", "+39 347 123", "0039347123", "1234567", "4567", "34567",
        "rossi 4567", "rossi 3471234", "maria H501N", "1962-03-05", "05031962",
    ],
)  # fmt: skip
def test_digits_and_parts_of_a_code_find(desk: DeskStore, text: str) -> None:
    assert "rossi" in hits(desk, text)
    assert "landline" not in hits(desk, text)


@pytest.mark.parametrize("text", ["0444987", "987654", "7654", "044498"])
def test_a_landline_is_found_from_either_end(desk: DeskStore, text: str) -> None:
    assert list(hits(desk, text)) == ["landline"]


def test_a_changed_code_and_telephone_are_found_and_the_old_ones_are_not(desk: DeskStore) -> None:
    keep(desk, a_person("landline", "Verdi", "Ugo", phone="+393339998887"))
    assert "landline" in hits(desk, "98887")
    assert "landline" not in hits(desk, "987654")


def test_a_merged_person_leads_to_the_one_that_stays_once(desk: DeskStore) -> None:
    keep(
        desk,
        a_person("first", "Quaglia", "Ugo", merged_into="second"),
        a_person("second", "Quaia", "Ugo", merged_into="third"),
        a_person("third", "Quaglio", "Hugo"),
    )
    assert next(iter(hits(desk, "quaglia ugo"))) == "third"
    assert list(hits(desk, "quaia")).count("third") == 1
    assert not {"first", "second"} & set(hits(desk, "qua"))
    keep(desk, a_person("second", "Quaia", "Ugo", merged_into=""))
    assert {"second", "third"} <= set(hits(desk, "qua"))


def test_who_was_seen_lately_comes_first_among_mistakes_too(desk: DeskStore) -> None:
    keep(desk, a_person("a", "Tonello", "Ada"), a_person("b", "Tonello", "Zita"))
    assert list(hits(desk, "tonelo"))[:2] == ["a", "b"]
    with desk.write() as conn:
        seen.touch(conn, "b", 5)
    assert list(hits(desk, "tonelo"))[:2] == ["b", "a"]


def test_an_index_of_other_rules_is_made_anew_when_the_store_is_opened(desk: DeskStore) -> None:
    before = hits(desk, "ros")
    with desk.write() as conn:
        conn.exec_driver_sql("UPDATE search_segment SET rules = 'older'")
        conn.exec_driver_sql("DELETE FROM search_person")
    desk.close()
    again = DeskStore.open(desk.path, KEY)
    assert before
    assert hits(again, "ros") == before
    again.close()


def test_settling_changes_nothing_that_is_found(desk: DeskStore) -> None:
    texts = ("ros", "conte beppe", "4567", "62c45h", "rosi 62", "a")
    before = [hits(desk, text) for text in texts]
    with desk.write() as conn:
        search.settle(conn)
        assert conn.exec_driver_sql("SELECT count(*) FROM search_change").scalar() == 0
    assert [hits(desk, text) for text in texts] == before


def test_readers_find_whole_transactions_while_others_write(desk: DeskStore) -> None:
    stop = threading.Event()
    odd: list[int] = []

    def look() -> None:
        while not stop.is_set():
            found = len([each for each in hits(desk, "gemello") if each.startswith("twin")])
            if found % 2:
                odd.append(found)

    readers = [threading.Thread(target=look) for _ in range(2)]
    for reader in readers:
        reader.start()
    for pair in range(8):
        keep(desk, *(a_person(f"twin{pair}{half}", "Gemello", "Ugo") for half in "ab"))
    stop.set()
    for reader in readers:
        reader.join()
    assert odd == []
    assert len(hits(desk, "gemello")) == 16
