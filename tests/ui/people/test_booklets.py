# SPDX-License-Identifier: EUPL-1.2
"""Vouchers of one booklet stand in one row of the person's page, and one by one at a press."""

import msgspec

from tests.builders import an_id, issue
from tests.ui.counter import Counter, settle
from tests.ui.layout_checks import problems, unnamed
from tests.ui.people.known import maria, named, opened, words_of
from welfare_desk.models.card import VoucherCard
from welfare_desk.store.rows import save
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.people.summary import booklets


def five_vouchers(counter: Counter) -> None:
    """Let Maria have a booklet of four living vouchers and a spent one."""
    counter.desk.record(issue("card", "home", "maria", an_id("isee"), 38_000))
    card = counter.desk.look(lambda here: here.one(VoucherCard, an_id("card")))
    assert card is not None
    rows = [
        msgspec.structs.replace(
            card,
            id=card.id if place == 0 else an_id(f"voucher {place}"),
            card_no=card.card_no if place == 0 else f"00000000000{place}",
            carrier="voucher",
            state="used" if place == 4 else "handed_over",
        )
        for place in range(5)
    ]
    store, _, _ = counter.desk.parts()
    with store.write() as conn:
        save(conn, card.territory_id, {(VoucherCard.KIND, row.id): row for row in rows})


def test_vouchers_of_one_booklet_and_state_stand_together(counter: Counter) -> None:
    five_vouchers(counter)
    assert sorted(len(group) for group in booklets(maria(counter).cards)) == [1, 4]
    page = opened(counter, "cards")
    assert "4 buoni di un blocchetto" in words_of(page)
    buttons = [one for one in page.findChildren(ActionButton) if "replace_card" in one.objectName()]
    before = sum(one.isVisibleTo(page) for one in buttons)
    turn = next(
        one
        for one in page.findChildren(ActionButton)
        if one.objectName().startswith("person.bookl")
    )
    assert named(page, ActionButton, turn.objectName()) is turn
    turn.click()
    settle(counter.jobs)
    assert sum(one.isVisibleTo(page) for one in buttons) == before + 4
    assert problems(counter.shell) == []
    assert unnamed(page) == []
