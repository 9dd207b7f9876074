# SPDX-License-Identifier: EUPL-1.2
"""``welfare-desk training``: practise at a desk of its own, with made-up people, no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from welfare_desk.app import HomeDoor, open_training, system_keys
from welfare_desk.cli.context import USAGE, Cli, has_display
from welfare_desk.cli.training_room import TrainingRoom

if TYPE_CHECKING:
    from welfare_desk.ui.opening.door import Opened


class TrainingDoor(HomeDoor):
    """Prepares the room where it does not stand yet, then opens its desk."""

    def __init__(self, room: TrainingRoom) -> None:
        super().__init__(room.home, system_keys())
        self._room = room

    def open(self, passphrase: str = "") -> Opened:
        """Open the room's desk; its passphrase stands in the room."""
        self._room.prepare(self._tell)
        self._keys = self._room.keys
        return super().open(passphrase)


def folder_beside(home: Path) -> Path:
    """Return where the training of a desk's home stands: beside it, never within it."""
    # ``.`` and ``..`` have no name of their own.
    whole = home.resolve()
    return whole.with_name(f"{whole.name}-training")


@click.command()
@click.pass_obj
def training(cli: Cli) -> int:
    """Practise at a desk of its own, with made-up people and no network (FORMAZIONE)."""
    if not has_display():
        cli.tell("La formazione si apre in una finestra: serve uno schermo.")
        return USAGE
    folder = folder_beside(cli.home)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    room = TrainingRoom(folder)
    try:
        return open_training(folder, TrainingDoor(room), room, cli.lang)
    finally:
        room.close()
