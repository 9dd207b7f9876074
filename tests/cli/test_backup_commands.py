# SPDX-License-Identifier: EUPL-1.2
"""``backup`` and ``restore`` on the command line, with the window open and with it closed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.keyrings import NoKeyring
from tests.support.stores import KEY, open_desk
from welfare_desk.cli import main
from welfare_desk.store import meta
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import credentials, desk_file, device_key, wraps
from welfare_desk.sync.enrol import _DONE, SERVER_SECTION

PASSPHRASE = "una frase per le copie"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An enrolled home that opens by a passphrase."""
    folder = tmp_path / "home"
    folder.mkdir()
    store = open_desk(folder)
    with store.write() as conn:
        device_key.make(conn)
        known = {"territory_id": "t", "device": "7", "inc": "1", "epoch": "1", "cursor": "0"}
        meta.put_many(conn, known | {"desk_name": "Sportello 7", _DONE: "1"})
    store.close()
    section = {"name": "this", "passphrase": wraps.by_passphrase(KEY, PASSPHRASE, "this")}
    desk_file.write(folder, credentials.SECTION, section)
    desk_file.write(folder, SERVER_SECTION, {"url": "http://127.0.0.1:9"})
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    monkeypatch.setenv("WELFARE_DESK_PASSPHRASE_FILE", str(secret))
    monkeypatch.setattr("welfare_desk.app.PlatformKeyring", NoKeyring)
    return folder


def run(capsys: pytest.CaptureFixture[str], home: Path, *words: str) -> tuple[int, dict[str, Any]]:
    code = main.run(["--home", str(home), "--json", *words])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else {}


def test_desk_goes_into_a_file_and_comes_back(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.wdcopia"
    code, made = run(capsys, home, "backup", str(file))
    assert (code, made["file"], made["size"]) == (0, str(file), file.stat().st_size)
    back = tmp_path / "back"
    code, done = run(capsys, home, "restore", str(file), "--to", str(back))
    assert (code, done["desk_name"], done["device"]) == (0, "Sportello 7", 7)
    code, status = run(capsys, back, "status")
    assert (code, status["state"]) == (0, "behind")
    assert [notice["code"] for notice in status["notices"]] == ["behind"]


def test_copy_is_made_while_the_window_is_open(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = DeskStore.open(home / "desk.db", KEY)
    try:
        code, made = run(capsys, home, "backup", str(tmp_path / "a.wdcopia"))
        assert (code, Path(made["file"]).exists()) == (0, True)
    finally:
        window.close()


def test_refusals_have_their_exit_codes(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.wdcopia"
    run(capsys, home, "backup", str(file))
    code, told = run(capsys, home, "backup", str(file))
    assert (code, told["refused"]) == (1, "safety_copy_taken")
    code, told = run(capsys, home, "restore", str(file), "--to", str(home))
    assert (code, told["refused"]) == (1, "safety_copy_folder_taken")
    code, told = run(capsys, home, "restore", str(home / "desk.toml"), "--to", str(tmp_path / "b"))
    assert (code, told["refused"]) == (1, "safety_copy_unknown")
    wrong = tmp_path / "wrong"
    wrong.write_text("un'altra frase")
    monkeypatch.setenv("WELFARE_DESK_PASSPHRASE_FILE", str(wrong))
    code, told = run(capsys, home, "restore", str(file), "--to", str(tmp_path / "b"))
    assert (code, told["refused"]) == (3, "passphrase_wrong")
