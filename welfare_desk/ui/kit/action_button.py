# SPDX-License-Identifier: EUPL-1.2
"""A button that takes words, sign and key from the action registry."""

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.look import Look


def button_for(
    look: Look,
    actions: ActionRegistry,
    action_id: str,
    rank: Rank | str = Rank.SECONDARY,
    *,
    text: str = "",
    icon: str | None = None,
    size: Size | str = Size.LARGE,
    name: str = "",
) -> ActionButton:
    """Return the button of an act; pressing it is the same as the act's key once bound.

    ``text`` says it more exactly for one page («Salva e stampa l’informativa»).
    """
    spec = actions.spec(action_id)
    return ActionButton(
        look,
        rank,
        text or actions.text(action_id),
        icon=spec.icon if icon is None else icon,
        key=actions.key(action_id),
        size=size,
        name=name or f"button.{action_id}",
    )
