# SPDX-License-Identifier: EUPL-1.2
"""What a role may not do is not offered; a computed or missing code is said once, and said."""

from __future__ import annotations

import msgspec
import pytest

from tests.builders import TERRITORY, an_id, an_operator, register
from tests.ui.counter import PIN, Counter, settle
from tests.ui.people.known import at_work, opened, words_of
from welfare_desk.desk.likeness import Sought
from welfare_desk.desk.session import verifier_of
from welfare_desk.store.rows import save
from welfare_desk.ui.people.duplicates_words import LikenessWords
from welfare_desk.ui.people.person_page import PersonPage


def of_role(counter: Counter, role: str) -> None:
    """Let somebody of a role work at the counter."""
    row = msgspec.structs.replace(an_operator("sara", role), pin_verifier=verifier_of(PIN))
    with counter.desk._store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row})
    at_work(counter, "sara")


@pytest.mark.parametrize(
    ("role", "offered"), [("operator", True), ("supervisor", True), ("social_worker", False)]
)
def test_saying_that_two_are_one_is_offered_to_who_may(
    counter: Counter, role: str, offered: bool
) -> None:
    of_role(counter, role)
    page = opened(counter)
    acts = [act for act, _, _ in page.head._acts]
    assert ("same" in acts) is offered
    assert "amend" in acts


def test_without_a_code_the_badge_says_so_and_the_notice_why(counter: Counter) -> None:
    counter.desk.record(register("nadia", no_code_reason="not_at_hand"))
    page = PersonPage(counter.context, an_id("nadia"))
    counter.show(page)
    settle(counter.jobs)
    words = words_of(page)
    assert page.head.badge.accessibleName() == "Senza codice fiscale"
    assert "Senza codice fiscale" not in words
    assert words.count("Perché manca il codice: Oggi non ce l") == 1


def test_a_computed_code_says_so_among_similar_people(counter: Counter) -> None:
    counter.desk.record(
        register(
            "rosa",
            surname="Zanella",
            fiscal_code="RSSMRA62C45H501N",
            fiscal_code_status="computed",
            no_code_reason="",
        )
    )
    sought = Sought(surname="Zanella", name="Maria", fiscal_code="RSSMRA62C45H501N")
    found = counter.desk.likely_same(sought)
    computed = next(one for one in found if one.person_id == an_id("rosa"))
    rows = [said for _, said in LikenessWords(counter.shell).rows(sought, computed)]
    assert "Codice fiscale qui: RSSMRA62C45H501N · calcolato" in rows
