# SPDX-License-Identifier: EUPL-1.2
"""What is refused about funds and who gets what from them (2301 to 2399)."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class SecondPersonNeeded(DeskError):
    """An act that two people sign, with no second one who may (``act``)."""

    number = 2301


class SecondPersonSame(DeskError):
    """The second person is the one who acts: nobody checks themselves (``act``)."""

    number = 2302


class ApplicationNeeded(DeskError):
    """The fund gives cards on an approved application only."""

    number = 2303


class ApplicationUnknown(DeskError):
    """The application is not at this desk."""

    number = 2304


class ApplicationNotApproved(DeskError):
    """No card without an approved application of this household, fund and period (``state``)."""

    number = 2305


class AlreadyApplied(DeskError):
    """The household, or somebody of it, applied to the fund in this period (``receipt_no``)."""

    number = 2306


class ApplicationsClosed(DeskError):
    """A day on which the fund takes no applications (``from_on``, ``until_on``)."""

    number = 2307


class ApplicationDecided(DeskError):
    """The application was decided or withdrawn already (``state``)."""

    number = 2308


class DeclarationMissing(DeskError):
    """Something that the fund's rules ask for was not declared (``criterion``)."""

    number = 2309


class DeclarationWrong(DeskError):
    """Something declared that cannot be (``field``)."""

    number = 2310


class AmountNeedsSupervisor(DeskError):
    """Another amount than the rules give: a supervisor decides it, and a second one signs."""

    number = 2311


class CrossCheckPending(DeskError):
    """The other municipalities were not asked yet: no hand-over above ``limit_cents``."""

    number = 2312


class NothingToRank(DeskError):
    """No application of the fund and period takes part."""

    number = 2313


class NotSampled(DeskError):
    """A control of an application that was not drawn, or has nothing to control (``state``)."""

    number = 2314


class CardOfAnother(DeskError):
    """The card was not issued from this application."""

    number = 2315


class FundHidden(DeskError):
    """Who was awarded by this fund is not for the operator's role to see."""

    number = 2316
