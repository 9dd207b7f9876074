# SPDX-License-Identifier: EUPL-1.2
"""The ``server`` commands: answers, exit codes, codes that can be used, secrets on the disk."""

from __future__ import annotations

import json
import stat
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from click.testing import CliRunner, Result

from tests.support.desk_double import DeskDouble
from tests.support.server_process import ShiftedClock, serving
from welfare_desk.cli.server import server
from welfare_desk.core.clock import SystemClock
from welfare_desk.core.resources import resource_path
from welfare_desk.core.scan_codes import read_enrolment
from welfare_desk.models.territory import Operator
from welfare_desk.server.home import open_home
from welfare_desk.store import migrate
from welfare_desk.store.rows import load_all


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample territory with two operators: each costs an Argon2id hash, slow on purpose."""
    plain = tomllib.loads(resource_path("territory", "esempio.toml").read_text(encoding="utf-8"))
    plain["operators"] = plain["operators"][:2]
    file = tmp_path_factory.mktemp("sample") / "territory.json"
    file.write_text(json.dumps(plain, default=str), encoding="utf-8")
    return str(file)


def _run(home: Path, *arguments: str) -> Result:
    call = SimpleNamespace(home=home, as_json=True, lang="it")
    return CliRunner().invoke(server, list(arguments), obj=call)


def _answer(home: Path, *arguments: str) -> dict[str, Any]:
    result = _run(home, *arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_server_is_made_used_and_checked(tmp_path: Path, sample: str) -> None:
    home = tmp_path / "server"
    made = _answer(home, "init", "--territory", sample)
    assert len(made["operators"]) == 2
    assert stat.S_IMODE((home / "server.key").stat().st_mode) == 0o600
    with serving(home, 0) as process:
        ticket = _answer(
            home, "desk-code", "--municipality", "028063", "--name", "Uno", "--url", process.url
        )
        paper = read_enrolment(ticket["scan"])
        assert (paper.address, paper.code) == (process.url, ticket["code"])
        desk = DeskDouble(process.url, ShiftedClock(0), "")
        enrolled = desk.enrol(ticket["code"])
        assert enrolled.name == "Uno"
        (line,) = _answer(home, "desks")["desks"]
        assert (line["device"], line["municipality"], line["state"]) == (
            desk.device,
            "Piazzola sul Brenta",
            "live",
        )
        assert _answer(home, "revoke", str(desk.device))["in_doubt"] == {}
        assert desk.hello().action == "wipe", "nothing of it is missing"
    checked = _answer(home, "check")
    assert checked["ok"]
    assert checked["counts"]["operations"] == 3


def test_an_added_operators_pin_fits_the_verifier(tmp_path: Path, sample: str) -> None:
    home = tmp_path / "server"
    _answer(home, "init", "--territory", sample)
    added = _answer(
        home, "operator-add", "--login", "eva", "--role", "operator", "--municipality", "028063"
    )
    central = open_home(home, SystemClock())
    with central.store.read() as conn:
        rows = load_all(conn, central.only_territory(), Operator.KIND)
    central.close()
    (eva,) = [row for row in rows if isinstance(row, Operator) and row.login == "eva"]
    assert PasswordHasher().verify(eva.pin_verifier, added["pin"])
    assert eva.pin_one_time


def test_applying_the_file_again_changes_nothing(tmp_path: Path, sample: str) -> None:
    home = tmp_path / "server"
    _answer(home, "init")
    planned = _answer(home, "apply", sample, "--dry-run")
    assert planned["operators"] == {}
    applied = _answer(home, "apply", sample)
    assert applied["changes"] == planned["changes"]
    assert _answer(home, "apply", sample)["changes"] == []
    head = migrate.head("server")
    assert _answer(home, "migrate") == {"before": head, "after": head}


def test_what_is_wrong_ends_with_its_exit_code(tmp_path: Path, sample: str) -> None:
    home = tmp_path / "server"
    assert _run(home, "desks").exit_code == 3
    _answer(home, "init")
    assert _run(home, "init").exit_code == 1
    assert _run(home, "desks").exit_code == 3
    _answer(home, "apply", sample)
    assert _run(home, "desk-code", "--municipality", "999999", "--name", "X").exit_code == 2
    assert _run(home, "revoke", "77").exit_code == 2
    central = open_home(home, SystemClock())
    with central.store.write() as conn:
        conn.execute(sa.text("UPDATE resource SET free = free - 1"))
    central.close()
    damaged = _run(home, "check")
    assert damaged.exit_code == 5
    assert not json.loads(damaged.stdout)["ok"]
