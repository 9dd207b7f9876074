# SPDX-License-Identifier: EUPL-1.2
"""A provider's month: bookings by offering, who came, what is paid by whom; paper and table."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from welfare_desk.core.dates import month_name
from welfare_desk.core.instants import local_date
from welfare_desk.core.money import euro_text
from welfare_desk.core.refusals import ParcelUnwritable
from welfare_desk.desk.provider_tables import statement_subject, statement_table
from welfare_desk.desk.sentences import line_text
from welfare_desk.desk.views.service_requests import provider_here
from welfare_desk.desk.views.statement import (
    PAYERS,
    OfferingLine,
    ProviderChoice,
    ProviderStatement,
    month_of,
    providers_here,
    statement,
)
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, Figure, FigureRow, KeyValue
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.layout import TurningBox, clear
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page

MONTHS = 24
"""Months to choose from, this one and those before."""


class StatementPage(Page):
    """Page up and page down leaf through months; Ctrl+P prints, Ctrl+S stores the table."""

    help_page = "providers"
    kinds = frozenset({"booking", "service_request", "slot", "offering", "provider"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("statement")
        self._context = context
        self._found: ProviderStatement | None = None
        today = local_date(context.desk.now_us())
        look = context.theme
        self._sheet = Sheet(look, self.tr("Monthly statement"), name="statement.page")
        self._buttons()
        card = Card(look)
        row = TurningBox(look, 16)
        self.provider = ChoiceField(look, self.tr("Cooperative"), name="statement.provider")
        self.month = ChoiceField(
            look, self.tr("Month"), _months(today, context.lang), name="statement.month"
        )
        for field in (self.provider, self.month):
            row.addWidget(field, 1)
            field.changed.connect(lambda _value: self._load())
        card.body.addLayout(row)
        self._sheet.body.addWidget(card)
        self._build_tables()
        self.hold(self._sheet)
        for key, step in ((Qt.Key.Key_PageUp, 1), (Qt.Key.Key_PageDown, -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._leaf(step))

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Monthly statement")

    def reload(self) -> None:
        """Show the month as it stands now."""
        desk, who = self._context.desk, self._context.operator_id()
        self._context.read(
            lambda: desk.look(lambda here: providers_here(here, provider_here(here, who))),
            self,
            self._take_providers,
        )

    def shown(self) -> None:
        """Bring the figures up to date."""
        self.reload()
        self.month.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act_id: str) -> bool:
        """Print or store by key."""
        if act_id == "print":
            self._print()
            return True
        if act_id == "save":
            self._store()
            return True
        return False

    def store(self, path: Path) -> None:
        """Write the table as CSV."""
        found, context = self._found, self._context
        if found is None:
            return

        def work() -> None:
            try:
                path.write_bytes(statement_table(found).csv())
            except OSError:
                raise ParcelUnwritable() from None

        stored = self.tr("Stored: %1").replace("%1", path.name)
        context.paper(work, self, lambda _done: context.toast(stored), context.toast)

    def _buttons(self) -> None:
        look, actions = self._context.theme, self._context.actions
        self.paper = ActionButton(
            look, "secondary", self.tr("Print"), icon="printer", key=actions.key("print"),
            name="statement.print",
        )  # fmt: skip
        self.table_button = ActionButton(
            look, "secondary", self.tr("Store as a table"), icon="download",
            key=actions.key("save"), name="statement.csv",
        )  # fmt: skip
        self.paper.clicked.connect(self._print)
        self.table_button.clicked.connect(self._store)
        self._sheet.add_header(self.paper)
        self._sheet.add_header(self.table_button)

    def _build_tables(self) -> None:
        look = self._context.theme
        self.figures = Card(look)
        self._sheet.body.addWidget(self.figures)
        self.card = Card(look, divided=True, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("title", self.tr("Service")),
            Column("bookings", self.tr("Bookings"), 110, right=True),
            Column("units", self.tr("Units"), 80, right=True),
            Column("attended", self.tr("Present"), 90, right=True),
            Column("no_show", self.tr("Absent"), 90, right=True),
            Column("late", self.tr("Late cancelled"), 110, right=True),
            Column("open", self.tr("Others"), 90, right=True),
            Column("cents", self.tr("Amount"), 120, right=True),
        )
        self.rows = RowsModel(columns, self._cell, key=lambda row: row.offering_id)
        self.table = RowTable(look, self.rows, spoken=self.tr("Services"), name="statement.table")
        self.card.body.addWidget(self.table)
        self._sheet.body.addWidget(self.card)
        self.payers = Card(look, self.tr("Who pays"), "euro")
        self.payer_rows = KeyValue(look, ())
        self.payers.body.addWidget(self.payer_rows)
        self._sheet.body.addWidget(self.payers)
        self._none = Card(look)
        words = self.tr("No booking in this month. Choose another month above.")
        self._none.body.addWidget(EmptyState(look, words, icon="calendar"))
        self._sheet.body.addWidget(self._none)
        self._sheet.body.addStretch(1)
        for widget in (self.figures, self.card, self.payers, self._none):
            show_if(widget, False)

    def _take_providers(self, found: tuple[ProviderChoice, ...]) -> None:
        chosen = self.provider.value()
        choices = [(each.provider_id, each.name) for each in found]
        if [choice for choice, _ in choices] != [
            self.provider.box.itemData(place) for place in range(self.provider.box.count())
        ]:
            self.provider.set_choices(choices)
            if chosen in dict(choices):
                self.provider.set_value(chosen)
        show_if(self.provider, len(found) > 1)
        self._load()

    def _load(self) -> None:
        provider_id, month = self.provider.value(), self.month.value()
        if not provider_id or not month:
            return
        from_on, to_on = month_of(datetime.date.fromisoformat(f"{month}-01"))
        view = partial(statement, provider_id=provider_id, from_on=from_on, to_on=to_on)
        desk = self._context.desk
        self._context.read(lambda: desk.look(view), self, self._show)

    def _show(self, found: ProviderStatement | None) -> None:
        self._found = found
        lines = found.lines if found else ()
        self.rows.set_rows(lines)
        for widget in (self.figures, self.card, self.payers):
            show_if(widget, bool(lines))
        show_if(self._none, not lines)
        for button in (self.paper, self.table_button):
            button.setEnabled(found is not None)
        if found is None:
            return
        lang = self._context.lang
        self._sheet.set_heading(
            self.tr("Monthly statement"), f"{found.provider_name} · {self.month.box.currentText()}"
        )
        clear(self.figures.body)
        look = self._context.theme
        came, absent = found.outcome("attended"), found.outcome("no_show")
        late, unmarked = found.outcome("late"), found.outcome("unmarked")
        self.figures.body.addWidget(
            FigureRow(
                look,
                (
                    Figure(look, self.tr("Bookings"), str(found.bookings), icon="calendar-days"),
                    Figure(look, self.tr("Present"), str(came.bookings), icon="circle-check"),
                    Figure(look, self.tr("Absent"), str(absent.bookings), icon="user-x"),
                    Figure(look, self.tr("Late cancelled"), str(late.bookings), icon="calendar-x"),
                    Figure(look, self.tr("To mark"), str(unmarked.bookings), icon="list-checks"),
                    Figure(look, self.tr("Amount"), euro_text(found.cents, lang), icon="euro"),
                ),
            )
        )
        rows = [
            (line_text("payer", name, {}, lang), euro_text(found.payer(name), lang))
            for name in PAYERS
            if found.payer(name)
        ]
        rows.append((self.tr("Together"), euro_text(found.cents, lang)))
        self.payer_rows.set_rows(rows)

    def _cell(self, row: OfferingLine, column: str) -> Cell:
        if column == "title":
            return Cell(row.title, row.code)
        if column == "cents":
            return Cell(euro_text(row.cents, self._context.lang), role="strong")
        counts = {
            "bookings": row.bookings,
            "units": row.units,
            "open": row.outcomes["unmarked"].bookings + row.outcomes["agreed"].bookings,
        }
        count = counts[column] if column in counts else row.outcomes[column].bookings
        return Cell(str(count), role="body")

    def _leaf(self, step: int) -> None:
        place = self.month.box.currentIndex() + step
        if 0 <= place < self.month.box.count():
            self.month.box.setCurrentIndex(place)

    def _print(self) -> None:
        if self._found is not None:
            subject = statement_subject(self._found.provider_id, self._found.from_on)
            print_paper(self._context, "provider_statement", subject)

    def _store(self) -> None:
        found = self._found
        if found is None:
            return
        dialog = QFileDialog(self, self.tr("Store as a table"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.selectFile(f"rendiconto-{found.from_on:%Y-%m}.csv")
        dialog.fileSelected.connect(lambda path: self.store(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _months(today: datetime.date, lang: str) -> list[tuple[str, str]]:
    found = []
    day = today.replace(day=1)
    for _ in range(MONTHS):
        found.append((f"{day:%Y-%m}", f"{month_name(day.month, lang)} {day.year}"))
        day = (day - datetime.timedelta(days=1)).replace(day=1)
    return found
