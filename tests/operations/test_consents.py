# SPDX-License-Identifier: EUPL-1.2
"""Optional answers: the latest counts, and nothing in the program depends on one."""

import ast
import datetime
import itertools
from pathlib import Path
from typing import Any

import pytest

import welfare_desk.operations
from tests.builders import TERRITORY, TODAY, an_id
from tests.operations.here import Here
from tests.operations.script import rows_before, whole_script
from welfare_desk.core.purposes import purposes
from welfare_desk.core.refusals import (
    ChoiceUnknown,
    DayInFuture,
    DeskError,
    IdTaken,
    PersonUnknown,
    TextMissing,
    TextTooLong,
)
from welfare_desk.models.person import Consent
from welfare_desk.models.record import Record
from welfare_desk.operations.consents import RecordConsent, in_order
from welfare_desk.operations.registry import EVERY
from welfare_desk.operations.run import at_birth, at_server
from welfare_desk.operations.world import DictRows, World

MARIA = an_id("maria")
DAY = datetime.timedelta(days=1)


def an_answer(name: str = "consent", **other: Any) -> RecordConsent:
    fields: dict[str, Any] = {
        "consent_id": an_id(name),
        "person_id": MARIA,
        "purpose": "photos",
        "given": True,
        "answered_on": TODAY,
        **other,
    }
    return RecordConsent(**fields)


def a_row(name: str, *, given: bool, person: str = "maria", **other: Any) -> Consent:
    fields: dict[str, Any] = {
        "id": an_id(name),
        "territory_id": TERRITORY,
        "controller_id": an_id("town"),
        "person_id": an_id(person),
        "purpose": "photos",
        "given": given,
        "language": "it",
        "signer": "self",
        "answered_on": TODAY,
        "recorded_at": 1,
        "device": 1,
        "operator_id": "",
        **other,
    }
    return Consent(**fields)


@pytest.mark.parametrize("given", [True, False])
@pytest.mark.parametrize("purpose", list(purposes()))
def test_answer_is_kept_as_given(known: Here, purpose: str, given: bool) -> None:
    known.record(an_answer(purpose=purpose, given=given, language="uk", signer=" Anna "))
    row = known.row(Consent, an_id("consent"))
    assert (row.purpose, row.given, row.language, row.signer) == (purpose, given, "uk", "Anna")
    assert (row.answered_on, row.recorded_at) == (TODAY, known.clock.now_us())


def test_withdrawing_is_a_new_answer_and_the_old_one_stays(known: Here) -> None:
    known.record(an_answer("yes"))
    known.record(an_answer("no", given=False))
    assert {row.id: row.given for row in known.rows(Consent)} == {
        an_id("yes"): True,
        an_id("no"): False,
    }
    known.refuses(an_answer("yes", given=False), IdTaken)


@pytest.mark.parametrize(
    ("fields", "refusal", "facts"),
    [
        ({"person_id": an_id("nobody")}, PersonUnknown, {}),
        ({"purpose": "marketing"}, ChoiceUnknown, {"field": "purpose"}),
        ({"purpose": ""}, TextMissing, {"field": "purpose"}),
        ({"answered_on": TODAY + DAY}, DayInFuture, {"field": "answered_on"}),
        ({"signer": "x" * 121}, TextTooLong, {"field": "signer", "limit": 120}),
        ({"language": "x" * 9}, TextTooLong, {"field": "language", "limit": 8}),
    ],
)
def test_answer_that_does_not_fit_is_refused(
    known: Here, fields: dict[str, Any], refusal: Any, facts: dict[str, str | int]
) -> None:
    assert known.refuses(an_answer(**fields), refusal) == facts


def test_the_latest_day_counts_then_the_latest_hour_then_the_id() -> None:
    rows = [
        a_row("a", given=True, answered_on=TODAY - DAY, recorded_at=9),
        a_row("b", given=False, recorded_at=1),
        a_row("c", given=True, recorded_at=2),
        a_row("d", given=False, recorded_at=2),
    ]
    last = max(an_id("c"), an_id("d"))
    for order in itertools.permutations(rows):
        found = in_order(order)
        assert [row.id for row in found[:2]] == [an_id("a"), an_id("b")]
        assert found[-1].id == last


def _outcomes(consents: list[Record], *, server: bool) -> tuple[list[str], dict[Any, Any]]:
    """Apply the whole script among these answers; return what was told and every other row."""
    world = World(DictRows([*rows_before(), *consents]), TERRITORY, settled=server)
    told = []
    for operation, act in whole_script():
        if server:
            outcome = at_server(operation, act, world)
            told.append(f"{outcome.result} {outcome.code}")
            continue
        try:
            at_birth(operation, act, world)
            told.append("stands")
        except DeskError as refusal:
            told.append(repr(refusal))
    rows = {key: row for key, row in world.changes().items() if key[0] != "consent"}
    return told, rows


@pytest.mark.parametrize("server", [False, True])
def test_no_operation_depends_on_an_answer(server: bool) -> None:
    """With every question refused, answered with yes or never asked all goes the same way."""
    people = ("maria", "luca", "twin")
    asked = list(itertools.product(people, purposes()))
    refused: list[Record] = []
    given: list[Record] = []
    for person, purpose in asked:
        name = f"{person} {purpose}"
        refused.append(a_row(name, given=False, person=person, purpose=purpose))
        given.append(a_row(name, given=True, person=person, purpose=purpose))
    never = _outcomes([], server=server)
    assert _outcomes(refused, server=server) == never
    assert _outcomes(given, server=server) == never
    assert "stands" in never[0] or "accepted " in never[0]


def test_no_operation_but_its_own_so_much_as_names_it() -> None:
    """Whoever would read an answer has to name the record or its kind."""
    folder = Path(welfare_desk.operations.__file__).parent
    named = set()
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        texts = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and node.value == "consent"
        }
        if "Consent" in names or texts:
            named.add(path.name)
    assert named == {"consents.py"}
    readers = {kind.kind() for kind in EVERY if kind.__module__.endswith(".consents")}
    assert readers == {"record_consent"}
