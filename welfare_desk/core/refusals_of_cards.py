# SPDX-License-Identifier: EUPL-1.2
"""What is refused about voucher cards, their templates and their printing (2401 to 2499)."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class ReportNumberNeeded(DeskError):
    """A stolen card is replaced only with the number of the report to the police."""

    number = 2401


class OldCardNeeded(DeskError):
    """A damaged card is replaced only when the old one was taken back."""

    number = 2402


class VoidReasonUnknown(DeskError):
    """A spoilt print is voided for one of the known reasons (``reason``)."""

    number = 2403


class CarrierNotOfFund(DeskError):
    """The fund does not go on the health card."""

    number = 2404


class HealthCardCodeMissing(DeskError):
    """Without a fiscal code in the record no health card leads to the person."""

    number = 2405


class StockCountWrong(DeskError):
    """A count of cards below nothing, or of more than a cupboard holds (``field``)."""

    number = 2406


class VouchersDoNotSum(DeskError):
    """Paper vouchers were named whose values do not sum to the amount, or none at all."""

    number = 2407


class TemplateUnknown(DeskError):
    """No card template of this name (``template``)."""

    number = 2420


class TemplateUnreadable(DeskError):
    """A template's file is missing, or is not TOML (``template``, ``why``)."""

    number = 2421


class TemplateFieldUnknown(DeskError):
    """A template names a field that there is not (``template``, ``field``)."""

    number = 2422


class TemplateTextMissing(DeskError):
    """A template lacks a text that every card needs (``template``, ``field``)."""

    number = 2423


class TemplateTextTooLong(DeskError):
    """A text does not fit its box on the card at the smallest size (``template``, ``field``)."""

    number = 2424


class TemplateColourWrong(DeskError):
    """A colour is not written as #RRGGBB (``template``, ``field``)."""

    number = 2425


class TemplateContrast(DeskError):
    """Text and ground of a template are too alike to read (``template``, ``field``, ``ratio``)."""

    number = 2426


class TemplateSymbolTooSmall(DeskError):
    """The code would be too small to scan (``template``, ``millimetres``, ``least``)."""

    number = 2427


class TemplateLogoWrong(DeskError):
    """The logo is missing, too large, or neither SVG nor PNG (``template``)."""

    number = 2428


class CalibrationWrong(DeskError):
    """An offset beyond what a printer is ever off, or a scale not measured (``field``)."""

    number = 2440


class BatchEmpty(DeskError):
    """Nothing in the list is left to issue or to print."""

    number = 2441


class SheetUnknown(DeskError):
    """No sheet of this number was printed in this batch (``sheet``)."""

    number = 2442


class CardKeyTooSoon(DeskError):
    """A card key's last day must lie in the future."""

    number = 2460


class BlockListUnreadable(DeskError):
    """The file is no block list, or not one that this server signed."""

    number = 2461
