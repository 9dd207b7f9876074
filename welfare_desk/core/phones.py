# SPDX-License-Identifier: EUPL-1.2
"""Phone numbers: stored in one international form, shown in groups."""

from __future__ import annotations

import phonenumbers

HOME = "IT"


def phone_stored(text: str) -> str:
    """Return ``+393470000456``; a text that is no number anybody could call stays as typed."""
    number = _read(text)
    if number is None:
        return " ".join(text.split())
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_text(stored: str) -> str:
    """Return ``347 000 0456`` for a number at home, with the prefix of the country abroad."""
    number = _read(stored)
    if number is None:
        return stored
    here = number.country_code == phonenumbers.country_code_for_region(HOME)
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if here else form.INTERNATIONAL)


def _read(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
