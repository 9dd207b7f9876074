# SPDX-License-Identifier: EUPL-1.2
"""The municipality where somebody lives: typed, any of Italy, those around offered first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from welfare_desk.core.text import fold
from welfare_desk.desk.proposal import places
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.look import Look

MOST = 12
LEAST_LETTERS = 2


class TownField(Field):
    """A municipality of today by its name; ``value`` is its ISTAT code."""

    def __init__(
        self, look: Look, label: str, *, hint: str = "", optional: bool = False, name: str = ""
    ) -> None:
        """Start empty; ``set_choices`` gives the municipalities around."""
        super().__init__(look, label, hint=hint, optional=optional, tight=True, name=name)
        self._near: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._offer)

    def set_choices(self, towns: Sequence[tuple[str, str]]) -> None:
        """Offer these ISTAT codes and names before all others."""
        self._near = {fold(name): istat for istat, name in towns if istat}
        self._names = {istat: name for istat, name in towns if istat}

    def value(self) -> str:
        """Return the ISTAT code of what is typed; nothing when it is no municipality for sure."""
        typed = fold(self.text())
        if typed in self._near or not typed:
            return self._near.get(typed, "")
        # The letters of the province stand behind the name of a label.
        found = places().towns(self.text().partition("(")[0], MOST)
        exact = [each for each in found if typed in (fold(each.label), fold(each.name))]
        sure = exact or list(found)
        return sure[0].istat_code if len(sure) == 1 else ""

    def set_value(self, istat: str) -> None:
        """Show a municipality by its ISTAT code; an unknown one changes nothing."""
        place = places().by_istat(istat) if istat else None
        name = self._names.get(istat) or (place.label if place else "")
        if name:
            self.set_text(name)

    def is_readable(self) -> bool:
        """Tell whether the field is empty or holds a municipality."""
        return not self.text() or bool(self.value())

    def trouble(self) -> str:
        """Return what to do about a name that is no municipality."""
        return self.tr("This municipality is not in the list. Choose one of those offered.")

    def _offer(self, text: str) -> None:
        typed = fold(text)
        near = [self._names[istat] for name, istat in self._near.items() if name.startswith(typed)]
        known = {istat for name, istat in self._near.items() if name.startswith(typed)}
        more = places().towns(text.strip(), MOST) if len(typed) >= LEAST_LETTERS else ()
        far = [place.label for place in more if place.istat_code not in known]
        self._model.setStringList([*near, *far][:MOST] if typed else [])
