# SPDX-License-Identifier: EUPL-1.2
"""A desk's process that stays: runs the command lines it is sent, or dies at a named point."""

from __future__ import annotations

import contextlib
import io
import json
import sys

from tests.support import light_hashes, moved_clock
from tests.support.crash import arm
from welfare_desk.cli.main import run


def main() -> None:
    """Answer one JSON line for each JSON line until stdin ends."""
    light_hashes.lighten()
    moved_clock.follow()
    requests, answers = sys.stdin, sys.stdout
    for line in requests:
        asked = json.loads(line)
        if asked["crash"]:
            arm(asked["crash"])
        out, err = io.StringIO(), io.StringIO()
        sys.stdin = io.StringIO(asked["stdin"])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = run(asked["arguments"])
            except SystemExit as end:
                code = int(end.code or 0)
        answer = {"code": code, "out": out.getvalue(), "err": err.getvalue()}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
