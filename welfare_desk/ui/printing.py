# SPDX-License-Identifier: EUPL-1.2
"""Sends stored papers to printers and folders, one after the other on the paper lane.

No system dialog ever opens: a role of printer is bound once in the settings, and a paper
whose role has no printer waits as «stampa dopo».
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pypdfium2
from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from welfare_desk.core.instants import local_datetime
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.printing import CARDS, InSpool, in_spool
from welfare_desk.ui.jobs import JobRunner, Lane
from welfare_desk.ui.kit.pdf_view import render_page
from welfare_desk.ui.spool import Spool, system_spool

FOLDER = "folder:"
"""A target that begins so is a folder for PDF files."""
DOTS_PER_INCH = 300
MM_PER_POINT = 25.4 / 72
FOLLOW_MS = 2000
"""How often the system's queue is asked while it has papers of ours."""
SLOWER = 5
"""So many times slower where all of them are held: a printer that is off stays off a while."""
FILE_WORDS = {
    "slip": "promemoria",
    "day_sheet": "foglio-del-giorno",
    "day_report": "giornata",
    "price_sheet": "prezzo",
    "card": "tessera",
    "card_sheet": "tessere",
    "vouchers": "buoni",
    "calibration": "prova",
    "trial_page": "prova-di-stampa",
    "reader_sheet": "prova-lettore",
    "key_card": "tasti-rapidi",
    "receipt": "ricevuta",
    "notice": "informativa",
    "delegation": "delega",
    "delegation_form": "modulo-delega",
    "recovery": "recupero",
    "application": "domanda",
    "decision": "esito",
    "entitled": "cosa-puo-avere",
    "statement": "prospetto",
    "attendance": "presenze",
    "provider_statement": "rendiconto-mensile",
    "offering": "scheda-servizio",
    "dossier": "fascicolo",
    "complaint": "reclamo",
    "return_receipt": "rientro",
    "call_letter": "lettera",
    "call_list": "chiamate",
    "waiting_order": "lista-attesa",
}


class PaperFault(Exception):
    """A paper could not be sent; ``code`` is noted with the job and said in words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Sent(msgspec.Struct, frozen=True):
    """What became of a job: its id, document, printer's role, state and the code of a fault."""

    job_id: str
    document: str
    state: str
    note: str = ""
    role: str = ""


def printer_names() -> tuple[str, ...]:
    """Return the queues of this computer; asks the print system, so never in the GUI thread."""
    return tuple(info.printerName() for info in QPrinterInfo.availablePrinters())


def page_sizes_mm(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of each page in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(
            (page.get_width() * MM_PER_POINT, page.get_height() * MM_PER_POINT) for page in document
        )
    finally:
        document.close()


def page_size(width_mm: float, height_mm: float) -> QPageSize:
    """Return A4 under its own name, any other sheet at its exact size."""
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    known = a4.size(QPageSize.Unit.Millimeter)
    if abs(known.width() - width_mm) < 0.5 and abs(known.height() - height_mm) < 0.5:
        return a4
    size = QSizeF(round(width_mm, 2), round(height_mm, 2))
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    return QPageSize(size, QPageSize.Unit.Millimeter, "", exact)


def paint_pdf(printer: QPrinter, pdf: bytes) -> None:
    """Print every page edge to edge at its own size, 300 dots an inch.

    Refused with ``PaperFault`` (``printer_refused``) when the printer does not take it.
    """
    sizes = page_sizes_mm(pdf)
    printer.setFullPage(True)
    _take_size(printer, sizes[0])
    printer.setResolution(DOTS_PER_INCH)
    painter = QPainter()
    if not painter.begin(printer):
        raise PaperFault("printer_refused")
    try:
        for number, size in enumerate(sizes):
            if number:
                _take_size(printer, size)
                if not printer.newPage():
                    raise PaperFault("printer_refused")
            width_px = round(size[0] / 25.4 * DOTS_PER_INCH)
            height_px = round(size[1] / 25.4 * DOTS_PER_INCH)
            image = render_page(pdf, number, width_px)
            painter.drawImage(QRectF(0, 0, width_px, height_px), image)
    finally:
        painter.end()


def _take_size(printer: QPrinter, size_mm: tuple[float, float]) -> None:
    layout = QPageLayout(
        page_size(*size_mm), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def file_name(document: str, job_id: str, made_at: int) -> str:
    """Return a name that says what the paper is and when it was made, never whose."""
    when = local_datetime(made_at).strftime("%Y%m%d-%H%M%S")
    return f"{FILE_WORDS[document]}-{when}-{job_id[-6:]}.pdf"


def write_pdf(folder: Path, name: str, pdf: bytes) -> Path:
    """Put a PDF into a folder, whole or not at all; ``PaperFault`` (``folder_refused``)."""
    target = folder / name
    part = target.with_suffix(".part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise PaperFault("folder_refused") from error
    return target


def send_to_queue(queue: str, title: str, pdf: bytes) -> None:
    """Print on a queue of this computer; ``PaperFault`` (``printer_missing``, …)."""
    info = QPrinterInfo.printerInfo(queue)
    if info.isNull():
        raise PaperFault("printer_missing")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("Welfare Desk")
    paint_pdf(printer, pdf)


def send_to_spool(spool: Spool, queue: str, title: str, pdf: bytes) -> int:
    """Put a PDF into a queue of CUPS and return its number there; ``PaperFault`` as above."""
    number = spool.send(queue, title, pdf, page_sizes_mm(pdf)[0])
    if not number:
        missing = spool.fault(queue) == "missing"
        raise PaperFault("printer_missing" if missing else "printer_refused")
    return number


def send_next(desk: Desk, spool: Spool | None = None) -> Sent | None:
    """Send the job that waits longest and note what became of it; nothing when none waits.

    A job that the system's queue has is ``printing`` until ``spool`` tells more of it.
    """
    job = desk.prints.next_queued()
    if job is None:
        return None
    sent = Sent(job.id, job.document, "later", role=job.role)
    target = desk.prints.target(job.role)
    if not target:
        return _noted(desk, sent)
    desk.prints.set_state(job.id, "printing")
    try:
        if target.startswith(FOLDER):
            folder = Path(target.removeprefix(FOLDER))
            write_pdf(folder, file_name(job.document, job.id, job.created_at), job.pdf)
            return _noted(desk, _became(sent, "printed"))
        if spool is None:
            send_to_queue(target, job.title, job.pdf)
            return _noted(desk, _ended(sent))
        number = send_to_spool(spool, target, job.title, job.pdf)
    except PaperFault as fault:
        return _noted(desk, _became(sent, "failed", fault.code))
    return _noted(desk, _became(sent, "printing", InSpool(target, number).note()))


def follow(desk: Desk, spool: Spool) -> tuple[Sent, ...]:
    """Ask the system's queues about the papers they have; return those that stand otherwise now.

    A queue that stopped keeps its papers: they are looked at, and go on by themselves.
    """
    changed = []
    for job in desk.prints.waiting_in_spool():
        place = in_spool(job.note)
        before = Sent(job.id, job.document, job.state, job.note, job.role)
        now = _followed(before, place, spool) if place is not None else before
        if now != before:
            changed.append(_noted(desk, now))
    return tuple(changed)


def _followed(job: Sent, place: InSpool, spool: Spool) -> Sent:
    state = spool.job(place.queue, place.number)
    if state == "done":
        return _ended(job)
    if state == "cancelled":
        return _became(job, "failed", "job_cancelled")
    fault = spool.fault(place.queue)
    if state == "gone":
        # A queue that keeps no list of what it printed.
        return _became(job, "failed", "printer_missing") if fault == "missing" else _ended(job)
    note = place._replace(fault=fault).note()
    return _became(job, "to_check" if fault else "printing", note)


def _ended(job: Sent) -> Sent:
    # A queue takes a card long before anybody saw it: the scan back, or the operator, says
    # that it came out well.
    return _became(job, "to_check" if job.document in CARDS else "printed")


def _became(job: Sent, state: str, note: str = "") -> Sent:
    return msgspec.structs.replace(job, state=state, note=note)


def _noted(desk: Desk, sent: Sent) -> Sent:
    desk.prints.set_state(sent.job_id, sent.state, sent.note)
    return sent


class PrintRunner(QObject):
    """Works through the queued papers; ``changed`` follows each time one has a new state."""

    changed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        parent: QObject | None = None,
        *,
        spool: Spool | None = None,
        follow_ms: int = FOLLOW_MS,
    ) -> None:
        """Touch no printer before ``run``; without ``spool`` the system's own is asked."""
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._given = spool
        self._follow_ms = follow_ms
        self._next = QTimer(self, singleShot=True, interval=follow_ms)
        self._next.timeout.connect(self._follow)

    def start(self) -> None:
        """Put aside what was cut off when the program ended last, then run."""
        desk = self._desk
        self._jobs.submit(desk.prints.recover, self, lambda _n: self._start(), self._failed)

    def run(self) -> None:
        """Send what is queued; may be called at any time, for nothing once the window goes."""
        if self._jobs.is_closed():
            return
        desk, find = self._desk, self._spool

        def work() -> Sent | None:
            return send_next(desk, find()) if desk.prints.has_queued() else None

        self._jobs.submit(work, self, self._sent, self._failed, Lane.PAPER)

    def rest(self) -> None:
        """Ask no queue any more: the window is about to go."""
        self._next.stop()

    def _spool(self) -> Spool | None:
        """Return what knows the system's queues; on a lane only: its library is loaded there."""
        return self._given or system_spool()

    def _start(self) -> None:
        self.run()
        self._follow()

    def _follow(self) -> None:
        desk, find = self._desk, self._spool
        if self._jobs.is_closed():
            return

        def work() -> tuple[tuple[Sent, ...], set[str]]:
            # Nothing there, nothing asked: the library takes memory that a desk may never need.
            spool = find() if desk.prints.waiting_in_spool() else None
            if spool is None:
                return (), set()
            changed = follow(desk, spool)
            return changed, {job.state for job in desk.prints.waiting_in_spool()}

        self._jobs.submit(work, self, self._followed, self._failed, Lane.PAPER)

    def _followed(self, found: tuple[tuple[Sent, ...], set[str]]) -> None:
        changed, states = found
        for sent in changed:
            self.changed.emit(sent)
        if states and not self._jobs.is_closed():
            held = "printing" not in states
            self._next.start(self._follow_ms * SLOWER if held else self._follow_ms)

    def send(self, job_id: str) -> None:
        """Queue a job again, as after «stampa dopo», and run."""
        desk = self._desk
        self._jobs.submit(
            lambda: desk.prints.set_state(job_id, "queued"),
            self,
            lambda _none: self.run(),
            self._failed,
            Lane.WRITER,
        )

    def _sent(self, sent: Sent | None) -> None:
        if sent is not None:
            self.changed.emit(sent)
            self.run()
            if in_spool(sent.note) is not None:
                self._next.start(self._follow_ms)

    def _failed(self, error: BaseException) -> None:
        raise error
