# SPDX-License-Identifier: EUPL-1.2
"""How things stand, in every place of the window that says so: link, outbox, printers, lock."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.desk.views.status import StatusView
from welfare_desk.ui.cover import Cover
from welfare_desk.ui.kit.status import StatusFace
from welfare_desk.ui.link_words import LinkWords
from welfare_desk.ui.page_makers import PageMakers
from welfare_desk.ui.shell import Shell
from welfare_desk.ui.today.now_panel import NowPanel


class Standing(QObject):
    """Keeps status bar, rail, cover and «Adesso» true."""

    def __init__(self, shell: Shell, makers: PageMakers, now: NowPanel, cover: Cover) -> None:
        super().__init__(shell)
        self._shell, self._makers, self._now, self._cover = shell, makers, now, cover
        self._words = LinkWords(self)
        self._drafts = 0
        self.pending = 0
        """How many operations are not sent yet."""
        self._long_away = False
        now.counted.connect(self.counted)
        cover.idle.left.connect(self.show_time_left)

    def show_status(self, status: StatusView, sending: bool) -> None:
        """Say how link and outbox stand, and whose desk this is."""
        shell = self._shell
        self._long_away = status.state == "long_offline"
        self.pending = status.pending
        face = self._words.face(status, sending=sending)
        shell.status.set_link(face)
        self.show_machines()
        shell.set_place_count("outbox", status.pending + status.rejected)
        shell.top_bar.set_desk(status.desk_name)
        shell.top_bar.set_example(status.sample)
        town = status.municipality_name
        body = self.tr("Municipality of %1").replace("%1", town) if town else status.desk_name
        shell.rail.set_body(body)
        self._cover.show_state(status, face, self._words.waiting(status, self._drafts), body)
        self._now.set_status(status, self._words)
        self._fold()

    def counted(self, drafts: int, troubled: int) -> None:
        """Note how many drafts wait and how many prints are in trouble."""
        self._drafts = drafts
        self._shell.set_place_count("prints", troubled)
        self.show_machines()
        self._fold()

    def look_at_printers(self) -> None:
        """Learn anew which printers are chosen."""
        self._makers.look_at_printers(self.show_machines)

    def show_machines(self) -> None:
        """Say how printers and reader stand; behind a long time alone that a stick helps."""
        faces = self._makers.machines(self._now.troubled_printers())
        if self._long_away:
            stick = StatusFace("export", self.tr("Export to a stick"), "usb", "warning")
            faces = (stick, *faces)
        self._shell.status.set_segments(faces)

    def show_time_left(self, seconds: int) -> None:
        """Say how long until the desk locks itself."""
        if seconds <= self._shell.look.preferences.warning_seconds:
            words = self.tr("Locks in %n s: press any key to go on", "", seconds)
            self._shell.status.set_right(StatusFace("lock", words, "lock", "warning"))
        else:
            words = self.tr("Locks in %n min", "", -(-seconds // 60))
            self._shell.status.set_right(StatusFace("lock", words, "clock"))

    def _fold(self) -> None:
        self._shell.companion.set_summary(self._now.summary())
