# SPDX-License-Identifier: EUPL-1.2
"""docs/keys.md names every act with its keys, as they are declared."""

import pytest

from tools import keys_doc
from welfare_desk.ui.actions import ACTIONS


def test_the_page_is_as_the_acts_are_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys_doc.PAGE.read_text(encoding="utf-8") == keys_doc.page()
    monkeypatch.setattr("sys.argv", ["keys_doc", "--check"])
    assert keys_doc.main() == 0


def test_every_act_stands_on_the_page_once() -> None:
    text = keys_doc.page()
    assert [spec.id for spec in ACTIONS if text.count(f"| `{spec.id}` |") != 1] == []
