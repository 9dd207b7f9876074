# SPDX-License-Identifier: EUPL-1.2
"""A row of a list of applications becomes what was declared, or is refused with its reasons.

Who applies is read as a list of residents is; nothing here looks at who is known already.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from welfare_desk.core.dates import parse_date
from welfare_desk.core.fiscal_code import parse
from welfare_desk.core.isee import ORDINARY, valid_to
from welfare_desk.core.refusals import AmountUnreadable, DateUnreadable, DeskError
from welfare_desk.exchange import applications_cells as cells_of
from welfare_desk.exchange.applications_columns import of_the_person, require
from welfare_desk.exchange.residents import Ask, Cleaner, Facts, Resident, Said
from welfare_desk.exchange.residents_cells import is_nothing
from welfare_desk.exchange.residents_columns import Columns
from welfare_desk.exchange.residents_file import Source, SourceRow, rows_of
from welfare_desk.models.territory import Municipality

_MEMBER_COLUMNS = ("full_name", "fiscal_code", "born_on")


class Isee(msgspec.Struct, frozen=True, kw_only=True):
    """An ISEE as the list says it."""

    value_cents: int
    kind: str
    issued_on: date
    valid_to: date
    dsu_no: str
    day_known: bool


class Member(msgspec.Struct, frozen=True):
    """Another member of the household: with a name to register, or a code alone."""

    fiscal_code: str
    resident: Resident | None


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it was read; with reasons it is refused."""

    line: int
    cells: tuple[str, ...]
    reasons: tuple[Said, ...]
    warnings: tuple[Said, ...] = ()
    resident: Resident | None = None
    members: int = 0
    """How many live in the household, the applicant included."""
    others: tuple[Member, ...] | None = None
    """The other members, where the list names them."""
    disabled: int = 0
    isee: Isee | None = None
    income_cents: int | None = None
    other_support: tuple[str, ...] = ()
    other_support_cents: int = 0
    resident_from: date | None = None
    filed_on: date | None = None
    protocol_no: str = ""
    documents: tuple[str, ...] = ()


class AskApplications(msgspec.Struct, frozen=True, kw_only=True):
    """What an import of applications is about: the file, its columns, whose, which day."""

    source: Source
    columns: Columns
    territory_id: str
    municipality: Municipality
    today: date


class Reader:
    """Reads rows of one file; remembers whom it met, so that nobody is taken twice."""

    def __init__(self, ask: AskApplications) -> None:
        require(ask.columns)
        self.ask = ask
        self._at = {field: place for place, field in enumerate(ask.columns) if field}
        self._people = Cleaner(self._of_people(of_the_person(ask.columns)))
        self._members = self._of_people(_MEMBER_COLUMNS)

    def rows(self) -> Iterator[Applied]:
        """Give what each row of the file is."""
        for row in rows_of(self.ask.source):
            yield self.applied(row)

    def applied(self, row: SourceRow) -> Applied:
        """Return what a row is; a person who applied in an earlier row is refused."""
        resident = self._people.resident(row)
        if row.flaw:
            return Applied(line=row.line, cells=row.cells, reasons=resident.reasons)
        return _Row(self, row, resident).read()

    def has(self, field: str) -> bool:
        """Tell whether the file has a column of the field."""
        return field in self._at

    def value(self, row: SourceRow, field: str) -> str:
        """Return a row's cell of a field; empty where it says that it says nothing."""
        place = self._at.get(field)
        cell = "" if place is None else row.cells[place]
        return "" if is_nothing(cell) else cell

    def member(self, line: int, cells: tuple[str, str, str]) -> Resident:
        """Return another member as a person to register; each row has its own memory."""
        return Cleaner(self._members).resident(SourceRow(line, cells))

    def _of_people(self, columns: Columns) -> Ask:
        ask = self.ask
        return Ask(
            source=ask.source,
            columns=columns,
            territory_id=ask.territory_id,
            municipalities=(ask.municipality,),
            today=ask.today,
        )


class _Row:
    """One row while it is read."""

    def __init__(self, reader: Reader, row: SourceRow, resident: Resident) -> None:
        self._reader = reader
        self._row = row
        self._resident = resident
        self.reasons: list[Said] = list(resident.reasons)
        self.warnings: list[Said] = list(resident.warnings)

    def read(self) -> Applied:
        others = self._others()
        members = self._size(others)
        isee = self._isee()
        support, support_cents = self._support()
        read = Applied(
            line=self._row.line,
            cells=self._row.cells,
            reasons=(),
            resident=self._resident,
            members=members,
            others=others,
            disabled=self._count("disabled") or 0,
            isee=isee,
            income_cents=self._cents("income"),
            other_support=support,
            other_support_cents=support_cents,
            resident_from=self._day("resident_from"),
            filed_on=self._day("filed_on"),
            protocol_no=self._short("protocol_no", 40),
            documents=self._documents(),
        )
        reasons, warnings = tuple(self.reasons), tuple(self.warnings)
        return msgspec.structs.replace(read, reasons=reasons, warnings=warnings)

    def _text(self, field: str) -> str:
        return self._reader.value(self._row, field)

    def _short(self, field: str, limit: int) -> str:
        text = " ".join(self._text(field).split())
        if len(text) > limit:
            self.reasons.append(("text_too_long", {"field": field, "limit": limit}))
        return text[:limit]

    def _cents(self, field: str) -> int | None:
        text = self._text(field)
        if not text:
            return None
        try:
            return cells_of.cents_of(text, computed=self._reader.ask.source.kind == "xlsx")
        except AmountUnreadable:
            self.reasons.append(("amount_unreadable", {"field": field}))
            return None

    def _count(self, field: str) -> int | None:
        text = self._text(field)
        if not text:
            return None
        count = cells_of.count_of(text)
        if count is None:
            self.reasons.append(("count_unreadable", {"field": field}))
        return count

    def _day(self, field: str) -> date | None:
        text = self._text(field)
        if not text:
            return None
        try:
            return parse_date(text.partition(" ")[0] if ":" in text else text,
                              self._reader.ask.today)  # fmt: skip
        except DateUnreadable:
            self.reasons.append(("day_unreadable", {"field": field}))
            return None

    def _others(self) -> tuple[Member, ...] | None:
        text = self._text("member_codes")
        if not text:
            return None
        found = cells_of.members_of(text)
        if found is None:
            self.reasons.append(("members_unreadable", {}))
            return None
        own = self._resident.body.fiscal_code if self._resident.body else ""
        members: dict[str, Member] = {}
        for name, code, born_on in found:
            if code.upper() == own:
                continue  # the applicant stands among the members in many lists
            members[code.upper()] = self._member(name, code.upper(), born_on)
        return tuple(members.values())

    def _member(self, name: str, code: str, born_on: str) -> Member:
        if not name:
            return Member(code, None)
        resident = self._reader.member(self._row.line, (name, code, born_on))
        body = resident.body
        if body is not None and body.born_on is None:
            # A code says no century: of who lives with the applicant it is the later one.
            self.warnings.append(("member_young", {}))
            born = parse(code, self._reader.ask.today).birth_on
            body = msgspec.structs.replace(body, born_on=born)
            resident = msgspec.structs.replace(resident, body=body)
        if resident.reasons:
            self.reasons.append(("member_wrong", {}))
            self.reasons.extend(resident.reasons)
        return Member(code, resident)

    def _size(self, others: tuple[Member, ...] | None) -> int:
        said = self._count("members")
        if said is None:
            if others is None and not any(code == "count_unreadable" for code, _ in self.reasons):
                self.reasons.append(("members_missing", {}))
            return 1 + len(others or ())
        if said < 1:
            self.reasons.append(("count_unreadable", {"field": "members"}))
        elif others is not None and said != 1 + len(others):
            named: Facts = {"declared": said, "named": 1 + len(others)}
            self.reasons.append(("members_differ", named))
        return said

    def _isee(self) -> Isee | None:
        cents = self._cents("isee")
        issued_on, ends_on = self._day("isee_issued_on"), self._day("isee_valid_to")
        kind: str | None = ORDINARY
        if self._text("isee_kind"):
            kind = cells_of.isee_kind_of(self._text("isee_kind"))
            if kind is None:
                self.reasons.append(("isee_kind_unknown", {}))
        dsu_no = self._short("dsu_no", 40)
        if cents is None or kind is None:
            return None
        today = self._reader.ask.today
        if issued_on is None:
            self.warnings.append(("isee_day_unknown", {}))
        elif issued_on > today:
            self.reasons.append(("day_ahead", {"field": "isee_issued_on"}))
        day = issued_on or date((ends_on or today).year, 1, 1)
        return Isee(
            value_cents=cents,
            kind=kind,
            issued_on=min(day, today),
            valid_to=ends_on or valid_to(kind, day),
            dsu_no=dsu_no,
            day_known=issued_on is not None,
        )

    def _support(self) -> tuple[tuple[str, ...], int]:
        text, cents = self._text("other_support"), self._cents("other_support_amount")
        if not text:
            if cents:
                self.warnings.append(("support_unsure", {}))
                return (cells_of.OTHER,), cents
            return (), 0
        codes, beside, sure = cells_of.supports_of(text)
        if not sure:
            self.warnings.append(("support_unsure", {}))
        return codes, cents if cents is not None else beside or 0

    def _documents(self) -> tuple[str, ...]:
        parts = (" ".join(each.split()) for each in self._text("documents").split(";"))
        return tuple(part[:60] for part in parts if part)[:20]


def refused(row: Applied, *reasons: Said) -> Applied:
    """Return the row with reasons more."""
    return msgspec.structs.replace(row, reasons=(*row.reasons, *reasons))


def said_of(refusal: DeskError, sentence: str) -> Said:
    """Return a refusal of the desk as the reason of a row."""
    return "act_refused", {"sentence": sentence, "code": refusal.code}
