# SPDX-License-Identifier: EUPL-1.2
"""What a list or a paper calls an offering."""

from __future__ import annotations

from welfare_desk.models.offering import Offering


def title_of(offering: Offering | None, nothing: str = "–") -> str:
    """Return what anybody may read of an offering: its name, or the neutral title of a sensitive.

    ``nothing`` is said of an offering that is not here.
    """
    if offering is None:
        return nothing
    return offering.neutral_title if offering.sensitive else offering.name_it
