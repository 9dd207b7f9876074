# SPDX-License-Identifier: EUPL-1.2
"""How far each printer and tray is off, measured on a test sheet and undone on the cards."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from welfare_desk.core.refusals_of_cards import CalibrationWrong
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.today import PrintView
from welfare_desk.store import meta

MOST_MM = 10.0
"""No printer is further off; whoever measures more has measured something else."""
_LEAST_SCALE, _MOST_SCALE = 90.0, 110.0
if TYPE_CHECKING:
    from welfare_desk.desk.desk import Desk
    from welfare_desk.documents.card import Shift

ROLES = ("a4", "card")
"""Printers of cards: sheets of ten, or one by one."""
LINE_MM = {"a4": 100.0, "card": 60.0}
"""How long the line is that is measured on each test sheet."""
_TRAYS = {"a4": "calibration_tray", "card": "calibration_tray_card"}


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured on a printed test sheet, in millimetres."""

    front_x: float = 0.0
    front_y: float = 0.0
    back_x: float = 0.0
    back_y: float = 0.0
    """How far the cross came out to the right and up of its place, on each side."""
    scale_mm: float = 100.0
    """What the line of 100 mm measures."""

    def shift(self) -> Shift:
        """Return what undoes it."""
        from welfare_desk.documents.card import Shift  # ReportLab takes a third of a start

        return Shift(
            front_x=-self.front_x,
            front_y=-self.front_y,
            back_x=-self.back_x,
            back_y=-self.back_y,
            scale=100.0 / self.scale_mm,
        )


def check(found: Calibration) -> Calibration:
    """Return what was measured; refused with ``CalibrationWrong`` and the field."""
    for field in ("front_x", "front_y", "back_x", "back_y"):
        if not abs(getattr(found, field)) <= MOST_MM:
            raise CalibrationWrong(field=field)
    if not (math.isfinite(found.scale_mm) and _LEAST_SCALE <= found.scale_mm <= _MOST_SCALE):
        raise CalibrationWrong(field="scale_mm")
    return found


def tray_of(look: Reading, role: str = "a4") -> str:
    """Return the tray that cards are printed from, as the operator calls it."""
    return look.meta.get(_TRAYS[role], "")


def of_role(look: Reading, role: str) -> Calibration:
    """Return the calibration of a role's printer and tray; none was measured: nothing is moved."""
    kept = look.meta.get(_name(look.meta.get(f"printer_{role}", ""), tray_of(look, role)), "")
    return msgspec.json.decode(kept, type=Calibration) if kept else Calibration()


class Calibrations:
    """The calibration of a role's printer, ``a4`` or ``card``, for whoever is logged in."""

    def __init__(self, desk: Desk, role: str = "a4") -> None:
        self._desk, self.role = desk, role

    def known(self) -> tuple[str, str, Calibration]:
        """Return the printer, its tray and how far it is off, as measured."""

        def view(look: Reading) -> tuple[str, str, Calibration]:
            role = self.role
            return look.meta.get(f"printer_{role}", ""), tray_of(look, role), of_role(look, role)

        return self._desk.look(view)

    def keep(self, tray: str, found: Calibration) -> None:
        """Keep what was measured for a tray; refused with ``CalibrationWrong``."""
        self._desk.session.require()
        check(found)
        printer, named = self._desk.prints.target(self.role), tray.strip()[:40]
        store, _, _ = self._desk.parts()
        with store.write() as conn:
            meta.put(conn, _TRAYS[self.role], named)
            meta.put(conn, _name(printer, named), msgspec.json.encode(found).decode())

    def print_test_sheet(self) -> PrintView:
        """Put a test sheet into the print list, moved as cards would be."""
        from welfare_desk.documents.calibration import calibration_pdf, card_calibration_pdf

        printer, tray, found = self.known()
        draw = card_calibration_pdf if self.role == "card" else calibration_pdf
        pdf = draw(printer.rpartition("/")[2], tray, found.shift())
        prints = self._desk.prints
        job_id = prints.add("calibration", "", "Foglio di prova", pdf, role=self.role)
        return next(view for view in self._desk.print_list() if view.job_id == job_id)


def _name(printer: str, tray: str) -> str:
    return f"calibration|{printer}|{tray}"
