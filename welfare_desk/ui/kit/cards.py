# SPDX-License-Identifier: EUPL-1.2
"""Cards and what stands in them: headers, rows, pairs of key and value, figures, steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.badges import CountPill
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.layout import HBox, Line, Panel, TurningBox, VBox, clear
from welfare_desk.ui.kit.text import Sign, Text, polish_again, show_if
from welfare_desk.ui.look import Look

CARD_MARGIN = 16


class CardHeader(QWidget):
    """Sign, title and count left, ghost buttons or badges right."""

    def __init__(
        self, look: Look, title: str, icon: str = "", count: int | None = None, ink: str = "primary"
    ) -> None:
        """Say ``title``."""
        super().__init__()
        self._look = look
        self._row = HBox(look, 8, (CARD_MARGIN, 6, 8, 6), self)
        if icon:
            self._row.addWidget(Sign(look, icon, ink, 18))
        self.title = Text(look, title, "panel_title")
        self._row.addWidget(self.title)
        self._pill: CountPill | None = None
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._relook()
        look.changed.connect(self._relook)
        if count is not None:
            self.set_count(count)

    def set_count(self, count: int) -> None:
        """Show how many there are, in a pill after the title."""
        if self._pill is None:
            self._pill = CountPill(self._look, count)
            self._row.insertWidget(self._row.indexOf(self.title) + 1, self._pill)
        self._pill.set_count(count)

    def add(self, widget: QWidget) -> None:
        """Put a button or badge at the right end."""
        self._row.addWidget(widget)
        # The words of a ghost button end where a badge's border does.
        self._row.set_margins((CARD_MARGIN, 6, 8 if isinstance(widget, ActionButton) else 16, 6))

    def _relook(self) -> None:
        self.setMinimumHeight(self._look.tall(44))


class Card(Panel):
    """A white card; ``header`` if it has a title, content goes into ``body``."""

    def __init__(
        self,
        look: Look,
        title: str = "",
        icon: str = "",
        *,
        count: int | None = None,
        tone: str = "",
        divided: bool = False,
        margins: tuple[int, int, int, int] | None = None,
        spacing: int = 8,
        name: str = "",
    ) -> None:
        """``divided`` draws a line under the header, for cards of rows, which need no margins."""
        super().__init__("card", tone)
        self.setObjectName(name)
        self._look = look
        outer = VBox(look, 0, (0, 0, 0, 0), self)
        outer.setContentsMargins(look.line, look.line, look.line, look.line)
        self.header: CardHeader | None = None
        self._last_row: Row | None = None
        if title:
            self.header = CardHeader(look, title, icon, count)
            outer.addWidget(self.header)
            if divided:
                outer.addWidget(Line(look))
        if margins is None:
            above = CARD_MARGIN if not title else 2
            margins = (CARD_MARGIN, above, CARD_MARGIN, 12)
            margins = (0, 0, 0, 0) if divided else margins
        self.body = VBox(look, spacing if not divided else 0, margins)
        outer.addLayout(self.body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def add_row(self, row: "Row") -> None:
        """Add a row below the others; only the last has no line under it."""
        if self._last_row is not None:
            self._last_row.set_lined(True)
        self._last_row = row
        row.set_lined(False)
        self.body.addWidget(row)


class Row(Panel):
    """A row of two lines with something before and after it; ``line`` draws its lower line."""

    def __init__(
        self,
        look: Look,
        title: str,
        detail: str = "",
        *,
        lead: str = "",
        icon: str = "",
        ink: str = "primary",
        role: str = "row_title",
        lined: bool = True,
        margin: int = CARD_MARGIN,
    ) -> None:
        """``lead`` is a time or number before the words, ``icon`` a sign there."""
        super().__init__("row" if lined else "")
        self._look = look
        self._row = HBox(look, 10, (margin, 5, margin, 5), self)
        if lead:
            self._row.addWidget(Text(look, lead, "lead", "muted"))
        if icon:
            self._row.addWidget(Sign(look, icon, ink, 18))
        words = VBox(look, 0)
        self.title = Text(look, title, role, elide=True)
        words.addWidget(self.title)
        self.detail = Text(look, detail, "secondary", "muted", elide=True)
        show_if(self.detail, bool(detail))
        words.addWidget(self.detail)
        self._row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._relook()
        look.changed.connect(self._relook)

    def add(self, widget: QWidget) -> None:
        """Put a badge or button at the right end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def lead_with(self, widget: QWidget) -> None:
        """Put a disc or sign before the words."""
        self._row.insertWidget(0, widget)

    def set_lined(self, lined: bool) -> None:
        """Draw the lower line or not."""
        self.setProperty("role", "row" if lined else "")
        polish_again(self)

    def set_words(self, title: str, detail: str = "") -> None:
        """Say other words."""
        self.title.setText(title)
        self.detail.setText(detail)
        show_if(self.detail, bool(detail))

    def _relook(self) -> None:
        two = not self.detail.isHidden()
        self.setMinimumHeight(self._look.tall(50 if two else 36))


class KeyValue(QWidget):
    """Rows of a quiet word left and its value right."""

    def __init__(
        self, look: Look, rows: Sequence[tuple[str, str]] = (), *, strong: bool = False
    ) -> None:
        """Show ``rows``; ``strong`` makes values semibold."""
        super().__init__()
        self._look, self._strong = look, strong
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(look.gap(5))
        self._grid.setHorizontalSpacing(look.gap(12))
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show other rows."""
        clear(self._grid)
        role = "secondary_strong" if self._strong else "badge"
        # Long words turn to a second line; the room is shared as the longest of each side asks.
        for column, (place, font) in enumerate(((0, "secondary"), (1, role))):
            longest = max(
                (paint.advance(self._look.font(font), row[place]) for row in rows), default=0
            )
            self._grid.setColumnStretch(column, max(longest, 1))
        for place, (key, value) in enumerate(rows):
            word = Text(self._look, key, "secondary", "muted", wrap=True)
            amount = Text(self._look, value, role, wrap=True)
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(word, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(amount, place, 1)


class Figure(QWidget):
    """One figure with its name above, what it is of beside it, and a line below."""

    def __init__(
        self,
        look: Look,
        name: str,
        value: str,
        *,
        icon: str = "",
        beside: str = "",
        below: str = "",
        share: float | None = None,
        ink: str = "text",
    ) -> None:
        """``share`` from 0 to 1 draws a bar under the value."""
        super().__init__()
        column = VBox(look, 2, parent=self)
        top = HBox(look, 8)
        if icon:
            top.addWidget(Sign(look, icon, "muted", 16))
        top.addWidget(Text(look, name, "secondary", "muted", elide=True), 1)
        column.addLayout(top)
        middle = HBox(look, 8)
        self.value = Text(look, value, "amount", ink)
        self.beside = Text(look, beside, "secondary", "muted", elide=True)
        middle.addWidget(self.value)
        middle.addWidget(self.beside, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(middle)
        self.bar: ShareBar | None = None
        if share is not None:
            self.bar = ShareBar(look, share)
            column.addWidget(self.bar)
        self.below = Text(look, below, "secondary", "muted", elide=True)
        show_if(self.below, bool(below))
        column.addWidget(self.below)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)


class FigureRow(QWidget):
    """Figures side by side with lines between them."""

    def __init__(self, look: Look, figures: Sequence[Figure]) -> None:
        """Show ``figures`` at equal widths."""
        super().__init__()
        row = HBox(look, 16, parent=self)
        for place, figure in enumerate(figures):
            if place:
                row.addWidget(Line(look, upright=True))
            row.addWidget(figure, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class ShareBar(QWidget):
    """A thin bar that shows a share; decoration beside the words."""

    def __init__(self, look: Look, share: float) -> None:
        """``share`` runs from 0 to 1."""
        super().__init__()
        self._look, self._share = look, share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_share(self, share: float) -> None:
        """Show another share."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar with the space around it."""
        return QSize(self._look.px(40), self._look.gap(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        look = self._look
        painter = QPainter(self)
        high = look.gap(6)
        rect = QRect(0, (self.height() - high) // 2, self.width(), high)
        edge = look.colour("divider") if look.theme.frames else None
        paint.box(painter, rect, high / 2, look.colour("sunken"), edge)
        full = round(self.width() * min(max(self._share, 0.0), 1.0))
        paint.box(painter, QRect(0, rect.top(), full, high), high / 2, look.colour("primary"))
        painter.end()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: what, from where, the value.

    ``state`` is done, none, failed or a number.
    """

    title: str
    source: str
    value: str = ""
    state: str = "done"


class StepList(QWidget):
    """Checked or numbered steps, each with source and value, and the result in a tinted row."""

    def __init__(
        self, look: Look, steps: Sequence[Step] = (), result: tuple[str, str] | None = None
    ) -> None:
        """Show ``steps`` and, last, the ``result``'s name and amount."""
        super().__init__()
        self._look = look
        self._column = VBox(look, parent=self)
        self.set_steps(steps, result)

    def set_steps(self, steps: Sequence[Step], result: tuple[str, str] | None = None) -> None:
        """Show other steps."""
        clear(self._column)
        for place, step in enumerate(steps):
            last = place == len(steps) - 1 and result is None
            self._column.addWidget(self._step(step, lined=not last))
        if result is not None:
            self._column.addWidget(self._result(*result))

    def _step(self, step: Step, *, lined: bool) -> QWidget:
        look = self._look
        row = Panel("row" if lined else "")
        line = HBox(look, 14, (CARD_MARGIN, 8, CARD_MARGIN, 8), row)
        line.addWidget(StepDisc(look, step.state))
        told = TurningBox(look, 2)
        words = VBox(look, 0)
        words.addWidget(Text(look, step.title, "strong", wrap=True))
        if step.source:
            words.addWidget(Text(look, step.source, "secondary", "muted", wrap=True))
        told.addLayout(words, 1)
        if step.value:
            told.addWidget(Text(look, step.value, "strong"))
        line.addLayout(told, 1)
        return row

    def _result(self, name: str, amount: str) -> QWidget:
        row = Panel("result")
        line = HBox(self._look, 14, (CARD_MARGIN, 12, CARD_MARGIN, 12), row)
        line.addWidget(Text(self._look, name, "strong"))
        line.addStretch(1)
        line.addWidget(Text(self._look, amount, "amount_large"))
        return row


class StepDisc(QWidget):
    """The disc before a step: a check, a dash, a cross, or its number."""

    def __init__(self, look: Look, state: str) -> None:
        """Show ``state``: done, none, failed, or the number as text."""
        super().__init__()
        self._look, self._state = look, state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the disc's square."""
        return QSize(self._look.px(28), self._look.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc."""
        look, state = self._look, self._state
        tone = {"done": "ok", "none": "neutral", "failed": "danger"}.get(state, "info")
        ink, tint, edge = look.theme.tone(tone)
        painter = QPainter(self)
        side = self.height()
        paint.box(painter, self.rect(), side / 2, look.colour(tint), look.colour(edge), look.line)
        signs = {"done": "check", "none": "minus", "failed": "x"}
        if state in signs:
            sign = look.sign(signs[state], ink, 16, self.devicePixelRatioF())
            paint.picture(painter, (side - look.px(16)) / 2, self.rect().center().y() + 0.5, sign)
        else:
            centre = Qt.AlignmentFlag.AlignHCenter
            paint.words(painter, self.rect(), state, look.font("label"), look.colour(ink), centre)
        painter.end()
