# SPDX-License-Identifier: EUPL-1.2
"""A new passphrase, typed twice, with the reason why one is needed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import VBox
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.look import Look

LEAST_LETTERS = 12


def hide_typing(field: Field) -> None:
    """Show dots in a field, and keep the scanner's ear off it."""
    field.line.setEchoMode(QLineEdit.EchoMode.Password)
    field.line.setProperty("secret", True)


class NewPassphrase(QWidget):
    """Asks for a passphrase; ``wrong`` tells what is still to mend."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        column = VBox(look, 8, parent=self)
        self.reason = Notice(
            look,
            "info",
            self.tr("This computer keeps no keys by itself"),
            self.tr(
                "What is recorded here is encrypted, and no keyring of the system answers that "
                "could keep the key. A passphrase will open the desk at each start."
            ),
            icon="key-round",
            name=f"{name}.reason",
        )
        column.addWidget(self.reason)
        hint = self.tr("At least %1 letters, better a whole sentence. Whoever opens knows it.")
        hint = hint.replace("%1", str(LEAST_LETTERS))
        self.first = Field(look, self.tr("Passphrase"), hint=hint, name=f"{name}.passphrase")
        self.again = Field(
            look, self.tr("The same passphrase again"), name=f"{name}.passphrase_again"
        )
        for field in (self.first, self.again):
            hide_typing(field)
            column.addWidget(field)
        self.first.line.returnPressed.connect(self.again.setFocus)

    def text(self) -> str:
        """Return the passphrase."""
        return self.first.line.text()

    def wrong(self) -> Field | None:
        """Say beside the field what is to mend and return it; nothing when all is well."""
        self.first.set_error("")
        self.again.set_error("")
        if len(self.text()) < LEAST_LETTERS:
            words = self.tr("The passphrase is too short. Type at least %1 letters.")
            self.first.set_error(words.replace("%1", str(LEAST_LETTERS)))
            return self.first
        if self.again.line.text() != self.text():
            self.again.set_error(self.tr("The two passphrases differ. Type the second one again."))
            return self.again
        return None
