# SPDX-License-Identifier: EUPL-1.2
"""From a fresh computer to the lock of a desk, and every way back in, with a real server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar, cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.support.keyrings import MemoryKeyring, NoKeyring
from tests.support.quick_stage import quick_stage
from welfare_desk.app import HomeDoor, Keys
from welfare_desk.cli.stage import ISTAT, Stage
from welfare_desk.core.refusals import (
    DeskError,
    KeyMissing,
    NotEnrolled,
    PassphraseWrong,
    StoreBusy,
    StoreDamaged,
    StoreTooNew,
)
from welfare_desk.core.scan_codes import Enrolment, enrolment_code, read_enrolment
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.lock import WriterLock
from welfare_desk.sync import credentials, desk_file
from welfare_desk.ui.opening.first_run_page import FirstRunPage
from welfare_desk.ui.opening.look_page import LookPage
from welfare_desk.ui.opening.recovery_page import RecoveryPage
from welfare_desk.ui.opening.run import Run
from welfare_desk.ui.opening.second_start import raise_other
from welfare_desk.ui.opening.trouble_page import TroublePage
from welfare_desk.ui.opening.unlock_page import UnlockPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PHRASE, OTHER_PHRASE = "cavallo corretto batteria", "un'altra frase lunga"
WAIT_MS = 30_000
P = TypeVar("P")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A server process with the sample territory and no desk."""
    with quick_stage(tmp_path_factory.mktemp("first-run"), 5) as made:
        yield made


def sheet(sample: Stage) -> str:
    """Return the text on the paper for one new desk."""
    answer = sample.server(
        "desk-code", "--municipality", ISTAT, "--name", "Sportello 9", "--url", sample.url
    )
    return str(answer["scan"])


class Starts:
    """Starts the window on one home, again and again, as mornings come."""

    def __init__(self, app: QApplication, qtbot: QtBot, home: Path) -> None:
        self.app, self.qtbot, self.home = app, qtbot, home
        self.keyring: Any = NoKeyring()
        self.phrase: str | None = None
        self.run: Run | None = None

    def start(self) -> Run:
        """Start the program and wait for nothing."""
        keys = Keys(keyring=self.keyring, passphrase=self.phrase)
        self.run = Run(self.app, self.home, HomeDoor(self.home, keys), "it")
        self.run.start()
        return self.run

    def until(self, page: type[P]) -> P:
        """Wait for a page of the opening."""
        assert self.run is not None
        window = self.run.window
        assert window is not None
        wanted: tuple[type, ...] = (page, LookPage)
        self.qtbot.waitUntil(lambda: isinstance(window.page(), wanted), timeout=WAIT_MS)
        first = window.page()
        if isinstance(first, LookPage) and page is not LookPage:
            # Whoever reads well goes on at once.
            first.go_on.click()
            self.qtbot.waitUntil(lambda: isinstance(window.page(), page), timeout=WAIT_MS)
        return cast(P, window.page())

    def until_lock(self) -> Run:
        """Wait for the desk's own window, locked."""
        run = self.run
        assert run is not None
        self.qtbot.waitUntil(lambda: run.main is not None, timeout=WAIT_MS)
        assert run.main is not None
        assert run.main.isVisible()
        assert run.main.is_locked()
        assert run.opening.refusal is None
        return run

    def end(self) -> None:
        """Close the window and the store."""
        run, self.run = self.run, None
        if run is not None:
            run.close()
            if run.window is not None:
                run.window.close()
                run.window.deleteLater()

    def first_run(self, code: str, phrase: str = PHRASE) -> RecoveryPage:
        """Enrol by a sheet's code; the recovery code is on screen afterwards."""
        page = self.until(FirstRunPage)
        page.take_scan(code)
        if page.secret.isVisible():
            page.secret.first.set_text(phrase)
            page.secret.again.set_text(phrase)
        page.enrol.click()
        return self.until(RecoveryPage)


@pytest.fixture
def starts(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Starts]:
    """A computer with a fresh home; no keyring answers unless the test brings one."""
    hook = sys.excepthook
    made = Starts(qapp, qtbot, tmp_path / "home")
    yield made
    made.end()
    sys.excepthook = hook


def code_on(page: RecoveryPage) -> str:
    """Return the recovery code as it stands on the page."""
    labels = [page.findChild(QLabel, f"opening.group_{n}") for n in range(1, 9)]
    return "-".join(cast(QLabel, label).text() for label in labels)


def put_away(page: RecoveryPage) -> None:
    """Tick that the sheet is put away and go on."""
    page.tick.click()
    page.go_on.click()


def test_a_fresh_home_becomes_a_desk_and_opens_again(
    sample: Stage, starts: Starts, qtbot: QtBot, tmp_path: Path
) -> None:
    starts.start()
    page = starts.first_run(sheet(sample))
    code = code_on(page)
    paper = tmp_path / "foglio.pdf"
    page.save_asked.emit(str(paper))
    qtbot.waitUntil(paper.exists, timeout=WAIT_MS)
    assert paper.read_bytes().startswith(b"%PDF")
    put_away(page)
    run = starts.until_lock()
    assert run.main is not None
    assert run.main.desk.status().municipality_name == "Piazzola sul Brenta"
    starts.end()

    starts.start()
    unlock = starts.until(UnlockPage)
    for wrong in ("sbagliata", "ancora sbagliata"):
        unlock.passphrase.set_text(wrong)
        unlock.open.click()
        qtbot.waitUntil(
            lambda: bool(unlock.passphrase.error) and not unlock.passphrase.text(), timeout=WAIT_MS
        )
    unlock.passphrase.set_text(PHRASE)
    unlock.open.click()
    starts.until_lock()
    starts.end()

    starts.start()
    unlock = starts.until(UnlockPage)
    unlock.other_way.click()
    unlock.code.set_text(code.lower().replace("-", " "))
    unlock.secret.first.set_text(OTHER_PHRASE)
    unlock.secret.again.set_text(OTHER_PHRASE)
    unlock.open.click()
    starts.until_lock()
    starts.end()

    starts.start()
    unlock = starts.until(UnlockPage)
    unlock.passphrase.set_text(OTHER_PHRASE)
    unlock.open.click()
    starts.until_lock()
    starts.end()
    with pytest.raises(PassphraseWrong):
        credentials.open_key(starts.home, PHRASE, None, NoKeyring())
    store = (starts.home / desk_file.STORE_FILE).read_bytes()
    assert not store.startswith(b"SQLite format 3")


def test_with_a_keyring_nothing_is_asked_again(sample: Stage, starts: Starts) -> None:
    starts.keyring = MemoryKeyring()
    starts.start()
    page = starts.until(FirstRunPage)
    assert page.secret.isHidden()
    put_away(starts.first_run(sheet(sample)))
    starts.until_lock()
    starts.end()
    starts.start()
    starts.until_lock()
    starts.end()
    # The keyring was lost: the recovery code opens, and the new keyring keeps the key.
    starts.keyring = MemoryKeyring()
    starts.start()
    assert starts.until(UnlockPage).passphrase.isHidden()


def test_a_used_code_another_server_and_a_wrong_fingerprint_are_refused(
    sample: Stage, starts: Starts, qtbot: QtBot
) -> None:
    used = sheet(sample)
    other = Starts(starts.app, qtbot, starts.home.with_name("other"))
    other.start()
    other.first_run(used)
    other.end()
    ticket = read_enrolment(sheet(sample))
    dead = Enrolment(address="http://127.0.0.1:9", code=ticket.code, fingerprint=b"")
    forged = Enrolment(
        address=ticket.address, code=read_enrolment(sheet(sample)).code, fingerprint=b"\0" * 16
    )
    starts.start()
    page = starts.until(FirstRunPage)
    page.secret.first.set_text(PHRASE)
    page.secret.again.set_text(PHRASE)
    said = []
    for text in (used, enrolment_code(dead), enrolment_code(forged)):
        page.take_scan(text)
        page.enrol.click()
        qtbot.waitUntil(lambda: page.enrol.isEnabled() and bool(page.sheet.error), timeout=WAIT_MS)
        assert page.sheet.text() == text
        said.append(page.sheet.error)
    assert len(set(said)) == 3
    page.take_scan(sheet(sample))
    page.enrol.click()
    put_away(starts.until(RecoveryPage))
    starts.until_lock()


def test_a_code_nobody_put_away_is_replaced_at_the_next_start(
    sample: Stage, starts: Starts
) -> None:
    starts.keyring = MemoryKeyring()
    starts.start()
    first = code_on(starts.first_run(sheet(sample)))
    starts.end()
    starts.start()
    page = starts.until(RecoveryPage)
    second = code_on(page)
    assert second != first
    with pytest.raises(PassphraseWrong):
        credentials.open_key(starts.home, None, first, NoKeyring())
    credentials.open_key(starts.home, None, second, NoKeyring())
    put_away(page)
    starts.until_lock()


BROKEN_OFF = """
import os, signal, sys
from pathlib import Path
from tests.support.keyrings import NoKeyring
from welfare_desk.app import Keys, enrol_home

def tell(step):
    if step == "centre":
        os.kill(os.getpid(), signal.SIGKILL)

keys = Keys(keyring=NoKeyring(), passphrase=sys.argv[2])
enrol_home(Path(sys.argv[1]), keys, url="http://127.0.0.1:9", code="x", name="", tell=tell)
"""


def broken_off(home: Path) -> None:
    """Leave a home as a first run leaves it that is killed once its store is made."""
    done = subprocess.run([sys.executable, "-c", BROKEN_OFF, str(home), PHRASE], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (home / desk_file.STORE_FILE).exists()


def test_a_first_run_killed_after_its_store_was_made_goes_on(sample: Stage, starts: Starts) -> None:
    broken_off(starts.home)
    starts.start()
    unlock = starts.until(UnlockPage)
    assert unlock.anew.isVisible()
    unlock.passphrase.set_text(PHRASE)
    unlock.open.click()
    page = starts.until(FirstRunPage)
    assert page.secret.isHidden()
    put_away(starts.first_run(sheet(sample)))
    starts.until_lock()


def test_a_forgotten_passphrase_of_a_broken_first_run_costs_nothing(
    sample: Stage, starts: Starts
) -> None:
    broken_off(starts.home)
    starts.start()
    starts.until(UnlockPage).anew.click()
    put_away(starts.first_run(sheet(sample), OTHER_PHRASE))
    starts.until_lock()
    (aside,) = starts.home.glob("set-aside-*")
    assert (aside / desk_file.STORE_FILE).exists()


@pytest.fixture(scope="module")
def enrolled(sample: Stage) -> Path:
    """A desk's home that opens by the stage's passphrase."""
    home, _new = sample.new_desk("Sportello 7")
    return home


def environment(sample: Stage, home: Path) -> dict[str, str]:
    """Return what a process needs to open the home by itself, without a display."""
    secret = home.with_name("passphrase.txt")
    secret.write_text((sample.keys.passphrase or "") + "\n", encoding="utf-8")
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "WELFARE_DESK_PASSPHRASE_FILE": str(secret),
    }


def program(sample: Stage, home: Path) -> subprocess.Popen[str]:
    """Start the program without a command."""
    return subprocess.Popen(
        [sys.executable, "-m", "welfare_desk", "--home", str(home)],
        env=environment(sample, home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until something is so, half a minute at most."""
    end = monotonic() + WAIT_MS / 1000
    while not what():
        assert monotonic() < end, "it never came"
        sleep(0.1)


def is_held(home: Path) -> bool:
    """Tell whether a process has the store open."""
    lock = WriterLock(home / desk_file.STORE_FILE)
    try:
        lock.take()
    except StoreBusy:
        return True
    lock.free()
    return False


def test_a_second_start_raises_the_first_and_sigterm_ends_it(sample: Stage, enrolled: Path) -> None:
    first = program(sample, enrolled)
    try:
        wait_for(lambda: is_held(enrolled) and raise_other(enrolled))
        second = program(sample, enrolled)
        assert second.communicate(timeout=60) == ("", "")
        assert second.returncode == 0
        assert first.poll() is None
        first.send_signal(signal.SIGTERM)
        out, told = first.communicate(timeout=60)
        assert first.returncode == 0
        # All that is said is what the offscreen platform says of a window brought up.
        assert out == ""
        assert set(told.splitlines()) == {"This plugin does not support raise()"}
    finally:
        first.kill()
        first.communicate()
    assert not is_held(enrolled)
    assert not raise_other(enrolled)


def test_a_busy_a_newer_and_a_damaged_store_have_a_page_and_an_exit_code(
    sample: Stage, starts: Starts
) -> None:
    home, _new = sample.new_desk("Sportello 6")
    keys = sample.keys
    path = home / desk_file.STORE_FILE
    opened = HomeDoor(home, keys).open()
    starts.home, starts.phrase = home, keys.passphrase
    starts.start()
    assert starts.until(TroublePage).other.isVisible()
    starts.end()
    opened.desk.close()

    key = credentials.open_key(home, keys.passphrase, None, keys.keyring)
    store = DeskStore.open(path, key)
    with store.write() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = 'from_the_future'")
    store.close()
    assert outcome(sample, home) == (StoreTooNew, 3)

    whole = path.read_bytes()
    path.write_bytes(b"\0" * len(whole))
    assert outcome(sample, home) == (StoreDamaged, 5)


def outcome(sample: Stage, home: Path) -> tuple[type[BaseException], int]:
    """Return the refusal that opening meets and the exit code of the program that shows it."""
    with pytest.raises(DeskError) as caught:
        HomeDoor(home, sample.keys).open()
    process = program(sample, home)
    try:
        wait_for(lambda: raise_other(home))
        # However early this comes: ending waits for the answer, and the refusal is told.
        process.send_signal(signal.SIGTERM)
        out, told = process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
    assert out == ""
    assert "Traceback" not in told
    assert caught.value.label in told
    return caught.type, process.returncode


def test_a_home_without_its_wraps_is_damaged_and_not_begun_anew(
    sample: Stage, tmp_path: Path
) -> None:
    home, _new = sample.new_desk("Sportello 5")
    (home / desk_file.DESK_FILE).unlink()
    with pytest.raises(StoreDamaged):
        HomeDoor(home, sample.keys).open()
    with pytest.raises(NotEnrolled):
        HomeDoor(tmp_path / "fresh", sample.keys).open()
    with pytest.raises(KeyMissing):
        HomeDoor(sample.folder / "sportello-9x", Keys(keyring=NoKeyring())).locks()
