# SPDX-License-Identifier: EUPL-1.2
"""What municipalities call the columns of a list of residents, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from welfare_desk.core.fiscal_code import has_shape
from welfare_desk.core.text import fold

HEADINGS: dict[str, tuple[str, ...]] = {
    "surname": ("cognome", "cognomi", "cogn", "cognome assistito", "surname", "last name"),
    "name": ("nome", "nomi", "nome proprio", "prenome", "nome assistito", "first name", "name"),
    "full_name": (
        "cognome e nome", "cognome nome", "nominativo", "cognome nome assistito", "intestatario",
        "assistito", "residente", "cittadino", "denominazione", "cogn nome",
    ),
    "given_first": ("nome e cognome", "nome cognome"),
    "fiscal_code": (
        "codice fiscale", "cod fiscale", "cod fisc", "codfis", "codfisc", "codicefiscale", "cf",
        "c f", "c fiscale", "c fisc", "cod fis", "fiscal code", "codice fiscale assistito",
    ),
    "code_status": ("stato codice fiscale", "stato cf", "cf verificato", "validazione cf"),
    "sex": ("sesso", "sex", "genere", "m f", "maschio femmina"),
    "born_on": (
        "data di nascita", "data nascita", "data nasc", "dt nascita", "nato il", "nata il",
        "nato a il", "nascita", "datanascita", "dnascita", "d nascita", "birth date",
        "data di nasc", "nato nata il",
    ),
    "birthplace": (
        "luogo di nascita", "luogo nascita", "comune di nascita", "comune nascita", "nato a",
        "nata a", "luogo nasc", "citta di nascita", "comune nasc", "stato di nascita",
        "stato nascita", "birthplace", "nato nata a",
    ),
    "birth_province": ("provincia di nascita", "prov nascita", "provincia nascita", "pr nascita"),
    "birthplace_code": (
        "codice catastale", "cod catastale", "belfiore", "codice belfiore", "cod belfiore",
        "codice comune nascita", "cod comune nascita", "codice luogo nascita",
    ),
    "phone": (
        "telefono", "tel", "cellulare", "cell", "recapito telefonico", "recapito", "numero di "
        "telefono", "numero telefono", "n telefono", "mobile", "phone", "telefono cellulare",
    ),
    "other_phone": (
        "telefono 2", "altro telefono", "telefono fisso", "tel fisso", "tel 2", "fisso",
    ),
    "address": (
        "indirizzo", "indirizzo di residenza", "indirizzo residenza", "residenza", "domicilio",
        "via e numero", "via numero", "address", "abitazione", "indirizzo completo",
    ),
    "street": ("via", "via piazza", "strada", "toponimo", "denominazione via", "area circolazione"),
    "street_no": (
        "numero civico", "civico", "n civico", "num civico", "n civ", "num", "nr civico", "n",
        "num civ",
    ),
    "postal_code": ("cap", "codice postale", "c a p", "postal code", "cap residenza"),
    "municipality": (
        "comune", "comune di residenza", "comune residenza", "citta", "localita", "paese",
        "citta di residenza", "codice istat comune", "istat", "codice istat", "cod istat",
        "municipality", "residenza comune",
    ),
}  # fmt: skip
"""Headings folded, by what they mean; the same one stands once."""

MEANING = {heading: field for field, listed in HEADINGS.items() for heading in listed}
OF_OTHER_DAYS = (
    "residenza", "iscrizione", "immigrazione", "rilascio", "scadenza", "aggiornamento",
    "matrimonio", "decesso", "morte", "variazione", "emigrazione", "decorrenza",
)  # fmt: skip
"""Words of headings whose dates are no birth dates."""
IGNORED = frozenset({"riga", "motivo", "avviso"})
"""Columns that we write ourselves into the file of refused rows."""

_DATE = re.compile(
    r"[0-9]{1,2}[./ -][0-9]{1,2}[./ -](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
)
_PHONE = re.compile(r"(?:\+|00)?[0-9][0-9 ./-]{5,16}[0-9]")
_STREET = re.compile(
    r"(?:via|viale|v\.le|v\.|piazza|p\.zza|piazzale|p\.le|vicolo|corso|c\.so|strada|largo|"
    r"contra|contrada|borgo|calle|riviera|galleria|localita|loc\.|vicolo|salita)\b.*",
    re.IGNORECASE,
)
_SEXES = frozenset({"m", "f", "maschio", "femmina", "uomo", "donna", "maschile", "femminile"})


def meaning_of(heading: str) -> tuple[str, int]:
    """Return what a heading means and how sure that is (0 to 100); nothing where unknown."""
    return _meaning(plain_heading(heading))


def plain_heading(heading: str) -> str:
    """Return a heading as it is compared: ``Cod. Fiscale`` and ``COD_FISCALE`` are one."""
    return fold(heading.replace("_", " ").replace(".", " ").replace("'", " "))


@lru_cache(maxsize=1024)
def _meaning(words: str) -> tuple[str, int]:
    if words in IGNORED:
        return "", 100
    if words in MEANING:
        return MEANING[words], 95
    joined = words.replace(" ", "")
    for heading, field in MEANING.items():
        if heading.replace(" ", "") == joined:
            return field, 92
    inside = [heading for heading in MEANING if len(heading) > 3 and f" {heading} " in f" {words} "]
    if not inside:
        return "", 0
    field = MEANING[max(inside, key=len)]
    of_a_day = words.split()[0] in ("data", "dt")
    if of_a_day and (field != "born_on" or any(other in words for other in OF_OTHER_DAYS)):
        return "", 60
    return field, 70


def heading_words(cells: Sequence[str]) -> int:
    """Return how many cells of a row are headings that we know."""
    return sum(1 for cell in cells if 0 < len(cell) < 60 and meaning_of(cell)[0])


def looks_like_data(cells: Sequence[str]) -> bool:
    """Tell whether a row is a person and no heading: a code, a date or a phone stands in it."""
    return any(is_code(cell) or is_date(cell) or is_phone(cell) for cell in cells)


def is_code(cell: str) -> bool:
    """Tell whether a cell has the form of a fiscal code."""
    return has_shape(cell)


def is_date(cell: str) -> bool:
    """Tell whether a cell has the form of a date."""
    return _DATE.fullmatch(cell) is not None


def is_phone(cell: str) -> bool:
    """Tell whether a cell has the form of a telephone number."""
    return _PHONE.fullmatch(cell) is not None and not is_date(cell)


def is_sex(cell: str) -> bool:
    """Tell whether a cell says a sex."""
    return cell.casefold() in _SEXES


def is_postal_code(cell: str) -> bool:
    """Tell whether a cell has the form of a postal code."""
    return len(cell) == 5 and cell.isascii() and cell.isdecimal()


def is_street(cell: str) -> bool:
    """Tell whether a cell begins as an address does."""
    return _STREET.match(fold_street(cell)) is not None


def fold_street(cell: str) -> str:
    """Return the beginning of an address without accents."""
    return cell.strip().lower().replace("à", "a").replace("'", "")
