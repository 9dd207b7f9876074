# SPDX-License-Identifier: EUPL-1.2
"""«Prova lettore»: each fault of a reader is named, and what it sends is learnt."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import get_args

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.counter import Counter, act_key, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.reader_codes import CODE_39, SQUARE_CODE
from welfare_desk.desk.print_again import square_code
from welfare_desk.documents.reader_sheet import reader_sheet_pdf
from welfare_desk.ui.reader import Reader
from welfare_desk.ui.reader_setup import ReaderSetup, reader_setup
from welfare_desk.ui.reader_trial import Fault, RawKey, Trial, judge
from welfare_desk.ui.scan_detector import ScanMode
from welfare_desk.ui.scanner import ScannerFilter
from welfare_desk.ui.settings.reader_page import TryReaderPage
from welfare_desk.ui.settings.trial_box import PAUSE_MS
from welfare_desk.ui.settings.trial_words import TrialWords

F13, F14, ENTER, STX = 183, 184, 36, 0x8000 | 56


def keys_of(
    text: str, *, gap: int = 8, before: tuple[int, ...] = (), after: tuple[int, ...] = ()
) -> list[RawKey]:
    """Return the keys of a reading; ``ENTER`` ends, other frame keys type nothing."""
    found = [RawKey("", code, 0, name=f"F{code - 170}") for code in before]
    found += [RawKey(letter, 10, 0) for letter in text]
    found += [RawKey("", code, 0, ends=code == ENTER, name="Return") for code in after]
    return [RawKey(k.text, k.code, place * gap, k.ends, k.name) for place, k in enumerate(found)]


def tried(
    text: str, *, gap: int = 8, before: tuple[int, ...] = (), after: tuple[int, ...] = (ENTER,)
) -> Trial:
    return judge(keys_of(text, gap=gap, before=before, after=after))


@pytest.mark.parametrize("code", [SQUARE_CODE, CODE_39])
def test_a_reader_with_enter_is_good_and_listened_to_by_time(code: str) -> None:
    trial = tried(code)
    assert (trial.faults, trial.setup) == ((), ReaderSetup())


def test_keys_around_the_code_are_learnt_by_their_own_number() -> None:
    trial = tried(SQUARE_CODE, before=(F13,), after=(F14,))
    assert trial.faults == ()
    assert trial.setup == ReaderSetup(mode="delimited", prefix_key=F13, suffix_key=F14)
    by_control = tried(SQUARE_CODE, before=(STX,), after=(ENTER,))
    assert by_control.setup == ReaderSetup(mode="delimited", prefix_key=STX, suffix_key=ENTER)


@pytest.mark.parametrize(
    ("text", "fault", "extra"),
    [
        ("WD1TAQZWYM0189'-ç", "layout_us", ""),
        ("WD1TQAWZYM0189-/:", "layout_other", "A→Q Q→A Z→W W→Z"),
        ("WD1T39a-7", "full_ascii", ""),
        (f"]Q1{SQUARE_CODE}", "extra_before", "]Q1"),
        (f"{SQUARE_CODE}X", "extra_after", "X"),
        ("WD1TAQZ89-/:", "half", ""),
        (SQUARE_CODE.lower(), "caps", ""),
        (f"*{CODE_39}*", "asterisks", ""),
    ],
)
def test_what_is_wrong_with_the_text_is_named(text: str, fault: str, extra: str) -> None:
    trial = tried(text)
    assert trial.faults == (fault,)
    assert trial.extra == extra


def test_what_is_wrong_with_the_keys_is_named() -> None:
    assert tried(SQUARE_CODE, after=()).faults == ("no_enter",)
    assert tried(SQUARE_CODE, before=(F13,), after=(F13,)).faults == ("same_frame_keys", "no_enter")
    assert tried(SQUARE_CODE, before=(F13,), after=()).faults == ("one_frame_key", "no_enter")
    slow = tried(SQUARE_CODE, gap=60)
    assert (slow.faults, slow.setup.gap_ms) == (("slow",), 90)
    slowest = tried(SQUARE_CODE, gap=130)
    assert (slowest.faults, slowest.is_usable) == (("too_slow",), False)
    framed = tried(SQUARE_CODE, gap=130, before=(F13,), after=(F14,))
    assert framed.faults == (), "a frame needs no pace"
    assert judge([RawKey("", F13, 0)] * 3).faults == ("nothing",)


def test_every_fault_has_a_fact_and_a_cure(counter: Counter) -> None:
    words = TrialWords()
    faults: tuple[Fault, ...] = get_args(Fault)
    for fault in faults:
        fact, cure = words.fault(fault, Trial("X", (fault,), ReaderSetup()))
        assert fact
        assert cure.endswith(".")


def test_the_sheet_and_the_screen_show_the_codes_that_are_tried() -> None:
    def read(pdf: bytes, dots: int) -> set[str]:
        picture = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=dots / 72).to_pil()
        return {code.text for code in zxingcpp.read_barcodes(picture)}

    assert read(square_code(), 100) == {SQUARE_CODE}
    # The library reads Code 39 as full ASCII, which is the fault that the code shows.
    assert read(reader_sheet_pdf(), 300) == {SQUARE_CODE, CODE_39.replace("+A", "a")}


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[ScannerFilter]:
    made = ScannerFilter()
    made.listen(qapp)
    yield made
    made.rest()


@pytest.fixture
def page(counter: Counter, scanner: ScannerFilter, qtbot: QtBot) -> TryReaderPage:
    reader = counter.context.reader = Reader(counter.context, scanner, parent=counter.shell)
    reader.start()
    made = TryReaderPage(counter.context)
    with qtbot.waitActive(counter.shell):
        counter.show(made, "people")
        counter.shell.activateWindow()
    made.form.box.setFocus()
    qtbot.waitUntil(made.form.box.hasFocus)
    return made


def send(widget: QWidget, text: str, code: int, key: int, at_ms: int) -> None:
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, none, code, 0, 0, text)
        event.setTimestamp(at_ms)
        QApplication.sendEvent(widget, event)


def read_code(page: TryReaderPage, counter: Counter, *, frame: bool) -> None:
    box, at = page.form.box, 10_000
    if frame:
        send(box, "", F13, Qt.Key.Key_F13, at)
    for place, letter in enumerate(SQUARE_CODE):
        send(box, letter, 20, ord(letter), at + 5 * (place + 1))
    end = at + 5 * (len(SQUARE_CODE) + 1)
    send(box, "" if frame else "\r", F14 if frame else ENTER,
         Qt.Key.Key_F14 if frame else Qt.Key.Key_Return, end)  # fmt: skip
    QTest.qWait(PAUSE_MS + 50)
    settle(counter.jobs, 2)


def test_a_framed_reader_is_learnt_kept_and_listened_to_at_once(
    page: TryReaderPage, counter: Counter, scanner: ScannerFilter
) -> None:
    assert not page.keep.isEnabled()
    read_code(page, counter, frame=True)
    assert page.keep.isEnabled()
    act_key(counter, "confirm")
    kept = reader_setup(counter.look.preferences)
    assert (kept.mode, kept.prefix_key, kept.suffix_key) == ("delimited", F13, F14)
    assert scanner.detector.mode is ScanMode.DELIMITED
    assert scanner.detector.is_frame_key(F13)
    assert counter.closed == [page]
    reader = counter.context.reader
    assert reader is not None
    assert reader.face().text == "Lettore: provato"


def test_keys_of_the_trial_never_reach_the_listener(
    page: TryReaderPage, counter: Counter, scanner: ScannerFilter
) -> None:
    told: list[str] = []
    scanner.scanned.connect(told.append)
    read_code(page, counter, frame=False)
    assert told == []
    assert page.form.trial is not None
    assert page.form.trial.text == SQUARE_CODE


def test_tab_leaves_the_box(page: TryReaderPage) -> None:
    QTest.keyClick(page.form.box, Qt.Key.Key_Tab)
    assert not page.form.box.hasFocus()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed(
    page: TryReaderPage, counter: Counter, size: tuple[int, int]
) -> None:
    counter.shell.resize(*size)
    read_code(page, counter, frame=False)
    assert problems(page) == []
    assert unnamed(page) == []
