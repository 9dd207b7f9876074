# SPDX-License-Identifier: EUPL-1.2
"""The lists of the people's place: served last, ISEE that end, and a list of residents imported."""

from __future__ import annotations

from pathlib import Path

from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.doubles import show_list
from welfare_desk.ui.tour.people import NOEMI
from welfare_desk.ui.tour.sample import Sample
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.waiting import wait_until

RESIDENTS = (
    "COGNOME;NOME;Cod. Fiscale;Data nasc.;Sesso;Indirizzo;Telefono",
    "Dall'Acqua;Giovanna;;05/03/1962;F;Via Roma 12;049 000 1234",
    "Dalla Costa;Òscar;;1951-07-30;M;Piazza Camerini 3/A;",
    f"{NOEMI.surname};{NOEMI.name};{NOEMI.code};{NOEMI.born_on:%d/%m/%Y};F;Via delle Rose 4/B;",
    "Bianchi;Luca;BNCLCU58A14G587X;14/01/1958;M;Via Verdi 2;",
    "Verdi;Anna;;31/02/1980;F;;",
    ";Senza Cognome;;01/01/1970;M;;",
)
"""As a registry office saves it: two good rows, one that is here already, three slips."""


def look_through(book: Book, seat: Seat) -> None:
    """Whom to call before the ISEE ends, and whom this desk served last."""
    hands = seat.hands
    for tab in ("recent", "expiring"):
        with book.step(f"people-{tab}", seat):
            hands.press("rail.people")
            seat.settle()
            show_list(seat, tab)
            if tab == "expiring":
                hands.see("expiring.table")


def import_list(book: Book, seat: Seat, sample: Sample) -> None:
    """The columns are proposed, a try records nothing, then the rows come in; some are refused."""
    hands = seat.hands
    path = _written(sample.folder)
    hands.press("rail.people")
    seat.settle()
    hands.press("people.import")
    with book.step("import-columns", seat):
        hands.see("import.file")
        seat.settle()
        hands.type(str(path))
        hands.key("Return")
        hands.see("import.columns")
        wait_until(lambda: hands.see("import.run").isEnabled(), "the list understood")
    with book.step("import-tried", seat):
        hands.press("import.try")
        wait_until(lambda: hands.see("import.run").isEnabled(), "the try at its end")
        hands.see("import.result")
    with book.step("import-done", seat) as step:
        hands.key("Ctrl+Return")
        hands.see("import.refused")
        wait_until(lambda: hands.see("import.run").isEnabled(), "the import at its end")
        refused = path.with_name(f"{path.stem}-righe-rifiutate.csv")
        step.saw["refused"] = refused.read_text(encoding="utf-8-sig").splitlines()


def _written(folder: Path) -> Path:
    path = folder / "residenti.csv"
    path.write_bytes("\r\n".join(RESIDENTS).encode("cp1252"))
    return path
