# SPDX-License-Identifier: EUPL-1.2
"""A script of acts that covers every operation: kept, refused, provisional, late, repeated."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

import msgspec

from tests.builders import (
    FUND,
    MERCHANT,
    OPERATOR,
    TERRITORY,
    TODAY,
    a_fund,
    a_resource,
    a_slot,
    a_territory,
    an_id,
    book,
    form,
    isee,
    issue,
    register,
)
from tests.operations.script_cards import cards_life
from tests.operations.script_complaints import complaints
from tests.operations.script_funds import ROUND_FUND, a_round_fund, funds
from tests.operations.script_households import EVENING, households
from tests.operations.script_merging import merging
from tests.operations.script_money import money
from tests.operations.script_papers import papers
from tests.operations.script_places import places, places_rows
from tests.operations.script_requests import on_request_rows, service_requests
from tests.operations.script_slots import slots, slots_rows
from tests.operations.script_waiting import WAITED, waiting, waiting_rows
from tests.operations.sealed import NOW, an_act
from welfare_desk.core.numbers import booking_text, receipt_text, serial_text
from welfare_desk.models.fund import Grant
from welfare_desk.models.record import Record
from welfare_desk.operations.bookings import (
    BookPlace,
    CancelBooking,
    MoveBooking,
    RecordAttendance,
)
from welfare_desk.operations.cards import ActivateCard, BlockCard, HandOverCard, ReplaceCard
from welfare_desk.operations.delegations import AppointDelegate
from welfare_desk.operations.desks import (
    EndRecovery,
    NoteCopy,
    NoteQuarantine,
    ReclaimDesk,
    Reserve,
    WriteOffDesk,
)
from welfare_desk.operations.exchange_of_rights import ReleaseRights, Returned
from welfare_desk.operations.households import ChangeHousehold, Joining
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.operators import SetPin
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total
from welfare_desk.protocol.envelope import Act, Serial, Spend
from welfare_desk.protocol.hlc import Hlc

MORNING = a_slot("morning", places=3)
NOON = a_slot("noon", places=1, minute=720)
PAST = a_slot("past", days=-3)
FIRST, SECOND = 1, 2
CODE = "RSSMRA62C45H501N"
_TEXTS = {"number:booking": booking_text, "number:receipt": receipt_text}
_LENT = {
    f"slot:{MORNING.id}": 1,
    f"slot:{WAITED.id}": 2,
    f"fund:{FUND}": 100_000,
    f"fund:{ROUND_FUND}": 60_000,
}
_NUMBERS = ("number:booking", "number:receipt", f"serial:{FUND}", f"serial:{ROUND_FUND}")


def rows_before() -> list[Record]:
    """The territory; each of two desks holds a place, euros and numbers."""
    rows = a_territory(MORNING, NOON, PAST, EVENING, fund=a_fund())
    rows += on_request_rows()
    rows += waiting_rows() + places_rows() + slots_rows()
    rows += [a_round_fund(), a_resource(f"fund:{ROUND_FUND}", 500_000)]
    for device in (FIRST, SECOND):
        rows += [_grant(device, name, quantity) for name, quantity in _LENT.items()]
        rows += [_grant(device, name, 100) for name in _NUMBERS]
    lent = {name: 2 * quantity for name, quantity in _LENT.items()}
    return [
        msgspec.structs.replace(row, free=row.free - lent.get(row.id, 0))  # type: ignore[call-arg]
        if row.KIND == "resource"
        else row
        for row in rows
    ]


def _grant(device: int, resource: str, quantity: int) -> Grant:
    return Grant(
        id=f"{device}-{resource}",
        territory_id=TERRITORY,
        device=device,
        inc=1,
        resource=resource,
        quantity=quantity,
        spent=0,
        returned=0,
        fence=1,
        not_after_at=NOW + 1,
        state="live",
    )


class Script:
    """Acts in the order in which they happen; each is sealed as a desk would seal it."""

    def __init__(self) -> None:
        self.acts: list[tuple[Operation, Act]] = []
        self._popped: Counter[str] = Counter()

    def add(
        self, operation: Operation, device: int = FIRST, *, final: bool = True, **other: Any
    ) -> None:
        """Seal an operation; one that is not final was made without the rights it needs."""
        place = len(self.acts) + 1
        spends: list[Spend] = []
        serials: list[Serial] = []
        for take in operation.takes():
            lease = take.lease or f"{device}-{take.resource}"
            if take.mode == "number":
                for _ in range(take.quantity):
                    serials.append(self._pop(device, take.resource, lease))
            elif final:
                spends.append(Spend(lease, take.quantity if take.mode == "part" else 0))
        fields: dict[str, Any] = {
            "op_id": an_id(f"op {place}"),
            "device": device,
            "seq": place,
            "hlc": Hlc(NOW // 1000 + place, 0, device),
            "rand64": place,
            "wall": NOW + place * 1_000_000,
            "spends": tuple(spends),
            "serials": tuple(serials),
            **other,
        }
        self.acts.append((operation, an_act(operation, **fields)))

    def _pop(self, device: int, resource: str, lease: str) -> Serial:
        index = self._popped[lease]
        self._popped[lease] += 1
        block = 10 * device + _NUMBERS.index(resource)
        return Serial(lease, index, _TEXTS.get(resource, serial_text)(1, block, index))


def whole_script() -> list[tuple[Operation, Act]]:
    """Return every act of the script."""
    script = Script()
    for part in (
        _people,
        papers,
        households,
        _bookings,
        _cards,
        cards_life,
        _late,
        merging,
        money,
        funds,
        service_requests,
        complaints,
        waiting,
        places,
        slots,
        _server,
    ):
        part(script)
    return script.acts


def _people(script: Script) -> None:
    script.add(register("maria", fiscal_code=CODE, no_code_reason="", surname="D’Àvila"))
    script.add(register("twin", fiscal_code=CODE, no_code_reason=""), SECOND)
    script.add(register("luca", born_on=None, phone="+39 049"))
    script.add(register("wrong", fiscal_code="RSSMRA62C45H501X"))
    script.add(register("maria", surname="Another"))
    for n, device in enumerate((SECOND, FIRST)):
        changes = {"phone": f"+39 {n}", "fiscal_code": ("", CODE)[n], "born_on": "1970-01-01"}
        late = Hlc(NOW // 1000 + 900 - n, 0, device)
        script.add(AmendPerson(person_id=an_id("luca"), changes=changes), device, hlc=late)
    script.add(AmendPerson(person_id=an_id("luca"), changes={"colour": "red"}))
    script.add(AmendPerson(person_id=an_id("nobody"), changes={"name": "X"}))
    script.add(form("home", "maria"))
    script.add(form("other", "luca", "twin"), SECOND)
    script.add(form("again", "luca"))
    script.add(form("empty"))
    joins = (Joining(an_id("nobody")), Joining(an_id("maria"), "spouse"))
    script.add(ChangeHousehold(household_id=an_id("other"), on=TODAY, joins=joins[1:]))
    script.add(ChangeHousehold(household_id=an_id("other"), on=TODAY, joins=joins))
    script.add(
        ChangeHousehold(household_id=an_id("other"), on=TODAY, leaves=(an_id("twin"),)), SECOND
    )
    script.add(isee("isee", "home"))
    script.add(isee("isee other", "other", 1_300_000), SECOND)
    script.add(
        msgspec.structs.replace(isee("old", "home"), valid_to=TODAY - datetime.timedelta(days=1))
    )
    notice = RecordNotice(
        notice_id=an_id("notice"),
        person_id=an_id("maria"),
        version="1",
        language="uk",
        signer="self",
        given_on=TODAY,
    )
    script.add(notice)
    script.add(msgspec.structs.replace(notice, person_id=an_id("nobody"), notice_id=an_id("n2")))
    for name, ends in (("delegation", None), ("over", TODAY - datetime.timedelta(days=1))):
        script.add(
            AppointDelegate(
                delegation_id=an_id(name),
                person_id=an_id("maria"),
                delegate_name="Жанна",
                powers=("collect_card", "book"),
                valid_from=TODAY,
                valid_to=ends,
            )
        )
    verifier = "$argon2id$v=19$m=8$x$y"
    script.add(SetPin(operator_id=OPERATOR, pin_verifier=verifier))
    script.add(SetPin(operator_id=an_id("marta"), pin_verifier=verifier))


def _bookings(script: Script) -> None:
    script.add(book("one", "maria", MORNING, isee_id=an_id("isee")))
    script.add(book("two", "luca", MORNING), SECOND)
    script.add(book("three", "twin", MORNING), final=False)
    script.add(book("four", "twin", NOON), SECOND, final=False)
    script.add(book("five", "maria", NOON), final=False)
    script.add(book("past", "maria", PAST), final=False)
    script.add(book("six", "nobody", MORNING), SECOND)
    script.add(msgspec.structs.replace(book("price", "luca", NOON), total_cents=1))
    script.add(CancelBooking(booking_id=an_id("two"), reason="malato"), SECOND)
    script.add(CancelBooking(booking_id=an_id("two")))
    script.add(CancelBooking(booking_id=an_id("five")))
    script.add(_move("one", "maria", NOON), final=False)
    script.add(_move("four", "twin", MORNING), SECOND)
    script.add(_move("none", "maria", NOON))
    script.add(RecordAttendance(booking_id=an_id("one"), outcome="attended"))
    script.add(RecordAttendance(booking_id=an_id("one"), outcome="flown"))
    script.add(CancelBooking(booking_id=an_id("one")))


def _move(name: str, person: str, slot: Any) -> MoveBooking:
    return MoveBooking(booking_id=an_id(name), person_id=an_id(person), slot_id=slot.id)


def _cards(script: Script) -> None:
    issued = issue("card", "home", "maria", an_id("isee"))
    script.add(issued)
    script.add(msgspec.structs.replace(issued, card_id=an_id("card again")))
    script.add(issue("no", "other", "luca", an_id("isee other")), SECOND)
    script.add(ActivateCard(card_id=an_id("card")))
    script.add(ActivateCard(card_id=an_id("card")))
    script.add(HandOverCard(card_id=an_id("card"), handed_to=an_id("over")))
    script.add(HandOverCard(card_id=an_id("card"), handed_to=an_id("delegation")))
    script.add(_redeem("card", 2_500))
    script.add(_redeem("card", 1_000), SECOND, final=False)
    script.add(_redeem("card", 99_999), final=False)
    script.add(_redeem("card", 99_999))
    script.add(BlockCard(card_id=an_id("card"), reason="smarrita"), SECOND)
    script.add(_redeem("card", 100))
    replaced = ReplaceCard(
        card_id=an_id("card"), new_card_id=an_id("card 2"), fund_id=FUND, reason="smarrita"
    )
    script.add(replaced)
    script.add(msgspec.structs.replace(replaced, new_card_id=an_id("card 3")), SECOND)
    script.add(ActivateCard(card_id=an_id("card 2")))
    script.add(BlockCard(card_id=an_id("nothing"), reason="x"))
    given = Returned(lease=f"{FIRST}-fund:{FUND}", resource=f"fund:{FUND}")
    script.add(ReleaseRights(returned=(given,)))
    script.add(ReleaseRights(returned=(given,)))


def _redeem(name: str, cents: int) -> RedeemCard:
    return RedeemCard(card_id=an_id(name), merchant_id=MERCHANT, amount_cents=cents)


def _late(script: Script) -> None:
    """What the desks promised and the server finds changed, twice, or made by the wrong role."""
    script.add(book("seven", "luca", NOON), SECOND)
    script.add(msgspec.structs.replace(book("eight", "maria", MORNING), seats=0))
    script.add(book("nine", "twin", NOON), role="auditor", final=False)
    script.add(register("by auditor"), role="auditor")
    copied, act = next(pair for pair in script.acts if pair[0].entity() == an_id("two"))
    script.acts.append((copied, msgspec.structs.replace(act, op_id=an_id("same number"))))
    ended = BookPlace(
        booking_id=an_id("ten"),
        person_id=an_id("maria"),
        slot_id=an_id("nowhere"),
        unit_cents=0,
        total_cents=0,
    )
    script.add(ended)


def _server(script: Script) -> None:
    fields = msgspec.to_builtins(msgspec.structs.replace(MORNING, places=5))
    script.add(
        ApplyTerritory(
            reason="more places",
            rows=(
                ServerRow(kind="slot", id=MORNING.id, fields=fields),
                ServerRow(kind="slot", id=PAST.id, fields=None),
                ServerRow(kind="offering", id=an_id("gone"), fields=None),
            ),
            totals=(Total(f"slot:{MORNING.id}", 5), Total(f"slot:{an_id('new')}", 2)),
        ),
        0,
        role="server",
    )
    script.add(book("last", "luca", MORNING), SECOND, final=False)
    reserve = Reserve(f"slot:{MORNING.id}", 1)
    for about in (
        NoteCopy(desk=FIRST, inc=1, new_inc=2),
        NoteQuarantine(desk=SECOND),
        WriteOffDesk(desk=SECOND, reserves=(reserve, Reserve("slot:nowhere", 3))),
        ReclaimDesk(desk=FIRST, rights=(f"home:{an_id('home')}",)),
        ReclaimDesk(desk=SECOND),
        EndRecovery(epoch=2, resources=(f"slot:{MORNING.id}",)),
    ):
        script.add(about, 0, role="server")
    # What was reclaimed is spent all the same: covered from what is free, or owed.
    script.add(book("after all", "luca", MORNING), FIRST)
