# SPDX-License-Identifier: EUPL-1.2
"""Planted markers: nothing personal on the disk in the clear, in a name, a title or a log."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec
import pytest

from tests.builders import TODAY, an_id, form, isee, issue, register
from tests.support.desks import SLOTS
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.likeness import Sought
from welfare_desk.operations.attestations import CorrectIsee
from welfare_desk.operations.bookings import BookPlace, CancelBooking
from welfare_desk.operations.cards import ActivateCard, BlockCard, HandOverCard
from welfare_desk.operations.consents import RecordConsent
from welfare_desk.operations.delegations import AppointDelegate, EndDelegation
from welfare_desk.operations.households import MoveHouse
from welfare_desk.operations.identifiers import RecordIdentifier
from welfare_desk.operations.merging import ProposeMerge
from welfare_desk.operations.notes import WriteNote
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.requests import AddRequestStep, OpenRequest

SURNAME, NAME, STREET, REASON = "Zanellasegno", "Brunasegno", "Viasegnata", "smarritasegno"
CODE, PHONE = "RSSMRA62C45H501N", "+390499998877"
STP = "STP0500000077777"
MARKERS = (
    SURNAME, NAME, STREET, REASON, CODE, PHONE, "delegatosegno", "bozzasegno", "decretosegno",
    "notasegno", "bisognosegno", "passosegno", "firmasegno", STP, "ambulatoriosegno",
    "perchesegno", "tribunalesegno", "patentesegno", "protocollosegno", "annotasegno",
    "nuovaviasegno", "correttosegno",
)  # fmt: skip


def _worked(desk: Desk) -> list[DeskError]:
    """Do the main job with marked values, drafts and papers, and what is refused of it."""
    person, card = an_id("maria"), an_id("card")
    marked = msgspec.structs.replace(
        register("maria", surname=SURNAME, street=STREET, phone=PHONE, fiscal_code=CODE),
        name=NAME,
        no_code_reason="",
    )
    price = 500
    job: tuple[Operation, ...] = (
        marked,
        form("home", "maria"),
        isee("isee", "home"),
        AppointDelegate(
            delegation_id=an_id("d"), person_id=person, delegate_name="delegatosegno",
            valid_from=SLOTS[0].slot_on,
        ),
        BookPlace(
            booking_id=an_id("b"), person_id=person, slot_id=SLOTS[0].id, isee_id=an_id("isee"),
            unit_cents=price, total_cents=price,
        ),
        issue("card", "home", "maria", an_id("isee")),
        ActivateCard(card_id=card),
        HandOverCard(card_id=card),
    )  # fmt: skip
    for operation in (*job, *_papers(person)):
        desk.record(operation)
    desk.drafts.save("intake", SURNAME, {"note": "bozzasegno"}, operator_id="o", person_id=person)
    for kind, subject in (("slip", an_id("b")), ("card", card), ("receipt", card),
                          ("notice", person), ("delegation", an_id("d")),
                          ("delegation_form", person)):  # fmt: skip
        desk.queue_print(kind, subject)
    desk.person(person)
    desk.papers(person)
    desk.look_up(SURNAME)
    desk.look_up(STP)
    desk.likely_same(Sought(surname=SURNAME, name=NAME, fiscal_code=CODE, phone=PHONE))
    wrong: tuple[Operation, ...] = (
        marked,
        register("twin", surname=SURNAME * 20),
        register("other", fiscal_code=CODE[:-1] + "X", surname=SURNAME),
        AmendPerson(person_id=person, changes={SURNAME: NAME}),
        AmendPerson(person_id=person, changes={"born_on": STREET}),
        CancelBooking(booking_id=an_id("b"), reason=REASON * 90),
        BlockCard(card_id=an_id("none"), reason=REASON),
        job[4],
        job[5],
        WriteNote(note_id=an_id("n2"), person_id=person, text="notasegno" * 50),
        OpenRequest(request_id=an_id("r2"), person_id=person, need="bisognosegno", words=SURNAME),
        RecordIdentifier(
            identifier_id=an_id("i2"), person_id=person, identifier_kind="stp", value=STP
        ),
    )
    refused: list[DeskError] = []
    for operation in wrong:
        with pytest.raises(DeskError) as caught:
            desk.record(operation)
        refused.append(caught.value)
    desk.record(BlockCard(card_id=card, reason=REASON))
    desk.exchange()
    return refused


def _papers(person: str) -> tuple[Operation, ...]:
    """Everything that is written down about a person beside the main job."""
    return (
        EndDelegation(delegation_id=an_id("d"), on=SLOTS[0].slot_on, reason="decretosegno"),
        RecordConsent(
            consent_id=an_id("c"), person_id=person, purpose="photos", given=True,
            signer="firmasegno", answered_on=TODAY,
        ),
        OpenRequest(
            request_id=an_id("r"), person_id=person, asked_by="relative",
            asker_name="delegatosegno", asker_phone=PHONE, need="food", words="bisognosegno",
        ),
        AddRequestStep(
            step_id=an_id("s"), request_id=an_id("r"), outcome="referred",
            referred_to="passosegno", contact_name=NAME, contact_phone=PHONE,
        ),
        WriteNote(note_id=an_id("n"), person_id=person, text="notasegno", sensitive=True),
        RecordIdentifier(
            identifier_id=an_id("i"), person_id=person, identifier_kind="stp", value=STP,
            reason="ambulatoriosegno",
        ),
        AppointDelegate(
            delegation_id=an_id("d2"), person_id=person, delegate_name="delegatosegno",
            delegate_document="patentesegno", title="guardian", powers=("sign",),
            valid_from=TODAY, court="tribunalesegno", decree_no="decretosegno", decree_on=TODAY,
        ),
        AmendPerson(
            person_id=person, changes={"phone": PHONE}, reason="perchesegno", seen={"phone": PHONE}
        ),
        CorrectIsee(
            isee_id=an_id("isee"), reason="correttosegno", isee_kind="ordinary",
            dsu_no="protocollosegno", value_cents=650_000, issued_on=TODAY, valid_to=TODAY,
            note="annotasegno",
        ),
        MoveHouse(
            household_id=an_id("home"), on=TODAY, street="nuovaviasegno", reason="perchesegno"
        ),
        register("double", surname=SURNAME, street=STREET, phone=PHONE),
        ProposeMerge(person_id=person, other_id=an_id("double"), reason="perchesegno"),
    )  # fmt: skip


def test_no_marker_stands_on_the_disk_in_a_title_or_in_a_log(
    counter: Desk,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    refused = _worked(counter)
    told = capfd.readouterr()
    quiet = caplog.text + told.out + told.err
    titles = " ".join(view.title for view in counter.print_list())
    facts = " ".join(f"{error} {error.facts}" for error in refused)
    names = " ".join(str(path) for path in tmp_path.rglob("*"))
    for marker in MARKERS:
        for where in (quiet, titles, names):
            assert marker.lower() not in where.lower(), marker
    assert not [marker for marker in MARKERS if marker != SURNAME and marker in facts]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 2
    for path in files:
        data = path.read_bytes()
        for marker in MARKERS:
            for encoded in (marker.encode(), marker.encode("utf-16-le"), marker.upper().encode(),
                            marker.lower().encode()):  # fmt: skip
                assert encoded not in data, (path.name, marker)


def test_the_refusal_of_an_unknown_field_names_only_what_was_typed_as_its_name(
    counter: Desk,
) -> None:
    counter.record(register("maria"))
    with pytest.raises(DeskError) as caught:
        counter.record(AmendPerson(person_id=an_id("maria"), changes={"soprannome": SURNAME}))
    assert caught.value.facts == {"field": "soprannome"}
