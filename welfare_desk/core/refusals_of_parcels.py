# SPDX-License-Identifier: EUPL-1.2
"""What is refused about files that carry work on a stick."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class OutboxEmpty(DeskError):
    """Nothing waits to be sent."""

    number = 3020


class BoxUnknown(DeskError):
    """The desk never heard for which key of the server a file is closed."""

    number = 3021


class ParcelUnreadable(DeskError):
    """A file that is no outbox of a desk, or was not copied whole."""

    number = 3022


class ParcelElsewhere(DeskError):
    """An outbox of a desk of another territory."""

    number = 3023


class ParcelUnwritable(DeskError):
    """The file could not be written: full, taken out, or closed to this user."""

    number = 3024
