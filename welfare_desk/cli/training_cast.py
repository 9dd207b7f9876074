# SPDX-License-Identifier: EUPL-1.2
"""Who plays in the exercises: made-up people named by the spelling alphabet, with what they bring.

Recorded at the training desk as its operator would, so that everything behind an exercise is
what the program makes itself: cards with signed codes, a booking, a booklet of vouchers.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from welfare_desk.core.fiscal_code import encode
from welfare_desk.core.isee import ORDINARY, valid_to
from welfare_desk.core.scan_codes import slip_code
from welfare_desk.desk import paper
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.awards import EntitlementView
from welfare_desk.desk.views.quote import place_from
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.territory import Municipality, Territory
from welfare_desk.operations.attestations import RecordIsee
from welfare_desk.operations.booklets import voucher_ids
from welfare_desk.operations.cards import ActivateCard, HandOverCard, IssueCard
from welfare_desk.operations.households import FormHousehold, Joining
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.people import RegisterPerson
from welfare_desk.ui.training.room import Part

PLACE = "G587"
WEEKS = 8
ISEE_CENTS = 640_000


class Casting:
    """Records who plays; ``parts`` then says it."""

    def __init__(self, desk: Desk) -> None:
        """Take an open desk at which a supervisor is at work."""
        self._desk = desk
        self._today = desk.look(lambda here: here.today)
        towns = desk.look(lambda here: here.every(Municipality))
        own = desk.look(lambda here: here.municipality_id)
        self._town = next(town for town in towns if town.id == own)
        territory = desk.look(lambda here: here.every(Territory))[0]
        self._notice_version = territory.notice_version

    def parts(self) -> dict[str, Part]:
        """Record everybody and return who plays in each exercise."""
        return {
            "t1": self._with_card("Ancona", "Alba", "F", 1971, booked=True),
            "t2": self._to_come("Bologna", "Bruno", "M", 1961),
            "t3": self._known("Como", "Carla", "F", 1984),
            "t4": self._with_card("Domodossola", "Dario", "M", 1956),
            "t5": self._with_vouchers("Empoli", "Elsa", "F", self._today.year - 96),
            "t6": self._with_booking("Firenze", "Fabio", "M", 1949),
            "t7": self._known("Genova", "Gina", "F", 1967),
            "t8": Part(),
        }

    def _to_come(self, surname: str, name: str, sex: str, year: int) -> Part:
        """Somebody whom no desk knows yet."""
        code = encode(surname, name, sex, _born(year), PLACE)
        return Part(name=f"{surname} {name}", codes=(("health", code),), fiscal_code=code)

    def _known(self, surname: str, name: str, sex: str, year: int) -> Part:
        """Somebody with a household, the notice and an ISEE that holds."""
        code = encode(surname, name, sex, _born(year), PLACE)
        new, town, record = self._desk.new_id, self._town, self._desk.record
        person_id, household_id = new(), new()
        record(
            RegisterPerson(
                person_id=person_id, controller_id=town.id, surname=surname, name=name, sex=sex,
                born_on=_born(year), birthplace_code=PLACE, fiscal_code=code,
                fiscal_code_status="seen", phone=f"+390004{year:06d}", street="Via Esempio",
                street_no=str(year % 100), postal_code=town.postal_code,
                residence_istat=town.istat_code,
            )
        )  # fmt: skip
        record(
            FormHousehold(
                household_id=household_id, controller_id=town.id,
                members=(Joining(person_id, "applicant"),),
                from_on=datetime.date(self._today.year, 1, 1), residence_istat=town.istat_code,
            )
        )  # fmt: skip
        record(
            RecordNotice(
                notice_id=new(), person_id=person_id, version=self._notice_version,
                language="it", signer=f"{name} {surname}", given_on=self._today,
            )
        )  # fmt: skip
        record(
            RecordIsee(
                isee_id=new(), household_id=household_id, isee_kind=ORDINARY,
                dsu_no=f"INPS-ISEE-{self._today.year}-{year:08d}A-00", value_cents=ISEE_CENTS,
                issued_on=self._today, valid_to=valid_to(ORDINARY, self._today),
            )
        )  # fmt: skip
        return Part(
            person_id=person_id,
            name=f"{surname} {name}",
            codes=(("health", code),),
            fiscal_code=code,
        )

    def _with_card(
        self, surname: str, name: str, sex: str, year: int, *, booked: bool = False
    ) -> Part:
        part = self._known(surname, name, sex, year)
        card_id = self._give(part.person_id, lambda each: not each.on_paper)
        if booked:
            # A service that was booked before is the usual one: offered first.
            self._book(part.person_id)
            code = self._desk.look(lambda here: paper.card_code(here, card_id))
            return _bringing(part, ("card", code))
        return part

    def _with_vouchers(self, surname: str, name: str, sex: str, year: int) -> Part:
        part = self._known(surname, name, sex, year)
        first = self._give(part.person_id, lambda each: each.on_paper)
        own = self._desk.look(lambda here: here.where(VoucherCard, "person_id", part.person_id))
        codes = self._desk.look(
            lambda here: [paper.card_code(here, each) for each in voucher_ids(first, len(own))]
        )
        return _bringing(part, *(("voucher", code) for code in codes))

    def _with_booking(self, surname: str, name: str, sex: str, year: int) -> Part:
        part = self._known(surname, name, sex, year)
        booking_id = self._book(part.person_id)
        row = self._desk.look(lambda here: here.one(Booking, booking_id))
        assert row is not None
        return _bringing(part, ("slip", slip_code(row.booking_no)))

    def _give(self, person_id: str, fits: Callable[[EntitlementView], bool]) -> str:
        """Issue what a fund gives, scan it back and hand it over; return the card's id."""
        desk = self._desk
        fund = next(
            each for each in desk.entitlements(person_id) if each.amount_cents and fits(each)
        )
        person = desk.person(person_id)
        assert person is not None
        assert person.household_id is not None
        card_id = desk.new_id()
        desk.record(
            IssueCard(
                card_id=card_id, fund_id=fund.fund_id, household_id=person.household_id,
                person_id=person_id, amount_cents=fund.amount_cents, isee_id=fund.isee_id,
                carrier="voucher" if fund.on_paper else "card", values_cents=fund.values_cents,
            )
        )  # fmt: skip
        desk.record(ActivateCard(card_id=card_id))
        desk.record(HandOverCard(card_id=card_id))
        return card_id

    def _book(self, person_id: str) -> str:
        """Book the first assured place there is; return the booking's id."""
        desk = self._desk
        tomorrow = self._today + datetime.timedelta(days=1)
        for offering in desk.offerings(person_id):
            if offering.on_request or offering.needs_assessment:
                continue
            for slot in desk.availability(offering.offering_id, person_id, tomorrow, 7 * WEEKS):
                if slot.guaranteed and not slot.unmet and not slot.clashes:
                    due = desk.quote(person_id, offering.offering_id)
                    booking_id = desk.new_id()
                    desk.record(place_from(due, booking_id, person_id, slot.slot_id))
                    return booking_id
        raise RuntimeError("no place that the training desk may promise")


def _bringing(part: Part, *codes: tuple[str, str]) -> Part:
    return Part(person_id=part.person_id, name=part.name, codes=codes, fiscal_code=part.fiscal_code)


def _born(year: int) -> datetime.date:
    return datetime.date(year, 5, 3)
