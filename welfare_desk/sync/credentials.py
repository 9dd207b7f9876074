# SPDX-License-Identifier: EUPL-1.2
"""The store's key: made once, always with two wraps, never written as it is.

The recovery code, printed at first run, opens one wrap.  The other belongs to the keyring of
the operating system, to a passphrase, or to both where both answer.  Without one of them no
store is made at all: there is no unencrypted store.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import keyring
from keyring.errors import KeyringError

from welfare_desk.core.refusals import DeskWiped, KeyMissing, PassphraseWrong
from welfare_desk.sync import desk_file, wraps

SERVICE = "welfare-desk"
SECTION = "key"
ERASED = "erased"
PROBE = "probe"
"""The name of the entry by which a keyring is tried."""


class Keyring(Protocol):
    """Keeps a secret for the user who is logged in; may fail with ``KeyringError`` at any call."""

    def get(self, service: str, name: str) -> str | None:
        """Return a secret, or nothing."""

    def set(self, service: str, name: str, secret: str) -> None:
        """Keep a secret."""


class SystemKeyring:
    """The keyring of the operating system, whichever answers in this session."""

    def get(self, service: str, name: str) -> str | None:
        """Return a secret, or nothing."""
        return keyring.get_password(service, name)

    def set(self, service: str, name: str, secret: str) -> None:
        """Keep a secret."""
        keyring.set_password(service, name, secret)


def is_made(home: Path) -> bool:
    """Tell whether a key was made for this home."""
    return bool(desk_file.read(home).get(SECTION))


def keyring_answers(keys: Keyring) -> bool:
    """Tell whether a keyring keeps what it is given; an entry of no meaning stays in it."""
    return _kept(keys, PROBE, secrets.token_bytes(wraps.KEY_BYTES))


def opens_by_passphrase(home: Path) -> bool:
    """Tell whether a passphrase is one of the keys of this home."""
    return "passphrase" in _section(home)


def create_home(home: Path, passphrase: str | None, keys: Keyring) -> tuple[bytes, str]:
    """Make the store's key and return it with its recovery code, which is shown only now.

    Its wraps stand in ``desk.toml`` afterwards.  Refused with ``KeyMissing``, nothing
    written, when no keyring answers and no passphrase was given.  A home that has a store
    keeps its key: ``FileExistsError``.
    """
    if (home / desk_file.STORE_FILE).exists():
        raise FileExistsError(home / desk_file.STORE_FILE)
    key = secrets.token_bytes(wraps.KEY_BYTES)
    code = wraps.recovery_code()
    name = secrets.token_hex(8)
    second = _second_wraps(key, name, passphrase, keys)
    section = {"name": name, "recovery": wraps.by_code(key, code, name), **second}
    desk_file.write(home, SECTION, section)
    return key, code


def open_key(home: Path, passphrase: str | None, recovery_code: str | None, keys: Keyring) -> bytes:
    """Return the store's key.

    A recovery code that is given is used, else a passphrase, else the keyring is asked.
    Refused with ``PassphraseWrong`` when what was given does not open it, with
    ``KeyMissing`` when nothing was given and no keyring opens it.
    """
    section = _section(home)
    name = str(section.get("name", ""))
    if recovery_code is not None and "recovery" in section:
        return wraps.open_by_code(section["recovery"], recovery_code, name)
    if passphrase is not None and "passphrase" in section:
        return wraps.open_by_passphrase(section["passphrase"], passphrase, name)
    secret = _asked(keys, name) if "keyring" in section else None
    if secret is None:
        raise KeyMissing()
    try:
        return wraps.open_by_secret(section["keyring"], secret, name)
    except PassphraseWrong:
        # Another installation's entry, or a keyring that was made anew.
        raise KeyMissing() from None


def erase(home: Path, keys: Keyring, at: int) -> None:
    """Make the store's key unreachable for ever: no wrap of it is left, nor what opened one.

    The order of a server whose desk was stolen; ``open_key`` refuses with ``DeskWiped``.
    """
    name = str(desk_file.read(home).get(SECTION, {}).get("name", ""))
    desk_file.write(home, SECTION, {"wiped_at": at})
    with suppress(KeyringError):
        keys.set(SERVICE, name, ERASED)


def name_of(home: Path) -> str:
    """Return the name under which this home's entries stand in a keyring."""
    return str(_section(home).get("name", ""))


def renew_second_wrap(home: Path, key: bytes, passphrase: str | None, keys: Keyring) -> None:
    """Give an opened store a keyring or passphrase wrap again; the recovery code stays.

    For a desk that was opened with its recovery code because the keyring is gone or the
    passphrase forgotten.  Refused with ``KeyMissing``, the old wraps kept.
    """
    section = _section(home)
    second = _second_wraps(key, str(section["name"]), passphrase, keys)
    kept = {each: section[each] for each in ("name", "recovery")}
    desk_file.write(home, SECTION, {**kept, **second})


def renew_recovery_code(home: Path, key: bytes) -> str:
    """Return a new recovery code for an opened store; the old one opens nothing any more.

    For a first run that broke off before its code was shown, and for a lost paper.
    """
    section = _section(home)
    code = wraps.recovery_code()
    fresh = {**section, "recovery": wraps.by_code(key, code, str(section["name"]))}
    desk_file.write(home, SECTION, fresh)
    return code


def _section(home: Path) -> dict[str, Any]:
    section = desk_file.read(home).get(SECTION)
    if not isinstance(section, dict):
        raise KeyMissing()
    if "wiped_at" in section:
        raise DeskWiped()
    return section


def _second_wraps(
    key: bytes, name: str, passphrase: str | None, keys: Keyring
) -> dict[str, wraps.Wrap]:
    second = {}
    secret = secrets.token_bytes(wraps.KEY_BYTES)
    if _kept(keys, name, secret):
        second["keyring"] = wraps.by_secret(key, secret, name)
    if passphrase:
        second["passphrase"] = wraps.by_passphrase(key, passphrase, name)
    if not second:
        raise KeyMissing()
    return second


def _kept(keys: Keyring, name: str, secret: bytes) -> bool:
    """Tell whether the keyring keeps the secret: some take it and forget it at once."""
    try:
        keys.set(SERVICE, name, base64.b64encode(secret).decode())
    except KeyringError:
        return False
    return _asked(keys, name) == secret


def _asked(keys: Keyring, name: str) -> bytes | None:
    try:
        text = keys.get(SERVICE, name)
        secret = base64.b64decode(text or "", validate=True)
    except (KeyringError, binascii.Error):
        return None
    return secret if len(secret) == wraps.KEY_BYTES else None
