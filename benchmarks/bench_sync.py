# SPDX-License-Identifier: EUPL-1.2
"""How fast desks and server exchange, beside what a developer would write in an afternoon.

Everything goes through real HTTP to a server process.  PostgreSQL waits for the disk at each
commit.  The people are registrations of about 400 bytes; pushes carry 500 operations, chained
and signed, and every operation is judged, logged, stamped and answered with a signed receipt.
The other side is JSON over the same HTTP server into one table (``sync_rival``).

``python -m benchmarks.bench_sync [PART…] [--quick]``; parts are push, quiet, first, desks and
soak.  ``soak`` takes ``--minutes=30`` and is measured only when it is named.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import sync_desks, sync_first, sync_push, sync_quiet
from tests.support.postgres import running_postgres

PARTS: dict[str, Callable[[Path, str, bool], dict[str, object]]] = {
    "push": sync_push.measured,
    "first": sync_first.measured,
    "quiet": sync_quiet.measured,
    "desks": sync_desks.back_after_days,
}
ON_REQUEST = {"soak": sync_desks.soak}


def main() -> None:
    """Measure the parts that were named, or all, and print tables and a line of JSON."""
    named = [each for each in sys.argv[1:] if not each.startswith("--")]
    quick = "--quick" in sys.argv
    found: dict[str, object] = {}
    with running_postgres(durable=True) as url:
        for name in named or list(PARTS):
            with tempfile.TemporaryDirectory() as folder:
                found[name] = (PARTS | ON_REQUEST)[name](Path(folder), url, quick)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
