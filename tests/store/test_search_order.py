# SPDX-License-Identifier: EUPL-1.2
"""Who comes first where more people fit than are shown, and what the index keeps in memory."""

import pytest

from tests.store.samples import TERRITORY, a_person
from tests.support.stores import KEY
from welfare_desk.models.person import Person
from welfare_desk.store import search, search_segment
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save
from welfare_desk.store.search_arrays import Packed
from welfare_desk.store.search_view import view_of
from welfare_desk.store.vocabulary import is_likely


def keep(store: DeskStore, *people: Person) -> None:
    with store.write() as conn:
        save(conn, TERRITORY, {("person", row.id): row for row in people})


def hits(store: DeskStore, text: str) -> list[str]:
    with store.read() as conn:
        return [hit.person_id for hit in search.search(conn, text, 20)]


def crowd(surname: str, name: str) -> list[Person]:
    """More people than are shown, whose names begin as given."""
    return [
        a_person(f"{surname}{at}", f"{surname}{chr(97 + at)}", f"{name}{chr(97 + at)}")
        for at in range(25)
    ]


@pytest.mark.parametrize(
    ("text", "meant", "surname", "name"),
    [
        # The whole name before those that hold it among others.
        ("rossi maria", ("Rossi", "Maria"), "Rossi ", "Anna Maria "),
        # One letter left out before all that begin so.
        ("facc laura", ("Facco", "Laura"), "Faccin", "Laura"),
        # A whole word one slip away before words that begin so.
        ("framn", ("Framin", "Ugo"), "Framani", "Ugo"),
        # A letter missing in a word of four.
        ("pae sara", ("Pace", "Sara"), "Zanella", "Sara"),
    ],
)
def test_the_closest_is_first_among_more_than_are_shown(
    store: DeskStore, text: str, meant: tuple[str, str], surname: str, name: str
) -> None:
    keep(store, *crowd(surname, name), a_person("meant", *meant))
    found = hits(store, text)
    assert found[0] == "meant"
    assert len(found) <= 20


def test_likely_slips_come_before_others(store: DeskStore) -> None:
    others = [a_person(f"n{at}", "Martin", f"Monica {chr(97 + at)}") for at in range(25)]
    keep(store, *others, a_person("meant", "Marin", "Monica"))
    assert hits(store, "mariin monica")[0] == "meant"


@pytest.mark.parametrize(
    ("word", "typed", "likely"),
    [
        ("marin", "mariin", True),
        ("marin", "marni", True),
        ("marin", "marn", True),
        ("marin", "matin", True),
        ("marin", "mazin", False),
        ("marin", "marzin", False),
        ("rossi", "rosi", True),
        ("rossi", "eossi", True),
        ("rossi", "possi", False),
    ],
)
def test_fingers_make_some_slips_more_often(word: str, typed: str, likely: bool) -> None:
    assert is_likely(word, typed) is likely


def test_a_connection_that_searched_keeps_a_small_cache(store: DeskStore) -> None:
    keep(store, *crowd("Rossi", "Maria"))
    with store.write() as conn:
        search.settle(conn)
    store.close()
    again = DeskStore.open(store.path, KEY)
    with again.read() as conn:
        assert search.ready(conn) == 1
        assert conn.exec_driver_sql("PRAGMA cache_size").scalar() == -8_000
        assert len(search.search(conn, "rossi", 20)) == 20
    again.close()


def test_what_is_remembered_of_questions_is_bounded(
    store: DeskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_segment, "_KEPT_NAMES", 10)
    keep(store, *crowd("Ro ssi", "Maria Ada"))
    with store.write() as conn:
        search.settle(conn)
    with store.read() as conn:
        for text in ("ss", "ssi", "ad", "ada", "ssia", "adab", "ssib maria"):
            assert search.search(conn, text, 20)
            kept = view_of(conn).layers[0].segment._kept
            names = [len(side.others) for pair in kept.values() for side in pair]
            assert sum(names) <= 10 or len(kept) == 1


def test_packed_texts_are_read_as_a_list_is() -> None:
    texts = ["", "a", "br", "brzl", "z"]
    packed = Packed(texts)
    assert list(packed) == texts
    assert (packed[1:3], packed.index("brzl"), len(packed)) == (["a", "br"], 3, 5)
    with pytest.raises(IndexError):
        packed[5]
