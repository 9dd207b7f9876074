# SPDX-License-Identifier: EUPL-1.2
"""Plays the whole tour and returns what every step left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import msgspec
from PySide6.QtWidgets import QApplication

from welfare_desk.ui import errors
from welfare_desk.ui.tour import (
    agenda,
    asking,
    catalogue,
    cooperation,
    doubles,
    entry,
    homes,
    knowing,
    lists,
    second_desk,
    serving,
    vouchers,
)
from welfare_desk.ui.tour.book import Book, Step, StepFailed
from welfare_desk.ui.tour.camera import Camera
from welfare_desk.ui.tour.names import Control
from welfare_desk.ui.tour.sample import FIRST, SECOND, Sample
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.waiting import NotSeen


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """The steps, and why the tour ended before its end if it did."""

    steps: tuple[Step, ...]
    screens: dict[str, tuple[Control, ...]] = {}
    """The controls seen, by screen, in the order of their names."""
    failed_step: str = ""
    why: str = ""


def play(
    app: QApplication, sample: Sample, out: Path, lang: str, camera: Camera | None = None
) -> Played:
    """Play the tour; pictures and papers stand in ``out`` afterwards, also of a failed step.

    With a ``camera`` every step is checked, and screens are taken in other looks too.
    """
    app.setQuitOnLastWindowClosed(False)
    book = Book(out, sample.prints, camera)
    failed_step = why = ""
    try:
        _play(app, book, sample, lang)
    except StepFailed as failed:
        failed_step, why = failed.step.name, failed.why
    except NotSeen as missed:
        failed_step, why = f"after {book.steps[-1].name}" if book.steps else "start", str(missed)
    screens = {name: tuple(sorted(seen.values())) for name, seen in sorted(book.screens.items())}
    return Played(steps=tuple(book.steps), screens=screens, failed_step=failed_step, why=why)


def _play(app: QApplication, book: Book, sample: Sample, lang: str) -> None:
    with _sitting(app, book, sample, FIRST, lang) as seat:
        entry.first_log_in(book, seat, sample)
        entry.cable_out(book, seat, sample)
        entry.wrong_code(book, seat)
        entry.register_family(book, seat)
        serving.book_place(book, seat)
        serving.book_provisionally(book, seat)
        card_id = serving.issue_card(book, seat, sample)
        serving.outbox(book, seat, "outbox-without-line")
        serving.export(book, seat)
        serving.lock(book, seat)
        with book.step("cable-in", seat):
            sample.put_in(seat.name)
            serving.exchange(seat)
        serving.outbox(book, seat, "outbox-all-sent")
        # The card's balance goes back with the exchange after the one that told of it.
        serving.exchange(seat)
        for name, pdf in sample.more_papers(seat.desk, (card_id,)).items():
            book.keep_paper(name, pdf)
    with _sitting(app, book, sample, SECOND, lang) as seat:
        entry.log_in(book, seat, "second-desk")
        second_desk.find_person(book, seat, "second-desk")
        second_desk.replace_card(book, seat, sample, card_id)
    with _sitting(app, book, sample, FIRST, lang) as seat:
        entry.log_in(book, seat, "first-desk-again")
        serving.exchange(seat)
        second_desk.find_person(book, seat, "first-desk")
        with book.step("first-desk-cards", seat) as step:
            second_desk.show_cards(seat)
            step.saw |= second_desk.old_card_is_dead(seat, card_id)
        serving.outbox(book, seat, "first-desk-all-sent")
        entry.look_around(book, seat)
        asking.first_take_over(book, seat, sample)
        vouchers.round_of_vouchers(book, seat, sample)
        catalogue.orientation(book, seat)
        agenda.look_at_the_agenda(book, seat)
        cooperation.on_request(book, seat)
        asking.hand_back(seat)
        _know_the_person(book, seat, sample)
    with _sitting(app, book, sample, SECOND, lang) as seat:
        entry.log_in(book, seat, "second-desk-again")
        doubles.register_by_typing(book, seat, sample)
    with _sitting(app, book, sample, FIRST, lang) as seat:
        entry.log_in(book, seat, "first-desk-after")
        asking.take_over(seat)
        doubles.review_and_merge(book, seat)
    with _sitting(app, book, sample, SECOND, lang) as seat:
        entry.log_in(book, seat, "second-desk-after")
        doubles.one_person_here(book, seat)
        asking.take_over(seat)
        doubles.undo(book, seat)
        doubles.merge_again(book, seat)
    with _sitting(app, book, sample, FIRST, lang) as seat:
        entry.log_in(book, seat, "first-desk-at-the-end")
        doubles.one_person_at_the_end(book, seat)


def _know_the_person(book: Book, seat: Seat, sample: Sample) -> None:
    knowing.find_by_typing(book, seat)
    knowing.take_in_by_scan(book, seat)
    knowing.doubtful_codes(book, seat)
    knowing.go_past_a_likely_same(book, seat, sample)
    homes.household(book, seat)
    homes.income(book, seat)
    asking.delegate(book, seat)
    asking.consent(book, seat)
    asking.request(book, seat)
    asking.closed_note(book, seat)
    asking.take_over(seat)
    asking.opened_note(book, seat, sample)
    lists.look_through(book, seat)
    lists.import_list(book, seat, sample)
    doubles.register_by_scan(book, seat, sample)


@contextmanager
def _sitting(app: QApplication, book: Book, sample: Sample, name: str, lang: str) -> Iterator[Seat]:
    """Sit at a desk; its window is closed and the desk too when one gets up."""
    seat = _sit(app, book, sample, name, lang)
    try:
        yield seat
    finally:
        seat.close()
        sample.close_desk(name)


def _sit(app: QApplication, book: Book, sample: Sample, name: str, lang: str) -> Seat:
    seat = Seat(app, name, sample.open_desk(name), lang)
    told = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        book.bugs.append(f"{kind.__name__} at {errors.places_of(trace)}")
        told(kind, error, trace)

    sys.excepthook = hook
    return seat
