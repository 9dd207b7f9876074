# SPDX-License-Identifier: EUPL-1.2
"""What is refused about closing a day, its reports, and safety copies of a desk."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class DayNotOver(DeskError):
    """A day to come cannot be closed."""

    number = 2901


class DayOpen(DeskError):
    """The day was not closed, or was opened again."""

    number = 2902


class ReportUnwritable(DeskError):
    """The report's file could not be written in ``folder``: full, taken out, or closed."""

    number = 2903


class ReportKindUnknown(DeskError):
    """The name of a report's file does not end in .pdf, .csv or .xlsx."""

    number = 2904


class SafetyCopyTaken(DeskError):
    """A file of this name is there already: a copy is never written over."""

    number = 2921


class SafetyCopyUnwritable(DeskError):
    """The copy could not be written: the folder is gone, read-only or closed to this user."""

    number = 2922


class SafetyCopyUnknown(DeskError):
    """A file that is no safety copy of a desk."""

    number = 2923


class SafetyCopyDamaged(DeskError):
    """A safety copy that was cut off or changed: nothing of it is taken."""

    number = 2924


class SafetyCopyElsewhere(DeskError):
    """The folder holds another desk than the one in the copy."""

    number = 2925


class SafetyCopyTooNew(DeskError):
    """The copy was made by a later program than this one."""

    number = 2926


class SafetyCopyFolderTaken(DeskError):
    """The folder to restore into holds files already."""

    number = 2927


class SafetyCopyNoSpace(DeskError):
    """There is no room for the copy (``needed_mb``, ``free_mb``)."""

    number = 2928


class SafetyCopyFolderUnset(DeskError):
    """No folder for safety copies was chosen yet."""

    number = 2929
