# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: type what the person says, the offerings that may help come with the reason."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt

from welfare_desk.core.catalogue import GROUPS
from welfare_desk.desk.catalogue_search import Hit, find
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.catalogue import EntryView, catalogue
from welfare_desk.ui.catalogue.offering_page import OfferingPage
from welfare_desk.ui.catalogue.words import CatalogueWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField, Field
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.kit.notices import EmptyState, announce
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page
from welfare_desk.ui.providers.page import ProvidersPage


class Found(NamedTuple):
    """An offering of the list with why it is there."""

    entry: EntryView
    hit: Hit


class CataloguePage(Page):
    """Search, group and age above, the offerings below; Enter opens the first."""

    help_page = "catalogue"
    kinds = frozenset({"offering", "provider", "fee_scheme", "slot", "resource"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("catalogue")
        self._context = context
        self._words = CatalogueWords(context.lang, self)
        self._entries: tuple[EntryView, ...] = ()
        look = context.theme
        self._sheet = layout.Page(look, self.tr("Catalogue"), name="catalogue.page")
        self.providers = ActionButton(
            look, "ghost", self.tr("Providers"), icon="landmark", size="middle",
            name="catalogue.providers",
        )  # fmt: skip
        self.providers.clicked.connect(lambda: context.set_page(ProvidersPage(context)))
        self._sheet.add_header(self.providers)
        self._build_asked()
        self._build_list()
        self._sheet.body.addStretch(1)
        self.hold(self._sheet)

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Catalogue")

    def reload(self) -> None:
        """Read the catalogue anew."""
        desk = self._context.desk
        self._context.read(
            lambda: desk.look(lambda here: (_town(here), catalogue(here))), self, self._take
        )

    def shown(self) -> None:
        """Take the focus to the search."""
        self._context.set_companion(None)
        self.reload()
        self.sought.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_asked(self) -> None:
        look = self._context.theme
        card = Card(look)
        self.sought = Field(
            look,
            self.tr("What is needed, in the person's words"),
            hint=self.tr("For example «compiti», «badante», «spesa a casa»."),
            sign="search",
            name="catalogue.sought",
        )
        self.group = ChoiceField(
            look, self.tr("For whom"), self._words.groups(GROUPS), name="catalogue.group"
        )
        self.age = Field(look, self.tr("Age"), optional=True, name="catalogue.age")
        self.sought.changed.connect(lambda _text: self._find())
        self.group.changed.connect(lambda _value: self._find())
        self.age.changed.connect(lambda _text: self._find())
        self.sought.line.returnPressed.connect(self._open_first)
        self.age.line.returnPressed.connect(self._open_first)
        row = TurningBox(look, 12)
        row.addWidget(self.sought, 3)
        row.addWidget(self.group, 2)
        row.addWidget(self.age, 1)
        card.body.addLayout(row)
        self._sheet.body.addWidget(card)

    def _build_list(self) -> None:
        look = self._context.theme
        self.told = Text(look, "", "secondary", "muted", wrap=True)
        self._sheet.body.addWidget(self.told)
        self._listed = Card(look, divided=True, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("name", self.tr("Service")),
            Column("why", self.tr("Where, and why it is here"), 230),
            Column("when", self.tr("Next time"), 180),
        )
        self.rows = RowsModel(columns, self._cell, key=lambda row: row.hit.offering_id, tone=_tone)
        self.table = RowTable(look, self.rows, spoken=self.tr("Services"), name="catalogue.table")
        self.table.opened.connect(self._open)
        self._listed.body.addWidget(self.table)
        self._sheet.body.addWidget(self._listed)
        self._none = Card(look)
        none = self.tr("Nothing is called so. Try another word, or choose for whom it is.")
        self._none.body.addWidget(EmptyState(look, none, icon="search"))
        self._none.hide()
        self._sheet.body.addWidget(self._none)

    def _take(self, found: tuple[str, tuple[EntryView, ...]]) -> None:
        self._words.town, self._entries = found
        self._find()

    def _find(self) -> None:
        text, age = self.sought.text(), self.age.text().strip()
        self.age.set_error("")
        if age and not (age.isdecimal() and int(age) <= 130):
            self.age.set_error(self.tr("An age in whole years."))
            age = ""
        hits = find(
            [each.sought for each in self._entries],
            text,
            group=self.group.value(),
            age=int(age) if age else None,
        )
        by_id = {each.sought.offering_id: each for each in self._entries}
        self.rows.set_rows(tuple(Found(by_id[hit.offering_id], hit) for hit in hits))
        show_if(self._listed, bool(hits))
        show_if(self._none, not hits and bool(self._entries))
        words = self.tr("%n services", "", len(hits))
        if words != self.told.text():
            self.told.setText(words)
            announce(self.told, words)

    def _cell(self, row: Found, column: str) -> Cell:
        if column == "name":
            return Cell(row.entry.sought.name, sub=self._words.detail(row.entry))
        if column == "why":
            return Cell(self._words.near(row.entry), sub=self._words.why(row.hit), role="body")
        first, second = self._words.when(row.entry)
        return Cell(first, sub=second, role="body")

    def _open_first(self) -> None:
        if self.rows.rows:
            self._open(self.rows.rows[0])

    def _open(self, row: Found) -> None:
        self._context.set_page(OfferingPage(self._context, row.hit.offering_id))


def _tone(row: Found) -> str:
    return RowTone.PLAIN if row.hit.fits_age else RowTone.PAST


def _town(look: Reading) -> str:
    own = look.municipality
    return own.name if own else ""
