# SPDX-License-Identifier: EUPL-1.2
"""From closed settlements to the bank and back: the payment file, and what the bank paid."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec
from stdnum import bic as stdbic
from stdnum import iban as stdiban

from welfare_desk.core.refusals import IbanWrong, PaymentEmpty
from welfare_desk.exchange.bank_file import Transfer
from welfare_desk.models.settlement import Difference, Settlement
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.settlements import MarkPaid, NoteDifferences, OrderPayment
from welfare_desk.server.central import Central
from welfare_desk.server.own import record_own
from welfare_desk.server.sql_port import SqlServerPort, reading
from welfare_desk.store.rows import load_all


class Payer(msgspec.Struct, frozen=True, kw_only=True):
    """Whose account pays."""

    name: str
    iban: str
    bic: str = ""


class Paying(msgspec.Struct, frozen=True, kw_only=True):
    """A transfer of the payment file."""

    settlement_id: str
    reference: str
    shop: str
    iban: str
    cents: int
    words: str


class Ordered(msgspec.Struct, frozen=True, kw_only=True):
    """A payment file and what is in it."""

    xml: bytes
    transfers: tuple[Paying, ...]
    left_out: tuple[str, ...]
    """Shops whose IBAN is missing or wrong: they wait."""

    @property
    def cents(self) -> int:
        """What the file pays in all."""
        return sum(each.cents for each in self.transfers)


class Reconciled(msgspec.Struct, frozen=True, kw_only=True):
    """What comparing with the bank found."""

    paid: int
    differences: int
    unknown: tuple[str, ...]
    """References of the bank that are none of ours."""


def order(
    central: Central, territory_id: str, payer: Payer, on: datetime.date, fund_id: str = ""
) -> Ordered:
    """Return a SEPA file (pain.001.001.03) that pays every settlement with its debit note.

    Each is then ``ordered`` under the reference of its transfer.  Refused with ``IbanWrong``
    for the payer's account and ``PaymentEmpty``.
    """
    if not stdiban.is_valid(payer.iban) or (payer.bic and not stdbic.is_valid(payer.bic)):
        raise IbanWrong()
    with reading(central, territory_id) as port:
        transfers, left_out = _ready(port, fund_id)
    if not transfers:
        if left_out:
            raise IbanWrong()
        raise PaymentEmpty()
    ordered = Ordered(xml=_xml(payer, transfers, on), transfers=transfers, left_out=left_out)
    for each in transfers:
        act = OrderPayment(settlement_id=each.settlement_id, payment_ref=each.reference)
        record_own(central, territory_id, act)
    return ordered


def reconcile(
    central: Central, territory_id: str, transfers: Iterable[Transfer], today: datetime.date
) -> Reconciled:
    """Mark paid what the bank paid; what differs becomes a line of its settlement to close."""
    with reading(central, territory_id) as port:
        waiting = {row.payment_ref: row for row in _settlements(port) if row.state == "ordered"}
        known = {row.payment_ref for row in _settlements(port) if row.payment_ref}
    listed = list(transfers)
    acts: list[Operation] = []
    paid, unknown = 0, list[str]()
    for each in listed:
        row = waiting.pop(each.reference, None)
        if row is None:
            if each.reference not in known:
                unknown.append(each.reference)
        elif each.cents == row.amount_cents:
            acts.append(MarkPaid(settlement_id=row.id, on=each.on or today))
            paid += 1
        else:
            acts.append(_differs("paid_otherwise", row, each.cents))
    acts += [_differs("not_paid", row, 0) for row in waiting.values()]
    for act in acts:
        record_own(central, territory_id, act)
    return Reconciled(paid=paid, differences=len(acts) - paid, unknown=tuple(unknown))


def _differs(code: str, row: Settlement, theirs: int) -> NoteDifferences:
    line = Difference(
        code=code, ref=row.payment_ref, ours_cents=row.amount_cents, theirs_cents=theirs
    )
    return NoteDifferences(settlement_id=row.id, differences=(line,))


def _settlements(port: SqlServerPort) -> list[Settlement]:
    rows = load_all(port.conn, port.territory_id, Settlement.KIND)
    return [row for row in rows if isinstance(row, Settlement)]


def _ready(port: SqlServerPort, fund_id: str) -> tuple[tuple[Paying, ...], tuple[str, ...]]:
    shops = {
        row.id: row
        for row in load_all(port.conn, port.territory_id, Merchant.KIND)
        if isinstance(row, Merchant)
    }
    transfers, left_out = list[Paying](), list[str]()
    for row in sorted(_settlements(port), key=lambda each: (each.closed_at, each.id)):
        ready = row.state == "closed" and row.debit_note_no and row.amount_cents > 0
        if not ready or (fund_id and row.fund_id != fund_id):
            continue
        shop = shops.get(row.merchant_id)
        if shop is None or not stdiban.is_valid(shop.iban):
            left_out.append(shop.name if shop is not None else row.merchant_id)
            continue
        transfers.append(
            Paying(
                settlement_id=row.id,
                reference=f"WD{row.settlement_no}",
                shop=shop.name,
                iban=stdiban.compact(shop.iban),
                cents=row.amount_cents,
                words=f"Nota di debito {row.debit_note_no}, rendiconto {row.settlement_no}",
            )
        )
    return tuple(transfers), tuple(left_out)


def _xml(payer: Payer, transfers: tuple[Paying, ...], on: datetime.date) -> bytes:
    from sepaxml import SepaTransfer  # half a second to load, for an hour a month

    config = {
        "name": payer.name[:70],
        "IBAN": stdiban.compact(payer.iban),
        "batch": True,
        "currency": "EUR",
    }
    if payer.bic:
        config["BIC"] = stdbic.compact(payer.bic)
    file = SepaTransfer(config, schema="pain.001.001.03", clean=True)
    for each in transfers:
        file.add_payment(
            {
                "name": each.shop,
                "IBAN": each.iban,
                "amount": each.cents,
                "execution_date": on,
                "description": each.words,
                "endtoend_id": each.reference,
            }
        )
    exported: bytes = file.export(validate=True)
    return exported
