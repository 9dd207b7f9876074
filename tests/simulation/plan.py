# SPDX-License-Identifier: EUPL-1.2
"""How large a history is, and how often what goes wrong in it."""

from __future__ import annotations

from random import Random

import msgspec

FAULTS = (
    "drop", "lost_reply", "duplicate", "delay", "crash", "crash_in_transaction", "crash_server",
    "offline", "skew", "restore_server", "clone", "restore_desk", "revoke", "write_off",
    "reclaim", "schema_skew", "admin", "parcel",
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
    silently: bool = False
    """A server may be restored without anybody saying so."""
    batch: int = 500
    """Operations in a push at most."""
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


WEATHERS: dict[str, dict[str, float]] = {
    "": {},
    "restores": {"restore_server": 6.0, "lost_reply": 0.02, "drop": 0.01},
    "copies": {"clone": 4.0, "restore_desk": 3.0, "lost_reply": 0.02},
    "both": {"restore_server": 10.0, "clone": 5.0, "restore_desk": 10.0},
    "put back": {"restore_server": 5.0, "restore_desk": 15.0, "put_back_after": 0.1},
    "crashes": {"crash_in_transaction": 40.0, "crash": 0.05, "lost_reply": 0.05},
    "clocks": {"skew": 20.0, "offline": 3.0},
    "parcels": {
        "parcel": 20.0,
        "restore_server": 3.0,
        "clone": 1.0,
        "restore_desk": 1.0,
        "offline": 3.0,
        "lost_reply": 0.02,
    },
    "older": {"restore_server": 6.0, "schema_skew": 8.0, "lost_reply": 0.02},
    "away": {"offline": 20.0, "skew": 4.0},
}
"""Weathers in which one kind of fault is frequent; the others are none."""


_EVERYBODY = frozenset(
    ("restore_server", "clone", "restore_desk", "revoke", "write_off", "reclaim")
)
"""What makes every desk pull everything anew, or brings or takes a desk: a large history has as
many of them as a territory may see in some months, not so many for each thousand acts."""


def plan_of(seed: int, desks: int, operations: int, weather: str = "") -> Plan:
    """Return the plan of a seed: every seed has another weather, unless one is named.

    Small histories have more of the rare faults, so that each sees some of them.
    """
    random = Random(f"plan-{seed}")
    small = operations < 100_000
    rates = {name: rate * random.choice((0, 0.5, 1, 1, 2, 4)) for name, rate in NETWORK.items()}
    often = 1 + 11 / max(1.0, operations / 1_000) ** 0.5 if small else 1
    for name, rate in RARE.items():
        seldom = 0.2 if name in _EVERYBODY and not small else 1
        rates[name] = rate * random.choice((0, 0, 1, 1, 3)) * often * seldom
    # Drawn apart, so that the histories of before stay what they were.
    rates["parcel"] = 0.2 * Random(f"parcels-{seed}").choice((0, 0, 1, 1, 4))
    towns = max(1, min(desks, round(desks * random.choice((0.25, 0.4, 0.6)))))
    acts_a_day = random.choice((100, 100, 20, 5)) if small else 100
    if weather:
        rates = WEATHERS[weather]
        acts_a_day = 5 if weather == "away" else 100
    return Plan(
        seed=seed,
        desks=desks,
        operations=operations,
        towns=towns,
        places=random.choice((8, 40, 120, 240)) if small else 240,
        fund_cents=random.choice((300_000, 2_000_000)) if small else 400_000_000,
        acts_a_day=acts_a_day,
        exchange_every=6 * 3600 * 1_000_000 * 100 // acts_a_day,
        burst=random.choice((2, 5, 10, 20)) if small else 12,
        batch=random.choice((6, 40, 500)) if small else 500,
        silently=bool(weather),
        rates=rates,
    )
