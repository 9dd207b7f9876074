# SPDX-License-Identifier: EUPL-1.2
"""``server block-list`` and ``rotate-card-key``: what anyone needs who checks cards."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from welfare_desk.cli.server_call import REFUSED, ServerCall, opened, refuse, tell
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals_of_cards import CardKeyTooSoon
from welfare_desk.server.card_lists import block_list

KEEP_DAYS = 730
"""For how long codes of the key used so far count, unless told otherwise."""


@click.command("block-list")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.pass_obj
def write_block_list(call: ServerCall, out: Path) -> None:
    """Write the signed list of dead cards and card keys, for shops (docs/card-code.md)."""
    with opened(call) as central:
        text = block_list(central, central.only_territory())
    out.write_bytes(text)
    dead = text.partition(b"\n\n")[2].count(b"\n") - 2
    tell(call, {"file": str(out), "dead": max(0, dead)}, f"{out}: {max(0, dead)} cards")


@click.command("rotate-card-key")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Last day on which codes of the key used so far count (two years from today).",
)
@click.pass_obj
def rotate_card_key(call: ServerCall, until: datetime.datetime | None) -> None:
    """Sign new cards with a new key; cards in use go on until the last day of theirs.

    A running server signs with the new key at once, desks hear of it at their next exchange.
    """
    with opened(call) as central:
        today = local_date(central.clock.now_us())
        last = until.date() if until else today + datetime.timedelta(days=KEEP_DAYS)
        try:
            key_id = central.key.cards.rotate(last, today)
        except CardKeyTooSoon as refusal:
            refuse(call, refusal.code, {}, REFUSED)
    tell(call, {"key_id": key_id, "until": last.isoformat()}, f"{key_id} ({last.isoformat()})")
