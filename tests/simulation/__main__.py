# SPDX-License-Identifier: EUPL-1.2
"""``python -m tests.simulation``: play histories and say what they showed."""

from __future__ import annotations

import sys

from tests.simulation.report import main

sys.exit(main(sys.argv[1:]))
