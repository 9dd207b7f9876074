# SPDX-License-Identifier: EUPL-1.2
"""A voucher card pays a part of a booking at the provider, and gets it back on cancelling."""

import msgspec
import pytest

from tests.builders import (
    FUND,
    MERCHANT,
    OFFERING,
    TERRITORY,
    an_id,
    an_operator,
    book,
    issue,
    register,
)
from tests.operations.here import FREE_ELSEWHERE, HELD, Here
from welfare_desk.core.refusals import (
    CardUnknown,
    MerchantUnknown,
    PriceChanged,
    RoleMissing,
    ShopNotAdmitted,
)
from welfare_desk.core.refusals_of_bookings import CardPaysFinalOnly, CardShareInvalid
from welfare_desk.models.booking import Booking, Share
from welfare_desk.models.card import Posting
from welfare_desk.models.fund import Fund
from welfare_desk.models.offering import Offering, PayerShare
from welfare_desk.models.settlement import Redemption
from welfare_desk.models.territory import Merchant, Provider
from welfare_desk.operations.bookings import BookPlace, CancelBooking
from welfare_desk.operations.card_shares import revived
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.operations.paying import redemption_of
from welfare_desk.operations.redemptions import ReverseRedemption
from welfare_desk.operations.world import DictRows, World

CARD, VAT = an_id("card"), "01234567890"
ISEE = an_id("isee")


@pytest.fixture
def carded(known: Here) -> Here:
    """Maria has a card of 120 euros whose balance is here; the provider is a shop of its fund."""
    for kind, row_id in ((Provider, an_id("jonathan")), (Merchant, MERCHANT)):
        known.put(msgspec.structs.replace(known.row(kind, row_id), vat_number=VAT))
    known.give(f"fund:{FUND}", 50_000)
    known.record(issue("card", "home", "maria", ISEE))
    known.record(ActivateCard(card_id=CARD))
    known.record(HandOverCard(card_id=CARD))
    return known


def balance(here: Here, account: str) -> int:
    return sum(row.amount_cents for row in here.rows(Posting) if row.account == account)


def paid(cents: int, total: int = 500, slot: object = HELD) -> BookPlace:
    """Maria's place, of which the card pays so many cents."""
    shares = (Share(payer="card", cents=cents), Share(payer="person", cents=total - cents))
    return msgspec.structs.replace(
        book("one", "maria", slot, isee_id=ISEE),  # type: ignore[arg-type]
        shares=shares, card_id=CARD, card_cents=cents, merchant_id=MERCHANT,
    )  # fmt: skip


def test_a_part_is_a_redemption_at_the_provider_and_goes_back(carded: Here) -> None:
    before = balance(carded, f"card:{CARD}")
    done = carded.record(paid(300))
    row = carded.row(Booking, an_id("one"))
    assert (done.state, row.card_id, row.total_cents) == ("final", CARD, 500)
    assert balance(carded, f"card:{CARD}") == before - 300
    assert balance(carded, f"merchant:{MERCHANT}") == 300
    assert carded.row(Redemption, redemption_of(row.id)).amount_cents == 300
    carded.record(CancelBooking(booking_id=row.id))
    assert balance(carded, f"card:{CARD}") == before
    assert balance(carded, f"merchant:{MERCHANT}") == 0
    assert carded.row(Redemption, redemption_of(row.id)).state == "reversed"


@pytest.mark.parametrize("cents", [0, -1, 501])
def test_a_card_pays_something_and_no_more_than_the_person_s_part(carded: Here, cents: int) -> None:
    carded.refuses(paid(cents), PriceChanged)
    none = (Share(payer="person", cents=500),)
    carded.refuses(msgspec.structs.replace(paid(300), card_cents=0, shares=none), PriceChanged)
    carded.refuses(msgspec.structs.replace(paid(300), card_cents=0, shares=()), CardShareInvalid)


@pytest.mark.parametrize("beyond", [501, 5_000])
def test_a_card_is_charged_what_its_share_says(carded: Here, beyond: int) -> None:
    # The shares of a card that pays all are the same whatever more it would be charged.
    carded.refuses(msgspec.structs.replace(paid(500), card_cents=beyond), CardShareInvalid)
    carded.record(paid(500))
    assert balance(carded, f"merchant:{MERCHANT}") == 500


def test_what_goes_back_to_a_card_is_owed_by_the_person_of_a_late_cancellation(
    carded: Here,
) -> None:
    payers = (PayerShare(payer="municipality", percent=50),)
    offering = carded.row(Offering, OFFERING)
    carded.put(msgspec.structs.replace(offering, payers=payers, cancel_days=2))
    town = Share(payer="municipality", cents=250)
    shares = (town, Share(payer="card", cents=200), Share(payer="person", cents=50))
    carded.record(msgspec.structs.replace(paid(200), shares=shares))
    carded.record(CancelBooking(booking_id=an_id("one")))
    row = carded.row(Booking, an_id("one"))
    assert row.late
    assert row.shares == (town, Share(payer="person", cents=250))
    assert balance(carded, f"merchant:{MERCHANT}") == 0


def test_what_was_settled_frees_the_place_and_comes_to_review(carded: Here) -> None:
    carded.record(paid(300))
    bought = carded.row(Redemption, redemption_of(an_id("one")))
    carded.accepted()
    carded.put(msgspec.structs.replace(bought, settlement_id=an_id("paid out")))
    before = balance(carded, f"card:{CARD}")
    carded.record(CancelBooking(booking_id=an_id("one")))
    assert carded.row(Booking, an_id("one")).state == "cancelled"
    assert balance(carded, f"card:{CARD}") == before
    assert carded.row(Redemption, bought.id).state == "done"
    assert carded.row(Booking, an_id("one")).shares == paid(300).shares
    assert "redemption_settled" in carded.reviews()


def test_a_redemption_taken_back_is_the_person_s_to_pay_again(carded: Here) -> None:
    carded.record(paid(300))
    carded.put(an_operator("sara", "supervisor"))
    take_back = ReverseRedemption(
        redemption_id=redemption_of(an_id("one")), reason="letta due volte", second_id=an_id("sara")
    )
    carded.record(take_back, role="supervisor")
    row = carded.row(Booking, an_id("one"))
    assert (row.state, row.card_id) == ("booked", "")
    assert row.shares == (Share(payer="person", cents=500),)
    assert balance(carded, f"merchant:{MERCHANT}") == 0
    carded.record(CancelBooking(booking_id=row.id))
    assert balance(carded, f"merchant:{MERCHANT}") == 0


def test_a_cancelled_booking_that_a_final_move_revives_is_the_person_s_to_pay(
    carded: Here,
) -> None:
    carded.record(paid(300))
    carded.record(CancelBooking(booking_id=an_id("one")))
    row = carded.row(Booking, an_id("one"))
    assert row.card_id == CARD
    stands = revived(World(DictRows(carded.rows(Redemption)), TERRITORY, settled=True), row)
    assert (stands.card_id, stands.shares) == ("", (Share(payer="person", cents=500),))


def test_a_fund_that_is_shut_takes_nothing_back(carded: Here) -> None:
    carded.record(paid(300))
    carded.put(msgspec.structs.replace(carded.row(Fund, FUND), closed_on=HELD.slot_on))
    before = balance(carded, f"card:{CARD}")
    carded.record(CancelBooking(booking_id=an_id("one")))
    assert carded.row(Booking, an_id("one")).state == "cancelled"
    assert balance(carded, f"card:{CARD}") == before
    assert "fund_shut" in carded.reviews()


def test_the_card_of_another_household_pays_nothing(carded: Here) -> None:
    carded.record(register("luca"))
    share = (Share(payer="card", cents=300), Share(payer="person", cents=1_900))
    made = msgspec.structs.replace(
        book("two", "luca", HELD), shares=share, card_id=CARD, card_cents=300, merchant_id=MERCHANT
    )
    carded.refuses(made, CardUnknown)


def test_what_others_pay_is_not_the_card_s(carded: Here) -> None:
    payers = (PayerShare(payer="municipality", percent=50),)
    offering = carded.row(Offering, OFFERING)
    carded.put(msgspec.structs.replace(offering, payers=payers))
    shares = (Share(payer="municipality", cents=250), Share(payer="card", cents=250))
    whole = (*shares, Share(payer="person", cents=0))
    made = msgspec.structs.replace(paid(250), shares=whole)
    carded.record(made)
    assert balance(carded, f"merchant:{MERCHANT}") == 250


def test_without_place_or_balance_here_no_card_pays(carded: Here) -> None:
    carded.refuses(paid(300, slot=FREE_ELSEWHERE), CardPaysFinalOnly)
    carded.lose(f"balance:{CARD}")
    carded.refuses(paid(300), CardPaysFinalOnly)


def test_provider_that_is_no_shop_of_the_fund_takes_no_card(carded: Here) -> None:
    row = carded.row(Provider, an_id("jonathan"))
    carded.put(msgspec.structs.replace(row, vat_number=""))
    carded.refuses(paid(300), ShopNotAdmitted)
    carded.refuses(
        msgspec.structs.replace(paid(300), merchant_id=an_id("no shop")), MerchantUnknown
    )
    carded.put(row)
    shop = carded.row(Merchant, MERCHANT)
    carded.put(msgspec.structs.replace(shop, state="suspended"))
    carded.refuses(paid(300), ShopNotAdmitted)


def test_who_may_not_redeem_pays_nothing_by_card(carded: Here) -> None:
    carded.refuses(paid(300), RoleMissing, role="social_worker")
