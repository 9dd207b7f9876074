# SPDX-License-Identifier: EUPL-1.2
"""Beneath a fiscal code: what may be wrong with it, what it was meant to be, how sure it is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.core import fiscal_code
from welfare_desk.core.dates import date_text
from welfare_desk.core.fiscal_code import FiscalCode
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.proposal import NearCode, computed_code, places
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.fields import ChoiceField, FieldFrame
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import VBox
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.intake_code_words import CodeWords
from welfare_desk.ui.people.person_fields import PersonFields

DECLARED, SEEN, COMPUTED = "declared", "seen", "computed"
LATE, EARLY = "late", "early"


class CodeCheck(QWidget):
    """Judges the code of a form; ``opened`` tells that the code is somebody's known here."""

    changed = Signal()
    opened = Signal(str)

    def __init__(
        self, context: Context, fields: PersonFields, today: date, *, always_status: bool = False
    ) -> None:
        """``always_status`` asks how sure the code is even when a card was scanned."""
        super().__init__()
        self._context, self._fields, self._today = context, fields, today
        self._always_status = always_status
        self._words = CodeWords(self)
        self._sought = ""
        self._judged = ""
        self._scanned = False
        self._on: set[QWidget] = set()
        self._buttons: list[ActionButton] = []
        self._build()
        self._listen()
        self.judge()

    def parsed(self) -> FiscalCode | None:
        """Return the code as read, or nothing while it cannot be one."""
        try:
            return fiscal_code.parse(self._fields.fiscal_code.text(), self._today)
        except DeskError:
            return None

    def take(self, code: str, *, scanned: bool) -> None:
        """Note that a code came by scan or was typed whole: its standing follows from that."""
        self._scanned = scanned
        self._judged = fiscal_code.normalized(code)
        self.status.set_value(SEEN if scanned else DECLARED)
        self.judge()

    def judge(self) -> None:
        """Show what there is to say about the code as it stands."""
        code = fiscal_code.normalized(self._fields.fiscal_code.text())
        if code != self._judged:
            self._judged, self._scanned = code, False
            self.status.set_value(DECLARED)
            self.provisional.setChecked(False)
        parsed = self.parsed()
        self._show_near(code, parsed)
        self._show_differences(parsed)
        self._show_century(parsed)
        eleven = parsed is not None and parsed.kind == "provisional"
        self._show(self.provisional, eleven)
        asked = self._always_status or not self._scanned
        self._show(self.status, parsed is not None and asked)
        self._show(self._computing, not code and bool(computed_code(self._fields.sought())))
        computed = self.status.value() == COMPUTED and parsed is not None
        words = self.tr("computed, not official") if computed else ""
        self._fields.fiscal_code.set_hint(words)

    def differing(self) -> tuple[str, ...]:
        """Return the fields that the code does not fit."""
        parsed = self.parsed()
        found = self._fields.compared(parsed) if parsed is not None else ()
        return tuple(each.field for each in found)

    def confirmed(self) -> str:
        """Return why the code is right although it does not fit; nothing where it fits."""
        return self.reason.value() if self.differing() else ""

    def problems(self) -> list[tuple[FieldFrame | None, str]]:
        """Return what must be answered before the code is kept."""
        found: list[tuple[FieldFrame | None, str]] = []
        if self.differing() and not self.reason.value():
            words = self.tr("The code does not fit: mend code or data, or choose why it is right.")
            found.append((self.reason, words))
        parsed = self.parsed()
        if parsed and parsed.kind == "provisional" and not self.provisional.isChecked():
            words = self.tr(
                "Eleven digits may be the code of an organisation. Confirm that it is a person's."
            )
            found.append((self._fields.fiscal_code, words))
        return found

    def typed(self) -> dict[str, str]:
        """Return what was chosen, for a draft."""
        return {
            "status": self.status.value(),
            "reason": self.reason.value(),
            "provisional": "1" if self.provisional.isChecked() else "",
            "scanned": "1" if self._scanned else "",
        }

    def fill(self, texts: dict[str, str]) -> None:
        """Show what ``typed`` returned; the code stands in its field already."""
        self._judged = fiscal_code.normalized(self._fields.fiscal_code.text())
        self._scanned = bool(texts.get("scanned"))
        status = texts.get("status", "")
        # Without a code there is none: ``none`` is stored.
        self.status.set_value(status if status in dict(self._words.statuses()) else DECLARED)
        self.reason.set_value(texts.get("reason", ""))
        self.provisional.setChecked(bool(texts.get("provisional")))
        self.judge()

    def set_locked(self, locked: bool) -> None:
        """Forbid changes: the person is registered."""
        self.setDisabled(locked)

    def _build(self) -> None:
        look, words = self._context.theme, self._words
        self.near = Notice(look, "danger", "", name="person.near_codes")
        self.near_buttons = FlowBox(look, 8)
        self.differs = Notice(look, "warning", "", name="person.code_differs")
        self.reason = ChoiceField(
            look,
            self.tr("Why the code is right all the same"),
            words.difference_reasons(),
            tight=True,
            name="person.code_reason",
        )
        self.century = Segmented(
            look,
            self.tr("The code leaves the century open: which birth date?"),
            ((LATE, ""), (EARLY, "")),
            name="person.century",
        )
        self.provisional = CheckRow(
            look,
            self.tr("It is a person's provisional code"),
            self.tr("Organisations have codes of eleven digits too."),
            name="person.provisional",
        )
        self.status = Segmented(
            look,
            self.tr("How sure the code is"),
            words.statuses(),
            value=DECLARED,
            name="person.code_status",
        )
        self.compute = ActionButton(
            look,
            Rank.SECONDARY,
            self.tr("Compute the code from the data"),
            icon="calculator",
            size=Size.MIDDLE,
            name="person.compute_code",
        )
        self._computing = FlowBox(look, 8)
        self._computing.add(self.compute)
        column = VBox(look, 8, parent=self)
        for part in (
            self.near,
            self.near_buttons,
            self.differs,
            self.reason,
            self.century,
            self.provisional,
            self.status,
            self._computing,
        ):
            column.addWidget(part)

    def _listen(self) -> None:
        self.reason.changed.connect(lambda _id: self.changed.emit())
        self.provisional.toggled.connect(lambda _on: self.changed.emit())
        self.status.chosen.connect(lambda _id: self.changed.emit())
        self.century.chosen.connect(self._choose_century)
        self.compute.clicked.connect(self._compute)

    def _show_near(self, code: str, parsed: FiscalCode | None) -> None:
        mistyped = parsed is None and len(code) == fiscal_code.LENGTH
        if not mistyped:
            self._sought = ""
            self._offer("", ())
            return
        typed = self._fields.sought()
        question = f"{code} {typed}"
        if question == self._sought:
            return
        self._sought = question
        desk = self._context.desk

        def found(near: tuple[NearCode, ...]) -> None:
            if question == self._sought:
                self._offer(code, near)

        self._context.read(lambda: desk.near_codes(code, typed), self, found)

    def _offer(self, code: str, near: tuple[NearCode, ...]) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._show(self.near, bool(code))
        self._show(self.near_buttons, bool(near))
        if code:
            self.near.set_words(self._refusal(code), self._near_words(near))
        self._buttons = [self._near_button(place, one) for place, one in enumerate(near)]
        for button in self._buttons:
            self.near_buttons.add(button)

    def _show(self, part: QWidget, on: bool) -> None:
        """Show a part or not; with no part shown the whole takes no room."""
        (self._on.add if on else self._on.discard)(part)
        show_if(part, on)
        show_if(self, bool(self._on))

    def _near_words(self, near: tuple[NearCode, ...]) -> str:
        if near:
            return self.tr(
                "One slip away: people registered here, or codes that fit what is typed. "
                "No code is made up."
            )
        return self.tr("Nobody here has a code like it. No code is made up: look at the card.")

    def _refusal(self, code: str) -> str:
        try:
            fiscal_code.parse(code, self._today)
        except DeskError as refusal:
            return self._context.sentence(refusal)
        return ""

    def _near_button(self, place: int, one: NearCode) -> ActionButton:
        button = ActionButton(
            self._context.theme,
            Rank.SECONDARY,
            self._words.near(one),
            icon="user-check" if one.person_id else "pencil",
            size=Size.MIDDLE,
            name=f"person.near_code.{place}",
        )
        button.setAccessibleName(self._words.near_spoken(one))
        button.clicked.connect(lambda _on=False, one=one: self._choose(one))
        return button

    def _choose(self, one: NearCode) -> None:
        if one.person_id:
            self.opened.emit(one.person_id)
            return
        line = self._fields.fiscal_code.line
        line.setText(one.fiscal_code)
        line.textEdited.emit(one.fiscal_code)
        line.setFocus()

    def _show_differences(self, parsed: FiscalCode | None) -> None:
        typed = self._fields.sought()
        found = self._fields.compared(parsed) if parsed is not None else ()
        said = [self._words.difference(each, parsed, typed) for each in found if parsed]
        place = parsed.birthplace_code if parsed is not None else ""
        if place and places().by_code(place) is None:
            said.append(self._words.unknown_place(place))
        self._show(self.differs, bool(said))
        self._show(self.reason, bool(found))
        if not said:
            return
        fact = self.tr("The code does not fit what is typed") if found else ""
        fact = fact or self.tr("The code's birthplace is not known")
        remedy = "\n".join(said)
        if (self.differs.fact.text(), self.differs.remedy.text()) != (fact, remedy):
            self.differs.set_words(fact, remedy)

    def _show_century(self, parsed: FiscalCode | None) -> None:
        open_ = parsed is not None and fiscal_code.century_is_doubtful(parsed, self._today)
        self._show(self.century, open_)
        if parsed is None or not open_:
            return
        late, early = parsed.birth_candidates[:2]
        self.century.set_words(LATE, date_text(late))
        self.century.set_words(EARLY, date_text(early))
        chosen = {late: LATE, early: EARLY}.get(self._fields.born_on.day() or date.min)
        if chosen and self.century.value() != chosen:
            self.century.set_value(chosen)

    def _choose_century(self, which: str) -> None:
        parsed = self.parsed()
        if parsed is None or len(parsed.birth_candidates) < 2:
            return
        born_on = parsed.birth_candidates[0 if which == LATE else 1]
        if self._fields.born_on.day() != born_on:
            self._fields.born_on.set_day(born_on)
            self.changed.emit()

    def _compute(self) -> None:
        code = computed_code(self._fields.sought())
        if not code:
            return
        self._fields.fiscal_code.set_text(code)
        self._judged = code
        self.status.set_value(COMPUTED)
        self._fields.fiscal_code.control.setFocus()
        self.judge()
        self.changed.emit()
