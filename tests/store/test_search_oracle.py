# SPDX-License-Identifier: EUPL-1.2
"""Search against a slow, plain matcher, on any names and any history of changes."""

import datetime
import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.samples import TERRITORY, a_person
from tests.support.stores import open_desk
from welfare_desk.models.person import Person
from welfare_desk.store import search, search_index
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save

EVERYBODY = 1_000


def forms(name: str) -> set[str]:
    """The words of a name of plain letters, and neighbours joined."""
    words = name.lower().split()
    ends = itertools.combinations(range(len(words) + 1), 2)
    return {"".join(words[a:b]) for a, b in ends if b - a <= 4 or b - a == len(words)}


def edits(word: str) -> set[str]:
    """Every text one mistake from a word, made in the plainest way."""
    found = set()
    for at in range(len(word) + 1):
        for letter in "abcdefghijklmnopqrstuvwxyz":
            found.add(word[:at] + letter + word[at:])
            if at < len(word):
                found.add(word[:at] + letter + word[at + 1 :])
        found.add(word[:at] + word[at + 1 :])
        if at + 1 < len(word):
            found.add(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return found - {word}


def begins(word: str, person: Person) -> bool:
    every = forms(person.surname) | forms(person.name)
    return any(form.startswith(word) for form in every)


def is_meant(word: str, person: Person) -> bool:
    every = forms(person.surname) | forms(person.name)
    if begins(word, person):
        return True
    if len(word) < 4:
        return False
    near = edits(word)
    return any(
        form in near or (len(word) >= 5 and any(form.startswith(each) for each in near))
        for form in every
    )


names = st.lists(st.text("abr", min_size=1, max_size=6), min_size=1, max_size=2, unique=True).map(
    " ".join
)
typed = st.lists(st.text("abrx", min_size=1, max_size=7), min_size=1, max_size=3, unique=True)
years = st.integers(1960, 1963)


@st.composite
def someone(draw: st.DrawFn, row_id: str) -> Person:
    born_on = datetime.date(draw(years), draw(st.integers(1, 2)), draw(st.integers(1, 2)))
    return a_person(row_id, draw(names).title(), draw(names).title(), born_on=born_on)


def keep(store: DeskStore, people: list[Person | None], ids: list[str]) -> None:
    with store.write() as conn:
        rows = {("person", row_id): row for row_id, row in zip(ids, people, strict=True)}
        save(conn, TERRITORY, rows)


def hits(store: DeskStore, text: str) -> dict[str, str]:
    with store.read() as conn:
        return {hit.person_id: hit.why for hit in search.search(conn, text, EVERYBODY)}


@pytest.fixture(autouse=True)
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a handful of changes were thousands: segments are made, and made one, all the time."""
    monkeypatch.setattr(search_index, "PENDING", 3)
    monkeypatch.setattr(search_index, "_PENDING_IN_BULK", 3)


relaxed = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@relaxed
@given(data=st.data())
def test_everybody_whom_the_words_fit_is_found_and_the_exact_first(data: st.DataObject) -> None:
    ids = [f"p{at}" for at in range(data.draw(st.integers(1, 14)))]
    people = [data.draw(someone(row_id)) for row_id in ids]
    with tempfile.TemporaryDirectory() as folder:
        store = open_desk(Path(folder))
        keep(store, people, ids)
        for _ in range(4):
            words = data.draw(typed)
            found = hits(store, " ".join(words))
            exact = {row.id for row in people if all(begins(word, row) for word in words)}
            meant = {row.id for row in people if all(is_meant(word, row) for word in words)}
            assert exact <= {each for each, why in found.items() if why == "exact"}
            assert meant <= set(found)
            order = ["exact", "nickname", "typo", "sounds"]
            ranks = [order.index(why) for why in found.values()]
            assert ranks == sorted(ranks)
        store.close()


@relaxed
@given(data=st.data())
def test_a_birth_year_or_date_beside_a_name_keeps_those_born_then(data: st.DataObject) -> None:
    ids = [f"p{at}" for at in range(data.draw(st.integers(1, 14)))]
    people = [data.draw(someone(row_id)) for row_id in ids]
    with tempfile.TemporaryDirectory() as folder:
        store = open_desk(Path(folder))
        keep(store, people, ids)
        word = data.draw(st.text("abr", min_size=1, max_size=3))
        year = data.draw(years)
        plain = set(hits(store, word))
        born = {row.id: row.born_on for row in people}
        in_year = {each for each in plain if born[each].year == year}
        on_day = {each for each in in_year if (born[each].month, born[each].day) == (1, 2)}
        for text in (f"{word} {year}", f"{year % 100} {word}"):
            assert set(hits(store, text)) >= in_year, text
            assert all(born[each].year == year for each in hits(store, text)), text
        for text in (f"{word} 2/1/{year}", f"{word} 0201{year}", f"{year}-01-02 {word}"):
            assert set(hits(store, text)) >= on_day, text
            assert all(str(born[each]) == f"{year}-01-02" for each in hits(store, text)), text
        store.close()


@relaxed
@given(data=st.data())
def test_after_any_changes_the_index_finds_as_one_built_anew(data: st.DataObject) -> None:
    ids = [f"p{at}" for at in range(9)]
    with tempfile.TemporaryDirectory() as folder:
        store = open_desk(Path(folder))
        for _ in range(data.draw(st.integers(1, 8))):
            some = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=5, unique=True))
            people = [data.draw(st.none() | someone(row_id)) for row_id in some]
            keep(store, people, some)
            if data.draw(st.booleans()):
                hits(store, "a")
        texts = [" ".join(data.draw(typed)) for _ in range(3)] + ["a", "b", "r a", "ab 61"]
        before = [hits(store, text) for text in texts]
        with store.write() as conn:
            search.rebuild(conn)
        assert [hits(store, text) for text in texts] == before
        store.close()
