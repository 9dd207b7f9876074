# SPDX-License-Identifier: EUPL-1.2
"""Whether who is at work may do an act, and in words who may where they may not."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.desk.desk import Desk
from welfare_desk.operations.roles import may_act
from welfare_desk.ui.actions import ANYONE, ActionRegistry


class Rights(QObject):
    """Answers for the operator at work; under a cover nobody is, and nothing is refused."""

    def __init__(self, desk: Desk, registry: ActionRegistry, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._registry = desk, registry

    def has(self, act_id: str) -> bool:
        """Tell whether the act may be done now."""
        right = self._registry.spec(act_id).right
        who = self._desk.session.operator
        return right == ANYONE or who is None or may_act(who.role, right)

    def sentence(self, act_id: str) -> str:
        """Return what is said to somebody who may not: who may, and how to go on."""
        who = self._whose(self._registry.spec(act_id).right)
        said = self.tr("For “%1” %2 is needed. Press %3 to change operator, or press Esc.")
        said = said.replace("%1", self._registry.text(act_id)).replace("%2", who)
        return said.replace("%3", self._registry.key("switch_operator"))

    def _whose(self, right: str) -> str:
        for role, words in (
            ("operator", self.tr("an operator of the counter")),
            ("supervisor", self.tr("the supervisor")),
            ("social_worker", self.tr("the social worker")),
        ):
            if may_act(role, right):
                return words
        return self.tr("the administrator")
