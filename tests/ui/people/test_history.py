# SPDX-License-Identifier: EUPL-1.2
"""Cronologia and merged people: acts in plain words, of every id, and a merge taken back."""

from __future__ import annotations

from tests.builders import an_id, register
from tests.ui.counter import MARIA, Counter, settle
from tests.ui.layout_checks import problems, unnamed
from tests.ui.people.known import at_work, maria, named, opened, with_papers, words_of
from welfare_desk.desk.views.outbox import PendingView
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import AT_DESK
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.outbox.words import OperationWords
from welfare_desk.ui.people.reason_box import ReasonBox


def merged(counter: Counter) -> None:
    """Let the second Maria be merged into the first by a supervisor."""
    counter.desk.record(register("again"))
    with_papers(counter.desk)
    at_work(counter, "marta")
    counter.desk.record(
        MergePeople(kept_id=MARIA, merged_id=an_id("again"), reason="stessa persona")
    )


def tag(kind: type[Operation]) -> str:
    return str(kind.__struct_config__.tag)


def test_every_act_of_the_desk_has_words_of_its_own(counter: Counter) -> None:
    words = OperationWords(counter.shell)

    def title(kind: str) -> str:
        row = PendingView(
            op_id="", kind=kind, person_id="", person_name="", number="", recorded_at=0,
            provisional=False, state="sent", code="",
        )  # fmt: skip
        return words.title(row)

    nameless = [tag(kind) for kind in AT_DESK if title(tag(kind)) == title("no such act")]
    assert nameless == []


def test_acts_of_both_records_stand_in_one_history(counter: Counter) -> None:
    merged(counter)
    words = words_of(opened(counter, "history"))
    assert words.count("Nuova persona") == 2
    assert "Documento registrato" in words
    assert "Due persone unite" in words
    assert "Marta" in words


def test_a_supervisor_takes_a_merge_back_with_a_reason(counter: Counter) -> None:
    merged(counter)
    page = opened(counter, "data")
    assert "stessa persona" in words_of(page)
    named(page, ActionButton, f"merged.undo.{an_id('again')}").click()
    box = named(page, ReasonBox, "merged.reason")
    assert problems(page) + unnamed(page) == []
    assert box.words is not None
    box.words.set_text("due sorelle")
    box.confirm.click()
    settle(counter.jobs)
    assert maria(counter).merged == ()
    other = counter.desk.person(an_id("again"))
    assert other is not None
    assert other.person_id == an_id("again")


def test_an_operator_sees_the_merge_and_who_can_undo_it(counter: Counter) -> None:
    merged(counter)
    at_work(counter, "anna")
    page = opened(counter, "data")
    names = {one.objectName() for one in page.findChildren(ActionButton)}
    assert f"merged.undo.{an_id('again')}" not in names
    assert "stessa persona" in words_of(page)
