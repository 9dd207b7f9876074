# SPDX-License-Identifier: EUPL-1.2
"""The tables of a day's report as cards: the same words and figures as on paper."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from welfare_desk.desk.day_tables import ReportTable, day_tables, word
from welfare_desk.desk.views.day_report import DayReport
from welfare_desk.ui.kit.cards import Card, Figure, FigureRow, KeyValue
from welfare_desk.ui.kit.layout import clear
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look

_PLACES = ("people", "bookings", "cards", "money", "stock", "left")
"""In the order of ``day_tables``."""
_WIDTH, _MONEY_WIDTH = 96, 124
_TITLES = {"money": "funds"}


class TableCard(Card):
    """A card that shows one table of the report."""

    def __init__(self, look: Look, which: str, icon: str) -> None:
        super().__init__(look, word(_TITLES.get(which, which)), icon, name=f"closing.{which}")
        self._look_, self._which = look, which

    def show_day(self, report: DayReport, lang: str) -> None:
        """Show a day's figures."""
        tables = day_tables(report, "en" if lang == "en" else "it")
        self._fill(tables[_PLACES.index(self._which)])

    def _fill(self, table: ReportTable) -> None:
        clear(self.body)
        if self.header is not None:
            self.header.title.setText(table.title)
        if table.rows:
            self.body.addWidget(self._rows(table))
        if table.said:
            self.body.addWidget(Text(self._look_, table.said, "secondary", "muted", wrap=True))

    def _rows(self, table: ReportTable) -> QWidget:
        if len(table.columns) == 1:
            return KeyValue(self._look_, [(row[0], row[1]) for row in table.rows], strong=True)
        wide = _MONEY_WIDTH if self._which == "money" else _WIDTH
        columns = [Column("0", table.title)]
        columns += [
            Column(str(place), words, wide, right=True)
            for place, words in enumerate(table.columns, start=1)
        ]

        def cell(row: tuple[str, ...], column: str) -> Cell:
            place = int(column)
            return Cell(row[place], role="strong" if place == 1 else "body")

        model = RowsModel(columns, cell, key=lambda row: row[0], rows=table.rows, parent=self)
        return RowTable(
            self._look_, model, spoken=table.title, one_line=True,
            name=f"closing.{self._which}.table",
        )  # fmt: skip


def summary(look: Look, report: DayReport, lang: str) -> FigureRow:
    """Return the four figures that sum a day up."""
    total = report.total
    figures = (
        ("people_seen", total["people_seen"], "users"),
        ("bookings", total["bookings_final"] + total["bookings_provisional"], "calendar-days"),
        ("given", total["cards_handed_over"], "credit-card"),
        ("to_send", report.unsent, "hard-drive"),
    )
    return FigureRow(
        look,
        [
            Figure(look, word(name, "en" if lang == "en" else "it"), str(number), icon=icon)
            for name, number, icon in figures
        ],
    )
