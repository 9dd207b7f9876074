# SPDX-License-Identifier: EUPL-1.2
"""Shops, their files, «è passata?» and a fund's figures on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.builders import FUND, MERCHANT, an_id
from tests.desk.conftest import PIN, rows_with_pin
from tests.support.desks import NOWHERE, a_secret_file, seeded_store
from tests.support.keyrings import NoKeyring
from tests.support.server_homes import new_server_home
from welfare_desk.cli import main
from welfare_desk.core.clock import SystemClock
from welfare_desk.store import meta
from welfare_desk.sync import credentials, desk_file, device_key

PASSPHRASE = "una frase per le prove"
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command at a desk where Anna may log in; gives exit code and answer."""
    home = tmp_path / "home"
    key, _ = credentials.create_home(home, PASSPHRASE, NoKeyring())
    store = seeded_store(home, SystemClock(), rows_with_pin())
    with store.write() as conn:
        device_key.make(conn)
        meta.put_many(conn, {"enrolled_at": "1"})
    store.rekey(key)
    store.close()
    desk_file.write(home, "server", {"url": NOWHERE, "ca_file": ""})
    secrets = {"PASSPHRASE": PASSPHRASE, "PIN": PIN}
    for name, secret in secrets.items():
        file = a_secret_file(tmp_path, name.lower(), secret)
        monkeypatch.setenv(f"WELFARE_DESK_{name}_FILE", str(file))
    monkeypatch.setenv("WELFARE_DESK_OPERATOR", "anna")

    def command(*arguments: str, at: Path = home) -> tuple[int, Any]:
        code = main.run(["--home", str(at), "--json", *arguments])
        told = capfd.readouterr().out.strip()
        return code, msgspec.json.decode(told.splitlines()[-1]) if told else None

    return command


def test_shops_are_listed_and_shown(run: Run) -> None:
    code, answer = run("shops", "list", "esempio")
    assert code == 0
    assert [row["merchant_id"] for row in answer["rows"]] == [MERCHANT]
    assert run("shops", "show", MERCHANT)[1]["row"]["name"] == "Negozio ESEMPIO"
    assert run("shops", "show", an_id("nobody"))[0] == 2


def test_shops_file_is_taken_in_once(run: Run, tmp_path: Path) -> None:
    file, result = tmp_path / "spese.csv", tmp_path / "esito.csv"
    file.write_text("Tessera;Importo\n1234;10,00\n", encoding="utf-8")
    code, answer = run("shops", "take", str(file), "--merchant", MERCHANT, "--result", str(result))
    assert (code, answer["taken"], answer["refused"]) == (0, 0, 1)
    assert "non accolto" in result.read_text("utf-8-sig")
    code, answer = run("shops", "take", str(file), "--merchant", MERCHANT)
    assert code == 1
    assert "return_twice" in str(answer)


def test_what_was_never_recorded_did_not_pass(run: Run) -> None:
    code, answer = run("passed", an_id("never"))
    assert (code, answer["answer"]) == (1, "unknown")


def test_figures_of_a_fund_are_written(run: Run, tmp_path: Path) -> None:
    for name, extra in (("a.csv", ()), ("a.xlsx", ()), ("p.csv", ("--public",))):
        out = tmp_path / name
        code, answer = run("fund-report", FUND, "--out", str(out), *extra)
        assert (code, answer["budget_cents"]) == (0, 500_000)
        assert out.stat().st_size > 50
    assert run("fund-report", an_id("no fund"))[0] == 1


def test_server_refuses_what_is_not_there(run: Run, tmp_path: Path) -> None:
    server = tmp_path / "server"
    new_server_home(server)
    with pytest.raises(SystemExit) as ended:
        run("server", "expire-cards", at=server)
    assert ended.value.code == 3
