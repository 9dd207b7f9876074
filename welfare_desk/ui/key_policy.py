# SPDX-License-Identifier: EUPL-1.2
"""Which keys of a policy are taken: none that two acts would share, none that types a letter."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence

from welfare_desk.core.desk_error import DeskError
from welfare_desk.core.refusals_of_keys import ActStrange, KeyStrange, KeyTaken, KeyTypesLetter
from welfare_desk.ui.actions import ACTIONS, act_words

Keys = dict[str, tuple[str, ...]]
_ALONE = frozenset(
    {"Esc", "Escape", "Ins", "Del", "Home", "End", "PgUp", "PgDown", "Pause", "Print", "Menu"}
)


def taken_keys(asked: Mapping[str, tuple[str, ...]]) -> tuple[Keys, tuple[DeskError, ...]]:
    """Return the keys to bind by act, and why others of the policy are not taken.

    An act whose new keys are refused keeps its own; two acts may exchange theirs.
    """
    own = {spec.id: spec.keys for spec in ACTIONS}
    refused: list[DeskError] = []
    changed: Keys = {}
    for act, keys in asked.items():
        flaw = _flaw(act, keys) if act in own else ActStrange(act=act[:40])
        if flaw is None:
            changed[act] = tuple(_plain(key) for key in keys)
        else:
            refused.append(flaw)
    while (clash := _clash(own | changed, changed)) is not None:
        act, other, key = clash
        del changed[act]
        refused.append(KeyTaken(act=act_words(act), other=act_words(other), key=key))
    return changed, tuple(refused)


def _flaw(act: str, keys: tuple[str, ...]) -> DeskError | None:
    for key in keys:
        named = _plain(key)
        if not named or "," in named.removesuffix(",").removesuffix("+"):
            return KeyStrange(act=act_words(act), key=key[:40])
        if _types(named):
            return KeyTypesLetter(act=act_words(act), key=key[:40])
    return None


def _types(key: str) -> bool:
    """Tell whether a key may type: Ctrl+Alt is AltGr, Alt and a letter opens a control."""
    end = "+" if key.endswith("+") else key.rpartition("+")[2]
    held = set(key.removesuffix(end).split("+")) - {""}
    if end in _ALONE or (end.startswith("F") and end[1:].isdigit()):
        return False
    if {"Ctrl", "Alt"} <= held:
        return True
    letter_with_alt = "Alt" in held and len(end) == 1 and not end.isdigit()
    return letter_with_alt or not held & {"Ctrl", "Alt"}


def _plain(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _clash(whole: Mapping[str, tuple[str, ...]], changed: Keys) -> tuple[str, str, str] | None:
    """Return a changed act, who has its key as well, and the key; the later of two gives way."""
    holder: dict[str, str] = {}
    for act, keys in whole.items():
        for key in keys:
            plain = _plain(key)
            other = holder.setdefault(plain, act)
            if other == act:
                continue
            order = list(changed)
            both = [one for one in (act, other) if one in changed]
            loser = max(both, key=order.index)
            return loser, other if loser == act else act, plain
    return None
