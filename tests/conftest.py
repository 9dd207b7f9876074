# SPDX-License-Identifier: EUPL-1.2
"""What every test gets: no display, no keyring, light hashes, no warnings; a clock; PostgreSQL."""

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime

import hypothesis
import pytest

from tests.support import light_hashes
from tests.support.heaviest_first import Scales, put_in_order
from tests.support.postgres import running_postgres
from welfare_desk.core.clock import FixedClock

# Before any QApplication is made: without a display Qt aborts the process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A developer's own keyring must not be written to; tests that want one bring it.
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
# Before any test module makes the verifier of its PIN.
light_hashes.lighten()
# How long an example takes is the machine's business: no test asserts a time.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("desk")
for _name in [name for name in os.environ if name.startswith("WELFARE_DESK_")]:
    del os.environ[_name]

# A Wednesday morning at an open counter, in summer time; the ISEE of the year before has ended.
NOW = datetime(2026, 9, 16, 7, 30, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long forms too")
    parser.addoption("--weigh", action="store_true", help="write anew what each file weighs")


def pytest_configure(config: pytest.Config) -> None:
    # The processes of pytest-xdist report to the one that started them: that one weighs.
    if config.getoption("--weigh") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Scales())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("long")]
    # After the shuffle of pytest-randomly, whose order inside a file stays.
    put_in_order(items)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at 09:30 in Rome until the test moves it."""
    return FixedClock(int(NOW.timestamp()) * 1_000_000)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a real server; ``fresh_database`` gives an empty database on it."""
    with running_postgres() as url:
        yield url


@pytest.fixture(autouse=True)
def _log_stays_quiet(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test that made the program warn in its log without expecting it."""
    yield
    if request.node.get_closest_marker("expects_log_warnings"):
        return
    unexpected = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    if unexpected:
        pytest.fail("unexpected in the log:\n" + "\n".join(unexpected))
