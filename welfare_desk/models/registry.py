# SPDX-License-Identifier: EUPL-1.2
"""Every kind of record by its name."""

from __future__ import annotations

from welfare_desk.models.application import Application, ApplicationMark, Round
from welfare_desk.models.booking import Booking, ServiceRequest, WaitEntry
from welfare_desk.models.card import Posting, StockCount, VoucherCard
from welfare_desk.models.fund import Award, Fund, Grant, Resource, SpentNumber, WholeRight
from welfare_desk.models.household import Household, HouseholdMember, IseeAttestation
from welfare_desk.models.offering import Asset, FeeScheme, Offering, Slot
from welfare_desk.models.person import (
    Consent,
    Delegation,
    FieldChange,
    FieldStamp,
    Identifier,
    Notice,
    Person,
)
from welfare_desk.models.quality import Complaint, Satisfaction
from welfare_desk.models.record import Record
from welfare_desk.models.request import AssistanceRequest, Note, RequestStep
from welfare_desk.models.review import ReviewItem
from welfare_desk.models.settlement import Redemption, ReturnBatch, Settlement, ShopKey
from welfare_desk.models.territory import (
    Desk,
    Merchant,
    Municipality,
    Operator,
    Provider,
    Territory,
)

KINDS: dict[str, type[Record]] = {
    kind.KIND: kind
    for kind in (
        Territory,
        Municipality,
        Provider,
        Merchant,
        Operator,
        Desk,
        FeeScheme,
        Offering,
        Asset,
        Slot,
        Fund,
        Resource,
        WholeRight,
        Grant,
        SpentNumber,
        Person,
        FieldStamp,
        FieldChange,
        Identifier,
        Notice,
        Consent,
        Delegation,
        AssistanceRequest,
        RequestStep,
        Note,
        Household,
        HouseholdMember,
        IseeAttestation,
        Booking,
        WaitEntry,
        ServiceRequest,
        Complaint,
        Satisfaction,
        Round,
        Application,
        ApplicationMark,
        Award,
        VoucherCard,
        StockCount,
        Posting,
        ShopKey,
        Settlement,
        ReturnBatch,
        Redemption,
        ReviewItem,
    )
}
"""In an order in which rows can be loaded: what others point to comes first."""

SHARED: tuple[type[Record], ...] = tuple(k for k in KINDS.values() if k.SIDE == "shared")
