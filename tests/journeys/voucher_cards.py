# SPDX-License-Identifier: EUPL-1.2
"""Cards of the voucher round: issued in a batch that dies once, printed with a jam, handed over."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

from tests.journeys.story import an_id
from tests.journeys.voucher_round import RoundStage, lines
from welfare_desk.desk.batch import CARDS_OF_A_SHEET, Batches, sheet_jobs
from welfare_desk.models.application import Application
from welfare_desk.models.card import VoucherCard


def issue_and_print(play: RoundStage, approved: list[Application]) -> None:
    """Issue and print what was decided: killed at the third card, begun again, one sheet jams."""
    due = {row.id: row.amount_cents for row in approved}
    batch = ("cards", "batch", play.fund_id)
    assert play.office.run(*batch, "--dry-run")[1][-1]["to_issue"] == len(due)
    play.office.run(*batch, crash="third commit")
    assert play.office.run(*batch, "--dry-run")[1][-1]["to_issue"] == len(due) - 3
    code, answers = play.office.run(*batch)
    told = (code, answers[-1]["issued"], answers[-1]["printed"])
    assert told == (0, len(due) - 3, len(due)), answers[-1]
    cards = play.cards_here(play.office)
    assert {row.application_id: row.amount_cents for row in cards.values()} == due
    assert len({row.card_no for row in cards.values()}) == len(due)
    for row in cards.values():
        play.book.issue(row.id, row.amount_cents)
    _jam(play)


def _jam(play: RoundStage) -> None:
    """The second sheet came out crumpled: its numbers are dead, its money is on new ones."""
    with play.opened(play.office) as desk:
        jobs = desk.look(sheet_jobs)
        job = jobs[-1]  # the first that was made
        sheet = job.sheet(job.first + 1)
        again = Batches(desk).jammed(job.job_id, job.first + 1, "jammed")
        made = (*(each.job_id for each in jobs), again)
        pages = [len(pypdfium2.PdfDocument(BytesIO(desk.prints.pdf(each)))) for each in made]
        for each in made:
            desk.print_came_out(each)
    sheets = -(-len(play.book.cards) // CARDS_OF_A_SHEET)
    assert (sum(pages), pages[-1]) == (2 * (sheets + 1), 2)
    cards = play.cards_here(play.office)
    for each in sheet:
        assert cards[each].state == "voided"
        fresh = cards[each].replaced_by_id
        assert fresh is not None
        play.book.move(each, fresh)
    numbers = [row.card_no for row in cards.values()]
    assert len(set(numbers)) == len(numbers) == len(play.book.cards) + len(sheet)
    play.office.must_record(
        *lines(*({"kind": "activate_card", "card_id": each} for each in play.book.cards))
    )


def hand_over_all(play: RoundStage) -> None:
    """Two counters open and hand the cards over, with the line out."""
    play.exchange(play.office)
    play.open_counters()
    play.settle()
    cards = list(play.book.cards)
    counters = play.counters
    for desk in counters:
        desk.cable.pull_out()
    for number, desk in enumerate(counters):
        desk.must_record(
            *lines(*({"kind": "hand_over_card", "card_id": each} for each in cards[number::2]))
        )
    play.settle()
    states = {row.state for row in play.ours(VoucherCard).values() if row.id in play.book.cards}
    assert states == {"handed_over"}


def block_and_replace(play: RoundStage) -> None:
    """One card is lost: blocked, refused in the shop, replaced with what is left on it."""
    card_id = max(play.book.cards, key=lambda each: play.book.cards[each])
    (counter, _) = play.counters
    counter.must_record(*lines({"kind": "block_card", "card_id": card_id, "reason": "lost"}))
    (spent,) = counter.record(*lines(play.purchase(card_id, 0, 100)))
    assert spent["refused"] == "card_blocked"
    play.settle()
    new_id = an_id()
    with play.opened(play.office) as desk:
        assert desk.ask_for(f"balance:{card_id}")
    play.office.must_record(
        *lines(
            {
                "kind": "replace_card",
                "card_id": card_id,
                "new_card_id": new_id,
                "fund_id": play.fund_id,
                "reason": "lost",
            },
            {"kind": "activate_card", "card_id": new_id},
            {"kind": "hand_over_card", "card_id": new_id},
        )
    )
    play.book.move(card_id, new_id)
    play.settle()
    (dead,) = counter.record(*lines(play.purchase(card_id, 0, 100)))
    assert dead["refused"] == "card_not_active"
