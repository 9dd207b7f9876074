# SPDX-License-Identifier: EUPL-1.2
"""What is refused because of how it was typed, scanned or written (1000 to 1999)."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class TextTooLong(DeskError):
    """More letters than the field holds (``field``, ``limit``)."""

    number = 1001


class TextHasControlCharacters(DeskError):
    """NUL or another control character in a text (``field``)."""

    number = 1002


class TextMissing(DeskError):
    """A field that is needed is empty (``field``)."""

    number = 1003


class JsonUnreadable(DeskError):
    """A JSON line has an unknown kind, an unknown field or a wrong type (``path``)."""

    number = 1004


class IdTaken(DeskError):
    """A new row was given the id of one that is there already; nothing was changed."""

    number = 1005


class NumberMistyped(DeskError):
    """A printed number whose check character does not fit."""

    number = 1010


class CardCodeMistyped(DeskError):
    """A card code that is torn, altered or not ours."""

    number = 1011


class CardCodeForged(DeskError):
    """A well-formed card code whose signature does not fit."""

    number = 1012


class EnrolmentCodeMistyped(DeskError):
    """An enrolment code that is torn or altered."""

    number = 1013


class DateUnreadable(DeskError):
    """A date that cannot be read (``part`` says which part)."""

    number = 1020


class DateInSkippedHour(DeskError):
    """A local time that summer time removes."""

    number = 1021


class BirthInFuture(DeskError):
    """A birth date after today."""

    number = 1022


class AmountUnreadable(DeskError):
    """An amount that cannot be read."""

    number = 1023


class FiscalCodeEmpty(DeskError):
    """No fiscal code was given."""

    number = 1101


class FiscalCodeLength(DeskError):
    """Neither 16 nor 11 characters."""

    number = 1102


class FiscalCodeFormat(DeskError):
    """Letters and digits are not where a fiscal code has them."""

    number = 1103


class FiscalCodeMonth(DeskError):
    """The month letter does not exist."""

    number = 1104


class FiscalCodeDay(DeskError):
    """The day is not 1 to 31 (or 41 to 71)."""

    number = 1105


class FiscalCodeDate(DeskError):
    """The date does not exist in either century."""

    number = 1106


class FiscalCodeCheck(DeskError):
    """The last character does not fit the others."""

    number = 1107


class FiscalCodeNumericCheck(DeskError):
    """The eleventh digit does not fit the others."""

    number = 1108


class MrzUnreadable(DeskError):
    """The three lines of a document cannot be read (``part`` says where)."""

    number = 1121


class MrzCheckDigit(DeskError):
    """A check digit in the three lines of a document does not fit (``part``)."""

    number = 1122
