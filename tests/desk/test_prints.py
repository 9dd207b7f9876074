# SPDX-License-Identifier: EUPL-1.2
"""What the list of prints knows of a card, and what the card learns from it."""

from tests.builders import FUND, an_id, form, isee, issue, register
from welfare_desk.desk.desk import Desk
from welfare_desk.models.card import VoucherCard
from welfare_desk.operations.card_life import VoidCard
from welfare_desk.operations.cards import ActivateCard

CARD = an_id("card")


def state(counter: Desk, card_id: str = CARD) -> str:
    row = counter.look(lambda here: here.one(VoucherCard, card_id))
    assert row is not None
    return row.state


def take_in(counter: Desk) -> str:
    """Issue Maria's card, print it and return the job."""
    counter.record(register("maria"))
    counter.record(form("home", "maria"))
    counter.record(isee("isee", "home"))
    counter.record(issue("card", "home", "maria", an_id("isee")))
    return counter.queue_print("card", CARD).job_id


def test_card_that_came_out_well_is_printed_and_stays_so(counter: Desk) -> None:
    job_id = take_in(counter)
    counter.prints.set_state(job_id, "to_check")
    counter.print_came_out(job_id)
    assert state(counter) == "printed"
    assert [row.state for row in counter.print_list()] == ["printed"]
    counter.print_came_out(job_id)
    assert state(counter) == "printed"


def test_card_that_was_scanned_back_first_is_left_alone(counter: Desk) -> None:
    job_id = take_in(counter)
    counter.record(ActivateCard(card_id=CARD))
    counter.print_came_out(job_id)
    assert state(counter) == "active"


def test_job_that_is_gone_changes_nothing(counter: Desk) -> None:
    take_in(counter)
    counter.print_came_out(an_id("no job"))
    assert state(counter) == "issued"


def test_card_made_for_a_spoilt_one_can_be_printed(counter: Desk) -> None:
    take_in(counter)
    counter.record(VoidCard(card_id=CARD, new_card_id=an_id("new"), fund_id=FUND, reason="smudged"))
    assert counter.document("card", an_id("new")).startswith(b"%PDF")
