# SPDX-License-Identifier: EUPL-1.2
"""What is refused about a file of residents as a whole (2270 to 2289); rows have reasons."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class ImportUnreadable(DeskError):
    """The file cannot be opened: a folder, no right to read, gone (``why``)."""

    number = 2270


class ImportNotAList(DeskError):
    """Neither CSV nor XLSX (``what``: ``xls``, ``ods``, ``locked``, ``broken``, ``other``)."""

    number = 2271


class ImportEmpty(DeskError):
    """Nothing in the file, or a heading alone."""

    number = 2272


class ImportTooLarge(DeskError):
    """A line, a row or a packed sheet beyond any list (``what``: line, columns, unpacked)."""

    number = 2273


class ImportColumnsMissing(DeskError):
    """No column for what is needed (``missing``)."""

    number = 2274


class ImportColumnUnknown(DeskError):
    """A column or field that is not there, or a field given to two columns (``column``)."""

    number = 2275


class ImportMunicipalityMissing(DeskError):
    """A territory of several municipalities, and nothing says whose residents these are."""

    number = 2276


class ImportFileChanged(DeskError):
    """The file is another one than when the import began; what was done stays done."""

    number = 2277


class ImportListUnwritable(DeskError):
    """The file of refused rows cannot be written (``why``); nothing was imported."""

    number = 2278
