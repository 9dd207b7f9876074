# SPDX-License-Identifier: EUPL-1.2
"""Codes and documents: shapes are hints, closed codes need a reason, withdrawing empties them."""

import datetime
from typing import Any

import pytest

from tests.builders import TODAY, an_id
from tests.operations.here import Here
from welfare_desk.core.identifiers import KINDS, RESTRICTED
from welfare_desk.core.refusals import (
    ChoiceUnknown,
    DateUnreadable,
    IdentifierShapeWrong,
    IdentifierUnknown,
    IdTaken,
    PersonUnknown,
    TextMissing,
    TextTooLong,
)
from welfare_desk.models.person import Identifier
from welfare_desk.operations.identifiers import RecordIdentifier, WithdrawIdentifier

MARIA = an_id("maria")
CODE = an_id("identifier")
STP = {"identifier_kind": "stp", "value": "STP0500000000001", "reason": "ambulatorio"}


def an_identifier(**other: Any) -> RecordIdentifier:
    fields: dict[str, Any] = {
        "identifier_id": CODE,
        "person_id": MARIA,
        "identifier_kind": "residence_permit",
        "value": "I12345678",
        **other,
    }
    return RecordIdentifier(**fields)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - RESTRICTED))
@pytest.mark.parametrize("value", ["CA 00000 aa", "?", "I12345678"])
def test_document_of_any_shape_is_recorded(known: Here, kind: str, value: str) -> None:
    known.record(an_identifier(identifier_kind=kind, value=value, status="seen", issuer="PD"))
    row = known.row(Identifier, CODE)
    assert (row.identifier_kind, row.value) == (kind, value.replace(" ", "").upper())
    assert (row.status, row.issuer, row.withdrawn) == ("seen", "PD", False)


def test_expired_permit_under_renewal_is_recorded(known: Here) -> None:
    day = TODAY - datetime.timedelta(days=90)
    known.record(an_identifier(valid_to=day, renewal_pending=True))
    row = known.row(Identifier, CODE)
    assert (row.valid_from, row.valid_to, row.renewal_pending) == (None, day, True)


@pytest.mark.parametrize(("kind", "letters"), [("stp", "stp"), ("eni", "Eni")])
def test_closed_code_is_kept_for_a_reason(known: Here, kind: str, letters: str) -> None:
    value = f"{letters} 050 000 0000001"
    known.record(an_identifier(identifier_kind=kind, value=value, reason="vaccini"))
    row = known.row(Identifier, CODE)
    assert (row.value, row.reason) == (f"{kind.upper()}0500000000001", "vaccini")


@pytest.mark.parametrize(
    ("fields", "refusal", "facts"),
    [
        ({"person_id": an_id("nobody")}, PersonUnknown, {}),
        ({"identifier_kind": "badge"}, ChoiceUnknown, {"field": "identifier_kind"}),
        ({"status": "guessed"}, ChoiceUnknown, {"field": "status"}),
        ({"value": " "}, TextMissing, {"field": "value"}),
        ({"value": "**"}, TextMissing, {"field": "value"}),
        ({"value": "x" * 41}, TextTooLong, {"field": "value", "limit": 40}),
        ({**STP, "reason": " "}, TextMissing, {"field": "reason"}),
        ({**STP, "value": "STP050000000001"}, IdentifierShapeWrong, {"identifier_kind": "stp"}),
        ({**STP, "identifier_kind": "eni"}, IdentifierShapeWrong, {"identifier_kind": "eni"}),
        ({"valid_to": datetime.date.max}, DateUnreadable, {"part": "year"}),
    ],
)
def test_identifier_that_cannot_be_is_refused(
    known: Here, fields: dict[str, Any], refusal: Any, facts: dict[str, str | int]
) -> None:
    assert known.refuses(an_identifier(**fields), refusal) == facts


def test_withdrawn_closed_code_is_gone_from_the_row_and_another_stays(known: Here) -> None:
    known.record(an_identifier())
    known.record(an_identifier(identifier_id=an_id("stp"), **STP))
    known.record(WithdrawIdentifier(identifier_id=CODE))
    known.record(WithdrawIdentifier(identifier_id=an_id("stp")))
    permit, stp = known.row(Identifier, CODE), known.row(Identifier, an_id("stp"))
    assert (permit.withdrawn, permit.value) == (True, "I12345678")
    assert (stp.withdrawn, stp.value) == (True, "")
    known.refuses(WithdrawIdentifier(identifier_id=an_id("x")), IdentifierUnknown)
    known.refuses(an_identifier(), IdTaken)
