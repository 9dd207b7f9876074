# SPDX-License-Identifier: EUPL-1.2
"""What is refused about the catalogue, complaints and satisfaction (2701 to 2749)."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class ProviderUnknown(DeskError):
    """The provider is not at this desk."""

    number = 2701


class OfferingUnknown(DeskError):
    """The service is not at this desk."""

    number = 2702


class ComplaintUnknown(DeskError):
    """The complaint is not at this desk."""

    number = 2703


class ComplaintAnswered(DeskError):
    """The complaint ``complaint_no`` has its answer already: that one stands."""

    number = 2704


class ScoreInvalid(DeskError):
    """An answer to the question is a whole number from 1 to 5."""

    number = 2705


class BookingNotOver(DeskError):
    """Nobody can say how it was before the appointment, nor of one that was not kept."""

    number = 2706


class SatisfactionGiven(DeskError):
    """The question about this booking was answered before."""

    number = 2707
