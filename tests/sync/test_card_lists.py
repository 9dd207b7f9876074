# SPDX-License-Identifier: EUPL-1.2
"""The list of dead cards from a real server to real desks; card keys that are rotated."""

from __future__ import annotations

import datetime
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.builders import FUND, TERRITORY, an_id, form, isee, issue, register
from tests.sync.conftest import DeskMaker
from tests.sync.counter import LIMITS, Counter
from tests.sync.served import CentralServer
from welfare_desk.cli.server import server as server_commands
from welfare_desk.core.card_code import CardFields, unpack
from welfare_desk.core.instants import MINUTE_US
from welfare_desk.core.refusals_of_cards import CardKeyTooSoon
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.verify import Verdict, verify
from welfare_desk.operations.cards import ActivateCard, BlockCard
from welfare_desk.protocol.block_list import read
from welfare_desk.server.card_keys import CardKeys
from welfare_desk.server.card_lists import Lists
from welfare_desk.sync.card_lists import EVERY_US, CardLists
from welfare_desk.sync.device_key import verifies
from welfare_desk.sync.transport import Transport

TODAY = datetime.date(2026, 9, 16)


def lists_of(counter: Counter) -> CardLists:
    """Return the desk's lists over its line of now."""
    return CardLists(
        counter.home,
        counter.store,
        counter.key,
        counter.clock,
        lambda: Transport(counter.url, counter.clock, LIMITS),
    )


def check(counter: Counter, lists: CardLists, code: str) -> Verdict:
    with counter.store.read() as conn:
        return verify(Reading(conn, counter.clock.now_us()), code, lists.latest())


def a_card(counter: Counter, name: str) -> str:
    """Issue a card at a desk that holds what it takes; return its signed code."""
    counter.record(register(name))
    counter.record(form(f"home {name}", name))
    counter.record(isee(f"isee {name}", f"home {name}"))
    counter.engine.run_once()
    home = f"home:{an_id(f'home {name}')}"
    for resource, quantity in ((home, 1), (f"fund:{FUND}", 12_000), (f"serial:{FUND}", 1)):
        assert counter.engine.ask_one(resource, quantity)
    done = counter.record(issue(f"card {name}", f"home {name}", name, an_id(f"isee {name}")))
    counter.record(ActivateCard(card_id=an_id(f"card {name}")))
    return done.card_code


def test_card_blocked_at_one_desk_is_dead_at_another_that_knows_only_the_list(
    lone_server: CentralServer, desk: DeskMaker
) -> None:
    here, there = desk("here", lone_server), desk("there", lone_server)
    code = a_card(here, "maria")
    lists = lists_of(there)
    assert check(there, lists, code).outcome == "good_unseen"
    here.record(BlockCard(card_id=an_id("card maria"), reason="lost"))
    here.engine.run_once()
    assert lists.after_exchange()
    verdict = check(there, lists, code)
    assert (verdict.outcome, verdict.why) == ("blocked", "listed")
    assert not lists.after_exchange(), "not asked again within a quarter of an hour"


def test_line_that_is_out_leaves_the_list_as_it_was(
    lone_server: CentralServer, desk: DeskMaker
) -> None:
    counter = desk("a", lone_server)
    lists = lists_of(counter)
    assert lists.after_exchange()
    known = lists.latest()
    counter.url = "http://127.0.0.1:9"
    again = lists_of(counter)
    assert not again.after_exchange()
    assert again.latest() == known is not None


def test_new_cards_are_signed_by_the_new_key_and_old_ones_go_on(
    lone_server: CentralServer, desk: DeskMaker
) -> None:
    counter = desk("a", lone_server)
    lists = lists_of(counter)
    lists.after_exchange()
    old = a_card(counter, "maria")
    ran = CliRunner().invoke(
        server_commands,
        ["rotate-card-key", "--until", "2028-12-31"],
        obj=Call(lone_server.home),
    )
    assert ran.exit_code == 0, ran.output
    other = desk("b", lone_server)
    new = a_card(other, "luca")
    assert (fields(old).key_id, fields(new).key_id) == (1, 2)
    assert check(counter, lists, new).why == "key_unknown"
    beside = lists_of(other)
    beside._asked_at = other.clock.now_us()
    assert beside.after_exchange(), "what it was lent is signed by a key that it has to hear of"
    assert check(other, beside, new).outcome == "good"
    assert not beside.after_exchange()
    lists.ask_soon()
    assert lists.after_exchange()
    assert check(counter, lists, new).outcome == "good_unseen"
    assert check(counter, lists, old).outcome == "good"


def test_shop_reads_the_list_that_the_server_writes(
    lone_server: CentralServer, desk: DeskMaker, tmp_path: Path
) -> None:
    counter = desk("a", lone_server)
    code = a_card(counter, "maria")
    counter.record(BlockCard(card_id=an_id("card maria"), reason="lost"))
    counter.engine.run_once()
    out = tmp_path / "list.txt"
    ran = CliRunner().invoke(
        server_commands, ["block-list", "--out", str(out)], obj=Call(lone_server.home)
    )
    assert ran.exit_code == 0, ran.output
    central = lone_server.central()
    found = read(out.read_bytes(), central.key.public, verifies)
    central.close()
    assert (found.territory_id, found.count) == (TERRITORY, 1)
    assert found.has(fields(code).number)


def test_server_says_a_list_again_for_some_minutes_and_then_makes_it_anew(
    lone_server: CentralServer,
) -> None:
    central = lone_server.central()
    lists = Lists(central)
    first = lists.answer(TERRITORY, 0)
    assert lists.answer(TERRITORY, 0) == first
    issued_at = read(first.text, central.key.public, verifies).issued_at
    assert lists.answer(TERRITORY, issued_at).text == b""
    lone_server.clock.shift += 6 * MINUTE_US
    later = lists.answer(TERRITORY, issued_at)
    assert read(later.text, central.key.public, verifies).issued_at > issued_at
    central.close()
    assert EVERY_US > 5 * MINUTE_US


def test_card_keys_are_kept_for_this_user_and_seen_by_another_process(tmp_path: Path) -> None:
    path = tmp_path / "card.keys"
    own = bytes(range(32))
    serving, command = CardKeys(path, own, 1), CardKeys(path, own, 1)
    assert (serving.newest_id, len(serving.public(TODAY))) == (1, 1)
    until = TODAY + datetime.timedelta(days=30)
    assert command.rotate(until, TODAY) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert own.hex() not in path.read_text(), "the server's own key lies in its own file alone"
    assert serving.newest_id == 2
    assert [(key.key_id, key.until_on) for key in serving.public(TODAY)] == [(1, until), (2, None)]
    assert [key.key_id for key in serving.public(until + datetime.timedelta(days=1))] == [2]
    newest = serving.public(TODAY)[1].public
    assert verifies(newest, serving.sign(b"code"), b"code")
    assert CardKeys(path, own, 1).rotate(until, TODAY) == 3


@pytest.mark.parametrize("days", [0, -1])
def test_last_day_of_a_key_lies_in_the_future(tmp_path: Path, days: int) -> None:
    keys = CardKeys(tmp_path / "card.keys", bytes(range(32)), 1)
    with pytest.raises(CardKeyTooSoon):
        keys.rotate(TODAY + datetime.timedelta(days=days), TODAY)
    assert keys.newest_id == 1


class Call:
    """What the main command hands to the commands of the server."""

    as_json = False

    def __init__(self, home: Path) -> None:
        self.home = home


def fields(code: str) -> CardFields:
    return unpack(code).fields
