# SPDX-License-Identifier: EUPL-1.2
"""Fresh rows under unanswered work (protocol rule 20), in the caller's transaction.

Pulled rows replace the server's images; operations that the pull answered are retired; the
still unanswered ones are applied on the images again and the difference is stored.  Leases,
numbers, journal bytes and audit are never written again.
"""

from __future__ import annotations

import msgspec

from welfare_desk.models.reads import Changes
from welfare_desk.operations.desk_side.ports import DeskPort
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import from_body
from welfare_desk.operations.run import under_fresh_rows
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act, decode


class Fresh(msgspec.Struct, frozen=True):
    """What a rebase changed."""

    kinds: frozenset[str]
    in_question: dict[str, str]
    """Refusal code of each provisional operation that would now be refused."""


def apply_fresh(
    port: DeskPort, territory_id: str, fresh: Changes, answered_seq: int, *, whole: bool = False
) -> Fresh:
    """Bring the domain rows to the server's state with this desk's unanswered work on top.

    With ``whole`` the fresh rows are all there are: what is not among them is dropped.
    """
    images = port.images()
    if whole:
        fresh = dict.fromkeys((*port.keys(territory_id), *images)) | fresh
    under = {key: fresh.get(key, image) for key, image in images.items()}
    direct = {key: row for key, row in fresh.items() if key not in images}
    port.retire(answered_seq)
    # What was refused has no effect, even where a restored server has not said so again.
    waiting = [_open(each.act) for each in port.unanswered() if each.result != "rejected"]
    kinds = port.save(territory_id, direct)
    if not waiting:
        kinds |= port.save(territory_id, under)
        port.clear_images()
        port.set_in_question({})
        return Fresh(kinds, {})
    world = World(port.rows(territory_id), territory_id, settled=False)
    world.prefetch(read for operation, _ in waiting for read in operation.reads())
    for key, row in under.items():
        world.restore(key, row)
    world.mark()
    in_question = under_fresh_rows(waiting, world)
    kinds |= port.save(territory_id, world.changes())
    port.clear_images()
    port.keep_images(world.since_mark())
    port.set_in_question(in_question)
    return Fresh(kinds, in_question)


def _open(data: bytes) -> tuple[Operation, Act]:
    act = decode(data)
    return from_body(act.body), act
