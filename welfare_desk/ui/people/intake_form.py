# SPDX-License-Identifier: EUPL-1.2
"""The intake form as laid out in picture 03: read from the card, asked, notice, household, ISEE."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField, FieldFrame
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import HBox, Page, TurningBox, TwoColumns
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.people.intake_code import CodeCheck
from welfare_desk.ui.people.intake_document import DocumentFields
from welfare_desk.ui.people.intake_no_code import NoCode
from welfare_desk.ui.people.isee_fields import IseeFields
from welfare_desk.ui.people.member_list import MemberList
from welfare_desk.ui.people.person_fields import PersonFields
from welfare_desk.ui.people.person_search import PersonSearch
from welfare_desk.ui.people.words import PeopleWords
from welfare_desk.ui.tab_order import in_order

GAP, MARGIN = 12, 24
Problem = tuple[FieldFrame | None, str]


class IntakeForm(QObject):
    """Makes the cards of the form and puts them into a sheet."""

    def __init__(
        self,
        context: Context,
        sheet: Page,
        fields: PersonFields,
        isee: IseeFields,
        today: date,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = context.theme
        self._fields, self._isee = fields, isee
        self.code = CodeCheck(context, fields, today)
        self.no_code = NoCode(context, fields, today)
        self.document = DocumentFields(context, fields, today)
        self.add_document = ActionButton(
            self._look,
            Rank.GHOST,
            self.tr("Document"),
            icon="id-card",
            size=Size.SMALL,
            name="intake.add_document",
        )
        self.add_document.setAccessibleName(self.tr("Add a document"))
        self.add_document.clicked.connect(self._ask_document)
        self.summary = Notice(self._look, "danger", "", name="intake.summary")
        self.summary.hide()
        self.members = MemberList(self._look)
        self.lives_with = PersonSearch(context, self.tr("Lives with"), "intake.lives_with")
        self.role = ChoiceField(
            self._look,
            self.tr("Role in the household"),
            PeopleWords(self).roles(),
            tight=True,
            name="intake.role",
        )
        self.wants_household = CheckRow(
            self._look,
            self.tr("Record the household"),
            self.tr("Needed for ISEE and vouchers."),
            name="intake.wants_household",
        )
        self.notice = CheckRow(
            self._look, self.tr("&Privacy notice read and given"), "", name="intake.notice"
        )
        # It is due at every intake; who cannot give it takes the tick away and is told so.
        self.notice.setChecked(True)
        self.fits = Badge(self._look, BadgeFace(""))
        self.needed = Text(self._look, "", "secondary", "muted")
        self.compare = ActionButton(
            self._look,
            Rank.SECONDARY,
            self.tr("Compare"),
            icon="users",
            size=Size.MIDDLE,
            name="intake.compare",
        )
        self.similar = Notice(self._look, "warning", "", button=self.compare, name="intake.similar")
        self.similar.hide()
        self.is_this = ActionButton(
            self._look,
            Rank.SECONDARY,
            self.tr("It is this person"),
            icon="user-check",
            size=Size.MIDDLE,
            name="intake.is_this",
        )
        self.certain = Notice(self._look, "warning", "", button=self.is_this, name="intake.certain")
        self.certain.hide()
        self._scroller = sheet.scroller
        body = sheet.body
        # What is asked aloud fits the design window without scrolling.
        body.set_margins((24, 10, 24, 12))
        body.set_spacing(10)
        body.addWidget(self.summary)
        body.addWidget(self.certain)
        body.addWidget(self.similar)
        body.addWidget(self._read())
        body.addWidget(self._asked())
        body.addWidget(self._given())
        body.addWidget(self._household())
        self._order()

    def set_read(self, scanned: bool, *, document: bool = False) -> None:
        """Say whether the data above were read from a card or are to be typed."""
        header = self.read_card.header
        if header is None:
            return
        words = self.tr("Code and birth")
        if scanned:
            words = self.tr("Read from the card: read it back aloud")
        elif document:
            words = self.tr("Read from the document: read it back aloud")
        header.title.setText(words)

    def show_document(self, on: bool) -> None:
        """Show the fields of a document, or offer to add one."""
        show_if(self.document, on)
        show_if(self.add_document, not on)

    def _ask_document(self) -> None:
        self.show_document(True)
        self.document.kind.setFocus()

    def set_fits(self, differs: bool, has_code: bool) -> None:
        """Say whether the code fits what was typed; a difference is a warning only."""
        self.fits.setVisible(has_code)
        if differs:
            words = self.tr("The code does not fit")
            self.fits.set_face(BadgeFace(words, "warning", "triangle-alert"))
        else:
            self.fits.set_face(BadgeFace(self.tr("The code fits"), "ok", "circle-check"))

    def set_similar(self, count: int) -> None:
        """Say in the form itself that there are similar people, where no panel is beside it."""
        self.similar.setVisible(count > 0)
        if count:
            words = self.tr("%n similar people are already registered", "", count)
            self.similar.set_words(words, self.tr("Look whether one of them is this person."))

    def typed(self) -> dict[str, Any]:
        """Return what every part of the form holds, for a draft."""
        return {
            "person": self._fields.typed(),
            "code": self.code.typed(),
            "no_code": self.no_code.typed(),
            "document": self.document.typed(),
            "isee": self._isee.typed(),
            "members": self.members.typed(),
            "role": self.role.value(),
            "wants_household": self.wants_household.isChecked(),
            "notice": self.notice.isChecked(),
        }

    def fill(self, kept: dict[str, Any]) -> None:
        """Show what ``typed`` returned; what an older program did not keep stays empty."""
        person = kept["person"]
        self._fields.fill(person)
        if person.get("birthplace_code"):
            self._fields.set_birthplace(person["birthplace_code"], person.get("birthplace", ""))
        self.document.fill(kept.get("document", {}))
        self.show_document(not self.document.is_empty())
        self.code.fill(kept.get("code", {}))
        self.no_code.fill(kept.get("no_code", {}))
        self._isee.fill(kept["isee"])
        self.members.fill(kept["members"])
        self.role.set_value(kept["role"])
        self.wants_household.setChecked(kept["wants_household"])
        self.notice.setChecked(kept["notice"])

    def values(self) -> dict[str, str]:
        """Return what is to be registered of the person."""
        return self._fields.values() | {
            "fiscal_code_status": self.code.status.value(),
            "no_code_reason": self.no_code.reason(),
        }

    def problems(self) -> list[Problem]:
        """Return what must be mended before the person is registered."""
        found = self._fields.problems()
        known = {field for field, _ in found}
        found = [one for one in self.code.problems() if one[0] not in known] + found
        if not self._fields.fiscal_code.text():
            found += self.no_code.problems()
        found += self.document.problems()
        if not self.notice.isChecked():
            words = self.tr("The privacy notice is due to every new person: give it and tick it.")
            found.append((None, words))
        return found

    def set_locked(self, locked: bool) -> None:
        """Forbid changes to what is recorded already."""
        self._fields.set_locked(locked)
        self.code.set_locked(locked)
        self.no_code.setDisabled(locked)
        self.document.set_locked(locked)

    def ask_certain(self, who: str, key: str) -> None:
        """Ask once whether it is somebody already registered; the same key goes on."""
        fact = self.tr("%1 is almost certainly registered already").replace("%1", who)
        words = self.tr("Press %1 again to register another person: the choice is noted.")
        self.certain.set_words(fact, words.replace("%1", key))
        self.is_this.setAccessibleName(self.tr("It is this person: %1").replace("%1", who))
        self.certain.show()
        self.is_this.setFocus()
        self.reveal(self.certain)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget once the page is laid out anew."""
        QTimer.singleShot(0, widget, lambda: self._scroller.ensureWidgetVisible(widget, 0, MARGIN))

    def set_needed(self, there: int, needed: int) -> None:
        """Say how many of the needed fields are filled."""
        words = self.tr("Needed fields: %1 of %2")
        self.needed.setText(words.replace("%1", str(there)).replace("%2", str(needed)))

    def set_notice(self, version: str, language: str) -> None:
        """Say which notice it is."""
        words = self.tr("Version %1, %2. It is printed when you save.")
        title = self.tr("&Privacy notice read and given")
        self.notice.set_words(
            title.replace("&", ""), words.replace("%1", version).replace("%2", language.lower())
        )

    def _read(self) -> Card:
        self.read_card = card = Card(self._look, self.tr("Code and birth"), "scan-line")
        if card.header is not None:
            card.header.add(self.add_document)
            card.header.add(self.fits)
        fields = self._fields
        row = self._row(
            (fields.fiscal_code, 224),
            (fields.sex, 126),
            (fields.born_on, 120),
            (fields.birthplace, 214),
        )
        card.body.addLayout(row)
        card.body.addWidget(self.code)
        card.body.addWidget(self.no_code)
        card.body.addWidget(self.document)
        self.document.hide()
        return card

    def _asked(self) -> Card:
        card = Card(self._look, self.tr("To ask"), "message-circle")
        if card.header is not None:
            card.header.add(self.needed)
        fields = self._fields
        card.body.addLayout(self._row((fields.surname, 1), (fields.name, 1), gap=16))
        card.body.addLayout(self._row((fields.phone, 1), (fields.channel, 1), gap=16))
        card.body.addLayout(
            self._row(
                (fields.street, 29),
                (fields.street_no, 8),
                (fields.postal_code, 10),
                (fields.town, 24),
                gap=16,
            )
        )
        card.body.addLayout(self._row((fields.language, 1), (self.lives_with, 1), gap=16))
        return card

    def _given(self) -> Card:
        card = Card(self._look, margins=(16, 8, 16, 8))
        card.body.addWidget(self.notice)
        return card

    def _household(self) -> QWidget:
        columns = TwoColumns(self._look, GAP)
        home = Card(self._look, self.tr("Household"), "users")
        home.body.addWidget(self.wants_household)
        home.body.addWidget(self.role)
        home.body.addWidget(self.members)
        self.role.hide()
        columns.left.addWidget(home)
        card = Card(self._look, self.tr("ISEE, if it is at hand"), "euro")
        isee = self._isee
        card.body.addLayout(self._row((isee.value, 1), (isee.issued_on, 1)))
        card.body.addWidget(isee.kind)
        card.body.addWidget(isee.discrepancies)
        isee.dsu_no.hide()
        columns.right.addWidget(card)
        return columns

    def _row(self, *fields: tuple[QWidget, int], gap: int = GAP) -> TurningBox:
        row = TurningBox(self._look, gap)
        for field, share in fields:
            row.addWidget(field, share)
        return row

    def _order(self) -> None:
        """Let Tab go through what is asked aloud; how to reach comes after the address."""
        fields = self._fields
        ordered = (
            fields.surname.control,
            fields.name.control,
            fields.phone.control,
            fields.street.control,
            fields.street_no.control,
            fields.postal_code.control,
            fields.town.control,
            *fields.channel.controls,
            fields.language.control,
            self.lives_with.field.control,
            self.notice,
        )
        in_order(*ordered)


def head(look_owner: Context, title: Text, badge: Badge, author: Text, hint: Text) -> QWidget:
    """Return the form's own heading: title, badge, author, what Esc does."""
    widget = QWidget()
    look = look_owner.theme
    row = TurningBox(look, 4, (24, 9, 24, 6), widget)
    first = HBox(look, 12)
    first.addWidget(title)
    first.addWidget(badge)
    first.addStretch(1)
    # What does not fit behind the title goes on below it, whole.
    told = FlowBox(look, 12, right=not look.is_large)
    told.add(author)
    told.add(hint)
    row.addLayout(first)
    row.addWidget(told, 1)
    return widget
