# SPDX-License-Identifier: EUPL-1.2
"""Where the frozen program begins: the same as ``welfare-desk``."""

from multiprocessing import freeze_support

from welfare_desk.__main__ import main

if __name__ == "__main__":
    # The card batch runs in a child process, which in a frozen program is this program again.
    freeze_support()
    raise SystemExit(main())
