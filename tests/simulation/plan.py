# SPDX-License-Identifier: EUPL-1.2
"""How large a history is, and how often what goes wrong in it."""

from __future__ import annotations

from random import Random

import msgspec

FAULTS = (
    "drop", "lost_reply", "duplicate", "delay", "crash", "crash_in_transaction", "crash_server",
    "offline", "skew", "restore_server", "clone", "restore_desk", "revoke", "write_off",
    "reclaim", "schema_skew", "admin",
)  # fmt: skip
"""Every kind of fault that can be injected."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What one seed's history is made of."""

    seed: int
    desks: int
    operations: int
    towns: int
    funds: int = 2
    fund_cents: int = 40_000_000
    places: int = 200
    """Places of a large slot."""
    acts_a_day: int = 100
    """Acts of one desk in a day."""
    burst: int = 8
    """Acts of one desk in a row, about."""
    rates: dict[str, float]
    """How likely a fault is: those of the network for each message, the others for each
    thousand acts."""
    exchange_every: int = 6 * 3600 * 1_000_000
    """Microseconds between two exchanges of a desk."""

    def town_of(self, device: int) -> int:
        """Return the municipality of a desk: some have one desk, some have several."""
        return 1 + (device - 1) * self.towns // self.desks


NETWORK = {"drop": 0.01, "lost_reply": 0.01, "duplicate": 0.01, "delay": 0.02, "crash": 0.004,
           "crash_server": 0.002}  # fmt: skip
RARE = {"crash_in_transaction": 0.5, "offline": 0.4, "skew": 0.2,
        "restore_server": 0.02, "clone": 0.03, "restore_desk": 0.03,
        "revoke": 0.01, "write_off": 0.01, "reclaim": 0.01, "schema_skew": 0.02,
        "admin": 0.3}  # fmt: skip


def plan_of(seed: int, desks: int, operations: int) -> Plan:
    """Return the plan of a seed: every seed has another weather.

    Small histories have more of the rare faults, so that each sees some of them.
    """
    random = Random(f"plan-{seed}")
    rates = {name: rate * random.choice((0, 0.5, 1, 1, 2, 4)) for name, rate in NETWORK.items()}
    wanted = 4_000 / max(4_000, operations) ** 0.5 / 60
    for name, rate in RARE.items():
        weight = random.choice((0, 0, 1, 1, 3))
        rates[name] = rate * weight * (1 + wanted * 10 if operations < 100_000 else 1)
    towns = max(1, min(desks, round(desks * random.choice((0.25, 0.4, 0.6)))))
    return Plan(
        seed=seed,
        desks=desks,
        operations=operations,
        towns=towns,
        places=random.choice((8, 40, 120, 240)) if operations < 100_000 else 240,
        fund_cents=random.choice((300_000, 2_000_000)) if operations < 100_000 else 400_000_000,
        burst=random.choice((2, 5, 10, 20)) if operations < 100_000 else 12,
        rates=rates,
    )
