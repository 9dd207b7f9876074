# SPDX-License-Identifier: EUPL-1.2
"""What the opening asks of the program below it: plain values in, plain values out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from welfare_desk.desk.desk import Desk


class FirstRun(msgspec.Struct, frozen=True, kw_only=True):
    """How a home stands that is no desk yet."""

    needs_passphrase: bool
    """No keyring answers and no passphrase is known: the operator must choose one."""
    interrupted: bool
    """A first run broke off after its store was made."""


class Locks(msgspec.Struct, frozen=True, kw_only=True):
    """What could open a home whose key nothing gave."""

    passphrase: bool
    """It was made with a passphrase."""
    keyring: bool
    """A keyring answers now and would keep the key from here on."""
    nothing_received: bool
    """Its first run broke off before the centre answered: it may be begun anew."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator gave to make this computer a desk."""

    address: str
    code: str
    fingerprint: bytes = b""
    passphrase: str = ""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """An open desk; ``recovery_code`` is there while nobody has put it away."""

    desk: Desk
    desk_name: str = ""
    town: str = ""
    recovery_code: str = ""
    fingerprint: bytes = b""


class Door(Protocol):
    """Opens and enrols one home; every method may block and is called on a lane."""

    def open(self, passphrase: str = "") -> Opened:
        """Open the desk by keyring or passphrase.

        Refused with ``NotEnrolled``, ``KeyMissing``, ``PassphraseWrong``, ``StoreBusy``,
        ``StoreTooNew``, ``StoreDamaged``, ``DiskFull``.
        """

    def open_by_code(self, recovery_code: str, passphrase: str = "") -> Opened:
        """Open by the recovery code; keyring or the new passphrase open from here on."""

    def first_run(self) -> FirstRun:
        """Tell what a first run must ask."""

    def locks(self) -> Locks:
        """Tell what may open the home."""

    def enrol(self, ask: Ask) -> Opened:
        """Make this computer a desk and open it; may be repeated after any refusal."""

    def progress(self) -> str:
        """Return how far ``enrol`` is: ``store``, ``centre`` or ``data``; from any thread.

        While a training room opens: ``territory``, ``people``, ``server``, ``desk`` or
        ``exercises``.
        """

    def begin_anew(self) -> None:
        """Put the store of a first run that broke off aside; nothing is deleted."""

    def recovery_sheet(self, opened: Opened) -> bytes:
        """Return the paper with the recovery code as PDF."""

    def code_kept(self) -> None:
        """Note that the recovery code was put away; it is not shown again."""

    def wait_after(self, failures: int) -> int:
        """Return the seconds to wait after so many wrong secrets."""

    def folder(self) -> str:
        """Return where the desk's files are, for the support."""
