# SPDX-License-Identifier: EUPL-1.2
"""What is refused about booking: conditions of an offering, groups, prices (2650 to 2699)."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class TooYoung(DeskError):
    """On the slot's day the person's ``age`` is below what the offering asks (``min_age``)."""

    number = 2650


class TooOld(DeskError):
    """On the slot's day the person's ``age`` is beyond what the offering allows (``max_age``)."""

    number = 2651


class AgeUnknown(DeskError):
    """The offering asks for an age, and the person's birth date is not known."""

    number = 2652


class NotResident(DeskError):
    """The person does not live where the offering asks for (``where``, or the territory)."""

    number = 2653


class IseeNeeded(DeskError):
    """The offering is for people who show an ISEE, and none counts."""

    number = 2654


class NoticeTooShort(DeskError):
    """The slot is sooner than the working days that the provider needs (``days``)."""

    number = 2655


class LimitReached(DeskError):
    """The person holds as many bookings (``limit``) as the rule allows in the time (``span``)."""

    number = 2656


class AssessmentNeeded(DeskError):
    """A social worker has to see the person first."""

    number = 2657


class OfferingNotHere(DeskError):
    """The offering is not given to people of this municipality."""

    number = 2658


class ProviderGone(DeskError):
    """The provider no longer works on that day (``left_on``)."""

    number = 2659


class GroupInvalid(DeskError):
    """People who are booked together are one at least, at most ``most``, each of them once."""

    number = 2660


class CardShareInvalid(DeskError):
    """A card pays more than nothing and no more than the person's part (``person_cents``)."""

    number = 2661


class CardPaysFinalOnly(DeskError):
    """Without a place and the card's balance at this desk no card pays (rule 5)."""

    number = 2662


class MeetingUnknown(DeskError):
    """The course has no meeting of that number."""

    number = 2663
