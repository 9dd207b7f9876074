# SPDX-License-Identifier: EUPL-1.2
"""How well a person written down twice is recognised, and at what cost a key?

``python -m benchmarks.bench_duplicates [PEOPLE] [INTAKES]``.  Precision and recall are those
of the held-out half of the labelled pairs; ``docs/duplicates.md`` tells how they are made.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.duplicate_rules import RULES
from benchmarks.labelled_pairs import Labelled, labelled_pairs
from benchmarks.typed_intakes import Outcome, filled, share_at, typed
from welfare_desk.core.likeness import LIKELY, REVIEW, alike

STEPS = (20, 30, 40, 50, 60, 70, 80, 90, 95)


def main() -> None:
    """Print the tables of the rules, the thresholds, the misses and the typing."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    intakes = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    held_out = labelled_pairs("held_out")
    rules = of_rules(held_out)
    curve = of_thresholds()
    kinds = of_kinds(held_out)
    with tempfile.TemporaryDirectory() as folder:
        store, known = filled(Path(folder), people)
        outcome = typed(store, known, intakes)
        store.close()
    spent = of_typing(outcome, people)
    result = {"rules": rules, "curve": curve, "kinds": kinds, "people": people, "ms": spent}
    print(json.dumps(result))


def of_rules(pairs: list[Labelled]) -> dict[str, tuple[float, float]]:
    """Compare the score with what a user would take instead."""
    print(f"| {len(pairs):,} held-out pairs, half one person | precision | recall |\n|---|--:|--:|")
    found = {}
    for name, rule in RULES:
        found[name] = rated((rule(pair.one, pair.other), pair.same) for pair in pairs)
        print(f"| {name} | {percent(found[name][0])} | {percent(found[name][1])} |")
    return found


def of_thresholds() -> dict[int, list[float]]:
    """Show precision and recall from each score on, on both parts."""
    parts = {}
    for part in ("choosing", "held_out"):
        pairs = labelled_pairs(part)
        parts[part] = [(alike(pair.one, pair.other).score, pair.same) for pair in pairs]
    print("\n| from score | precision, choosing | recall | precision, held out | recall | |")
    print("|--:|--:|--:|--:|--:|---|")
    found = {}
    for step in STEPS:
        cells = [
            each
            for scores in parts.values()
            for each in rated((score >= step, same) for score, same in scores)
        ]
        found[step] = cells
        mark = {LIKELY: "the counter warns", REVIEW: "a review card"}.get(step, "")
        print(f"| {step} | {' | '.join(percent(cell) for cell in cells)} | {mark} |")
    return found


def of_kinds(pairs: list[Labelled]) -> dict[str, tuple[int, ...]]:
    """Show, kind by kind, what is missed and what is taken for one person by mistake."""
    found: dict[str, tuple[int, ...]] = {}
    for same, title in ((True, "missed"), (False, "taken for one")):
        print(f"\n| {'one person' if same else 'two people'}: kind | pairs | {title} at {LIKELY} | "
              f"at {REVIEW} |\n|---|--:|--:|--:|")  # fmt: skip
        for kind in sorted({pair.kind for pair in pairs if pair.same == same}):
            scores = [
                alike(p.one, p.other).score for p in pairs if (p.kind, p.same) == (kind, same)
            ]
            wrong = [sum((score >= at) != same for score in scores) for at in (LIKELY, REVIEW)]
            found[kind] = (len(scores), *wrong)
            print(f"| {kind.replace('_', ' ')} | {len(scores)} | {wrong[0]} | {wrong[1]} |")
    return found


def of_typing(outcome: Outcome, people: int) -> dict[str, list[float]]:
    """Show what an intake meets in a store of made-up people."""
    found = {
        name: [share_at(spent, percentile) for percentile in (50, 95, 99)]
        for name, spent in (("by the clock", outcome.milliseconds), ("CPU", outcome.processor))
    }
    print(f"\n| a key typed, {people:,} people (SQLCipher) | p50 ms | p95 ms | p99 ms |")
    print("|---|--:|--:|--:|")
    for name, spent in found.items():
        print(f"| {name} | {' | '.join(str(each) for each in spent)} |")
    print(f"\n| {outcome.intakes} intakes typed to the end | people |\n|---|--:|")
    print(f"| were there already, written down otherwise | {outcome.known} |")
    print(f"| of them shown | {outcome.found} |")
    print(f"| shown first | {outcome.first} |")
    print(f"| were new | {outcome.new} |")
    print(f"| of them somebody else shown | {outcome.warned} |")
    return found


def rated(answers: Iterable[tuple[bool, bool]]) -> tuple[float, float]:
    """Return precision and recall of answers beside the truth."""
    pairs = list(answers)
    right = sum(answer and same for answer, same in pairs)
    said = sum(answer for answer, _ in pairs)
    true = sum(same for _, same in pairs)
    return round(right / said if said else 1.0, 4), round(right / true, 4)


def percent(share: float) -> str:
    """Return a share as the tables show it."""
    return f"{share * 100:.1f} %"


if __name__ == "__main__":
    main()
