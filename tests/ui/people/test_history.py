# SPDX-License-Identifier: EUPL-1.2
"""Cronologia and merged people: acts in plain words, of every id, and a merge taken back."""

from __future__ import annotations

import datetime
from typing import Any

from tests.builders import TERRITORY, TODAY, TOWN, an_id, register
from tests.ui.counter import MARIA, Counter, settle
from tests.ui.layout_checks import problems, unnamed
from tests.ui.people.known import (
    SECRET,
    at_work,
    maria,
    named,
    opened,
    with_papers,
    with_requests,
    words_of,
)
from welfare_desk.core.ids import uuid7
from welfare_desk.desk.views.outbox import PendingView
from welfare_desk.models.household import IseeAttestation
from welfare_desk.models.person import Consent, Delegation, Notice
from welfare_desk.models.record import Record
from welfare_desk.models.request import AssistanceRequest, Note
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import AT_DESK
from welfare_desk.store.rows import save
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.outbox.words import OperationWords
from welfare_desk.ui.people.reason_box import ReasonBox

HOUR = 3_600_000_000


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


def from_another_desk(counter: Counter) -> None:
    """Let rows come that the second desk made of Maria, as an exchange stores them."""
    now = counter.desk.now_us()
    of: dict[str, Any] = {
        "territory_id": TERRITORY,
        "controller_id": TOWN,
        "person_id": MARIA,
        "device": 2,
        "operator_id": an_id("marta"),
    }
    rows: list[Record] = [
        AssistanceRequest(
            id=an_id("their request"), asked_by="self", asker_name="", asker_phone="",
            need="bills", words="", urgent=False, requested_at=now - 5 * HOUR, **of,
        ),
        Note(
            id=an_id("their note"), text=SECRET, sensitive=True, withdrawn=False,
            written_at=now - 4 * HOUR, **of,
        ),
        Consent(
            id=an_id("their answer"), purpose="photos", given=False, language="it",
            signer="Rossi Maria", answered_on=TODAY, recorded_at=now - 3 * HOUR, **of,
        ),
        Notice(
            id=uuid7(now - 2 * HOUR, bytes(8)), version="7", language="it",
            signer="Rossi Maria", given_on=TODAY, **of,
        ),
        Delegation(
            id=an_id("their delegation"), delegate_name="Fabris Elena", delegate_document="",
            title="delegate", powers=("book",), valid_from=TODAY - datetime.timedelta(9),
            valid_to=None, **of,
        ),
        IseeAttestation(
            id=an_id("their isee"), household_id=an_id("home"), isee_kind="ordinary",
            dsu_no="", value_cents=900_000, issued_on=TODAY, valid_to=TODAY,
            has_discrepancies=False, recorded_at=now - HOUR,
            **{key: value for key, value in of.items() if key != "person_id"},
        ),
    ]  # fmt: skip
    with counter.desk._store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})


def test_what_other_desks_recorded_stands_in_the_history_newest_first(counter: Counter) -> None:
    from_another_desk(counter)
    words = words_of(opened(counter, "history"))
    told = [
        "ISEE registrato: ISEE ordinario, 9.000,00",
        "Informativa consegnata: versione 7",
        "Risposta a una domanda facoltativa: Foto e video, no",
        "Nota scritta: riservata",
        "Richiesta aperta: Bollette e utenze",
        "Delega registrata: Fabris Elena",
    ]
    places = [words.replace("\xa0", " ").find(each) for each in told]
    assert -1 not in places
    assert places == sorted(places)
    assert "Marta" in words
    assert "Sportello 2" in words
    assert SECRET not in words


def test_what_this_desk_recorded_is_told_once(counter: Counter) -> None:
    with_requests(counter.desk)
    words = words_of(opened(counter, "history"))
    for told in ("Nuova persona", "Richiesta aperta", "Nuovo nucleo", "ISEE registrato"):
        assert words.count(told) == 1, told
