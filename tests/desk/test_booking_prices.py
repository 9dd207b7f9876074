# SPDX-License-Identifier: EUPL-1.2
"""The price is the same on quote, booking, slip and price sheet: the papers are read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import MERCHANT, OFFERING, SCHEME, TERRITORY, an_id, issue
from tests.ui.counter import MARIA, TOMMASO, counter_desk
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.fees import Bracket
from welfare_desk.core.money import euro_text
from welfare_desk.core.refusals import BookingUnknown
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.booking import place_from, quote
from welfare_desk.desk.views.party import card_parts, party_view
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import FeeScheme, Offering, PayerShare, Slot
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Merchant, Provider
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.store.rows import load_one, save

HALL = an_id("hall-0-0")


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = counter_desk(tmp_path, clock)
    yield made
    made.close()


def change(desk: Desk, kind: type[Record], row_id: str, **other: Any) -> None:
    """Change a row of the server as a pull does."""
    with desk._store.write() as conn:
        row = load_one(conn, TERRITORY, kind.KIND, row_id)
        assert row is not None
        save(conn, TERRITORY, {(kind.KIND, row_id): msgspec.structs.replace(row, **other)})


def scheme(desk: Desk, **other: Any) -> None:
    row = desk.look(lambda here: here.one(FeeScheme, SCHEME))
    assert row is not None
    change(desk, FeeScheme, SCHEME, scheme=msgspec.structs.replace(row.scheme, **other))


def feast(desk: Desk) -> str:
    slot = desk.look(lambda here: here.one(Slot, HALL))
    assert slot is not None
    return f"{slot.slot_on:%m-%d}"


def read(pdf: bytes) -> str:
    """Return the words of a paper on one line, with plain blanks."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def plain(cents: int) -> str:
    return euro_text(cents).replace("\u00a0", " ")


def test_one_price_on_quote_booking_slip_and_sheet(desk: Desk) -> None:
    payers = (PayerShare(payer="municipality", name="Comune", percent=33, cap_cents=1_000),)
    change(desk, Offering, OFFERING, payers=payers, units=3)
    scheme(
        desk, brackets=(Bracket(None, 735),), holiday_surcharge_percent=10,
        holiday_days=(feast(desk),), sibling_reduction_percent=20,
    )  # fmt: skip
    quoted = desk.look(lambda here: quote(here, MARIA, OFFERING, 1, HALL))
    assert [line.code for line in quoted.lines] == ["bracket", "holiday", "units"]
    assert (quoted.unit_cents, quoted.total_cents, quoted.person_cents) == (809, 2_427, 1_626)
    new_id = desk.new_id()
    desk.record(place_from(quoted, new_id, MARIA, HALL))
    row = desk.look(lambda here: here.one(Booking, new_id))
    assert row is not None
    assert (row.unit_cents, row.total_cents, row.lines) == (809, 2_427, quoted.lines)
    assert row.shares == quoted.shares
    slip, sheet = read(desk.document("slip", new_id)), read(desk.document("price_sheet", new_id))
    for paper in (slip, sheet):
        assert plain(2_427) in paper
        assert plain(1_626) in paper
        assert plain(801) in paper
    for line in quoted.lines:
        assert plain(line.cents) in sheet
    assert "ISEE: 11.240,00 €" in sheet
    assert "ISEE" not in slip


def test_price_sheet_of_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(BookingUnknown):
        desk.document("price_sheet", an_id("nothing"))


fees = st.integers(0, 5_000)
percents = st.integers(0, 100)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    fee=fees, surcharge=percents, cap=st.none() | fees, holiday=st.booleans(),
    units=st.integers(1, 4), payers=st.lists(st.tuples(percents, st.none() | fees), max_size=3),
)  # fmt: skip
def test_what_is_quoted_can_be_booked_whatever_the_scheme(
    desk: Desk, fee: int, surcharge: int, cap: int | None, *, holiday: bool, units: int,
    payers: list[tuple[int, int | None]],
) -> None:  # fmt: skip
    shares = tuple(PayerShare(payer="fund", percent=p, cap_cents=most) for p, most in payers)
    change(desk, Offering, OFFERING, payers=shares, units=units)
    days = (feast(desk),) if holiday else ()
    scheme(
        desk, brackets=(Bracket(None, fee),), holiday_surcharge_percent=surcharge,
        holiday_days=days, monthly_cap_cents=cap,
    )  # fmt: skip
    quoted = desk.look(lambda here: quote(here, MARIA, OFFERING, 1, HALL))
    new_id = desk.new_id()
    desk.record(place_from(quoted, new_id, MARIA, HALL))
    row = desk.look(lambda here: here.one(Booking, new_id))
    desk.record(CancelBooking(booking_id=new_id))
    assert row is not None
    assert row.total_cents == quoted.total_cents == quoted.lines[-1].cents
    assert sum(share.cents for share in row.shares or ()) in (0, row.total_cents)


def test_a_party_is_priced_in_its_order(desk: Desk) -> None:
    scheme(desk, sibling_reduction_percent=50)
    found = desk.look(
        lambda here: party_view(here, (MARIA, TOMMASO), OFFERING, here.today, 28, "operator")
    )
    assert [each.sibling for each in found.prices[HALL]] == [False, False]
    assert found.cards == ()


def test_a_card_is_offered_where_the_provider_is_a_shop(desk: Desk) -> None:
    assert desk.look(lambda here: card_parts(here, MARIA, OFFERING)) == ()
    for kind, row_id in ((Provider, an_id("jonathan")), (Merchant, MERCHANT)):
        change(desk, kind, row_id, vat_number="01234567890")
    assert desk.look(lambda here: card_parts(here, MARIA, OFFERING)) == ()
    desk.record(issue("card", "home", "maria", an_id("isee"), 38_000))
    desk.record(ActivateCard(card_id=an_id("card")))
    desk.record(HandOverCard(card_id=an_id("card")))
    (part,) = desk.look(lambda here: card_parts(here, MARIA, OFFERING))
    assert (part.card_id, part.merchant_id) == (an_id("card"), MERCHANT)
    quoted = desk.look(lambda here: quote(here, MARIA, OFFERING, 1, HALL))
    paid = quoted.paid_by_card(part.left_cents)
    assert (paid.card_cents, paid.person_cents) == (quoted.total_cents, 0)
