# SPDX-License-Identifier: EUPL-1.2
"""The script's acts on people who are the same: proposed, merged, undone, crossed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from tests.builders import OPERATOR, TODAY, a_slot, an_id, book, form, isee, issue, register
from welfare_desk.core.ids import derived
from welfare_desk.operations.merging import MergePeople, ProposeMerge, UndoMerge
from welfare_desk.operations.people import AmendPerson, RegisterPerson
from welfare_desk.operations.review_items import pair_id
from welfare_desk.operations.reviews import CloseReview
from welfare_desk.protocol.hlc import Hlc

if TYPE_CHECKING:
    from tests.operations.script import Script

SECOND = 2
GINA, TWIN, THIRD = (an_id(name) for name in ("gina", "gina twin", "gina third"))
CODE, OTHER_CODE = "RSSMRA62C45H501N", "RSSMRA62C45H50MF"
SLOT = a_slot("morning", places=3)
"""The script's own slot."""


def merging(script: Script) -> None:
    """Add every act on people who are one, kept, refused and crossed between two desks."""
    for part in (_people, _proposed, _merged, _undone, _closed):
        part(script)


def _people(script: Script) -> None:
    script.add(_gina("gina", surname="Dall’Acqua", phone="+390491"))
    script.add(
        _gina("gina twin", surname="Dalacqua", phone="+390491"),
        SECOND,
    )
    script.add(_gina("gina third", surname="Dallacqua"))
    script.add(register("far", controller_id=an_id("another town")))
    for name, home, device in (("gina", "gina home", 1), ("gina twin", "gina home 2", SECOND)):
        script.add(form(home, name), device)
        script.add(isee(f"isee {home}", home), device)
        script.add(issue(f"card {home}", home, name, an_id(f"isee {home}")), device)
        script.add(book(f"place {home}", name, SLOT), device)


def _gina(row: str, **other: Any) -> RegisterPerson:
    typed = register(row, born_on=datetime.date(1949, 7, 2), **other)
    return msgspec.structs.replace(typed, name="Gina")


def _proposed(script: Script) -> None:
    for reason in ("stesso telefono", "ancora"):
        script.add(ProposeMerge(person_id=GINA, other_id=TWIN, reason=reason))
    script.add(ProposeMerge(person_id=GINA, other_id=GINA))
    script.add(ProposeMerge(person_id=GINA, other_id=an_id("nobody")))
    script.add(ProposeMerge(person_id=GINA, other_id=an_id("far")))
    pair = pair_id(GINA, TWIN)
    for decision, role in (
        ("different", "operator"),
        ("seen", "supervisor"),
        ("merged", "supervisor"),
        ("different", "supervisor"),
        ("different", "supervisor"),
    ):
        script.add(CloseReview(review_id=pair, decision=decision), role=role)
    script.add(ProposeMerge(person_id=TWIN, other_id=GINA, reason="ma sì"), SECOND)


def _merged(script: Script) -> None:
    chosen = {"surname": "Dall’Acqua", "fiscal_code": CODE, "phone": "+390492"}
    script.add(
        MergePeople(kept_id=GINA, merged_id=TWIN, changes=chosen, reason="documento"),
        role="supervisor",
    )
    script.add(
        MergePeople(kept_id=TWIN, merged_id=GINA, changes={"phone": "+390493"}),
        SECOND,
        role="supervisor",
    )
    script.add(MergePeople(kept_id=THIRD, merged_id=TWIN), SECOND, role="supervisor")
    script.add(MergePeople(kept_id=TWIN, merged_id=THIRD, changes={"colour": "red"}))
    script.add(MergePeople(kept_id=GINA, merged_id=an_id("far")), role="supervisor")
    script.add(MergePeople(kept_id=GINA, merged_id=an_id("nobody")), role="supervisor")
    script.add(ProposeMerge(person_id=GINA, other_id=TWIN), SECOND)
    script.add(
        AmendPerson(
            person_id=TWIN,
            changes={"fiscal_code": OTHER_CODE, "street": "Via Dante"},
            reason="tessera vista",
            effective_on=TODAY,
        ),
        SECOND,
    )
    script.add(book("place again", "gina twin", SLOT), SECOND)
    script.add(issue("card anew", "gina home 2", "gina third", an_id("isee gina home 2")))


def _undone(script: Script) -> None:
    merge = next(act for each, act in script.acts if isinstance(each, MergePeople))
    by_name = UndoMerge(merged_id=TWIN, merge_op_id=merge.op_id, reason="sbagliato")
    script.add(by_name, SECOND, role="supervisor")
    script.add(by_name, role="supervisor")
    for merged_id in (GINA, GINA, THIRD, an_id("nobody")):
        script.add(UndoMerge(merged_id=merged_id), role="supervisor")
    script.add(UndoMerge(merged_id=TWIN), role="operator")


def _closed(script: Script) -> None:
    late = Hlc(script.acts[0][1].hlc.ms - 1, 0, SECOND)
    script.add(AmendPerson(person_id=GINA, changes={"fiscal_code": CODE}))
    script.add(AmendPerson(person_id=GINA, changes={"fiscal_code": OTHER_CODE}), SECOND, hlc=late)
    lost = derived(script.acts[-1][1].op_id, "review:overwritten_fiscal_code")
    for decision in ("seen", "kept_theirs", "kept_ours"):
        script.add(CloseReview(review_id=lost, decision=decision), role="supervisor")
    refused = derived(script.acts[-1][1].op_id, f"review:{OPERATOR}")
    script.add(CloseReview(review_id=refused))
