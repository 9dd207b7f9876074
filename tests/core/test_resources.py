# SPDX-License-Identifier: EUPL-1.2
"""Files that travel with the program are found in a checkout and when installed."""

from pathlib import Path

import pytest

from welfare_desk.core import resources


def test_a_checkout_uses_the_folder_beside_the_package() -> None:
    found = resources.resource_path("places", "places.csv")
    assert found.is_file()
    assert found.parent.parent.name == "resources"


def test_an_installed_package_uses_its_own_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "welfare_desk"
    (package / "_resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.resource_path("a", "b") == package / "_resources" / "a" / "b"
