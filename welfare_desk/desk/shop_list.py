# SPDX-License-Identifier: EUPL-1.2
"""A shop's file taken in row by row, and compared with what is settled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date
from welfare_desk.core.numbers import grouped, parse_number
from welfare_desk.core.refusals import (
    CardCodeMistyped,
    CardUnknown,
    DeskError,
    MerchantUnknown,
    NumberMistyped,
    ReferenceTwice,
    ReturnTwice,
)
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.sentences import code_text
from welfare_desk.desk.settling import Due
from welfare_desk.desk.verify import verify
from welfare_desk.exchange.shop_files import ShopLine, ShopList, read_list, write_result
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.settlement import Difference, Redemption, ReturnBatch
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.redemptions import RedeemCard, reference_id
from welfare_desk.operations.settlements import CloseReturn
from welfare_desk.sync.recorder import Recorded

HEADINGS = {"it": ("Esito", "Perché"), "en": ("Outcome", "Why")}
_TAKEN = {"it": "accolto", "en": "taken"}
_PROVISIONAL = {"it": "accolto, provvisorio", "en": "taken, provisional"}
_BEFORE = {"it": "già preso", "en": "taken before"}
_NOT = {"it": "non accolto", "en": "not taken"}


class FileTaken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a shop's file."""

    batch_id: str
    receipt_no: str
    taken: int
    amount_cents: int
    before: int
    """Rows that were taken in at another time: nothing was added."""
    refused: int


class Counter(Protocol):
    """What taking a file in needs of the desk."""

    def look(self, view: Callable[[Reading], object]) -> object:
        """Return a view of the store."""

    def record(self, operation: Operation, op_id: str = "") -> Recorded:
        """Store an operation."""


class _Row(msgspec.Struct, frozen=True):
    outcome: str
    cents: int
    words: tuple[str, str]


def take_file(
    desk: Counter, merchant_id: str, path: Path, result: Path | None = None, lang: str = "it"
) -> FileTaken:
    """Take a shop's file in; ``result`` gets its rows back with what became of each.

    The same file again is refused with ``ReturnTwice``; one that was interrupted goes on, for
    each row stands under its own reference.  Refused as the file is, and with
    ``MerchantUnknown``.
    """
    today = desk.look(lambda here: here.today)
    what = read_list(path, today)  # type: ignore[arg-type]
    batch_id = derived(merchant_id, f"file:{what.sha256}")
    desk.look(lambda here: _new(here, merchant_id, batch_id))
    rows = [_take(desk, merchant_id, batch_id, what, line, lang) for line in what.lines]
    taken = [row for row in rows if row.outcome == "taken"]
    done = desk.record(
        CloseReturn(
            batch_id=batch_id,
            merchant_id=merchant_id,
            channel="file",
            taken=len(taken),
            amount_cents=sum(row.cents for row in taken),
            set_aside=sum(row.outcome == "refused" for row in rows),
            file_hash=what.sha256,
        )
    )
    if result is not None:
        write_result(result, what, [row.words for row in rows], HEADINGS[lang])
    return FileTaken(
        batch_id=batch_id,
        receipt_no=done.numbers[0],
        taken=len(taken),
        amount_cents=sum(row.cents for row in taken),
        before=sum(row.outcome == "before" for row in rows),
        refused=sum(row.outcome == "refused" for row in rows),
    )


def differences(what: Due, shop_list: ShopList) -> tuple[Difference, ...]:
    """Return where a shop's list and what is due to it do not agree, as lines to close.

    Rows are matched by the card's number; several of one card are added up.
    """
    ours: dict[str, int] = {}
    for row in what.rows:
        ours[row.card_no] = ours.get(row.card_no, 0) + row.amount_cents
    theirs: dict[str, int] = {}
    for line in shop_list.lines:
        number = _plain(line.card)
        theirs[number] = theirs.get(number, 0) + line.amount_cents
    found = []
    for number in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(number, 0), theirs.get(number, 0)
        if mine == other:
            continue
        code = "amount"
        if number not in ours:
            code = "not_ours"
        elif number not in theirs:
            code = "missing_slip"
        ref = grouped(number) if len(number) == 12 else number[:40] or "–"
        found.append(Difference(code=code, ref=ref, ours_cents=mine, theirs_cents=other))
    return tuple(found)


def compared(look: Reading, what: Due, path: Path) -> tuple[Difference, ...]:
    """Return where a shop's file differs from what is due; refused as the file is."""
    return differences(what, read_list(path, look.today))


def _plain(text: str) -> str:
    try:
        return parse_number(text)
    except NumberMistyped:
        return text.strip()


def _new(look: Reading, merchant_id: str, batch_id: str) -> None:
    if look.one(Merchant, merchant_id) is None:
        raise MerchantUnknown()
    before = look.one(ReturnBatch, batch_id)
    if before is not None:
        raise ReturnTwice(on=local_date(before.closed_at).isoformat())


def _take(
    desk: Counter, merchant_id: str, batch_id: str, what: ShopList, line: ShopLine, lang: str
) -> _Row:
    if line.code:
        return _Row("refused", 0, (_NOT[lang], code_text(line.code, {}, lang)))
    ref = line.ref or f"{what.sha256[:16]}:{line.line}"
    redemption_id = reference_id(merchant_id, ref)
    if desk.look(lambda here: here.one(Redemption, redemption_id)) is not None:
        known = ReferenceTwice()
        return _Row("before", 0, (_BEFORE[lang], code_text(known.code, {}, lang)))
    try:
        card_id = desk.look(lambda here: _card(here, line.card))
        done = desk.record(
            RedeemCard(
                card_id=str(card_id),
                merchant_id=merchant_id,
                amount_cents=line.amount_cents,
                spent_on=line.on,
                channel="file",
                batch_id=batch_id,
                shop_ref=line.ref,
                redemption_id=redemption_id,
            )
        )
    except DeskError as refusal:
        words = code_text(refusal.code, dict(refusal.facts), lang)
        return _Row("refused", 0, (_NOT[lang], words))
    final = done.state == "final"
    return _Row("taken", line.amount_cents, ((_TAKEN if final else _PROVISIONAL)[lang], ""))


def _card(look: Reading, text: str) -> str:
    verdict = verify(look, text)
    if verdict.card_id:
        return verdict.card_id
    if verdict.outcome == "torn":
        raise CardCodeMistyped()
    rows = look.where(VoucherCard, "card_no", verdict.card_no)
    if not rows:
        raise CardUnknown()
    return rows[0].id
