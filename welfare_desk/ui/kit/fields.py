# SPDX-License-Identifier: EUPL-1.2
"""Fields with the label above, the hint or the error below, and the tint of a scan."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.kit.boxes import ChoiceBox, LineBox, NoteBox
from welfare_desk.ui.kit.dates import read_date, show_date
from welfare_desk.ui.kit.layout import HBox, TurningBox, VBox
from welfare_desk.ui.kit.text import Sign, Text, polish_again, show_if
from welfare_desk.ui.look import Look


class FieldFrame(QWidget):
    """Label, control and foot of any field; the control takes label and foot as its names."""

    def __init__(
        self, look: Look, label: str, control: QWidget, *, hint: str = "", optional: bool = False
    ) -> None:
        """Put ``label`` above ``control``; optional fields say so, required ones say nothing."""
        super().__init__()
        self._look, self._label_text, self._hint, self._error = look, label, hint, ""
        self.control = control
        column = VBox(look, 4, parent=self)
        top = TurningBox(look, 8) if optional else HBox(look, 8)
        self.label = Text(look, label, "label")
        self.label.setBuddy(control)
        top.addWidget(self.label)
        if optional:
            top.addWidget(Text(look, self.tr("optional"), "secondary", "muted"))
        top.addStretch(1)
        column.addLayout(top)
        column.addWidget(control)
        foot = HBox(look, 6)
        self._foot_sign = Sign(look, "circle-alert", "danger", 16)
        self._foot = Text(look, hint, "secondary", "muted", wrap=True)
        foot.addWidget(self._foot_sign)
        foot.addWidget(self._foot, 1)
        column.addLayout(foot)
        # In a row of fields one may have a foot and the other none: labels stay level.
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        spoken = f"{label}, {self.tr('optional')}" if optional else label
        control.setAccessibleName(spoken)
        self._show_foot()

    def setFocus(  # noqa: N802 - Qt's name
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the focus to the control.

        A focus proxy would do the same, but Tab stops at the frame too once its order is changed.
        """
        self.control.setFocus(reason)

    def set_name(self, name: str) -> None:
        """Give the control its stable objectName."""
        self.control.setObjectName(name)

    def set_hint(self, hint: str) -> None:
        """Say another hint below the control."""
        self._hint = hint
        self._show_foot()

    def set_error(self, sentence: str) -> None:
        """Say beside the field what is wrong and what to do; empty when all is well."""
        self._error = sentence
        self.control.setProperty("state", "error" if sentence else "")
        polish_again(self.control)
        self._show_foot()

    @property
    def error(self) -> str:
        """The sentence now shown as error."""
        return self._error

    def _show_foot(self) -> None:
        shown = self._error or self._hint
        self._foot.setText(shown)
        self._foot.set_tone("danger" if self._error else "muted")
        show_if(self._foot, bool(shown))
        show_if(self._foot_sign, bool(self._error))
        self.control.setAccessibleDescription(shown)


class Field(FieldFrame):
    """A field of one line."""

    changed = Signal(str)

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        hint: str = "",
        optional: bool = False,
        sign: str = "",
        code: bool = False,
        tight: bool = False,
        name: str = "",
    ) -> None:
        """Start empty; ``sign`` stands inside at the left, ``tight`` is 36 px high."""
        self.line = LineBox(look, sign=sign, role="code" if code else "body", tight=tight)
        super().__init__(look, label, self.line, hint=hint, optional=optional)
        self.set_name(name)
        self.line.textChanged.connect(self.changed)

    def text(self) -> str:
        """Return what is typed, without spaces around it."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show ``text``, as if typed."""
        self.line.setText(text)

    def set_scanned(self, scanned: bool, *, signed: bool = True) -> None:
        """Tint the field while it holds what a scan brought; typing takes the tint away."""
        self.line.set_scanned(scanned, signed=signed)

    def set_locked(self, locked: bool) -> None:
        """Forbid typing and keep the text readable."""
        self.line.setReadOnly(locked)


class DateField(Field):
    """A field for a date, lenient in typing: 5/3/62, 05031962 and 5.3.1962 are the same."""

    day_changed = Signal(object)

    def __init__(
        self,
        look: Look,
        label: str,
        today: date,
        *,
        past: bool = True,
        hint: str = "",
        optional: bool = False,
        tight: bool = False,
        name: str = "",
    ) -> None:
        """Take ``today`` to complete years of two digits."""
        super().__init__(look, label, hint=hint, optional=optional, tight=tight, name=name)
        self._today, self._past = today, past
        self.line.editingFinished.connect(self._tidy)
        self.line.textChanged.connect(lambda _text: self.day_changed.emit(self.day()))

    def day(self) -> date | None:
        """Return the date typed, or None when there is none or it cannot be one."""
        return read_date(self.line.text(), self._today, past=self._past)

    def set_day(self, day: date | None) -> None:
        """Show a date."""
        self.line.setText(show_date(day))

    def is_readable(self) -> bool:
        """Tell whether the field is empty or holds a date."""
        return not self.text() or self.day() is not None

    def _tidy(self) -> None:
        day = self.day()
        if day is not None:
            self.line.setText(show_date(day))


class ChoiceField(FieldFrame):
    """A field with a list of choices, each an id and its words."""

    changed = Signal(str)

    def __init__(
        self,
        look: Look,
        label: str,
        choices: Sequence[tuple[str, str]] = (),
        *,
        hint: str = "",
        optional: bool = False,
        sign: str = "",
        tight: bool = False,
        name: str = "",
    ) -> None:
        """Offer ``choices``; the first is chosen."""
        self.box = ChoiceBox(look, sign=sign, tight=tight)
        super().__init__(look, label, self.box, hint=hint, optional=optional)
        self.set_name(name)
        self.set_choices(choices)
        self.box.currentIndexChanged.connect(lambda _index: self.changed.emit(self.value()))
        self.box.activated.connect(lambda _index: self.box.set_scanned(False))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices and choose the first."""
        self.box.clear()
        for choice, words in choices:
            self.box.addItem(words, choice)

    def set_scanned(self, scanned: bool) -> None:
        """Tint the field while it holds what a scan brought; choosing takes the tint away."""
        self.box.set_scanned(scanned)

    def value(self) -> str:
        """Return the id chosen, or nothing."""
        return self.box.currentData() or ""

    def set_value(self, choice: str) -> None:
        """Choose by id; an unknown id changes nothing."""
        index = self.box.findData(choice)
        if index >= 0:
            self.box.setCurrentIndex(index)


class NoteField(FieldFrame):
    """A field of several lines; Tab leaves it."""

    changed = Signal(str)

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        hint: str = "",
        optional: bool = False,
        lines: int = 3,
        name: str = "",
    ) -> None:
        """Be ``lines`` lines high."""
        self.box = NoteBox(look, lines)
        super().__init__(look, label, self.box, hint=hint, optional=optional)
        self.set_name(name)
        self.box.textChanged.connect(lambda: self.changed.emit(self.text()))

    def text(self) -> str:
        """Return what is typed, without blanks around it."""
        return self.box.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Show ``text``."""
        self.box.setPlainText(text)
