# SPDX-License-Identifier: EUPL-1.2
"""The opening in a window, with a door behind it that answers as a test wants."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from welfare_desk.core.scan_codes import Enrolment, enrolment_code
from welfare_desk.desk.desk import Desk
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.opening.door import Ask, FirstRun, Locks, Opened
from welfare_desk.ui.opening.flow import Opening
from welfare_desk.ui.opening.window import OpeningWindow

ADDRESS = "https://sportelli.alta-padovana.it"
TICKET = Enrolment(address=ADDRESS, code="7K3M92QQ1P", fingerprint=bytes(range(16)))
SHEET = enrolment_code(TICKET)
CODE = "7K3M-92QQ-1P0Z-ABCD-EFGH-JKMN-PQRS-TVWX"
PHRASE = "una frase abbastanza lunga"


class ADesk:
    """Stands for an open desk."""

    closed = False

    def close(self) -> None:
        self.closed = True


def opened(code: str = "") -> Opened:
    return Opened(
        desk=cast(Desk, ADesk()), desk_name="Sportello 2", town="Piazzola sul Brenta",
        recovery_code=code, fingerprint=bytes(range(16)),
    )  # fmt: skip


class ADoor:
    """A door that answers as a test wants; notes what was asked of it."""

    def __init__(self) -> None:
        self.answers: list[BaseException | Opened] = []
        self.first = FirstRun(needs_passphrase=False, interrupted=False)
        self.what_opens = Locks(passphrase=True, keyring=False, nothing_received=False)
        self.asked: list[object] = []
        self.kept = self.began_anew = 0

    def _answer(self, *what: object) -> Opened:
        self.asked.append(what)
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def open(self, passphrase: str = "") -> Opened:
        return self._answer("open", passphrase)

    def open_by_code(self, recovery_code: str, passphrase: str = "") -> Opened:
        return self._answer("code", recovery_code, passphrase)

    def enrol(self, ask: Ask) -> Opened:
        return self._answer("enrol", ask)

    def first_run(self) -> FirstRun:
        return self.first

    def locks(self) -> Locks:
        return self.what_opens

    def progress(self) -> str:
        return "centre"

    def begin_anew(self) -> None:
        self.began_anew += 1

    def recovery_sheet(self, opened: Opened) -> bytes:
        return b"%PDF of " + opened.recovery_code.encode()

    def code_kept(self) -> None:
        self.kept += 1

    def wait_after(self, failures: int) -> int:
        return 0 if failures < 3 else 4

    def folder(self) -> str:
        return "/srv/desk"


class Stand:
    """The opening in a window, with a door that the test moves."""

    def __init__(self, look: Look, jobs: JobRunner, qtbot: QtBot) -> None:
        self.door, self.jobs, self.qtbot = ADoor(), jobs, qtbot
        self.window = OpeningWindow(look, ActionRegistry())
        qtbot.addWidget(self.window)
        self.others = 0
        self.opening = Opening(self.door, jobs, self.window, self._raise_other, "it", self.window)
        self.desks: list[Opened] = []
        self.opening.opened.connect(self.desks.append)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()

    def _raise_other(self) -> bool:
        self.others += 1
        return self.others > 1

    def begin(self, *answers: BaseException | Opened) -> None:
        self.door.answers += answers
        self.opening.begin()

    def wait_for(self, page: type[QWidget]) -> QWidget:
        self.qtbot.waitUntil(lambda: isinstance(self.window.page(), page))
        found = self.window.page()
        assert found is not None
        self.qtbot.waitUntil(found.isVisible)
        return found

    def child(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found

    def words(self) -> str:
        labels = self.window.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())
