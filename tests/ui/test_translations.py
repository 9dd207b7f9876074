# SPDX-License-Identifier: EUPL-1.2
"""The window speaks Italian whole, and the catalogues are those of the code."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from tools import translations
from welfare_desk.ui.language import build_catalogue, built_catalogue


def test_italian_is_complete_and_speaks_plainly() -> None:
    assert translations.check() == []


def test_the_catalogues_hold_what_the_code_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {f.name: f.read_text("utf-8") for f in translations.CATALOGUES.glob("*.ts")}
    for name, text in kept.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(translations, "CATALOGUES", tmp_path)
    translations.update()
    assert {f.name: f.read_text("utf-8") for f in tmp_path.glob("*.ts")} == kept


def test_a_catalogue_is_built_when_there_is_none(tmp_path: Path, qapp: QApplication) -> None:
    target = tmp_path / "it.qm"
    assert build_catalogue(translations.CATALOGUES / "it.ts", target)
    translator = QTranslator()
    assert translator.load(str(target))
    assert translator.translate("FieldFrame", "optional") == "facoltativo"
    assert translator.translate("SlotModel", "%n free", "places of a slot", 1) == "%n libero"
    assert QCoreApplication.translate("FieldFrame", "optional") == "optional"


def test_the_window_finds_its_catalogue() -> None:
    assert built_catalogue("it") is not None


def test_a_catalogue_in_use_is_replaced_never_written_over(
    tmp_path: Path, qapp: QApplication
) -> None:
    target = tmp_path / "it.qm"
    assert build_catalogue(translations.CATALOGUES / "it.ts", target)
    translator = QTranslator()
    assert translator.load(str(target))
    before = target.stat().st_ino
    assert build_catalogue(translations.CATALOGUES / "it.ts", target)
    # Written over, the pages mapped by the translator would be gone and the process with them.
    assert target.stat().st_ino != before
    assert translator.translate("FieldFrame", "optional") == "facoltativo"
    assert [file.name for file in tmp_path.iterdir()] == ["it.qm"]
