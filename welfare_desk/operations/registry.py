# SPDX-License-Identifier: EUPL-1.2
"""Every operation by its name, read from wire bytes and from people's JSON."""

from __future__ import annotations

import functools
import operator
from typing import Any

import msgspec

from welfare_desk.core.refusals import JsonUnreadable
from welfare_desk.operations.applications import (
    AttachProtocolNo,
    DecideApplication,
    FileApplication,
    NoteCrossCheck,
    WithdrawApplication,
)
from welfare_desk.operations.attestations import (
    CorrectIsee,
    RecordIsee,
    RepriceBookings,
    WithdrawIsee,
)
from welfare_desk.operations.bookings import (
    BookPlace,
    BookTogether,
    CancelBooking,
    MoveBooking,
    RecordAttendance,
)
from welfare_desk.operations.calls import RecordCall
from welfare_desk.operations.card_life import CountStock, PrintCard, VoidCard
from welfare_desk.operations.cards import (
    ActivateCard,
    BlockCard,
    HandOverCard,
    IssueCard,
    ReplaceCard,
)
from welfare_desk.operations.complaints import (
    AnswerComplaint,
    RecordComplaint,
    RecordSatisfaction,
)
from welfare_desk.operations.consents import RecordConsent
from welfare_desk.operations.delegations import AppointDelegate, EndDelegation, SignDelegation
from welfare_desk.operations.desks import (
    EndRecovery,
    NoteCopy,
    NoteQuarantine,
    ReclaimDesk,
    WriteOffDesk,
)
from welfare_desk.operations.exchange_of_rights import ReleaseRights
from welfare_desk.operations.households import (
    ChangeHousehold,
    FormHousehold,
    MoveHouse,
    MoveMembers,
    SplitHousehold,
)
from welfare_desk.operations.identifiers import RecordIdentifier, WithdrawIdentifier
from welfare_desk.operations.ledger import CloseFund, ExpireCards
from welfare_desk.operations.merging import MergePeople, ProposeMerge, UndoMerge
from welfare_desk.operations.notes import WithdrawNote, WriteNote
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.operators import SetPin
from welfare_desk.operations.people import AmendPerson, RegisterPerson
from welfare_desk.operations.place_offers import AcceptPlace, DeclinePlace, LapseOffer, OfferPlace
from welfare_desk.operations.redemptions import RedeemCard, ReverseRedemption, WithdrawSlip
from welfare_desk.operations.requests import AddRequestStep, OpenRequest
from welfare_desk.operations.reviews import CloseReview
from welfare_desk.operations.rounds import DrawSample, RankRound, RecordControl, RevokeAward
from welfare_desk.operations.service_answers import (
    AcceptServiceRequest,
    AgreeServiceRequest,
    CounterServiceRequest,
    RefuseServiceRequest,
    TellRefusal,
    WithdrawServiceRequest,
)
from welfare_desk.operations.service_requests import AskForService
from welfare_desk.operations.settlements import (
    CloseDifference,
    CloseReturn,
    CloseSettlement,
    MarkPaid,
    NoteDifferences,
    OrderPayment,
    RecordDebitNote,
)
from welfare_desk.operations.slots import CloseSlot
from welfare_desk.operations.territory import ApplyTerritory
from welfare_desk.operations.waiting import DrawWaiting, JoinWaiting, LeaveWaiting

AT_DESK: tuple[type[Operation], ...] = (
    RegisterPerson,
    AmendPerson,
    ProposeMerge,
    MergePeople,
    UndoMerge,
    CloseReview,
    FormHousehold,
    ChangeHousehold,
    SplitHousehold,
    MoveMembers,
    MoveHouse,
    RecordIsee,
    CorrectIsee,
    WithdrawIsee,
    RecordNotice,
    AppointDelegate,
    SignDelegation,
    EndDelegation,
    RecordConsent,
    OpenRequest,
    AddRequestStep,
    WriteNote,
    WithdrawNote,
    RecordIdentifier,
    WithdrawIdentifier,
    BookPlace,
    BookTogether,
    MoveBooking,
    CancelBooking,
    RecordAttendance,
    RepriceBookings,
    JoinWaiting,
    LeaveWaiting,
    DrawWaiting,
    OfferPlace,
    AcceptPlace,
    DeclinePlace,
    LapseOffer,
    RecordCall,
    CloseSlot,
    AskForService,
    AcceptServiceRequest,
    CounterServiceRequest,
    RefuseServiceRequest,
    AgreeServiceRequest,
    TellRefusal,
    WithdrawServiceRequest,
    RecordComplaint,
    AnswerComplaint,
    RecordSatisfaction,
    FileApplication,
    AttachProtocolNo,
    WithdrawApplication,
    DecideApplication,
    RankRound,
    DrawSample,
    RecordControl,
    RevokeAward,
    IssueCard,
    ActivateCard,
    HandOverCard,
    BlockCard,
    ReplaceCard,
    PrintCard,
    VoidCard,
    CountStock,
    RedeemCard,
    ReverseRedemption,
    WithdrawSlip,
    CloseReturn,
    CloseSettlement,
    RecordDebitNote,
    OrderPayment,
    MarkPaid,
    NoteDifferences,
    CloseDifference,
    SetPin,
)
"""What ``welfare-desk record`` takes."""

EVERY: tuple[type[Operation], ...] = (
    *AT_DESK,
    ReleaseRights,
    ApplyTerritory,
    NoteCrossCheck,
    NoteCopy,
    NoteQuarantine,
    ReclaimDesk,
    WriteOffDesk,
    EndRecovery,
    ExpireCards,
    CloseFund,
)

KINDS: dict[str, type[Operation]] = {each.kind(): each for each in EVERY}

_union: Any = functools.reduce(operator.or_, EVERY)
_decoder: msgspec.msgpack.Decoder[Operation] = msgspec.msgpack.Decoder(_union)
_encoder = msgspec.msgpack.Encoder()


def to_body(operation: Operation) -> bytes:
    """Return an operation as the body of an envelope."""
    return _encoder.encode(operation)


def from_body(body: bytes) -> Operation:
    """Return the operation of a body; raises ``msgspec.MsgspecError`` where it is malformed."""
    return _decoder.decode(body)


def from_json(fields: dict[str, Any]) -> Operation:
    """Return the operation that a person wrote as JSON.

    Refused with ``JsonUnreadable`` and the path: an unknown kind, an unknown field, a wrong
    type.  This strictness is for people; on the wire what is not known is kept.
    """
    kind = KINDS.get(str(fields.get("kind", "")))
    if kind is None or kind not in AT_DESK:
        raise JsonUnreadable(path="$.kind")
    known = {field.encode_name for field in msgspec.structs.fields(kind)} | {"kind", "op_id"}
    unknown = sorted(set(fields) - known)
    if unknown:
        raise JsonUnreadable(path=f"$.{unknown[0]}")
    own = {name: value for name, value in fields.items() if name != "op_id"}
    try:
        read = msgspec.convert(own, kind)
    except UnicodeEncodeError:
        raise JsonUnreadable(path="$", why="half a letter") from None
    except msgspec.ValidationError as error:
        _, named, path = str(error).rpartition(" - at `")
        where = path.rstrip("`") if named else "$"
        raise JsonUnreadable(path=where, why=str(error)) from error
    inside = _unknown_inside("$", own, msgspec.to_builtins(read))
    if inside:
        raise JsonUnreadable(path=inside)
    return read


def _unknown_inside(path: str, given: Any, read: Any) -> str:
    """Return the path of the first field below the operation's own that nothing has read."""
    if isinstance(given, dict) and isinstance(read, dict):
        steps = [(f"{path}.{name}", name) for name in sorted(given)]
    elif isinstance(given, list | tuple) and isinstance(read, list | tuple):
        if len(given) != len(read):
            return path
        steps = [(f"{path}[{place}]", place) for place in range(len(given))]
    else:
        return ""
    for below, step in steps:
        if isinstance(read, dict) and step not in read:
            return below
        found = _unknown_inside(below, given[step], read[step])
        if found:
            return found
    return ""
