# SPDX-License-Identifier: EUPL-1.2
"""Lets a second person prove themselves before an act that two people sign is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject

from welfare_desk.desk.session import OperatorView
from welfare_desk.operations.second import DECIDERS
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.second_person import SecondPersonPanel
from welfare_desk.ui.login.names import short_name


def ask_second(
    context: Context,
    owner: QObject,
    why: str,
    proved: Callable[[str], None],
    left: Callable[[], None],
    roles: Collection[str] = DECIDERS,
) -> SecondPersonPanel:
    """Show the panel; ``proved`` is told the second person's id once their PIN was right.

    ``left`` is called when they do not sign.  Either way the page takes its own companion
    back (``Page.shown``).  ``roles`` are those of the roles table that may sign.
    """
    desk = context.desk
    panel = SecondPersonPanel(context.theme, why, back_key=context.actions.key("back"))

    def offer(people: tuple[OperatorView, ...]) -> None:
        here = context.operator_id()
        fit = [one for one in people if one.operator_id != here and one.role in roles]
        panel.arm([(one.operator_id, short_name(one.name)) for one in fit])

    def prove(operator_id: str, pin: str) -> None:
        context.write(
            lambda: desk.session.prove_second(operator_id, pin, roles),
            owner,
            lambda second: proved(second.operator_id),
            panel.set_error,
        )

    panel.asked.connect(prove)
    panel.left.connect(left)
    context.set_companion(panel, 360)
    context.read(desk.operators, panel, offer)
    return panel
