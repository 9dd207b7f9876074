# SPDX-License-Identifier: EUPL-1.2
"""A whole voucher round over real processes, from the council's decision to the closed fund."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.story import TODAY, an_id
from tests.journeys.voucher_cards import block_and_replace, hand_over_all, issue_and_print
from tests.journeys.voucher_money import (
    expire_and_close,
    one_balance_twice,
    settle_and_pay,
    spend,
    take_back_some,
)
from tests.journeys.voucher_round import (
    EVERYDAY,
    FUND_KEY,
    OPENED,
    TWO_SIGN_CENTS,
    WHOLE,
    RoundStage,
    Size,
    expected_claims,
    lines,
    territory_file,
)
from tests.support.applications_list import dirty_rows, write_csv
from tests.support.quick_stage import quick_stage
from welfare_desk.models.application import Application

SEED = 2_711


@pytest.fixture(
    params=[
        pytest.param(EVERYDAY, id="everyday"),
        pytest.param(WHOLE, id="whole", marks=pytest.mark.long),
    ]
)
def play(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RoundStage]:
    """A stage on which a round of a size is played; its books are checked at the end."""
    size: Size = request.param
    with quick_stage(tmp_path, 0) as made:
        path = territory_file(tmp_path, size)
        tried = made.server("apply", str(path), "--dry-run")
        added = [each["name"] for each in tried["changes"] if each["how"] == "add"]
        assert "Carta Prova – bando del Comune" in added
        made.server("apply", str(path))
        play = RoundStage(made, size)
        try:
            yield play
        finally:
            play.close()


def test_a_round_from_the_fund_to_the_closed_books(play: RoundStage, tmp_path: Path) -> None:
    applications = _applications(play, tmp_path)
    approved = _decided(play, applications)
    issue_and_print(play, _controlled(play, approved))
    hand_over_all(play)
    play.check_books()
    spend(play, tmp_path)
    one_balance_twice(play)
    take_back_some(play, play.size.cards // 8)
    block_and_replace(play)
    settle_and_pay(play, tmp_path)
    expire_and_close(play, tmp_path / "territorio.toml")
    play.check()


def _applications(play: RoundStage, folder: Path) -> dict[str, Application]:
    """A dirty list comes in: tried, killed while filed, filed again; every row is accounted for."""
    size = play.size
    rows = dirty_rows(size.applications, SEED, today=TODAY, opened=OPENED, faults=size.faults)
    path = write_csv(folder / "domande.csv", rows)
    play.exchange(play.office)
    command = ("import", "applications", str(path), "--fund", FUND_KEY)
    tried = play.office.run(*command, "--dry-run")[1][-1]
    play.office.run(*command, crash="third commit")
    done = play.office.run(*command)[1][-1]
    good = size.applications - size.faults
    assert (done["state"], done["new"] + done["already"]) == ("done", good)
    assert 0 < done["already"] < good
    assert done["refused"] == size.faults == tried["refused"]
    again = play.office.run(*command)[1][-1]
    assert (again["new"], again["already"]) == (0, good)
    play.exchange(play.office)
    found = play.ours(Application)
    assert {row.protocol_no: row.claim_cents for row in found.values()} == expected_claims(rows)
    assert {row.cross_check for row in found.values()} == {"clear"}
    return found


def _decided(play: RoundStage, filed: dict[str, Application]) -> list[Application]:
    """The order is made, the budget goes down it, two sign above the limit."""
    play.exchange(play.office)
    play.office.must_record(
        *lines({
            "kind": "rank_round",
            "round_id": an_id(),
            "fund_id": play.fund_id,
            "seed": SEED,
            "until_on": TODAY.isoformat(),
        })
    )  # fmt: skip
    play.exchange(play.office)
    ranked = play.ours(Application)
    order = sorted(
        (row for row in ranked.values() if row.rank is not None), key=lambda row: row.rank or 0
    )
    assert len(order) == sum(row.claim_cents > 0 for row in filed.values())
    isee = [row.declared.isee_cents or 0 for row in order]
    assert isee == sorted(isee)
    left, acts, approved = play.size.budget_cents, [], 0
    for row in order:
        fits = row.claim_cents <= left and approved < play.size.cards
        left -= row.claim_cents if fits else 0
        approved += fits
        acts.append(_decision(play, row, approve=fits))
    acts += [_decision(play, row, approve=False) for row in ranked.values() if row.rank is None]
    alone = [each for each in acts if each["approve"] and each["amount_cents"] > TWO_SIGN_CENTS]
    assert alone
    refused = play.office.record({**alone[0], "second_id": None})
    assert refused[0]["refused"] == "second_person_needed"
    play.office.must_record(*acts)
    play.exchange(play.office)
    decided = play.ours(Application)
    assert {row.state for row in decided.values()} == {"approved", "refused"}
    return [row for row in decided.values() if row.state == "approved"]


def _controlled(play: RoundStage, approved: list[Application]) -> list[Application]:
    """One in ten is drawn by lot and controlled; one had declared what was not so."""
    drawing = {
        "kind": "draw_sample",
        "round_id": an_id(),
        "fund_id": play.fund_id,
        "seed": SEED,
        "until_on": TODAY.isoformat(),
    }
    play.office.must_record(*lines(drawing))
    play.exchange(play.office)
    drawn = [row.id for row in play.ours(Application).values() if row.sampled]
    assert len(drawn) == -(-len(approved) // 10)
    false = drawn[0]
    play.office.must_record(
        *lines(
            *(
                {"kind": "record_control", "application_id": each, "outcome": "passed"}
                for each in drawn[1:]
            ),
            {
                "kind": "record_control",
                "application_id": false,
                "outcome": "failed",
                "words": "reddito non dichiarato",
            },
            {
                "kind": "revoke_award",
                "application_id": false,
                "reason": "false_declaration",
                "second_id": play.second_id,
            },
        )
    )
    play.exchange(play.office)
    assert play.ours(Application)[false].state == "revoked"
    return [row for row in approved if row.id != false]


def _decision(play: RoundStage, row: Application, *, approve: bool) -> dict[str, Any]:
    above = approve and row.claim_cents > TWO_SIGN_CENTS
    reason = "" if approve else "budget" if row.claim_cents else "not_entitled"
    return {
        "op_id": an_id(),
        "kind": "decide_application",
        "application_id": row.id,
        "approve": approve,
        "amount_cents": row.claim_cents or 1,
        "reason": reason,
        "second_id": play.second_id if above else None,
    }
