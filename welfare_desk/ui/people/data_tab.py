# SPDX-License-Identifier: EUPL-1.2
"""Dati: every field with what it was before, and who was merged into this person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_text
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.proposal import places
from welfare_desk.desk.views.merged import ChangeView, MergedView, changes_of
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.merging import UndoMerge
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.layout import HBox, Panel, TurningBox, VBox
from welfare_desk.ui.kit.text import Text, polish_again, show_if
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.field_words import FieldWords
from welfare_desk.ui.people.intake_code_words import CodeWords
from welfare_desk.ui.people.papers_cards import small_button
from welfare_desk.ui.people.reason_box import AskingCard, ReasonBox
from welfare_desk.ui.people.words import PeopleWords

Field = tuple[str, str, str]
"""Name of the field of the person, its words, its value."""


class FieldRow(Panel):
    """A field with its value; a button shows what it was, when there is something to show."""

    def __init__(self, context: Context, name: str, words: str, value: str) -> None:
        super().__init__("row")
        look = context.theme
        self._context, self._words, self._field = context, words, name
        self._column = column = VBox(look, 2, (16, 1, 8, 1), self)
        self._row = row = TurningBox(look, 12)
        row.addWidget(Text(look, words, "secondary", "muted", wrap=True), 1)
        told = HBox(look, 8)
        told.addWidget(Text(look, value, "row_title", wrap=True), 1)
        row.addLayout(told, 3)
        self.was = small_button(context, "", "", "history", f"data.was.{name}")
        self.was.clicked.connect(self._turn)
        show_if(self.was, False)
        told.addWidget(self.was)
        column.addLayout(row)
        self.former = QWidget()
        self._lines = VBox(look, 2, (0, 0, 0, 4), self.former)
        show_if(self.former, False)
        column.addWidget(self.former)
        self._relook()
        look.changed.connect(self._relook)

    def set_lined(self, lined: bool) -> None:
        """Draw the lower line or not."""
        self.setProperty("role", "row" if lined else "")
        polish_again(self)

    def show_former(self, lines: Sequence[tuple[str, str]]) -> None:
        """Offer former values: what it was, and who changed it when and why."""
        if not lines:
            return
        look = self._context.theme
        self.was.set_text(self.tr("was different"))
        spoken = self.tr("%1: what it was before").replace("%1", self._words)
        self.was.setAccessibleName(spoken)
        for value, told in lines:
            self._lines.addWidget(Text(look, value, "secondary", wrap=True))
            self._lines.addWidget(Text(look, told, "small", "muted", wrap=True))
        show_if(self.was, True)

    def _relook(self) -> None:
        look = self._context.theme
        self.setMinimumHeight(look.tall(38))
        # One below the other, name and value belong together and away from the lines.
        self._column.set_margins((16, 8, 8, 8) if look.is_large else (16, 1, 8, 1))
        self._row.set_spacing(1 if look.is_large else 12)

    def _turn(self) -> None:
        shown = self.former.isHidden()
        show_if(self.former, shown)
        self.was.set_text(self.tr("hide") if shown else self.tr("was different"))


class DataCard(AskingCard):
    """The registered data; former values come as soon as they are read."""

    def __init__(self, context: Context, title: str, view: PersonView) -> None:
        super().__init__(context, title, "id-card", name="person.data")
        self._words = PeopleWords(self, context.lang)
        edit = small_button(
            context, self.tr("Edit"), self.tr("Edit the data"), "pencil", "person.amend"
        )
        edit.clicked.connect(partial(self.asked.emit, "amend", ""))
        if self.header is not None:
            self.header.add(edit)
        self.rows: dict[str, FieldRow] = {}
        for name, words, value in self._fields(view):
            self.rows[name] = FieldRow(context, name, words, value or "–")
            self.body.addWidget(self.rows[name])
        list(self.rows.values())[-1].set_lined(False)
        desk, person_id = context.desk, view.person_id
        context.read(
            lambda: desk.look(lambda here: changes_of(here, person_id)), self, self.show_changes
        )

    def show_changes(self, changes: tuple[ChangeView, ...]) -> None:
        """Put what was before beside the field it belongs to."""
        for name, row in self.rows.items():
            own = [one for one in changes if one.field == name and one.before != one.after]
            row.show_former([self._told(one) for one in own])

    def _told(self, one: ChangeView) -> tuple[str, str]:
        if one.kept:
            was = self._value(one.field, one.before) or self.tr("empty")
            value = self.tr("was: %1").replace("%1", was)
        else:
            came = self._value(one.field, one.after) or self.tr("empty")
            value = self.tr("came late and does not stand: %1").replace("%1", came)
        since = ""
        if one.effective_on is not None:
            since = self.tr("so since %1").replace("%1", date_text(one.effective_on))
        changed = self.tr("changed on %1").replace("%1", local_text(one.changed_at))
        parts = (
            changed,
            short_name(one.operator_name),
            one.desk_name,
            since,
            self._why(one.reason),
        )
        return value, " · ".join(part for part in parts if part)

    def _why(self, reason: str) -> str:
        """Return a reason in words: of a code that does not fit it is one of a list."""
        code, sign, words = reason.partition(": ")
        known = dict(CodeWords(self).difference_reasons())
        return f"{known.get(code, code)}{sign}{words}" if code else reason

    def _fields(self, view: PersonView) -> tuple[Field, ...]:
        value, names = self._value, FieldWords(self)
        born = view.born_on.isoformat() if view.born_on else ""
        code = view.fiscal_code
        if code and view.fiscal_code_status == "computed":
            code = self.tr("%1, computed: not official").replace("%1", code)
        given = date_text(view.notice_given_on) if view.notice_given_on else ""
        values = (
            ("surname", view.surname),
            ("name", view.name),
            ("sex", value("sex", view.sex)),
            ("born_on", value("born_on", born)),
            ("birthplace_code", value("birthplace_code", view.birthplace_code)),
            ("fiscal_code", code),
            ("phone", value("phone", view.phone)),
            ("street", view.street),
            ("street_no", view.street_no),
            ("postal_code", view.postal_code),
            ("residence_istat", view.municipality_name),
            ("language", value("language", view.language)),
            ("channel", value("channel", view.channel)),
            ("notice", given),
        )
        return tuple((name, names.name(name), told) for name, told in values)

    def _value(self, field: str, text: str) -> str:
        """Return a stored value as an operator reads it."""
        if field == "born_on" and text:
            year, month, day = text.split("-")
            return f"{day}/{month}/{year}"
        if field == "birthplace_code" and text:
            place = places().by_code(text)
            return place.label if place else text
        if field == "residence_istat" and text:
            town = places().by_istat(text)
            return town.label if town else text
        known = {
            "sex": self._words.sexes,
            "language": self._words.languages,
            "channel": self._words.channels,
        }
        if field in known:
            return dict(known[field]()).get(text, text)
        return phone_text(text) if field == "phone" else text


class MergedCard(AskingCard):
    """Who was merged into this person; a supervisor can take it back."""

    def __init__(self, context: Context, title: str, merged: tuple[MergedView, ...]) -> None:
        super().__init__(context, title, "users", count=len(merged), name="person.merged")
        self._rows = {one.person_id: self._row(one) for one in merged}
        add_rows(self, tuple(self._rows.values()))

    def _row(self, one: MergedView) -> ActRow:
        born = date_text(one.born_on) if one.born_on else ""
        who = " · ".join(part for part in (born, one.fiscal_code) if part)
        when = self.tr("merged on %1").replace("%1", local_text(one.merged_at))
        parts = (when, short_name(one.operator_name), one.desk_name, one.reason)
        told = " · ".join(part for part in parts if part)
        row = ActRow(
            self._context.theme,
            f"{one.surname} {one.name}".strip(),
            (who, told),
            icon="user-round-check",
            name=f"merged.{one.person_id}",
        )
        who_works = self._context.desk.session.operator
        if one.can_be_undone and who_works is not None and who_works.role == "supervisor":
            spoken = self.tr("Undo the merge of %1").replace("%1", f"{one.surname} {one.name}")
            name = f"merged.undo.{one.person_id}"
            undo = small_button(self._context, self.tr("Undo the merge"), spoken, "undo-2", name)
            undo.clicked.connect(partial(self._ask_undo, one))
            row.add(undo)
        elif one.can_be_undone:
            row.add(
                Badge(
                    self._context.theme,
                    BadgeFace(self.tr("A supervisor can undo it"), "neutral", "lock"),
                )
            )
        return row

    def _ask_undo(self, one: MergedView) -> None:
        name = f"{one.surname} {one.name}".strip()
        box = ReasonBox(
            self._context.theme,
            self.tr("Undo the merge of %1?").replace("%1", name),
            self.tr("Undo the merge"),
            effect=self.tr("Both people stand as before; what was recorded since stays."),
            icon="undo-2",
            name="merged.reason",
        )
        box.given.connect(partial(self._undo, one))
        self.ask(box, self._rows[one.person_id])

    def _undo(self, one: MergedView, why: str, _day: object) -> None:
        operation = UndoMerge(
            merged_id=one.person_id, reason=why, merge_op_id=one.merge_op_id or None
        )
        self.record(operation, self.tr("The two people are two again"))
