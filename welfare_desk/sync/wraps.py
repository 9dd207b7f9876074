# SPDX-License-Identifier: EUPL-1.2
"""Wraps of the store's key: AES-GCM under a key that comes from a code, a passphrase or a keyring.

A wrap is not secret; it opens only under its own key and only for its own desk.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import unicodedata
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from welfare_desk.core.numbers import ALPHABET, grouped
from welfare_desk.core.refusals import PassphraseWrong, StoreDamaged

KEY_BYTES = 32
CODE_LETTERS = 32
"""A recovery code's letters, five bits each: 160 bits of chance need no slow hash."""
ARGON_MEMORY_KIB = 64 * 1024
ARGON_TIME = 3
ARGON_LANES = 4
# What desk.toml may ask for: a file that somebody altered must not take all memory.
_MOST_MEMORY_KIB = 1024 * 1024
_MOST_TIME = 16

Wrap = dict[str, Any]

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def recovery_code() -> str:
    """Return a new recovery code as it is printed: eight groups of four letters and digits."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS)))


def by_code(key: bytes, code: str, name: str) -> Wrap:
    """Return the wrap of the store's key that the recovery code opens."""
    salt = secrets.token_bytes(16)
    return {"salt": _text(salt), **_sealed(_code_key(code, salt), key, f"code:{name}")}


def open_by_code(wrap: Wrap, code: str, name: str) -> bytes:
    """Return the store's key; blanks, hyphens and case of the code do not matter."""
    return _opened(_code_key(code, _bytes(wrap, "salt")), wrap, f"code:{name}")


def by_passphrase(key: bytes, passphrase: str, name: str) -> Wrap:
    """Return the wrap that the passphrase opens, with the Argon2id cost it was made with."""
    cost = {"memory_kib": ARGON_MEMORY_KIB, "time": ARGON_TIME, "lanes": ARGON_LANES}
    wrap: Wrap = {"salt": _text(secrets.token_bytes(16)), **cost}
    return {**wrap, **_sealed(_passphrase_key(wrap, passphrase), key, f"passphrase:{name}")}


def open_by_passphrase(wrap: Wrap, passphrase: str, name: str) -> bytes:
    """Return the store's key; refused with ``PassphraseWrong``."""
    return _opened(_passphrase_key(wrap, passphrase), wrap, f"passphrase:{name}")


def by_secret(key: bytes, secret: bytes, name: str) -> Wrap:
    """Return the wrap that a keyring's secret opens."""
    return _sealed(secret, key, f"keyring:{name}")


def open_by_secret(wrap: Wrap, secret: bytes, name: str) -> bytes:
    """Return the store's key; refused with ``PassphraseWrong`` when the entry is another's."""
    return _opened(secret, wrap, f"keyring:{name}")


def _code_key(code: str, salt: bytes) -> bytes:
    bare = "".join(letter for letter in code.upper() if letter.isalnum()).translate(_READ_AS)
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"welfare-desk recovery")
    return kdf.derive(bare.encode())


def _passphrase_key(wrap: Wrap, passphrase: str) -> bytes:
    memory, time, lanes = (wrap.get(each) for each in ("memory_kib", "time", "lanes"))
    if not (isinstance(memory, int) and isinstance(time, int) and isinstance(lanes, int)):
        raise StoreDamaged()
    if not (memory <= _MOST_MEMORY_KIB and 0 < time <= _MOST_TIME and 0 < lanes <= 64):
        raise StoreDamaged()
    # The same letters typed on another keyboard may be composed differently.
    secret = unicodedata.normalize("NFC", passphrase).encode()
    try:
        return hash_secret_raw(
            secret, _bytes(wrap, "salt"), time, memory, lanes, KEY_BYTES, Type.ID
        )
    except HashingError as error:
        raise StoreDamaged() from error


def _sealed(under: bytes, key: bytes, purpose: str) -> Wrap:
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(under).encrypt(nonce, key, purpose.encode())
    return {"nonce": _text(nonce), "sealed": _text(sealed)}


def _opened(under: bytes, wrap: Wrap, purpose: str) -> bytes:
    try:
        opened = AESGCM(under).decrypt(
            _bytes(wrap, "nonce"), _bytes(wrap, "sealed"), purpose.encode()
        )
    except (InvalidTag, ValueError) as error:
        raise PassphraseWrong() from error
    if len(opened) != KEY_BYTES:
        raise StoreDamaged()
    return opened


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(wrap: Wrap, name: str) -> bytes:
    try:
        return base64.b64decode(str(wrap.get(name, "")), validate=True)
    except binascii.Error as error:
        raise StoreDamaged() from error
