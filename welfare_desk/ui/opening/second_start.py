# SPDX-License-Identifier: EUPL-1.2
"""One window for each home: a second start brings the first one up and ends."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

CONNECT_MS = 300
ANSWER_MS = 2_000
RAISE, RAISED = b"raise\n", b"raised\n"


def socket_name(home: Path) -> str:
    """Return the name of a home's socket: the same for every spelling of the same folder."""
    mark = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:16]
    name = f"welfare-desk-{mark}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    # Only the user may enter that folder, while anybody may put a socket into a shared one.
    return str(Path(runtime) / name) if runtime and Path(runtime).is_dir() else name


def raise_other(home: Path) -> bool:
    """Ask a running window of this home to come to the front; tell whether one did."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(home))
    if not socket.waitForConnected(CONNECT_MS):
        return False
    socket.write(RAISE)
    socket.flush()
    answered = socket.waitForReadyRead(ANSWER_MS) and socket.readAll().data() == RAISED
    socket.disconnectFromServer()
    return answered


class OneWindow(QObject):
    """Listens for second starts of the same home; ``asked`` tells that one came."""

    asked = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        name = socket_name(home)
        if not self._server.listen(name):
            # Nobody answered there a moment ago: a window that was killed left it behind.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda one=socket: self._read(one))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.canReadLine() and socket.readLine().data() == RAISE:
            socket.write(RAISED)
            socket.flush()
            self.asked.emit()
