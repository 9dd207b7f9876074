# SPDX-License-Identifier: EUPL-1.2
"""The eight exercises: what to do in plain words, the goal, and what tells that it was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from welfare_desk.desk.happened import Happened
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.training.room import Part

Done = Callable[[Part, Sequence[Happened]], bool]
CLOSED_DAY = "close_day"


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise in words, with the goal of the shortest path."""

    id: str
    title: str
    story: str
    steps: tuple[str, ...]
    scans: int
    keys: int
    done: Done


def _of(kind: str) -> Done:
    """Tell whether an operation of this kind was recorded for who plays."""
    return lambda part, seen: any(
        one.kind == kind and one.person_id == part.person_id for one in seen
    )


def _registered(part: Part, seen: Sequence[Happened]) -> bool:
    return any(
        one.kind == "register_person" and one.fiscal_code == part.fiscal_code for one in seen
    )


def _changed_booking(part: Part, seen: Sequence[Happened]) -> bool:
    return _of("cancel_booking")(part, seen) or _of("move_booking")(part, seen)


def _replaced(part: Part, seen: Sequence[Happened]) -> bool:
    kinds = [one.kind for one in seen if one.person_id == part.person_id]
    return "replace_card" in kinds and "activate_card" in kinds[kinds.index("replace_card") :]


def _any(*kinds: str) -> Done:
    return lambda _part, seen: any(one.kind in kinds for one in seen)


class Exercises(QObject):
    """Says the exercises in the language of the window, with the keys as they are here."""

    def __init__(self, actions: ActionRegistry, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions

    def all(self) -> tuple[Exercise, ...]:
        """Return the exercises in their order."""
        return (*self._serving(), *self._looking())

    def _serving(self) -> tuple[Exercise, ...]:
        key, enter = self._actions.key, self.tr("Enter")
        return (
            Exercise(
                "t1",
                self.tr("Book for a known person"),
                self.tr("%1 is at the counter with her card and wants her usual service."),
                (
                    self.tr("Scan the card."),
                    self._put(self.tr("%1 begins the booking."), key("book")),
                    self._put(self.tr("%1 takes the service, %1 again the first place."), enter),
                    self._put(self.tr("%1 books and prints."), key("confirm")),
                ),
                1, 5, _of("book_place"),
            ),
            Exercise(
                "t2",
                self.tr("Register a new person"),
                self.tr("%1 comes for the first time and brings the health card. Lives in "
                        "Via Dante 18, phone 347 000 01 61."),
                (
                    self.tr("Scan the back of the health card: code, birth and place are filled."),
                    self.tr("Type surname, name, phone and street, with Tab between them."),
                    self._put(self.tr("%1 saves and prints the privacy notice."), key("confirm")),
                ),
                1, 46, _registered,
            ),
            Exercise(
                "t3",
                self.tr("Issue a voucher card"),
                self.tr("%1 may have a card. The ISEE is there already."),
                (
                    self.tr("Scan the health card."),
                    self._put(self.tr("%1 opens the form, %2 takes the fund."),
                              key("issue_card"), enter),
                    self._put(self.tr("%1 issues and prints."), key("confirm")),
                    self.tr("Scan the card that was printed: now it is active."),
                ),
                2, 4, _of("activate_card"),
            ),
            Exercise(
                "t4",
                self.tr("Replace a lost card"),
                self.tr("%1 has lost the card."),
                (
                    self.tr("Scan the health card."),
                    self._put(self.tr("%1 opens the form; choose “lost”."), key("replace_card")),
                    self._put(self.tr("%1 blocks the old card and prints the new one."),
                              key("confirm")),
                    self.tr("Scan the new card."),
                ),
                2, 5, _replaced,
            ),
        )  # fmt: skip

    def _looking(self) -> tuple[Exercise, ...]:
        key, enter = self._actions.key, self.tr("Enter")
        return (
            Exercise(
                "t5",
                self.tr("Take vouchers back"),
                self.tr("The “Bottega di Prova” brings back five vouchers."),
                (
                    self._put(self.tr("Open the returns with %1 and choose the shop."),
                              key("place_5")),
                    self.tr("Scan the five vouchers, one after the other."),
                    self._put(self.tr("%1 closes the return."), key("confirm")),
                ),
                5, 4, _any("close_return"),
            ),
            Exercise(
                "t6",
                self.tr("Cancel a booking"),
                self.tr("%1 calls off and has the slip at hand."),
                (
                    self.tr("Scan the slip."),
                    self._put(self.tr("Del, then %1: the place is free again."), enter),
                ),
                1, 2, _changed_booking,
            ),
            Exercise(
                "t7",
                self.tr("Find without a card"),
                self.tr("%1 has nothing at hand, and the name is soon mistyped."),
                (
                    self._put(self.tr("%1 takes you to the search."), key("search")),
                    self.tr("Type “genva”: with a letter missing, on purpose."),
                    self._put(self.tr("%1 opens the person."), enter),
                ),
                0, 8, _of("open_person"),
            ),
            Exercise(
                "t8",
                self.tr("Close the day"),
                self.tr("It is evening: the report of the day, also without a link."),
                (
                    self._put(self.tr("%1 shows the day."), key("close_day")),
                    self._put(self.tr("%1 makes the report and prints it."), key("confirm")),
                ),
                0, 4, _any(CLOSED_DAY),
            ),
        )  # fmt: skip

    def _put(self, words: str, *keys: str) -> str:
        for number, key in enumerate(keys, start=1):
            words = words.replace(f"%{number}", key)
        return words
