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


class DecidedElsewhere(DeskError):
    """Somebody else had decided otherwise before: that decision stands, this one does not."""

    number = 2205


class IseeUnknown(DeskError):
    """The attestation is not at this desk, or was withdrawn."""

    number = 2220


class NotInHousehold(DeskError):
    """A person who does not belong to the household, or live in it, on that day."""

    number = 2221


class DelegationUnknown(DeskError):
    """The delegation is not at this desk."""

    number = 2240


class RequestUnknown(DeskError):
    """The request is not at this desk."""

    number = 2241


class NoteUnknown(DeskError):
    """The note is not at this desk, or was withdrawn."""

    number = 2242


class IdentifierUnknown(DeskError):
    """The code or document is not at this desk, or was withdrawn."""

    number = 2243


class IdentifierShapeWrong(DeskError):
    """An STP or ENI code that cannot be one (``identifier_kind``)."""

    number = 2244


class ChoiceUnknown(DeskError):
    """A value that is not in the list of its field (``field``)."""

    number = 2245


class DayInFuture(DeskError):
    """A day that has not come yet where only a past one makes sense (``field``)."""

    number = 2246


class ReasonTooShort(DeskError):
    """Something closed is opened with a written reason only (``minimum`` letters)."""

    number = 2247
