# SPDX-License-Identifier: EUPL-1.2
"""An offering as one municipality has it: the shared catalogue with its differences."""

from __future__ import annotations

import msgspec

from welfare_desk.models.offering import Offering

_FIELDS = ("active", "provider_id", "fee_scheme_id", "bring", "cancel_rule")


def offered(offering: Offering, municipality_id: str | None) -> Offering:
    """Return the offering as this municipality has it; without one, as it is everywhere.

    Each field that its override says replaces the offering's; the rest stays, the id and
    the overrides too, so that asking again for the same municipality changes nothing.
    """
    for each in offering.overrides or ():
        if each.municipality_id == municipality_id:
            said = {name: getattr(each, name) for name in _FIELDS}
            changes = {name: value for name, value in said.items() if value is not None}
            return msgspec.structs.replace(offering, **changes)
    return offering
