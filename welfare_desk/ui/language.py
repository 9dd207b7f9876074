# SPDX-License-Identifier: EUPL-1.2
"""Puts the window into a language; builds the catalogue when the set-up did not."""

import os
import subprocess
import tempfile
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator

from welfare_desk.core.resources import resource_path

LANGUAGES = ("it", "en")


def install_language(app: QCoreApplication, language: str) -> bool:
    """Translate all texts of the window from now on; tell whether the catalogue was found.

    Widgets made before keep their words, so this comes first.  Dates and numbers follow the
    language too.
    """
    for before in app.findChildren(QTranslator, options=Qt.FindChildOption.FindDirectChildrenOnly):
        app.removeTranslator(before)
        before.deleteLater()
    country = QLocale.Country.Italy if language == "it" else QLocale.Country.UnitedKingdom
    QLocale.setDefault(QLocale(QLocale(language).language(), country))
    _install(
        app,
        Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        f"qtbase_{language}",
    )
    catalogue = built_catalogue(language)
    return catalogue is not None and _install(app, catalogue.parent, catalogue.stem)


def built_catalogue(language: str) -> Path | None:
    """Return the .qm of a language, made anew when the .ts is younger or none is there."""
    source = resource_path("translations", f"{language}.ts")
    ready = source.with_suffix(".qm")
    if not source.exists():
        return ready if ready.exists() else None
    if ready.exists() and ready.stat().st_mtime >= source.stat().st_mtime:
        return ready
    for folder in (source.parent, Path(tempfile.gettempdir())):
        target = folder / ready.name
        if build_catalogue(source, target):
            return target
    return ready if ready.exists() else None


def build_catalogue(source: Path, target: Path) -> bool:
    """Make a .qm of a .ts with the tool that comes with Qt; tell whether it worked."""
    tool = next(Path(PySide6.__file__).parent.glob("lrelease*"), None)
    if tool is None:
        return False
    # A running window has the old file mapped into memory: it must not change under it.
    fresh = target.with_name(f"{target.name}.{os.getpid()}.new")
    command = [str(tool), "-silent", "-nounfinished", str(source), "-qm", str(fresh)]
    try:
        done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - Qt's own tool
        if done.returncode == 0:
            fresh.replace(target)
        return done.returncode == 0
    except OSError:
        return False
    finally:
        fresh.unlink(missing_ok=True)


def _install(app: QCoreApplication, folder: Path, name: str) -> bool:
    translator = QTranslator(app)
    if not translator.load(name, str(folder)):
        return False
    return app.installTranslator(translator)
