# SPDX-License-Identifier: EUPL-1.2
"""The system's own print queues, where CUPS is: papers go there as they are and are followed.

CUPS gets the PDF itself with the size of its pages: no driver's dialog, no picture of a page,
no rounding to whole points, no copy on the disk.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Literal, Protocol

JobState = Literal["waiting", "done", "cancelled", "gone"]
_ALL = -1
_WAITING = (3, 4, 5, 6)
_DONE = 9
ROLL_MM = 80.0
_STOPPED = "5"
_CONTINUE = 100
_LAST_OK = 0x0007
_FAULTS = (
    ("marker-supply-empty", "ribbon"),
    ("toner-empty", "ribbon"),
    ("media-empty", "media"),
    ("media-needed", "media"),
    ("input-tray-missing", "media"),
    ("media-jam", "jam"),
    ("cover-open", "cover"),
    ("door-open", "cover"),
    ("interlock-open", "cover"),
    ("offline", "offline"),
    ("connecting-to-device", "offline"),
    ("shutdown", "offline"),
    ("paused", "stopped"),
)
"""Reasons of a printer and the word for what is wrong; the first found counts."""


class Spool(Protocol):
    """The system's queues and the jobs in them."""

    def send(self, queue: str, title: str, pdf: bytes, size_mm: tuple[float, float]) -> int:
        """Put a PDF into a queue at its exact size; return the job's number, 0 when refused."""

    def job(self, queue: str, number: int) -> JobState:
        """Return how a job stands; ``gone`` where the queue knows of none."""

    def fault(self, queue: str) -> str:
        """Return what keeps a queue from printing: ``media``, ``ribbon``, ``stopped`` …, or ""."""


class _Job(ctypes.Structure):
    _fields_ = (
        ("id", ctypes.c_int),
        ("dest", ctypes.c_char_p),
        ("title", ctypes.c_char_p),
        ("user", ctypes.c_char_p),
        ("format", ctypes.c_char_p),
        ("state", ctypes.c_int),
        ("size", ctypes.c_int),
        ("priority", ctypes.c_int),
        ("completed_time", ctypes.c_long),
        ("creation_time", ctypes.c_long),
        ("processing_time", ctypes.c_long),
    )


class _Option(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class _Dest(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("num_options", ctypes.c_int),
        ("options", ctypes.POINTER(_Option)),
    )


class CupsSpool:
    """Speaks to CUPS by its own library; each call is short and may come from any thread."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._cups = library
        _declare_sending(library)
        library.cupsGetJobs2.restype = ctypes.c_int
        library.cupsGetJobs2.argtypes = (
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.POINTER(_Job)),
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.c_int,
        )
        library.cupsFreeJobs.argtypes = (ctypes.c_int, ctypes.POINTER(_Job))
        library.cupsFreeJobs.restype = None
        library.cupsGetNamedDest.restype = ctypes.POINTER(_Dest)
        library.cupsGetNamedDest.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p)
        library.cupsFreeDests.argtypes = (ctypes.c_int, ctypes.POINTER(_Dest))
        library.cupsFreeDests.restype = None

    def send(self, queue: str, title: str, pdf: bytes, size_mm: tuple[float, float]) -> int:
        """Put a PDF into a queue; nothing of it is scaled."""
        options = ctypes.POINTER(_Option)()
        count = 0
        for name, value in options_of(size_mm):
            count = self._cups.cupsAddOption(
                name.encode(), value.encode(), count, ctypes.byref(options)
            )
        try:
            number = int(
                self._cups.cupsCreateJob(None, queue.encode(), title.encode(), count, options)
            )
        finally:
            self._cups.cupsFreeOptions(count, options)
        if number <= 0:
            return 0
        return number if self._sent(queue, number, title, pdf) else 0

    def _sent(self, queue: str, number: int, title: str, pdf: bytes) -> bool:
        cups, name = self._cups, queue.encode()
        begun = cups.cupsStartDocument(None, name, number, title.encode(), b"application/pdf", 1)
        if begun == _CONTINUE and cups.cupsWriteRequestData(None, pdf, len(pdf)) == _CONTINUE:
            return bool(cups.cupsFinishDocument(None, name) <= _LAST_OK)
        cups.cupsCancelJob2(None, name, number, 1)
        return False

    def job(self, queue: str, number: int) -> JobState:
        """Return how a job stands; one that CUPS forgot is ``gone``."""
        jobs = ctypes.POINTER(_Job)()
        count = self._cups.cupsGetJobs2(None, ctypes.byref(jobs), queue.encode(), 1, _ALL)
        if count <= 0:
            return "gone"
        try:
            states = {jobs[place].id: int(jobs[place].state) for place in range(count)}
        finally:
            self._cups.cupsFreeJobs(count, jobs)
        state = states.get(number, 0)
        if not state:
            return "gone"
        if state in _WAITING:
            return "waiting"
        return "done" if state == _DONE else "cancelled"

    def fault(self, queue: str) -> str:
        """Return what the queue says of itself, in one word of ours."""
        dest = self._cups.cupsGetNamedDest(None, queue.encode(), None)
        if not dest:
            return "missing"
        try:
            one = dest.contents
            options = {
                one.options[place].name: one.options[place].value.decode(errors="replace")
                for place in range(one.num_options)
            }
        finally:
            self._cups.cupsFreeDests(1, dest)
        reasons = options.get(b"printer-state-reasons", "")
        return fault_of(options.get(b"printer-state", ""), reasons)


def _declare_sending(library: ctypes.CDLL) -> None:
    text, number = ctypes.c_char_p, ctypes.c_int
    options = ctypes.POINTER(_Option)
    library.cupsAddOption.argtypes = (text, text, number, ctypes.POINTER(options))
    library.cupsFreeOptions.argtypes = (number, options)
    library.cupsFreeOptions.restype = None
    library.cupsCreateJob.argtypes = (ctypes.c_void_p, text, text, number, options)
    library.cupsStartDocument.argtypes = (ctypes.c_void_p, text, number, text, text, number)
    library.cupsWriteRequestData.argtypes = (ctypes.c_void_p, text, ctypes.c_size_t)
    library.cupsFinishDocument.argtypes = (ctypes.c_void_p, text)
    library.cupsCancelJob2.argtypes = (ctypes.c_void_p, text, number, number)


def options_of(size_mm: tuple[float, float]) -> tuple[tuple[str, str], ...]:
    """Return what CUPS is told of a page: its size, and that nothing is scaled.

    CUPS finds a card's size in the driver by ``media``.  A roll is as long as its text: no
    driver names that, and ``media`` alone would be cut to whole points.
    """
    width, height = (round(each, 2) for each in size_mm)
    plain = (("print-scaling", "none"),)
    if abs(width - 210) < 0.5 and abs(height - 297) < 0.5:
        return (*plain, ("media", "A4"))
    media = f"Custom.{width:g}x{height:g}mm"
    on_roll = abs(width - ROLL_MM) < 0.5
    return (*plain, ("media", media), *((("PageSize", media),) if on_roll else ()))


def fault_of(state: str, reasons: str) -> str:
    """Return the word for a printer's state (``5`` is stopped) and its reasons, or nothing.

    What only warns, as a ribbon that is low, stops nothing.
    """
    stopped = state == _STOPPED
    given = [each for each in reasons.split(",") if not each.endswith("-warning")]
    for reason, word in _FAULTS:
        if any(each.startswith(reason) for each in given):
            return word
    return "stopped" if stopped else ""


@cache
def system_spool() -> Spool | None:
    """Return what follows jobs on this computer; nothing where there is no CUPS."""
    if sys.platform == "win32":
        return None
    # By its name: looking it up would start the linker's own programs.
    name = "libcups.2.dylib" if sys.platform == "darwin" else "libcups.so.2"
    try:
        return CupsSpool(ctypes.CDLL(name))
    except (OSError, AttributeError):
        return None
