# SPDX-License-Identifier: EUPL-1.2
"""The page of the benchmarks keeps what was not measured again."""

from pathlib import Path

import pytest

from benchmarks import report

BENCH = """\"\"\"How fast is {name}?\"\"\"
import sys
print("| {name} | " + " ".join(sys.argv[1:]) + " |")
print('{{"for": "machines"}}')
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two small benchmarks, and a page of which one section was made with a size."""
    folder = tmp_path / "benchmarks"
    folder.mkdir()
    for name in ("cards", "search"):
        (folder / f"bench_{name}.py").write_text(BENCH.format(name=name), encoding="utf-8")
    path = tmp_path / "benchmarks.md"
    path.write_text(
        "# Benchmarks\n\nOn that machine.\n\n"
        "## Of before\n\n`benchmarks/bench_cards.py` · old\n\n| kept |\n\n"
        "## Large\n\n`benchmarks/bench_search.py 1000` · old\n\n| large |\n\nBy hand.\n\n"
        "## Gone\n\n`benchmarks/bench_gone.py`\n\n| gone |\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(report, "HERE", folder)
    monkeypatch.setattr(report, "PAGE", path)
    return path


def test_a_section_that_was_not_run_stays_word_for_word(page: Path) -> None:
    report.main(["--only", "cards"])
    text = page.read_text(encoding="utf-8")
    assert "## How fast is cards?" in text
    assert "| cards |  |" in text
    assert "machines" not in text
    assert "| kept |" not in text
    assert "## Large\n\n`benchmarks/bench_search.py 1000` · old\n\n| large |\n\nBy hand.\n" in text
    assert "gone" not in text
    assert text.startswith("# Benchmarks\n\nOn that machine.\n\n## How fast is cards?")


def test_a_page_that_is_not_there_is_begun(page: Path) -> None:
    page.unlink()
    report.main(["--only", "cards"])
    assert page.read_text(encoding="utf-8").startswith("# Benchmarks\n\nMade by")


def test_a_section_is_made_again_with_its_size(page: Path) -> None:
    report.main([])
    sizes = {stem: size for stem, (size, _) in report.sections(page.read_text("utf-8")).items()}
    assert sizes == {"bench_cards": "", "bench_search": "1000"}
    assert "| search | 1000 |" in page.read_text("utf-8")


def test_a_size_is_given_to_the_one_that_is_asked_for(page: Path) -> None:
    report.main(["--only", "bench_search", "--people", "77"])
    text = page.read_text(encoding="utf-8")
    assert "| search | 77 |" in text
    assert "`benchmarks/bench_search.py 77`" in text
    assert "| kept |" in text


@pytest.mark.parametrize("asked", [["--only", "nothing"], ["--people", "5"]])
def test_what_cannot_be_run_is_refused_and_the_page_stays(page: Path, asked: list[str]) -> None:
    before = page.read_bytes()
    with pytest.raises(SystemExit):
        report.main(asked)
    assert page.read_bytes() == before
