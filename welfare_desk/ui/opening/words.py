# SPDX-License-Identifier: EUPL-1.2
"""Refusals before the desk is open in words: what happened, and what to do now."""

from __future__ import annotations

import errno

import msgspec
from PySide6.QtCore import QObject

from welfare_desk.core.refusals import (
    DeskError,
    DeskRevoked,
    DiskFailing,
    DiskFull,
    EnrolmentCodeMistyped,
    EnrolmentRefused,
    ServerAnswerStrange,
    ServerUnreachable,
    StoreBusy,
    StoreDamaged,
    StoreNotWritable,
    StoreTooNew,
    UpgradeNeeded,
)
from welfare_desk.ui import errors

_CLOSES = (StoreBusy, StoreTooNew, StoreDamaged, StoreNotWritable, DiskFull, DiskFailing)
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """A refusal that takes a whole page."""

    title: str
    fact: str
    steps: tuple[str, ...]
    tone: str = "warning"
    icon: str = "triangle-alert"
    label: str = ""
    other_window: bool = False
    retry: bool = True


def fingerprint_text(fingerprint: bytes) -> str:
    """Return a fingerprint in groups of four, as it is read aloud; a dash where there is none."""
    digits = fingerprint.hex().upper()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4)) or "–"


def as_refusal(error: BaseException) -> BaseException:
    """Return ``DiskFull`` for a system that has no room, any other error as it is."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return DiskFull()
    return error


class OpeningWords(QObject):
    """Says each refusal of the opening in the language of the window."""

    def __init__(self, lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lang = lang

    def trouble(self, error: BaseException) -> Trouble | None:
        """Return what a page says of a refusal; nothing for what is no refusal."""
        if isinstance(error, OSError):
            return self._folder_closed()
        if not isinstance(error, DeskError):
            return None
        for kind, words in (
            (StoreBusy, self._busy), (StoreTooNew, self._too_new),
            (StoreDamaged, self._damaged), (DiskFull, self._full),
            (StoreNotWritable, self._folder_closed),
        ):  # fmt: skip
            if isinstance(error, kind):
                return msgspec.structs.replace(words(), label=error.label)
        return Trouble(
            title=self.tr("The desk does not open"),
            fact=errors.sentence(error, self._lang),
            steps=(),
            label=error.label,
        )

    def takes_page(self, error: DeskError) -> bool:
        """Tell whether a refusal stops all, rather than one field."""
        return isinstance(error, _CLOSES)

    def wrong_secret(self, *, with_code: bool) -> str:
        """Return what is said of a passphrase or code that opens nothing."""
        if with_code:
            return self.tr("This code does not open the desk. Compare it with the sheet.")
        return self.tr("This passphrase does not open the desk. Type it again, or use the "
                       "recovery code.")  # fmt: skip

    def no_other_window(self) -> str:
        """Return what is said when no window answers."""
        return self.tr("No window answers: a command is at work. Wait a minute and try again.")

    def stopped(self) -> Trouble:
        """Return what a page says when something went wrong that nobody foresaw."""
        return Trouble(
            title=self.tr("Something stopped"),
            fact=self.tr("The desk could not be opened. Your data are safe."),
            steps=(self.tr("Try again."), self.tr("If it stops again, call the support.")),
            tone="danger",
            icon="circle-x",
        )

    def beside(self, error: DeskError) -> tuple[str, str]:
        """Return the field that a refused enrolment concerns, and what to say there."""
        if isinstance(error, EnrolmentRefused):
            return "code", self.tr(
                "The centre does not take this code: it was used, is too old or was mistyped. "
                "Check it, or ask the administrator for a new one."
            )
        if isinstance(error, EnrolmentCodeMistyped):
            return "code", errors.sentence(error, self._lang)
        if isinstance(error, ServerUnreachable):
            return "address", self.tr(
                "The centre does not answer at this address. Check network cable and address, "
                "then try again: what you typed stays here."
            )
        if isinstance(error, ServerAnswerStrange):
            if error.facts.get("why") == "fingerprint":
                return "code", self.tr(
                    "Another centre answered than the one on the sheet: its fingerprint differs. "
                    "Stop here and call the administrator."
                )
            return "address", self.tr(
                "Something answered that is not our centre. Check the address, and whether the "
                "network asks you to log in first."
            )
        if isinstance(error, UpgradeNeeded):
            return "", self.tr("The centre needs a newer program. Ask for the update, then go on.")
        if isinstance(error, DeskRevoked):
            return "", self.tr("The centre has withdrawn this desk. Ask for a new code.")
        return "", errors.sentence(error, self._lang)

    def enrolling(self, step: str) -> str:
        """Return how far an enrolment is."""
        return {
            "store": self.tr("1 of 3 · Making the encrypted store…"),
            "centre": self.tr("2 of 3 · Asking the centre to take this desk…"),
            "data": self.tr("3 of 3 · Opening what the centre sent…"),
        }.get(step, self.tr("Beginning…"))

    def preparing(self, step: str) -> tuple[str, str, int] | None:
        """Return what is being prepared for a training, and which of five parts it is."""
        words = {
            "territory": self.tr("A territory with services, places and funds, all made up"),
            "people": self.tr("People who do not exist"),
            "server": self.tr("A centre on this computer alone: nothing goes onto the network"),
            "desk": self.tr("A desk of its own, beside the one you work at"),
            "exercises": self.tr("Cards, vouchers and bookings for eight exercises"),
        }
        if step not in words:
            return None
        return self.tr("Preparing the training"), words[step], list(words).index(step) + 1

    def _busy(self) -> Trouble:
        return Trouble(
            title=self.tr("The desk is open already"),
            fact=self.tr("Another window or command of this program has the desk open."),
            steps=(
                self.tr("Go on in the other window, or close it and try again here."),
                self.tr("If you see none, wait a minute: a command may be at work."),
            ),
            tone="info",
            icon="monitor",
            other_window=True,
        )

    def _too_new(self) -> Trouble:
        return Trouble(
            title=self.tr("This program is older than the desk's data"),
            fact=self.tr("A newer version has worked here. The data are safe."),
            steps=(
                self.tr("Update the program, then open it again."),
                self.tr("Do not copy older files back: newer work would be lost."),
            ),
            icon="refresh-cw",
            retry=False,
        )

    def _damaged(self) -> Trouble:
        return Trouble(
            title=self.tr("The desk's data can no longer be read"),
            fact=self.tr("Touch nothing and call the support: it is mended from the backup."),
            steps=(
                self.tr("Delete, move and install nothing on this computer."),
                self.tr("Tell the support the code and the folder written below."),
                self.tr("What was already sent is at the centre; go on at another desk."),
            ),
            tone="danger",
            icon="database",
            retry=False,
        )

    def _full(self) -> Trouble:
        return Trouble(
            title=self.tr("The disk is full"),
            fact=self.tr("The desk needs room to open. What was recorded is safe."),
            steps=(
                self.tr("Free some space on this computer: downloads, the bin, old films."),
                self.tr("Leave the desk's own folder as it is, then try again."),
            ),
            icon="hard-drive",
        )

    def _folder_closed(self) -> Trouble:
        return Trouble(
            title=self.tr("The desk's folder does not open"),
            fact=self.tr("This user may not read or write the folder written below."),
            steps=(self.tr("Call the support: the folder's permissions must be mended."),),
            icon="folder-open",
        )
