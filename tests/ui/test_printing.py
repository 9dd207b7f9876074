# SPDX-License-Identifier: EUPL-1.2
"""Papers reach folders and printers at their exact size, and no state is guessed."""

from pathlib import Path

import msgspec
import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from tests.builders import an_id
from tests.ui.counter import MARIA, Counter, booked, issued, settle
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.key_card import print_key_card
from welfare_desk.desk.printing import ROLES
from welfare_desk.ui.printing import (
    FILE_WORDS,
    FOLDER,
    PaperFault,
    PrintRunner,
    file_name,
    page_sizes_mm,
    paint_pdf,
    send_next,
    write_pdf,
)
from welfare_desk.ui.prints.words import PrintWords


def _states(counter: Counter) -> list[tuple[str, str]]:
    return sorted((job.document, job.state) for job in counter.desk.print_list())


def test_a_paper_without_a_printer_waits(counter: Counter) -> None:
    booking_id = booked(counter.desk, "hall-0-0")
    counter.desk.queue_print("slip", booking_id)
    sent = send_next(counter.desk)
    assert sent is not None
    assert sent.state == "later"
    assert _states(counter) == [("slip", "later")]
    assert send_next(counter.desk) is None


def test_a_folder_gets_the_very_page_and_no_name_in_the_file(
    counter: Counter, tmp_path: Path
) -> None:
    folder = tmp_path / "pdf"
    folder.mkdir()
    counter.desk.prints.set_target("a4", f"{FOLDER}{folder}")
    job = counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    sent = send_next(counter.desk)
    assert sent is not None
    assert sent.state == "printed"
    (made,) = folder.iterdir()
    assert made.read_bytes() == counter.desk.prints.pdf(job.job_id)
    assert made.name.startswith("promemoria-20260916-")
    assert "rossi" not in made.name.lower()
    assert made.stat().st_mode & 0o077 == 0


def test_papers_leave_in_the_order_in_which_they_came(
    counter: Counter, clock: FixedClock, tmp_path: Path
) -> None:
    counter.desk.prints.set_target("a4", f"{FOLDER}{tmp_path}")
    first = counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    clock.advance(1)
    second = counter.desk.queue_print("slip", booked(counter.desk, "hall-1-2"))
    ids = [sent.job_id for sent in (send_next(counter.desk), send_next(counter.desk)) if sent]
    assert ids == [first.job_id, second.job_id]


def test_a_folder_that_is_not_there_is_a_fault_with_a_code(tmp_path: Path) -> None:
    with pytest.raises(PaperFault) as fault:
        write_pdf(tmp_path / "gone", "a.pdf", b"%PDF")
    assert fault.value.code == "folder_refused"


def test_a_queue_that_is_not_there_is_noted_and_can_be_tried_again(counter: Counter) -> None:
    counter.desk.prints.set_target("card", "no-such-queue")
    counter.desk.queue_print("card", issued(counter.desk))
    sent = send_next(counter.desk)
    assert sent is not None
    assert (sent.state, sent.note) == ("failed", "printer_missing")


@pytest.mark.parametrize(("document", "size_mm"), [("card", (85.6, 53.98)), ("slip", (210, 297))])
def test_a_printer_gets_the_exact_size_at_300_dots(
    counter: Counter, qapp: QApplication, tmp_path: Path, document: str, size_mm: tuple[float, ...]
) -> None:
    desk = counter.desk
    subject = issued(desk) if document == "card" else booked(desk, "hall-0-0")
    pdf = desk.document(document, subject)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = tmp_path / "out.pdf"
    printer.setOutputFileName(str(target))
    paint_pdf(printer, pdf)
    came_out = page_sizes_mm(target.read_bytes())
    assert len(came_out) == len(page_sizes_mm(pdf))
    # Printers count in whole points, a third of a millimetre.
    for width, height in came_out:
        assert width == pytest.approx(size_mm[0], abs=0.36)
        assert height == pytest.approx(size_mm[1], abs=0.36)
    page = pypdfium2.PdfDocument(target)[0]
    image = next(iter(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])))
    assert image.get_px_size()[0] == pytest.approx(size_mm[0] / 25.4 * 300, abs=2)


def test_a_job_cut_off_by_the_end_of_the_program_is_looked_at(counter: Counter) -> None:
    job = counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    counter.desk.prints.set_state(job.job_id, "printing")
    runner = PrintRunner(counter.desk, counter.jobs, counter.jobs)
    runner.start()
    settle(counter.jobs)
    assert [(row.state, row.note) for row in counter.desk.print_list()] == [("to_check", "cut_off")]


def test_the_runner_works_off_everything_and_tells_each(counter: Counter, tmp_path: Path) -> None:
    counter.desk.prints.set_target("a4", f"{FOLDER}{tmp_path}")
    counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    counter.desk.queue_print("card", issued(counter.desk))
    runner = PrintRunner(counter.desk, counter.jobs, counter.jobs)
    told: list[tuple[str, str]] = []
    runner.changed.connect(lambda sent: told.append((sent.document, sent.state)))
    runner.run()
    settle(counter.jobs)
    assert told == [("slip", "printed"), ("card", "later")]
    counter.desk.prints.set_target("card", f"{FOLDER}{tmp_path}")
    later = next(row for row in counter.desk.print_list() if row.state == "later")
    runner.send(later.job_id)
    settle(counter.jobs)
    assert _states(counter) == [("card", "printed"), ("slip", "printed")]


def test_a_file_name_says_kind_and_time_only() -> None:
    name = file_name("card", an_id("job"), 1_789_543_800_000_000)
    assert name == f"tessera-20260916-093000-{an_id('job')[-6:]}.pdf"
    assert MARIA not in name


def test_every_paper_has_a_word_for_its_file() -> None:
    assert set(FILE_WORDS) == set(ROLES)
    assert len(set(FILE_WORDS.values())) == len(FILE_WORDS)


def test_every_paper_has_a_word_in_the_list_of_prints(counter: Counter) -> None:
    words = PrintWords()
    job = counter.desk.queue_print("slip", booked(counter.desk, "hall-0-0"))
    rows = [msgspec.structs.replace(job, document=document) for document in sorted(ROLES)]
    assert [row.document for row in rows if row.document in words.paper(row)] == []


def test_the_card_of_keys_goes_into_a_folder_too(counter: Counter, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    counter.desk.prints.set_target("a4", f"{FOLDER}{folder}")
    groups = (("Persone", (("Ctrl+N", "Nuova persona"),)),)
    print_key_card(counter.desk, "Tasti rapidi", "…", groups, "it")
    sent = send_next(counter.desk)
    assert sent is not None
    assert sent.state == "printed"
    assert [file.name.startswith("tasti-rapidi-") for file in folder.iterdir()] == [True]
