# SPDX-License-Identifier: EUPL-1.2
"""How far a printer of cards is off: print the test sheet, measure, type, print again."""

from __future__ import annotations

from PySide6.QtCore import Qt

from welfare_desk.desk.calibration import LINE_MM, Calibration, Calibrations
from welfare_desk.desk.views.today import PrintView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import ActionBar, TurningBox
from welfare_desk.ui.kit.notices import Notice, announce
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page

PAIRS = (("front_x", "front_y"), ("back_x", "back_y"))


class CalibrationPage(Page):
    """Five measures of a printer and tray that cards come from: sheets of ten, or one by one."""

    help_page = "printers"

    def __init__(self, context: Context, role: str = "a4") -> None:
        """Load what was measured before on the printer of a role, ``a4`` or ``card``."""
        super().__init__()
        self.setObjectName("calibration")
        self._context, self._look = context, context.theme
        self._known = Calibrations(context.desk, role)
        self.fields: dict[str, Field] = {}
        self._build()
        self.reload()

    def title(self) -> str:
        """Return what the page is for."""
        return self.tr("Where the printer prints")

    def reload(self) -> None:
        """Read the measures anew."""
        self._context.read(self._known.known, self, self._show)

    def shown(self) -> None:
        """Take the focus to the first measure."""
        self._context.set_companion(None)
        self.fields["front_x"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act_id: str) -> bool:
        """Keep the measures by Ctrl+Enter, print the test sheet by Ctrl+P."""
        if act_id == "confirm":
            self._keep()
            return True
        if act_id == "print":
            self._print()
            return True
        return False

    def _build(self) -> None:
        look = self._look
        self._sheet = layout.Page(
            look,
            self.title(),
            self.tr("Print the test sheet, measure it with a ruler and type what you read."),
            name="calibration.page",
        )
        body = self._sheet.body
        self.notice = Notice(look, "info", "", large=True, name="calibration.notice")
        show_if(self.notice, False)
        body.addWidget(self.notice)
        card = Card(look, self.tr("Measured on the sheet, in millimetres"), "scan-line")
        printers = (("a4", self.tr("A4 sheets of ten")), ("card", self.tr("Card printer")))
        self.role = Segmented(
            look, self.tr("Printer"), printers, value=self._known.role, name="calibration.role"
        )
        self.role.chosen.connect(self._choose)
        card.body.addWidget(self.role)
        self.about = Text(look, "", "secondary", "muted", wrap=True)
        card.body.addWidget(self.about)
        self.tray = Field(
            look,
            self.tr("Tray"),
            optional=True,
            hint=self.tr("As you call it. Each tray has measures of its own."),
            name="calibration.tray",
        )
        card.body.addWidget(self.tray)
        names = {
            "front_x": self.tr("Front: too far right"),
            "front_y": self.tr("Front: too high"),
            "back_x": self.tr("Back: too far right"),
            "back_y": self.tr("Back: too high"),
        }
        for pair in PAIRS:
            row = TurningBox(look, 12)
            for name in pair:
                field = Field(look, names[name], name=f"calibration.{name}")
                self.fields[name] = field
                row.addWidget(field, 1)
            card.body.addLayout(row)
        self.fields["scale_mm"] = Field(
            look,
            self.tr("What the line measures"),
            name="calibration.scale",
        )
        card.body.addWidget(self.fields["scale_mm"])
        body.addWidget(card)
        body.addStretch(1)
        self._sheet.set_action_bar(self._buttons())
        self.hold(self._sheet)

    def _buttons(self) -> ActionBar:
        look, actions = self._look, self._context.actions
        bar = ActionBar(look)
        self.test = ActionButton(
            look,
            Rank.SECONDARY,
            self.tr("Print the test sheet"),
            icon="printer",
            key=actions.key("print"),
            name="calibration.print",
        )
        self.confirm = button_for(
            look, actions, "confirm", Rank.PRIMARY, text=self.tr("Keep the measures"), icon="check",
            name="calibration.keep",
        )  # fmt: skip
        self.test.clicked.connect(self._print)
        self.confirm.clicked.connect(self._keep)
        bar.add(self.test)
        bar.add(self.confirm)
        return bar

    def _show(self, known: tuple[str, str, Calibration]) -> None:
        printer, tray, found = known
        words = self.tr("Printer: %1").replace("%1", printer.rpartition("/")[2] or "–")
        self.about.setText(words)
        self.tray.set_text(tray)
        line = LINE_MM[self._known.role]
        words = self.tr(
            "It should be %1 mm. If it is not, switch off «fit to page» in the printer first."
        )
        self.fields["scale_mm"].set_hint(words.replace("%1", f"{line:g}"))
        for name, field in self.fields.items():
            value = getattr(found, name)
            if name == "scale_mm":
                value = round(value * line / 100, 2)
            field.set_text(f"{value:g}".replace(".", ","))

    def _measured(self) -> Calibration | None:
        found: dict[str, float] = {}
        for name, field in self.fields.items():
            try:
                found[name] = float(field.text().strip().replace(",", "."))
            except ValueError:
                field.set_error(self.tr("A number in millimetres, for example 1,5."))
                return None
            field.set_error("")
        found["scale_mm"] *= 100 / LINE_MM[self._known.role]
        return Calibration(**found)

    def _choose(self, role: str) -> None:
        """Measure the other printer; its own measures are shown."""
        self._known = Calibrations(self._context.desk, role)
        show_if(self.notice, False)
        self.reload()

    def _keep(self) -> None:
        found, tray = self._measured(), self.tray.text()
        if found is not None:
            known = self._known
            self._context.write(lambda: known.keep(tray, found), self, self._kept, self._refused)

    def _kept(self, _none: None) -> None:
        self._say(
            "ok",
            self.tr("The measures are kept"),
            self.tr("Print the test sheet again: cross and line should be in their place."),
        )

    def _print(self) -> None:
        self._context.paper(self._known.print_test_sheet, self, self._queued, self._refused)

    def _queued(self, job: PrintView) -> None:
        self._context.queued(job)
        self._say("info", self.tr("The test sheet is on its way to the printer"))

    def _refused(self, sentence: str) -> None:
        fact, _, remedy = sentence.partition(". ")
        self._say("warning", f"{fact}." if remedy else fact, remedy)

    def _say(self, tone: str, fact: str, remedy: str = "") -> None:
        self.notice.set_words(fact, remedy, tone=tone)
        show_if(self.notice, True)
        announce(self.notice, f"{fact} {remedy}".strip())
