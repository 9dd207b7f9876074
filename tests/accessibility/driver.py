# SPDX-License-Identifier: EUPL-1.2
"""Does T1 to T8 at the real program by its accessibility tree; one line of JSON for each task.

``-m tests.accessibility.driver PYTHON HOME PIN OTHER_PIN``, on a display and a session bus of
its own, by the system's Python; the environment names the file of the passphrase.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable

from tests.accessibility.tree import NotThere, Tree

OWN_PIN = "271828"
KNOWN, KNOWN_CODE = "Zanella Bruna", "ZNLBRN48L42L840X"
NEW, NEW_CODE = "Bianchi Luca", "BNCLCU58A14G587A"
_NUMBER = re.compile(r"[0-9A-Z]{4}(?: [0-9A-Z]{2,4})+")


class Blind:
    """Somebody who works the counter by ear; keeps the numbers that were read out."""

    def __init__(self, tree: Tree, pin: str, other_pin: str) -> None:
        self.tree, self._pin, self._other_pin = tree, pin, other_pin
        self.booking = self.card = ""

    def enter(self) -> None:
        """The lock names its field; the first PIN is replaced by one's own."""
        self._choose_pin(self._pin)
        self.tree.find("check box", "Oggi")

    def book(self) -> None:
        """T1: scan, F2, the service by its name, the first place, confirm; read what was booked."""
        tree = self.tree
        self._open(KNOWN_CODE, KNOWN)
        tree.key("F2")
        tree.write("1  Servizio", "segretariato")
        tree.key("Return")
        tree.wait(lambda: tree.focused().startswith("table"), "the week of places")
        week = tree.table("Orari della settimana")
        self._expect(any("2026" in each or "2027" in each for each in week.headers()), "days")
        self._expect(any("liber" in each for row in week.rows() for each in row), "free places")
        tree.key("Return")
        tree.find("push button", "Conferma e stampa")
        tree.key("Ctrl+Return")
        self._hears("Prenotato")

    def move_and_cancel(self) -> None:
        """T6: the slip's code, M and another hour; the code again, Canc, Enter."""
        tree = self.tree
        tree.press("page tab", "Prenotazioni")
        self.booking = self._number_after("PR ")
        self._to_booking()
        tree.key("m")
        tree.wait(lambda: tree.focused().startswith("table"), "the week of places")
        tree.key("Down", "Return", "Ctrl+Return")
        self._hears("Spostat")
        self._to_booking()
        tree.key("Delete")
        tree.find("push button", "Disdici la prenotazione")
        tree.key("Return")
        self._hears("Prenotazione disdetta")

    def issue(self) -> None:
        """T3: F7, Enter, Ctrl+Enter; the number read out and typed makes the card active."""
        tree = self.tree
        self._open(KNOWN_CODE, KNOWN)
        tree.key("F7")
        tree.find("push button", "Emetti e stampa")
        tree.settle()
        tree.key("Return", "Ctrl+Return")
        self._activate()
        tree.key("Ctrl+Return")
        tree.find("page tab", "Riepilogo")

    def replace(self) -> None:
        """T4: Maiusc+F7, 1, Ctrl+Enter; the old card is dead, the new one active."""
        tree = self.tree
        self._open(KNOWN_CODE, KNOWN)
        tree.key("Shift+F7")
        tree.find("push button", "Torna alla scheda")
        tree.settle()
        tree.key("1", "Ctrl+Return")
        old = self.card
        self._activate()
        self._expect(self.card != old, "another number")
        tree.key("Ctrl+Return")
        tree.find("page tab", "Riepilogo")

    def take_returns(self) -> None:
        """T5: Alt+5, the shop by its name, the card's number, Ctrl+Enter; read the table."""
        tree = self.tree
        tree.key("Alt+5")
        tree.write("Negozio", "portico")
        tree.key("Return")
        tree.write("Importo dello scontrino", "5,00")
        tree.write("Numero, se il lettore non funziona", self.card.replace(" ", ""))
        tree.key("Return")
        pieces = tree.table("Buoni letti")
        self._expect("Esito" in pieces.headers(), f"headers, not {pieces.headers()}")
        self._expect("Accolto" in pieces.rows()[0], f"taken in, not {pieces.rows()}")
        tree.key("Ctrl+Return")
        self._hears("Rientro chiuso")

    def take_in(self) -> None:
        """T2: scan, surname and name by the names of their fields, Ctrl+Enter."""
        tree = self.tree
        tree.scan(NEW_CODE)
        for name, text in zip(("Cognome", "Nome"), NEW.split(), strict=True):
            tree.write(name, text)
        tree.key("Ctrl+Return")
        self._hears("Registrazione fatta")
        tree.find("label", NEW)

    def find(self) -> None:
        """T7: F3, five letters with a slip, the row is read out, Enter."""
        tree = self.tree
        tree.key("F3")
        tree.heard.clear()
        tree.type("zanela")
        self._hears(KNOWN)
        tree.key("Return")
        tree.find("page tab", "Riepilogo")
        tree.find("page tab", KNOWN)

    def close_day(self) -> None:
        """T8: Ctrl+E, Ctrl+Enter; what is not sent yet is named."""
        tree = self.tree
        tree.key("Ctrl+e")
        tree.find("push button", "Chiudi la giornata e stampa")
        tree.heard.clear()
        tree.key("Ctrl+Return")
        self._hears("chius")

    def hand_over(self) -> None:
        """F12, the other's PIN: the top of the window names who is at work now."""
        tree = self.tree
        tree.key("F12")
        tree.find("push button", "Subentra")
        tree.type("M")
        self._choose_pin(self._other_pin)
        tree.find("push button", "Marta V.")

    def lock(self) -> None:
        """Ctrl+L: nothing of any citizen is left in the tree."""
        self.tree.key("Ctrl+l")
        self.tree.find("password text", "PIN")
        said = " ".join(self.tree.words())
        self._expect(not re.search(r"Zanella|Bianchi|ZNLBRN", said), f"no name in: {said}")

    def _choose_pin(self, pin: str) -> None:
        self.tree.focus("password text", "PIN")
        self.tree.type(pin)
        self.tree.key("Return")
        self.tree.focus("password text", "Nuovo PIN")
        self.tree.type(OWN_PIN)
        self.tree.key("Return")
        self.tree.type(OWN_PIN)
        self.tree.key("Return")

    def _open(self, code: str, name: str) -> None:
        self.tree.scan(code)
        self.tree.find("page tab", name)
        self.tree.find("page tab", "Riepilogo")

    def _to_booking(self) -> None:
        tree = self.tree
        # On a loaded machine keys may come too slowly for a reader: a person scans again.
        for _ in range(3):
            tree.scan(f"WD1B{self.booking.replace(' ', '')}")
            if tree.comes(lambda: "Appuntamento" in tree.focused()):
                return
        raise NotThere("the focus on the booking")

    def _activate(self) -> None:
        tree = self.tree
        tree.find("label", "Scansiona la tessera stampata")
        self.card = self._number_after("")
        tree.heard.clear()
        tree.write("Numero della tessera, se il lettore non va", self.card.replace(" ", ""))
        tree.key("Return")
        self._hears("La tessera è attiva")

    def _number_after(self, start: str) -> str:
        found: list[str] = []

        def read() -> bool:
            said = [each for each in self.tree.words("label") if each.startswith(start)]
            found[:] = [one.group() for one in map(_NUMBER.search, said) if one]
            return bool(found)

        self.tree.wait(read, f"a number that is read out after «{start}»")
        return found[-1]

    def _hears(self, words: str) -> None:
        self.tree.wait(lambda: self.tree.heard_of(words), f"«{words}» said")

    def _expect(self, fact: bool, what: str) -> None:
        if not fact:
            raise NotThere(what)


TASKS: dict[str, Callable[[Blind], None]] = {
    "enter": Blind.enter,
    "T1": Blind.book,
    "T6": Blind.move_and_cancel,
    "T3": Blind.issue,
    "T4": Blind.replace,
    "T5": Blind.take_returns,
    "T2": Blind.take_in,
    "T7": Blind.find,
    "T8": Blind.close_day,
    "operator": Blind.hand_over,
    "lock": Blind.lock,
}


def main() -> int:
    """Play every task; a failed one says why, what had the focus and what was shown."""
    python, home, pin, other_pin = sys.argv[1:5]
    only = sys.argv[5:]
    environ = os.environ | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    program = subprocess.Popen((python, "-m", "welfare_desk", "--home", home), env=environ)
    try:
        tree = Tree("Welfare Desk")
        tree.find("password text", "PIN")
        tree.activate()
        blind = Blind(tree, pin, other_pin)
        for name, task in TASKS.items():
            if not only or name in only:
                sys.stdout.write(json.dumps(_played(name, task, blind)) + "\n")
                sys.stdout.flush()
    finally:
        program.terminate()
        program.wait(20)
    return 0


def _played(name: str, task: Callable[[Blind], None], blind: Blind) -> dict[str, object]:
    began, why, shown = time.monotonic(), "", list[str]()
    try:
        task(blind)
    except NotThere as missed:
        why = str(missed)
        shown = [*blind.tree.words(), f"focus: {blind.tree.focused()}", *blind.tree.heard[-8:]]
        blind.tree.key("Escape", "Escape")
    took = round(time.monotonic() - began, 1)
    return {"task": name, "ok": not why, "why": why, "seconds": took, "shown": shown}


if __name__ == "__main__":
    sys.exit(main())
