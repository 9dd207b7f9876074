# SPDX-License-Identifier: EUPL-1.2
"""docs/operations.md says what the program does."""

import inspect

import pytest

from tools.operations_doc import PAGE, page
from tools.refusals_of import refusals_of
from welfare_desk.core import refusals
from welfare_desk.operations.bookings import BookPlace, MoveBooking
from welfare_desk.operations.cards import HandOverCard, IssueCard
from welfare_desk.operations.households import FormHousehold
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.operations.registry import EVERY, KINDS


def test_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tools.operations_doc"


def test_page_names_every_operation_and_every_field() -> None:
    text = page()
    for name, kind in KINDS.items():
        section = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert section, name
        for field in kind.__struct_fields__:
            assert f"| `{field}` |" in section, (name, field)


@pytest.mark.parametrize(
    ("kind", "some"),
    [
        (BookPlace, {"SlotFull", "SlotPast", "AlreadyBooked", "PriceChanged", "NumbersExhausted"}),
        (MoveBooking, {"BookingProvisional", "SeatsInvalid", "SlotFull"}),
        (IssueCard, {"FundNotHeld", "AwardElsewhere", "NotEntitled", "IdTaken", "SoloLimit"}),
        (HandOverCard, {"DelegationInvalid", "CardUnknown", "NumbersExhausted"}),
        (RedeemCard, {"BalanceTooSmall", "CardExpired", "CardBalanceElsewhere"}),
        (FormHousehold, {"AlreadyInHousehold", "HouseholdEmpty", "PersonUnknown", "IdTaken"}),
        (AmendPerson, {"DateUnreadable", "BirthInFuture", "FiscalCodeCheck", "FieldUnknown"}),
    ],
)
def test_refusals_are_found_through_all_that_is_called(
    kind: type[Operation], some: set[str]
) -> None:
    assert some <= {each.__name__ for each in refusals_of(kind)}


def test_refusals_named_in_a_docstring_are_really_raised() -> None:
    known = set(refusals.every_refusal().values())
    for kind in EVERY:
        text = (inspect.getdoc(kind) or "").split("efused with", 1)
        if len(text) == 1:
            continue
        named = {each for each in known if f"``{each.__name__}``" in text[1]}
        assert named <= set(refusals_of(kind)), kind.kind()
