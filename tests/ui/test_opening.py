# SPDX-License-Identifier: EUPL-1.2
"""The pages before the desk is open: what they ask, what they say, by keyboard alone."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.keys import press, scan
from tests.ui.layout_checks import problems, unnamed
from tests.ui.opening_stand import ADDRESS, CODE, PHRASE, SHEET, TICKET, ADesk, Stand, opened
from welfare_desk.core.refusals import (
    DeskError,
    DiskFull,
    EnrolmentRefused,
    KeyMissing,
    NotEnrolled,
    PassphraseWrong,
    ServerAnswerStrange,
    ServerUnreachable,
    StoreBusy,
    StoreDamaged,
    StoreTooNew,
    UpgradeNeeded,
)
from welfare_desk.core.scan_codes import Enrolment, enrolment_code
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.opening.door import Ask, FirstRun, Locks
from welfare_desk.ui.opening.first_run_page import FirstRunPage
from welfare_desk.ui.opening.recovery_page import RecoveryPage
from welfare_desk.ui.opening.trouble_page import TroublePage
from welfare_desk.ui.opening.unlock_page import UnlockPage
from welfare_desk.ui.opening.wait_page import WaitPage
from welfare_desk.ui.scanner import ScannerFilter


@pytest.fixture
def stand(look: Look, runner: JobRunner, qtbot: QtBot) -> Iterator[Stand]:
    yield Stand(look, runner, qtbot)
    look.set_theme(text_percent=100)


def first_run(stand: Stand, *, passphrase: bool = False) -> FirstRunPage:
    stand.door.first = FirstRun(needs_passphrase=passphrase, interrupted=False)
    stand.begin(NotEnrolled())
    page = stand.wait_for(FirstRunPage)
    assert isinstance(page, FirstRunPage)
    return page


def test_the_first_page_waits_for_nothing(stand: Stand) -> None:
    assert isinstance(stand.window.page(), WaitPage)
    assert stand.door.asked == []


def test_a_desk_that_opens_asks_nothing(stand: Stand, qtbot: QtBot) -> None:
    stand.begin(opened())
    qtbot.waitUntil(lambda: bool(stand.desks))
    assert stand.opening.refusal is None


def test_a_scan_from_any_focus_enrols(stand: Stand, qtbot: QtBot, qapp: QApplication) -> None:
    page = first_run(stand)
    scanner = ScannerFilter()
    scanner.listen(qapp)
    scanner.scanned.connect(stand.opening.take_scan)
    page.way.set_value("typed")
    page.code.setFocus()
    qtbot.waitUntil(page.code.line.hasFocus)
    scan(page.code.line, SHEET.lower())
    scanner.rest()
    assert page.sheet.text() == SHEET
    assert "0001 0203" in stand.words()
    assert ADDRESS in stand.words()
    stand.door.answers.append(opened(CODE))
    page.enrol.click()
    stand.wait_for(RecoveryPage)
    asked = Ask(address=ADDRESS, code=TICKET.code, fingerprint=TICKET.fingerprint)
    assert stand.door.asked[-1] == ("enrol", asked)


def test_address_and_code_by_keyboard_alone(stand: Stand, qtbot: QtBot) -> None:
    page = first_run(stand, passphrase=True)
    qtbot.waitUntil(page.sheet.line.hasFocus)
    assert "portachiavi" in stand.words() or "keyring" in stand.words()
    page.way.set_value("typed")
    for field, text in (
        (page.address, "sportelli.alta-padovana.it/"), (page.code, "7K3M92QQ1P"),
        (page.secret.first, PHRASE), (page.secret.again, PHRASE),
    ):  # fmt: skip
        field.setFocus()
        qtbot.waitUntil(field.line.hasFocus)
        field.set_text(text)
        if field is page.secret.again:
            stand.door.answers.append(opened(CODE))
        press(field.line, "\r", Qt.Key.Key_Return)
    stand.wait_for(RecoveryPage)
    asked = Ask(address=ADDRESS, code="7K3M92QQ1P", passphrase=PHRASE)
    assert stand.door.asked[-1] == ("enrol", asked)


@pytest.mark.parametrize(
    ("refusal", "field"),
    [
        (EnrolmentRefused(), "code"),
        (ServerUnreachable(), "address"),
        (ServerAnswerStrange(status=200), "address"),
        (ServerAnswerStrange(why="fingerprint"), "code"),
    ],
    ids=["used", "unreachable", "strange", "fingerprint"],
)
def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(
    stand: Stand, qtbot: QtBot, refusal: DeskError, field: str
) -> None:
    page = first_run(stand, passphrase=True)
    page.way.set_value("typed")
    page.address.set_text(ADDRESS)
    page.code.set_text("7K3M")
    page.secret.first.set_text(PHRASE)
    page.secret.again.set_text(PHRASE)
    stand.door.first = FirstRun(needs_passphrase=False, interrupted=True)
    stand.door.answers.append(refusal)
    page.enrol.click()
    named = {"code": page.code, "address": page.address}
    qtbot.waitUntil(lambda: bool(named[field].error))
    assert named[field].line.hasFocus()
    assert not any(other.error for name, other in named.items() if name != field)
    assert (page.address.text(), page.code.text()) == (ADDRESS, "7K3M")
    assert page.secret.text() == PHRASE
    # The store is made: its passphrase is chosen and not asked again.
    qtbot.waitUntil(page.secret.isHidden)
    stand.door.answers.append(opened(CODE))
    page.enrol.click()
    stand.wait_for(RecoveryPage)


def test_a_refusal_of_all_stands_above_the_button(stand: Stand, qtbot: QtBot) -> None:
    page = first_run(stand)
    page.take_scan(SHEET)
    stand.door.answers.append(UpgradeNeeded())
    page.enrol.click()
    error = stand.child("opening.error")
    qtbot.waitUntil(error.isVisible)
    assert page.enrol.isEnabled()


def test_what_is_typed_wrong_is_said_before_the_centre_is_asked(stand: Stand) -> None:
    page = first_run(stand, passphrase=True)
    page.enrol.click()
    assert page.sheet.error
    page.sheet.set_text(SHEET[:-1] + ("A" if SHEET[-1] != "A" else "B"))
    page.enrol.click()
    assert page.sheet.error
    page.take_scan(SHEET)
    assert not page.sheet.error
    page.secret.first.set_text("corta")
    page.enrol.click()
    assert page.secret.first.error
    page.secret.first.set_text(PHRASE)
    page.secret.again.set_text(PHRASE + "!")
    page.enrol.click()
    assert page.secret.again.error
    assert not page.secret.first.error
    page.way.set_value("typed")
    page.enrol.click()
    assert page.address.error
    assert len(stand.door.asked) == 1


def test_a_sheet_without_address_asks_for_it(stand: Stand, qtbot: QtBot) -> None:
    page = first_run(stand)
    page.take_scan(enrolment_code(Enrolment(address="", code="7K3M", fingerprint=b"")))
    assert page.address.isVisible()
    page.enrol.click()
    assert page.address.error
    page.address.set_text("http://127.0.0.1:8080")
    stand.door.answers.append(opened(CODE))
    page.enrol.click()
    stand.wait_for(RecoveryPage)
    asked = stand.door.asked[-1]
    assert asked == ("enrol", Ask(address="http://127.0.0.1:8080", code="7K3M"))


def test_the_code_must_be_put_away_before_going_on(
    stand: Stand, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stand.begin(opened(CODE))
    page = stand.wait_for(RecoveryPage)
    assert isinstance(page, RecoveryPage)
    shown = [stand.child(f"opening.group_{n}") for n in range(1, 9)]
    assert "-".join(cast(QLabel, group).text() for group in shown) == CODE
    assert not page.go_on.isEnabled()
    target = tmp_path_factory.mktemp("sheet") / "codice.pdf"
    page.save_asked.emit(str(target))
    qtbot.waitUntil(target.exists)
    assert target.read_bytes() == b"%PDF of " + CODE.encode()
    assert target.stat().st_mode & 0o077 == 0
    page.save_asked.emit(str(target.parent / "missing" / "codice.pdf"))
    said = cast(QLabel, stand.child("opening.said"))
    qtbot.waitUntil(lambda: said.property("tone") == "danger")
    page.tick.click()
    page.go_on.click()
    qtbot.waitUntil(lambda: bool(stand.desks))
    assert stand.door.kept == 1


def test_a_window_closed_over_the_code_closes_the_desk(stand: Stand) -> None:
    stand.begin(opened(CODE))
    page = stand.wait_for(RecoveryPage)
    assert isinstance(page, RecoveryPage)
    stand.opening.close()
    assert stand.desks == []
    assert stand.door.kept == 0


@pytest.mark.parametrize("code", ["", CODE])
def test_a_desk_that_opens_while_the_window_leaves_is_closed(
    stand: Stand, qtbot: QtBot, code: str
) -> None:
    stand.opening.leave()
    late = opened(code)
    stand.begin(late)
    qtbot.waitUntil(lambda: cast(ADesk, late.desk).closed)
    assert stand.desks == []
    assert isinstance(stand.window.page(), WaitPage)


def test_a_wrong_passphrase_costs_more_and_more(stand: Stand, qtbot: QtBot) -> None:
    stand.begin(KeyMissing())
    page = stand.wait_for(UnlockPage)
    assert isinstance(page, UnlockPage)
    waits = []
    for _try in range(3):
        stand.door.answers.append(PassphraseWrong())
        page.passphrase.set_error("")
        page.passphrase.set_text("sbagliata")
        page.open.click()
        qtbot.waitUntil(lambda: bool(page.passphrase.error))
        waits.append(page.wait_left())
        assert page.passphrase.text() == ""
    assert waits == [0, 0, 4]
    assert not page.open.isEnabled()
    assert "4 s" in page.passphrase.error
    for left in (3, 2, 1, 0):
        page._tick()
        assert page.wait_left() == left
    assert page.open.isEnabled()
    stand.door.answers.append(opened())
    page.passphrase.set_text(PHRASE)
    press(page.passphrase.line, "\r", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(stand.desks))
    assert stand.door.asked[-1] == ("open", PHRASE)


def test_the_recovery_code_brings_a_new_passphrase(stand: Stand, qtbot: QtBot) -> None:
    stand.begin(KeyMissing())
    page = stand.wait_for(UnlockPage)
    assert isinstance(page, UnlockPage)
    page.other_way.click()
    page.code.set_text(CODE.lower())
    page.open.click()
    assert page.secret.first.error
    page.secret.first.set_text(PHRASE)
    page.secret.again.set_text(PHRASE)
    stand.door.answers.append(PassphraseWrong())
    page.open.click()
    qtbot.waitUntil(lambda: bool(page.code.error))
    assert page.code.text() == CODE.lower()
    stand.door.answers.append(opened())
    page.open.click()
    qtbot.waitUntil(lambda: bool(stand.desks))
    assert stand.door.asked[-1] == ("code", CODE.lower(), PHRASE)


def test_escape_returns_to_the_passphrase(stand: Stand, qtbot: QtBot) -> None:
    stand.begin(KeyMissing())
    page = stand.wait_for(UnlockPage)
    assert isinstance(page, UnlockPage)
    page.other_way.click()
    assert page.code.isVisible()
    stand.window.back_asked.emit()
    assert page.passphrase.isVisible()


def test_without_a_passphrase_only_the_code_is_asked(stand: Stand) -> None:
    stand.door.what_opens = Locks(passphrase=False, keyring=True, nothing_received=False)
    stand.begin(KeyMissing())
    page = stand.wait_for(UnlockPage)
    assert isinstance(page, UnlockPage)
    assert page.code.isVisible()
    assert page.other_way.isHidden()
    assert page.secret.isHidden()
    assert page.anew.isHidden()


def test_a_first_run_that_broke_off_may_begin_anew(stand: Stand) -> None:
    stand.door.what_opens = Locks(passphrase=True, keyring=False, nothing_received=True)
    stand.begin(KeyMissing())
    page = stand.wait_for(UnlockPage)
    assert isinstance(page, UnlockPage)
    stand.door.answers.append(NotEnrolled())
    page.anew.click()
    stand.wait_for(FirstRunPage)
    assert stand.door.began_anew == 1


FULL = OSError(errno.ENOSPC, "no room")


@pytest.mark.parametrize(
    ("error", "label"),
    [(StoreBusy(), "WD-3005"), (StoreTooNew(), "WD-3004"), (StoreDamaged(), "WD-3006"),
     (DiskFull(), "WD-3007"), (FULL, "WD-3007"), (PermissionError(), "")],
    ids=["busy", "newer", "damaged", "full", "no room", "closed folder"],
)  # fmt: skip
def test_a_refusal_at_the_start_has_a_page(
    stand: Stand, qtbot: QtBot, error: Exception, label: str
) -> None:
    stand.begin(error)
    page = stand.wait_for(TroublePage)
    assert isinstance(page, TroublePage)
    assert page.trouble.label == label
    assert "/srv/desk" in stand.words()
    assert page.other.isVisible() == isinstance(error, StoreBusy)
    assert page.retry.isVisible() != isinstance(error, StoreTooNew | StoreDamaged)
    assert problems(stand.window) == []
    if page.retry.isVisible():
        stand.door.answers.append(opened())
        page.retry.click()
        qtbot.waitUntil(lambda: bool(stand.desks))
        assert stand.opening.refusal is None


def test_a_busy_store_offers_the_other_window(stand: Stand, qtbot: QtBot) -> None:
    stand.begin(StoreBusy())
    page = stand.wait_for(TroublePage)
    assert isinstance(page, TroublePage)
    page.other.click()
    assert stand.window.isVisible()
    assert stand.child("opening.said").isVisible()
    page.other.click()
    qtbot.waitUntil(lambda: not stand.window.isVisible())
    assert stand.opening.refusal is None


def test_an_error_nobody_foresaw_has_a_page_and_reaches_the_hook(
    stand: Stand, qtbot: QtBot
) -> None:
    with qtbot.captureExceptions() as caught:
        stand.begin(ZeroDivisionError())
        stand.wait_for(TroublePage)
    assert [kind for kind, _value, _trace in caught] == [ZeroDivisionError]


PAGES: dict[str, Callable[[Stand], None]] = {
    "first run": lambda stand: stand.begin(NotEnrolled()),
    "unlock": lambda stand: stand.begin(KeyMissing()),
    "recovery": lambda stand: stand.begin(opened(CODE)),
}


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)], ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_and_everything_has_a_name(
    stand: Stand, qtbot: QtBot, look: Look, name: str, size: tuple[int, int], percent: int
) -> None:
    stand.window.resize(*size)
    look.set_theme(text_percent=percent)
    stand.door.first = FirstRun(needs_passphrase=True, interrupted=True)
    PAGES[name](stand)
    qtbot.waitUntil(lambda: not isinstance(stand.window.page(), WaitPage))
    page = stand.window.page()
    if isinstance(page, FirstRunPage):
        page.way.set_value("typed")
        page.refuse("address", "Il centro non risponde a questo indirizzo. Controlla la rete.")
    if isinstance(page, UnlockPage):
        page.other_way.click()
    QTest.qWait(20)
    assert problems(stand.window) == []
    assert unnamed(stand.window) == []


def test_tab_reaches_every_control_of_the_first_run(stand: Stand, qtbot: QtBot) -> None:
    page = first_run(stand, passphrase=True)
    page.way.set_value("typed")
    page.address.setFocus()
    qtbot.waitUntil(page.address.line.hasFocus)
    reached = []
    for _step in range(6):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus.objectName())
        press(focus, "\t", Qt.Key.Key_Tab)
    for name in ("address", "code", "passphrase", "passphrase_again", "enrol"):
        assert f"opening.{name}" in reached
