# SPDX-License-Identifier: EUPL-1.2
"""An offering's sheet in words, the same on the screen and on paper."""

from __future__ import annotations

from welfare_desk.core.catalogue import Section
from welfare_desk.core.dates import weekday_text
from welfare_desk.core.fees import Scheme
from welfare_desk.core.instants import minute_text
from welfare_desk.core.money import euro_text
from welfare_desk.desk.catalogue_words import said
from welfare_desk.desk.views.catalogue import OfferingSheet, PlaceView
from welfare_desk.models.offering import Offering


def offering_title(sheet: OfferingSheet, lang: str) -> str:
    """Return the name of the offering as the catalogue says it."""
    row = sheet.offering
    return (row.name_en or row.name_it) if lang == "en" else row.name_it


def offering_text(sheet: OfferingSheet, lang: str) -> str:
    """Return what the offering is, in a sentence or two."""
    row = sheet.offering
    return (row.description_en or row.description_it) if lang == "en" else row.description_it


def offering_sections(sheet: OfferingSheet, lang: str) -> tuple[Section, ...]:
    """Return all that people ask about an offering, in the order in which they ask."""
    row = sheet.offering
    group = said(f"group_{row.target_group}", lang)
    how, ways = said("how", lang), _ways(row, lang)
    parts = [
        Section(
            code="who", label=said("who", lang), strong=(group,), plain=_conditions(sheet, lang)
        ),
        _provider(sheet, lang),
        Section(code="how", label=how, strong=(_lasts(row, lang),), plain=ways),
        _where(sheet, lang),
        _cost(sheet, lang),
    ]
    if row.bring:
        parts.append(
            Section(code="bring", label=said("bring", lang), plain=row.bring, bullets=True)
        )
    parts.append(
        Section(
            code="cancel",
            label=said("cancel", lang),
            strong=(row.cancel_rule,),
            plain=_waiting(row, lang),
        )
    )
    return tuple(parts)


def age_text(low: int | None, high: int | None, lang: str) -> str:
    """Return the ages in words, or nothing."""
    if low is None and high is None:
        return ""
    code = "age_between" if low is not None and high is not None else (
        "age_from" if low is not None else "age_to")  # fmt: skip
    return said(code, lang, low=low, high=high)


def _conditions(sheet: OfferingSheet, lang: str) -> tuple[str, ...]:
    row = sheet.offering
    told = [age_text(row.min_age, row.max_age, lang)]
    if row.residence:
        told.append(said(f"residence_{row.residence}", lang, town=sheet.here))
    if sheet.towns:
        told.append(said("towns", lang, towns=", ".join(sheet.towns)))
    if sheet.changed_here:
        told.append(said("here", lang, town=sheet.here))
    return tuple(text for text in told if text)


def _provider(sheet: OfferingSheet, lang: str) -> Section:
    provider = sheet.provider
    lines = [provider.phone, provider.email, provider.address] if provider else []
    return Section(
        code="provider",
        label=said("provider", lang),
        strong=(provider.name,) if provider else (),
        plain=(" · ".join(line for line in lines if line),) if any(lines) else (),
    )


def _lasts(row: Offering, lang: str) -> str:
    mode = said(f"mode_{row.mode}", lang)
    hours, rest = divmod(row.minutes, 60)
    if rest:
        return said("lasts_minutes", lang, mode=mode, minutes=row.minutes)
    return said("lasts_hour" if hours == 1 else "lasts_hours", lang, mode=mode, hours=hours)


def _ways(row: Offering, lang: str) -> tuple[str, ...]:
    told = []
    if row.needs_assessment:
        told.append(said("assessment", lang))
    if row.on_request:
        told.append(said("on_request", lang))
    if row.notice_days:
        one = "notice_one" if row.notice_days == 1 else "notice"
        told.append(said(one, lang, days=row.notice_days))
    if row.limit_count is not None:
        code = f"limit_{row.limit_period}" if row.limit_period else "limit"
        told.append(said(code, lang, count=row.limit_count))
    if row.languages:
        spoken = ", ".join(said(f"lang_{each}", lang) for each in row.languages)
        told.append(said("languages", lang, languages=spoken))
    if row.accessibility:
        what = ", ".join(said(f"access_{each}", lang) for each in row.accessibility)
        told.append(said("accessibility", lang, what=what))
    return tuple(told)


def _where(sheet: OfferingSheet, lang: str) -> Section:
    lines: list[str] = []
    for place in sheet.places:
        lines += _place(place, lang)
    waits = sheet.offering.needs_assessment or sheet.offering.on_request
    if not lines:
        lines = [said("on_request" if sheet.offering.on_request else
                      "assessment" if waits else "no_date", lang)]  # fmt: skip
    return Section(code="where", label=said("where", lang), plain=tuple(lines))


def _place(place: PlaceView, lang: str) -> list[str]:
    where = place.place_name
    if place.address:
        where = said("place", lang, place=place.place_name, address=place.address)
    time = minute_text(place.next_start_minute)
    when = said("next", lang, day=weekday_text(place.next_on, lang), time=time)
    return [f"{where}. {place.directions}".strip(), when]


def _cost(sheet: OfferingSheet, lang: str) -> Section:
    lines = _fees(sheet.scheme, lang) if sheet.scheme else []
    if sheet.offering.isee_needed:
        lines.append(said("isee_needed", lang))
    for each in sheet.offering.payers or ():
        who = each.name or said(f"payer_{each.payer}", lang)
        capped = each.cap_cents is not None
        cap = euro_text(each.cap_cents or 0, lang)
        lines.append(
            said("payer_cap" if capped else "payer", lang, who=who, percent=each.percent, cap=cap)
        )
    if sheet.resolution:
        lines.append(sheet.resolution)
    return Section(code="cost", label=said("cost", lang), plain=tuple(lines))


def _fees(scheme: Scheme, lang: str) -> list[str]:
    if scheme.kind == "free":
        return [said("free", lang)]
    unit = said(f"unit_{scheme.unit}", lang)

    def euros(cents: int) -> str:
        return euro_text(cents, lang)

    lines = []
    if scheme.kind == "linear":
        lines.append(
            said("fee_linear", lang, unit=unit, low=euros(scheme.fee_min_cents),
                 fee=euros(scheme.fee_max_cents), upper=euros(scheme.isee_max_cents),
                 **{"from": euros(scheme.isee_min_cents)})
        )  # fmt: skip
    for bracket in scheme.brackets:
        code = "fee_above" if bracket.upper_cents is None else "fee_to"
        upper = euros(bracket.upper_cents or 0)
        lines.append(said(code, lang, unit=unit, upper=upper, fee=euros(bracket.fee_cents)))
    for segment in scheme.segments:
        code = "fee_above" if segment.upper_cents is None else "fee_rising"
        lines.append(
            said(code, lang, unit=unit, upper=euros(segment.upper_cents or 0),
                 low=euros(segment.fee_from_cents), fee=euros(segment.fee_to_cents))
        )  # fmt: skip
    for code, cents in (
        ("fee_no_isee", scheme.no_isee_fee_cents),
        ("fee_non_resident", scheme.non_resident_fee_cents),
        ("fee_cap", scheme.monthly_cap_cents),
    ):
        if cents is not None:
            lines.append(said(code, lang, unit=unit, fee=euros(cents)))
    if scheme.sibling_reduction_percent:
        lines.append(said("fee_sibling", lang, percent=scheme.sibling_reduction_percent))
    if scheme.holiday_surcharge_percent or scheme.holiday_supplement_cents:
        lines.append(said("fee_holiday", lang))
    return lines


def _waiting(row: Offering, lang: str) -> tuple[str, ...]:
    if not row.waiting_rule:
        return ()
    held = said("held", lang, hours=row.hold_hours)
    return (said(f"waiting_{row.waiting_rule}", lang), held)
