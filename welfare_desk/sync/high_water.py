# SPDX-License-Identifier: EUPL-1.2
"""The high-water mark in the keyring: how far printed numbers were drawn (protocol rule 6).

It is written after the act's commit, so only a mark *ahead* of the store says something: the
store is an old copy, and numbers that it would draw next may stand on papers already.
Without a keyring there is no mark, and ``doctor`` says so.
"""

from __future__ import annotations

from keyring.errors import KeyringError

from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.ports import DeskPort
from welfare_desk.sync.credentials import SERVICE, Keyring

Place = tuple[int, int]
"""An incarnation and a number in its chain."""


class HighWater:
    """The mark of one home; a keyring that fails is one that is not there."""

    def __init__(self, keys: Keyring, home_name: str) -> None:
        self._keys = keys
        self._name = f"{home_name}-numbers"

    def read(self) -> Place | None:
        """Return the last act that drew a number, as far as the keyring knows."""
        try:
            inc, _, seq = (self._keys.get(SERVICE, self._name) or "").partition(":")
        except KeyringError:
            return None
        return (int(inc), int(seq)) if inc.isdecimal() and seq.isdecimal() else None

    def note(self, place: Place) -> None:
        """Move the mark on; it never goes back."""
        if place <= (self.read() or (0, 0)):
            return
        try:
            self._keys.set(SERVICE, self._name, f"{place[0]}:{place[1]}")
        except KeyringError:
            return


def compare(port: DeskPort, mark: HighWater) -> bool:
    """Note in the store that it is behind the keyring's mark; tell whether it is.

    From then on no act draws a right, until the server has given the desk a new incarnation.
    """
    if port.fact(facts.BEHIND):
        return True
    place = mark.read()
    here = (int(port.fact("inc") or "0"), int(port.fact("head_seq") or "0"))
    if place is None or place <= here:
        return False
    port.keep_facts({facts.BEHIND: f"{place[0]}:{place[1]}"})
    return True
