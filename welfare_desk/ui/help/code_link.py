# SPDX-License-Identifier: EUPL-1.2
"""The short code beside a message, such as WD-2041, which opens its page of the help."""

from __future__ import annotations

from welfare_desk.desk.help_messages import said
from welfare_desk.ui.help.asking import ask_help
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.look import Look


class CodeLink(ActionButton):
    """Hidden unless the sentence it is given is that of a refusal."""

    def __init__(self, look: Look, name: str = "") -> None:
        super().__init__(look, Rank.GHOST, "", size=Size.SMALL, name=f"{name or 'message'}.code")
        self._sentence = ""
        self.clicked.connect(lambda: ask_help(self, self._sentence))
        self.hide()

    def set_sentence(self, sentence: str) -> None:
        """Show the code of a sentence, if it has one."""
        message = said(sentence) if sentence else None
        self._sentence = sentence if message is not None else ""
        label = message.label if message is not None else ""
        self.set_text(label)
        if label:
            self.setAccessibleName(self.tr("%1: what it means").replace("%1", label))
        show_if(self, bool(label))

    def sentence(self) -> str:
        """Return the refusal's sentence, or nothing."""
        return self._sentence
