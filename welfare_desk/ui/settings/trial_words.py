# SPDX-License-Identifier: EUPL-1.2
"""What a trial of the reader found, in words: the fault, and what to do in the reader's manual."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.ui.reader_trial import HARMLESS, Fault, Trial


class TrialWords(QObject):
    """Faults of readers and their cures."""

    def fact(self, trial: Trial) -> str:
        """Return how the reading went, in one sentence."""
        if trial.is_good and trial.setup.mode == "delimited":
            return self.tr("The reader works: it marks where each code begins and ends")
        if trial.is_good:
            return self.tr("The reader works")
        return self.fault(self._worst(trial), trial)[0]

    def remedy(self, trial: Trial) -> str:
        """Return what to do about it."""
        if not trial.is_good:
            return self.fault(self._worst(trial), trial)[1]
        if trial.setup.mode == "delimited":
            return self.tr("No letter of a code can get into a field. Keep this setting.")
        return self.tr(
            "It is told from typing by its speed. It is surer with a key before and after each "
            "code: in the reader's manual look for «Prefix» and «Suffix» and choose F13 and F14."
        )

    def hints(self, trial: Trial) -> tuple[str, ...]:
        """Return what could be better though the code was read."""
        hints = []
        for fault in trial.faults:
            if fault in HARMLESS:
                fact, remedy = self.fault(fault, trial)
                hints.append(f"{fact}. {remedy}")
        return tuple(hints)

    def frame(self, trial: Trial) -> str:
        """Return the keys around the code."""
        names = [name for name in (trial.prefix, trial.suffix) if name]
        return " … ".join(names) if names else self.tr("none")

    def fault(self, fault: Fault, trial: Trial) -> tuple[str, str]:
        """Return a fault and its cure, which is one code of the reader's own manual."""
        return self._of_keys().get(fault) or self._of_text(trial)[fault]

    def _worst(self, trial: Trial) -> Fault:
        return next(fault for fault in trial.faults if fault not in HARMLESS)

    def _of_text(self, trial: Trial) -> dict[Fault, tuple[str, str]]:
        return {
            "nothing": (
                self.tr("Nothing was read"),
                self.tr("Hold the reader a hand's width from the code, or print the sheet."),
            ),
            "half": (
                self.tr("Not all of the code came: %1").replace("%1", trial.text[:24]),
                self.tr(
                    "Pass it again, slowly. If it stays so: read «Restore defaults» in the "
                    "reader's manual, then try again."
                ),
            ),
            "layout_us": (
                self.tr("The reader is set to an American keyboard"),
                self.tr(
                    "In its manual look for «Keyboard country» or «Keyboard layout» and read the "
                    "code «Italian». Cards and slips are read all the same."
                ),
            ),
            "layout_other": (
                self.tr("The reader is set to another keyboard: %1").replace("%1", trial.extra),
                self.tr(
                    "In its manual look for «Keyboard country» or «Keyboard layout» and read the "
                    "code «Italian»."
                ),
            ),
            "full_ascii": (
                self.tr("Bar codes are read as «full ASCII»"),
                self.tr("In its manual look for «Code 39 full ASCII» and read the code «Disable»."),
            ),
            "extra_before": (
                self.tr("Letters come before the code: %1").replace("%1", trial.extra),
                self.tr(
                    "In its manual look for «Prefix» and «AIM ID» and read «Clear all prefixes»."
                ),
            ),
            "extra_after": (
                self.tr("Letters come after the code: %1").replace("%1", trial.extra),
                self.tr("In its manual look for «Suffix» and read «Clear all suffixes»."),
            ),
        }

    def _of_keys(self) -> dict[Fault, tuple[str, str]]:
        return {
            "slow": (
                self.tr("The reader is slow"),
                self.tr(
                    "The program waits longer for it, and may take somebody who types fast for "
                    "it. A key before and after each code is surer: look for «Prefix» and "
                    "«Suffix»."
                ),
            ),
            "too_slow": (
                self.tr("The reader is as slow as a person who types"),
                self.tr(
                    "Set it to send a key before and after the code: in its manual look for "
                    "«Prefix» and «Suffix» and choose F13 and F14."
                ),
            ),
            "no_enter": (
                self.tr("No Enter comes after the code"),
                self.tr("In its manual look for «Suffix» and read «Add Enter»."),
            ),
            "one_frame_key": (
                self.tr("A key comes on one side of the code only"),
                self.tr("It takes one before and one after: look for «Prefix» and «Suffix»."),
            ),
            "same_frame_keys": (
                self.tr("The same key comes before and after the code"),
                self.tr("In its manual choose two different ones, for example F13 and F14."),
            ),
            "caps": (
                self.tr("Capital letters are locked, or the reader turns them round"),
                self.tr("Codes are read all the same."),
            ),
            "asterisks": (
                self.tr("The reader sends the asterisks of the bar code"),
                self.tr("They are taken off. Nothing to do."),
            ),
        }
