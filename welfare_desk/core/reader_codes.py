# SPDX-License-Identifier: EUPL-1.2
"""The codes that a reader is tried with: each holds what readers are known to get wrong."""

from __future__ import annotations

from typing import Final

SQUARE_CODE: Final = "WD1TAQZWYM0189-/:"
"""In a QR code: letters that other keyboards swap, and signs that an American one does."""
CODE_39: Final = "WD1T39+A-7"
"""In Code 39, as on the health card: ``+A`` is a small letter to a reader in full ASCII."""
