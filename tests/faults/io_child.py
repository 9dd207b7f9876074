# SPDX-License-Identifier: EUPL-1.2
"""``python -m tests.faults.io_child SEED acts=0.1 …``: runs under libfiu and tells as JSON.

``acts.1/2=1.0`` is the second half of the kinds of operations.
"""

from __future__ import annotations

import json
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.faults.injection import injection, under_fiu
from tests.faults.io_acts import fail_acts
from tests.faults.io_backup import fail_backups
from tests.faults.io_store import fail_pulls, fail_settings, fail_upgrades
from tests.faults.stand import in_memory
from tests.faults.told import Told

PARTS = {
    "pulls": fail_pulls,
    "upgrades": fail_upgrades,
    "settings": fail_settings,
    "backups": fail_backups,
}


def main() -> None:
    """Run the parts that are named, each with its share of the calls that fail."""
    seed = int(sys.argv[1])
    told = Told("io", seed)
    for each in sys.argv[2:]:
        named, _, share = each.partition("=")
        part, _, turn = named.partition(".")
        first, _, step = (turn or "0/1").partition("/")
        run = partial(fail_acts, turn=(int(first), int(step))) if part == "acts" else PARTS[part]
        # What fails is told by the rig: no sync of a disk is waited for.
        with tempfile.TemporaryDirectory(prefix="wd-io-", dir=in_memory()) as folder:
            home = Path(folder)
            run(told, injection(home), home, float(share), seed)
    told.count("runs by libfiu" if under_fiu() else "runs by a limit on files")
    print(json.dumps({"problems": told.problems, "counts": told.counts, "seen": told.seen}))  # noqa: T201


if __name__ == "__main__":
    main()
