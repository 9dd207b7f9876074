# SPDX-License-Identifier: EUPL-1.2
"""Refusals become sentences; a bug is logged without anybody's data and the operator is told."""

import sys
from collections.abc import Iterator

import pytest

from welfare_desk.core.refusals import DeskLocked, every_refusal
from welfare_desk.ui.errors import install_hook, sentence


@pytest.fixture
def hook() -> Iterator[None]:
    before = sys.excepthook
    yield
    sys.excepthook = before


def fail_over(name: str) -> None:
    raise ValueError(f"cannot read {name}")


@pytest.mark.parametrize("code", sorted(every_refusal()))
@pytest.mark.parametrize("lang", ["it", "en"])
def test_every_refusal_has_a_sentence_of_its_own(code: str, lang: str) -> None:
    words = sentence(every_refusal()[code](), lang)
    assert len(words) > 20
    assert "{" not in words


def test_what_is_no_refusal_is_raised() -> None:
    with pytest.raises(ValueError, match="boom"):
        sentence(ValueError("boom"))


@pytest.mark.expects_log_warnings
def test_bug_is_logged_without_what_was_typed(hook: None, caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []
    install_hook(lambda: told.append("told"))
    try:
        fail_over("Rossi Maria")
    except ValueError:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    assert told == ["told"]
    assert "ValueError" in caplog.text
    assert "fail_over" in caplog.text
    assert "Rossi" not in caplog.text


@pytest.mark.expects_log_warnings
def test_bug_while_telling_of_a_bug_does_not_go_round(hook: None) -> None:
    calls: list[int] = []

    def tell() -> None:
        calls.append(1)
        sys.excepthook(ValueError, ValueError("again"), None)

    install_hook(tell)
    sys.excepthook(ValueError, ValueError("first"), None)
    assert calls == [1]


def test_locked_desk_says_what_to_do() -> None:
    assert sentence(DeskLocked(), "it") != sentence(DeskLocked(), "en")
