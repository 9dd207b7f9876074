# SPDX-License-Identifier: EUPL-1.2
"""The intake form as laid out in picture 03: read from the card, asked, notice, household, ISEE."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.layout import HBox, Page, TurningBox, TwoColumns
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.people.isee_fields import IseeFields
from welfare_desk.ui.people.member_list import MemberList
from welfare_desk.ui.people.person_fields import PersonFields
from welfare_desk.ui.people.person_search import PersonSearch
from welfare_desk.ui.people.words import PeopleWords

GAP = 12


class IntakeForm(QObject):
    """Makes the cards of the form and puts them into a sheet."""

    def __init__(
        self,
        context: Context,
        sheet: Page,
        fields: PersonFields,
        isee: IseeFields,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = context.theme
        self._fields, self._isee = fields, isee
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
        body = sheet.body
        # What is asked aloud fits the design window without scrolling.
        body.set_margins((24, 10, 24, 12))
        body.set_spacing(10)
        body.addWidget(self.summary)
        body.addWidget(self.similar)
        body.addWidget(self._read())
        body.addWidget(self._asked())
        body.addWidget(self._given())
        body.addWidget(self._household())
        self._order()

    def set_read(self, scanned: bool) -> None:
        """Say whether the data above were read from a card or are to be typed."""
        header = self.read_card.header
        if header is not None:
            words = self.tr("Read from the card: read it back aloud")
            header.title.setText(words if scanned else self.tr("Code and birth"))

    def set_fits(self, differences: tuple[str, ...], has_code: bool) -> None:
        """Say whether the code fits what was typed; a difference is a warning only."""
        self.fits.setVisible(has_code)
        if differences:
            words = self.tr("Check: %1").replace("%1", ", ".join(differences))
            self.fits.set_face(BadgeFace(words, "warning", "triangle-alert"))
        else:
            self.fits.set_face(BadgeFace(self.tr("The code fits"), "ok", "circle-check"))

    def set_similar(self, count: int) -> None:
        """Say in the form itself that there are similar people, where no panel is beside it."""
        self.similar.setVisible(count > 0)
        if count:
            words = self.tr("%n similar people are already registered", "", count)
            self.similar.set_words(words, self.tr("Look whether one of them is this person."))

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
            card.header.add(self.fits)
        fields = self._fields
        row = self._row(
            (fields.fiscal_code, 224),
            (fields.sex, 126),
            (fields.born_on, 120),
            (fields.birthplace, 214),
        )
        card.body.addLayout(row)
        card.body.addWidget(fields.no_code_reason)
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
            fields.channel.controls[0],
            fields.language.control,
            self.lives_with.field.control,
            self.notice,
        )
        for before, after in itertools.pairwise(ordered):
            QWidget.setTabOrder(before, after)


def head(look_owner: Context, title: Text, badge: Badge, author: Text, hint: Text) -> QWidget:
    """Return the form's own heading: title, badge, author, what Esc does."""
    widget = QWidget()
    look = look_owner.theme
    row = HBox(look, 12, (24, 9, 24, 0), widget)
    author.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    for each in (title, badge, author):
        row.addWidget(each)
    row.addWidget(hint, 1)
    return widget
