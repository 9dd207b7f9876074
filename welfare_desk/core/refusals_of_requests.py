# SPDX-License-Identifier: EUPL-1.2
"""What is refused about services without a calendar: asking, answering, agreeing (2750 to 2799)."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class ServiceRequestUnknown(DeskError):
    """The request is not at this desk."""

    number = 2750


class ServiceRequestOver(DeskError):
    """The request stands at ``state``, where this is no longer possible."""

    number = 2751


class AnsweredMeanwhile(DeskError):
    """Somebody answered the request first: that answer stands, this one does not."""

    number = 2752


class ProposalChanged(DeskError):
    """The provider now says another day or time than the one the person agreed to."""

    number = 2753


class OfferingNotOnRequest(DeskError):
    """The service has a calendar, is no longer offered, or is not known here."""

    number = 2754


class WishUnreadable(DeskError):
    """A preferred time is a day and a part of it, at most ``most`` of them, none twice."""

    number = 2755


class WishTooEarly(DeskError):
    """A preferred day is over, or lies before the service's notice (``first_on``)."""

    number = 2756


class AnswerTimeWrong(DeskError):
    """An answer's day is over, or its time is none (``field``)."""

    number = 2757


class SharesDiffer(DeskError):
    """What the payers bear does not sum to the price, or is not as the service says."""

    number = 2758
