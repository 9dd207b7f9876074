# SPDX-License-Identifier: EUPL-1.2
"""Rientri: what a shop brings is read piece by piece; what does not fit goes on a pile.

Each piece that is taken in is recorded at once, the pile lies in a parked draft: a return that
was interrupted goes on where it was.
"""

from __future__ import annotations

import json
from typing import Any, Literal, Protocol

import msgspec

from welfare_desk.core.refusals import (
    CardCodeForged,
    CardCodeMistyped,
    CardUnknown,
    DeskError,
    MerchantUnknown,
    ReturnUnknown,
    SlipAmountNeeded,
)
from welfare_desk.desk.drafts import Drafts
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.verify import verify
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.settlement import Redemption, ReturnBatch
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.redemptions import RedeemCard, WithdrawSlip
from welfare_desk.operations.settlements import CloseReturn
from welfare_desk.store import drafts as stored
from welfare_desk.sync.recorder import Recorded

DRAFT = "return"
LATEST = 40
"""How many of the last pieces are shown."""
Outcome = Literal["taken", "twice", "aside"]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One piece that was read, and what became of it."""

    place: int
    """Its number among those taken; 0 for one that was not."""
    outcome: Outcome
    card_no: str
    amount_cents: int
    at: int
    redemption_id: str = ""
    code: str = ""
    """The refusal's code of a piece that was put aside."""
    facts: dict[str, int | str] = {}
    provisional: bool = False
    text: str = ""
    """What was read, of a piece that was put aside."""


class ReturnView(msgspec.Struct, frozen=True, kw_only=True):
    """A return as it stands."""

    batch_id: str
    merchant_id: str
    merchant_name: str
    address: str
    vat_number: str
    taken: int
    amount_cents: int
    aside: tuple[Piece, ...]
    latest: tuple[Piece, ...]
    """The pieces read last, the latest first."""
    began_at: int
    declared: int = 0
    declared_cents: int = 0
    closed: bool = False
    receipt_no: str = ""

    @property
    def off(self) -> int | None:
        """Pieces taken less those that the shop declared; nothing where it declared none."""
        return self.taken - self.declared if self.declared else None

    @property
    def off_cents(self) -> int | None:
        """Cents taken less those that the shop declared; nothing where it declared none."""
        return self.amount_cents - self.declared_cents if self.declared_cents else None


class _Pile(msgspec.Struct, kw_only=True):
    """What the draft of a return keeps beside the rows."""

    merchant_id: str
    declared: int = 0
    declared_cents: int = 0
    pieces: list[Piece] = []


class Counter(Protocol):
    """What a return needs of the desk."""

    drafts: Drafts

    def look(self, view: Any) -> Any:
        """Return a view of the store."""

    def record(self, operation: Operation, op_id: str = "") -> Recorded:
        """Store an operation."""

    def new_id(self) -> str:
        """Return a fresh id."""

    def now_us(self) -> int:
        """Return this desk's own time."""


class Returns:
    """The returns of this desk; every method may be called from any thread."""

    def __init__(self, desk: Counter) -> None:
        self._desk = desk

    def opened(self) -> tuple[ReturnView, ...]:
        """Return the returns that were not closed, the latest first."""
        views: tuple[ReturnView, ...] = self._desk.look(_opened)
        return views

    def begin(
        self,
        merchant_id: str,
        *,
        operator_id: str,
        declared: int = 0,
        declared_cents: int = 0,
    ) -> ReturnView:
        """Open a return of a shop; refused with ``MerchantUnknown``."""
        name = self._desk.look(lambda here: _merchant(here, merchant_id)).name
        pile = _Pile(merchant_id=merchant_id, declared=declared, declared_cents=declared_cents)
        batch_id = self._desk.new_id()
        self._keep(batch_id, pile, operator_id, name)
        return self.view(batch_id)

    def view(self, batch_id: str) -> ReturnView:
        """Return a return as it stands; refused with ``ReturnUnknown``."""
        pile = self._pile(batch_id)
        view: ReturnView = self._desk.look(lambda here: _view(here, batch_id, pile))
        return view

    def read(
        self,
        batch_id: str,
        text: str,
        *,
        operator_id: str,
        amount_cents: int = 0,
        again: bool = False,
    ) -> tuple[ReturnView, Piece]:
        """Take a piece in, see that it was read before, or put it aside; never refused.

        Without an amount a voucher that is spent whole counts with its value.  ``again``
        counts a second purchase of one card.
        """
        pile = self._pile(batch_id)
        found = self._desk.look(lambda here: _found(here, batch_id, text))
        piece = self._taken(batch_id, pile.merchant_id, found, text, amount_cents, again=again)
        pile.pieces.append(piece)
        name = self._desk.look(lambda here: _merchant(here, pile.merchant_id)).name
        self._keep(batch_id, pile, operator_id, name)
        return self.view(batch_id), piece

    def declare(self, batch_id: str, pieces: int, cents: int, *, operator_id: str) -> ReturnView:
        """Keep what the shop says it brings; 0: it says nothing."""
        pile = self._pile(batch_id)
        pile.declared, pile.declared_cents = max(pieces, 0), max(cents, 0)
        name = self._desk.look(lambda here: _merchant(here, pile.merchant_id)).name
        self._keep(batch_id, pile, operator_id, name)
        return self.view(batch_id)

    def take_back_last(self, batch_id: str, *, operator_id: str) -> ReturnView:
        """Take the piece that was taken in last out again; nothing where there is none."""
        pile = self._pile(batch_id)
        last = next((each for each in reversed(pile.pieces) if each.outcome == "taken"), None)
        if last is not None:
            self._desk.record(WithdrawSlip(redemption_id=last.redemption_id))
            pile.pieces.remove(last)
            name = self._desk.look(lambda here: _merchant(here, pile.merchant_id)).name
            self._keep(batch_id, pile, operator_id, name)
        return self.view(batch_id)

    def put_down(self, batch_id: str, at: int, *, operator_id: str) -> ReturnView:
        """Take a piece off the pile: it is given back to the shop.

        What was taken in is not touched; ``at`` names the piece.
        """
        pile = self._pile(batch_id)
        pile.pieces = [each for each in pile.pieces if not (each.at == at and each.code)]
        name = self._desk.look(lambda here: _merchant(here, pile.merchant_id)).name
        self._keep(batch_id, pile, operator_id, name)
        return self.view(batch_id)

    def close(self, batch_id: str) -> Recorded:
        """Close a return: its receipt gets a number, the pile goes back to the shop."""
        view = self.view(batch_id)
        done = self._desk.record(
            CloseReturn(
                batch_id=batch_id,
                merchant_id=view.merchant_id,
                channel="slips",
                taken=view.taken,
                amount_cents=view.amount_cents,
                set_aside=len(view.aside),
            )
        )
        self._desk.drafts.drop(batch_id)
        return done

    def _taken(
        self,
        batch_id: str,
        merchant_id: str,
        found: _Found,
        text: str,
        amount_cents: int,
        *,
        again: bool,
    ) -> Piece:
        cents = amount_cents or (found.left_cents if found.whole else 0)
        piece = self._piece(found, cents, text)
        if found.before_cents and not again and amount_cents in (0, found.before_cents):
            return msgspec.structs.replace(piece, outcome="twice", amount_cents=0)
        redemption_id = self._desk.new_id()
        act = RedeemCard(
            card_id=found.card_id,
            merchant_id=merchant_id,
            amount_cents=cents,
            channel="slips",
            batch_id=batch_id,
            redemption_id=redemption_id,
        )
        try:
            if found.refusal is not None:
                raise found.refusal
            if not cents:
                raise SlipAmountNeeded(left_cents=found.left_cents)
            done = self._desk.record(act)
        except DeskError as refusal:
            return msgspec.structs.replace(piece, code=refusal.code, facts=dict(refusal.facts))
        return msgspec.structs.replace(
            piece,
            outcome="taken",
            redemption_id=redemption_id,
            provisional=done.state == "provisional",
        )

    def _piece(self, found: _Found, cents: int, text: str) -> Piece:
        return Piece(
            place=0,
            outcome="aside",
            card_no=found.card_no,
            amount_cents=cents,
            at=self._desk.now_us(),
            text="" if found.card_id else text[:200],
        )

    def _pile(self, batch_id: str) -> _Pile:
        payload = self._desk.look(lambda here: _payload(here, batch_id))
        if payload is None:
            raise ReturnUnknown()
        return msgspec.convert(payload, _Pile)

    def _keep(self, batch_id: str, pile: _Pile, operator_id: str, name: str) -> None:
        self._desk.drafts.save(
            DRAFT, name, msgspec.to_builtins(pile), operator_id=operator_id, draft_id=batch_id
        )


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a piece is, as this desk knows it."""

    card_id: str = ""
    card_no: str = ""
    left_cents: int = 0
    whole: bool = False
    """Spent whole or not at all."""
    before_cents: int = 0
    """What was read of it in this return already."""
    refusal: DeskError | None = None


def _found(look: Reading, batch_id: str, text: str) -> _Found:
    verdict = verify(look, text)
    if verdict.outcome == "torn" and not verdict.card_id:
        return _Found(refusal=CardCodeMistyped(), card_no=text[:40])
    if verdict.outcome == "forged":
        return _Found(refusal=CardCodeForged(), card_no=verdict.card_no)
    card = look.one(VoucherCard, verdict.card_id) if verdict.card_id else None
    if card is None:
        return _Found(refusal=CardUnknown(), card_no=verdict.card_no)
    fund = look.one(Fund, card.fund_id)
    before = [
        row.amount_cents
        for row in look.where(Redemption, "card_id", card.id)
        if row.batch_id == batch_id and row.state == "done"
    ]
    postings = look.where(Posting, "account", f"card:{card.id}")
    return _Found(
        card_id=card.id,
        card_no=card.card_no,
        left_cents=sum(each.amount_cents for each in postings),
        whole=fund is not None and (not fund.partial_use or card.carrier == "voucher"),
        before_cents=before[-1] if before else 0,
    )


def _payload(look: Reading, batch_id: str) -> dict[str, Any] | None:
    row = stored.get(look.conn, batch_id)
    return dict(json.loads(row.payload)) if row is not None and row.kind == DRAFT else None


def _opened(look: Reading) -> tuple[ReturnView, ...]:
    # In one reading: a return that is being closed is there whole, or not at all. A pile whose
    # closing was recorded is closed, also when the power went before the pile was dropped.
    return tuple(
        _view(look, row.id, msgspec.convert(json.loads(row.payload), _Pile))
        for row in stored.all(look.conn)
        if row.kind == DRAFT and look.one(ReturnBatch, row.id) is None
    )


def _merchant(look: Reading, merchant_id: str) -> Merchant:
    row = look.one(Merchant, merchant_id)
    if row is None:
        raise MerchantUnknown()
    return row


def _view(look: Reading, batch_id: str, pile: _Pile) -> ReturnView:
    merchant = _merchant(look, pile.merchant_id)
    rows = [each for each in look.where(Redemption, "batch_id", batch_id) if each.state == "done"]
    standing = {row.id for row in rows}
    batch = look.one(ReturnBatch, batch_id)
    place, pieces = 0, list[Piece]()
    for each in pile.pieces:
        if each.outcome == "taken" and each.redemption_id in standing:
            place += 1
            pieces.append(msgspec.structs.replace(each, place=place))
        elif each.outcome != "taken":
            pieces.append(each)
    return ReturnView(
        batch_id=batch_id,
        merchant_id=merchant.id,
        merchant_name=merchant.name,
        address=merchant.address,
        vat_number=merchant.vat_number,
        taken=len(rows),
        amount_cents=sum(row.amount_cents for row in rows),
        aside=tuple(each for each in pieces if each.outcome == "aside"),
        latest=tuple(reversed(pieces[-LATEST:])),
        began_at=min((row.recorded_at for row in rows), default=look.now_us),
        declared=pile.declared,
        declared_cents=pile.declared_cents,
        closed=batch is not None,
        receipt_no=batch.receipt_no if batch is not None else "",
    )
