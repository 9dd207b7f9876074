# SPDX-License-Identifier: EUPL-1.2
"""A stage whose server commands run in one process that stays: a program's start is felt."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from welfare_desk.cli.stage import Stage


class QuickStage(Stage):
    """A sample server whose administrator keeps one process open for all commands."""

    _clerk: subprocess.Popen[str] | None = None

    def server(self, *arguments: str) -> dict[str, Any]:
        """Run a server command and return its JSON answer."""
        told = self._told(arguments)
        if told["code"]:
            raise RuntimeError(f"server {arguments[0]}: exit {told['code']}: {told['err']}")
        lines = str(told["out"]).strip().splitlines()
        return dict(json.loads(lines[-1])) if lines else {}

    def refused(self, *arguments: str) -> str:
        """Run a server command that is refused and return the code of the refusal."""
        told = self._told(arguments)
        assert told["code"], told
        return str(json.loads(str(told["out"]).splitlines()[-1])["refused"])

    def close(self) -> None:
        """End the clerk, the server and the cables."""
        if self._clerk is not None:
            for pipe in (self._clerk.stdin, self._clerk.stdout):
                if pipe is not None:
                    pipe.close()
            self._clerk.wait(30)
            self._clerk = None
        super().close()

    def _told(self, arguments: tuple[str, ...]) -> dict[str, Any]:
        if self._clerk is None:
            self._clerk = subprocess.Popen(
                (sys.executable, "-m", "tests.support.counter_loop"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        assert self._clerk.stdin is not None
        assert self._clerk.stdout is not None
        line = ["--home", str(self.server_home), "--json", "server", *arguments]
        asked = {"arguments": line, "stdin": "", "crash": ""}
        self._clerk.stdin.write(json.dumps(asked) + "\n")
        self._clerk.stdin.flush()
        return dict(json.loads(self._clerk.stdout.readline()))


@contextmanager
def quick_stage(folder: Path, people: int, *, database: str = "") -> Iterator[QuickStage]:
    """Run a sample territory under a folder until the block ends."""
    made = QuickStage(folder, database=database)
    try:
        made.make(people)
        made.start()
        yield made
    finally:
        made.close()
