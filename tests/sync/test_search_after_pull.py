# SPDX-License-Identifier: EUPL-1.2
"""After the first pull the search index is one segment: every search is at its fastest."""

from tests.builders import register
from tests.sync.conftest import DeskMaker
from tests.sync.counter import Counter
from tests.sync.served import CentralServer
from welfare_desk.store import search


def _index(desk: Counter) -> tuple[list[int], int]:
    """People of each segment, and changes that are in none."""
    with desk.store.read() as conn:
        people = conn.exec_driver_sql("SELECT people FROM search_segment ORDER BY id").fetchall()
        changes = conn.exec_driver_sql("SELECT count(*) FROM search_change").scalar()
    return [count for (count,) in people], int(changes or 0)


def test_first_pull_leaves_one_segment_and_a_later_one_only_changes(
    lone_server: CentralServer, desk: DeskMaker
) -> None:
    one = desk("a", lone_server)
    for at in range(30):
        one.record(register(f"pulled-{at}", surname=f"Scaricati{chr(97 + at)}"))
    assert one.settle().outcome == "ok"
    two = desk("b", lone_server)
    assert two.settle().outcome == "ok"
    assert _index(two) == ([30], 0)
    one.record(register("later", surname="Successiva"))
    one.settle()
    two.settle()
    assert _index(two) == ([30], 1)
    with two.store.read() as conn:
        assert [hit.surname for hit in search.search(conn, "successiva", 20)] == ["Successiva"]
        assert len(search.search(conn, "scaricati", 40)) == 30
