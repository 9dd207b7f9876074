# SPDX-License-Identifier: EUPL-1.2
"""The life of cards in the script of acts: printed, voided, on a health card, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tests.builders import FUND, an_id, form, isee, issue, register
from welfare_desk.operations.card_life import CountStock, PrintCard, VoidCard
from welfare_desk.operations.cards import ActivateCard, HandOverCard, ReplaceCard

if TYPE_CHECKING:
    from tests.operations.script import Script


def cards_life(script: Script) -> None:
    """Add two households' cards: one spoilt twice in the printer, one that goes nowhere."""
    for name in ("zita", "ivo"):
        script.add(register(name))
        script.add(form(f"home of {name}", name))
        script.add(isee(f"isee of {name}", f"home of {name}"))
    script.add(issue("zita 1", "home of zita", "zita", an_id("isee of zita")))
    script.add(PrintCard(card_id=an_id("zita 1")))
    script.add(PrintCard(card_id=an_id("zita 1")))
    script.add(PrintCard(card_id=an_id("nothing")))
    spoilt = VoidCard(
        card_id=an_id("zita 1"), new_card_id=an_id("zita 2"), fund_id=FUND, reason="jammed"
    )
    script.add(msgspec.structs.replace(spoilt, reason="eaten"))
    script.add(spoilt)
    script.add(msgspec.structs.replace(spoilt, new_card_id=an_id("zita 3")))
    script.add(PrintCard(card_id=an_id("zita 2")))
    script.add(ActivateCard(card_id=an_id("zita 2")))
    script.add(HandOverCard(card_id=an_id("zita 2")))
    script.add(
        msgspec.structs.replace(
            spoilt, card_id=an_id("zita 2"), new_card_id=an_id("zita 4"), reason="smudged"
        )
    )
    stolen = ReplaceCard(
        card_id=an_id("zita 2"), new_card_id=an_id("zita 5"), fund_id=FUND, reason="stolen"
    )
    script.add(msgspec.structs.replace(stolen, report_no="123/2026"))
    health = issue("ivo 1", "home of ivo", "ivo", an_id("isee of ivo"))
    script.add(msgspec.structs.replace(health, carrier="health_card"))
    count = CountStock(count_id=an_id("count"), blanks=41, printed=1, added=50, expected_blanks=42)
    script.add(count)
    script.add(msgspec.structs.replace(count, count_id=an_id("count 2"), blanks=-1))
