# SPDX-License-Identifier: EUPL-1.2
"""A row of every kind, with the values that databases disagree about."""

import datetime
import types
import typing
from typing import Any

from welfare_desk.core.awards import Criteria, DatedCriteria
from welfare_desk.core.awards import Line as AwardLine
from welfare_desk.core.fees import Bracket, Line, Scheme, Segment
from welfare_desk.models.application import Declared
from welfare_desk.models.booking import Share
from welfare_desk.models.offering import Meeting, Override, PayerShare
from welfare_desk.models.person import Person
from welfare_desk.models.record import Record
from welfare_desk.models.settlement import Difference
from welfare_desk.models.territory import MerchantDocument

TERRITORY = "11111111-1111-4111-8111-111111111111"

_COMPOSED: dict[Any, Any] = {
    Scheme: Scheme(
        kind="piecewise",
        brackets=(Bracket(600_000, 0), Bracket(None, 450)),
        segments=(Segment(None, 1, 2),),
        monthly_cap_cents=None,
    ),
    Criteria: Criteria(amounts_cents=(10_000, 15_050), isee_kinds=("ordinario",)),
    tuple[Line, ...]: (Line("linear", {"isee_cents": 1_234_567, "note": "Dall’Ò"}, 199),),
    tuple[AwardLine, ...]: (AwardLine("isee_ceiling", True, {"isee_cents": 1_234_567}, 12_000),),
    tuple[DatedCriteria, ...]: (
        DatedCriteria(
            from_on=datetime.date(2026, 7, 1), criteria=Criteria(amounts_cents=(10_000,))
        ),
    ),
    tuple[int, ...]: (1_000, 2_000),
    tuple[PayerShare, ...]: (PayerShare(payer="fund", name="Dall’Ò", percent=50),),
    tuple[Override, ...]: (Override(municipality_id="m-1", active=False),),
    tuple[Meeting, ...]: (Meeting(datetime.date(2026, 12, 1), 540, 90),),
    tuple[Share, ...]: (Share(payer="person", cents=199),),
    Declared: Declared(members=2, births_on=(datetime.date(1950, 2, 28),), isee_cents=0),
    tuple[Difference, ...]: (Difference(code="missing_slip", ref="K7", ours_cents=1_200),),
    tuple[MerchantDocument, ...]: (
        MerchantDocument(name="DURC", number="12", valid_to=datetime.date(2026, 12, 31)),
    ),
    tuple[str, ...]: ("Žižek", "", 'quote " and \\ stroke'),
}


def sample(kind: type[Record], number: int) -> Any:
    """Return the row of a number; odd ones have nothing wherever nothing is allowed."""
    hints = typing.get_type_hints(kind)
    values = {
        name: _value(hints[name], f"{name} {number}", number) for name in kind.__struct_fields__
    }
    return kind(**{**values, "id": f"{kind.KIND}-{number}", "territory_id": TERRITORY})


def a_person(row_id: str, surname: str, name: str, **fields: Any) -> Person:
    """Return a person of whom only the named fields matter."""
    plain: Person = sample(Person, 0)
    values = {each: getattr(plain, each) for each in Person.__struct_fields__}
    cleared = {"fiscal_code": "", "base_code": "", "phone": "", "born_on": None, "street": ""}
    return Person(**{**values, **cleared, "id": row_id, "surname": surname, "name": name, **fields})


def _value(declared: Any, text: str, number: int) -> Any:
    if isinstance(declared, types.UnionType):
        arms = [arm for arm in typing.get_args(declared) if arm is not type(None)]
        return None if number % 2 else _value(arms[0], text, number)
    if declared in _COMPOSED:
        return _COMPOSED[declared]
    plain: dict[Any, Any] = {
        str: f"{text} D’Àvila Ψ 孫 😀 'x' %s ?",
        int: (1 << 62) + number if number % 2 else -number,
        bool: bool(number % 2),
        datetime.date: datetime.date(1899 + number, 2, 28),
        bytes: bytes(range(256)),
    }
    return plain[declared]
