# SPDX-License-Identifier: EUPL-1.2
"""The bar above everything: omnibox, example badge, desk, operator, lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.layout import HBox, Panel
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.look import Look
from welfare_desk.ui.omnibox import Omnibox

BAR_HEIGHT = 64


class TopBar(Panel):
    """Tells which button was pressed: desk, operator, lock, open persons, companion."""

    desk_pressed = Signal()
    operator_pressed = Signal()
    lock_pressed = Signal()
    persons_pressed = Signal()
    companion_pressed = Signal()

    def __init__(self, look: Look, actions: ActionRegistry, host: QWidget) -> None:
        """The omnibox lays its list over ``host``."""
        super().__init__("bar_top")
        self._look = look
        row = HBox(look, 6, (24, 0, 8, 0), self)
        self.omnibox = Omnibox(look, host, key=actions.key("search"))
        self.omnibox.setMaximumWidth(look.gap(591))
        row.addWidget(self.omnibox, 100)
        row.addSpacing(look.gap(6))
        self.example = Badge(look, BadgeFace(self.tr("EXAMPLE"), "warning", "info"))
        self.example.setObjectName("example")
        row.addWidget(self.example)
        self._signs = HBox(look, 6)
        row.addLayout(self._signs)
        row.addStretch(1)
        self.persons = self._button("", "users", "open_persons", trailing="chevron-down")
        self.companion = self._button(
            self.tr("Now"), "", "companion_toggle", key=actions.key("next_region")
        )
        self.desk = self._button("", "monitor", "desk", trailing="chevron-down")
        self.operator = self._button("", "user", "operator", trailing="chevron-down")
        self.lock = self._button(actions.text("lock"), "lock", "lock", key=actions.key("lock"))
        for button, told in (
            (self.persons, self.persons_pressed),
            (self.companion, self.companion_pressed),
            (self.desk, self.desk_pressed),
            (self.operator, self.operator_pressed),
            (self.lock, self.lock_pressed),
        ):
            row.addWidget(button)
            button.clicked.connect(told)
        self.set_example(False)
        self._relook()
        look.changed.connect(self._relook)

    def set_example(self, on: bool) -> None:
        """Mark the window as showing invented data, or not."""
        self._example_on = on
        show_if(self.example, on and not self._look.is_large)

    def add_sign(self, widget: QWidget) -> None:
        """Put what holds for the whole window beside the search line."""
        self._signs.addWidget(widget)

    def set_desk(self, name: str) -> None:
        """Name the desk."""
        self.desk.set_text(name)
        self.desk.setAccessibleDescription(self.tr("Desk"))

    def set_operator(self, name: str) -> None:
        """Name the operator at work, by first name and initial."""
        self.operator.set_text(name)
        self.operator.setAccessibleDescription(self.tr("Operator"))

    def set_open_persons(self, count: int) -> None:
        """Say how many persons are open, for the large text."""
        self.persons.set_text(self.tr("Open %n", "persons", count))

    def _button(
        self, text: str, icon: str, name: str, *, key: str = "", trailing: str = ""
    ) -> ActionButton:
        button = ActionButton(
            self._look,
            Rank.GHOST,
            text,
            icon=icon,
            key=key,
            trailing=trailing,
            size=Size.MIDDLE,
            name=f"top.{name}",
        )
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _relook(self) -> None:
        look, large = self._look, self._look.is_large
        self.setFixedHeight(look.tall(BAR_HEIGHT - 1) + look.line)
        self.omnibox.setMaximumWidth(look.gap(591))
        show_if(self.persons, large)
        show_if(self.companion, large)
        show_if(self.desk, not large)
        show_if(self.lock, not large)
        show_if(self.example, self._example_on and not large)
