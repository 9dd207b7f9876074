# SPDX-License-Identifier: EUPL-1.2
"""``training``: where its folder stands, however the desk's home is named."""

from pathlib import Path

import pytest

from welfare_desk.cli.training import folder_beside


@pytest.mark.parametrize("named", ["desk", "./desk", "desk/copies/..", "desk/."])
def test_the_folder_stands_beside_the_desks_home(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk" / "copies").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert folder_beside(Path(named)) == tmp_path / "desk-training"


@pytest.mark.parametrize(("at", "named"), [("desk", "."), ("desk/copies", "..")])
def test_a_home_without_a_name_of_its_own_has_its_folder_beside_it_too(
    at: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk" / "copies").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / at)
    assert folder_beside(Path(named)) == tmp_path / "desk-training"
