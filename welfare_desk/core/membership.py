# SPDX-License-Identifier: EUPL-1.2
"""Roles in a household, why somebody leaves one, and who belongs to it by default.

The words for each stand in ``resources/wording/lines.toml`` as ``role_…`` and ``leaving_…``.
"""

from __future__ import annotations

from typing import Final

ROLES: Final = (
    "applicant", "spouse", "partner", "child", "parent", "sibling", "grandparent", "grandchild",
    "foster_child", "guardian", "carer", "other",
)  # fmt: skip
"""Every role, in the order of a list to choose from; said of the applicant."""

CHILDREN: Final = frozenset({"child", "foster_child"})
"""Roles that the equivalence scale takes for children of the household."""

APART: Final = frozenset({"foster_child", "carer"})
"""Roles that do not belong to the household where they live unless somebody says so.

A fostered child is a household of its own until the foster family takes it in (art. 3 DPCM
159/2013); a carer who lives in has no tie of family (art. 4 DPR 223/1989).
"""

LEAVING_REASONS: Final = (
    "moved", "separated", "adult_child", "foster_care", "care_home", "death", "role_changed",
    "error", "other",
)  # fmt: skip
"""Why a membership ends."""


def counts_by_default(role: str) -> bool:
    """Tell whether somebody in this role belongs to the household where they live."""
    return role not in APART
