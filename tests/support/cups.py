# SPDX-License-Identifier: EUPL-1.2
"""A print system of its own for the tests: cupsd on a free port, a queue for each role.

What comes out of a queue lies in a folder, as the printer would get it: the real filters of
CUPS have been over it, with the paper that the program asked for.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CUPSD = "/usr/sbin/cupsd"
FILTERS = Path("/usr/lib/cups")
QUEUES = {"a4": "WD_A4", "receipt": "WD_80mm", "card": "WD_Tessere"}
PAPERS = {"a4": (210.0, 297.0), "receipt": (80.0, 297.0), "card": (85.6, 53.98)}
"""What each printer has in its tray: the default size of its queue, in millimetres."""
INSTALL = "apt-get install --no-install-recommends cups cups-client cups-filters"
_POINTS = 72 / 25.4
_BACKEND = """#!/bin/sh
# Keeps what the printer would get; called with no argument it says what it is.
[ $# -eq 0 ] && { echo 'direct collect "Unknown" "Collects"'; exit 0; }
to="${DEVICE_URI#collect:}/$PRINTER-$1.pdf"
if [ -n "$6" ]; then cat "$6"; else cat; fi >"$to.part" && mv "$to.part" "$to"
"""
_FILES = """\
ServerRoot {root}
ServerBin {root}/bin
DataDir /usr/share/cups
CacheDir {root}/cache
StateDir {root}/state
RequestRoot {root}/spool
TempDir {root}/tmp
ErrorLog {root}/error.log
AccessLog {root}/access.log
PageLog {root}/page.log
SystemGroup root
Sandboxing relaxed
"""
_DAEMON = """\
Listen 127.0.0.1:{port}
LogLevel warn
WebInterface No
Browsing Off
DefaultAuthType None
PreserveJobHistory Yes
ErrorPolicy stop-printer
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_PPD = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "WD.PPD"
*Manufacturer: "WD"
*Product: "(WD)"
*ModelName: "WD {name}"
*ShortNickName: "WD {name}"
*NickName: "WD {name}"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*Throughput: "1"
*TTRasterizer: Type42
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Page Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: Tray
*PageSize Tray/Tray: "<</PageSize[{w} {h}]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: Tray
*PageRegion Tray/Tray: "<</PageSize[{w} {h}]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: Tray
*ImageableArea Tray/Tray: "0 0 {w} {h}"
*DefaultPaperDimension: Tray
*PaperDimension Tray/Tray: "{w} {h}"
*VariablePaperSize: True
*MaxMediaWidth: "1000"
*MaxMediaHeight: "2000"
*HWMargins: 0 0 0 0
*CustomPageSize True: "pop pop pop <</PageSize[5 -2 roll]/ImagingBBox null>>setpagedevice"
*ParamCustomPageSize Width: 1 points 36 1000
*ParamCustomPageSize Height: 2 points 36 2000
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 3
"""


class PrintSystem:
    """A running cupsd and its queues."""

    def __init__(self, root: Path, port: int) -> None:
        self.root, self.port = root, port
        self.out = root / "out"

    @property
    def server(self) -> str:
        """The address that programs find it at, as ``CUPS_SERVER`` has it."""
        return f"127.0.0.1:{self.port}"

    def run(self, *command: str) -> str:
        """Run one of the programs of CUPS against this system and return what it says."""
        done = subprocess.run(  # because these are the programs under test
            command,
            env={**os.environ, "CUPS_SERVER": self.server},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        if done.returncode:
            log = self.root / "error.log"
            told = log.read_text()[-2000:] if log.exists() else ""
            raise RuntimeError(f"{' '.join(command)}: {done.stderr}\n{told}")
        return done.stdout

    def add_queue(self, role: str) -> None:
        """Add the queue of a role, with its own paper in the tray."""
        width, height = (f"{each * _POINTS:.2f}" for each in PAPERS[role])
        ppd = self.root / f"{role}.ppd"
        ppd.write_text(_PPD.format(name=role, w=width, h=height))
        ppd.chmod(0o644)
        queue = QUEUES[role]
        self.run("lpadmin", "-p", queue, "-E", "-v", f"collect:{self.out}", "-P", str(ppd))

    def stop(self, role: str, reason: str) -> None:
        """Stop a queue as an operator or a fault does."""
        self.run("cupsdisable", "-r", reason, QUEUES[role])

    def cure(self, role: str) -> None:
        """Let a stopped queue go on."""
        self.run("cupsenable", QUEUES[role])

    def printed(self, role: str) -> list[bytes]:
        """Return what came out of a role's printer so far, in its order."""
        found = sorted(
            self.out.glob(f"{QUEUES[role]}-*.pdf"),
            key=lambda path: int(path.stem.rpartition("-")[2]),
        )
        return [path.read_bytes() for path in found]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _lay_out(root: Path) -> None:
    # cupsd drops its rights for filters and backends: they must get at what they need.
    root.chmod(0o755)
    for name in ("cache", "state", "spool", "tmp", "out", "ssl", "ppd"):
        (root / name).mkdir()
        (root / name).chmod(0o777)
    bin_folder = root / "bin"
    bin_folder.mkdir()
    for part in FILTERS.iterdir():
        if part.name != "backend":
            (bin_folder / part.name).symlink_to(part)
    backend = bin_folder / "backend" / "collect"
    backend.parent.mkdir()
    backend.write_text(_BACKEND)
    # Whatever the umask is: the program takes others' rights away where it keeps its home.
    for entered in (bin_folder, backend.parent, backend):
        entered.chmod(0o755)


@contextmanager
def print_system() -> Iterator[PrintSystem]:
    """Run cupsd in a folder of its own, a queue for each role; the computer's is not touched."""
    if not (Path(CUPSD).exists() and shutil.which("lpadmin")):
        raise RuntimeError(f"CUPS is missing for this test. As root, run: {INSTALL}")
    # Not below pytest's folder: only root may enter that, and filters run as somebody else.
    with tempfile.TemporaryDirectory(prefix="wd-cups-") as folder:
        yield from _run_in(Path(folder))


def _run_in(root: Path) -> Iterator[PrintSystem]:
    port = _free_port()
    _lay_out(root)
    files, daemon = root / "cups-files.conf", root / "cupsd.conf"
    files.write_text(_FILES.format(root=root))
    daemon.write_text(_DAEMON.format(port=port))
    system = PrintSystem(root, port)
    process = subprocess.Popen(  # because it is the program under test
        [CUPSD, "-f", "-c", str(daemon), "-s", str(files)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_up(process, port)
        for role in QUEUES:
            system.add_queue(role)
        yield system
    finally:
        process.terminate()
        process.wait(10)


def _wait_until_up(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError(f"cupsd ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("cupsd did not answer")
