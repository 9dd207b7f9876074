# SPDX-License-Identifier: EUPL-1.2
"""The members of a household in a form: name, role, and a cross to take one away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.kit.boxes import ChoiceBox
from welfare_desk.ui.kit.buttons import IconButton
from welfare_desk.ui.kit.cards import Row
from welfare_desk.ui.kit.layout import VBox
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.words import PeopleWords


@dataclass
class Member:
    """A person of the household being formed."""

    person_id: str
    name: str
    role: str = "other"


class MemberList(QWidget):
    """Shows members; ``changed`` tells each change."""

    changed = Signal()

    def __init__(self, look: Look, lang: str = "it") -> None:
        super().__init__()
        self._look = look
        self._words = PeopleWords(self, lang)
        self._members: list[Member] = []
        self._rows: dict[str, QWidget] = {}
        self._column = VBox(look, 0, parent=self)

    def members(self) -> tuple[Member, ...]:
        """Return the members with their roles."""
        return tuple(self._members)

    def add(self, member: Member, *, settled: bool = False) -> None:
        """Add a member once; the role of one who is ``settled`` already stays."""
        if member.person_id in self._rows:
            return
        self._members.append(member)
        row = Row(self._look, member.name, margin=8)
        box = ChoiceBox(self._look, tight=True)
        box.setObjectName(f"member.role.{member.person_id}")
        box.setAccessibleName(self.tr("Role of %1").replace("%1", member.name))
        for role, words in self._words.roles():
            box.addItem(words, role)
        box.setCurrentIndex(max(0, box.findData(member.role)))
        box.setDisabled(settled)
        box.currentIndexChanged.connect(partial(self._take_role, member, box))
        row.add(box)
        spoken = self.tr("Take %1 away").replace("%1", member.name)
        cross = IconButton(self._look, "x", spoken, name=f"member.remove.{member.person_id}")
        cross.clicked.connect(partial(self.remove, member.person_id))
        row.add(cross)
        self._rows[member.person_id] = row
        self._column.addWidget(row)
        self.changed.emit()

    def remove(self, person_id: str) -> None:
        """Take a member away."""
        row = self._rows.pop(person_id, None)
        if row is None:
            return
        self._members = [one for one in self._members if one.person_id != person_id]
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()

    def typed(self) -> list[dict[str, str]]:
        """Return the members for a draft."""
        return [
            {"person_id": one.person_id, "name": one.name, "role": one.role}
            for one in self._members
        ]

    def fill(self, rows: list[dict[str, str]]) -> None:
        """Show members as ``typed`` returned them."""
        for row in rows:
            self.add(Member(row["person_id"], row["name"], row["role"]))

    def _take_role(self, member: Member, box: ChoiceBox, _index: int) -> None:
        member.role = box.currentData() or "other"
        self.changed.emit()
