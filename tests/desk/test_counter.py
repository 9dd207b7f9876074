# SPDX-License-Identifier: EUPL-1.2
"""The main job with the line out, as the window calls it."""

import datetime

import msgspec
import pypdfium2
import pytest

from tests.builders import FUND, OFFERING, an_id, book, form, isee, issue, register
from tests.desk.conftest import PIN
from tests.support.desks import SLOTS, card_code
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import (
    AlreadyBooked,
    CardUnknown,
    FundNotHeld,
    SlotFull,
    every_refusal,
)
from welfare_desk.core.scan_codes import slip_code
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.likeness import Sought
from welfare_desk.desk.sentences import code_text, line_text, refusal_text
from welfare_desk.operations.bookings import BookPlace, CancelBooking
from welfare_desk.operations.cards import (
    ActivateCard,
    BlockCard,
    HandOverCard,
    IssueCard,
    ReplaceCard,
)
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.store import meta

CODE = "RSSMRA62C45H501N"


def take_in(desk: Desk) -> None:
    """Register Maria with her household and ISEE."""
    desk.record(register("maria", fiscal_code=CODE, no_code_reason="", phone="+390490000000"))
    desk.record(form("home", "maria"))
    desk.record(isee("isee", "home"))


def quoted(desk: Desk, name: str, slot_index: int) -> BookPlace:
    price = desk.quote(an_id("maria"), OFFERING)
    return BookPlace(
        booking_id=an_id(name),
        person_id=an_id("maria"),
        slot_id=SLOTS[slot_index].id,
        isee_id=price.isee_id,
        resident=price.resident,
        unit_cents=price.unit_cents,
        total_cents=price.total_cents,
        lines=price.lines,
    )


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_person_is_found_at_once_by_name_code_and_phone(counter: Desk) -> None:
    take_in(counter)
    assert counter.look_up(CODE).person_id == an_id("maria")
    assert counter.look_up(f"*{CODE.lower()}*\r\n").person_id == an_id("maria")
    assert [hit.surname for hit in counter.look_up("rossi mar").hits] == ["Rossi"]


def test_an_unknown_code_begins_an_intake_with_what_it_says(counter: Desk) -> None:
    found = counter.look_up(CODE)
    assert (found.meaning, found.code) == ("new_person", CODE)
    proposal = counter.read_code(CODE)
    assert proposal.sex == "F"
    assert proposal.born_on == datetime.date(1962, 3, 5)
    assert proposal.birthplace_name.upper() == "ROMA"


def test_a_wrong_check_character_opens_nothing_and_offers_who_is_near(counter: Desk) -> None:
    take_in(counter)
    found = counter.look_up(CODE[:-1] + "A")
    assert (found.meaning, found.code) == ("mistyped", "fiscal_code_check")
    assert found.near == (CODE,)


def test_a_likely_same_person_is_named_with_the_reason(counter: Desk) -> None:
    take_in(counter)
    same = counter.likely_same(
        Sought(surname="Rosi", name="Maria", born_on=datetime.date(1962, 3, 5))
    )
    assert [like.reasons for like in same] == [("near_name_and_birth",)]
    exact = counter.likely_same(Sought(fiscal_code=CODE))
    assert exact[0].reasons == ("same_code",)


def test_a_held_place_is_confirmed_and_printed_as_such(counter: Desk) -> None:
    take_in(counter)
    done = counter.record(quoted(counter, "b", 0))
    assert done.state == "final"
    page = text_of(counter.document("slip", an_id("b")))
    assert "CONFERMATA" in page
    assert "ESEMPIO" in page
    assert "PROVVISORIA" not in page
    assert counter.look_up(slip_code(done.numbers[0])).booking_id == an_id("b")
    assert counter.look_up(f"PR {done.numbers[0]}").booking_id == an_id("b")


def test_a_place_that_is_not_held_is_provisional_and_says_so(counter: Desk) -> None:
    take_in(counter)
    assert counter.record(quoted(counter, "b", 1)).state == "provisional"
    page = text_of(counter.document("slip", an_id("b")))
    assert "PROVVISORIA" in page
    assert "giovedì 17 settembre 2026, ore 10:00" in page, "an answer after the slot is none"
    assert "049 000 0000" in page
    assert counter.status().provisional == 1


def test_places_of_a_lease_that_ended_are_not_shown_as_promised_here(
    counter: Desk, clock: FixedClock
) -> None:
    take_in(counter)
    place = f"slot:{SLOTS[0].id}"
    assert counter.look(lambda here: here.left())[place] == 2
    clock.advance(minutes=14 * 24 * 60 - 61)
    assert counter.look(lambda here: here.left())[place] == 2
    clock.advance(minutes=2)
    assert place not in counter.look(lambda here: here.left())


def test_a_full_slot_names_the_next_free_one(counter: Desk) -> None:
    take_in(counter)
    with counter._store.write() as conn:
        conn.exec_driver_sql("UPDATE resource SET free = 0 WHERE id = ?", (f"slot:{SLOTS[2].id}",))
    with pytest.raises(SlotFull) as refusal:
        counter.record(quoted(counter, "b", 2))
    assert refusal.value.facts["next_on"] == "16/09/2026"
    assert refusal.value.facts["next_at"] == "15:00"
    assert "15:00" in refusal_text(refusal.value)


def test_twice_in_the_same_slot_is_refused_with_nothing_stored(counter: Desk) -> None:
    take_in(counter)
    counter.record(quoted(counter, "b", 0))
    before = counter.status()
    with pytest.raises(AlreadyBooked):
        counter.record(quoted(counter, "c", 0))
    assert counter.status() == before


def test_the_same_operation_id_is_recorded_once(counter: Desk) -> None:
    take_in(counter)
    op_id = counter.new_id()
    first = counter.record(quoted(counter, "b", 0), op_id=op_id)
    again = counter.record(quoted(counter, "b", 0), op_id=op_id)
    assert (again.op_id, again.numbers, again.repeated) == (first.op_id, first.numbers, True)
    page = counter.person(an_id("maria"))
    assert page is not None
    assert len(page.bookings) == 1


def test_the_price_is_that_of_the_bracket_and_explained(counter: Desk) -> None:
    take_in(counter)
    price = counter.quote(an_id("maria"), OFFERING)
    assert (price.total_cents, price.bracket) == (500, 1)
    words = [line_text("fee", line.code, line.facts) for line in price.lines]
    assert words[0] == "Fascia 1 dell'ISEE"


def test_a_card_goes_from_entitlement_to_the_signed_hand_over(counter: Desk) -> None:
    take_in(counter)
    due = counter.entitlements(an_id("maria"))[0]
    assert (due.amount_cents, due.obstacle) == (12_000, "")
    preview = counter.card_preview(FUND, an_id("maria"))
    done = counter.record(
        IssueCard(
            card_id=an_id("card"),
            fund_id=FUND,
            household_id=an_id("home"),
            person_id=an_id("maria"),
            amount_cents=due.amount_cents,
            isee_id=due.isee_id,
        )
    )
    assert done.state == "final"
    assert done.card_code == card_code(done.numbers[0])
    assert counter.document("card", an_id("card")) == preview
    assert counter.verify_card(done.card_code).outcome == "not_active"
    counter.record(ActivateCard(card_id=an_id("card")))
    verdict = counter.verify_card(done.card_code)
    assert (verdict.outcome, verdict.balance_cents) == ("good", 12_000)
    handed = counter.record(HandOverCard(card_id=an_id("card")))
    receipt = text_of(counter.document("receipt", an_id("card")))
    assert handed.numbers[0][:4] in receipt
    assert counter.look_up(done.card_code).card_id == an_id("card")
    assert counter.entitlements(an_id("maria"))[0].obstacle == "already_awarded"


def test_a_lost_card_is_dead_and_its_balance_lives_once(counter: Desk) -> None:
    take_in(counter)
    first = counter.record(issue("card", "home", "maria", an_id("isee")))
    counter.record(ActivateCard(card_id=an_id("card")))
    counter.record(BlockCard(card_id=an_id("card"), reason="smarrita"))
    assert counter.verify_card(first.card_code).outcome == "blocked"
    second = counter.record(
        ReplaceCard(
            card_id=an_id("card"), new_card_id=an_id("new"), fund_id=FUND, reason="smarrita"
        )
    )
    counter.record(ActivateCard(card_id=an_id("new")))
    gone = counter.verify_card(first.card_code)
    assert (gone.outcome, gone.state) == ("blocked", "replaced")
    assert counter.verify_card(first.card_code).balance_cents == 0
    assert counter.verify_card(second.card_code).balance_cents == 12_000
    assert text_of(counter.document("card", an_id("new")))


def test_altered_codes_are_torn_or_forged_never_good(counter: Desk) -> None:
    take_in(counter)
    code = counter.record(issue("card", "home", "maria", an_id("isee"))).card_code
    for place in range(4, len(code)):
        other = "A" if code[place] != "A" else "B"
        verdict = counter.verify_card(code[:place] + other + code[place + 1 :])
        assert verdict.outcome in ("torn", "forged"), place


def test_euros_that_are_not_held_are_not_promised(counter: Desk) -> None:
    for number in range(9):
        name = f"p{number}"
        counter.record(register(name))
        counter.record(form(f"h{number}", name))
        counter.record(isee(f"i{number}", f"h{number}"))
    for number in range(8):
        counter.record(issue(f"c{number}", f"h{number}", f"p{number}", an_id(f"i{number}")))
    with pytest.raises(FundNotHeld) as refusal:
        counter.record(issue("c8", "h8", "p8", an_id("i8")))
    assert refusal.value.facts["held_cents"] == 4_000
    assert counter.entitlements(an_id("p8"))[0].obstacle == "fund_not_held"


def test_the_notice_prints_with_a_line_to_sign(counter: Desk) -> None:
    take_in(counter)
    counter.record(
        RecordNotice(
            notice_id=an_id("n"),
            person_id=an_id("maria"),
            version="1",
            language="it",
            signer="self",
            given_on=datetime.date(2026, 9, 16),
        )
    )
    page = counter.person(an_id("maria"))
    assert page is not None
    assert page.notice_current
    assert "ricevuta" in text_of(counter.document("notice", an_id("maria"))).lower()


def test_the_second_print_of_a_slip_is_a_copy(counter: Desk) -> None:
    take_in(counter)
    counter.record(quoted(counter, "b", 0))
    first = counter.queue_print("slip", an_id("b"))
    counter.prints.set_state(first.job_id, "printed")
    second = counter.queue_print("slip", an_id("b"))
    assert "COPIA 1" in text_of(counter.prints.pdf(second.job_id))
    assert "Rossi" not in second.title


def test_a_card_of_another_desk_has_no_code_here(counter: Desk) -> None:
    with pytest.raises(CardUnknown):
        counter.document("card", an_id("elsewhere"))


def test_status_is_green_only_when_nothing_waits(counter: Desk) -> None:
    assert counter.status().state == "in_sync"
    take_in(counter)
    assert counter.status().state == "waiting"
    assert counter.exchange().outcome == "offline"
    assert counter.status().state == "offline"
    assert len(counter.outbox().rows) == 3


@pytest.mark.parametrize("outcome", ["revoked", "upgrade", "fork", "epoch", "wipe"])
def test_an_exchange_that_only_people_mend_is_never_green(counter: Desk, outcome: str) -> None:
    with counter._store.write() as conn:
        meta.put(conn, "link_state", outcome)
    assert counter.status().state == "stopped"


def test_a_draft_is_there_after_a_restart_and_gone_when_dropped(counter: Desk) -> None:
    draft = counter.drafts.save("intake", "Bianchi", {"surname": "Bianchi"}, operator_id="anna")
    counter.drafts.save(
        "intake", "Bianchi", {"surname": "Bianchini"}, operator_id="anna", draft_id=draft
    )
    assert counter.drafts.payload(draft) == {"surname": "Bianchini"}
    assert len(counter.drafts.all()) == 1
    counter.drafts.drop(draft)
    assert counter.drafts.payload(draft) is None


def test_old_drafts_expire(counter: Desk, clock: FixedClock) -> None:
    counter.drafts.save("intake", "x", {}, operator_id="anna")
    clock.advance(seconds=8 * 24 * 3600)
    assert len(counter.drafts.expire(7)) == 1


def test_a_cancelled_booking_frees_the_person(counter: Desk) -> None:
    take_in(counter)
    counter.record(quoted(counter, "b", 0))
    counter.record(CancelBooking(booking_id=an_id("b")))
    counter.record(quoted(counter, "c", 0))
    page = counter.person(an_id("maria"))
    assert page is not None
    assert sorted(row.state for row in page.bookings) == ["booked", "cancelled"]


def test_today_shows_who_comes(counter: Desk) -> None:
    take_in(counter)
    counter.record(quoted(counter, "b", 3))
    rows = counter.today().appointments
    assert [(row.surname, row.booking.start_minute) for row in rows] == [("Rossi", 900)]


def test_opening_a_person_makes_them_the_last(counter: Desk) -> None:
    take_in(counter)
    counter.person(an_id("maria"))
    assert counter.last_person() == an_id("maria")


@pytest.mark.parametrize("code", sorted(every_refusal()))
@pytest.mark.parametrize("lang", ["it", "en"])
def test_every_refusal_has_a_sentence_of_its_own(code: str, lang: str) -> None:
    words = code_text(code, {}, lang)
    assert words != code_text("desk_error", {}, lang)
    assert words.endswith(".")


def test_refusals_have_numbers_of_their_own() -> None:
    numbers = [cls.number for cls in every_refusal().values()]
    assert len(numbers) == len(set(numbers))


def test_switching_operators_closes_nothing(counter: Desk) -> None:
    draft = counter.drafts.save("intake", "x", {"a": 1}, operator_id="anna")
    counter.session.log_in("marta", PIN)
    assert counter.drafts.payload(draft) == {"a": 1}
    assert msgspec.structs.asdict(counter.drafts.all()[0])["operator_id"] == "anna"


def test_a_booking_without_isee_costs_the_highest_fee(counter: Desk) -> None:
    counter.record(register("maria"))
    assert counter.quote(an_id("maria"), OFFERING).total_cents == 2_200
    assert counter.record(book("b", "maria", SLOTS[0])).state == "final"
