# SPDX-License-Identifier: EUPL-1.2
"""What is refused about people, their households and their papers (2200 to 2299)."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class MergeWithItself(DeskError):
    """Two ids that already stand for one person; there is nothing to merge."""

    number = 2201


class MergeElsewhere(DeskError):
    """Two people of different municipalities: neither may take over the other's data."""

    number = 2202


class NotMerged(DeskError):
    """The person was not merged into another, so there is nothing to undo."""

    number = 2203


class ReviewUnknown(DeskError):
    """A review item that is not here."""

    number = 2204
