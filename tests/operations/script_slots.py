# SPDX-License-Identifier: EUPL-1.2
"""The script's acts on slots: closed at one desk, again at another, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import a_resource, a_slot, an_id
from welfare_desk.models.record import Record
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.slots import CloseSlot

if TYPE_CHECKING:
    from tests.operations.script import Script

SECOND = 2
ILL = a_slot("provider ill", places=4, days=5)
"""A slot that is closed."""
LONG_PAST = a_slot("long past", places=4, days=-5)


def slots_rows() -> list[Record]:
    """The slots and their places."""
    slots = (ILL, LONG_PAST)
    return [*slots, *(a_resource(f"slot:{each.id}", each.places) for each in slots)]


def close(slot_id: str = ILL.id, reason: str = "Operatrice malata") -> CloseSlot:
    """Close a slot."""
    return CloseSlot(slot_id=slot_id, reason=reason)


EXAMPLES: tuple[Operation, ...] = (close(reason="x"),)


def slots(script: Script) -> None:
    """Add every act on slots; none is ever final at a desk."""
    script.add(close(reason=" "), role="supervisor", final=False)
    script.add(close(), final=False)
    script.add(close(LONG_PAST.id), role="supervisor", final=False)
    script.add(close(an_id("nowhere")), role="supervisor", final=False)
    script.add(close(), role="supervisor", final=False)
    script.add(close(reason="Sala chiusa"), SECOND, role="supervisor", final=False)
