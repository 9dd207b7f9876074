# SPDX-License-Identifier: EUPL-1.2
"""A safety copy in a process that kills itself: ``python -m … HOME FILE POINT``."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from tests.support.stores import KEY
from welfare_desk.store import sealed_parts
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import safety_copy


def die(*_: Any, **__: Any) -> None:
    """End as by a power cut."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Copy a desk until the point is reached."""
    home, file, point = sys.argv[1:]
    if point == "copied":
        safety_copy._written = die
    elif point == "sealing":
        seal = sealed_parts.seal

        def half(source: Any, write: Any, *rest: Any) -> None:
            def cut(data: bytes) -> None:
                write(data[: len(data) // 2])
                die()

            seal(source, cut, *rest)

        sealed_parts.seal = half  # type: ignore[assignment]
    else:
        Path.replace = die  # type: ignore[assignment,method-assign]
    store = DeskStore.open(Path(home) / "desk.db", KEY, read_only=True)
    safety_copy.write(Path(home), store, Path(file), 1)


if __name__ == "__main__":
    main()
