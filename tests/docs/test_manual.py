# SPDX-License-Identifier: EUPL-1.2
"""The operators' manual is the help's pages, and says so in its text and pictures."""

import re
from pathlib import Path

from pytestqt.qtbot import QtBot

from tools import manual

PAGE = Path(manual.MANUAL)


def test_the_manual_is_what_the_help_says(qtbot: QtBot) -> None:
    assert manual.main(["--check"]) == 0


def test_its_pictures_and_links_are_there() -> None:
    text = PAGE.read_text("utf-8")
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", text)
    assert len(pictures) > 15
    assert [path for _, path in pictures if not (PAGE.parent / path).is_file()] == []
    anchors = set(re.findall(r'<a id="([\w-]+)">', text))
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= anchors


def test_no_placeholder_is_left() -> None:
    text = PAGE.read_text("utf-8")
    assert not re.search(r"\{\w+", text)
    assert "`F2`" in text
    assert "`Ctrl+Invio`" in text
