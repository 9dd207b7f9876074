# SPDX-License-Identifier: EUPL-1.2
"""The signed list of dead cards and card keys, made anew every few minutes."""

from __future__ import annotations

from threading import Lock

from welfare_desk.core.instants import MINUTE_US, local_date
from welfare_desk.protocol.block_list import CardLists, write
from welfare_desk.server.central import Central
from welfare_desk.store.dead_cards import dead_cards

FRESH_US = 5 * MINUTE_US
"""A list younger than this is said again."""


def block_list(central: Central, territory_id: str) -> bytes:
    """Return the list as it stands now, signed."""
    now_us = central.clock.now_us()
    today = local_date(now_us)
    with central.store.read() as conn:
        dead = dead_cards(conn, territory_id, today)
    keys = central.key.cards.public(today)
    return write(territory_id, now_us, keys, dead, central.key.sign)


class Lists:
    """The last list of each territory, so that many desks cost one reading."""

    def __init__(self, central: Central) -> None:
        self._central = central
        self._made: dict[str, tuple[int, int, bytes]] = {}
        """By territory: when it was made, under which newest card key, and the list."""
        self._one = Lock()

    def answer(self, territory_id: str, since: int) -> CardLists:
        """Return the list, or an empty one where the desk's of ``since`` is the latest."""
        now_us = self._central.clock.now_us()
        with self._one:
            newest = self._central.key.card_key_id
            made_at, key_id, text = self._made.get(territory_id, (0, 0, b""))
            if key_id != newest or not made_at <= now_us < made_at + FRESH_US:
                text = block_list(self._central, territory_id)
                made_at = int(text.split(b"\n", 3)[2])
                self._made[territory_id] = (made_at, newest, text)
        return CardLists(text=b"" if since == made_at else text)
