# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a row of a list of applications: who is meant, which household, what to record.

People, household and ISEE that are here are used as they are; what is missing and stands in
the row is recorded.  Where the row and the desk differ nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from welfare_desk.core.awards import Criteria
from welfare_desk.core.dates import date_text
from welfare_desk.core.decisions import COUNTING
from welfare_desk.core.ids import derived
from welfare_desk.exchange.applications_file import Applied, Isee, Member, refused
from welfare_desk.exchange.residents import Resident, Said
from welfare_desk.exchange.residents_match import Matcher
from welfare_desk.models.application import Application
from welfare_desk.models.fund import Fund
from welfare_desk.models.household import Household
from welfare_desk.models.person import Person
from welfare_desk.operations.applications import AttachProtocolNo, FileApplication
from welfare_desk.operations.attestations import RecordIsee
from welfare_desk.operations.entitled import rules_of
from welfare_desk.operations.households import FormHousehold
from welfare_desk.operations.identity import root_id
from welfare_desk.operations.membership import Joining, counting_members, holds, memberships
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.repricing import right_for_household
from welfare_desk.operations.world import World

Fate = Literal["new", "already", "refused"]
_ISEE_NOTE = "dall'elenco delle domande; il giorno del rilascio non è indicato"


class Filing(msgspec.Struct, frozen=True):
    """What becomes of a row: with ``filing`` an application is filed."""

    row: Applied
    fate: Fate
    before: tuple[Operation, ...] = ()
    """What has to be here first: people, their household, the ISEE."""
    filing: FileApplication | None = None
    after: AttachProtocolNo | None = None


class _Refuse(Exception):
    """The row cannot be filed as it stands."""

    def __init__(self, code: str, **facts: int | str) -> None:
        super().__init__(code)
        self.said: Said = (code, dict(facts))


class _Found(msgspec.Struct):
    """People and household of a row, known or to be made."""

    applicant_id: str
    household_id: str
    members: tuple[str, ...]
    births: tuple[date, ...]
    before: list[Operation]
    is_new_home: bool


class ApplicationMatcher:
    """Decides rows of one list, one after the other; ``today`` is the day of filing."""

    def __init__(self, fund: Fund, controller_id: str, residence: str, today: date) -> None:
        self._fund = fund
        self._controller_id = controller_id
        self._residence = residence
        self._today = today
        self._rules: Criteria = rules_of(fund, today)
        self._people = Matcher(0, {}, "")
        self._rows: dict[str, int] = {}

    def decide(self, world: World, row: Applied) -> Filing:
        """Return what becomes of the row by the rows of ``world``."""
        if row.reasons or row.resident is None or row.resident.body is None:
            return Filing(row, "refused")
        try:
            return self._decided(world, row, row.resident)
        except _Refuse as said:
            return Filing(refused(row, said.said), "refused")

    def _decided(self, world: World, row: Applied, resident: Resident) -> Filing:
        self._check_day(row)
        found = self._people_of(world, row, resident)
        application_id = derived(
            world.territory_id,
            f"application:{self._fund.id}:{self._fund.period}:{found.applicant_id}",
        )
        self._check_rows(found)
        filed = world.get(Application, application_id)
        if filed is not None:
            self._note(row, found)
            # Killed between filing and protocol, the number is still to come.
            late = _protocol(row, application_id) if not filed.protocol_no else None
            return Filing(row, "already", after=late)
        self._check_not_applied(world, found)
        row, isee_id = self._isee(world, row, found, application_id)
        self._check_declared(row)
        self._note(row, found)
        filing = FileApplication(
            application_id=application_id,
            fund_id=self._fund.id,
            household_id=found.household_id,
            applicant_id=found.applicant_id,
            members=len(found.members),
            births_on=tuple(sorted(found.births)),
            disabled=row.disabled,
            isee_id=isee_id,
            income_cents=row.income_cents,
            other_support=row.other_support,
            other_support_cents=row.other_support_cents,
            resident_from=row.resident_from,
            documents=row.documents,
        )
        after = _protocol(row, application_id)
        return Filing(row, "new", tuple(found.before), filing, after)

    def _check_day(self, row: Applied) -> None:
        first = self._fund.applications_from or self._fund.starts_on
        last = self._fund.applications_until or self._fund.ends_on
        if row.filed_on is not None and not first <= row.filed_on <= min(last, self._today):
            raise _Refuse("filed_outside", from_on=date_text(first), until_on=date_text(last))

    def _people_of(self, world: World, row: Applied, resident: Resident) -> _Found:
        person = self._meant(world, resident)
        if person is not None:
            home = self._home(world, person.id)
            if home is not None:
                return self._known(world, row, person.id, home)
        return self._new_home(world, row, resident, person)

    def _meant(self, world: World, resident: Resident) -> Person | None:
        person, unsure = self._people.meant(world, resident)
        if unsure is not None:
            raise _Refuse(unsure[0], **unsure[1])
        return person

    def _home(self, world: World, person_id: str) -> Household | None:
        """Return the household in which a person counts today, or nothing."""
        for row in memberships(world, person_id):
            if row.counts and holds(row, self._today):
                return world.get(Household, row.household_id)
        return None

    def _known(self, world: World, row: Applied, person_id: str, home: Household) -> _Found:
        members = counting_members(world, home.id, self._today)
        if len(members) != row.members:
            raise _Refuse("household_differs", declared=row.members, known=len(members))
        people = [world.get(Person, each) for each in members]
        codes = {each.base_code for each in people if each and each.base_code}
        for other in row.others or ():
            base = other.resident.base_code if other.resident else other.fiscal_code
            if codes and len(codes) == len(people) and base not in codes:
                raise _Refuse("member_elsewhere")
        births = tuple(each.born_on for each in people if each and each.born_on)
        return _Found(root_id(world, person_id), home.id, members, births, [], is_new_home=False)

    def _new_home(
        self, world: World, row: Applied, resident: Resident, person: Person | None
    ) -> _Found:
        if row.members > 1 and row.others is None:
            raise _Refuse("members_unknown", declared=row.members)
        before: list[Operation] = []
        assert resident.body is not None, "a refused row came in"
        if person is None:
            body = resident.body
            before.append(body)
            members = [(body.person_id, body.born_on)]
        else:
            members = [(person.id, person.born_on)]
        for other in row.others or ():
            members.append(self._member(world, other, before))
        people = tuple(member for member, _ in members)
        household_id = derived(world.territory_id, f"applicant-home:{people[0]}")
        roles = ("applicant", *("other" for _ in people[1:]))
        before.append(
            FormHousehold(
                household_id=household_id,
                controller_id=self._controller_id,
                members=tuple(map(Joining, people, roles)),
                from_on=self._today,
                residence_istat=resident.body.residence_istat or self._residence,
            )
        )
        births = tuple(born_on for _, born_on in members if born_on is not None)
        return _Found(people[0], household_id, people, births, before, is_new_home=True)

    def _member(
        self, world: World, other: Member, before: list[Operation]
    ) -> tuple[str, date | None]:
        if other.resident is None:
            here = [
                each
                for each in world.find(Person, "base_code", other.fiscal_code)
                if each.controller_id == self._controller_id
            ]
            if not here:
                raise _Refuse("member_unknown")
            person: Person | None = here[0]
        else:
            person = self._meant(world, other.resident)
        if person is None:
            assert other.resident is not None, "a code alone means somebody here"
            assert other.resident.body is not None, "a refused row came in"
            before.append(other.resident.body)
            return other.resident.body.person_id, other.resident.body.born_on
        root = root_id(world, person.id)
        if self._home(world, root) is not None:
            raise _Refuse("member_elsewhere")
        return root, person.born_on

    def _check_rows(self, found: _Found) -> None:
        """Refuse who is of a household for which an earlier row of the list applied."""
        keys = (found.household_id, *found.members)
        first = min((self._rows[key] for key in keys if key in self._rows), default=0)
        if first:
            raise _Refuse("household_row", row=first)

    def _note(self, row: Applied, found: _Found) -> None:
        self._rows |= dict.fromkeys((found.household_id, *found.members), row.line)

    def _check_not_applied(self, world: World, found: _Found) -> None:
        if found.is_new_home:
            return
        for each in world.find(Application, "household_id", found.household_id):
            same = (each.fund_id, each.period) == (self._fund.id, self._fund.period)
            if same and each.state in COUNTING:
                raise _Refuse("applied_already", receipt_no=each.receipt_no)

    def _isee(
        self, world: World, row: Applied, found: _Found, application_id: str
    ) -> tuple[Applied, str | None]:
        """Return the attestation that counts: the one here, or the row's, to be recorded."""
        here = None
        if not found.is_new_home:
            kinds = self._rules.isee_kinds
            here = right_for_household(world, found.household_id, kinds, self._today).isee
        said = row.isee
        if here is not None:
            if said is not None and said.value_cents != here.value_cents:
                raise _Refuse("isee_differs")
            return row, here.id
        if said is None:
            if self._rules.needs_isee:
                raise _Refuse("isee_missing")
            return row, None
        if said.valid_to < self._today:
            raise _Refuse("isee_expired", valid_to=date_text(said.valid_to))
        isee_id = derived(application_id, "isee")
        found.before.append(_recorded(said, isee_id, found.household_id))
        return row, isee_id

    def _check_declared(self, row: Applied) -> None:
        if self._rules.resident_months and row.resident_from is None:
            raise _Refuse("declared_missing", field="resident_from")
        if self._rules.income_ceilings_cents and row.income_cents is None:
            raise _Refuse("declared_missing", field="income")


def _protocol(row: Applied, application_id: str) -> AttachProtocolNo | None:
    if not row.protocol_no:
        return None
    return AttachProtocolNo(application_id=application_id, protocol_no=row.protocol_no)


def _recorded(isee: Isee, isee_id: str, household_id: str) -> RecordIsee:
    return RecordIsee(
        isee_id=isee_id,
        household_id=household_id,
        isee_kind=isee.kind,
        dsu_no=isee.dsu_no,
        value_cents=isee.value_cents,
        issued_on=isee.issued_on,
        valid_to=isee.valid_to,
        note="" if isee.day_known else _ISEE_NOTE,
    )


def people_first(operations: Iterable[Operation]) -> list[Operation]:
    """Return operations in the order in which one may stand on another."""
    return sorted(operations, key=lambda each: _ORDER.get(each.kind(), 9))


_ORDER = {"register_person": 0, "form_household": 1, "record_isee": 2}
