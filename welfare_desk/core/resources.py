# SPDX-License-Identifier: EUPL-1.2
"""Where the files that travel with the program lie, in a checkout and when installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_path(*parts: str) -> Path:
    """Return the path of a resource; it need not exist.

    A wheel and the frozen program carry the tree as ``welfare_desk/_resources``; a
    checkout has ``resources/`` beside the package.  The packaged tree is asked first,
    because ``site-packages/resources`` may belong to somebody else.
    """
    packaged = _PACKAGE / "_resources"
    root = packaged if packaged.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)
