# SPDX-License-Identifier: EUPL-1.2
"""Grabs pictures of kit and shell with sample content: picture_sheet.py OUT [theme] [percent]."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tools import kit_gallery
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.kit.person_tabs import PersonTab
from welfare_desk.ui.kit.status import StatusFace
from welfare_desk.ui.language import install_language
from welfare_desk.ui.lock_page import LockOperator
from welfare_desk.ui.look import Look
from welfare_desk.ui.shell import Shell

PLACES = (
    ("today", "Oggi", "house"),
    ("person", "Persone", "users"),
    ("booking", "Agenda", "calendar-days"),
    ("steps", "Buoni e tessere", "credit-card"),
    ("form", "Rientri", "archive-restore"),
)
SIZES = ((1366, 768), (1024, 700))


def sample_shell(look: Look) -> Shell:
    """Return the window filled with invented people."""
    shell = Shell(look, ActionRegistry(), body="Comune di Piazzola")
    pages = kit_gallery.gallery(look)
    for name, text, icon in PLACES:
        shell.add_place(name, text, icon, pages[name])
    shell.add_place(
        "help", "Aiuto", "circle-question-mark", kit_gallery.empty_page(look), foot=True
    )
    shell.set_place_count("form", 2)
    shell.top_bar.set_desk("Sportello 2")
    shell.top_bar.set_operator("Anna R.")
    shell.top_bar.set_example(True)
    persons = (PersonTab("1", "Rossi Maria"), PersonTab("2", "Bozza: Bianchi Luca", True))
    shell.set_persons(persons, "1")
    shell.set_now(kit_gallery.now_panel(look), "2 in coda · 2 stampe · tutto inviato")
    _fill_status(shell)
    _fill_lock(shell)
    return shell


def _fill_status(shell: Shell) -> None:
    link = "Collegato – tutto inviato alle 10:42"
    shell.status.set_link(StatusFace("link", link, "cloud-check", "ok"))
    shell.status.set_segments(
        (
            StatusFace("a4", "A4: pronta", "printer"),
            StatusFace("receipts", "Ricevute: pronta", "receipt-euro"),
            StatusFace("cards", "Tessere: senza nastro", "triangle-alert", "warning"),
            StatusFace("reader", "Lettore: pronto", "scan-line", apart=True),
        )
    )
    shell.status.set_right(StatusFace("lock", "Blocco tra 4 min", "clock"))


def _fill_lock(shell: Shell) -> None:
    lock = shell.lock_page
    lock.set_body("Comune di Piazzola sul Brenta", "Servizi sociali · Sportello 2")
    lock.set_clock("10:42", "martedì 24 novembre 2026")
    waiting = "Niente da inviare, 2 bozze al sicuro su questo computer"
    lock.set_state("Collegato – tutto inviato alle 10:42", "cloud-check", waiting)
    lock.set_help("Assistenza 049 000 00 00")
    operator = LockOperator("a", "Anna R.", "AR", "Ha bloccato alle 10:38")
    lock.set_operators((operator,), "a")
    lock.set_example(True)


def settle(shell: Shell) -> None:
    """Let layouts and repaints that are due happen."""
    for _round in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QTest.qWait(10)


def grab_all(look: Look, folder: Path) -> list[Path]:
    """Save a picture of each page at each size, and the lock; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    shell = sample_shell(look)
    shell.show()
    files = []
    for wide, high in SIZES:
        shell.resize(wide, high)
        for name, _text, _icon in PLACES:
            shell.show_page(name)
            confirm = kit_gallery.confirm_panel(look) if name == "steps" else None
            shell.set_companion(confirm, 400)
            if name == "today":
                shell.say("Arrivo segnato: Ben Salah Amin, 10:40", undoable=True)
            else:
                shell.toast.hide()
            settle(shell)
            files.append(folder / f"{name}-{wide}.png")
            shell.grab().save(str(files[-1]))
        shell.lock()
        settle(shell)
        files.append(folder / f"lock-{wide}.png")
        shell.grab().save(str(files[-1]))
        shell.unlock()
    shell.close()
    return files


def main(arguments: list[str]) -> int:
    """Grab the pictures asked for."""
    if not arguments:
        print(__doc__)
        return 2
    app = QApplication([])
    install_language(app, "it")
    theme = arguments[1] if len(arguments) > 1 else "light"
    percent = int(arguments[2]) if len(arguments) > 2 else 100
    look = Look(theme, percent)
    look.dress(app)
    for file in grab_all(look, Path(arguments[0])):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
