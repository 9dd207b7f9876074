# SPDX-License-Identifier: EUPL-1.2
"""What is refused because a store is an old copy, or was erased."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class StoreOutdated(DeskError):
    """This computer used a later state of the store: numbers in it may stand on papers already."""

    number = 3030


class DeskWiped(DeskError):
    """The server ordered that nothing of this desk can be read any more."""

    number = 3031
