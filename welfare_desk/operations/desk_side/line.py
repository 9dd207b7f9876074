# SPDX-License-Identifier: EUPL-1.2
"""What a desk says over its line and what may come back; who carries it is no matter here."""

from __future__ import annotations

from collections.abc import Generator
from typing import Literal, TypeVar

import msgspec

from welfare_desk.core.refusals import ServerAnswerStrange
from welfare_desk.operations.desk_side.standing import Outcome
from welfare_desk.protocol.digest import Digest
from welfare_desk.protocol.messages import (
    Hello,
    LeaseAnswer,
    LeaseAsk,
    Page,
    Push,
    Pushed,
    Welcome,
)

MAX_DELAY_SECONDS = 3600


class PullAsk(msgspec.Struct, frozen=True, kw_only=True):
    """The rows behind a cursor of an epoch."""

    epoch: int
    cursor: int
    contact: int = 0
    """The contact number that was taken in; 0 where none was given."""
    proved: int = 0
    """The desk has the receipts of its operations up to this one, or waits for none of them."""


class DigestAsk(msgspec.Struct, frozen=True):
    """The digest of each kind of rows that this desk should hold."""


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """No answer came, or one that is not what was asked for."""

    why: Literal["offline", "strange", "problem"]
    """Nobody answered; somebody else did; the server sent a ``Problem``."""
    status: int = 0
    code: str = ""
    hint: int = 0


Request = Hello | Push | PullAsk | LeaseAsk | DigestAsk
Answer = Welcome | Pushed | Page | LeaseAnswer | Digest | Failed

T = TypeVar("T")
Steps = Generator[Request, Answer, T]
"""An exchange that waits at each ``yield`` for the answer to what it yielded.

Between two of them, and at any of them, it may be dropped for ever: that is a power cut.
"""


class NoAnswer(Exception):
    """An exchange met a ``Failed``."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(failed.why, failed.status, failed.code)
        self.failed = failed

    @property
    def out_of_step(self) -> bool:
        """True for 409: desk and server do not stand on the same chain or epoch."""
        return self.failed.why == "problem" and self.failed.status == 409

    @property
    def not_taken(self) -> bool:
        """True where the server, or whoever answered, did not take this one request."""
        return self.failed.why == "strange" or (
            self.failed.why == "problem" and self.outcome == "strange"
        )

    @property
    def outcome(self) -> Outcome:
        """How an exchange ends that this stops."""
        failed = self.failed
        if failed.why != "problem":
            return failed.why
        if failed.status == 403 and failed.code == "revoked":
            return "revoked"
        if failed.status == 409:
            if failed.code == "recovering":
                return "recovering"
            return "epoch" if failed.code in ("epoch", "cursor", "unproven") else "fork"
        if failed.status == 426:
            return "upgrade"
        return "busy" if failed.status == 429 else "strange"

    @property
    def retry_after(self) -> int:
        """Microseconds that the server wants to be left alone."""
        if self.outcome != "busy":
            return 0
        return min(max(self.failed.hint, 1), MAX_DELAY_SECONDS) * 1_000_000


def said(answer: Answer, kind: type[T]) -> T:
    """Return the answer that was asked for; raises ``NoAnswer`` or ``ServerAnswerStrange``."""
    if isinstance(answer, Failed):
        raise NoAnswer(answer)
    if not isinstance(answer, kind):
        raise ServerAnswerStrange()
    return answer
