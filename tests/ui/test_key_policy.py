# SPDX-License-Identifier: EUPL-1.2
"""A policy gives acts other keys, where that leaves every key with one meaning."""

from pathlib import Path

import pypdfium2
import pytest

from welfare_desk.desk.policy import Policy, policy_path, read_policy
from welfare_desk.desk.sentences import refusal_text
from welfare_desk.documents.key_card import KeyGroup, key_card_pdf
from welfare_desk.ui.actions import ACTIONS
from welfare_desk.ui.key_policy import taken_keys
from welfare_desk.ui.window_run import registry_of

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_free_key_is_taken_and_shown_everywhere() -> None:
    registry = registry_of(Policy(keys={"book": ("Ctrl+K", "Shift+F4")}))
    assert registry.key("book") == "Ctrl+K"
    assert registry.laid_down == {"book"}
    assert registry.refused == ()


def test_two_acts_may_exchange_their_keys() -> None:
    asked = {"book": ("F7",), "issue_card": ("F2",)}
    assert taken_keys(asked) == (asked, ())


@pytest.mark.parametrize(
    ("act", "key", "code"),
    [
        ("book", "F7", "key_taken"),
        ("book", "ctrl+l", "key_taken"),
        ("book", "Ctrl+Alt+Q", "key_types_letter"),
        ("book", "Ctrl+Alt+E", "key_types_letter"),
        ("book", "B", "key_types_letter"),
        ("book", "Shift+B", "key_types_letter"),
        ("book", "Alt+B", "key_types_letter"),
        ("book", "Space", "key_types_letter"),
        ("book", "Banana", "key_strange"),
        ("book", "", "key_strange"),
        ("book", "Ctrl+K, Ctrl+B", "key_strange"),
        ("fly", "Ctrl+K", "act_strange"),
    ],
)
def test_a_key_that_cannot_be_is_refused_and_the_act_keeps_its_own(
    act: str, key: str, code: str
) -> None:
    registry = registry_of(Policy(keys={act: (key,)}))
    assert [refusal.code for refusal in registry.refused] == [code]
    assert registry.key("book") == "F2"


def test_of_two_acts_with_one_new_key_the_first_has_it() -> None:
    taken, flaws = taken_keys({"book": ("Ctrl+K",), "calls": ("Ctrl+K",)})
    assert taken == {"book": ("Ctrl+K",)}
    assert [flaw.facts["key"] for flaw in flaws] == ["Ctrl+K"]


def test_a_refusal_says_what_to_do() -> None:
    (flaw,) = taken_keys({"book": ("F7",)})[1]
    said = refusal_text(flaw, "it")
    assert "F7" in said
    assert "Scegli un altro tasto" in said


def test_the_file_fixes_settings_and_names_what_it_did_not_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(
        "[work]\ndraft_days = 3\n[lock]\nidle_minutes = 99\n"
        '[keys]\nbook = ["Ctrl+K"]\ncalls = "Ctrl+J"\nlock = 7\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("WELFARE_DESK_POLICY", str(path))
    assert policy_path() == path
    policy = read_policy()
    assert policy.locks("work.draft_days")
    assert not policy.locks("lock.idle_minutes")
    assert policy.settings.work.draft_days == 3
    assert policy.keys == {"book": ("Ctrl+K",), "calls": ("Ctrl+J",)}
    assert set(policy.refused) == {"lock.idle_minutes", "keys.lock"}
    told = {refusal.facts["key"] for refusal in registry_of(policy).refused}
    assert told == set(policy.refused)


def test_without_a_file_or_with_a_torn_one_the_desk_decides(tmp_path: Path) -> None:
    assert read_policy(tmp_path / "none.toml") == Policy()
    torn = tmp_path / "policy.toml"
    torn.write_bytes(b"[keys\n\xff")
    assert read_policy(torn) == Policy(refused=("policy.toml",))


def test_the_key_card_is_one_page_with_every_key() -> None:
    with_keys = [spec for spec in ACTIONS if spec.keys]
    groups = tuple(
        KeyGroup(
            group,
            tuple((s.keys[0], s.text) for s in with_keys if s.group == group and s.id[-1] > "9"),
        )
        for group in dict.fromkeys(spec.group for spec in ACTIONS)
    )
    pdf = pypdfium2.PdfDocument(key_card_pdf("Tasti rapidi", "…", groups, "it", "Comune"))
    assert len(pdf) == 1
    text = pdf[0].get_textpage().get_text_bounded()
    for group in groups:
        for key, _ in group.rows:
            assert key in text
