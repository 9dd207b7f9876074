# SPDX-License-Identifier: EUPL-1.2
"""The page of bad input names tests that exist, and leaves no row without one."""

from __future__ import annotations

import ast
import re

from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "bad-input.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def _tests_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_each_named_test_exists() -> None:
    missing = [f"{path}::{name}" for path, name in NAMED if name not in _tests_of(path)]
    assert missing == []
    assert len(NAMED) > 50


def test_each_row_names_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    body = [line for line in rows if not line.endswith("| shown by |")]
    assert [line for line in body if "::test_" not in line] == []
    assert len(body) > 30
