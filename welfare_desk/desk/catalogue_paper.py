# SPDX-License-Identifier: EUPL-1.2
"""Papers of the catalogue: an offering's sheet, a provider's dossier, a complaint's receipt."""

from __future__ import annotations

from welfare_desk.core.catalogue import Section
from welfare_desk.desk.catalogue_text import (
    offering_sections,
    offering_text,
    offering_title,
)
from welfare_desk.desk.catalogue_words import said
from welfare_desk.desk.paper import office_of, printed_at
from welfare_desk.desk.provider_text import complaint_sections, provider_sections
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.catalogue import offering_sheet
from welfare_desk.desk.views.providers import complaint_row, provider_view
from welfare_desk.documents.inputs import Language
from welfare_desk.documents.sheet import SheetInput, sheet_pdf
from welfare_desk.models.person import Person
from welfare_desk.models.quality import Complaint


def offering_paper(look: Reading, offering_id: str, *, large: bool = False) -> bytes:
    """Return an offering's sheet, to take home; refused with ``OfferingUnknown``.

    A sensitive subject keeps its neutral title, as on every paper that others may see.
    """
    sheet = offering_sheet(look, offering_id)
    row, lang = sheet.offering, _LANG
    title = row.neutral_title if row.sensitive else offering_title(sheet, lang)
    return _sheet(
        look,
        said("sheet", lang),
        title,
        offering_sections(sheet, lang),
        text=offering_text(sheet, lang),
        large=large,
    )


def provider_dossier(look: Reading, provider_id: str) -> bytes:
    """Return a provider's dossier as this municipality has it; refused with ``ProviderUnknown``."""
    view = provider_view(look, provider_id)
    sections = provider_sections(view, _LANG)
    return _sheet(look, said("dossier", _LANG), view.provider.name, sections)


def complaint_receipt(look: Reading, complaint_id: str, copy_no: int = 0) -> bytes:
    """Return the receipt for who complained, in their language: the number and the day.

    Refused with ``ComplaintUnknown``.
    """
    row = complaint_row(look, complaint_id)
    person = look.one(Person, row.person_id) if row.person_id else None
    lang: Language = "it" if person is None or person.language in ("", "it") else "en"
    office = office_of(look)
    sections = complaint_sections(row, office.phone, lang)
    title = said("complaint_title", lang)
    return _sheet(look, title, row.provider_name, sections, copy_no=copy_no, lang=lang)


def complaint_no(look: Reading, complaint_id: str) -> str:
    """Return the number that a print job of a complaint is named by."""
    row = look.one(Complaint, complaint_id)
    return row.complaint_no if row else ""


_LANG: Language = "it"


def _sheet(
    look: Reading,
    title: str,
    about: str,
    sections: tuple[Section, ...],
    *,
    text: str = "",
    copy_no: int = 0,
    large: bool = False,
    lang: Language = _LANG,
) -> bytes:
    return sheet_pdf(
        SheetInput(
            office=office_of(look),
            title=title,
            about=about,
            text=text,
            sections=sections,
            printed_at=printed_at(look),
            copy_no=copy_no,
            large_print=large,
            sample=look.sample,
            lang=lang,
        )
    )
