# SPDX-License-Identifier: EUPL-1.2
"""Whether this desk holds what the server thinks it does: digests and the fields it can read."""

from __future__ import annotations

import hashlib
from functools import cache

from welfare_desk.core.instants import DAY_US
from welfare_desk.models.reads import One
from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS
from welfare_desk.models.wire import to_wire
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.ports import DeskPort
from welfare_desk.protocol.digest import Digest, kind_digest, row_number

_MODULUS = 1 << 256
NOTHING = kind_digest("", ())


def is_due(port: DeskPort, now: int) -> bool:
    """Tell whether rows are to be compared: once a day, and after everything came anew."""
    if port.fact(facts.WHOLE_PULL):
        return False
    return bool(port.fact(facts.DIGEST_DUE)) or _day_passed(port, now)


def own_digest(port: DeskPort, territory_id: str) -> dict[str, str]:
    """Return the digest of each kind as the server sent it: below this desk's unanswered work."""
    shared = [name for name, kind in KINDS.items() if kind.SIDE == "shared"]
    weights = {name: port.weight(territory_id, name) for name in shared}
    images = port.images()
    found = port.rows(territory_id).load([One(name, row_id) for name, row_id in images])
    for rows in found.values():
        for row in rows:
            weights[row.KIND] -= row_number(row.KIND, to_wire(row))
    for (name, _), image in images.items():
        if image is not None:
            weights[name] = weights.get(name, 0) + row_number(name, to_wire(image))
    return {name: f"{weight % _MODULUS:064x}" for name, weight in weights.items()}


def compare(port: DeskPort, territory_id: str, told: Digest, now: int) -> bool:
    """Note whether the desk's rows are those that the server told; tell whether they differ.

    Where they differ everything is pulled anew at the next exchange, under the unanswered
    work; once a day at most, for what differs again after that is no matter of the line.
    """
    own = own_digest(port, territory_id)
    differing = sorted(kind for kind, text in own.items() if told.kinds.get(kind, NOTHING) != text)
    again = bool(differing) and (not port.fact(facts.DIFFERS) or _day_passed(port, now))
    port.keep_facts(
        {facts.DIGEST_AT: str(now), facts.DIGEST_DUE: "", facts.DIFFERS: " ".join(differing)}
    )
    if again:
        port.clear_staged()
        port.keep_facts(pull_everything())
    return bool(differing)


def _day_passed(port: DeskPort, now: int) -> bool:
    return now >= int(port.fact(facts.DIGEST_AT) or "0") + DAY_US


def pull_everything() -> dict[str, str]:
    """Return the facts that make the next pull bring everything."""
    return {"cursor": "0", facts.WHOLE_PULL: "1"}


def note_program(port: DeskPort) -> None:
    """Pull everything anew when this program reads other kinds or fields than the last one.

    What an older program passed over was never stored.
    """
    here = _fingerprint(tuple(KINDS.values()))
    before = port.fact(facts.READS)
    if before == here:
        return
    values = {facts.READS: here}
    if int(port.fact("cursor") or "0") > 0:
        port.clear_staged()
        values |= pull_everything()
    port.keep_facts(values)


@cache
def _fingerprint(kinds: tuple[type[Record], ...]) -> str:
    lines = sorted(
        f"{kind.KIND}:{','.join(kind.__struct_fields__)}" for kind in kinds if kind.SIDE == "shared"
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
