# SPDX-License-Identifier: EUPL-1.2
"""An offering as one municipality has it."""

from __future__ import annotations

import msgspec

from tests.builders import TOWN, a_territory, an_id
from welfare_desk.models.offering import Offering, Override
from welfare_desk.operations.offered import offered

ELSEWHERE = an_id("limena")


def _shared(*overrides: Override) -> Offering:
    of = next(row for row in a_territory() if isinstance(row, Offering))
    return msgspec.structs.replace(of, overrides=overrides or None)


def test_without_overrides_it_is_the_same_everywhere() -> None:
    shared = _shared()
    assert offered(shared, TOWN) is shared
    assert offered(shared, None) is shared


def test_a_municipality_changes_only_what_its_override_says() -> None:
    shared = _shared(Override(municipality_id=TOWN, provider_id="p2", bring=()))
    here = offered(shared, TOWN)
    assert (here.provider_id, here.bring) == ("p2", ())
    assert here.fee_scheme_id == shared.fee_scheme_id
    assert here.id == shared.id
    assert offered(shared, ELSEWHERE) == shared
    assert offered(shared, None) == shared


def test_each_field_of_an_override_replaces_the_shared_one() -> None:
    override = Override(
        municipality_id=TOWN,
        active=False,
        provider_id="p2",
        fee_scheme_id="s2",
        bring=("Merenda",),
        cancel_rule="Entro le 9.",
    )
    here = offered(_shared(override), TOWN)
    for name in Override.__struct_fields__[1:]:
        assert getattr(here, name) == getattr(override, name), name


def test_asking_twice_changes_nothing() -> None:
    here = offered(_shared(Override(municipality_id=TOWN, active=False)), TOWN)
    assert offered(here, TOWN) == here
