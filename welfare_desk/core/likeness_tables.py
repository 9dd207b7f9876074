# SPDX-License-Identifier: EUPL-1.2
"""How often two descriptions agree so far, for one person and for each kind of two people.

A row says, of a field known in both descriptions, in which share of cases it is found at
this level when the two are one person, and when they are two people of a kind.  The shares
are judged from practice, not counted: ``docs/duplicates.md`` gives the reasons.  A field that
agrees wholly is never rarer for one person than for two, so that further agreement never
lowers a score.
"""

from __future__ import annotations

from typing import NamedTuple


class Shares(NamedTuple):
    """One share (above 0, at most 1) for one person and for each kind of two people."""

    one: float
    """One person, written down twice."""
    strangers: float
    """Two people with nothing to do with each other."""
    twins: float
    relatives: float
    """Brothers, sisters, parents, children, cousins, by another first name."""
    namesakes: float
    """Parent and child, or cousins, with one full name."""
    home: float
    """Spouses, guests of one house: one address, often one telephone."""
    omocodia: float
    """Two people for whom one code was computed, so that the tax office gave variants."""


PRIOR = Shares(0.2, 100_000, 0.02, 3, 0.03, 3, 3e-4)
"""How many of each a counter of 100,000 people holds for somebody who comes; for one person,
how likely it is that this somebody is among them."""

SEX = {
    "same": Shares(0.985, 0.5, 0.65, 0.5, 0.96, 0.4, 0.98),
    "other": Shares(0.015, 0.5, 0.35, 0.5, 0.04, 0.6, 0.02),
}
PLACE = {
    "same": Shares(0.95, 0.35, 0.95, 0.7, 0.6, 0.5, 0.95),
    "other": Shares(0.05, 0.65, 0.05, 0.3, 0.4, 0.5, 0.05),
}
CODE = {
    "same": Shares(0.9, 1e-6, 1e-4, 3e-4, 1e-3, 3e-4, 1e-3),
    "misfit": Shares(0.05, 1e-6, 1e-4, 1e-3, 4e-3, 1e-3, 1e-3),
    "base": Shares(3e-3, 1e-8, 0.02, 1e-6, 1e-6, 1e-8, 0.7),
    "variants": Shares(1e-5, 1e-8, 0.01, 1e-6, 1e-6, 1e-8, 0.3),
    "explained": Shares(0.06, 1, 1, 1, 1, 1, 1e-3),
    "other": Shares(0.01, 1, 1, 1, 1, 1, 1e-3),
    "read": Shares(5e-3, 1, 1, 1, 1, 1, 1e-3),
    "provisional": Shares(0.15, 1, 1, 1, 1, 1, 1e-3),
}
BIRTH = {
    "same": Shares(0.86, 4e-5, 0.86, 1e-5, 1e-6, 4e-5, 0.86),
    "same_first": Shares(0.60, 1.2e-3, 0.60, 1e-4, 1e-4, 4e-3, 0.60),
    "turned": Shares(0.012, 4e-5, 0.012, 2e-5, 1e-5, 4e-5, 1e-3),
    "digit": Shares(0.03, 1.2e-3, 0.03, 3e-3, 1.5e-3, 1.5e-3, 1e-3),
    "first": Shares(0.25, 0.014, 0.01, 3e-3, 1e-4, 0.02, 1e-3),
    "close": Shares(0.012, 4e-3, 0.012, 6e-3, 3e-3, 4e-3, 1e-3),
    "year": Shares(0.008, 0.014, 3e-3, 2e-3, 1e-4, 0.02, 1e-3),
    "other": Shares(0.01, 0.98, 3e-3, 0.98, 0.995, 0.97, 1e-3),
}
PHONE = {
    "same": Shares(0.6, 1e-4, 0.55, 0.25, 0.3, 0.5, 1e-4),
    "near": Shares(0.04, 2e-5, 0.02, 0.01, 0.01, 0.02, 2e-5),
    "other": Shares(0.36, 1, 0.43, 0.75, 0.7, 0.5, 1),
}
ADDRESS = {
    "same": Shares(0.7, 4e-4, 0.69, 0.5, 0.6, 0.7, 4e-4),
    "street": Shares(0.06, 8e-3, 0.06, 0.05, 0.055, 0.06, 8e-3),
    "other": Shares(0.24, 0.99, 0.25, 0.45, 0.35, 0.24, 0.99),
}


def surname(common: bool) -> dict[str, Shares]:
    """Return the rows of the surname, for one that many bear and for one that few do."""
    f = 1 / 300 if common else 1 / 1500
    return {
        "same": Shares(0.80, f, 0.80, 0.75, 0.80, 0.15, 0.5),
        "slip": Shares(0.05, f + 4e-4, 0.03, 0.03, 0.04, 5e-3, 0.02),
        "sounds": Shares(0.05, f + 4e-4, 0.03, 0.03, 0.04, 5e-3, 0.02),
        "near": Shares(0.06, 3 * f + 2e-3, 0.04, 0.04, 0.04, 8e-3, 0.05),
        "carried": Shares(0.02, 2 * f + 1e-3, 0.01, 0.01, 0.01, 3e-3, 0.05),
        "part": Shares(0.045, f + 5e-4, 0.03, 0.06, 0.04, 0.02, 0.01),
        "shares": Shares(8e-3, 2 * f + 1e-3, 8e-3, 0.03, 8e-3, 0.01, 0.01),
        "vague": Shares(0.012, 0.03, 6e-3, 0.01, 6e-3, 0.02, 0.1),
        "other": Shares(0.012, 0.96, 5e-3, 0.1, 0.01, 0.8, 0.26),
    }


def name(common: bool) -> dict[str, Shares]:
    """Return the rows of the first name, for one that many bear and for one that few do."""
    g = 1 / 50 if common else 1 / 200
    return {
        "same": Shares(0.74, g, 2e-3, 3e-3, 0.74, g, 0.3),
        "slip": Shares(0.05, g + 1e-3, 4e-3, 4e-3, 0.05, g + 1e-3, 0.03),
        "sounds": Shares(0.05, g + 1e-3, 4e-3, 4e-3, 0.05, g + 1e-3, 0.03),
        "near": Shares(0.06, 2 * g + 3e-3, 0.03, 0.015, 0.05, 2 * g + 3e-3, 0.06),
        "carried": Shares(0.03, 1.5 * g + 1e-3, 0.02, 0.01, 0.03, 1.5 * g + 1e-3, 0.05),
        "part": Shares(0.06, 2 * g, 6e-3, 6e-3, 0.05, 2 * g, 0.02),
        "called": Shares(0.03, 6e-3, 0.03, 0.02, 0.03, 6e-3, 0.02),
        "two": Shares(2e-3, 5e-3, 0.06, 0.03, 4e-3, 0.01, 0.1),
        "shares": Shares(2e-3, 0.01, 0.04, 0.03, 2e-3, 0.01, 0.02),
        "vague": Shares(6e-3, 0.04, 0.12, 0.07, 5e-3, 0.04, 0.2),
        "other": Shares(6e-3, 0.94, 0.75, 0.85, 5e-3, 0.94, 0.2),
    }
