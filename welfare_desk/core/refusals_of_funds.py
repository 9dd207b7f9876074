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
