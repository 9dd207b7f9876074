# SPDX-License-Identifier: EUPL-1.2
"""From a decision to its card: the form of the card stands on the fund that was decided."""

from __future__ import annotations

import msgspec

from tests.builders import an_id
from tests.operations.script_funds import ROUND_FUND
from tests.ui.applications.test_applications import (
    decision,
    desk,
    file_one,
    front,
    window,
)
from tests.ui.counter import settle
from tests.ui.desk_fixture import PIN, let_in
from welfare_desk.models.fund import Fund
from welfare_desk.store.rows import save
from welfare_desk.ui.cards.issue_page import IssuePage
from welfare_desk.ui.kit.second_person import SecondPersonPanel
from welfare_desk.ui.window import MainWindow

__all__ = ["desk", "window"]


def _last_of_the_list(window: MainWindow) -> None:
    """Give the fund a name behind all others."""
    desk = window.context.desk
    fund = desk.look(lambda here: here.one(Fund, ROUND_FUND))
    assert fund is not None
    store, _, _ = desk.parts()
    with store.write() as conn:
        row = msgspec.structs.replace(fund, name="Zeta ESEMPIO")
        save(conn, fund.territory_id, {(Fund.KIND, fund.id): row})


def test_card_of_a_decision_is_the_funds_that_was_decided(window: MainWindow) -> None:
    _last_of_the_list(window)
    file_one(window)
    let_in(window, "marta")
    page = decision(window)
    page.act("confirm")
    settle(window.jobs)
    panel = page.window().findChild(SecondPersonPanel)
    assert panel is not None
    panel.asked.emit(an_id("paolo"), PIN)
    settle(window.jobs)
    page.decision.issue_asked.emit()
    form = front(window)
    assert isinstance(form, IssuePage)
    assert form.fund.value() == ROUND_FUND
