# SPDX-License-Identifier: EUPL-1.2
"""A municipality's month: services, payers, funds, and benefits by what their record lacks."""

import datetime

import msgspec
import pytest

from tests.builders import MERCHANT, OFFERING, TODAY, an_id, book, form, isee, issue, register
from tests.support.desks import SLOTS
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import FundUnknown
from welfare_desk.core.refusals_of_providers import OfferingUnknown
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.month_tables import month_out, month_tables
from welfare_desk.desk.views.month_report import LACKS, MonthReport, month_report
from welfare_desk.models.application import Application, Declared
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.person import Person
from welfare_desk.operations.bookings import CancelBooking, RecordAttendance
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.store.rows import save


def of_month(counter: Desk, month: datetime.date = TODAY, **only: str) -> MonthReport:
    return counter.look(lambda here: month_report(here, month, **only))


def granted(counter: Desk, name: str, code: str = "", *, handed: bool = True) -> None:
    """Give a household of one a card of 120 euros."""
    counter.record(register(name))
    counter.record(form(f"home {name}", name))
    counter.record(isee(f"isee {name}", f"home {name}"))
    counter.record(issue(f"card {name}", f"home {name}", name, an_id(f"isee {name}")))
    if handed:
        counter.record(ActivateCard(card_id=an_id(f"card {name}")))
        counter.record(HandOverCard(card_id=an_id(f"card {name}")))
    person = counter.look(lambda here: here.one(Person, an_id(name)))
    assert person is not None
    store, _, _ = counter.parts()
    with store.write() as conn:
        row = msgspec.structs.replace(person, fiscal_code=code)
        save(conn, row.territory_id, {(Person.KIND, row.id): row})


def test_services_are_counted_in_the_month_of_the_meeting(counter: Desk) -> None:
    for name, slot in (("maria", SLOTS[3]), ("luca", SLOTS[0]), ("elena", SLOTS[1])):
        counter.record(register(name))
        counter.record(book(f"of {name}", name, slot))
    counter.record(RecordAttendance(booking_id=an_id("of maria"), outcome="attended"))
    counter.record(CancelBooking(booking_id=an_id("of elena")))
    report = of_month(counter)
    (line,) = report.offerings
    assert (line.bookings, line.outcomes["attended"].bookings) == (2, 1)
    assert (report.new_people, report.people) == (3, 2)
    assert report.payer("person") == line.cents > 0
    assert sum(report.payers.values()) == line.cents
    later = of_month(counter, TODAY + datetime.timedelta(days=40))
    assert (later.offerings, later.new_people, later.people) == ((), 0, 0)


def test_money_is_counted_by_issue_and_by_the_day_at_the_till(
    counter: Desk, clock: FixedClock
) -> None:
    granted(counter, "maria")
    clock.advance(days=31)
    counter.record(
        RedeemCard(card_id=an_id("card maria"), merchant_id=MERCHANT, amount_cents=4_550)
    )
    (first,), (second,) = (
        of_month(counter).funds,
        of_month(counter, TODAY + datetime.timedelta(days=31)).funds,
    )
    assert (first.cards, first.issued_cents, first.spent_cents) == (1, 12_000, 0)
    assert (second.cards, second.purchases, second.spent_cents) == (0, 1, 4_550)


def test_each_grant_says_what_its_record_lacks(counter: Desk) -> None:
    granted(counter, "waits", "RSSMRA62C45H501N", handed=False)
    granted(counter, "bare")
    granted(counter, "letters", "RSSMRAS2C45H501N")
    granted(counter, "alone", "RSSMRA62C45H501N")
    (line,) = of_month(counter).benefits
    assert (line.code, line.grants, line.people, line.cents) == ("A1.06", 4, 4, 48_000)
    assert line.lacks == {
        "complete": 0, "not_handed_over": 1, "no_code": 1, "by_hand": 1, "no_protocol": 1,
    }  # fmt: skip


def test_grant_with_code_and_protocol_is_complete(counter: Desk) -> None:
    granted(counter, "maria", "RSSMRA62C45H501N")
    card = counter.look(lambda here: here.one(VoucherCard, an_id("card maria")))
    assert card is not None
    store, _, _ = counter.parts()
    filed = Application(
        id=an_id("filed"), territory_id=card.territory_id, controller_id=card.controller_id,
        fund_id=card.fund_id, period="2026", household_id=card.household_id,
        applicant_id=card.person_id, delegation_id=None, filed_at=1, receipt_no="X",
        protocol_no="2026/004312", declared=Declared(members=1), claim_cents=12_000, lines=(),
        state="approved", cross_check="clear", rank=None, sampled=False, control="",
        control_words="", amount_cents=12_000, decided_at=1, decided_by="", second_by="",
        reason="", device=1, operator_id="",
    )  # fmt: skip
    with store.write() as conn:
        given = msgspec.structs.replace(card, application_id=filed.id)
        rows = {(row.KIND, row.id): row for row in (filed, given)}
        save(conn, card.territory_id, rows)  # type: ignore[arg-type]
    (line,) = of_month(counter).benefits
    assert line.lacks == dict.fromkeys(LACKS, 0) | {"complete": 1}


def test_one_fund_and_one_service_alone(counter: Desk) -> None:
    granted(counter, "maria")
    counter.record(book("of maria", "maria", SLOTS[3]))
    assert of_month(counter, offering=OFFERING).people == 1
    with pytest.raises(FundUnknown):
        of_month(counter, fund_id=an_id("none"))
    with pytest.raises(OfferingUnknown):
        of_month(counter, offering="none")


def test_tables_name_nobody_and_end_with_their_sum(counter: Desk) -> None:
    granted(counter, "maria", "RSSMRA62C45H501N")
    counter.record(book("of maria", "maria", SLOTS[3]))
    report = of_month(counter)
    tables = month_tables(report)
    assert tables[1].rows[-1][0] == "Totale"
    data = month_out(report).csv().decode("utf-8-sig")
    assert "RSSMRA" not in data
    assert "Maria" not in data
    assert "A1.06" in data
