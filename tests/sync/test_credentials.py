# SPDX-License-Identifier: EUPL-1.2
"""The store's key opens by keyring, passphrase or recovery code, and by nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomlkit
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from tests.support.light_hashes import earnest
from welfare_desk.core.refusals import KeyMissing, PassphraseWrong, StoreDamaged
from welfare_desk.sync import credentials, desk_file


class MemoryKeyring:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set(self, service: str, name: str, secret: str) -> None:
        self.kept[service, name] = secret


class FailingKeyring:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def get(self, service: str, name: str) -> str | None:
        raise self.error

    def set(self, service: str, name: str, secret: str) -> None:
        raise self.error


class ForgetfulKeyring(MemoryKeyring):
    def set(self, service: str, name: str, secret: str) -> None:
        pass


FAILURES = [NoKeyringError("none"), InitError("locked"), KeyringLocked("locked")]


def test_keyring_opens_what_it_made(tmp_path: Path) -> None:
    keys = MemoryKeyring()
    key, _ = credentials.create_home(tmp_path, None, keys)
    assert len(key) == 32
    assert credentials.open_key(tmp_path, None, None, keys) == key


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_without_a_keyring_the_passphrase_opens(tmp_path: Path, error: Exception) -> None:
    keys = FailingKeyring(error)
    key, _ = credentials.create_home(tmp_path, "una frase lunga", keys)
    assert credentials.open_key(tmp_path, "una frase lunga", None, keys) == key


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_keyring_that_goes_away_leaves_the_passphrase(tmp_path: Path, error: Exception) -> None:
    key, _ = credentials.create_home(tmp_path, "una frase lunga", MemoryKeyring())
    keys = FailingKeyring(error)
    assert credentials.open_key(tmp_path, "una frase lunga", None, keys) == key
    with pytest.raises(KeyMissing):
        credentials.open_key(tmp_path, None, None, keys)


@pytest.mark.parametrize("keys", [FailingKeyring(FAILURES[0]), ForgetfulKeyring()])
def test_nothing_is_made_without_a_second_wrap(tmp_path: Path, keys: credentials.Keyring) -> None:
    home = tmp_path / "desk"
    with pytest.raises(KeyMissing):
        credentials.create_home(home, None, keys)
    assert not home.exists()


def test_wrong_passphrase_is_refused_even_where_the_keyring_would_open(tmp_path: Path) -> None:
    keys = MemoryKeyring()
    credentials.create_home(tmp_path, "una frase lunga", keys)
    with pytest.raises(PassphraseWrong):
        credentials.open_key(tmp_path, "un'altra frase", None, keys)


def test_recovery_code_opens_however_it_is_typed(tmp_path: Path) -> None:
    key, code = credentials.create_home(tmp_path, None, MemoryKeyring())
    assert len(code.split(" ")) == 8
    gone = FailingKeyring(FAILURES[0])
    for typed in (code, code.lower(), code.replace(" ", "-"), code.replace("0", "O")):
        assert credentials.open_key(tmp_path, None, typed, gone) == key
    with pytest.raises(PassphraseWrong):
        credentials.open_key(tmp_path, None, code[::-1], gone)


def test_entry_of_another_installation_opens_nothing(tmp_path: Path) -> None:
    keys = MemoryKeyring()
    credentials.create_home(tmp_path, None, keys)
    other = MemoryKeyring()
    credentials.create_home(tmp_path / "other", None, other)
    (name,) = keys.kept
    (secret,) = other.kept.values()
    keys.kept[name] = secret
    with pytest.raises(KeyMissing):
        credentials.open_key(tmp_path, None, None, keys)
    keys.kept[name] = "not base64!"
    with pytest.raises(KeyMissing):
        credentials.open_key(tmp_path, None, None, keys)


def test_keyring_can_be_joined_again_after_recovery(tmp_path: Path) -> None:
    key, code = credentials.create_home(tmp_path, None, MemoryKeyring())
    fresh = MemoryKeyring()
    opened = credentials.open_key(tmp_path, None, code, fresh)
    credentials.renew_second_wrap(tmp_path, opened, None, fresh)
    assert credentials.open_key(tmp_path, None, None, fresh) == key
    assert credentials.open_key(tmp_path, None, code, fresh) == key


def test_new_recovery_code_takes_the_place_of_the_old(tmp_path: Path) -> None:
    keys = MemoryKeyring()
    key, old = credentials.create_home(tmp_path, "una frase lunga", keys)
    new = credentials.renew_recovery_code(tmp_path, key)
    assert credentials.open_key(tmp_path, None, new, keys) == key
    assert credentials.open_key(tmp_path, "una frase lunga", None, keys) == key
    with pytest.raises(PassphraseWrong):
        credentials.open_key(tmp_path, None, old, keys)


def test_desk_file_holds_no_key_and_is_for_its_user_only(tmp_path: Path) -> None:
    with earnest():
        key, code = credentials.create_home(tmp_path / "desk", "una frase lunga", MemoryKeyring())
    path = tmp_path / "desk" / desk_file.DESK_FILE
    text = path.read_text()
    for secret in (key.hex(), code, code.replace(" ", ""), "una frase lunga"):
        assert secret not in text
    assert path.stat().st_mode & 0o077 == 0
    cost = tomlkit.parse(text).unwrap()["key"]["passphrase"]
    assert cost["memory_kib"] >= 64 * 1024
    assert cost["time"] >= 3


def test_desk_file_cannot_ask_for_all_memory(tmp_path: Path) -> None:
    with earnest():
        credentials.create_home(tmp_path, "una frase lunga", MemoryKeyring())
    path = tmp_path / desk_file.DESK_FILE
    path.write_text(path.read_text().replace("memory_kib = 65536", "memory_kib = 999999999"))
    with pytest.raises(StoreDamaged):
        credentials.open_key(tmp_path, "una frase lunga", None, MemoryKeyring())


def test_home_with_a_store_keeps_its_key(tmp_path: Path) -> None:
    keys = MemoryKeyring()
    key, _ = credentials.create_home(tmp_path, None, keys)
    (tmp_path / desk_file.STORE_FILE).write_bytes(b"a store")
    with pytest.raises(FileExistsError):
        credentials.create_home(tmp_path, None, keys)
    assert credentials.open_key(tmp_path, None, None, keys) == key


def test_other_sections_of_the_desk_file_stay(tmp_path: Path) -> None:
    desk_file.write(tmp_path, "server", {"url": "https://example.org"})
    credentials.create_home(tmp_path, None, MemoryKeyring())
    assert desk_file.read(tmp_path)["server"] == {"url": "https://example.org"}


REAL = """
import sys
from pathlib import Path
from welfare_desk.core.refusals import KeyMissing
from welfare_desk.sync import credentials
home, keys = Path(sys.argv[1]), credentials.SystemKeyring()
try:
    key, code = credentials.create_home(home, sys.argv[2] or None, keys)
except KeyMissing:
    print("missing")
    raise SystemExit
opened = credentials.open_key(home, sys.argv[2] or None, None, keys)
print("keyring" if "[key.keyring]" in (home / "desk.toml").read_text() else "passphrase")
print(opened == key and credentials.open_key(home, None, code, keys) == key)
"""


def _in_session(tmp_path: Path, script: str, passphrase: str) -> list[str]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"}
    env |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    env.pop("DBUS_SESSION_BUS_ADDRESS", None)
    (tmp_path / "real.py").write_text(REAL)
    done = subprocess.run(
        ["sh", "-c", script, "sh", sys.executable, "real.py", str(tmp_path / "home"), passphrase],
        env=env | {"PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


UNLOCKED = (
    "dbus-run-session -- sh -c '"
    "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; "
    'exec "$@"\' sh "$@"'
)
SESSIONS = [
    ('exec "$@"', "", ["missing"]),
    ('exec "$@"', "una frase lunga", ["passphrase", "True"]),
]
# A bus and a Secret Service are used where the machine has them; the doubles stand above.
if shutil.which("dbus-run-session"):
    SESSIONS += [
        ('dbus-run-session -- "$@"', "", ["missing"]),
        ('dbus-run-session -- "$@"', "una frase lunga", ["passphrase", "True"]),
    ]
    if shutil.which("gnome-keyring-daemon"):
        SESSIONS.append((UNLOCKED, "", ["keyring", "True"]))


@pytest.mark.parametrize(("script", "passphrase", "said"), SESSIONS)
def test_real_session_with_and_without_secret_service(
    tmp_path: Path, script: str, passphrase: str, said: list[str]
) -> None:
    assert _in_session(tmp_path, script, passphrase) == said
