# SPDX-License-Identifier: EUPL-1.2
"""The codes of applications and decisions; their words are in resources/wording/decisions.toml."""

from __future__ import annotations

from typing import Final

STATES: Final = ("filed", "approved", "refused", "withdrawn", "duplicate", "revoked")
COUNTING: Final = frozenset({"filed", "approved", "revoked"})
"""An application in one of these states is the household's one of the fund and period."""
UNDECIDED: Final = frozenset({"filed", "duplicate"})
REFUSALS: Final = (
    "not_entitled", "incomplete", "budget", "applied_twice", "elsewhere", "false_declaration",
)  # fmt: skip
"""Why an application is refused; any other reason is written in words."""
REVOCATIONS: Final = ("false_declaration", "moved_away", "not_collected", "renounced", "error")
WITHDRAWALS: Final = ("by_applicant", "by_mistake")
SUPPORTS: Final = (
    "adi", "sfl", "dedicata", "acquisti", "single_allowance", "unemployment", "rent",
    "municipal", "association", "other",
)  # fmt: skip
"""Other benefits that a household may receive."""
CROSS_CHECKS: Final = ("pending", "clear", "here", "elsewhere")
CONTROLS: Final = ("passed", "failed")
DOCUMENTS: Final = ("identity", "isee", "residence_permit", "payslip", "bank_statement", "other")
"""Papers that an applicant shows; none is kept."""
APPEAL_DAYS: Final = 60
"""Within which the regional court (TAR) is asked; 120 for the President of the Republic."""
EXTRAORDINARY_DAYS: Final = 120
REVIEW_DAYS: Final = 30
"""Within which the office is asked to look again."""
