# SPDX-License-Identifier: EUPL-1.2
"""The program's entry point."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from welfare_desk.cli.main import run

    sys.exit(run())


if __name__ == "__main__":
    main()
