# SPDX-License-Identifier: EUPL-1.2
"""What status, sync and doctor say of a desk whose line is out, of a copy, of an erased one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.support.desks import NOWHERE, seeded_store
from tests.support.keyrings import NoKeyring
from welfare_desk.cli import main
from welfare_desk.cli.context import CLOSED, DAMAGED, DONE, UNREACHABLE
from welfare_desk.core.clock import SystemClock
from welfare_desk.operations.desk_side import facts
from welfare_desk.store import meta
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import credentials, desk_file, device_key

PASSPHRASE = "una frase per le prove"
Said = tuple[int, Any, str]
Ask = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An enrolled home whose server does not answer."""
    home = tmp_path / "home"
    key, _ = credentials.create_home(home, PASSPHRASE, NoKeyring())
    store = seeded_store(home, SystemClock())
    with store.write() as conn:
        device_key.make(conn)
        meta.put_many(conn, {"enrolled_at": "1", facts.COPIED_AT: "77"})
    store.rekey(key)
    store.close()
    desk_file.write(home, "server", {"url": NOWHERE, "ca_file": ""})
    return home


@pytest.fixture
def ask(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Ask:
    """Runs a command; gives its exit code, its answer and what it told the person."""
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    monkeypatch.setenv("WELFARE_DESK_PASSPHRASE_FILE", str(secret))

    def run(*arguments: str) -> Said:
        code = main.run(["--home", str(home), "--json", *arguments])
        told = capfd.readouterr()
        return code, msgspec.json.decode(told.out), told.err

    return run


def test_status_tells_how_long_the_desk_lasts_alone(ask: Ask) -> None:
    code, answer, told = ask("status")
    assert code == DONE
    lasts = answer["autonomy"]
    assert (lasts["days"], lasts["places"], lasts["cents"], lasts["cards"]) == (13, 0, 100_000, 20)
    assert [each["code"] for each in answer["notices"]] == ["copied"]
    assert "copia" in told
    assert answer["rights"]["booking_numbers"] == 50


def test_words_for_a_person_name_the_autonomy(
    home: Path, ask: Ask, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["--home", str(home), "status"]) == DONE
    assert "può lavorare senza collegamento ancora 13 giorni" in capfd.readouterr().out


def test_sync_without_a_line_says_that_all_is_safe(
    home: Path, ask: Ask, capfd: pytest.CaptureFixture[str]
) -> None:
    code, answer, _ = ask("sync")
    assert (code, answer["outcome"]) == (UNREACHABLE, "offline")
    assert main.run(["--home", str(home), "sync"]) == UNREACHABLE
    assert "al sicuro su questo computer" in capfd.readouterr().out


def test_doctor_says_that_no_keyring_answers_and_names_what_was_noted(home: Path, ask: Ask) -> None:
    code, answer, told = ask("doctor")
    assert (code, answer["keyring"], answer["problems"]) == (DONE, False, [])
    assert "portachiavi" in told
    key = credentials.open_key(home, PASSPHRASE, None, NoKeyring())
    store = DeskStore.open(home / desk_file.STORE_FILE, key)
    with store.write() as conn:
        meta.put_many(conn, {facts.DIFFERS: "slot", facts.BEHIND: "1:9"})
    store.close()
    code, answer, _ = ask("doctor")
    assert (code, set(answer["problems"])) == (DAMAGED, {"digest:slot", "store_outdated"})


def test_erased_home_is_closed_to_every_command(home: Path, ask: Ask) -> None:
    credentials.erase(home, NoKeyring(), 1)
    for command in ("status", "sync", "doctor"):
        code, answer, told = ask(command)
        assert (code, answer["refused"]) == (CLOSED, "desk_wiped")
        assert "cancellato" in told
