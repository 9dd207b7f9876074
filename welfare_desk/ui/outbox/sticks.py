# SPDX-License-Identifier: EUPL-1.2
"""Where a stick is, and how a file on it is called: nothing in the name is about a person."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo

from welfare_desk.core.instants import local_datetime
from welfare_desk.sync.parcels import ENDING

_MOUNTED = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


def stick_folder() -> Path:
    """Return the stick that can be written, or else the folder of documents.

    May wait for a slow disk: not for the thread of the window.
    """
    home = QStandardPaths.StandardLocation.DocumentsLocation
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        drive = os.name == "nt" and not root.upper().startswith(os.environ.get("SYSTEMDRIVE", "C:"))
        if (drive or root.startswith(_MOUNTED)) and volume.isReady() and not volume.isReadOnly():
            return Path(root)
    return Path(QStandardPaths.writableLocation(home))


def file_name(words: str, device: int, now_us: int) -> str:
    """Return the name of an exported file, such as ``lavoro-sportello-3-2026-11-23-1042``."""
    when = f"{local_datetime(now_us):%Y-%m-%d-%H%M}"
    return f"{words}-{device}-{when}{ENDING}"
