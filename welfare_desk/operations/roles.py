# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: the table of reliability-security.md section 3 for the acts that exist.

Deny by default: a role that does not name an act may not do it.
"""

from __future__ import annotations

from welfare_desk.models.territory import Operator
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

_COUNTER = frozenset({"intake", "book", "own_pin", "exchange", "review"})

ROLES: dict[str, frozenset[str]] = {
    "operator": _COUNTER | {"complain", "file", "issue", "redeem", "card_care", "propose_merge"},
    "supervisor": _COUNTER
    | {"import", "file", "decide", "round", "issue", "redeem", "card_care", "settle"}
    | {"open_closed", "propose_merge", "merge", "complain", "answer", "price", "slots"},
    "social_worker": _COUNTER | {"complain", "file", "decide", "open_closed"},
    "cooperative": frozenset({"register", "book", "answer", "slots", "own_pin", "exchange"}),
    "administrator": frozenset({"own_pin", "exchange", "territory"}),
    "auditor": frozenset({"own_pin", "exchange", "open_closed"}),
    # What a desk does by itself, without an operator.
    "desk": frozenset({"exchange"}),
    "server": frozenset({"territory", "intake", "register", "redeem", "settle", "slots"}),
}


def may(role: str, operation: Operation) -> bool:
    """Tell whether a role may do an operation; registering is part of intake."""
    return may_act(role, operation.ACT)


def may_act(role: str, act: str) -> bool:
    """Tell whether a role may do an act by its name in the table."""
    acts = ROLES.get(role, frozenset())
    return act in acts or (act == "register" and "intake" in acts)


def may_touch(act: Act, world: World, provider_id: str | None) -> bool:
    """Tell whether the act's operator may touch what is a provider's: cooperatives their own."""
    if act.role != "cooperative":
        return True
    operator = world.get(Operator, act.actor)
    return operator is not None and operator.provider_id == provider_id is not None
