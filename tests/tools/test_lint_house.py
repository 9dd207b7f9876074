# SPDX-License-Identifier: EUPL-1.2
"""Each house rule finds what it is for and leaves alone what only looks like it."""

from pathlib import Path

import pytest

from tools.lint_house import (
    SPDX,
    check_house,
    check_lock,
    check_locked,
    check_python,
    check_text,
    check_words,
)

HEADER = f'{SPDX}\n"""A module."""\n'


def rules_broken(body: str, path: str = "welfare_desk/desk/booking.py") -> list[str]:
    return [f"{finding.line}: {finding.rule}" for finding in check_python(path, HEADER + body)]


def test_this_house_is_in_order() -> None:
    assert check_house(Path(__file__).parents[2]) == []


@pytest.mark.parametrize(
    ("path", "body", "rule"),
    [
        ("welfare_desk/ui/page.py", "self.tr(title)\n", "a literal"),
        ("welfare_desk/ui/page.py", "self.tr(f'{name} saved')\n", "a literal"),
        ("welfare_desk/ui/page.py", "self.tr()\n", "a literal"),
        ("welfare_desk/ui/page.py", "QCoreApplication.translate('Page', text)\n", "literal"),
        ("welfare_desk/ui/page.py", "QT_TRANSLATE_NOOP('Page', word)\n", "literal"),
        ("welfare_desk/ui/page.py", "dialog.exec()\n", "nests an event loop"),
        ("welfare_desk/ui/page.py", "QApplication.processEvents()\n", "processEvents"),
        ("tests/ui/test_page.py", "application.processEvents()\n", "processEvents"),
        ("welfare_desk/desk/people.py", "connection.commit()\n", "the store's"),
        ("welfare_desk/server/feed.py", "connection.commit()\n", "the store's"),
        ("welfare_desk/store/save.py", "from sqlalchemy.orm import Session\n", "no ORM"),
        ("welfare_desk/store/save.py", "from sqlalchemy import orm\n", "no ORM"),
        ("welfare_desk/store/save.py", "import sqlalchemy.orm as orm\n", "no ORM"),
        ("welfare_desk/core/money.py", "# TODO round it\n", "issue's number"),
        ("welfare_desk/core/utils.py", "", "name the thing"),
        ("tests/base.py", "", "name the thing"),
        ("welfare_desk/core/money.py", "x = 1\n" * 499, "split it"),
        ("welfare_desk/core/money.py", "def f(:\n", "cannot be parsed"),
    ],
)
def test_a_rule_that_is_broken_is_found(path: str, body: str, rule: str) -> None:
    (found,) = rules_broken(body, path)
    assert rule in found


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("welfare_desk/ui/page.py", "self.tr('%n places', '', count)\n"),
        ("welfare_desk/ui/page.py", "self.tr('a long '\n  'text')\n"),
        (
            "welfare_desk/ui/acts.py",
            "W = QT_TRANSLATE_NOOP('Acts', 'Book')\nQCoreApplication.translate('Acts', W)\n",
        ),
        ("welfare_desk/core/text.py", "name.translate(FOLDED)\n"),
        ("welfare_desk/ui/page.py", "dialog.open()\n"),
        ("welfare_desk/app.py", "application.exec()\n"),
        ("welfare_desk/store/save.py", "connection.commit()\n"),
        ("tests/store/test_save.py", "connection.commit()\n"),
        ("welfare_desk/sync/transport.py", "from requests import Session\n"),
        ("welfare_desk/core/money.py", "# TODO(#14): round it\n"),
        ("welfare_desk/core/money.py", "text = 'TODO'\n"),
        ("welfare_desk/core/money.py", "x = 1\n" * 498),
        ("welfare_desk/store/migrations/desk/versions/0001_first.py", "x = 1\n" * 900),
    ],
)
def test_what_only_looks_like_it_is_left_alone(path: str, body: str) -> None:
    assert rules_broken(body, path) == []


def test_a_module_without_licence_or_docstring_is_found() -> None:
    bare, undescribed = check_python("tools/x.py", "x = 1\n"), check_python("tools/x.py", SPDX)
    assert [finding.rule[:15] for finding in bare] == ["must begin with", "has no docstrin"]
    assert [finding.rule[:15] for finding in undescribed] == ["has no docstrin"]
    assert check_python("tools/x.py", f"#!/usr/bin/env python3\n{HEADER}") == []


@pytest.mark.parametrize("folder", ["work/main", "root", "home/anna/src", "Users/anna"])
def test_a_path_of_one_machine_is_found(folder: str) -> None:
    (found,) = check_text("README.md", f"first\nrun /{folder}/dev")
    assert found.line == 2


@pytest.mark.parametrize(
    "line", ["GET /v1/work/root", "/var/lib/welfare-desk", "$HOME/work/x", "a/root/b", "/homes/x"]
)
def test_a_path_that_every_machine_has_is_left_alone(line: str) -> None:
    assert check_text("README.md", line) == []


def test_an_address_in_the_lock_is_found() -> None:
    address = "https" + "://example.org/simple"
    lock = f"click==8 \\\n    --hash=sha256:00\n--index-url {address}\nx @ {address}"
    assert [finding.line for finding in check_lock("requirements.lock", lock)] == [3, 4]


def test_a_dependency_that_is_not_locked_is_found() -> None:
    pyproject = (
        "[project]\ndependencies = ['PySide6_Essentials>=6; python_version < \"3.12\"', 'click']\n"
        "[dependency-groups]\ndev = ['psycopg[binary]>=3', 'ruff>=1']\n"
    )
    lock = "pyside6-essentials==6.11 \\\nclick==8\npsycopg==3 \\\n    # via ruff==1\n"
    (found,) = check_locked(pyproject, lock)
    assert "ruff" in found.rule


@pytest.mark.parametrize(
    "italian",
    [
        "Codice non valido", "Data  non valida", "Errore", "Si prega di attendere", "Ok",
        "Sync in corso", "Conflitto", "C'è stato un timeout", "Server 500", "&OK",
    ],
)  # fmt: skip
def test_a_word_operators_should_not_read_is_found(italian: str) -> None:
    escaped = italian.replace("&", "&amp;")
    translations = (
        '<TS language="it_IT"><context><message>\n<source>Sync error</source>\n'
        f"<translation>{escaped}</translation></message></context></TS>"
    )
    wording = f'[slot_full]\nen = "Sync error, OK"\nit = "{italian}"\n'
    for path, text in [
        ("resources/translations/it.ts", translations),
        ("resources/wording/refusals.toml", wording),
    ]:
        assert [finding.line for finding in check_words(path, text)][-1:] != []


def test_plain_italian_and_english_are_left_alone() -> None:
    wording = (
        '[slot_full]\nen = "The place {error} is taken. Choose another."\n'
        'it = "Il posto {conflitto} è preso. Errante, okapi: scegli."\n'
    )
    english = '<TS language="en"><message><translation>OK</translation></message></TS>'
    assert check_words("resources/wording/refusals.toml", wording) == []
    assert check_words("resources/translations/en.ts", english) == []
