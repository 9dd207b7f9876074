# SPDX-License-Identifier: EUPL-1.2
"""What the page shows of papers: who may act today, what was told and agreed, what was asked."""

import datetime
from typing import Any

import msgspec
import pypdfium2
import pytest

from tests.builders import OFFERING, TERRITORY, TODAY, an_id, register
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.identifiers import MASK
from welfare_desk.core.purposes import purposes
from welfare_desk.core.refusals import DelegationUnknown, PersonUnknown
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.identifiers import people_with_identifier
from welfare_desk.desk.views.papers import PapersView
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Territory
from welfare_desk.operations.consents import RecordConsent
from welfare_desk.operations.delegations import AppointDelegate, EndDelegation, SignDelegation
from welfare_desk.operations.identifiers import RecordIdentifier, WithdrawIdentifier
from welfare_desk.operations.notes import WithdrawNote, WriteNote
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.requests import AddRequestStep, OpenRequest
from welfare_desk.store.rows import load_one, save

MARIA, TWIN = an_id("maria"), an_id("twin")
DAY = datetime.timedelta(days=1)
STP = "STP0500000000001"


@pytest.fixture
def maria(counter: Desk) -> Desk:
    """A counter that knows Maria and a second row of hers."""
    counter.record(register("maria", street="Via Dante"))
    counter.record(register("twin"))
    return counter


def merge(desk: Desk) -> None:
    """Let the twin be found to be Maria."""
    change(desk, Person, TWIN, merged_into=MARIA)


def change(desk: Desk, kind: type[Any], row_id: str, **fields: Any) -> None:
    with desk._store.write() as conn:
        row = load_one(conn, TERRITORY, kind.KIND, row_id)
        assert row is not None
        save(conn, TERRITORY, {(kind.KIND, row_id): msgspec.structs.replace(row, **fields)})


def papers(desk: Desk, person_id: str = MARIA) -> PapersView:
    view = desk.papers(person_id)
    assert view is not None
    return view


def appoint(name: str, person_id: str = MARIA, **other: Any) -> AppointDelegate:
    fields: dict[str, Any] = {"delegate_name": f"Luca {name}", "valid_from": TODAY, **other}
    return AppointDelegate(delegation_id=an_id(name), person_id=person_id, **fields)


def test_person_without_papers_has_an_empty_page_with_every_question(maria: Desk) -> None:
    view = papers(maria)
    assert (view.delegations, view.notices, view.requests, view.notes) == ((), (), (), ())
    assert view.identifiers == ()
    assert [(each.purpose, each.given, each.history) for each in view.consents] == [
        (purpose, None, ()) for purpose in purposes()
    ]
    assert view.documents == (("notice", MARIA), ("delegation_form", MARIA))
    assert maria.papers(an_id("nobody")) is None


def test_delegations_stand_in_the_order_in_which_they_count(maria: Desk) -> None:
    maria.record(appoint("old", valid_from=TODAY - 9 * DAY, valid_to=TODAY - DAY))
    maria.record(appoint("next", valid_from=TODAY + DAY))
    maria.record(appoint("now", powers=("book", "collect_card"), signed=True))
    maria.record(appoint("gone"))
    maria.record(EndDelegation(delegation_id=an_id("gone"), on=TODAY, reason="revocata"))
    found = papers(maria).delegations
    assert [(each.delegate_name, each.standing) for each in found] == [
        ("Luca now", "holding"),
        ("Luca next", "coming"),
        ("Luca gone", "ended"),
        ("Luca old", "ended"),
    ]
    assert found[0].warnings == ("no_expiry", "no_document")
    assert found[1].warnings == ("no_expiry", "not_signed", "no_document")
    assert (found[2].end_reason, found[2].warnings) == ("revocata", ())
    assert "expired" in found[3].warnings
    subjects = {subject for document, subject in papers(maria).documents}
    assert subjects == {MARIA, an_id("now"), an_id("next")}


def test_who_may_collect_today_and_who_may_not(maria: Desk) -> None:
    maria.record(appoint("now"))
    maria.record(appoint("books", powers=("book",)))
    maria.record(appoint("next", valid_from=TODAY + DAY))
    maria.record(appoint("all", TWIN, powers=("all",)))
    assert [each.delegation_id for each in maria.may_act_for(MARIA, "collect_card")] == [
        an_id("now")
    ]
    merge(maria)
    for asked in (MARIA, TWIN):
        found = {each.delegation_id for each in maria.may_act_for(asked, "collect_card")}
        assert found == {an_id("now"), an_id("all")}
    assert [each.delegation_id for each in maria.may_act_for(MARIA, "sign")] == [an_id("all")]


def test_answers_keep_their_history_and_the_latest_counts(maria: Desk, clock: FixedClock) -> None:
    for name, given, person in (("a", True, MARIA), ("b", False, TWIN), ("c", True, MARIA)):
        maria.record(
            RecordConsent(
                consent_id=an_id(name), person_id=person, purpose="photos", given=given,
                answered_on=TODAY if name != "c" else TODAY - DAY,
            )
        )  # fmt: skip
        clock.advance(1)
    assert papers(maria).consents[0].given is True
    merge(maria)
    photos = next(each for each in papers(maria).consents if each.purpose == "photos")
    assert (photos.given, photos.answered_on) == (False, TODAY)
    assert [each.consent_id for each in photos.history] == [an_id("b"), an_id("a"), an_id("c")]


def test_new_version_of_the_notice_is_due_at_the_next_visit(maria: Desk) -> None:
    assert papers(maria).notice_due
    for name, person, version in (("n", TWIN, "1"), ("o", MARIA, "0")):
        maria.record(
            RecordNotice(
                notice_id=an_id(name), person_id=person, version=version, language="en",
                signer="self", given_on=TODAY - DAY if version == "0" else TODAY,
            )
        )  # fmt: skip
    assert papers(maria).notice_due, "an earlier version does not count"
    merge(maria)
    view = papers(maria)
    assert not view.notice_due
    assert [(each.version, each.in_force) for each in view.notices] == [("1", True), ("0", False)]
    change(maria, Territory, TERRITORY, notice_version="2")
    view = papers(maria)
    assert (view.notice_due, view.notice_version) == (True, "2")
    assert not any(each.in_force for each in view.notices)


def test_notice_is_printed_again_in_the_language_in_which_it_was_given(maria: Desk) -> None:
    maria.record(
        RecordNotice(
            notice_id=an_id("n"), person_id=TWIN, version="0", language="en", signer="self",
            given_on=TODAY - DAY,
        )
    )  # fmt: skip
    merge(maria)
    first = text_of(maria.document("notice", MARIA))
    assert "I received this notice" in first
    assert "0" in first
    assert "COP" in text_of(maria.document("notice", MARIA, copy_no=2)).upper()


def test_request_shows_steps_contact_and_how_it_stands(maria: Desk, clock: FixedClock) -> None:
    maria.record(
        OpenRequest(
            request_id=an_id("r"), person_id=MARIA, asked_by="relative", asker_name="Luca",
            asker_phone="049", need="home_care", words="Da sola la sera",
        )
    )  # fmt: skip
    assert papers(maria).requests[0].standing == "open"
    steps = (
        {"outcome": "offered", "offering_id": OFFERING},
        {"outcome": "referred", "referred_to": "CAF", "contact_name": "Ada",
         "contact_phone": "1"},
        {"outcome": "unmet"},
    )  # fmt: skip
    for n, fields in enumerate(steps):
        clock.advance(60)
        maria.record(AddRequestStep(step_id=an_id(f"s{n}"), request_id=an_id("r"), **fields))
    (view,) = papers(maria).requests
    assert (view.standing, view.finished) == ("unmet", False), "an unmet need stays in sight"
    assert (view.contact_name, view.contact_phone, view.asker_name) == ("Ada", "1", "Luca")
    assert [step.outcome for step in view.steps] == ["offered", "referred", "unmet"]
    assert [step.offering_title for step in view.steps] == ["Tutoring", "", ""]
    assert {step.operator_name for step in view.steps} == {"Anna"}


def test_unfinished_and_urgent_requests_come_first(maria: Desk, clock: FixedClock) -> None:
    for name, urgent in (("plain", False), ("closed", True), ("urgent", True), ("late", False)):
        clock.advance(60)
        person = TWIN if name == "plain" else MARIA
        maria.record(
            OpenRequest(request_id=an_id(name), person_id=person, need="food", urgent=urgent)
        )
    maria.record(AddRequestStep(step_id=an_id("s"), request_id=an_id("closed"), outcome="closed"))
    merge(maria)
    found = [each.request_id for each in papers(maria).requests]
    assert found == [an_id(name) for name in ("urgent", "late", "plain", "closed")]


def test_offers_for_a_need_are_of_its_groups(maria: Desk) -> None:
    assert [each.offering_id for each in maria.offerings_for_need(MARIA, "study")] == [OFFERING]
    assert maria.offerings_for_need(MARIA, "transport") == ()
    assert maria.offerings_for_need(MARIA, "gold") == ()


def test_sensitive_and_withdrawn_notes_show_only_that_they_are_there(
    maria: Desk, clock: FixedClock
) -> None:
    for name, sensitive in (("plain", False), ("closed", True), ("gone", False)):
        maria.record(
            WriteNote(note_id=an_id(name), person_id=MARIA, text=f"t {name}", sensitive=sensitive)
        )
        clock.advance(1)
    maria.record(WithdrawNote(note_id=an_id("gone")))
    found = [(each.text, each.sensitive, each.withdrawn) for each in papers(maria).notes]
    assert found == [("", False, True), ("", True, False), ("t plain", False, False)]
    assert "t closed" not in repr(papers(maria))


def record_identifier(
    desk: Desk, name: str, kind: str, value: str, person_id: str = MARIA, **other: Any
) -> None:
    desk.record(
        RecordIdentifier(
            identifier_id=an_id(name), person_id=person_id, identifier_kind=kind, value=value,
            **other,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "warnings"),
    [
        ({}, ()),
        ({"valid_to": TODAY - DAY}, ("expired",)),
        ({"valid_to": TODAY}, ("expires_soon",)),
        ({"valid_to": TODAY + 31 * DAY}, ()),
        ({"valid_to": TODAY - DAY, "renewal_pending": True}, ("expired", "renewal_pending")),
        ({"value": "12"}, ("shape_unusual",)),
    ],
)
def test_permit_warns_and_never_stops(
    maria: Desk, fields: dict[str, Any], warnings: tuple[str, ...]
) -> None:
    record_identifier(maria, "p", "residence_permit", **{"value": "I12345678", **fields})
    (view,) = papers(maria).identifiers
    assert view.warnings == warnings
    maria.record(OpenRequest(request_id=an_id("r"), person_id=MARIA, need="papers"))


def test_closed_code_is_masked_and_finds_its_person_when_typed(maria: Desk) -> None:
    record_identifier(maria, "stp", "stp", STP, TWIN, reason="vaccini")
    record_identifier(maria, "card", "electronic_id_card", "CA00000AA")
    assert owners(maria, STP) == (TWIN,)
    merge(maria)
    view = papers(maria)
    shown = {each.identifier_kind: (each.value, each.closed) for each in view.identifiers}
    assert shown == {"stp": (MASK, True), "electronic_id_card": ("CA00000AA", False)}
    assert STP not in repr(view)
    for typed in (STP, " *stp 050 000 000 0001*\n", STP.lower()):
        assert owners(maria, typed) == (MARIA,)
    assert owners(maria, "") == ()
    assert owners(maria, STP[:-1]) == ()
    maria.record(WithdrawIdentifier(identifier_id=an_id("stp")))
    assert owners(maria, STP) == ()
    assert len(papers(maria).identifiers) == 1


def owners(desk: Desk, typed: str) -> tuple[str, ...]:
    return desk.look(lambda here: people_with_identifier(here, typed))


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(texts).split())


def test_form_is_printed_as_recorded_for_a_person_and_blank(maria: Desk) -> None:
    record_identifier(maria, "id", "electronic_id_card", "CA00000AA", status="seen")
    record_identifier(maria, "told", "passport", "YA0000001")
    record_identifier(maria, "stp", "stp", STP, reason="vaccini", status="seen")
    maria.record(appoint("now", delegate_id=TWIN, delegate_document="patente PD1"))
    form = text_of(maria.document("delegation", an_id("now")))
    for part in ("Rossi Maria", "Luca now", "patente PD1", "CA00000AA", "Via Dante", "ritirare"):
        assert part in form
    assert "ESEMPIO" in form
    for hidden in (STP, "YA0000001", "prenotare"):
        assert hidden not in form
    assert "Rossi" in text_of(maria.document("delegation_form", MARIA))
    blank = text_of(maria.document("delegation_form", ""))
    assert "Rossi" not in blank
    assert "prenotare" in blank
    for large in (False, True):
        with pypdfium2.PdfDocument(maria.document("delegation", an_id("now"), large=large)) as pdf:
            assert len(pdf) == 1 + large
    with pytest.raises(DelegationUnknown):
        maria.document("delegation", an_id("nothing"))
    with pytest.raises(PersonUnknown):
        maria.document("delegation_form", an_id("nobody"))


def test_form_in_the_print_list_names_nobody_and_a_blank_one_is_never_a_copy(
    maria: Desk,
) -> None:
    maria.record(appoint("now"))
    titles = []
    for kind, subject in (("delegation", an_id("now")), ("delegation_form", MARIA),
                          ("delegation_form", "")):  # fmt: skip
        for _ in range(2):
            job = maria.queue_print(kind, subject)
            maria.prints.set_state(job.job_id, "printed")
            titles.append((job.title, job.copies))
    assert titles == [
        ("Delega", 0), ("Delega", 1), ("Modulo di delega", 0), ("Modulo di delega", 0),
        ("Modulo di delega", 0), ("Modulo di delega", 0),
    ]  # fmt: skip


def test_signed_form_takes_its_warning_away(maria: Desk) -> None:
    maria.record(appoint("now", valid_to=TODAY + 300 * DAY))
    assert papers(maria).delegations[0].warnings == ("not_signed", "no_document")
    maria.record(SignDelegation(delegation_id=an_id("now"), delegate_document="CI 1"))
    assert papers(maria).delegations[0].warnings == ()
