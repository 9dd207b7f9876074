# SPDX-License-Identifier: EUPL-1.2
"""The script's acts on papers: delegations, consents, requests, notes, identifiers."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from tests.builders import OFFERING, TODAY, an_id
from welfare_desk.operations.consents import RecordConsent
from welfare_desk.operations.delegations import AppointDelegate, EndDelegation, SignDelegation
from welfare_desk.operations.identifiers import RecordIdentifier, WithdrawIdentifier
from welfare_desk.operations.notes import WithdrawNote, WriteNote
from welfare_desk.operations.requests import AddRequestStep, OpenRequest

if TYPE_CHECKING:
    from tests.operations.script import Script

SECOND = 2
MARIA = an_id("maria")
YESTERDAY, TOMORROW = (TODAY + datetime.timedelta(days=n) for n in (-1, 1))


def papers(script: Script) -> None:
    """Add every act on papers, kept, refused and crossed between two desks."""
    for part in (_delegations, _consents, _requests, _notes, _identifiers):
        part(script)


def _delegations(script: Script) -> None:
    guardian = AppointDelegate(
        delegation_id=an_id("guardian"),
        person_id=MARIA,
        delegate_name="Luca",
        delegate_id=an_id("luca"),
        title="guardian",
        powers=("sign", "apply", "sign"),
        valid_from=TODAY,
        court="Padova",
        decree_no="1/2026",
        decree_on=YESTERDAY,
    )
    script.add(guardian)
    wrong: dict[str, dict[str, Any]] = {
        "no decree": {"decree_no": "", "decree_on": None},
        "self": {"delegate_id": MARIA},
        "nobody": {"delegate_id": an_id("nobody")},
        "no power": {"powers": ()},
        "strange power": {"powers": ("fly",)},
        "strange title": {"title": "friend"},
        "decree of tomorrow": {"decree_on": TOMORROW},
    }
    for name, changes in wrong.items():
        script.add(msgspec.structs.replace(guardian, delegation_id=an_id(name), **changes))
    script.add(SignDelegation(delegation_id=an_id("guardian"), delegate_document="CI 1"), SECOND)
    script.add(SignDelegation(delegation_id=an_id("nothing")))
    for on, device in ((TOMORROW, 1), (TODAY, SECOND), (TOMORROW, 1)):
        end = EndDelegation(delegation_id=an_id("guardian"), on=on, reason=f"da {on}")
        script.add(end, device)
    script.add(EndDelegation(delegation_id=an_id("nothing"), on=TODAY, reason="x"))
    script.add(EndDelegation(delegation_id=an_id("guardian"), on=TODAY, reason=" "))


def _consents(script: Script) -> None:
    def answer(name: str, given: bool, on: datetime.date, purpose: str = "photos") -> RecordConsent:
        return RecordConsent(
            consent_id=an_id(name), person_id=MARIA, purpose=purpose, given=given, answered_on=on
        )

    script.add(answer("yes", True, TODAY))
    script.add(answer("no", False, YESTERDAY), SECOND)
    script.add(answer("tomorrow", False, TOMORROW))
    script.add(answer("strange", True, TODAY, "marketing"))
    script.add(msgspec.structs.replace(answer("whose", True, TODAY), person_id=an_id("nobody")))


def _requests(script: Script) -> None:
    asked = OpenRequest(
        request_id=an_id("request"),
        person_id=MARIA,
        asked_by="relative",
        asker_name="Luca",
        asker_phone="+39 049",
        need="food",
        words="Non arriva\r\na fine mese",
        urgent=True,
    )
    script.add(asked)
    script.add(msgspec.structs.replace(asked, request_id=an_id("no name"), asker_name=""))
    script.add(msgspec.structs.replace(asked, request_id=an_id("no need"), need="gold"))
    script.add(msgspec.structs.replace(asked, request_id=an_id("long"), words="x" * 301))

    def step(name: str, outcome: str, **other: Any) -> AddRequestStep:
        fields = {"request_id": an_id("request"), **other}
        return AddRequestStep(step_id=an_id(name), outcome=outcome, **fields)

    script.add(step("offer", "offered", offering_id=OFFERING))
    script.add(step("caf", "referred", referred_to="CAF", contact_name="Ада"), SECOND)
    script.add(step("nowhere", "referred"))
    script.add(step("nothing offered", "offered"))
    script.add(step("strange", "flown"))
    script.add(step("of nothing", "closed", request_id=an_id("nothing")))


def _notes(script: Script) -> None:
    for name, sensitive in (("note", False), ("closed note", True)):
        script.add(
            WriteNote(note_id=an_id(name), person_id=MARIA, text="Nota", sensitive=sensitive)
        )
    script.add(WriteNote(note_id=an_id("empty"), person_id=MARIA, text=" \n"))
    script.add(WithdrawNote(note_id=an_id("note")), SECOND)
    script.add(WithdrawNote(note_id=an_id("closed note")), actor=an_id("marta"))
    script.add(WithdrawNote(note_id=an_id("nothing")))


def _identifiers(script: Script) -> None:
    def known(name: str, kind: str, value: str, **other: Any) -> RecordIdentifier:
        fields = {"person_id": MARIA, "identifier_kind": kind, "value": value, **other}
        return RecordIdentifier(identifier_id=an_id(name), **fields)

    script.add(known("permit", "residence_permit", "i 1234 5678", renewal_pending=True))
    script.add(known("stp", "stp", "stp 050 000 0000001", reason="ambulatorio"), SECOND)
    script.add(known("no reason", "stp", "STP0500000000001"))
    script.add(known("shape", "eni", "STP0500000000001", reason="x"))
    script.add(known("strange", "badge", "1"))
    script.add(known("odd card", "electronic_id_card", "1", status="seen"))
    script.add(WithdrawIdentifier(identifier_id=an_id("stp")))
    script.add(WithdrawIdentifier(identifier_id=an_id("permit")))
    script.add(WithdrawIdentifier(identifier_id=an_id("nothing")))
