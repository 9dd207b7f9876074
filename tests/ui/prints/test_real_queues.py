# SPDX-License-Identifier: EUPL-1.2
"""Papers on real CUPS queues: exact sizes, both sides in one job, a printer that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest

from tests.support.cups import QUEUES, PrintSystem, print_system
from tests.ui.counter import Counter, booked, issued, settle
from welfare_desk.desk.print_again import print_trial_page
from welfare_desk.desk.printing import in_spool
from welfare_desk.desk.views.today import PrintView
from welfare_desk.ui.printing import PrintRunner, page_sizes_mm, printer_names
from welfare_desk.ui.prints.words import PrintWords
from welfare_desk.ui.spool import system_spool

POINT_MM = 0.05
"""A driver may name a size to a hundredth of a point."""


@pytest.fixture(scope="module")
def cups() -> Iterator[PrintSystem]:
    with print_system() as running:
        yield running


@pytest.fixture
def desk(counter: Counter, cups: PrintSystem, monkeypatch: pytest.MonkeyPatch) -> Counter:
    """The counter with its three printers; the lanes' threads are new, so they ask this CUPS."""
    monkeypatch.setenv("CUPS_SERVER", cups.server)
    for role, queue in QUEUES.items():
        counter.desk.prints.set_target(role, queue)
    for path in cups.out.iterdir():
        path.unlink()
    return counter


@pytest.fixture
def printing(desk: Counter) -> Iterator[PrintRunner]:
    made = PrintRunner(desk.desk, desk.jobs, desk.jobs, follow_ms=40)
    yield made
    made.rest()
    settle(desk.jobs, 2)


def states(desk: Counter) -> dict[str, str]:
    return {job.document: job.state for job in desk.desk.print_list()}


def wait_for(desk: Counter, true: Callable[[], bool]) -> None:
    """Let the window work until something is so; the filters of CUPS take their time."""
    for _ in range(1500):
        if true():
            return
        settle(desk.jobs, 1)
        QTest.qWait(20)
    raise AssertionError(f"not so within the time: {desk.desk.print_list()}")


def all_ended(desk: Counter) -> bool:
    """Tell whether no queue has anything of the desk's left."""
    return all(
        job.state in ("printed", "to_check") and in_spool(job.note) is None
        for job in desk.desk.print_list()
    )


def job_of(desk: Counter, document: str) -> PrintView:
    return next(job for job in desk.desk.print_list() if job.document == document)


def test_every_paper_comes_out_at_its_size_and_a_card_on_both_sides(
    desk: Counter, printing: PrintRunner, cups: PrintSystem
) -> None:
    slip = booked(desk.desk, "hall-0-0")
    desk.desk.queue_print("slip", slip)
    desk.desk.queue_print("slip", slip, large=True)
    desk.desk.queue_print("card", issued(desk.desk))
    printing.start()
    wait_for(desk, lambda: all_ended(desk))
    (card,) = cups.printed("card")
    for width, height in page_sizes_mm(card):
        assert (width, height) == pytest.approx((85.6, 53.98), abs=POINT_MM)
    assert len(page_sizes_mm(card)) == 2
    (sheet,) = cups.printed("a4")
    assert page_sizes_mm(sheet)[0] == pytest.approx((210, 297), abs=POINT_MM)
    (roll,) = cups.printed("receipt")
    ((width, height),) = page_sizes_mm(roll)
    assert width == pytest.approx(80, abs=POINT_MM)
    assert 150 < height < 400
    assert (job_of(desk, "card").state, job_of(desk, "card").note) == ("to_check", "")


def test_each_printer_gets_its_test_page(
    desk: Counter, printing: PrintRunner, cups: PrintSystem
) -> None:
    for role in QUEUES:
        print_trial_page(desk.desk, role)
    printing.run()
    wait_for(desk, lambda: all_ended(desk))
    sizes = {role: page_sizes_mm(cups.printed(role)[0]) for role in QUEUES}
    assert [len(pages) for pages in sizes.values()] == [1, 1, 2]
    assert sizes["a4"][0] == pytest.approx((210, 297), abs=POINT_MM)
    assert sizes["receipt"][0] == pytest.approx((80, 90), abs=POINT_MM)


def test_a_printer_that_stands_still_is_told_and_goes_on_by_itself(
    desk: Counter, printing: PrintRunner, cups: PrintSystem
) -> None:
    words = PrintWords()
    cups.stop("card", "cambio nastro")
    try:
        desk.desk.queue_print("card", issued(desk.desk))
        desk.desk.queue_print("slip", booked(desk.desk, "hall-0-0"))
        printing.run()
        wait_for(desk, lambda: states(desk) == {"card": "to_check", "slip": "printed"})
        assert words.remedy(job_of(desk, "card")) == (
            "La stampante è ferma: falla ripartire. "
            "Poi la stampa riparte da sola. Puoi servire la prossima persona."
        )
        assert cups.printed("card") == []
    finally:
        cups.cure("card")
    wait_for(desk, lambda: job_of(desk, "card").note == "")
    assert job_of(desk, "card").state == "to_check"
    assert words.remedy(job_of(desk, "card")) == "È uscita bene?"
    assert len(cups.printed("card")) == 1


def test_a_paper_taken_out_of_the_queue_is_not_printed(
    desk: Counter, printing: PrintRunner, cups: PrintSystem
) -> None:
    cups.stop("a4", "ferma")
    desk.desk.queue_print("slip", booked(desk.desk, "hall-0-0"), large=True)
    try:
        printing.run()
        wait_for(desk, lambda: "to_check" in states(desk).values())
        cups.run("cancel", "-a", QUEUES["a4"])
        wait_for(desk, lambda: "failed" in states(desk).values())
        assert [job.note for job in desk.desk.print_list()] == ["job_cancelled"]
    finally:
        cups.cure("a4")


def test_the_queue_says_what_is_there_and_what_is_missing(
    desk: Counter, printing: PrintRunner, cups: PrintSystem
) -> None:
    spool = system_spool()
    assert spool is not None
    found: list[tuple[tuple[str, ...], str, str]] = []

    def ask() -> tuple[tuple[str, ...], str, str]:
        return printer_names(), spool.fault(QUEUES["a4"]), spool.fault("WD_gone")

    desk.context.paper(ask, desk.jobs, found.append)
    wait_for(desk, lambda: bool(found))
    assert found == [(tuple(sorted(QUEUES.values())), "", "missing")]


def test_what_the_queue_has_at_the_start_is_followed_on(
    desk: Counter, printing: PrintRunner, cups: PrintSystem
) -> None:
    cups.stop("receipt", "ferma")
    try:
        desk.desk.queue_print("slip", booked(desk.desk, "hall-0-0"))
        printing.run()
        wait_for(desk, lambda: states(desk) == {"slip": "to_check"})
        printing.rest()
    finally:
        cups.cure("receipt")
    again = PrintRunner(desk.desk, desk.jobs, desk.jobs, follow_ms=40)
    again.start()
    wait_for(desk, lambda: states(desk) == {"slip": "printed"})
    assert len(cups.printed("receipt")) == 1, "followed on, not printed a second time"
