# SPDX-License-Identifier: EUPL-1.2
"""Cards in a batch: in order, each once, stopped, killed, jammed, and out of numbers."""

from __future__ import annotations

import signal
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from tests.builders import FUND, TERRITORY, a_fund, an_id
from tests.documents.papers import pages
from tests.support.batch import (
    POINTS,
    a_batch_desk,
    an_application,
    batch_leases,
    reopened,
    run_batch,
)
from tests.support.desks import some_leases
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import FundUnknown
from welfare_desk.core.refusals_of_cards import BatchEmpty, SheetUnknown
from welfare_desk.core.text import collation_key
from welfare_desk.desk.batch import Batches, BatchProgress
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.desk import Desk
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.person import Person
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.store import rights
from welfare_desk.store.rows import load_all, save
from welfare_desk.sync.recorder import held_row


def cards(desk: Desk) -> list[VoucherCard]:
    store, _, _ = desk.parts()
    with store.read() as conn:
        rows = load_all(conn, TERRITORY, VoucherCard.KIND)
    return [row for row in rows if isinstance(row, VoucherCard)]


def balances(desk: Desk) -> Counter[str]:
    store, _, _ = desk.parts()
    found: Counter[str] = Counter()
    with store.read() as conn:
        for row in load_all(conn, TERRITORY, "posting"):
            assert isinstance(row, Posting)
            found[row.account] += row.amount_cents
    return found


def codes_of(pdf: bytes) -> list[str]:
    """Return the codes that a scanner reads from every front at 300 dpi."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for number in range(0, len(document), 2):
        image = document[number].render(scale=300 / 72, grayscale=True).to_pil()
        found += [each.text for each in zxingcpp.read_barcodes(image)]
    document.close()
    return found


def last(steps: list[BatchProgress]) -> BatchProgress:
    return steps[-1]


def surnames(desk: Desk, card_ids: tuple[str, ...]) -> list[str]:
    rows = desk.look(lambda look: look.many(VoucherCard, card_ids))
    people = desk.look(
        lambda look: look.many(Person, tuple(row.person_id for row in rows.values()))
    )
    return [people[rows[each].person_id].surname for each in card_ids]


def whole(desk: Desk, count: int) -> None:
    """State that each application has one living card with its money, on one sheet."""
    rows = cards(desk)
    living = [row for row in rows if row.state != "voided"]
    assert Counter(row.application_id for row in living) == Counter(
        an_id(f"application {number}") for number in range(count)
    )
    assert len({row.card_no for row in rows}) == len(rows), "no number twice"
    found = balances(desk)
    assert [found[f"card:{row.id}"] for row in living] == [12_000] * count
    assert found[f"fund:{FUND}"] == -12_000 * count
    jobs = Batches(desk).look_at(FUND).jobs
    on_paper = Counter(each for job in jobs for each in job.card_ids)
    assert set(on_paper.values()) <= {1}, "no card is on two sheets"
    assert {row.id for row in living} <= set(on_paper)
    assert desk.look(check_desk).ok


def test_batch_issues_and_prints_what_was_decided(tmp_path: Path, clock: FixedClock) -> None:
    desk = a_batch_desk(tmp_path, clock, 23)
    batches = Batches(desk)
    assert batches.funds() == ((FUND, "Buoni spesa ESEMPIO"),)
    before = batches.look_at(FUND)
    assert (before.to_issue, before.to_issue_cents, before.to_print) == (23, 276_000, 0)
    steps = [*batches.run(FUND)]
    assert [(step.phase, step.done) for step in steps] == [
        ("issue", 10), ("issue", 20), ("issue", 23), ("print", 23), ("print", 23),
    ]  # fmt: skip
    assert (last(steps).state, last(steps).issued, last(steps).refused) == ("done", 23, {})
    whole(desk, 23)
    after = batches.look_at(FUND)
    assert (after.to_issue, after.to_print, after.to_activate) == (0, 0, 23)
    (job,) = after.jobs
    assert (job.first, job.last, len(job.sheet(3))) == (1, 3, 3)
    names = surnames(desk, job.card_ids)
    assert all(collation_key(one) <= collation_key(other) for one, other in pairwise(names))
    pdf = desk.prints.pdf(job.job_id)
    codes = codes_of(pdf)
    assert len(set(codes)) == len(codes) == 23
    assert all(desk.verify_card(code).outcome == "not_active" for code in codes)
    assert "Foglio 2" in pages(pdf)[2].text
    with pytest.raises(BatchEmpty):
        next(batches.run(FUND))
    desk.close()


def test_batch_in_the_order_of_the_counters(tmp_path: Path, clock: FixedClock) -> None:
    desk = a_batch_desk(tmp_path, clock, 12)
    batches = Batches(desk)
    last([*batches.run(FUND, "counter")])
    (job,) = batches.look_at(FUND).jobs
    rows = desk.look(lambda look: look.many(VoucherCard, job.card_ids))
    numbers = [
        next(n for n in range(12) if an_id(f"application {n}") == rows[each].application_id)
        for each in job.card_ids
    ]
    assert [1 + number % 2 for number in numbers] == [1] * 6 + [2] * 6
    desk.close()


def test_batch_for_a_card_printer_is_a_paper_for_each_card(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = a_batch_desk(tmp_path, clock, 12)
    batches = Batches(desk)
    ended = last([*batches.run(FUND, medium="card")])
    assert (ended.state, ended.issued, ended.printed) == ("done", 12, 12)
    jobs = desk.print_list()
    assert Counter(job.document for job in jobs) == {"card": 12}
    assert {job.subject_id for job in jobs} == {row.id for row in cards(desk)}
    assert batches.look_at(FUND).to_print == 0
    desk.close()


def test_only_approved_applications_of_this_municipality_and_period_count(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = a_batch_desk(tmp_path, clock, 3)
    store, _, _ = desk.parts()
    with store.write() as conn:
        refused = an_application(1, state="refused")
        save(conn, TERRITORY, {(refused.KIND, refused.id): refused})
    assert Batches(desk).look_at(FUND).to_issue == 2
    with store.write() as conn:
        fund = a_fund(needs_application=True, period="2027")
        save(conn, TERRITORY, {(fund.KIND, fund.id): fund})
    assert Batches(desk).look_at(FUND).to_issue == 0
    with pytest.raises(FundUnknown):
        Batches(desk).look_at(an_id("no fund"))
    desk.close()


def test_batch_is_stopped_between_two_steps_and_goes_on(tmp_path: Path, clock: FixedClock) -> None:
    desk = a_batch_desk(tmp_path, clock, 23)
    batches = Batches(desk)
    asked = iter((False, True))
    stopped = last([*batches.run(FUND, stop=lambda: next(asked))])
    assert (stopped.state, stopped.issued) == ("stopped", 10)
    assert len(cards(desk)) == 10
    assert batches.look_at(FUND).to_print == 10
    assert last([*batches.run(FUND)]).state == "done"
    whole(desk, 23)
    desk.close()


def test_batch_ends_where_numbers_or_euros_are_at_an_end(tmp_path: Path, clock: FixedClock) -> None:
    for name, serials, cents, code in (
        ("numbers", 7, 0, "card_numbers_exhausted"),
        ("euros", 0, 7 * 12_000, "fund_not_held"),
    ):
        home = tmp_path / name
        home.mkdir()
        desk = a_batch_desk(home, clock, 12, serials=serials, cents=cents)
        batches = Batches(desk)
        ended = last([*batches.run(FUND)])
        assert (ended.state, ended.issued, ended.refused) == ("stopped", 7, {code: 1})
        assert ended.printed == 7, "what was issued comes out all the same"
        assert last([*batches.run(FUND)]).issued == 0
        assert len(cards(desk)) == 7
        desk.close()


def test_rights_that_are_missing_are_asked_for_on_the_way(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_batch_desk(tmp_path, clock, 4, lent=False)
    store, _, _ = desk.parts()
    there = {lease.resource: lease for lease in batch_leases(clock.now_us(), 4)}
    homes = [f"home:{an_id(f'home {number}')}" for number in range(4)]
    away = homes[2]
    with store.write() as conn:
        rights.remove(conn, [row.lease_id for row in rights.held(conn, homes)])
    asked = []

    def ask_for(resource: str, quantity: int = 1) -> bool:
        asked.append((resource, quantity))
        if resource == away:
            return False
        with store.write() as conn:
            rights.add(conn, [held_row(there.pop(resource))])
        return True

    monkeypatch.setattr(desk, "ask_for", ask_for)
    ended = last([*Batches(desk).run(FUND)])
    assert (ended.state, ended.issued, ended.refused) == ("done", 3, {"award_elsewhere": 1})
    assert len(asked) == 4 + 2, "each household's right, the euros and the numbers once"
    wanted = dict(asked)
    # Àvila comes first: her numbers were asked for, her euros no more.
    assert (wanted[f"fund:{FUND}"], wanted[f"serial:{FUND}"]) == (36_000, 4)
    desk.close()


def test_jammed_sheet_is_voided_and_its_cards_come_out_again(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = a_batch_desk(tmp_path, clock, 25)
    batches = Batches(desk)
    last([*batches.run(FUND)])
    (job,) = batches.look_at(FUND).jobs
    spoilt = job.sheet(2)
    new_job_id = batches.jammed(job.job_id, 2, "jammed")
    whole(desk, 25)
    rows = {row.id: row for row in cards(desk)}
    assert {rows[each].state for each in spoilt} == {"voided"}
    new_job = next(each for each in batches.look_at(FUND).jobs if each.job_id == new_job_id)
    assert [rows[each].replaces_id for each in new_job.card_ids] == list(spoilt)
    assert (new_job.first, new_job.last) == (4, 4)
    codes = codes_of(desk.prints.pdf(new_job_id))
    assert {desk.verify_card(code).outcome for code in codes} == {"not_active"}
    with pytest.raises(BatchEmpty):
        batches.jammed(job.job_id, 2, "jammed")
    again = batches.jammed(new_job_id, 4, "smudged")
    assert again != new_job_id
    whole(desk, 25)
    desk.close()


def test_card_that_was_handed_over_stays_when_its_sheet_is_put_away(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = a_batch_desk(tmp_path, clock, 4)
    batches = Batches(desk)
    last([*batches.run(FUND)])
    (job,) = batches.look_at(FUND).jobs
    store, _, _ = desk.parts()
    desk.print_came_out(job.job_id)
    assert {row.state for row in cards(desk)} == {"printed"}
    kept = job.card_ids[0]
    desk.record(ActivateCard(card_id=kept))
    with store.write() as conn:
        rights.add(conn, [held_row(some_leases(clock.now_us())[4])])
    desk.record(HandOverCard(card_id=kept))
    batches.jammed(job.job_id, 1, "smudged")
    states = Counter(row.state for row in cards(desk))
    assert states == {"handed_over": 1, "voided": 3, "issued": 3}
    desk.close()


def test_sheet_that_is_not_there_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    desk = a_batch_desk(tmp_path, clock, 3)
    batches = Batches(desk)
    last([*batches.run(FUND)])
    (job,) = batches.look_at(FUND).jobs
    for job_id, sheet in ((job.job_id, 0), (job.job_id, 2), (an_id("no job"), 1)):
        with pytest.raises(SheetUnknown) as caught:
            batches.jammed(job_id, sheet, "jammed")
        assert caught.value.facts == {"sheet": sheet}
    desk.close()


@pytest.mark.parametrize("point", POINTS)
def test_killed_a_batch_ends_as_if_it_had_not_been(
    tmp_path: Path, clock: FixedClock, point: str
) -> None:
    home = tmp_path / "desk"
    home.mkdir()
    a_batch_desk(home, clock, 12).close()
    if point == "card voided":
        assert run_batch(home) == 0
    for nth in (1,) if point == "sheet queued" else (4, 3):
        assert run_batch(home, point, nth) == -signal.SIGKILL
    if point == "card voided":
        desk = reopened(home, clock)
        job = Batches(desk).look_at(FUND).jobs[-1]
        Batches(desk).jammed(job.job_id, job.first, "jammed")
        whole(desk, 12)
        assert Counter(row.state for row in cards(desk)) == {"voided": 10, "issued": 12}
        desk.close()
        return
    if point == "card issued":
        assert run_batch(home) == 0
    desk = reopened(home, clock)
    whole(desk, 12)
    desk.close()
