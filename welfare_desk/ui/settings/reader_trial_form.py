# SPDX-License-Identifier: EUPL-1.2
"""Tries the reader: code, box, verdict; used in the settings and at the first run alike."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.desk.print_again import square_code
from welfare_desk.ui.jobs import JobRunner, Lane
from welfare_desk.ui.kit.cards import Card, KeyValue
from welfare_desk.ui.kit.layout import TurningBox, VBox
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.pdf_view import PdfView
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.look import Look
from welfare_desk.ui.reader_setup import ReaderSetup, keep_reader_setup
from welfare_desk.ui.reader_trial import RawKey, Trial, judge
from welfare_desk.ui.settings.trial_box import TrialBox
from welfare_desk.ui.settings.trial_words import TrialWords

CODE_WIDTH = 210


class ReaderTrialForm(QWidget):
    """``tried`` follows each reading; ``setup`` then says how this reader is listened to.

    Needs no desk: ``keep`` goes by the preferences, at the first run too.
    """

    tried = Signal()

    def __init__(self, look: Look, jobs: JobRunner) -> None:
        super().__init__()
        self.setObjectName("reader.trial")
        self._look, self._jobs = look, jobs
        self._words = TrialWords(self)
        self.trial: Trial | None = None
        column = VBox(look, 12, parent=self)
        self.notice = Notice(look, "info", "", large=True, name="reader.notice")
        column.addWidget(self.notice)
        row = TurningBox(look, 16)
        row.addWidget(self._code_card(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._result_card(), 1)
        column.addLayout(row)
        self.box.read.connect(self._judge)
        self._wait()

    def start(self) -> None:
        """Show the code and take the focus to the box."""
        self._jobs.submit(square_code, self, self.code.set_pdf, _raise, Lane.PAPER)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def setup(self) -> ReaderSetup | None:
        """Return how to listen to this reader; nothing before it read the code."""
        if self.trial is None or not self.trial.is_usable:
            return None
        return self.trial.setup

    def keep(self) -> bool:
        """Keep the setup that was found for this desk; tell whether there was one."""
        setup = self.setup()
        if setup is not None:
            keep_reader_setup(self._look.preferences, setup)
        return setup is not None

    def _code_card(self) -> Card:
        look = self._look
        card = Card(look, self.tr("The code to read"), "scan-line")
        self.code = PdfView(
            look,
            self._jobs,
            spoken=self.tr("A square code to pass the reader over"),
            ratio=1.0,
            private=False,
            name="reader.code",
        )
        self.code.setFixedWidth(look.px(CODE_WIDTH))
        card.body.addWidget(self.code)
        words = self.tr("A reader for bars alone needs the printed sheet.")
        card.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        card.setMaximumWidth(look.px(CODE_WIDTH) + look.gap(48))
        return card

    def _result_card(self) -> Card:
        look = self._look
        card = Card(look, self.tr("What came"), "keyboard")
        self.box = TrialBox(look)
        card.body.addWidget(self.box)
        self.facts = KeyValue(look)
        card.body.addWidget(self.facts)
        self.hints = Text(look, "", "secondary", "muted", wrap=True)
        card.body.addWidget(self.hints)
        card.body.addStretch(1)
        return card

    def _wait(self) -> None:
        self.notice.set_words(
            self.tr("Pass the reader over the square code"),
            self.tr("The program learns how the reader sends its codes. Nothing is stored yet."),
            tone="info",
            icon="scan-line",
        )
        self._show_facts(None)

    def _judge(self, keys: Sequence[RawKey]) -> None:
        self.trial = trial = judge(keys)
        tone = "ok" if trial.is_good else "warning" if trial.is_usable else "danger"
        icon = "circle-check" if trial.is_good else "triangle-alert"
        fact, remedy = self._words.fact(trial), self._words.remedy(trial)
        self.notice.set_words(fact, remedy, tone=tone, icon=icon)
        self._show_facts(trial)
        self.tried.emit()

    def _show_facts(self, trial: Trial | None) -> None:
        show_if(self.facts, trial is not None)
        hints = "\n".join(self._words.hints(trial)) if trial is not None else ""
        self.hints.setText(hints)
        show_if(self.hints, bool(hints))
        if trial is None:
            return
        way = (
            self.tr("by the keys around the code")
            if trial.setup.mode == "delimited"
            else self.tr("by its speed")
        )
        self.facts.set_rows(
            (
                (self.tr("What was read"), trial.text[:40] or "–"),
                (self.tr("Time between two keys"), f"{trial.gap_ms} ms"),
                (self.tr("Keys around the code"), self._words.frame(trial)),
                (self.tr("Told from typing"), way),
            )
        )


def _raise(error: BaseException) -> None:
    raise error
