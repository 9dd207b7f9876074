# SPDX-License-Identifier: EUPL-1.2
"""A desk driven as a script drives it: the program as a process, JSON lines in and out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

from welfare_desk.cli.stage import Stage


class CounterProcess:
    """One desk of a stage, in a process that stays until it is killed or closed."""

    def __init__(self, stage: Stage, name: str, login: str, pin: str) -> None:
        self.stage = stage
        self.name = name
        self.login, self.pin = login, pin
        self.home, self.new = stage.new_desk(name)
        self._env = dict(os.environ)
        for variable, secret in (
            ("WELFARE_DESK_PASSPHRASE_FILE", stage.keys.passphrase or ""),
            ("WELFARE_DESK_PIN_FILE", pin),
        ):
            path = self.home / variable.lower()
            path.write_text(secret + "\n", encoding="utf-8")
            path.chmod(0o600)
            self._env[variable] = str(path)
        self._env["WELFARE_DESK_OPERATOR"] = login
        self._process: subprocess.Popen[str] | None = None

    @property
    def cable(self) -> Any:
        """The cable of this desk."""
        return self.stage.cables[self.name]

    def run(self, *arguments: str, stdin: str = "", crash: str = "") -> tuple[int, list[Any]]:
        """Run a command line; with ``crash`` the process is killed at that point."""
        process = self._alive()
        assert process.stdin is not None
        assert process.stdout is not None
        line = ["--home", str(self.home), "--json", *arguments]
        asked = {"arguments": line, "stdin": stdin, "crash": crash}
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if crash:
            assert not answer, (crash, answer)
            assert process.wait(30) == -signal.SIGKILL
            self.close()
            return -signal.SIGKILL, []
        told = json.loads(answer)
        out = [json.loads(each) for each in told["out"].splitlines() if each.strip()]
        return int(told["code"]), out

    def _alive(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                (sys.executable, "-m", "tests.support.counter_loop"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=self._env,
            )
        return self._process

    def close(self) -> None:
        """End the desk's process."""
        if self._process is not None:
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
            self._process.wait(30)
            self._process = None

    def record(self, *operations: dict[str, Any], crash: str = "") -> list[Any]:
        """Record operations and return the answers, whatever they are."""
        lines = "\n".join(json.dumps(each) for each in operations)
        return self.run("record", "-", stdin=lines + "\n", crash=crash)[1]

    def must_record(self, *operations: dict[str, Any]) -> list[Any]:
        """Record operations none of which is refused."""
        answers = self.record(*operations)
        assert len(answers) == len(operations), answers
        assert all("state" in answer for answer in answers), answers
        return answers

    def sync(self) -> dict[str, Any]:
        """Exchange once and return what it did."""
        return dict(self.run("sync")[1][-1])

    def status(self) -> dict[str, Any]:
        """Return the desk's status."""
        return dict(self.run("status")[1][-1])

    def doctor(self) -> dict[str, Any]:
        """Return the self-check; it must find nothing."""
        code, answers = self.run("doctor")
        assert code == 0, answers
        return dict(answers[-1])

    def show(self, person_id: str) -> dict[str, Any]:
        """Return a person's page."""
        return dict(self.run("people", "show", person_id)[1][-1])

    def agenda(self, offering: str) -> list[Any]:
        """Return the slots of a service."""
        return self.run("agenda", "--offering", offering)[1]

    def funds(self) -> list[Any]:
        """Return the funds as this desk sees them."""
        return self.run("funds")[1]
