# SPDX-License-Identifier: EUPL-1.2
"""What the system's print queue says becomes the state of a paper; F9 prints the last again."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.ui.counter import Counter, booked, issued, settle
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals_of_printing import NothingPrinted, PrintedOnce, PrintOnItsWay
from welfare_desk.desk.print_again import print_trial_page, reprint_last
from welfare_desk.desk.printing import InSpool, in_spool
from welfare_desk.ui.printing import FOLDER, PrintRunner, follow, send_next
from welfare_desk.ui.prints.page import PrintsPage
from welfare_desk.ui.prints.papers import Papers
from welfare_desk.ui.prints.words import PrintWords
from welfare_desk.ui.spool import JobState, fault_of, options_of


@dataclass
class Queue:
    """A print queue that does what a test says."""

    number: int = 7
    state: JobState = "waiting"
    trouble: str = ""
    sent: list[tuple[str, str, tuple[float, float]]] = field(default_factory=list)

    def send(self, queue: str, title: str, pdf: bytes, size_mm: tuple[float, float]) -> int:
        self.sent.append((queue, title, size_mm))
        return self.number

    def job(self, queue: str, number: int) -> JobState:
        assert number == self.number
        return self.state

    def fault(self, queue: str) -> str:
        return self.trouble


@pytest.fixture
def queue(counter: Counter) -> Queue:
    for role in ("a4", "card"):
        counter.desk.prints.set_target(role, f"q_{role}")
    return Queue()


def only(counter: Counter) -> tuple[str, str]:
    (job,) = counter.desk.print_list()
    return job.state, job.note


def test_a_paper_is_printing_until_the_queue_says_more(counter: Counter, queue: Queue) -> None:
    counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    send_next(counter.desk, queue)
    ((name, title, size),) = queue.sent
    assert (name, title.startswith("Promemoria ")) == ("q_a4", True)
    assert size == pytest.approx((210, 297), abs=0.01)
    assert only(counter) == ("printing", InSpool("q_a4", 7).note())
    assert follow(counter.desk, queue) == ()
    queue.trouble = "media"
    follow(counter.desk, queue)
    assert only(counter) == ("to_check", InSpool("q_a4", 7, "media").note())
    queue.trouble = ""
    follow(counter.desk, queue)
    assert only(counter) == ("printing", InSpool("q_a4", 7).note())
    queue.state = "done"
    follow(counter.desk, queue)
    assert only(counter) == ("printed", "")
    assert follow(counter.desk, queue) == ()


def test_a_card_that_came_out_is_looked_at(counter: Counter, queue: Queue) -> None:
    counter.desk.queue_print("card", issued(counter.desk))
    send_next(counter.desk, queue)
    queue.state = "done"
    follow(counter.desk, queue)
    assert only(counter) == ("to_check", "")


@pytest.mark.parametrize(
    ("state", "trouble", "expected"),
    [
        ("cancelled", "", ("failed", "job_cancelled")),
        ("gone", "missing", ("failed", "printer_missing")),
        ("gone", "", ("printed", "")),
    ],
)
def test_what_the_queue_lost_is_told(
    counter: Counter, queue: Queue, state: JobState, trouble: str, expected: tuple[str, str]
) -> None:
    counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    send_next(counter.desk, queue)
    queue.state, queue.trouble = state, trouble
    follow(counter.desk, queue)
    assert only(counter) == expected


@pytest.mark.parametrize(
    ("trouble", "code"), [("missing", "printer_missing"), ("", "printer_refused")]
)
def test_a_queue_that_refuses_says_why(
    counter: Counter, queue: Queue, trouble: str, code: str
) -> None:
    queue.number, queue.trouble = 0, trouble
    counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    send_next(counter.desk, queue)
    assert only(counter) == ("failed", code)


def test_what_the_queue_has_is_not_cut_off_by_the_end_of_the_program(
    counter: Counter, queue: Queue
) -> None:
    counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    send_next(counter.desk, queue)
    assert counter.desk.prints.recover() == 0
    assert only(counter)[0] == "printing"


def test_trouble_is_told_once_for_a_printer_and_the_page_offers_no_second_copy(
    counter: Counter, queue: Queue
) -> None:
    desk = counter.desk
    runner = PrintRunner(desk, counter.jobs, counter.jobs, spool=queue, follow_ms=100_000)
    papers = Papers(counter.context, runner, runner)
    desk.queue_print("card", issued(desk))
    queue.trouble = "ribbon"
    page = PrintsPage(counter.context, runner)
    counter.show(page, "prints")
    runner.run()
    settle(counter.jobs)
    runner.start()
    settle(counter.jobs)
    words = (
        "La stampante tessere è senza nastro. "
        "Poi la stampa riparte da sola. Puoi servire la prossima persona."
    )
    assert counter.toasts == [words]
    assert page.notice.fact.text() == "Da controllare"
    assert page.notice.remedy.text() == words
    assert not page.again.isEnabled()
    assert not page.fine.isVisible()
    assert not page.spoilt.isVisible()
    queue.state, queue.trouble = "done", ""
    runner.start()
    settle(counter.jobs)
    assert page.fine.isVisible()
    page.spoilt.click()
    settle(counter.jobs)
    card = desk.print_list()[0].subject_id
    assert [asked[0] for asked in counter.asked] == ["replace"]
    assert counter.asked[0][2] == card
    runner.rest()
    papers.deleteLater()


def test_a_queue_that_stands_still_is_asked_less_often(counter: Counter, queue: Queue) -> None:
    runner = PrintRunner(counter.desk, counter.jobs, counter.jobs, spool=queue, follow_ms=100_000)
    counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    queue.state = "waiting"
    runner.run()
    settle(counter.jobs)
    waits = []
    for trouble in ("", "media", ""):
        queue.trouble = trouble
        runner._follow()
        settle(counter.jobs)
        waits.append(runner._next.interval())
    assert waits == [100_000, 500_000, 100_000]
    runner.rest()


def test_f9_prints_a_copy_of_the_last_paper(
    counter: Counter, clock: FixedClock, queue: Queue
) -> None:
    desk = counter.desk
    with pytest.raises(NothingPrinted):
        reprint_last(desk)
    slip = desk.queue_print("slip", booked(desk, "hall-0-0"))
    with pytest.raises(PrintOnItsWay):
        reprint_last(desk)
    desk.prints.set_state(slip.job_id, "printed")
    clock.advance(60)
    print_trial_page(desk, "a4")
    again = reprint_last(desk)
    assert (again.document, again.copies, again.state) == ("slip", 1, "queued")
    desk.prints.set_state(again.job_id, "failed", "printer_missing")
    assert reprint_last(desk).job_id == again.job_id, "one that never came out is no copy"


def test_f9_never_prints_a_card_twice(counter: Counter, queue: Queue) -> None:
    job = counter.desk.queue_print("card", issued(counter.desk))
    counter.desk.prints.set_state(job.job_id, "printed")
    with pytest.raises(PrintedOnce):
        reprint_last(counter.desk)


def test_f9_at_the_window_says_what_it_prints(counter: Counter, queue: Queue) -> None:
    desk = counter.desk
    runner = PrintRunner(desk, counter.jobs, counter.jobs, spool=queue, follow_ms=100_000)
    papers = Papers(counter.context, runner, runner)
    papers.print_last()
    settle(counter.jobs)
    slip = desk.queue_print("slip", booked(desk, "hall-0-0"))
    desk.prints.set_state(slip.job_id, "printed")
    papers.print_last()
    settle(counter.jobs)
    first, second = counter.toasts
    assert first.startswith("Da questo sportello non è ancora uscito nessun foglio.")
    assert second.startswith("Ristampa in corso: Promemoria ")
    assert [job.document for job in counter.jobs_queued] == ["slip"]


def test_a_roll_takes_the_slip_and_large_print_stays_on_a_sheet(counter: Counter) -> None:
    desk, slip = counter.desk, booked(counter.desk, "hall-0-0")
    assert desk.queue_print("slip", slip).role == "a4"
    desk.prints.set_target("receipt", f"{FOLDER}/roll")
    assert desk.queue_print("slip", slip).role == "receipt"
    assert desk.queue_print("slip", slip, large=True).role == "a4"


def test_reasons_of_a_printer_are_put_into_one_word() -> None:
    assert fault_of("3", "none") == ""
    assert fault_of("4", "marker-supply-low-warning") == ""
    assert fault_of("5", "paused") == "stopped"
    assert fault_of("5", "media-empty-error,paused") == "media"
    assert fault_of("5", "marker-supply-empty-error") == "ribbon"
    assert fault_of("4", "offline-report") == "offline"
    words = PrintWords()
    faults = ("ribbon", "media", "jam", "cover", "offline", "missing", "stopped")
    assert len({words.fault("slip", fault) for fault in faults}) == len(faults)


def test_a_note_tells_where_a_job_is() -> None:
    assert in_spool("") is None
    assert in_spool("cut_off") is None
    assert in_spool(InSpool("a|b", 3, "jam").note()) == InSpool("a|b", 3, "jam")


def test_the_size_of_a_page_is_named_as_drivers_know_it() -> None:
    assert options_of((209.99, 297.0)) == (("print-scaling", "none"), ("media", "A4"))
    assert dict(options_of((85.6, 53.98)))["media"] == "Custom.85.6x53.98mm"
    assert dict(options_of((80.0, 212.345)))["PageSize"] == "Custom.80x212.34mm"
