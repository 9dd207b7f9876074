# SPDX-License-Identifier: EUPL-1.2
"""Operators as the window names them: first name and initial."""

from __future__ import annotations

from welfare_desk.desk.session import OperatorView
from welfare_desk.ui.lock_page import LockOperator


def short_name(name: str) -> str:
    """Return ``Anna R.`` of ``Anna Rossi``."""
    words = name.split()
    if len(words) < 2:
        return name
    return f"{words[0]} {words[-1][0]}."


def initials(name: str) -> str:
    """Return ``AR`` of ``Anna Rossi``."""
    return "".join(word[0].upper() for word in name.split()[:2])


def lock_operator(operator: OperatorView, detail: str = "") -> LockOperator:
    """Return an operator as the lock shows them."""
    short = short_name(operator.name)
    return LockOperator(operator.operator_id, short, initials(operator.name), detail)
