# SPDX-License-Identifier: EUPL-1.2
"""Safety copies of a desk: one file with its store and ``desk.toml``, closed and read back.

A file is a line, a head in msgpack behind its length in four bytes, and the sealed parts of
an index and the files it names (``store/sealed_parts.py``).  The parts open under a key that
comes from the store's own; the head carries that key's wraps, which are not secret: the
recovery code, the passphrase or this user's keyring opens a copy, as it opens the desk.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from welfare_desk import __version__
from welfare_desk.core.refusals import DeskError, DiskFull, KeyMissing, StoreDamaged
from welfare_desk.core.refusals_of_closing import (
    SafetyCopyDamaged,
    SafetyCopyElsewhere,
    SafetyCopyFolderTaken,
    SafetyCopyNoSpace,
    SafetyCopyTaken,
    SafetyCopyTooNew,
    SafetyCopyUnknown,
    SafetyCopyUnwritable,
)
from welfare_desk.operations.desk_side import facts
from welfare_desk.store import audit, cipher, desk_copy, meta, migrate, prints, sealed_parts
from welfare_desk.store.desk_copy import Inventory
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.faults import refusal_of_system
from welfare_desk.sync import credentials, desk_file
from welfare_desk.sync.copy_stream import Chain, Unpacking
from welfare_desk.sync.high_water import HighWater
from welfare_desk.sync.parcels import FOLDER as CARRIED

MAGIC = b"WDDESKCOPY1\n"
ENDING = ".wdcopia"
FORM = 1
_OPEN, _STALE_SECONDS = "copy-{pid}.open", 24 * 3600
_MOST_HEAD = 100_000
_ROOM = 8 << 20
"""Free space to leave beside what is written."""


class CopyHead(msgspec.Struct, frozen=True, kw_only=True):
    """What can be read of a copy without its key; no citizen's data, no secret."""

    form: int
    salt: bytes
    made_at: int
    program: str
    revision: str
    territory_id: str
    device: int
    inc: int
    head_seq: int
    desk_name: str
    key: dict[str, Any]
    """The wraps of the store's key, as in ``desk.toml``."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A copy that was written and read back."""

    file: str
    size: int
    made_at: int
    operations: int
    """Operations in the copy's journal."""


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """A desk that was made from a copy."""

    home: str
    desk_name: str
    device: int
    made_at: int
    operations: int


def write(home: Path, store: DeskStore, file: Path, now_us: int) -> Made:
    """Copy a desk into a new file while it works, and read it back before it has its name.

    Refused with ``SafetyCopyTaken``, ``SafetyCopyUnwritable``, ``SafetyCopyNoSpace``,
    ``DiskFull`` and ``StoreDamaged``; nothing is under the file's name then, and a copy that
    was there before is as it was.
    """
    if file.exists():
        raise SafetyCopyTaken()
    part = file.with_name(f"{file.name}.part")
    plain = home / _OPEN.format(pid=os.getpid())
    with _in_words(file.parent):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _drop_stale(home)
        _see_room(store.path, plain, part)
    holds = store.copy_to(plain)
    try:
        with _in_words(file.parent):
            _written(home, store, plain, part, holds, now_us)
            part.replace(file)
            _fsync_folder(file.parent)
            size = file.stat().st_size
    finally:
        desk_copy.drop(plain)
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Made(file=str(file), size=size, made_at=now_us, operations=holds.rows.get("journal", 0))


def _written(
    home: Path, store: DeskStore, plain: Path, part: Path, holds: Inventory, now_us: int
) -> None:
    head = CopyHead(
        form=FORM,
        salt=secrets.token_bytes(16),
        made_at=now_us,
        program=__version__,
        revision=holds.revision,
        territory_id=holds.territory_id,
        device=holds.device,
        inc=holds.inc,
        head_seq=holds.head_seq,
        desk_name=holds.desk_name,
        key=desk_file.read(home).get(credentials.SECTION, {}),
    )
    bound = _bound(head)
    key = AESGCM(store.key_for(b"safety copy " + head.salt))
    files = [*_beside(home), (desk_file.STORE_FILE, plain)]
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        target.write(bound)
        with Chain(files, holds) as source:
            sealed_parts.seal(source, target.write, key, bound)
            said = source.digest()
        target.flush()
        os.fsync(target.fileno())
    read_back = hashlib.sha256()
    with part.open("rb") as source_file:
        if _head(source_file) != (head, bound):
            raise SafetyCopyDamaged()
        try:
            sealed_parts.unseal(source_file, read_back.update, key, bound)
        except sealed_parts.PartsBroken:
            raise SafetyCopyDamaged() from None
    if read_back.digest() != said:
        raise SafetyCopyDamaged()


def look(file: Path) -> CopyHead:
    """Return what a copy says of itself without its key.

    Refused with ``SafetyCopyUnknown``, ``SafetyCopyDamaged`` and ``SafetyCopyTooNew``.
    """
    try:
        with file.open("rb") as source:
            head, _ = _head(source)
    except OSError:
        raise SafetyCopyUnknown() from None
    return head


def restore(
    file: Path,
    home: Path,
    keys: credentials.Keyring,
    now_us: int,
    *,
    passphrase: str | None = None,
    recovery_code: str | None = None,
) -> Restored:
    """Make a desk of a copy in a folder that is empty or not there.

    The desk draws no right before the centre has given it a life of its own (rules 6, 10).
    Refused with ``SafetyCopyFolderTaken``, ``SafetyCopyElsewhere``, as ``look`` is, and with
    ``PassphraseWrong`` and ``KeyMissing``; the folder is as it was then.
    """
    head = look(file)
    if head.revision not in migrate.known("desk"):
        raise SafetyCopyTooNew()
    _see_free(home, head)
    stage = home.with_name(f"{home.name}.restoring")
    try:
        with _in_words(home.parent):
            shutil.rmtree(stage, ignore_errors=True)
            stage.mkdir(mode=0o700, parents=True)
            key = _key_of(stage, head, keys, passphrase, recovery_code)
            holds = _unpacked(file, stage, key)
        operations = _prepared(stage, key, head, holds, keys, now_us)
        with _in_words(home.parent):
            if home.exists():
                home.rmdir()
            stage.rename(home)
            _fsync_folder(home.parent)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    return Restored(
        home=str(home),
        desk_name=head.desk_name,
        device=head.device,
        made_at=head.made_at,
        operations=operations,
    )


def _see_free(home: Path, head: CopyHead) -> None:
    if not home.exists():
        return
    if not home.is_dir() or any(home.iterdir()):
        with suppress(StoreDamaged, OSError):
            here = desk_file.read(home).get(credentials.SECTION, {}).get("name", "")
            if here and here != head.key.get("name"):
                raise SafetyCopyElsewhere()
        raise SafetyCopyFolderTaken()


def _key_of(
    stage: Path,
    head: CopyHead,
    keys: credentials.Keyring,
    passphrase: str | None,
    recovery_code: str | None,
) -> bytes:
    desk_file.write(stage, credentials.SECTION, head.key)
    try:
        return credentials.open_key(stage, passphrase, recovery_code, keys)
    except (TypeError, KeyError, AttributeError):
        raise KeyMissing() from None
    finally:
        (stage / desk_file.DESK_FILE).unlink(missing_ok=True)


def _unpacked(file: Path, stage: Path, key: bytes) -> Inventory:
    with file.open("rb") as source, Unpacking(stage) as unpacking:
        head, bound = _head(source)
        closed = AESGCM(cipher.derived(key, b"safety copy " + head.salt))
        try:
            sealed_parts.unseal(source, unpacking.take, closed, bound)
        except sealed_parts.PartsBroken:
            raise SafetyCopyDamaged() from None
        return unpacking.end()


def _prepared(
    stage: Path,
    key: bytes,
    head: CopyHead,
    holds: Inventory,
    keys: credentials.Keyring,
    now_us: int,
) -> int:
    """Compare what came with what was written, and note in the store that it is an old one."""
    path = stage / desk_file.STORE_FILE
    if desk_copy.inventory(path, key) != holds:
        raise SafetyCopyDamaged()
    store = DeskStore.open(path, key)
    try:
        mark = HighWater(keys, str(head.key.get("name", ""))).read()
        place = max(mark or (0, 0), (holds.inc, holds.head_seq))
        with store.write() as conn:
            meta.put_many(
                conn,
                {
                    facts.BEHIND: f"{place[0]}:{place[1]}",
                    facts.RESTORED_FROM: str(head.made_at),
                    facts.RESTORED_LOST: "",
                },
            )
            audit.append(conn, now_us, "", "restored", "", str(head.made_at))
            for job in prints.all(conn):
                # It may have come out after the copy: a card must not come out twice.
                if job.state in ("queued", "printing"):
                    prints.set_state(conn, job.id, "to_check", now_us, "cut_off")
    finally:
        store.close()
    return holds.rows.get("journal", 0)


def _beside(home: Path) -> list[tuple[str, Path]]:
    """Return the files that are worth keeping beside the store: settings, others' work."""
    found = [(desk_file.DESK_FILE, home / desk_file.DESK_FILE)]
    carried = home / CARRIED
    if carried.is_dir():
        found += [
            (f"{CARRIED}/{path.name}", path) for path in sorted(carried.iterdir()) if path.is_file()
        ]
    return found


def _bound(head: CopyHead) -> bytes:
    packed = msgspec.msgpack.encode(head)
    return MAGIC + len(packed).to_bytes(4, "big") + packed


def _head(source: BinaryIO) -> tuple[CopyHead, bytes]:
    if source.read(len(MAGIC)) != MAGIC:
        raise SafetyCopyUnknown()
    length = source.read(4)
    size = int.from_bytes(length, "big")
    packed = source.read(size) if size <= _MOST_HEAD else b""
    if len(length) < 4 or len(packed) < size or not packed:
        raise SafetyCopyDamaged()
    try:
        form = msgspec.msgpack.decode(packed, type=dict[str, Any]).get("form", 0)
        if isinstance(form, int) and form > FORM:
            raise SafetyCopyTooNew()
        head = msgspec.msgpack.decode(packed, type=CopyHead)
    except msgspec.MsgspecError:
        raise SafetyCopyDamaged() from None
    return head, MAGIC + length + packed


def _drop_stale(home: Path) -> None:
    """Remove what copies that were cut off left in the home; it is encrypted as the store is."""
    for path in home.glob(_OPEN.format(pid="*") + "*"):
        if time.time() - path.stat().st_mtime > _STALE_SECONDS:
            path.unlink(missing_ok=True)


def _see_room(store: Path, plain: Path, part: Path) -> None:
    """Refuse before anything is written where it cannot fit."""
    size = sum(
        path.stat().st_size
        for ending in ("", "-wal")
        if (path := store.with_name(store.name + ending)).exists()
    )
    same = plain.parent.stat().st_dev == part.parent.stat().st_dev
    for folder, needed in ((plain.parent, size * 2 if same else size), (part.parent, size)):
        free = shutil.disk_usage(folder).free
        if free < needed + _ROOM:
            megabyte = 1 << 20
            raise SafetyCopyNoSpace(
                needed_mb=(needed + _ROOM) // megabyte + 1, free_mb=free // megabyte
            )


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    """Raise the refusal for what the system reports while files are written."""
    try:
        yield
    except DeskError:
        raise
    except OSError as error:
        refusal = refusal_of_system(error)
        if isinstance(refusal, DiskFull):
            raise refusal from error
        raise SafetyCopyUnwritable(folder=str(folder)) from error


def _fsync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
