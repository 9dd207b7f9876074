# SPDX-License-Identifier: EUPL-1.2
"""The registry over dicts: a store of its own that no restore of the server takes back."""

from __future__ import annotations

import msgspec

from welfare_desk.models.central import Contact, Device, Incarnation


class SimRegistry:
    """The registry: a store of its own that no restore takes back."""

    def __init__(self) -> None:
        self.epochs = 1
        self.incs: dict[int, int] = {}
        self.contacts: dict[tuple[int, int], Contact] = {}
        self.desks: dict[int, Device] = {}
        self.told: dict[int, tuple[int, int]] = {}
        """The last lease and the last number of the log that desks were told of, by epoch."""
        self.set_off: dict[tuple[int, object], int] = {}
        """When a desk last set something off that it may do once a day."""

    def contact(self, device: int, inc: int) -> Contact | None:
        return self.contacts.get((device, inc))

    def set_contact(self, device: int, inc: int, new: Contact) -> None:
        self.contacts[device, inc] = new

    def highest_inc(self, device: int) -> int:
        return self.incs.get(device, 0)

    def register_inc(self, device: int, inc: int) -> None:
        self.incs[device] = max(inc, self.incs.get(device, 0))

    def saw(self, device: int, at: int) -> None:
        row = self.desks[device]
        self.desks[device] = msgspec.structs.replace(row, last_seen_at=max(at, row.last_seen_at))

    def seen_since(self, territory_id: str, at: int) -> list[Incarnation]:
        places = [
            place
            for place, known in self.contacts.items()
            if known.seen_at >= at and not self.desks[place[0]].revoked
        ]
        greeted = {device for device, _ in places}
        bare = [
            (device, 0)
            for device, row in self.desks.items()
            if row.last_seen_at >= at and not row.revoked and device not in greeted
        ]
        return sorted([*places, *bare])

    def epoch(self, territory_id: str) -> int:
        return self.epochs

    def register_epoch(self, territory_id: str, epoch: int) -> None:
        self.epochs = max(epoch, self.epochs)
