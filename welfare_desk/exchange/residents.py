# SPDX-License-Identifier: EUPL-1.2
"""A row of a municipality's list becomes a person to register, or is refused with its reasons.

Nothing here looks at who is known already; the same row gives the same person, id included.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b

import msgspec

from welfare_desk.core.fiscal_code import (
    FiscalCode,
    century_is_doubtful,
    differences,
    normalized,
    parse,
)
from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import DateUnreadable, DeskError, ImportMunicipalityMissing
from welfare_desk.core.text import clean, fold
from welfare_desk.exchange import residents_cells as cells_of
from welfare_desk.exchange.residents_columns import Columns, require
from welfare_desk.exchange.residents_file import Source, SourceRow
from welfare_desk.exchange.residents_seen import Seen
from welfare_desk.models.territory import Municipality
from welfare_desk.operations.changes import NAME_LETTERS
from welfare_desk.operations.people import RegisterPerson

NO_CODE = "elenco del Comune senza codice fiscale"
"""Why a person of such a row has no code, as the counter shows it."""

Facts = dict[str, str | int]
Said = tuple[str, Facts]
"""A reason or a warning: its code and what fills its sentence; no personal data in facts."""

_LIMITS = {"street": 120, "street_no": 20, "postal_code": 5}


class Resident(msgspec.Struct, frozen=True, array_like=True):
    """A row as it was read: with reasons it is refused, else ``body`` registers the person."""

    line: int
    cells: tuple[str, ...]
    reasons: tuple[Said, ...]
    warnings: tuple[Said, ...]
    body: RegisterPerson | None
    base_code: str = ""
    filled: tuple[str, ...] = ()
    """Fields that were read out of the fiscal code alone."""
    name_key: int = 0
    """Names and birth date as one number; 0 without a birth date."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What an import is about: the file, its columns, whose residents, which day it is."""

    source: Source
    columns: Columns
    territory_id: str
    municipalities: tuple[Municipality, ...]
    """Those whose residents may stand in the file; one where it is a single one's list."""
    today: datetime.date


class Cleaner:
    """Reads rows of one file; remembers whom it met, so that nobody is taken twice."""

    def __init__(self, ask: Ask) -> None:
        require(ask.columns)
        if len(ask.municipalities) != 1 and "municipality" not in ask.columns:
            raise ImportMunicipalityMissing()
        self._ask = ask
        self._at = {field: place for place, field in enumerate(ask.columns) if field}
        self._serials = ask.source.kind == "xlsx"
        self._seen = Seen()
        self._towns: dict[str, Municipality] = {}
        for town in ask.municipalities:
            for text in (fold(town.name), town.istat_code, town.belfiore_code.casefold()):
                self._towns[text.lstrip("0")] = town

    def residents(self, rows: Iterator[SourceRow]) -> Iterator[Resident]:
        """Give what each row is."""
        for row in rows:
            yield self.resident(row)

    def resident(self, row: SourceRow) -> Resident:
        """Return what a row is; one that repeats an earlier one is refused."""
        if row.flaw:
            return Resident(row.line, row.cells, ((f"row_{row.flaw}", {}),), (), None)
        read = _Row(self, row)
        body = read.person()
        if body is None or read.reasons:
            return Resident(row.line, row.cells, tuple(read.reasons), tuple(read.warnings), None)
        first = self._met(body, row.line)
        if first:
            return Resident(row.line, row.cells, (("repeated_row", {"row": first}),), (), None)
        return Resident(
            row.line, row.cells, (), tuple(read.warnings), body, read.base_code,
            tuple(read.filled), name_key(body.surname, body.name, body.born_on),
        )  # fmt: skip

    def pass_over(self, row: SourceRow) -> None:
        """Note whom a row that was taken before is about."""
        self.resident(row)

    def value(self, row: SourceRow, field: str) -> str:
        """Return a row's cell of a field; empty where it says that it says nothing."""
        place = self._at.get(field)
        if place is None:
            return ""
        cell = row.cells[place]
        return cell if field in _NAMES or not cells_of.is_nothing(cell) else ""

    def has(self, field: str) -> bool:
        """Tell whether the file has a column of the field."""
        return field in self._at

    def town(self, cell: str) -> Municipality | None:
        """Return the municipality that a cell names, by name, ISTAT or Belfiore code."""
        if not cell and len(self._ask.municipalities) == 1:
            return self._ask.municipalities[0]
        plain = fold(cell.partition("(")[0]).removeprefix("comune di ")
        return self._towns.get(plain.lstrip("0"))

    def _met(self, body: RegisterPerson, line: int) -> int:
        """Return the row that had this person first, or 0.

        One code is one person.  Of two rows with the same names and birth date only one
        code, or two, tell that they may be two people.
        """
        named = f"{body.controller_id}\x1f{_named(body)}" if body.born_on else ""
        if body.fiscal_code:
            code = _number(f"{body.controller_id}\x1f{body.fiscal_code}")
            first = self._seen.first(code, line)
            if not first and named:
                first = self._seen.known(_number(f"alone\x1f{named}"))
                self._seen.first(_number(f"coded\x1f{named}"), line)
            return first
        coded = self._seen.known(_number(f"coded\x1f{named}"))
        return coded or self._seen.first(_number(f"alone\x1f{named}"), line)

    @property
    def ask(self) -> Ask:
        """What the import is about."""
        return self._ask


_NAMES = frozenset({"surname", "name", "full_name", "given_first"})


class _Row:
    """One row while it is read."""

    def __init__(self, cleaner: Cleaner, row: SourceRow) -> None:
        self._cleaner = cleaner
        self._row = row
        self.reasons: list[Said] = []
        self.warnings: list[Said] = []
        self.base_code = ""
        self.filled: list[str] = []

    def person(self) -> RegisterPerson | None:
        """Return the person, or nothing; the reasons say why."""
        ask = self._cleaner.ask
        code = self._code()
        surname, name = self._names(code)
        born_on = self._born_on(code)
        town = self._town()
        phone = self._phone()
        sex = self._sex(code)
        street, street_no = self._address()
        postal_code = self._text("postal_code").rjust(5, "0") if self._text("postal_code") else ""
        if not surname:
            self.reasons.append(("surname_missing", {}))
        elif code is None and not self.reasons and not (name and born_on):
            self.reasons.append(("identity_missing", {}))
        if self.reasons or town is None:
            return None
        place = self._birthplace(code, born_on)
        if code is not None:
            self._compare(code, surname, name, sex, born_on, place)
        body = RegisterPerson(
            person_id="",
            controller_id=town.id,
            surname=self._clean(surname, NAME_LETTERS, "surname"),
            name=self._clean(name, NAME_LETTERS, "name"),
            sex=sex,
            born_on=born_on,
            birthplace_code=place,
            fiscal_code=code.text if code else "",
            fiscal_code_status=self._status() if code else "none",
            no_code_reason="" if code else NO_CODE,
            phone=phone,
            street=self._clean(street, _LIMITS["street"], "street"),
            street_no=self._clean(street_no, _LIMITS["street_no"], "street_no"),
            postal_code=self._clean(postal_code, _LIMITS["postal_code"], "postal_code"),
            residence_istat=town.istat_code,
            channel="phone" if phone else "letter" if street else "counter",
        )
        if self.reasons:
            return None
        self.base_code = code.base_text if code else ""
        return msgspec.structs.replace(body, person_id=person_id(ask.territory_id, body))

    def _text(self, field: str) -> str:
        return self._cleaner.value(self._row, field)

    def _clean(self, text: str, limit: int, field: str) -> str:
        """Return the text as it is stored; line breaks inside a cell are blanks."""
        try:
            return clean(" ".join(text.split()), limit, field)
        except DeskError as refusal:
            self.reasons.append((refusal.code, dict(refusal.facts)))
            return ""

    def _code(self) -> FiscalCode | None:
        text = normalized(self._text("fiscal_code"))
        if not text or set(text) <= {"0", "X"}:
            return None
        try:
            return parse(text, self._cleaner.ask.today)
        except DeskError as refusal:
            self.reasons.append((refusal.code, dict(refusal.facts)))
            return None

    def _names(self, code: FiscalCode | None) -> tuple[str, str]:
        if self._cleaner.has("surname"):
            return self._text("surname"), self._text("name")
        given_first = self._cleaner.has("given_first")
        whole = self._text("given_first" if given_first else "full_name")
        if any(not letter.isprintable() and letter not in "\n\t" for letter in whole):
            return whole, ""
        surname, name, sure = cells_of.split_name(whole, code, given_first=given_first)
        if surname and not sure:
            self.warnings.append(("name_unsure", {}))
        return surname, name

    def _born_on(self, code: FiscalCode | None) -> datetime.date | None:
        text = self._text("born_on")
        today = self._cleaner.ask.today
        if not text:
            if code is None or century_is_doubtful(code, today):
                return None
            self.filled.append("born_on")
            return code.birth_on
        try:
            return cells_of.birth_date_of(text, today, serials=self._cleaner._serials)
        except DateUnreadable as refusal:
            self.reasons.append((f"date_{refusal.facts['part']}", {}))
        except DeskError as refusal:
            self.reasons.append((refusal.code, {}))
        return None

    def _town(self) -> Municipality | None:
        cell = self._text("municipality")
        found = self._cleaner.town(cell)
        if found is None:
            self.reasons.append(("residence_elsewhere" if cell else "residence_missing", {}))
        return found

    def _phone(self) -> str:
        stored = cells_of.phone_of(self._text("phone"), self._text("other_phone"))
        if stored is None:
            self.warnings.append(("phone_unread", {}))
        return stored or ""

    def _sex(self, code: FiscalCode | None) -> str:
        text = self._text("sex")
        found = cells_of.sex_of(text) if text else ""
        if found is None:
            self.warnings.append(("sex_unread", {}))
        if not found and code is not None:
            self.filled.append("sex")
        return found or (code.sex if code else "")

    def _status(self) -> str:
        return cells_of.status_of(self._text("code_status"))

    def _address(self) -> tuple[str, str]:
        if self._cleaner.has("address"):
            street, number = cells_of.address_of(self._text("address"))
        else:
            street, number = self._text("street"), ""
            if street and not self._cleaner.has("street_no"):
                street, number = cells_of.address_of(street)
        return street, self._text("street_no") or number

    def _birthplace(self, code: FiscalCode | None, born_on: datetime.date | None) -> str:
        in_code = code.birthplace_code if code else ""
        given = self._text("birthplace_code").upper()
        if len(given) == 4 and given[0].isalpha() and given[1:].isdecimal():
            return given
        name = self._text("birthplace")
        if not name:
            self.filled.append("birthplace_code")
            return in_code
        province = self._text("birth_province")
        found = cells_of.birthplace_of(name, province, born_on, in_code)
        if found is None:
            self.warnings.append(("birthplace_unknown", {}))
            self.filled.append("birthplace_code")
        return found or in_code

    def _compare(
        self,
        code: FiscalCode,
        surname: str,
        name: str,
        sex: str,
        born_on: datetime.date | None,
        place: str,
    ) -> None:
        found = differences(code, surname, name, sex, born_on, place)
        if found:
            fields = " ".join(each.field for each in found)
            self.warnings.append(("code_differs", {"fields": fields}))


def person_id(territory_id: str, body: RegisterPerson) -> str:
    """Return the id of the person that a row registers: equal for equal rows, here and there."""
    key = body.fiscal_code or _named(body)
    return derived(territory_id, f"resident:{body.controller_id}:{key}")


def full_name(surname: str, name: str) -> str:
    """Return both names as they are compared."""
    return f"{fold(surname)}|{fold(name)}"


def name_key(surname: str, name: str, born_on: datetime.date | None) -> int:
    """Return names and birth date as they are compared, as one number; 0 without a date."""
    return _number(f"{full_name(surname, name)}|{born_on}") if born_on else 0


def _named(body: RegisterPerson) -> str:
    return f"{full_name(body.surname, body.name)}|{body.born_on}"


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def batches(
    rows: Iterator[SourceRow], cleaner: Cleaner, *, skip: int, size: int
) -> Iterator[list[Resident]]:
    """Give rows in batches; the first ``skip`` are only remembered."""
    batch: list[Resident] = []
    for place, row in enumerate(rows):
        if place < skip:
            cleaner.pass_over(row)
            continue
        batch.append(cleaner.resident(row))
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def tally(said: Sequence[Said], into: dict[str, int]) -> None:
    """Count reasons or warnings by their code."""
    for code, _ in said:
        into[code] = into.get(code, 0) + 1


Batches = Callable[[Ask, int, int], Iterator[list[Resident]]]
"""How rows come: in this process, or read and checked by a second one."""

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[list[Resident]] = msgspec.msgpack.Decoder(list[Resident])


def packed(batch: list[Resident]) -> bytes:
    """Return a batch as bytes for another process."""
    return _encoder.encode(batch)


def unpacked(data: bytes) -> list[Resident]:
    """Return the batch of ``packed``."""
    return _decoder.decode(data)
