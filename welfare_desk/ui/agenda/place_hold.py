# SPDX-License-Identifier: EUPL-1.2
"""Keeps the place of a parked booking, and offers the nearest one where it is gone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import minute_text
from welfare_desk.desk.views.booking import SlotView
from welfare_desk.ui.agenda import days
from welfare_desk.ui.agenda.booking_presenter import BookingPresenter
from welfare_desk.ui.context import Context


class PlaceHold(QObject):
    """Of one form: ``changed`` tells until when, ``lost`` what was chosen instead."""

    changed = Signal(object)
    lost = Signal(str)

    def __init__(self, context: Context, presenter: BookingPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._presenter = context, presenter
        self._draft_id = ""
        self._wanted: SlotView | None = None
        presenter.slots_changed.connect(self._look)

    def begin(self, draft_id: str) -> None:
        """Keep the place chosen for ten minutes, if this desk can promise it; else nothing."""
        slot, seats = self._presenter.slot(), len(self._presenter.people())
        if slot is None or slot.guaranteed < seats or self._draft_id:
            return
        self._draft_id, self._wanted = draft_id, slot
        drafts = self._context.desk.drafts
        self._context.write(
            lambda: drafts.hold(draft_id, slot.slot_id, seats), self, self.changed.emit
        )

    def release(self) -> None:
        """Let the place go, the form is in front again, and look whether it is still there."""
        if not self._draft_id:
            return
        draft_id, self._draft_id = self._draft_id, ""
        drafts = self._context.desk.drafts

        def freed(_done: None) -> None:
            self.changed.emit(0)
            self._presenter.reload()

        self._context.write(lambda: drafts.free(draft_id), self, freed)

    def _look(self) -> None:
        """After the form came back: where its place is gone, choose the nearest and say so."""
        wanted = self._wanted
        if wanted is None or self._draft_id:
            return
        self._wanted = None
        seats = len(self._presenter.people())
        here = self._presenter.slot()
        stands = here is not None and (here.mine or days.free_places(here) >= seats)
        if stands and here is not None and here.slot_id == wanted.slot_id:
            return
        nearest = nearest_free(self._presenter.slots, wanted, seats)
        gone = self.tr("The place of %1 is not kept any more.")
        gone = gone.replace("%1", minute_text(wanted.start_minute))
        if nearest is None:
            self.lost.emit(f"{gone} {self.tr('There is no other: choose another service.')}")
            return
        self._presenter.choose_slot(nearest.slot_id)
        day = weekday_text(nearest.slot_on, self._context.lang)
        chosen = self.tr("The nearest is chosen: %1, %2.").replace("%1", day)
        self.lost.emit(f"{gone} {chosen.replace('%2', minute_text(nearest.start_minute))}")


def nearest_free(slots: tuple[SlotView, ...], wanted: SlotView, seats: int) -> SlotView | None:
    """Return the slot nearest in time with the places, at the same place before others."""
    free = [
        slot
        for slot in slots
        if days.free_places(slot) >= seats and not slot.mine and not slot.unmet
    ]
    return min(
        free,
        key=lambda slot: (
            slot.place_name != wanted.place_name,
            abs(slot.starts_at - wanted.starts_at),
            slot.starts_at,
        ),
        default=None,
    )
