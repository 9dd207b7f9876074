# SPDX-License-Identifier: EUPL-1.2
"""What is left of chosen resources is what the sum over all says of them."""

from pathlib import Path

from tests.support.stores import open_desk
from welfare_desk.models.desk_work import HeldRow
from welfare_desk.store import rights


def a_lease(number: int, resource: str, left: int, not_after: int = 100) -> HeldRow:
    return HeldRow(
        lease_id=f"l-{number}",
        resource=resource,
        quantity=9,
        left=left,
        not_after=not_after,
        lease=b"",
    )


def test_chosen_resources_say_what_the_whole_says(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    names = [f"slot:{n}" for n in range(1_200)]
    with store.write() as conn:
        rights.add(conn, [a_lease(n, name, n % 4) for n, name in enumerate(names)])
        rights.add(
            conn,
            [
                a_lease(5_000, "slot:7", 2),
                a_lease(5_001, "slot:7", 5, not_after=40),
                a_lease(5_002, "fund:1", 900),
            ],
        )
    with store.read() as conn:
        whole = rights.summary(conn, ends_after=50)
        chosen = rights.left_of(conn, [*names, "slot:unknown"], ends_after=50)
        assert chosen == {name: left for name, left in whole.items() if name.startswith("slot:")}
        assert chosen["slot:7"] == 3 + 2, "a lease that has ended counts no more"
        assert rights.left_of(conn, ()) == {}
    store.close()
