# SPDX-License-Identifier: EUPL-1.2
"""One fitting example of every operation as JSON, and what people and programs put in its place."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from hypothesis import strategies as st

from tests.builders import (
    FUND,
    MERCHANT,
    OPERATOR,
    TODAY,
    an_id,
    book,
    form,
    isee,
    issue,
    register,
)
from tests.operations.here import HELD
from tests.operations.here import TODAY as TODAY_SLOT
from tests.operations.script_complaints import EXAMPLES as COMPLAINTS
from tests.operations.script_complaints import complained
from tests.operations.script_funds import EXAMPLES as APPLICATIONS
from tests.operations.script_places import EXAMPLES as TOGETHER
from tests.operations.script_requests import EXAMPLES as ON_REQUEST
from tests.operations.script_slots import EXAMPLES as SLOTS
from tests.operations.script_waiting import EXAMPLES as WAITING
from welfare_desk.core.settlement_marks import packed
from welfare_desk.models.settlement import Difference
from welfare_desk.operations.attestations import CorrectIsee, RepriceBookings, WithdrawIsee
from welfare_desk.operations.bookings import CancelBooking, MoveBooking, RecordAttendance
from welfare_desk.operations.card_life import CountStock, PrintCard, VoidCard
from welfare_desk.operations.cards import ActivateCard, BlockCard, HandOverCard, ReplaceCard
from welfare_desk.operations.consents import RecordConsent
from welfare_desk.operations.delegations import AppointDelegate, EndDelegation, SignDelegation
from welfare_desk.operations.households import (
    ChangeHousehold,
    Joining,
    MoveHouse,
    MoveMembers,
    SplitHousehold,
)
from welfare_desk.operations.identifiers import RecordIdentifier, WithdrawIdentifier
from welfare_desk.operations.merging import MergePeople, ProposeMerge, UndoMerge
from welfare_desk.operations.notes import WithdrawNote, WriteNote
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.operators import SetPin
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.redemptions import RedeemCard, ReverseRedemption, WithdrawSlip
from welfare_desk.operations.requests import AddRequestStep, OpenRequest
from welfare_desk.operations.reviews import CloseReview
from welfare_desk.operations.settlements import (
    CloseDifference,
    CloseReturn,
    CloseSettlement,
    MarkPaid,
    NoteDifferences,
    OrderPayment,
    RecordDebitNote,
)

SPENT = an_id("spent")

BEFORE: tuple[Operation, ...] = (
    register("maria"),
    register("luca"),
    form("home", "maria"),
    register("piero"),
    register("nina"),
    form("pair", "piero", "nina"),
    isee("isee pair", "pair"),
    isee("isee", "home"),
    book("one", "maria", HELD),
    issue("card", "home", "maria", an_id("isee")),
    ActivateCard(card_id=an_id("card")),
    RedeemCard(card_id=an_id("card"), merchant_id=MERCHANT, amount_cents=100, redemption_id=SPENT),
    AppointDelegate(
        delegation_id=an_id("guardian"),
        person_id=an_id("maria"),
        delegate_name="Luca",
        title="guardian",
        powers=("collect_card", "sign"),
        valid_from=TODAY,
        court="Padova",
        decree_no="1/2026",
        decree_on=TODAY,
    ),
    OpenRequest(request_id=an_id("request"), person_id=an_id("maria"), need="food"),
    WriteNote(note_id=an_id("note"), person_id=an_id("maria"), text="x"),
    complained(),
    RecordIdentifier(
        identifier_id=an_id("permit"),
        person_id=an_id("maria"),
        identifier_kind="residence_permit",
        value="I12345678",
    ),
)
"""What stands before each example."""

MONEY: tuple[Operation, ...] = (
    ReverseRedemption(redemption_id=SPENT, reason="x", second_id=an_id("carla")),
    WithdrawSlip(redemption_id=SPENT),
    CloseReturn(
        batch_id=an_id("return"),
        merchant_id=MERCHANT,
        channel="slips",
        taken=1,
        amount_cents=100,
        set_aside=0,
    ),
    CloseSettlement(
        settlement_id=an_id("settlement"),
        merchant_id=MERCHANT,
        fund_id=FUND,
        from_on=TODAY,
        to_on=TODAY,
        marks=packed([SPENT]),
        amount_cents=100,
        second_id=an_id("carla"),
    ),
    RecordDebitNote(settlement_id=an_id("settled"), number="1", on=TODAY, amount_cents=100),
    OrderPayment(settlement_id=an_id("settled"), payment_ref="1"),
    MarkPaid(settlement_id=an_id("settled"), on=TODAY),
    NoteDifferences(
        settlement_id=an_id("settled"), differences=(Difference(code="amount", ref="1"),)
    ),
    CloseDifference(settlement_id=an_id("settled"), code="amount", ref="1", words="x"),
)
"""What shops took in and are paid."""

EXAMPLES: tuple[Operation, ...] = (
    register("sara", fiscal_code="RSSMRA62C45H501N"),
    AmendPerson(person_id=an_id("maria"), changes={"phone": "1", "born_on": "1960-01-01"}),
    form("other", "luca"),
    ChangeHousehold(
        household_id=an_id("home"), on=TODAY, joins=(Joining(an_id("luca"), "child"),), leaves=()
    ),
    isee("isee 2", "home"),
    RecordNotice(
        notice_id=an_id("notice"),
        person_id=an_id("maria"),
        version="1",
        language="it",
        signer="self",
        given_on=TODAY,
    ),
    AppointDelegate(
        delegation_id=an_id("delegation"),
        person_id=an_id("maria"),
        delegate_name="Luca",
        valid_from=TODAY,
    ),
    book("two", "maria", TODAY_SLOT, isee_id=an_id("isee")),
    MoveBooking(booking_id=an_id("one"), person_id=an_id("maria"), slot_id=TODAY_SLOT.id),
    CancelBooking(booking_id=an_id("one"), reason="x"),
    RecordAttendance(booking_id=an_id("one"), outcome="arrived"),
    issue("card 2", "home", "maria", an_id("isee")),
    ActivateCard(card_id=an_id("card")),
    HandOverCard(card_id=an_id("card")),
    BlockCard(card_id=an_id("card"), reason="x"),
    ReplaceCard(card_id=an_id("card"), new_card_id=an_id("new"), fund_id=FUND, reason="x"),
    PrintCard(card_id=an_id("card")),
    VoidCard(card_id=an_id("card"), new_card_id=an_id("third"), fund_id=FUND, reason="jammed"),
    CountStock(count_id=an_id("count"), blanks=40, printed=2, spoilt=1, note="x"),
    RedeemCard(card_id=an_id("card"), merchant_id=MERCHANT, amount_cents=100),
    *MONEY,
    *APPLICATIONS,
    *COMPLAINTS,
    *ON_REQUEST,
    *WAITING,
    *SLOTS,
    *TOGETHER,
    SetPin(operator_id=OPERATOR, pin_verifier="$argon2id$x"),
    SignDelegation(delegation_id=an_id("guardian"), delegate_document="CI CA00000AA"),
    EndDelegation(delegation_id=an_id("guardian"), on=TODAY, reason="x"),
    RecordConsent(
        consent_id=an_id("consent"),
        person_id=an_id("maria"),
        purpose="photos",
        given=True,
        answered_on=TODAY,
    ),
    OpenRequest(
        request_id=an_id("other request"),
        person_id=an_id("maria"),
        asked_by="relative",
        asker_name="Luca",
        need="home_care",
        words="x",
    ),
    AddRequestStep(
        step_id=an_id("step"),
        request_id=an_id("request"),
        outcome="referred",
        referred_to="CAF",
    ),
    WriteNote(note_id=an_id("other note"), person_id=an_id("maria"), text="x", sensitive=True),
    WithdrawNote(note_id=an_id("note")),
    RecordIdentifier(
        identifier_id=an_id("stp"),
        person_id=an_id("maria"),
        identifier_kind="stp",
        value="STP0500000000001",
        reason="x",
    ),
    WithdrawIdentifier(identifier_id=an_id("permit")),
    ProposeMerge(person_id=an_id("maria"), other_id=an_id("luca"), reason="x"),
    MergePeople(
        kept_id=an_id("maria"), merged_id=an_id("luca"), changes={"phone": "2"}, reason="x"
    ),
    UndoMerge(merged_id=an_id("luca"), reason="x"),
    CloseReview(review_id=an_id("nothing to review")),
    MoveHouse(household_id=an_id("pair"), on=TODAY, street="Via Roma", reason="x"),
    CorrectIsee(
        isee_id=an_id("isee pair"),
        reason="x",
        isee_kind="minors",
        value_cents=1,
        issued_on=TODAY,
        valid_to=TODAY,
        beneficiary_id=an_id("piero"),
    ),
    WithdrawIsee(isee_id=an_id("isee pair"), reason="x"),
    RepriceBookings(household_id=an_id("home")),
    SplitHousehold(
        household_id=an_id("pair"),
        new_household_id=an_id("apart"),
        on=TODAY,
        movers=(Joining(an_id("nina"), "applicant"),),
    ),
    MoveMembers(
        household_id=an_id("pair"),
        to_household_id=an_id("home"),
        on=TODAY,
        movers=(Joining(an_id("piero"), "partner"),),
    ),
)

_KNOWN_IDS = [
    an_id(name)
    for name in (
        "maria",
        "luca",
        "home",
        "isee",
        "one",
        "card",
        "anna",
        "nobody",
        "guardian",
        "request",
        "note",
        "permit",
    )
] + [FUND, MERCHANT, HELD.id, TODAY_SLOT.id]
_ODD_TEXTS = [
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff!", "'; DROP TABLE person; --", "%s", "{x}",
    "12.50", "1e3", "NaN", "0001-01-01", "9999-12-31", "2026-02-30", "2026-W01", "RSSMRA62C45H501X",
    "a" * 61, "a" * 2_001, "é" * 10_000, "\u202e", "🙂" * 30, "self", "applicant", "guardian",
    "stp", "STP0500000000001", "photos", "food", "referred", "all",
    "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF",
]  # fmt: skip
_ODD_NUMBERS = [
    0, 1, -1, 2, 12_000, 2**31, 2**53, 2**63 - 1, 2**63, 2**64, -(2**63), -(2**63) - 1, 10**100,
    HIGHEST := 99_999_999_999, HIGHEST + 1,
]  # fmt: skip

_leaf: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(_KNOWN_IDS),
    st.sampled_from(_ODD_TEXTS),
    st.sampled_from(_ODD_NUMBERS),
    st.sampled_from([None, True, False, 0.0, 1.5, float("nan"), float("inf"), -0.0]),
    st.text(st.characters(), max_size=20),
    st.integers(),
    st.dates().map(datetime.date.isoformat),
)
_nested: st.SearchStrategy[Any] = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.text(max_size=5), st.sampled_from(["person_id", "role"])),
                        inner, max_size=3),
        inner.map(lambda each: [each] * 150),
    ),
    max_leaves=6,
)  # fmt: skip


def _with(draw: st.DrawFn, value: Any) -> Any:
    """Replace a value, or one inside it."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        name = draw(st.sampled_from(sorted(value)))
        return {**value, name: _with(draw, value[name])}
    if isinstance(value, list | tuple) and value and draw(st.booleans()):
        return [_with(draw, value[0]), *value[1:]]
    return draw(_nested)


@st.composite
def typed_badly(draw: st.DrawFn) -> dict[str, Any]:
    """An example in which up to three values are replaced, at any depth, or a field added."""
    fields: dict[str, Any] = msgspec.to_builtins(draw(st.sampled_from(EXAMPLES)))
    for _ in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from([*sorted(set(fields) - {"kind"}), "extra"]))
        fields[name] = _with(draw, fields.get(name))
    return fields
