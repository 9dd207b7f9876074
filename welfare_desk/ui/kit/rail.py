# SPDX-License-Identifier: EUPL-1.2
"""The rail at the left: who we are, the places, settings and help."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.layout import HBox, Panel, Scroller, VBox
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.look import Look

RAIL_WIDTH = 208
MOST_OF_USUAL = 1.3
"""Of the width of the design."""
NARROW_WIDTH = 48


class Crest(QWidget):
    """The sign of the body on a white square."""

    def __init__(self, look: Look, size: int = 36) -> None:
        """Be ``size`` px wide at 100 % text."""
        super().__init__()
        self._look, self._size = look, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the square."""
        side = min(self._look.px(self._size), self._size + 20)
        if self._look.is_large:
            # In the narrow rail it must fit between the margins.
            side = min(side, self._look.px(NARROW_WIDTH) - self._look.gap(24))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the square and the sign."""
        look = self._look
        painter = QPainter(self)
        paint.box(painter, self.rect(), 6, look.colour("card_text"))
        sign = look.sign("landmark", "rail" if not look.theme.frames else "page", self._size // 2)
        side = sign.height() / sign.devicePixelRatio()
        paint.picture(painter, (self.width() - side) / 2, self.rect().center().y() + 0.5, sign)
        painter.end()


class RailButton(QPushButton):
    """A place: sign, word, and how many things wait there."""

    def __init__(self, look: Look, text: str, icon: str, name: str = "") -> None:
        """Say ``text``."""
        super().__init__(text)
        self._look, self._icon, self._count = look, icon, 0
        self.icon_name, self.key = icon, ""
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._relook()
        look.changed.connect(self._relook)

    def set_count(self, count: int) -> None:
        """Show how many things wait; 0 shows none."""
        self._count = count
        self.setAccessibleDescription(
            self.tr("%n waiting", "things in a place", count) if count else ""
        )
        self.update()

    def set_key(self, key: str) -> None:
        """Show the key of the place as tooltip."""
        self.key = key
        self.setToolTip(f"{self.text()} ({key})" if key else self.text())

    def sizeHint(self) -> QSize:
        """Return the room of sign and word, of the sign alone when the rail is narrow."""
        look = self._look
        high = look.tall(44)
        if look.is_large:
            return QSize(look.px(NARROW_WIDTH) - look.gap(19) - look.line, high)
        wide = look.px(40) + paint.advance(look.font("strong"), self.text()) + look.gap(28)
        if self._count:
            wide += paint.pill_size(look, str(self._count)).width() + look.gap(8)
        return QSize(wide, high)

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the place."""
        look = self._look
        painter = QPainter(self)
        chosen, rect = self.isChecked(), self.rect()
        frames = look.theme.frames
        if chosen or self.underMouse():
            fill = look.colour("rail_selected")
            edge = look.colour("rail_bar") if frames and chosen else None
            painter.setOpacity(1.0 if chosen else 0.5)
            paint.box(painter, rect, 4, fill, edge, 2)
            painter.setOpacity(1.0)
        if chosen:
            bar = QRect(0, look.gap(8), 4, rect.height() - 2 * look.gap(8))
            paint.box(painter, bar, 2, look.colour("rail_bar"))
        if self.hasFocus():
            paint.box(painter, rect, 4, None, look.colour("rail_bar"), paint.FOCUS_WIDTH)
        ink = "rail_text" if chosen else "rail_muted"
        sign = look.sign(self._icon, ink, 20 if not look.is_large else 16, self.devicePixelRatioF())
        middle = rect.center().y() + 0.5
        if look.is_large:
            side = sign.height() / sign.devicePixelRatio()
            paint.picture(painter, (rect.width() - side) / 2, middle, sign)
            painter.end()
            return
        paint.picture(painter, look.gap(16), middle, sign)
        left = look.gap(16) + look.px(20) + look.gap(12)
        font = look.font("strong" if chosen else "body")
        words = QRect(left, 0, rect.width() - left - look.gap(8), rect.height())
        paint.words(painter, words, self.text(), font, look.colour(ink))
        if self._count:
            size = paint.pill_size(look, str(self._count))
            left = rect.width() - size.width() - look.gap(12)
            top = (rect.height() - size.height()) // 2
            place = QRect(left, top, size.width(), size.height())
            paint.pill(painter, look, place, str(self._count), on_rail=True)
        painter.end()

    def _relook(self) -> None:
        self.setFont(self._look.font("body"))
        self.updateGeometry()
        self.update()


class Rail(Panel):
    """Places from top to bottom; ``chosen`` tells the id. Arrows move, one Tab stop each."""

    chosen = Signal(str)

    def __init__(self, look: Look, product: str, body: str) -> None:
        """Say the product's name and the body it works for."""
        super().__init__("rail")
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Places"))
        self._look = look
        self._buttons: dict[str, RailButton] = {}
        column = VBox(look, 0, parent=self)
        self._head = QWidget()
        top = HBox(look, 10, (16, 12, 8, 12), self._head)
        top.addWidget(Crest(look))
        names = VBox(look, 0)
        self._product = Text(look, product, "strong", "rail_text", elide=True)
        # Half of Italy's municipalities do not fit one line; a name is never cut.
        self._body = Text(look, body, "secondary", "rail_muted", wrap=True)
        names.addWidget(self._product)
        names.addWidget(self._body)
        top.addLayout(names, 1)
        column.addWidget(self._head)
        self._menu_button = RailButton(look, self.tr("Menu"), "menu", "rail.menu")
        self._menu_button.setCheckable(False)
        self._menu_button.clicked.connect(self._open_menu)
        self._scroller = Scroller(look, 4, (8, 12, 9, 8))
        # Once the places have their new size.
        self._bringing = QTimer(self, singleShot=True, interval=0)
        self._bringing.timeout.connect(self._bring_in)
        self._scroller.body.addWidget(self._menu_button)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._places = VBox(look, 4)
        self._scroller.body.addLayout(self._places)
        column.addWidget(self._scroller, 1)
        self._foot = VBox(look, 4, (8, 0, 9, 16))
        column.addLayout(self._foot)
        self._relook()
        look.changed.connect(self._relook)

    def add(
        self, place_id: str, text: str, icon: str, *, foot: bool = False, key: str = ""
    ) -> None:
        """Add a place at the end, or at the rail's foot."""
        button = RailButton(self._look, text, icon, f"rail.{place_id}")
        button.set_key(key)
        button.clicked.connect(lambda _checked=False: self._press(place_id))
        self._buttons[place_id] = button
        (self._foot if foot else self._places).addWidget(button)
        if not self._look.is_large:
            self.setFixedWidth(self._wide())

    def button(self, place_id: str) -> RailButton:
        """Return the button of a place."""
        return self._buttons[place_id]

    def set_body(self, body: str) -> None:
        """Say another body's name."""
        self._body.setText(body)

    def mark(self, place_id: str) -> None:
        """Show a place as the current one; an unknown id shows none."""
        for name, button in self._buttons.items():
            button.setChecked(name == place_id)
        self._bring_in()

    def _bring_in(self) -> None:
        """Scroll the current place into sight where large text leaves room for some only."""
        marked = next((one for one in self._buttons.values() if one.isChecked()), None)
        if marked is not None and self._scroller.isAncestorOf(marked):
            self._scroller.ensureWidgetVisible(marked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between places by arrows."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        buttons = [button for button in self._buttons.values() if button.isVisible()]
        here = next((n for n, button in enumerate(buttons) if button.hasFocus()), -1)
        if event.key() in steps and here >= 0:
            buttons[(here + steps[Qt.Key(event.key())]) % len(buttons)].setFocus()
            return
        super().keyPressEvent(event)

    def _press(self, place_id: str) -> None:
        # Until the page really changes the old place stays the marked one.
        for name, button in self._buttons.items():
            if name == place_id:
                button.setChecked(True)
        self.chosen.emit(place_id)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for place_id, button in self._buttons.items():
            action = menu.addAction(button.text())
            action.triggered.connect(lambda _checked=False, name=place_id: self._press(name))
        menu.popup(self._menu_button.mapToGlobal(self._menu_button.rect().topRight()))

    def _wide(self) -> int:
        """Return the width of the design, or what longer words of another language need."""
        look = self._look
        words = max((one.sizeHint().width() for one in self._buttons.values()), default=0)
        usual = look.px(RAIL_WIDTH)
        return min(max(usual, words + look.gap(17) + look.line), round(usual * MOST_OF_USUAL))

    def _relook(self) -> None:
        look, large = self._look, self._look.is_large
        self.setFixedWidth(look.px(NARROW_WIDTH) if large else self._wide())
        show_if(self._product, not large)
        show_if(self._body, not large)
        show_if(self._menu_button, large)
        self._bringing.start()
