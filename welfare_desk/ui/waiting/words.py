# SPDX-License-Identifier: EUPL-1.2
"""Waiting lists in words: rules, reasons, states, why somebody comes where."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import local_date, local_text, local_time_text, minute_text
from welfare_desk.desk.views.waiting import SlotPlan, TurnView
from welfare_desk.ui.kit.badges import BadgeFace


class WaitingWords(QObject):
    """Lists and turns in the language of the window."""

    def __init__(self, parent: QObject, lang: str) -> None:
        super().__init__(parent)
        self._lang = lang

    def rule(self, rule: str) -> str:
        """Return how a list is put in order."""
        return {
            "priority": self.tr("By points, then by when they joined"),
            "draw": self.tr("By lot with a published seed"),
        }.get(rule, self.tr("In the order of joining"))

    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Return the reasons that give points, with their words."""
        return (
            ("place_lost", self.tr("We took the place away (50 points)")),
            ("nobody_else", self.tr("Nobody else can help (30 points)")),
            ("working_parents", self.tr("The parents work (20 points)")),
            ("same_household", self.tr("Somebody of the household goes there (10 points)")),
        )

    def reason(self, code: str) -> str:
        """Return one reason in words."""
        return dict(self.reasons()).get(code, code)

    def state(self, turn: TurnView) -> BadgeFace:
        """Return how a turn stands."""
        faces = {
            "waiting": BadgeFace(self.tr("Waiting"), "neutral", "hourglass"),
            "asked": BadgeFace(self.tr("Place asked for"), "warning", "send"),
            "offered": BadgeFace(self.tr("Place offered"), "info", "phone"),
            "over": BadgeFace(self.tr("Time is over"), "warning", "triangle-alert"),
        }
        return faces[turn.state]

    def step(self, turn: TurnView) -> str:
        """Return what put a turn where it is."""
        return {
            "points": self.tr("fewer points than the one before"),
            "draw": self.tr("by the draw"),
            "joined": self.tr("joined later"),
            "number": self.tr("joined at once, higher number"),
        }.get(turn.step, self.tr("comes first") if turn.place == 1 else "")

    def seats(self, seats: int) -> str:
        """Return how many places somebody asks for."""
        return self.tr("%n place(s)", "", seats)

    def since(self, turn: TurnView) -> str:
        """Return since when somebody waits."""
        return self.tr("since %1").replace("%1", local_text(turn.joined_at))

    def day(self, slot: SlotPlan) -> str:
        """Return when a slot is."""
        return f"{weekday_text(slot.slot_on, self._lang)}, {minute_text(slot.start_minute)}"

    def wish(self, turn: TurnView) -> str:
        """Return which slot is offered, or what is waited for."""
        if turn.slot_on is not None:
            return f"{weekday_text(turn.slot_on, self._lang)}, {minute_text(turn.start_minute)}"
        if turn.wish_on is not None:
            day = f"{weekday_text(turn.wish_on, self._lang)}, {minute_text(turn.wish_minute)}"
            return self.tr("only %1").replace("%1", day)
        return self.tr("any time")

    def kept(self, turn: TurnView) -> str:
        """Return until when an offered place is kept; nothing without one."""
        if turn.slot_on is None:
            return ""
        until = weekday_text(local_date(turn.held_until_at), self._lang)
        text = f"{until} {local_time_text(turn.held_until_at)}"
        return self.tr("kept until %1").replace("%1", text)

    def offered(self, turn: TurnView) -> str:
        """Return what is offered and until when, or what is waited for."""
        return ", ".join(part for part in (self.wish(turn), self.kept(turn)) if part)
