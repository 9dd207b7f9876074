# SPDX-License-Identifier: EUPL-1.2
"""How the server refuses a request."""

from __future__ import annotations


class Refused(Exception):
    """A request that is answered with a 4xx or 503, a code and a hint to go on with."""

    def __init__(self, status: int, code: str, hint: int = 0) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.hint = hint
