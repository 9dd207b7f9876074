# SPDX-License-Identifier: EUPL-1.2
"""Similar people beside the intake form: looked for while it is typed, asked about once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.desk.likeness import Sought
from welfare_desk.ui.context import Context
from welfare_desk.ui.people.duplicates import Duplicates
from welfare_desk.ui.people.intake_form import IntakeForm
from welfare_desk.ui.people.person_fields import PersonFields
from welfare_desk.ui.shell import NARROW_WINDOW

LIKENESS_MS = 150
COMPANION_WIDTH = 344
SOUGHT = (
    "surname", "name", "fiscal_code", "fiscal_code_status", "phone", "sex", "birthplace_code",
    "street", "street_no",
)  # fmt: skip
"""What similar people are looked for by, beside the birth date."""


class IntakeSimilar(QWidget):
    """Keeps the panel of similar people; ``is_this`` tells who the person is.

    Never shown itself: the panel goes to the window's right side, or waits hidden in here.
    """

    is_this = Signal(str)

    def __init__(
        self, context: Context, form: IntakeForm, fields: PersonFields, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.hide()
        self._context, self._form, self._fields = context, form, fields
        self.asked_about = ""
        """Whom the operator was asked about: the next press goes on."""
        self.panel = Duplicates(context)
        self.panel.setParent(parent)
        self.panel.hide()
        self.panel.is_this.connect(self.is_this)
        self.panel.counted.connect(self._count)
        form.compare.clicked.connect(self._compare)
        form.is_this.clicked.connect(lambda: self.is_this.emit(self.asked_about))
        self._pause = QTimer(self, singleShot=True, interval=LIKENESS_MS)
        self._pause.timeout.connect(self.seek)
        # After the window said whether there is room at the new size of the text.
        self._turning = QTimer(self, singleShot=True, interval=0)
        self._turning.timeout.connect(self._turn)
        context.theme.changed.connect(self._turning.start)

    def show_beside(self) -> None:
        """Bring the panel beside the form where there is room for it."""
        roomy = self._is_roomy()
        self._context.set_companion(self.panel if roomy else None, COMPANION_WIDTH)
        self._count(len(self.panel.found))

    def edited(self) -> None:
        """Look for similar people as soon as typing pauses."""
        self._pause.start()

    def settle(self, then: Callable[[], None]) -> None:
        """Do what follows once what was typed last has been looked for."""
        if self._pause.isActive():
            self._pause.stop()
            self.seek(then)
        else:
            then()

    def seek(self, then: Callable[[], None] | None = None) -> None:
        """Look for people like the one in the form."""
        values = self._form.values()
        told = {name: values[name] for name in SOUGHT}
        self.panel.seek(Sought(born_on=self._fields.born_on.day(), **told), then)

    def asks_first(self, *, printing: bool) -> bool:
        """Ask once before somebody is registered who almost certainly is already."""
        twin = self.panel.likeliest()
        if twin is None or twin.person_id == self.asked_about:
            return False
        self.asked_about = twin.person_id
        key = self._context.actions.key("confirm" if printing else "save")
        self._form.ask_certain(f"{twin.surname} {twin.name}".strip(), key)
        return True

    def _turn(self) -> None:
        page = self.parentWidget()
        if page is not None and page.isVisible():
            self.show_beside()

    def _is_roomy(self) -> bool:
        look = self._context.theme
        return not look.is_large and self.window().width() >= look.px(NARROW_WINDOW)

    def _count(self, count: int) -> None:
        self._form.set_similar(0 if self._is_roomy() else count)

    def _compare(self) -> None:
        self._context.set_companion(self.panel, COMPANION_WIDTH)
        self._form.set_similar(0)
