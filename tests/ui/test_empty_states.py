# SPDX-License-Identifier: EUPL-1.2
"""A list with nothing in it says how to begin (UX-25)."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import welfare_desk.ui
from welfare_desk.core.resources import resource_path

UI = Path(welfare_desk.ui.__path__[0])
NEVER_EMPTY = {
    "agenda/slot_choice.py": "a line of its own says that there is no time",
    "closing/tables.py": "counts of a day, with zeros",
}
"""Modules whose tables always hold rows, or say it in another way, and why."""


def _modules_with_tables() -> list[str]:
    found = []
    for path in sorted(UI.rglob("*.py")):
        name = path.relative_to(UI).as_posix()
        if not name.startswith("kit/") and "RowTable(" in path.read_text("utf-8"):
            found.append(name)
    return found


def _italian() -> dict[str, str]:
    root = ElementTree.fromstring(  # noqa: S314 - our own file
        resource_path("translations", "it.ts").read_text("utf-8")
    )
    found = {}
    for message in root.iter("message"):
        found[message.findtext("source") or ""] = message.findtext("translation") or ""
    return found


def _empty_sentences() -> list[tuple[str, str]]:
    found = []
    for path in sorted(UI.rglob("*.py")):
        source = path.read_text("utf-8")
        for place in re.finditer(r"EmptyState\(", source):
            near = source[max(0, place.start() - 420) : place.end() + 320]
            for text in re.findall(r'self\.tr\(\s*"([^"]+)"', near):
                if "." in text:
                    found.append((path.relative_to(UI).as_posix(), text))
    return found


@pytest.mark.parametrize("module", _modules_with_tables())
def test_every_module_with_a_table_says_what_to_do_when_it_is_empty(module: str) -> None:
    source = (UI / module).read_text("utf-8")
    assert "EmptyState(" in source or module in NEVER_EMPTY


def test_exceptions_are_not_stale() -> None:
    assert set(NEVER_EMPTY) <= set(_modules_with_tables())


def test_empty_states_are_whole_sentences_in_italian() -> None:
    sentences, italian = _empty_sentences(), _italian()
    assert len(sentences) > 20
    for module, text in sentences:
        words = italian.get(text, "")
        if words.strip():
            assert words.rstrip().endswith((".", ":", "»")), f"{module}: {words}"
