# SPDX-License-Identifier: EUPL-1.2
"""``settle``: a shop's list taken in, and the statement of what it is owed."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from welfare_desk.cli.closing import see_ending, write_out
from welfare_desk.cli.context import Cli
from welfare_desk.core.money import euro_text
from welfare_desk.core.refusals import MerchantUnknown, SettlementUnknown
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.shop_list import take_file
from welfare_desk.desk.shop_tables import settlement_table
from welfare_desk.models.settlement import Settlement
from welfare_desk.models.territory import Merchant

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)


class _FileOrCommand(click.Group):
    """A group whose first word may be a file: then it is taken in."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``take`` before a file."""
        if args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["take", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_FileOrCommand)
def settle() -> None:
    """Take a shop's list FILE in, or write its statement.

    ``settle FILE --merchant ID`` takes the purchases of the file in, each once whatever is
    sent again; ``settle statement --merchant ID --out FILE`` writes a closed settlement.
    """


@settle.command("take", hidden=True)
@click.argument("file", type=_FILE)
@click.option("--merchant", required=True, help="The shop whose file it is.")
@click.option("--result", type=_NEW, help="Where its rows come back with what became of each.")
@click.pass_obj
def take(cli: Cli, file: Path, merchant: str, result: Path | None) -> None:
    """Take a shop's list of purchases in; the same file again adds nothing."""
    with cli.desk(log_in=True) as desk:
        done = take_file(desk, merchant, file, result, cli.lang)
    words = f"{done.taken} ({euro_text(done.amount_cents, cli.lang)}), {done.refused} refused"
    cli.say(msgspec.to_builtins(done), words)


@settle.command("statement")
@click.option("--merchant", required=True, help="The shop.")
@click.option("--out", type=_NEW, required=True, help="A file that ends in .pdf, .csv or .xlsx.")
@click.option("--number", default="", help="Which settlement; without it the last one closed.")
@click.option("--fund", default="", help="The last one of this fund.")
@click.pass_obj
def statement(cli: Cli, merchant: str, out: Path, number: str, fund: str) -> None:
    """Write the statement of a shop's closed settlement: PDF, CSV or XLSX by the file's ending."""
    see_ending(out)
    with cli.desk(log_in=True) as desk:
        row = desk.look(lambda here: _settlement(here, merchant, number, fund))
        write_out(
            out,
            lambda: desk.document("statement", row.id),
            lambda: desk.look(lambda here: settlement_table(here, row.id, cli.lang)),
        )
    cli.say(
        {
            "file": str(out),
            "settlement_id": row.id,
            "settlement_no": row.settlement_no,
            "amount_cents": row.amount_cents,
            "redemptions": row.redemptions,
            "state": row.state,
        },
        f"{out}: {row.settlement_no}, {euro_text(row.amount_cents, cli.lang)}",
    )


def _settlement(look: Reading, merchant: str, number: str, fund: str) -> Settlement:
    if look.one(Merchant, merchant) is None:
        raise MerchantUnknown()
    wanted = number.replace(" ", "").upper()
    rows = [
        row
        for row in look.where(Settlement, "merchant_id", merchant)
        if row.state != "open"
        and fund in ("", row.fund_id)
        and wanted in ("", row.settlement_no, row.id.upper())
    ]
    if not rows:
        raise SettlementUnknown()
    return max(rows, key=lambda row: (row.closed_at, row.id))
