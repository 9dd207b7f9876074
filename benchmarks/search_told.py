# SPDX-License-Identifier: EUPL-1.2
"""Measures ways to search on the same texts, and tells how fast each is and what it misses."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.search_cases import Case, Score

Find = Callable[[str], list[str]]


class Times(NamedTuple):
    """Milliseconds of a keystroke by the clock, and of this process."""

    wall: dict[int, float]
    work: dict[int, float]
    """At the percentiles 50, 95 and 99."""


class Told(NamedTuple):
    """What was measured of one way to search."""

    times: Times
    scores: dict[str, dict[str, Score]]
    """By what was asked, by kind."""


def quietest(find: Find, texts: Sequence[str], runs: int) -> Times:
    """Return the times of that of several whole runs which others disturbed least."""
    for text in texts[:50]:
        find(text)
    return min((_timed(find, texts) for _ in range(runs)), key=lambda each: each.wall[95])


def _timed(find: Find, texts: Sequence[str]) -> Times:
    wall, work = [], []
    for text in texts:
        start, used = time.perf_counter(), time.thread_time()
        find(text)
        wall.append((time.perf_counter() - start) * 1e3)
        work.append((time.thread_time() - used) * 1e3)
    wall.sort()
    work.sort()
    return Times(*(
        {part: round(each[len(each) * part // 100], 2) for part in (50, 95, 99)}
        for each in (wall, work)
    ))  # fmt: skip


def tell_times(found: Mapping[str, Told], texts: Mapping[str, int], runs: int) -> None:
    """Print how long a keystroke takes."""
    print(f"| a keystroke, the quietest of {runs} runs | keystrokes | p50 ms | p95 ms | p99 ms |")
    print("|---|--:|--:|--:|--:|")
    for name, (times, _) in found.items():
        if name == "ours":
            told = " | ".join(f"{times.work[part]}" for part in (50, 95, 99))
            print(f"| ours, processor time | {texts[name]:,} | {told} |")
        told = " | ".join(f"{times.wall[part]}" for part in (50, 95, 99))
        print(f"| {name} | {texts[name]:,} | {told} |")


def tell_rates(
    found: Mapping[str, Told], best: Mapping[str, tuple[float, float, int]], count: int
) -> None:
    """Print how often the person meant was among the first three and twenty."""
    print(f"\n| {count:,} people, first 3 / first 20 | cases | {' | '.join(found)} | "
          "best possible | more namesakes than rows |")  # fmt: skip
    print("|---|--:|" + "--:|" * (len(found) + 2))
    for title, by_kind in found["ours"].scores.items():
        cases = sum(each.cases for each in by_kind.values())
        rates = " | ".join(
            _rate(each.scores[title].values()) if title in each.scores else "–"
            for each in found.values()
        )
        first, top, over = best[title]
        ideal = f"{100 * first:.1f} / {100 * top:.1f} %"
        print(f"| {title} | {cases:,} | {rates} | {ideal} | {100 * over / cases:.1f} % |")


def kinds_told(found: Mapping[str, Told], titles: Sequence[str]) -> str:
    """Return the rates of each kind of confusion."""
    heads = [f"{name}, {title.rpartition(', ')[2]}" for title in titles for name in found]
    lines = [f"| kind, first 3 / first 20 | cases | {' | '.join(heads)} |"]
    lines.append("|---|--:|" + "--:|" * len(heads))
    for kind, score in found["ours"].scores[titles[0]].items():
        cells = [
            _rate([each.scores[title][kind]]) for title in titles for each in found.values()
        ]  # fmt: skip
        lines.append(f"| {kind.replace('_', ' ')} | {score.cases} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def misses_told(found: Mapping[str, Told], titles: Sequence[str]) -> str:
    """Return, of each way and question, the texts for which the person was not shown."""
    parts = []
    for name, told in found.items():
        for title in titles:
            if title not in told.scores:
                continue
            lost = [case for each in told.scores[title].values() for case in each.lost]
            parts.append(f"**{name} · {title}** ({len(lost)}): {_listed(lost)}\n")
    return "\n".join(parts)


def _listed(cases: Sequence[Case]) -> str:
    return "; ".join(f"{case.typed} ({case.stored})" for case in cases) or "none"


def _rate(scores: Iterable[Score]) -> str:
    every = list(scores)
    cases = sum(each.cases for each in every)
    first, top = sum(each.first for each in every), sum(each.top for each in every)
    return f"{100 * first / cases:.1f} / {100 * top / cases:.1f} %"
