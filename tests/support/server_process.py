# SPDX-License-Identifier: EUPL-1.2
"""A real central server as a process: ``python -m tests.support.server_process HOME SHIFT``.

``TEST_STOP_AT`` makes it stand still inside a push, before the commit or after it and before
the answer, and say so in a file, so that a test can kill it there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from welfare_desk.core.clock import SystemClock
from welfare_desk.server import arrival, running
from welfare_desk.server.home import open_home

_STOP_AT, _STOPPED = "TEST_STOP_AT", "stopped"


class ShiftedClock:
    """A clock that runs, so many microseconds from the computer's."""

    def __init__(self, shift: int) -> None:
        self.shift = shift

    def now_us(self) -> int:
        """Return the shifted time."""
        return SystemClock().now_us() + self.shift


class ServerProcess:
    """A server process that runs until it is stopped or killed."""

    def __init__(self, home: Path, shift: int, stop_at: str = "") -> None:
        self.home = home
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.server_process", str(home), str(shift)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            env=os.environ | {_STOP_AT: stop_at},
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the server ended at once"
        self.url: str = json.loads(line)["url"]

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def wait_stopped(self) -> None:
        """Wait until a push stands still where ``stop_at`` said."""
        until = time.monotonic() + 60
        while not (self.home / _STOPPED).exists():
            assert time.monotonic() < until, "no push came to its stop"
            time.sleep(0.01)
        (self.home / _STOPPED).unlink()

    def kill(self) -> None:
        """Kill the process as a power cut would (signal 9)."""
        self._process.kill()
        self._end()

    def stop(self) -> int:
        """Stop the process in order and return its exit code."""
        if self._process.poll() is None:
            self._process.terminate()
        return self._end()

    def _end(self) -> int:
        code = self._process.wait(timeout=60)
        if self._process.stdout is not None:
            self._process.stdout.close()
        return code


@contextmanager
def serving(home: Path, shift: int, stop_at: str = "") -> Iterator[ServerProcess]:
    """Give a running server for the length of a block."""
    server = ServerProcess(home, shift, stop_at)
    try:
        yield server
    finally:
        server.stop()


def _stand_still(home: Path) -> None:
    (home / _STOPPED).touch()
    time.sleep(600)


def _stop_inside(home: Path, stop_at: str) -> None:
    arrive, stored = getattr(arrival, "arrive"), getattr(arrival, "_stored")  # noqa: B009

    def arrive_and_stand(*given: Any, **named: Any) -> Any:
        arrived = arrive(*given, **named)
        _stand_still(home)
        return arrived

    def store_and_stand(*given: Any) -> Any:
        done = stored(*given)
        _stand_still(home)
        return done

    if stop_at == "before_commit":
        setattr(arrival, "arrive", arrive_and_stand)  # noqa: B010
    if stop_at == "before_reply":
        setattr(arrival, "_stored", store_and_stand)  # noqa: B010


def main() -> None:
    """Serve until told to stop."""
    home = Path(sys.argv[1])
    _stop_inside(home, os.environ.get(_STOP_AT, ""))
    central = open_home(home, ShiftedClock(int(sys.argv[2])))
    running.serve(central, "127.0.0.1", 0, lambda url: print(json.dumps({"url": url}), flush=True))
    central.close()
    running.end_process()


if __name__ == "__main__":
    main()
