# SPDX-License-Identifier: EUPL-1.2
"""A provider's dossier and a complaint in words, the same on the screen and on paper."""

from __future__ import annotations

from welfare_desk.core.catalogue import Section
from welfare_desk.core.dates import date_text
from welfare_desk.core.numbers import receipt_label
from welfare_desk.desk.catalogue_words import said
from welfare_desk.desk.views.providers import ComplaintRow, PaperRow, ProviderView


def provider_sections(view: ProviderView, lang: str) -> tuple[Section, ...]:
    """Return what is known of a provider; that a paper ended or an answer is late warns."""
    return (
        _register(view, lang),
        papers_section(view, lang),
        _quality(view, lang),
        _offerings(view, lang),
        _content(view, lang),
        _complaints(view, lang),
    )


def papers_section(view: ProviderView, lang: str) -> Section:
    """Return the papers that were handed in, those that ended or will soon first."""
    lines = tuple(_paper(row, lang) for row in view.papers)
    return Section(
        code="papers",
        label=said("papers", lang),
        plain=lines or (said("no_papers", lang),),
        bullets=bool(lines),
        warns=any(row.state != "ok" for row in view.papers),
    )


def complaint_sections(row: ComplaintRow, phone: str, lang: str) -> tuple[Section, ...]:
    """Return the receipt of a complaint: its number, about whom, the words, the day."""
    number = receipt_label(row.complaint_no)
    taken = said("complaint_taken", lang, day=date_text(row.received_on))
    about = (row.provider_name,)
    by = row.person_name or said("complaint_unnamed", lang)
    due = said("complaint_by_day", lang, day=date_text(row.answer_by_on))
    how = said("complaint_how", lang)
    parts = [
        Section(code="number", label=said("complaint_number", lang), strong=(number,),
                plain=(taken,)),
        Section(code="provider", label=said("complaint_about", lang), strong=about,
                plain=(row.offering_name,) if row.offering_name else ()),
        Section(code="who", label=said("complaint_by", lang), strong=(by,)),
        Section(code="words", label=said("complaint_words", lang),
                plain=tuple(line for line in row.words.split("\n") if line)),
    ]  # fmt: skip
    if row.answered_on is None:
        how = f"{how}: {phone}" if phone else how
        parts.append(Section(code="due", label=said("complaint_due", lang), strong=(due,),
                             plain=(how,)))  # fmt: skip
    else:
        label = said("complaint_answer", lang, day=date_text(row.answered_on))
        lines = tuple(line for line in row.answer.split("\n") if line)
        parts.append(Section(code="due", label=label, plain=lines))
    return tuple(parts)


def complaint_line(row: ComplaintRow, lang: str) -> str:
    """Return a complaint in a line: its number, about what, and how it stands."""
    code = "complaint_answered"
    if row.is_open:
        code = "complaint_late" if row.late else "complaint_open"
    return said(
        code,
        lang,
        number=receipt_label(row.complaint_no),
        day=date_text(row.received_on),
        about=row.offering_name or said("about_everything", lang),
        by=date_text(row.answer_by_on),
        on=date_text(row.answered_on) if row.answered_on else "",
    )


def content_text(view: ProviderView, lang: str) -> tuple[str, ...]:
    """Return how content people were, with how many said so."""
    tenths = view.mean_tenths
    if tenths is None:
        return (said("no_score", lang),)
    whole, rest = divmod(tenths, 10)
    mean = f"{whole}.{rest}" if lang == "en" else f"{whole},{rest}"
    code = "score_one" if view.answered == 1 else "score"
    counts = " · ".join(f"{score}: {count}" for score, count in enumerate(view.answers, 1))
    return (
        said(code, lang, mean=mean, count=view.answered),
        said("scores", lang, counts=counts),
    )


def _register(view: ProviderView, lang: str) -> Section:
    row = view.provider
    told = [
        " · ".join(part for part in (row.phone, row.email) if part),
        row.address,
        said("contact", lang, name=row.contact_name) if row.contact_name else "",
        said("vat", lang, number=row.vat_number) if row.vat_number else "",
        said("register_no", lang, number=row.register_no) if row.register_no else "",
        said("complaints_contact", lang, contact=row.complaints_contact)
        if row.complaints_contact
        else "",
        said("left", lang, day=date_text(row.left_on)) if row.left_on else "",
    ]
    return Section(
        code="provider",
        label=said("register", lang),
        strong=(row.name,),
        plain=tuple(text for text in told if text),
        warns=row.left_on is not None,
    )


def _paper(row: PaperRow, lang: str) -> str:
    name = said("paper", lang, name=row.name)
    if row.number:
        name = said("paper_number", lang, name=row.name, number=row.number)
    if row.valid_to is None:
        return name
    return said(f"paper_{row.state}", lang, paper=name, day=date_text(row.valid_to))


def _quality(view: ProviderView, lang: str) -> Section:
    row = view.provider
    declared = said("nothing_declared", lang)
    if row.quality_note:
        declared = said("declared", lang, note=row.quality_note)
    checked = said("unchecked", lang)
    if row.checked_on is not None:
        checked = said("checked", lang, day=date_text(row.checked_on))
    plain = (declared, checked, said("no_claim", lang))
    return Section(code="quality", label=said("quality", lang), plain=plain)


def _offerings(view: ProviderView, lang: str) -> Section:
    names = tuple(
        f"{row.code} {row.name_en if lang == 'en' else row.name_it}" for row in view.offerings
    )
    return Section(
        code="offerings",
        label=said("offerings", lang),
        plain=names or (said("no_offerings", lang),),
        bullets=bool(names),
    )


def _content(view: ProviderView, lang: str) -> Section:
    lines = content_text(view, lang)
    return Section(code="content", label=said("content", lang), strong=lines[:1], plain=lines[1:])


def _complaints(view: ProviderView, lang: str) -> Section:
    lines = tuple(complaint_line(row, lang) for row in view.complaints)
    return Section(
        code="complaints",
        label=said("complaints", lang),
        plain=lines or (said("no_complaints", lang),),
        bullets=bool(lines),
        warns=any(row.late for row in view.complaints),
    )
