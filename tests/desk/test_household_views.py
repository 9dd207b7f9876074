# SPDX-License-Identifier: EUPL-1.2
"""The household page, a person's households, attestations, the call list, the scale explained."""

import datetime
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec
import pytest

from tests.builders import (
    FUND,
    OFFERING,
    TERRITORY,
    TODAY,
    TOWN,
    a_fund,
    a_slot,
    an_id,
    book,
    form,
    isee,
    register,
)
from tests.support.vectors import vectors
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.equivalence import Situation
from welfare_desk.core.isee import CURRENT, MINORS, SOCIAL_HEALTH
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.sentences import line_text
from welfare_desk.desk.views.attestations import AttestationView, attestations_of
from welfare_desk.desk.views.awards import entitlements
from welfare_desk.desk.views.booking import quote
from welfare_desk.desk.views.expiring import expiring_list, recheck_list
from welfare_desk.desk.views.household import HouseholdView, household_view, stays_of
from welfare_desk.desk.views.repricing import repriced_in, stale_prices
from welfare_desk.desk.views.scale import scale_view, situation_of
from welfare_desk.models.offering import Offering
from welfare_desk.models.record import Record
from welfare_desk.operations.attestations import CorrectIsee, RepriceBookings, WithdrawIsee
from welfare_desk.operations.households import (
    ChangeHousehold,
    FormHousehold,
    Joining,
    MoveHouse,
    SplitHousehold,
)
from welfare_desk.protocol.lease import LIFE_US, Lease
from welfare_desk.store import rights
from welfare_desk.store.rows import load_one, save
from welfare_desk.sync.recorder import held_row

DAY = datetime.timedelta(days=1)
HOME, OTHER, ISEE = an_id("home"), an_id("other"), an_id("isee")
LATER = a_slot("later", places=5, days=9)
JANUARY = a_slot("january", places=5, days=120)


def put(desk: Desk, *rows: Record) -> None:
    """Store rows as if they had been pulled."""
    with desk._store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})


def offering(desk: Desk, **changes: Any) -> None:
    """Change the one offering."""
    with desk._store.write() as conn:
        row = load_one(conn, TERRITORY, Offering.KIND, OFFERING)
    assert row is not None
    put(desk, msgspec.structs.replace(row, **changes))


@pytest.fixture
def home(counter: Desk) -> Desk:
    """Maria (64), with her children Luca (10) and Nina (2), and places in two later slots."""
    counter.record(register("maria", phone="+393470000001"))
    counter.record(register("luca", born_on=datetime.date(2016, 3, 1)))
    counter.record(register("nina", born_on=datetime.date(2024, 1, 1)))
    counter.record(register("ugo", surname="Abate"))
    counter.record(form("home", "maria", "luca", "nina"))
    put(counter, LATER, JANUARY)
    now = counter.now_us()
    with counter._store.write() as conn:
        for slot in (LATER, JANUARY):
            lease = Lease(
                id=f"of {slot.id}", device=1, inc=1, resource=f"slot:{slot.id}", quantity=4,
                fence=0, not_after=now + 10 * LIFE_US,
            )  # fmt: skip
            rights.add(conn, [held_row(lease)])
    return counter


def page(desk: Desk, household_id: str = HOME) -> HouseholdView:
    view = desk.look(partial(household_view, household_id=household_id))
    assert view is not None
    return view


def papers(desk: Desk) -> list[AttestationView]:
    return list(desk.look(partial(attestations_of, household_id=HOME)))


def recorded(name: str = "isee", **fields: Any) -> Any:
    return msgspec.structs.replace(isee(name, "home"), **fields)


def codes(view: AttestationView) -> list[str]:
    return [warned.code for warned in view.warnings]


def test_page_tells_who_counts_who_lives_there_and_who_left(home: Desk) -> None:
    home.record(
        ChangeHousehold(
            household_id=HOME,
            on=TODAY,
            joins=(Joining(an_id("ugo"), "carer", counts=False),),
            leaves=(an_id("luca"),),
            reason="adult_child",
        )
    )
    view = page(home)
    assert (view.formed_on, view.municipality_name) == (
        datetime.date(2026, 1, 1), "Piazzola sul Brenta",
    )  # fmt: skip
    members = [(each.name, each.role, each.age, each.from_on) for each in view.members]
    first = datetime.date(2026, 1, 1)
    assert members == [("Maria", "applicant", 64, first), ("Nina", "child", 2, first)]
    (carer,) = view.others
    assert (carer.name, carer.role, carer.counts, carer.from_on) == ("Ugo", "carer", False, TODAY)
    (gone,) = view.past
    assert (gone.name, gone.to_on, gone.reason) == ("Luca", TODAY - DAY, "adult_child")
    assert (gone.mistaken, view.coming) == (False, ())
    assert view.members[0].phone == "+393470000001"


def test_page_of_a_household_that_is_not_here_is_nothing(counter: Desk) -> None:
    assert counter.look(partial(household_view, household_id=HOME)) is None
    assert counter.look(partial(attestations_of, household_id=HOME)) == ()
    assert counter.look(partial(situation_of, household_id=HOME)) is None


def test_mistake_and_who_comes_tomorrow_are_told_as_such(home: Desk) -> None:
    change = partial(ChangeHousehold, household_id=HOME)
    home.record(change(on=TODAY, joins=(Joining(an_id("ugo"), "parent"),)))
    home.record(change(on=TODAY, leaves=(an_id("ugo"),), reason="error"))
    home.record(change(on=TODAY + DAY, joins=(Joining(an_id("ugo"), "parent"),)))
    view = page(home)
    assert [(each.name, each.mistaken, each.reason) for each in view.past] == [
        ("Ugo", True, "error")
    ]
    assert [(each.name, each.from_on) for each in view.coming] == [("Ugo", TODAY + DAY)]


def test_addresses_of_the_members_are_told_with_the_one_before(home: Desk) -> None:
    for street, days, reason in (("Via Roma", 3, "sfratto"), ("Via Po", 1, "casa popolare")):
        home.record(
            MoveHouse(
                household_id=HOME,
                on=TODAY - days * DAY,
                street=street,
                street_no="1",
                postal_code="35016",
                residence_istat="028063",
                reason=reason,
            )
        )
    of_maria = [each for each in page(home).addresses if each.name == "Maria"]
    town = "35016 Piazzola sul Brenta"
    assert [(each.on, each.before, each.after, each.reason) for each in of_maria] == [
        (TODAY - DAY, f"Via Roma 1, {town}", f"Via Po 1, {town}", "casa popolare"),
        (TODAY - 3 * DAY, "Piazzola sul Brenta", f"Via Roma 1, {town}", "sfratto"),
    ]
    assert len(page(home).addresses) == 6


def test_persons_households_are_told_the_latest_first(home: Desk) -> None:
    home.record(
        SplitHousehold(
            household_id=HOME,
            new_household_id=OTHER,
            on=TODAY,
            movers=(Joining(an_id("luca"), "applicant"), Joining(an_id("nina"), "child", False)),
        )
    )
    of_luca = home.look(partial(stays_of, person_id=an_id("luca")))
    assert [(stay.household_id, stay.now, stay.reason) for stay in of_luca] == [
        (OTHER, True, ""),
        (HOME, False, "separated"),
    ]
    assert set(of_luca[1].with_whom) == {"Rossi Maria", "Rossi Nina"}
    of_nina = home.look(partial(stays_of, person_id=an_id("nina")))
    assert [(stay.household_id, stay.counts) for stay in of_nina] == [(HOME, True), (OTHER, False)]
    assert of_nina[1].with_whom == ("Rossi Luca",)


def test_attestations_stand_side_by_side_with_bracket_days_and_use(home: Desk) -> None:
    home.record(recorded("old", value_cents=1_600_000, issued_on=datetime.date(2026, 1, 10)))
    home.record(recorded(dsu_no="INPS-ISEE-2026-01234567A-00"))
    home.record(recorded("minors", isee_kind=MINORS, beneficiary_id=an_id("nina")))
    home.record(recorded("wrong", isee_kind=SOCIAL_HEALTH))
    home.record(WithdrawIsee(isee_id=an_id("wrong"), reason="di un altro"))
    views = {view.isee_id: view for view in papers(home)}
    right = views[ISEE]
    assert (right.bracket, right.days_left, right.state, right.warnings) == (1, 106, "valid", ())
    assert right.used_for == ("Tutoring in presenza", "Buoni spesa ESEMPIO")
    old = views[an_id("old")]
    assert (old.bracket, old.used_for) == (3, ())
    assert views[an_id("minors")].beneficiary_name == "Rossi Nina"
    withdrawn = views[an_id("wrong")]
    assert (withdrawn.state, codes(withdrawn)) == ("withdrawn", ["withdrawn"])
    (why,) = withdrawn.corrections
    assert (why.field, why.before, why.reason) == ("valid_to", "2026-12-31", "di un altro")
    assert papers(home)[-1].isee_id == an_id("wrong")


def test_what_deserves_a_second_look_is_told_in_words(home: Desk) -> None:
    home.record(
        recorded(
            isee_kind=MINORS,
            dsu_no="CAF-1",
            valid_to=datetime.date(2027, 1, 15),
            has_discrepancies=True,
        )
    )
    home.record(ChangeHousehold(household_id=HOME, on=TODAY, leaves=(an_id("luca"),)))
    (view,) = papers(home)
    assert codes(view) == [
        "dsu_strange", "valid_to_unusual", "discrepancies", "no_beneficiary", "household_changed",
    ]  # fmt: skip
    words = [line_text("isee_warning", each.code, each.facts) for each in view.warnings]
    assert "di solito 31/12/2026" in words[1]
    assert all("–" not in each and "{" not in each for each in words)


def test_change_of_role_or_a_carer_is_no_change_of_the_household(home: Desk) -> None:
    home.record(recorded())
    home.record(
        ChangeHousehold(
            household_id=HOME, on=TODAY, joins=(Joining(an_id("ugo"), "carer", counts=False),)
        )
    )
    assert codes(papers(home)[0]) == []


def test_attestation_that_ends_soon_says_in_how_many_days(home: Desk, clock: FixedClock) -> None:
    home.record(recorded(isee_kind=CURRENT, issued_on=TODAY - DAY, valid_to=TODAY + 30 * DAY))
    (view,) = papers(home)
    assert (view.state, view.days_left) == ("expiring", 30)
    assert view.warnings[-1].facts == {"days": 30}
    clock.advance(31 * 86_400)
    assert [(each.state, codes(each)) for each in papers(home)] == [("expired", ["expired"])]


def test_quote_takes_the_right_attestation_and_says_why_none_counts(home: Desk) -> None:
    ask = partial(quote, person_id=an_id("luca"), offering_id=OFFERING)
    assert home.look(ask).isee_reason == "none"
    home.record(recorded())
    found = home.look(ask)
    assert (found.isee_id, found.total_cents, found.isee_reason) == (ISEE, 500, "")
    offering(home, isee_kind=SOCIAL_HEALTH)
    assert home.look(ask).isee_fallback
    offering(home, isee_kind=MINORS)
    none = home.look(ask)
    assert (none.isee_id, none.total_cents, none.isee_reason) == (None, 2_200, "other_kind")
    assert line_text("no_isee", none.isee_reason, {}).startswith("C'è un ISEE")
    home.record(book("one", "luca", LATER))


@pytest.mark.parametrize("reason", ["none", "expired", "other_kind", "other_beneficiary"])
def test_each_reason_has_its_words(reason: str) -> None:
    assert line_text("no_isee", reason, {}) != line_text("no_isee", reason, {}, "en")


def test_entitlement_goes_by_who_counts_and_the_right_attestation(home: Desk) -> None:
    criteria = msgspec.structs.replace(a_fund().criteria, isee_kinds=("ordinary",))
    put(home, a_fund(criteria=criteria))
    home.record(recorded(isee_kind=CURRENT))
    joins = (Joining(an_id("ugo"), "carer", counts=False),)
    home.record(ChangeHousehold(household_id=HOME, on=TODAY, joins=joins))
    (view,) = home.look(partial(entitlements, person_id=an_id("maria")))
    assert (view.fund_id, view.members, view.isee_id) == (FUND, 3, ISEE)
    assert (view.amount_cents, view.obstacle) == (32_000, "")
    assert home.look(partial(entitlements, person_id=an_id("ugo"))) == ()


def test_operator_sees_what_was_priced_anew_and_can_call(home: Desk) -> None:
    home.record(book("one", "maria", LATER))
    home.record(book("two", "luca", LATER))
    done = home.record(recorded())
    found = home.look(partial(repriced_in, household_id=HOME, op_id=done.op_id))
    assert {(each.name, each.before_cents, each.after_cents) for each in found} == {
        ("Maria", 2_200, 500),
        ("Luca", 2_200, 500),
    }
    assert {each.reason for each in found} == {"new_isee"}
    assert line_text("repriced", "new_isee", {}) == "Nuovo ISEE"
    assert home.look(partial(repriced_in, household_id=HOME, op_id=an_id("other"))) == ()
    assert len(home.look(partial(repriced_in, household_id=HOME))) == 2


def test_prices_that_would_change_are_shown_before_they_do(home: Desk) -> None:
    home.record(recorded())
    home.record(book("one", "maria", LATER))
    stale = home.look(partial(stale_prices, household_id=HOME))
    assert [(each.now_cents, each.would_be_cents) for each in stale] == [(2_200, 500)]
    home.record(RepriceBookings(household_id=HOME))
    assert home.look(partial(stale_prices, household_id=HOME)) == ()


def test_call_list_names_whom_to_call_and_what_lies_beyond(home: Desk, clock: FixedClock) -> None:
    home.record(form("other", "ugo"))
    home.record(recorded())
    home.record(msgspec.structs.replace(isee("of ugo", "other"), valid_to=TODAY + 5 * DAY))
    home.record(book("one", "luca", JANUARY, isee_id=ISEE))
    (soon,) = home.look(expiring_list).rows
    assert (soon.surname, soon.days_left, soon.phone, soon.bookings_beyond) == ("Abate", 5, "", 0)
    clock.advance(112 * 86_400)
    found = home.look(expiring_list)
    (row,) = found.rows
    assert (row.name, row.phone, row.valid_to) == (
        "Maria", "+393470000001", datetime.date(2026, 12, 31),
    )  # fmt: skip
    assert (row.days_left, row.bookings_beyond, found.total) == (-6, 1, 1)
    clock.advance(40 * 86_400)
    assert home.look(expiring_list).rows == ()


def test_who_has_a_later_attestation_is_not_called(home: Desk) -> None:
    home.record(recorded("short", valid_to=TODAY + 5 * DAY))
    assert home.look(expiring_list).total == 1
    home.record(recorded("minors", isee_kind=MINORS))
    assert home.look(expiring_list).total == 1
    home.record(recorded())
    assert home.look(expiring_list).total == 0
    home.record(WithdrawIsee(isee_id=ISEE, reason="x"))
    assert home.look(expiring_list).total == 1


def test_phone_of_a_grown_up_is_given_where_the_applicant_has_none(home: Desk) -> None:
    home.record(register("ada", phone="+393470000009"))
    members = (Joining(an_id("ugo"), "applicant"), Joining(an_id("ada"), "spouse"))
    home.record(
        FormHousehold(household_id=OTHER, controller_id=TOWN, members=members, from_on=TODAY)
    )
    home.record(msgspec.structs.replace(isee("short", "other"), valid_to=TODAY))
    (row,) = home.look(expiring_list).rows
    assert (row.surname, row.phone, row.days_left) == ("Abate", "+393470000009", 0)


def test_bookings_beyond_their_attestation_are_listed(home: Desk) -> None:
    home.record(recorded())
    home.record(book("one", "luca", JANUARY, isee_id=ISEE))
    home.record(book("two", "maria", LATER, isee_id=ISEE))
    (row,) = home.look(recheck_list)
    assert (row.booking.booking_id, row.name, row.household_id) == (an_id("one"), "Luca", HOME)
    assert (row.isee_valid_to, row.withdrawn) == (datetime.date(2026, 12, 31), False)
    home.record(
        CorrectIsee(
            isee_id=ISEE,
            reason="scadenza letta male",
            isee_kind="ordinary",
            value_cents=700_000,
            issued_on=datetime.date(2026, 2, 1),
            valid_to=datetime.date(2027, 1, 31),
        )
    )
    assert home.look(recheck_list) == ()


@pytest.mark.parametrize("vector", vectors("isee_scale", "scale_vectors"), ids=str)
def test_scale_in_words_agrees_with_the_published_one(vector: dict[str, Any]) -> None:
    facts = {key: value for key, value in vector.items() if key not in ("n", "expected")}
    view = scale_view(Situation(members=vector["n"], **facts))
    expected = vector["expected"]
    assert view.hundredths == int(Decimal(expected) * 100)
    assert sum(line.hundredths for line in view.lines) == view.hundredths
    assert view.total_text == f"Scala di equivalenza: {expected.replace('.', ',')}"
    assert all("{" not in line.text and "–" not in line.text for line in view.lines)
    assert all("all. 1 DPCM 159/2013" in x.text for x in view.lines if x.code != "disabled")


@pytest.mark.parametrize("vector", vectors("isee_scale", "isee_vectors"), ids=str)
def test_example_is_worked_out_to_the_cent(vector: dict[str, Any]) -> None:
    income, assets = (int(Decimal(vector[key]) * 100) for key in ("isr", "isp"))
    view = scale_view(Situation(members=vector["members"]), income, assets)
    assert view.ise_cents == int(Decimal(vector["ise"]) * 100)
    assert view.isee_cents == int(Decimal(vector["isee"]) * 100)
    assert len(view.example) == 2


def test_scale_of_a_household_as_it_stands(home: Desk) -> None:
    home.record(
        ChangeHousehold(
            household_id=HOME, on=TODAY, joins=(Joining(an_id("ugo"), "carer", counts=False),)
        )
    )
    ask = partial(situation_of, household_id=HOME)
    plain = home.look(ask)
    assert plain == Situation(members=3, children=2, minors=True, under3=True)
    asked = home.look(partial(ask, both_work=True, disabled=9))
    assert asked is not None
    assert (asked.both_work, asked.disabled) == (True, 3)
    view = scale_view(asked, 1_800_000, 2_000_000)
    assert [line.code for line in view.lines] == ["members", "minors_under_three", "disabled"]
    assert view.hundredths == 204 + 30 + 150
    assert view.lines[0].text == "Scala di base per 3 componenti: 2,04 (all. 1 DPCM 159/2013)"
    assert view.example[0].startswith("ISE = 18.000,00")
    assert "INPS" in view.notes[0]
    assert "Comune" in view.notes[1]
    assert scale_view(asked, lang="en").lines[0].text.endswith("2.04 (Annex 1, DPCM 159/2013)")
