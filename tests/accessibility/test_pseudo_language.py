# SPDX-License-Identifier: EUPL-1.2
"""A language a third longer than English, with accents, is nowhere cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from tests.tasks import sitting as seats
from tests.tasks.sitting import MARIAS_CODE, Sitting, sitting, small_store
from welfare_desk.ui.tour.camera import faults

_ACCENTS = str.maketrans("aeiouAEIOUncs", "áéíóúÁÉÍÓÚñçš")
PLACES = ("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6", "Alt+7")


class Pseudo(QTranslator):
    """Answers with the source, accented, and a third of its length behind it."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Tell Qt that there is something to ask for."""
        return False

    def translate(
        self, _context: str, text: str, _disambiguation: str | None = None, number: int = -1
    ) -> str:
        """Return the made-up words; keys and marks stay as they are."""
        words = text.replace("%n", str(number)) if number >= 0 else text
        if len(words) < 4:
            return words
        return words.translate(_ACCENTS) + "~" * max(1, len(words) // 3)


@contextmanager
def pseudo(app: QApplication) -> Iterator[None]:
    words = Pseudo(app)
    app.installTranslator(words)
    try:
        yield
    finally:
        app.removeTranslator(words)


def cut(here: Sitting, where: str) -> list[str]:
    here.seat.settle()
    return [f"{where}: {one}" for one in faults(here.seat)]


def test_no_text_is_cut_in_a_longer_language(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seats, "_italian", pseudo)
    found: list[str] = []
    with sitting(qapp, small_store, lambda _desk: None) as here:
        assert "~" in here.window.rail.button("today").text()
        for key in PLACES:
            here.key(key)
            found += cut(here, key)
        here.scan(MARIAS_CODE)
        found += cut(here, "person")
        for key in ("F2", "F7", "F4", "Ctrl+E"):
            here.key(key)
            found += cut(here, key)
    assert found == []
