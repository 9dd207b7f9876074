# SPDX-License-Identifier: EUPL-1.2
"""Recording, correcting and withdrawing attestations, and which of them an act may name."""

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import (
    FUND,
    OFFERING,
    TODAY,
    a_fund,
    an_id,
    book,
    form,
    isee,
    issue,
    register,
)
from tests.operations.here import HELD, Here
from welfare_desk.core.isee import CURRENT, MINORS, ORDINARY, SOCIAL_HEALTH
from welfare_desk.core.refusals import (
    ChoiceUnknown,
    DateUnreadable,
    IseeExpired,
    IseeInvalid,
    IseeUnknown,
    NotEntitled,
    NotInHousehold,
    PriceChanged,
    TextMissing,
    TextTooLong,
)
from welfare_desk.models.booking import Booking
from welfare_desk.models.fund import Fund
from welfare_desk.models.household import IseeAttestation
from welfare_desk.models.offering import Offering
from welfare_desk.models.person import FieldChange
from welfare_desk.operations.attestations import CorrectIsee, RecordIsee, WithdrawIsee
from welfare_desk.operations.households import ChangeHousehold, Joining

DAY = datetime.timedelta(days=1)
ISEE, MARIA, LUCA = an_id("isee"), an_id("maria"), an_id("luca")


def recorded(name: str = "isee", household: str = "home", **fields: Any) -> RecordIsee:
    return msgspec.structs.replace(isee(name, household), **fields)


def corrected(**fields: Any) -> CorrectIsee:
    whole = CorrectIsee(
        isee_id=ISEE,
        reason="una cifra di troppo",
        isee_kind=ORDINARY,
        value_cents=700_000,
        issued_on=datetime.date(2026, 2, 1),
        valid_to=datetime.date(2026, 12, 31),
    )
    return msgspec.structs.replace(whole, **fields)


def history(here: Here) -> list[tuple[str, str, str, str]]:
    rows = [row for row in here.rows(FieldChange) if row.entity_id == ISEE]
    return sorted((row.field, row.before, row.after, row.reason) for row in rows)


@pytest.fixture
def home(here: Here) -> Here:
    """Maria with her child Luca in ``home``; Ugo alone in ``other``."""
    for name in ("maria", "luca", "ugo"):
        here.record(register(name))
    here.record(form("home", "maria", "luca"))
    here.record(form("other", "ugo"))
    return here


def test_what_stands_on_the_attestation_is_kept(home: Here) -> None:
    home.record(
        recorded(
            isee_kind=CURRENT,
            dsu_no=" inps-isee-2026-01234567a-00",
            has_discrepancies=True,
            beneficiary_id=LUCA,
            assets_updated=True,
            note="  patrimonio mobiliare ",
        )
    )
    row = home.row(IseeAttestation, ISEE)
    assert (row.isee_kind, row.dsu_no) == (CURRENT, "INPS-ISEE-2026-01234567A-00")
    assert (row.beneficiary_id, row.assets_updated, row.has_discrepancies) == (LUCA, True, True)
    assert row.note == "patrimonio mobiliare"
    assert row.recorded_at == home.clock.now_us()


@pytest.mark.parametrize("number", ["", "CAF-2026-0001", "strano", "INPS-ISEE-1999-01234567A-00"])
def test_strange_dsu_number_is_never_refused(home: Here, number: str) -> None:
    home.record(recorded(dsu_no=number))
    assert home.row(IseeAttestation, ISEE).dsu_no == number.upper()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"isee_kind": "ordinario"}, ChoiceUnknown),
        ({"isee_kind": ""}, ChoiceUnknown),
        ({"beneficiary_id": an_id("ugo")}, NotInHousehold),
        ({"beneficiary_id": an_id("nobody")}, NotInHousehold),
        ({"note": "x" * 501}, TextTooLong),
        ({"value_cents": -1}, IseeInvalid),
    ],
)
def test_attestation_that_does_not_fit_is_refused(
    home: Here, fields: dict[str, Any], refusal: Any
) -> None:
    home.refuses(recorded(**fields), refusal)


def test_child_that_lives_there_without_counting_may_be_a_beneficiary(home: Here) -> None:
    joins = (Joining(an_id("ugo"), "child", counts=False),)
    home.record(ChangeHousehold(household_id=an_id("home"), on=TODAY, joins=joins))
    home.record(recorded(isee_kind=MINORS, beneficiary_id=an_id("ugo")))


def test_mistyped_value_is_put_right_with_the_reason_and_the_old_one_kept(home: Here) -> None:
    home.record(recorded(value_cents=7_000_000))
    home.record(corrected(dsu_no="inps-isee-2026-01234567a-00"))
    row = home.row(IseeAttestation, ISEE)
    assert (row.value_cents, row.dsu_no) == (700_000, "INPS-ISEE-2026-01234567A-00")
    assert history(home) == [
        ("dsu_no", "", "INPS-ISEE-2026-01234567A-00", "una cifra di troppo"),
        ("value_cents", "7000000", "700000", "una cifra di troppo"),
    ]


def test_every_field_may_be_put_right(home: Here) -> None:
    home.record(recorded())
    home.record(
        corrected(
            isee_kind=MINORS,
            issued_on=TODAY,
            valid_to=TODAY,
            has_discrepancies=True,
            beneficiary_id=LUCA,
            assets_updated=True,
            note="nota",
        )
    )
    assert {(field, after) for field, _, after, _ in history(home)} == {
        ("isee_kind", MINORS),
        ("issued_on", "2026-09-16"),
        ("valid_to", "2026-09-16"),
        ("has_discrepancies", "1"),
        ("beneficiary_id", LUCA),
        ("assets_updated", "1"),
        ("note", "nota"),
    }


def test_correction_that_changes_nothing_leaves_no_trace(home: Here) -> None:
    home.record(recorded())
    before = home.row(IseeAttestation, ISEE)
    home.record(corrected())
    assert home.row(IseeAttestation, ISEE) == before
    assert history(home) == []


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"isee_id": an_id("no such")}, IseeUnknown),
        ({"reason": " "}, TextMissing),
        ({"reason": "x" * 201}, TextTooLong),
        ({"valid_to": TODAY - DAY}, IseeExpired),
        ({"issued_on": TODAY + DAY}, IseeInvalid),
        ({"isee_kind": "ordinario"}, ChoiceUnknown),
        ({"beneficiary_id": an_id("ugo")}, NotInHousehold),
        ({"valid_to": datetime.date.max}, DateUnreadable),
    ],
)
def test_correction_that_does_not_fit_is_refused(
    home: Here, fields: dict[str, Any], refusal: Any
) -> None:
    home.record(recorded())
    home.refuses(corrected(**fields), refusal)


def test_withdrawn_one_stays_with_the_reason_and_counts_no_more(home: Here) -> None:
    home.record(recorded())
    home.refuses(WithdrawIsee(isee_id=ISEE, reason=" "), TextMissing)
    home.record(WithdrawIsee(isee_id=ISEE, reason="di un altro nucleo"))
    row = home.row(IseeAttestation, ISEE)
    assert (row.issued_on, row.valid_to) == (
        datetime.date(2026, 2, 1), datetime.date(2026, 1, 31),
    )  # fmt: skip
    assert history(home) == [("valid_to", "2026-12-31", "", "di un altro nucleo")]
    home.refuses(book("one", "maria", HELD, isee_id=ISEE), PriceChanged)
    for again in (WithdrawIsee(isee_id=ISEE, reason="ancora"), corrected()):
        home.refuses(again, IseeUnknown)
    home.refuses(WithdrawIsee(isee_id=an_id("no such"), reason="x"), IseeUnknown)


def test_booking_names_the_attestation_that_is_right_for_the_service(home: Here) -> None:
    home.record(recorded("old", value_cents=600_000))
    home.record(recorded("isee", issued_on=datetime.date(2026, 5, 1)))
    home.refuses(book("one", "maria", HELD, isee_id=an_id("old")), PriceChanged)
    home.record(book("one", "maria", HELD, isee_id=ISEE))
    assert [line.code for line in home.row(Booking, an_id("one")).lines] == ["bracket", "units"]


def test_booking_needs_no_attestation_named(home: Here) -> None:
    """Who does not want to show it pays the fee of people without ISEE."""
    home.record(recorded())
    home.record(book("one", "maria", HELD))
    assert home.row(Booking, an_id("one")).total_cents == 2_200


def test_attestation_of_another_child_prices_nothing(home: Here) -> None:
    home.put(msgspec.structs.replace(home.row(Offering, OFFERING), isee_kind=MINORS))
    home.record(recorded(isee_kind=MINORS, beneficiary_id=LUCA))
    home.refuses(book("one", "maria", HELD, isee_id=ISEE), PriceChanged)
    home.record(book("one", "luca", HELD, isee_id=ISEE))


def test_ordinary_one_prices_social_health_care_but_nothing_for_minors(home: Here) -> None:
    home.record(recorded())
    offering = home.row(Offering, OFFERING)
    home.put(msgspec.structs.replace(offering, isee_kind=MINORS))
    home.refuses(book("one", "luca", HELD, isee_id=ISEE), PriceChanged)
    home.put(msgspec.structs.replace(offering, isee_kind=SOCIAL_HEALTH))
    home.record(book("one", "luca", HELD, isee_id=ISEE))


def test_card_names_the_attestation_that_is_right_for_the_fund(home: Here) -> None:
    """A lower value that a later attestation replaced must not open a fund."""
    home.record(recorded("old", value_cents=600_000))
    home.record(recorded("isee", issued_on=datetime.date(2026, 5, 1), value_cents=1_300_000))
    for name in ("old", "isee"):
        home.refuses(issue("card", "home", "maria", an_id(name), 22_000), NotEntitled)
    home.record(corrected(value_cents=650_000, issued_on=datetime.date(2026, 5, 1)))
    home.record(issue("card", "home", "maria", ISEE, 22_000))


def test_current_one_opens_a_fund_that_asks_for_an_ordinary_one(home: Here) -> None:
    fund = a_fund()
    criteria = msgspec.structs.replace(fund.criteria, isee_kinds=(ORDINARY,))
    home.put(msgspec.structs.replace(home.row(Fund, FUND), criteria=criteria))
    home.record(recorded("minors", isee_kind=MINORS))
    home.refuses(issue("card", "home", "maria", an_id("minors"), 22_000), NotEntitled)
    home.record(recorded(isee_kind=CURRENT))
    home.record(issue("card", "home", "maria", ISEE, 22_000))
