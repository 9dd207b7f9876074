# SPDX-License-Identifier: EUPL-1.2
"""A batch at the window: begun by a key, stopped, jammed, and scanned back."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import FUND, TERRITORY
from tests.support.batch import a_batch_desk
from tests.support.desks import card_code
from tests.ui.counter import Counter, act_key, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.batch import Batches, BatchView
from welfare_desk.desk.desk import Desk
from welfare_desk.models.card import VoucherCard
from welfare_desk.store.rows import load_all
from welfare_desk.ui.cards.batch_page import BatchPage


@pytest.fixture
def batch(tmp_path: Path, clock: FixedClock, counter: Counter) -> Iterator[Counter]:
    """The counter of the other tests, at a desk with 14 approved applications."""
    home = tmp_path / "batch"
    home.mkdir()
    desk, before = a_batch_desk(home, clock, 14), counter.desk
    counter.desk = counter.context.desk = desk
    yield counter
    settle(counter.jobs)
    counter.desk = counter.context.desk = before
    desk.close()


def opened(counter: Counter, size: tuple[int, int] = (1366, 768)) -> BatchPage:
    page = BatchPage(counter.context)
    counter.show(page, "cards", size)
    return page


def view(desk: Desk) -> BatchView:
    return Batches(desk).look_at(FUND)


def states(desk: Desk) -> Count[str]:
    store, _, _ = desk.parts()
    with store.read() as conn:
        rows = load_all(conn, TERRITORY, VoucherCard.KIND)
    return Count(row.state for row in rows if isinstance(row, VoucherCard))


def run(counter: Counter) -> None:
    act_key(counter, "confirm")
    for _ in range(6):
        settle(counter.jobs)


def test_ctrl_enter_issues_and_prints_all(batch: Counter) -> None:
    page = opened(batch)
    assert page.run.isEnabled()
    run(batch)
    assert states(batch.desk) == {"issued": 14}
    assert page.notice.isVisible()
    assert "14" in page.notice.fact.text()
    assert [job.document for job in batch.jobs_queued] == ["card_sheet", "card_sheet"]
    assert not page.run.isEnabled(), "nothing is left"
    assert page.sheets.isVisible()


def test_sheet_that_jammed_is_put_away_by_its_number(batch: Counter) -> None:
    page = opened(batch)
    run(batch)
    page.sheets.number.set_text("9")
    page.sheets.discard.click()
    settle(batch.jobs)
    assert states(batch.desk) == {"issued": 14}, "there is no sheet 9"
    page.sheets.number.set_text("2")
    page.sheets.reason.set_value("smudged")
    page.sheets.discard.click()
    for _ in range(4):
        settle(batch.jobs)
    assert states(batch.desk) == {"issued": 14, "voided": 4}
    assert [(job.first, len(job.card_ids)) for job in view(batch.desk).jobs] == [(3, 4), (1, 14)]


def test_cards_are_activated_by_their_scan_one_after_the_other(batch: Counter) -> None:
    page = opened(batch)
    run(batch)
    (job,) = view(batch.desk).jobs
    rows = batch.desk.look(lambda look: look.many(VoucherCard, job.card_ids))
    for card_id in job.card_ids[:3]:
        assert page.take_scan(batch.desk.look_up(card_code(rows[card_id].card_no)))
        settle(batch.jobs)
    assert states(batch.desk) == {"issued": 11, "active": 3}
    assert "3" in page.notice.fact.text()
    page.take_scan(batch.desk.look_up(card_code(rows[job.card_ids[0]].card_no)))
    settle(batch.jobs)
    assert states(batch.desk) == {"issued": 11, "active": 3}
    assert not page.take_scan(batch.desk.look_up("person 1"))


def test_job_that_came_out_well_makes_its_cards_printed(batch: Counter) -> None:
    page = opened(batch)
    run(batch)
    (job,) = view(batch.desk).jobs
    batch.desk.prints.set_state(job.job_id, "to_check")
    page.reload()
    settle(batch.jobs)
    page.sheets.fine.emit(view(batch.desk).jobs[0])
    settle(batch.jobs)
    assert states(batch.desk) == {"printed": 14}


def test_without_funds_the_page_says_what_will_be_here(counter: Counter) -> None:
    page = opened(counter)
    assert page.empty.isVisible()
    assert not page.run.isEnabled()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed(batch: Counter, size: tuple[int, int]) -> None:
    page = opened(batch, size)
    run(batch)
    assert problems(page) == []
    assert unnamed(page) == []
