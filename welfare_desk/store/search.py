# SPDX-License-Identifier: EUPL-1.2
"""Search as you type (filled in next)."""

from __future__ import annotations

from typing import Any


def follow(conn: Any, written: Any, dropped: Any) -> None:
    return None
