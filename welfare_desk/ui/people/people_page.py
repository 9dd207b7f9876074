# SPDX-License-Identifier: EUPL-1.2
"""Persone: served last, to review, ISEE that end; and the way to search or begin another."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from welfare_desk.desk.omnibox import Hit
from welfare_desk.desk.views.expiring import ExpiringList
from welfare_desk.desk.views.reviews import ReviewRow
from welfare_desk.operations.roles import may_act
from welfare_desk.ui.context import Context
from welfare_desk.ui.importing.import_page import ImportPage
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.layout import HBox, Panel
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.segments import PageTabs, Tab
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.expiring_list import ExpiringLists, Found
from welfare_desk.ui.people.recent_list import RecentList
from welfare_desk.ui.reviews.review_list import ReviewList

Lists = tuple[tuple[Hit, ...], tuple[ReviewRow, ...], Found]


class PeoplePage(Page):
    """The lists of people of this desk, one tab each."""

    help_page = "search"
    kinds = frozenset({"person", "review_item", "isee_attestation", "household_member", "booking"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, actions = context.theme, context.actions
        sheet = Sheet(look, self.tr("People"), name="people")
        new = button_for(look, actions, "new_person", "secondary", name="people.new_person")
        search = button_for(look, actions, "search", "primary", name="people.search")
        new.clicked.connect(lambda: context.open_intake())
        search.clicked.connect(lambda: context.seek())
        self.bring = ActionButton(
            look, Rank.GHOST, self.tr("Import a list"), icon="upload", name="people.import"
        )
        self.bring.clicked.connect(lambda: context.set_page(ImportPage(context)))
        sheet.add_header(self.bring)
        sheet.add_header(new)
        sheet.add_header(search)
        self.tabs = PageTabs(
            look, self._tabs(0, 0), spoken=self.tr("Lists of people"), name="people.tabs"
        )
        self.tabs.chosen.connect(lambda _tab: self._turn())
        strip = Panel("surface")
        inner = HBox(look, 0, (14, 0, 14, 0), strip)
        inner.addWidget(self.tabs)
        sheet.body.addWidget(strip)
        self.recent = RecentList(context)
        self.reviews = ReviewList(context)
        self.expiring = ExpiringLists(context)
        self._parts: dict[str, QWidget] = {
            "recent": self.recent,
            "reviews": self.reviews,
            "expiring": self.expiring,
        }
        for part in self._parts.values():
            sheet.body.addWidget(part)
        sheet.body.addStretch(1)
        self.hold(sheet)
        self._turn()
        self._show(((), (), (ExpiringList(rows=(), total=0), ())))

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("People")

    def reload(self) -> None:
        """Show the lists as they are now."""
        recent, reviews, expiring = self.recent, self.reviews, self.expiring
        self._context.read(
            lambda: (recent.read(), reviews.read(), expiring.read()), self, self._show
        )

    def shown(self) -> None:
        """Bring the lists up to date, and offer what this operator may do."""
        who = self._context.desk.session.operator
        show_if(self.bring, who is not None and may_act(who.role, "import"))
        self.reload()

    def _show(self, lists: Lists) -> None:
        hits, reviews, found = lists
        self.recent.show_rows(hits)
        self.reviews.show_rows(reviews)
        self.expiring.show_rows(found)
        self.tabs.set_tabs(self._tabs(len(reviews), found[0].total))

    def _turn(self) -> None:
        for name, part in self._parts.items():
            show_if(part, name == self.tabs.current())

    def _tabs(self, reviews: int, ending: int) -> tuple[Tab, ...]:
        return (
            Tab("recent", self.tr("Served last")),
            Tab("reviews", self.tr("To review"), reviews or None),
            Tab("expiring", self.tr("ISEE that end"), ending or None),
        )
