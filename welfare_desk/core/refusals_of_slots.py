# SPDX-License-Identifier: EUPL-1.2
"""What is refused about changing slots (2601 to 2649); imported from here by name."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class SlotOver(DeskError):
    """The slot's last meeting is over: nobody would come to it any more."""

    number = 2601
