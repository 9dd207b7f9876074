# SPDX-License-Identifier: EUPL-1.2
"""A network cable that can be pulled: a relay on loopback between desk and server."""

from __future__ import annotations

import contextlib
import socket
import threading

_STEP = 65_536


class Cable:
    """Relays bytes to a server's port; while it is out no connection lives and none is made."""

    def __init__(self, port: int) -> None:
        """Lead to a port of this computer; 0 leads nowhere until ``aim`` says where."""
        self._target = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._is_in = True
        self._thread = threading.Thread(target=self._accept, daemon=True, name="cable")
        self._thread.start()

    @property
    def url(self) -> str:
        """Where a desk finds the server through this cable."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def aim(self, port: int) -> None:
        """Lead new connections to another port."""
        self._target = ("127.0.0.1", port)

    def pull_out(self) -> None:
        """Cut every connection and refuse new ones."""
        with self._lock:
            self._is_in = False
            for each in self._open:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def put_in(self) -> None:
        """Let connections through again."""
        with self._lock:
            self._is_in = True

    def close(self) -> None:
        """End the relay."""
        self.pull_out()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=5)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                let_in = self._is_in
            far = self._reach() if let_in else None
            if far is None:
                near.close()
                continue
            with self._lock:
                self._open |= {near, far}
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _reach(self) -> socket.socket | None:
        if not self._target[1]:
            return None
        try:
            return socket.create_connection(self._target, timeout=5)
        except OSError:
            return None

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            source.settimeout(None)
            while data := source.recv(_STEP):
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._open -= {source, target}
        source.close()
        target.close()
