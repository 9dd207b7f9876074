# SPDX-License-Identifier: EUPL-1.2
"""The print list: every paper is stored before it is sent to a printer."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from welfare_desk.core.clock import Clock
from welfare_desk.store import meta, prints
from welfare_desk.store.engines import DeskStore

ROLES = {
    "slip": "a4",
    "day_sheet": "a4",
    "day_report": "a4",
    "price_sheet": "a4",
    "receipt": "a4",
    "notice": "a4",
    "delegation": "a4",
    "delegation_form": "a4",
    "recovery": "a4",
    "application": "a4",
    "decision": "a4",
    "entitled": "a4",
    "statement": "a4",
    "attendance": "a4",
    "provider_statement": "a4",
    "offering": "a4",
    "dossier": "a4",
    "complaint": "a4",
    "return_receipt": "a4",
    "call_letter": "a4",
    "call_list": "a4",
    "waiting_order": "a4",
    "card": "card",
    "card_sheet": "a4",
    "vouchers": "a4",
    "calibration": "a4",
    "trial_page": "a4",
    "reader_sheet": "a4",
    "key_card": "a4",
}
FORMS = frozenset(
    {
        "delegation_form",
        "entitled",
        "offering",
        "dossier",
        "attendance",
        "day_sheet",
        "day_report",
        "provider_statement",
        "call_list",
        "waiting_order",
    }
)
"""Papers to fill in by hand: each is the first of its kind, never a copy."""
PRINTED_AGAIN = frozenset(
    {"slip", "receipt", "notice", "delegation", "delegation_form", "statement", "return_receipt",
     "attendance", "provider_statement", "day_sheet", "day_report", "price_sheet",
     "application", "decision", "entitled", "offering", "dossier", "complaint"}
)  # fmt: skip
"""Papers that may come out twice; a card has one living copy and is replaced instead."""
TRIALS = frozenset({"calibration", "trial_page", "reader_sheet", "key_card"})
"""Papers of the desk itself, about nobody: they try printer or reader, or teach the keys."""
PRINTERS = ("a4", "receipt", "card")
"""The roles of printers: sheets, the roll of 80 mm, cards."""
ON_ROLL = frozenset({"slip"})
"""Papers that come on the roll where a desk has one; in large print they stay on a sheet."""
SENT = ("printed", "printing", "to_check")
CARDS = frozenset({"card", "card_sheet", "vouchers"})
"""Papers of worth: somebody looks at each before it counts as printed."""
_SPOOL = "spool:"


class InSpool(NamedTuple):
    """Where a job is while the system's own print queue has it, and what is wrong there."""

    queue: str
    number: int
    fault: str = ""

    def note(self) -> str:
        """Return it as the note of a print job."""
        return f"{_SPOOL}{self.queue}|{self.number}|{self.fault}"


def in_spool(note: str) -> InSpool | None:
    """Return where the system's print queue has a job by its note, else nothing."""
    if not note.startswith(_SPOOL):
        return None
    queue, number, fault = note.removeprefix(_SPOOL).rsplit("|", 2)
    return InSpool(queue, int(number), fault)


def comes_on_roll(document: str, roll: str, *, large: bool) -> bool:
    """Tell whether a paper comes on the roll; ``roll`` is where that prints, if anywhere."""
    return document in ON_ROLL and bool(roll) and not large


class Prints:
    """Print jobs of this desk and their states."""

    def __init__(self, store: DeskStore, clock: Clock, new_id: Callable[[], str]) -> None:
        self._store = store
        self._clock = clock
        self._new_id = new_id

    def printed(self, document: str, subject_id: str) -> int:
        """Return how often a paper was sent before; a card is never reprinted."""
        with self._store.read() as conn:
            jobs = prints.by_subject(conn, document, subject_id)
        return sum(1 for job in jobs if job.state in SENT)

    def add(
        self,
        document: str,
        subject_id: str,
        title: str,
        pdf: bytes,
        *,
        copies: int = 0,
        later: bool = False,
        role: str = "",
    ) -> str:
        """Store a job for its usual printer, or that of ``role``; return its id."""
        now = self._clock.now_us()
        job_id = self._new_id()
        with self._store.write() as conn:
            prints.add(
                conn,
                prints.PrintJob(
                    id=job_id,
                    role=role or ROLES[document],
                    title=title,
                    document=document,
                    subject_id=subject_id,
                    pdf=pdf,
                    state="later" if later else "queued",
                    copies=copies,
                    created_at=now,
                    changed_at=now,
                    note="",
                ),
            )
        return job_id

    def set_state(self, job_id: str, state: str, note: str = "") -> None:
        """Note what became of a job: ``queued``, ``printing``, ``printed``, or ``failed``."""
        with self._store.write() as conn:
            prints.set_state(conn, job_id, state, self._clock.now_us(), note)

    def pdf(self, job_id: str) -> bytes:
        """Return the stored page of a job, empty when it is gone."""
        with self._store.read() as conn:
            job = prints.get(conn, job_id)
        return job.pdf if job is not None else b""

    def job(self, job_id: str) -> prints.PrintJob | None:
        """Return a stored job, or nothing when it is gone."""
        with self._store.read() as conn:
            return prints.get(conn, job_id)

    def has_queued(self) -> bool:
        """Tell whether a job waits to be sent."""
        with self._store.read() as conn:
            return any(job.state == "queued" for job in prints.all(conn))

    def next_queued(self) -> prints.PrintJob | None:
        """Return the job that waits longest to be sent, with its page."""
        with self._store.read() as conn:
            waiting = [job for job in prints.all(conn) if job.state == "queued"]
            return prints.get(conn, waiting[-1].id) if waiting else None

    def latest(self) -> prints.PrintJob | None:
        """Return the job made last, without its page; those of the desk itself do not count."""
        with self._store.read() as conn:
            jobs = prints.all(conn)
        return next((job for job in jobs if job.document not in TRIALS), None)

    def role_of(self, document: str, *, large: bool = False) -> str:
        """Return the printer that a paper goes to at this desk."""
        on_roll = comes_on_roll(document, self.target("receipt"), large=large)
        return "receipt" if on_roll else ROLES[document]

    def waiting_in_spool(self) -> list[prints.PrintJob]:
        """Return the jobs that the system's print queue has and did not end, without pages."""
        with self._store.read() as conn:
            jobs = prints.all(conn)
        return [job for job in jobs if job.state in ("printing", "to_check") and in_spool(job.note)]

    def settle(self, document: str, subject_id: str, state: str) -> None:
        """Note the same of every sent job of a paper: a card read back came out well."""
        now = self._clock.now_us()
        with self._store.write() as conn:
            for job in prints.by_subject(conn, document, subject_id):
                if job.state in ("printing", "to_check", "printed"):
                    prints.set_state(conn, job.id, state, now, "")

    def recover(self) -> int:
        """Mark jobs that were being sent when the program ended: nobody knows what came out."""
        now = self._clock.now_us()
        with self._store.write() as conn:
            cut_off = [
                job
                for job in prints.all(conn)
                if job.state == "printing" and in_spool(job.note) is None
            ]
            for job in cut_off:
                prints.set_state(conn, job.id, "to_check", now, "cut_off")
        return len(cut_off)

    def target(self, role: str) -> str:
        """Return where a role prints: a queue's name, ``folder:`` and a path, or nothing yet."""
        with self._store.read() as conn:
            return meta.get(conn, f"printer_{role}") or ""

    def set_target(self, role: str, target: str) -> None:
        """Bind a role of printer to a queue or a folder; nothing means print later."""
        with self._store.write() as conn:
            meta.put(conn, f"printer_{role}", target)
