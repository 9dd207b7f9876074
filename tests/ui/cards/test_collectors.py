# SPDX-License-Identifier: EUPL-1.2
"""Who is offered to take a card is whom the rule lets take it: nobody more, nobody less."""

import datetime
from typing import Any

from tests.builders import an_id
from tests.ui.counter import MARIA, Counter, issued, settle
from welfare_desk.operations.cards import ActivateCard
from welfare_desk.operations.delegations import AppointDelegate, EndDelegation
from welfare_desk.ui.cards.hand_over_presenter import HandOverPresenter

DAY = datetime.timedelta(days=1)


def test_collectors_are_those_whose_delegation_holds_today(counter: Counter) -> None:
    desk = counter.desk
    today = desk.look(lambda here: here.today)
    card_id = issued(desk)
    desk.record(ActivateCard(card_id=card_id))
    cases: dict[str, dict[str, Any]] = {
        "collects": {},
        "everything": {"powers": ("all",)},
        "books": {"powers": ("book",)},
        "tomorrow": {"valid_from": today + DAY},
        "over": {"valid_from": today - 9 * DAY, "valid_to": today - DAY},
        "revoked": {},
    }
    for name, fields in cases.items():
        given = {"valid_from": today, "delegate_name": name, **fields}
        desk.record(AppointDelegate(delegation_id=an_id(name), person_id=MARIA, **given))
    desk.record(EndDelegation(delegation_id=an_id("revoked"), on=today, reason="revocata"))
    presenter = HandOverPresenter(counter.context, MARIA, card_id)
    presenter.start()
    settle(counter.jobs)
    offered = {row.delegate_name for row in presenter.collectors()}
    assert offered == {"collects", "everything"}
    assert offered == {row.delegate_name for row in desk.may_act_for(MARIA, "collect_card")}
