# SPDX-License-Identifier: EUPL-1.2
"""What the bank says it paid: a statement as CAMT.053 or as a plain CSV list."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec

from welfare_desk.core.money import parse_euro
from welfare_desk.core.refusals import (
    DeskError,
    ImportColumnsMissing,
    ImportNotAList,
    ImportTooLarge,
    ImportUnreadable,
)
from welfare_desk.exchange.csv_rows import read_table

MOST_BYTES = 20_000_000
_COLUMNS = {
    "reference": ("riferimento", "end to end", "endtoendid", "end-to-end", "reference", "causale"),
    "amount": ("importo", "amount", "addebito", "uscite"),
    "on": ("data", "data valuta", "date", "valuta", "data operazione"),
}


class Transfer(msgspec.Struct, frozen=True):
    """Money that went out: the reference of the transfer, cents, the day."""

    reference: str
    cents: int
    on: datetime.date | None


def transfers_of(path: Path) -> tuple[Transfer, ...]:
    """Return the transfers of a bank's file.

    Refused with ``ImportUnreadable``, ``ImportTooLarge``, ``ImportNotAList`` and
    ``ImportColumnsMissing``.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImportUnreadable(why=type(error).__name__) from None
    if len(data) > MOST_BYTES:
        raise ImportTooLarge(what="unpacked")
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return tuple(_camt(data))
    return tuple(_csv(data))


def _camt(data: bytes) -> Iterator[Transfer]:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ImportNotAList(what="other")
    try:
        root = ET.fromstring(data)  # noqa: S314  # no entities: refused above
    except ET.ParseError:
        raise ImportNotAList(what="broken") from None
    for entry in _all(root, "Ntry"):
        if _text(entry, "CdtDbtInd") != "DBIT":
            continue
        on = _day(_text(entry, "BookgDt/Dt") or _text(entry, "ValDt/Dt"))
        details = list(_all(entry, "TxDtls"))
        for part in details or [entry]:
            reference = _text(part, "Refs/EndToEndId") or _text(entry, "EndToEndId")
            amount = _text(part, "AmtDtls/TxAmt/Amt") or _text(part, "Amt") or _text(entry, "Amt")
            yield Transfer(reference, _cents(amount.replace(".", ",")), on)


def _all(element: ET.Element, name: str) -> Iterator[ET.Element]:
    for each in element.iter():
        if each.tag.rpartition("}")[2] == name:
            yield each


def _text(element: ET.Element, path: str) -> str:
    """Return the text under local names, whatever the version's namespace."""
    here = [element]
    for name in path.split("/"):
        here = [each for one in here for each in _all(one, name) if each is not one]
    return (here[0].text or "").strip() if here else ""


def _csv(data: bytes) -> Iterator[Transfer]:
    table = read_table(data)
    found: dict[str, str] = {}
    for field, names in _COLUMNS.items():
        for column in table.columns:
            if field not in found and column.strip().lower() in names:
                found[field] = column
    missing = [field for field in ("reference", "amount") if field not in found]
    if missing:
        raise ImportColumnsMissing(missing=", ".join(missing))
    for row in table.rows:
        reference = row.cells.get(found["reference"], "").strip()
        cents = _cents(row.cells.get(found["amount"], ""))
        if reference:
            yield Transfer(reference, cents, _day(row.cells.get(found.get("on", ""), "")))


def _cents(text: str) -> int:
    try:
        return parse_euro(text.strip().lstrip("-−"))
    except DeskError:
        return 0


def _day(text: str) -> datetime.date | None:
    for form in (text, "-".join(reversed(text.replace(".", "/").split("/")))):
        try:
            return datetime.date.fromisoformat(form)
        except ValueError:
            continue
    return None
