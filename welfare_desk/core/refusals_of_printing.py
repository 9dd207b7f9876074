# SPDX-License-Identifier: EUPL-1.2
"""Why a paper does not come out again."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class NothingPrinted(DeskError):
    """This desk printed no paper yet."""

    number = 2981


class PrintOnItsWay(DeskError):
    """The last paper is on its way to the printer and would come out twice."""

    number = 2982


class PrintedOnce(DeskError):
    """The last paper is worth money, or made once: there are never two of it."""

    number = 2983
