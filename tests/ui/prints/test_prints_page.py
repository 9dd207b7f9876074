# SPDX-License-Identifier: EUPL-1.2
"""Papers are listed with their state, and what is in trouble has its cure beside."""

from pathlib import Path

import pytest

from tests.ui.counter import MARIA, Counter, act_key, booked, issued, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.print_again import print_trial_page
from welfare_desk.ui.printing import FOLDER, PrintRunner
from welfare_desk.ui.prints.page import PrintsPage


def opened(counter: Counter, size: tuple[int, int] = (1366, 768)) -> PrintsPage:
    page = PrintsPage(counter.context, PrintRunner(counter.desk, counter.jobs, counter.jobs))
    counter.show(page, "prints", size)
    return page


def states(counter: Counter) -> list[str]:
    return sorted(job.state for job in counter.desk.print_list())


def test_an_empty_page_says_how_to_begin(counter: Counter) -> None:
    page = opened(counter)
    assert page.empty.isVisible()
    assert not page.again.isVisible()


def test_ctrl_enter_says_that_it_came_out_well(counter: Counter) -> None:
    job = counter.desk.queue_print("card", issued(counter.desk))
    counter.desk.prints.set_state(job.job_id, "to_check")
    page = opened(counter)
    assert page.fine.isVisible()
    act_key(counter, "confirm")
    assert states(counter) == ["printed"]
    assert not page.fine.isVisible()


def test_a_card_is_never_printed_a_second_time_once_it_came_out(counter: Counter) -> None:
    job = counter.desk.queue_print("card", issued(counter.desk))
    counter.desk.prints.set_state(job.job_id, "printed")
    page = opened(counter)
    assert not page.again.isEnabled()
    act_key(counter, "print")
    assert states(counter) == ["printed"]


def test_a_card_that_may_lie_there_is_discarded_and_never_printed_twice(counter: Counter) -> None:
    card = issued(counter.desk)
    job = counter.desk.queue_print("card", card)
    counter.desk.prints.set_state(job.job_id, "to_check")
    page = opened(counter)
    assert not page.again.isEnabled()
    act_key(counter, "print")
    assert states(counter) == ["to_check"]
    page.spoilt.click()
    settle(counter.jobs)
    assert counter.asked == [("replace", MARIA, card)]


def test_a_test_page_that_was_cut_off_goes_again_as_it_is(counter: Counter, tmp_path: Path) -> None:
    counter.desk.prints.set_target("a4", f"{FOLDER}{tmp_path}")
    job = print_trial_page(counter.desk, "a4")
    counter.desk.prints.set_state(job.job_id, "to_check", "cut_off")
    page = opened(counter)
    assert page.again.isEnabled()
    act_key(counter, "print")
    assert states(counter) == ["printed"]
    assert list(tmp_path.glob("prova-di-stampa-*.pdf"))


def test_a_slip_printed_again_is_a_copy(counter: Counter, clock: FixedClock) -> None:
    job = counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    counter.desk.prints.set_state(job.job_id, "printed")
    clock.advance(60)
    opened(counter)
    act_key(counter, "print")
    (again,) = counter.jobs_queued
    assert (again.document, again.copies) == ("slip", 1)


def test_a_paper_that_waited_is_sent_once_a_printer_is_chosen(
    counter: Counter, tmp_path: Path
) -> None:
    job = counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    counter.desk.prints.set_state(job.job_id, "later")
    page = opened(counter)
    assert page.notice.isVisible()
    counter.desk.prints.set_target("a4", f"{FOLDER}{tmp_path}")
    page.table.acted.emit(counter.desk.print_list()[0], "act")
    settle(counter.jobs)
    assert states(counter) == ["printed"]
    assert list(tmp_path.glob("promemoria-*.pdf"))


def test_what_needs_a_hand_stands_first_and_says_its_cure(
    counter: Counter, clock: FixedClock
) -> None:
    card = counter.desk.queue_print("card", issued(counter.desk))
    counter.desk.prints.set_state(card.job_id, "failed", "printer_missing")
    clock.advance(60)
    slip = counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    counter.desk.prints.set_state(slip.job_id, "printed")
    page = opened(counter)
    first = page.table.model().rows[0]
    assert first.job_id == card.job_id
    assert page._words.remedy(first) == "La stampante non c’è. Accendila, poi ristampa."
    assert page.card_view.isVisible()
    assert not page.card_view.image().isNull()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed(counter: Counter, size: tuple[int, int]) -> None:
    job = counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    counter.desk.prints.set_state(job.job_id, "failed", "printer_missing")
    page = opened(counter, size)
    assert problems(page) + problems(page.panel) == []
    assert unnamed(page) + unnamed(page.panel) == []
