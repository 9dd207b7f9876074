# SPDX-License-Identifier: EUPL-1.2
"""Papers for a shop: the statement of a settlement and the receipt of a return."""

from __future__ import annotations

from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import ReturnUnknown, SettlementUnknown
from welfare_desk.desk.paper import office_of, printed_at
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.settling import stamp_duty
from welfare_desk.documents.settlement import (
    Line,
    ReturnInput,
    StatementInput,
    return_pdf,
    statement_pdf,
)
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.settlement import Redemption, ReturnBatch, Settlement
from welfare_desk.models.territory import Merchant, Operator


def statement(look: Reading, settlement_id: str, copy_no: int = 0) -> bytes:
    """Return a settlement's statement; refused with ``SettlementUnknown``."""
    row = look.one(Settlement, settlement_id)
    shop = look.one(Merchant, row.merchant_id) if row is not None else None
    fund = look.one(Fund, row.fund_id) if row is not None else None
    if row is None or shop is None or fund is None:
        raise SettlementUnknown()
    office = office_of(look)
    people = look.many(Operator, (row.closed_by, row.second_by))
    return statement_pdf(
        StatementInput(
            office=office,
            number=row.settlement_no,
            shop=shop.name,
            shop_address=shop.address,
            vat_number=shop.vat_number,
            fund=fund.name,
            payer=office.municipality,
            from_on=row.from_on,
            to_on=row.to_on,
            amount_cents=row.amount_cents,
            stamp_cents=stamp_duty(row.amount_cents),
            lines=_lines(look, look.where(Redemption, "settlement_id", row.id)),
            closed_by=_name(people.get(row.closed_by)),
            second_by=_name(people.get(row.second_by)),
            closed_on=local_date(row.closed_at),
            printed_at=printed_at(look),
            copy_no=copy_no,
            sample=look.sample,
        )
    )


def return_receipt(look: Reading, batch_id: str, copy_no: int = 0) -> bytes:
    """Return the receipt of a closed return; refused with ``ReturnUnknown``."""
    row = look.one(ReturnBatch, batch_id)
    shop = look.one(Merchant, row.merchant_id) if row is not None else None
    if row is None or shop is None:
        raise ReturnUnknown()
    rows = tuple(
        each for each in look.where(Redemption, "batch_id", batch_id) if each.state == "done"
    )
    return return_pdf(
        ReturnInput(
            office=office_of(look),
            number=row.receipt_no,
            shop=shop.name,
            shop_address=shop.address,
            vat_number=shop.vat_number,
            amount_cents=row.amount_cents,
            lines=_lines(look, rows),
            aside=row.set_aside,
            printed_at=printed_at(look),
            copy_no=copy_no,
            sample=look.sample,
        )
    )


def number_of(look: Reading, kind: str, subject_id: str) -> str:
    """Return the printed number of a statement or a return's receipt, or nothing."""
    if kind == "statement":
        row = look.one(Settlement, subject_id)
        return row.settlement_no if row is not None else ""
    batch = look.one(ReturnBatch, subject_id)
    return batch.receipt_no if batch is not None else ""


def _lines(look: Reading, rows: tuple[Redemption, ...]) -> tuple[Line, ...]:
    cards = look.many(VoucherCard, tuple(row.card_id for row in rows))
    ordered = sorted(rows, key=lambda row: (row.spent_on, row.recorded_at, row.id))
    return tuple(
        Line(
            row.spent_on,
            card.card_no if (card := cards.get(row.card_id)) is not None else "",
            row.amount_cents,
        )
        for row in ordered
    )


def _name(row: Operator | None) -> str:
    return row.name if row is not None else "–"
