# SPDX-License-Identifier: EUPL-1.2
"""What is refused about waiting lists and calls; imported from here by name."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class NoWaitingList(DeskError):
    """The offering keeps no waiting list."""

    number = 2801


class AlreadyWaiting(DeskError):
    """The person waits for this already."""

    number = 2802


class WaitEntryUnknown(DeskError):
    """A turn on a waiting list that is not here."""

    number = 2803


class TurnNotWaiting(DeskError):
    """Somebody who does not wait any more is offered a place; how they stand is ``state``."""

    number = 2804


class OfferNotOpen(DeskError):
    """The turn has no place that is offered now; how it stands is ``state``."""

    number = 2805


class OfferNotSure(DeskError):
    """The place was asked of the server and is not held yet."""

    number = 2806


class HoldLapsed(DeskError):
    """The hours for which the place was kept are over."""

    number = 2807


class HoldRuns(DeskError):
    """The hours for which the place is kept are not over."""

    number = 2808


class OutOfTurn(DeskError):
    """Others come first: ``count`` of them, the first on the list is ``number_of``."""

    number = 2809


class ListChanged(DeskError):
    """The list or the free places are not what was shown and confirmed."""

    number = 2810


class NothingToDraw(DeskError):
    """Nobody waits whose turn was not drawn, or the list is not drawn at all."""

    number = 2811


class CallUnknown(DeskError):
    """A call about nothing that is here."""

    number = 2812


class OfferElsewhere(DeskError):
    """Another desk holds the place: it alone ends the hold."""

    number = 2813
