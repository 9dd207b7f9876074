# SPDX-License-Identifier: EUPL-1.2
"""The head of a person's page: who it is, how to reach them, what to do with F2 and F7."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from welfare_desk.core.dates import date_text
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.views.people import PersonView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.badges import Badge, BadgeFace, Initials
from welfare_desk.ui.kit.buttons import ActionButton, IconButton, Rank, Size
from welfare_desk.ui.kit.flow import Flow, FlowBox
from welfare_desk.ui.kit.layout import HBox, Panel, TurningBox, VBox
from welfare_desk.ui.kit.text import Sign, Text, show_if

WIPE_MS = 30_000
MARGINS = (24, 12, 24, 10)
SHOWN = 2
"""Notices at once, one where room is scarce; the rest is counted."""
WIDE = 860


class PersonHead(Panel):
    """Shows the identity check data; ``asked`` tells an act of the menu."""

    asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__("bar_top")
        self._context = context
        look = context.theme
        self._acts: tuple[tuple[str, str, str], ...] = ()
        self._column = column = VBox(look, 12, MARGINS, self)
        top = TurningBox(look, 14)
        who = HBox(look, 14)
        self.disc = Initials(look, "", 52)
        who.addWidget(self.disc, 0, Qt.AlignmentFlag.AlignVCenter)
        who.addLayout(self._words(), 1)
        top.addLayout(who, 1)
        top.addLayout(self._buttons())
        column.addLayout(top)
        self._notices = TurningBox(look, 12)
        column.addLayout(self._notices)
        self._rest = VBox(look, 8)
        column.addLayout(self._rest)
        self._shown: list[QWidget] = []
        self._room = SHOWN
        self._gather()
        self.others = ActionButton(look, Rank.GHOST, "", size=Size.SMALL, name="person.others")
        self.others.clicked.connect(self._turn_rest)
        show_if(self.others, False)
        self._acts_foot.insertWidget(0, self.others)

    def show_person(self, view: PersonView) -> None:
        """Show a person."""
        name = f"{view.surname} {view.name}".strip()
        self.disc.set_initials(f"{view.surname[:1]}{view.name[:1]}".upper())
        self.name.setText(name)
        self.badge.set_face(self._face(view))
        years = self.tr("%n years", "", view.age) if view.age is not None else ""
        born = date_text(view.born_on) if view.born_on else self.tr("Birth date not known")
        told = " · ".join(part for part in (born, years) if part)
        self.born.setText(f"{told} · " if view.fiscal_code else told)
        # Without a code the badge beside the name says so, once.
        self.code.setText(view.fiscal_code)
        self.code.setVisible(bool(view.fiscal_code))
        self.copy.setVisible(bool(view.fiscal_code))
        street = f"{view.street} {view.street_no}".strip()
        place = ", ".join(part for part in (street, view.municipality_name) if part)
        self.street.setText(place or self.tr("No address"))
        self.phone.setText(phone_text(view.phone) or self.tr("No phone"))

    def set_acts(self, acts: Sequence[tuple[str, str, str]]) -> None:
        """Offer these acts in the menu: id, words, sign."""
        self._acts = tuple(acts)

    def set_notices(self, notices: Sequence[QWidget]) -> None:
        """Show two notices side by side; the rest is counted, and shown when asked for."""
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown = list(notices)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one notice where two would be too narrow for their words."""
        super().resizeEvent(event)
        if self._room != self._fitting():
            self._place()

    def _fitting(self) -> int:
        look = self._context.theme
        return 1 if look.is_large or self.width() < look.px(WIDE) else SHOWN

    def _place(self) -> None:
        self._room = self._fitting()
        for place, widget in enumerate(self._shown):
            if place < self._room:
                self._notices.insertWidget(place, widget, 5 if place == 0 else 4)
            else:
                self._rest.addWidget(widget)
            show_if(widget, place < self._room)
        self._say_rest(shown=False)

    def set_inside(self, inside: bool) -> None:
        """Leave the side margins to the page that the head scrolls in, or take them."""
        _, top, _, bottom = MARGINS
        self._column.set_margins((0, top, 0, bottom) if inside else MARGINS)

    def _turn_rest(self) -> None:
        shown = self._shown[self._room].isHidden()
        for widget in self._shown[self._room :]:
            show_if(widget, shown)
        self._say_rest(shown=shown)

    def _say_rest(self, *, shown: bool) -> None:
        count = len(self._shown) - self._room
        words = self.tr("Show fewer") if shown else self.tr("%n more", "", max(count, 1))
        self.others.set_text(words)
        self.others.set_icon("chevron-up" if shown else "chevron-down")
        show_if(self.others, count > 0)

    def _words(self) -> VBox:
        look = self._context.theme
        words = VBox(look, 2)
        first = HBox(look, 12)
        self.name = Text(look, "", "title", elide=True)
        self.name.setObjectName("person.heading")
        self.badge = Badge(look, BadgeFace(""))
        # As wide as the name, and the badge right behind it; a long name gives way.
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        first.addWidget(self.name)
        first.addWidget(self.badge)
        first.addStretch(1)
        words.addLayout(first)
        # The code goes on in the next line where both do not fit.
        second = Flow(look, 0)
        self.born = Text(look, "", "body")
        self.code = Text(look, "", "code")
        self.code.setObjectName("person.code")
        self.copy = IconButton(look, "copy", self.tr("Copy the fiscal code"), size=16)
        self.copy.setObjectName("person.copy_code")
        self.copy.clicked.connect(self._copy)
        code = QWidget()
        with_copy = HBox(look, 0, parent=code)
        with_copy.addWidget(self.code)
        with_copy.addWidget(self.copy)
        second.addWidget(self.born)
        second.addWidget(code)
        words.addLayout(second)
        third = HBox(look, 8)
        third.addWidget(Sign(look, "map-pin", "muted", 16))
        self.street = Text(look, "", "secondary", "muted", elide=True)
        self.street.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        third.addWidget(self.street)
        third.addSpacing(look.gap(6))
        third.addWidget(Sign(look, "phone", "muted", 16))
        self.phone = Text(look, "", "secondary", "muted")
        third.addWidget(self.phone)
        third.addStretch(1)
        words.addLayout(third)
        return words

    def _buttons(self) -> VBox:
        look, actions = self._context.theme, self._context.actions
        column = VBox(look, 2)
        self._acts_row = row = FlowBox(look, 8, right=True)
        book = button_for(look, actions, "book", "primary", name="person.book")
        issue = button_for(look, actions, "issue_card", "secondary", name="person.issue")
        book.clicked.connect(lambda: self.asked.emit("book"))
        issue.clicked.connect(lambda: self.asked.emit("issue_card"))
        row.add(book)
        row.add(issue)
        column.addWidget(row)
        self.more = ActionButton(
            look,
            Rank.GHOST,
            self.tr("More"),
            trailing="chevron-down",
            size=Size.MIDDLE,
            name="person.more",
        )
        self.more.clicked.connect(self._open_menu)
        self._acts_foot = HBox(look, 8)
        self._acts_foot.addStretch(1)
        self._acts_foot.addWidget(self.more)
        column.addLayout(self._acts_foot)
        look.changed.connect(self._gather)
        return column

    def _gather(self) -> None:
        """Put all buttons into one line, and the disc away, where the text is large."""
        large = self._context.theme.is_large
        show_if(self.disc, not large)
        if large:
            self._acts_row.add(self.more)
        else:
            self._acts_foot.addWidget(self.more)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("person.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act, words, icon in self._acts:
            action = menu.addAction(self._context.theme.icon(icon, "primary"), words)
            action.setObjectName(f"person.act.{act}")
            action.triggered.connect(lambda _checked=False, act=act: self.asked.emit(act))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _copy(self) -> None:
        clipboard = QGuiApplication.clipboard()
        code = self.code.text()
        clipboard.setText(code)
        self._context.toast(self.tr("Code copied: it is forgotten in 30 seconds"))
        self._context.forget_copied(code, WIPE_MS)

    def _face(self, view: PersonView) -> BadgeFace:
        if not view.fiscal_code:
            return BadgeFace(self.tr("Without fiscal code"), "warning", "id-card")
        if view.fiscal_code_status == "verified":
            return BadgeFace(self.tr("Code verified"), "ok", "circle-check")
        if view.fiscal_code_status == "seen":
            return BadgeFace(self.tr("Code seen"), "neutral", "id-card")
        if view.fiscal_code_status == "computed":
            return BadgeFace(self.tr("Code computed"), "warning", "id-card")
        return BadgeFace(self.tr("Data declared"), "neutral", "id-card")
