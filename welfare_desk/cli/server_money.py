# SPDX-License-Identifier: EUPL-1.2
"""``server shop-key``, ``expire-cards``, ``close-fund``, ``pay-shops``, ``bank-statement``."""

from __future__ import annotations

import datetime
from pathlib import Path

import click
import msgspec

from welfare_desk.cli.server_call import REFUSED, ServerCall, opened, refuse, tell
from welfare_desk.core.instants import local_date
from welfare_desk.core.money import euro_text
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.sentences import refusal_text
from welfare_desk.exchange.bank_file import transfers_of
from welfare_desk.server import fund_end, payments, shops

_DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])
_NEW_FILE = click.Path(path_type=Path, dir_okay=False)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _refused(call: ServerCall, refusal: DeskError) -> None:
    click.echo(refusal_text(refusal, call.lang), err=True)
    refuse(call, refusal.code, dict(refusal.facts), REFUSED)


@click.command("shop-key")
@click.argument("merchant")
@click.option("--revoke", is_flag=True, help="Withdraw the key instead of making one.")
@click.pass_obj
def shop_key(call: ServerCall, merchant: str, revoke: bool) -> None:
    """Make the key of a shop's own system, and print it once; the one of before is dead."""
    with opened(call) as central:
        territory_id = central.only_territory()
        if revoke:
            shops.revoke_key(central, territory_id, merchant)
            tell(call, {"merchant": merchant, "revoked": True}, f"{merchant}: revoked")
            return
        key = shops.make_key(central, territory_id, merchant)
    tell(call, {"merchant": merchant, "key": key}, key)


@click.command("expire-cards")
@click.option("--on", type=_DAY, help="As if it were this day (today).")
@click.option("--grace-days", type=click.IntRange(0, 3_650), help="Instead of the fund's own.")
@click.pass_obj
def expire_cards(call: ServerCall, on: datetime.datetime | None, grace_days: int | None) -> None:
    """End cards whose last day is over; what is left goes back to what is free."""
    with opened(call) as central:
        day = on.date() if on is not None else local_date(central.clock.now_us())
        done = fund_end.expire(central, central.only_territory(), day, grace_days)
    lines = [f"{done.cards}: {euro_text(done.cents, call.lang)}"]
    lines += [f"{desk}: {count}" for desk, count in done.waiting.items()]
    tell(call, msgspec.to_builtins(done), "\n".join(lines))


@click.command("close-fund")
@click.argument("fund")
@click.option("--when-returned", is_flag=True, help="Lend nothing more from now on.")
@click.pass_obj
def close_fund(call: ServerCall, fund: str, when_returned: bool) -> None:
    """Close a fund and print its figures; refused while a desk holds its euros."""
    with opened(call) as central:
        try:
            done = fund_end.close_fund(
                central, central.only_territory(), fund, when_returned=when_returned
            )
        except DeskError as refusal:
            _refused(call, refusal)
            return
    answer = msgspec.to_builtins(done)
    lines = [
        f"{name}: {euro_text(value, call.lang) if name.endswith('_cents') else value}"
        for name, value in answer.items()
    ]
    tell(call, answer, "\n".join(lines))


@click.command("pay-shops")
@click.argument("file", type=_NEW_FILE)
@click.option("--payer-name", required=True)
@click.option("--payer-iban", required=True)
@click.option("--payer-bic", default="")
@click.option("--fund", default="", help="Id of one fund; without it all.")
@click.option("--on", type=_DAY, help="Day of the transfers (today).")
@click.pass_obj
def pay_shops(
    call: ServerCall,
    file: Path,
    payer_name: str,
    payer_iban: str,
    payer_bic: str,
    fund: str,
    on: datetime.datetime | None,
) -> None:
    """Write FILE, a SEPA payment order for every settlement that has its debit note."""
    if file.exists():
        refuse(call, "file_exists", {"file": str(file)}, REFUSED)
    payer = payments.Payer(name=payer_name, iban=payer_iban, bic=payer_bic)
    with opened(call) as central:
        day = on.date() if on is not None else local_date(central.clock.now_us())
        try:
            done = payments.order(central, central.only_territory(), payer, day, fund)
        except DeskError as refusal:
            _refused(call, refusal)
            return
    file.write_bytes(done.xml)
    rows = [msgspec.to_builtins(each) for each in done.transfers]
    lines = [
        f"{each.reference}  {each.shop}  {euro_text(each.cents, call.lang)}"
        for each in done.transfers
    ]
    lines += [f"IBAN? {name}" for name in done.left_out]
    answer = {"file": str(file), "transfers": rows, "left_out": list(done.left_out)}
    tell(call, answer, "\n".join(lines))


@click.command("bank-statement")
@click.argument("file", type=_FILE)
@click.pass_obj
def bank_statement(call: ServerCall, file: Path) -> None:
    """Mark paid what the bank's FILE (CAMT.053 or CSV) says; list what differs."""
    with opened(call) as central:
        try:
            transfers = transfers_of(file)
        except DeskError as refusal:
            _refused(call, refusal)
            return
        today = local_date(central.clock.now_us())
        done = payments.reconcile(central, central.only_territory(), transfers, today)
    lines = [f"paid: {done.paid}", f"differences: {done.differences}"]
    lines += [f"unknown: {each}" for each in done.unknown]
    tell(call, msgspec.to_builtins(done), "\n".join(lines))


COMMANDS = (shop_key, expire_cards, close_fund, pay_shops, bank_statement)
