# SPDX-License-Identifier: EUPL-1.2
"""The stage of the voucher round: a fund of the territory file, three desks, the server's rows."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import requests

from tests.journeys import voucher_book as rules
from tests.journeys.story import TODAY, an_id
from tests.journeys.voucher_book import Book
from tests.support.applications_list import Row
from tests.support.counter_process import CounterProcess
from tests.support.quick_stage import QuickStage
from welfare_desk.app import open_desk
from welfare_desk.cli.stage import ISTAT
from welfare_desk.core.clock import SystemClock
from welfare_desk.core.ids import derived
from welfare_desk.core.resources import resource_path
from welfare_desk.desk.desk import Desk
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.record import Record
from welfare_desk.server.home import open_home
from welfare_desk.store.rows import load_all

FUND_KEY = "bando-prova"
SHOPS = ("prova-uno", "prova-due", "prova-tre", "prova-quattro")
IBANS = (
    "IT60X0542811101000000123456",
    "IT23A0542811101000000016542",
    "IT60X0542811101000000123456",
    "IT23A0542811101000000016542",
)
VATS = ("99100010281", "99101380287", "99102750280", "99104120284")
OPENED = TODAY - datetime.timedelta(days=60)
PEOPLE = (("marta", "Marta S.", "supervisor"), ("paola", "Paola S.", "supervisor"))
OPERATORS = (("anna", "Anna R.", "operator"),)
TWO_SIGN_CENTS = 45_000
LAST_DAY = TODAY + datetime.timedelta(days=30)
"""Of the cards."""

R = TypeVar("R", bound=Record)


class Size(msgspec.Struct, frozen=True):
    """How large a round is."""

    applications: int
    faults: int
    cards: int
    redemptions: int
    budget_cents: int


EVERYDAY = Size(40, 15, 18, 150, 500_000)
WHOLE = Size(300, 30, 251, 1_500, 6_900_000)


def territory_file(folder: Path, size: Size) -> Path:
    """Write the sample territory with one fund and four shops more: no line of code changes."""
    text = resource_path("territory", "esempio.toml").read_text(encoding="utf-8")
    path = folder / "territorio.toml"
    path.write_text(text + _fund(size) + "".join(map(_shop, range(len(SHOPS)))), encoding="utf-8")
    return path


def _fund(size: Size) -> str:
    return f'''
[[funds]]
key = "{FUND_KEY}"
name = "Carta Prova – bando del Comune"
card_title = "Carta Prova"
card_subtitle = "a scalare, nei negozi aderenti"
payer = "Comune di Piazzola sul Brenta"
municipality = "{ISTAT}"
period = "bando-1"
starts_on = {OPENED.isoformat()}
ends_on = {LAST_DAY.isoformat()}
card_days_after_end = 0
budget_cents = {size.budget_cents}
solo_limit_cents = {rules.MOST_CENTS}
phone = "049 000 00 00"
resolution = "ESEMPIO – deliberazione di Giunta 99"
needs_application = true
applications_from = {OPENED.isoformat()}
two_sign_above_cents = {TWO_SIGN_CENTS}
ranking = ["isee_asc", "minors_desc", "filed_asc", "draw"]
sample_percent = 10
goods_note = "Generi alimentari."
[funds.criteria]
amounts_cents = {{ 1 = 15_000, 2 = 25_000, 3 = 35_000, 4 = 42_000, 5 = 48_000 }}
isee_ceiling_cents = {rules.CEILING_CENTS}
resident_municipalities = ["{ISTAT}"]
resident_months = 6
excluded_support = ["adi", "dedicata"]
support_deducted_percent = {rules.DEDUCTED_PERCENT}
maximum_cents = {rules.MOST_CENTS}
step_cents = {rules.STEP_CENTS}
additions = [
    {{ kind = "infant", cents = {rules.INFANT_CENTS}, most = 2, months = 36 }},
    {{ kind = "disability", cents = {rules.DISABLED_CENTS}, most = 2 }},
]
'''


def _shop(number: int) -> str:
    return f'''
[[merchants]]
key = "{SHOPS[number]}"
name = "Negozio Prova {number + 1}"
municipality = "{ISTAT}"
vat_number = "{VATS[number]}"
address = "Via Esempio {50 + number}, Piazzola sul Brenta (PD)"
funds = ["{FUND_KEY}"]
iban = "{IBANS[number]}"
'''


class RoundStage:
    """Server, three desks and the book of one round."""

    def __init__(self, stage: QuickStage, size: Size) -> None:
        self.stage = stage
        self.size = size
        self.book = Book(size.budget_cents)
        self.territory_id = ""
        pins = {each[0]: stage.one_time_pin(*each) for each in (*PEOPLE, *OPERATORS)}
        self.office = CounterProcess(stage, "Ufficio", "marta", pins["marta"])
        self.desks: tuple[CounterProcess, ...] = (self.office,)
        self.counters: tuple[CounterProcess, ...] = ()
        self._pin = pins["anna"]
        self._keys: dict[int, str] = {}
        self.territory_id = self.rows_of("territory")[0].id
        self.second_id = derived(self.territory_id, "operator-added:paola")
        self.fund_id = derived(self.territory_id, f"fund:{FUND_KEY}")
        self.shop_ids = [derived(self.territory_id, f"merchant:{each}") for each in SHOPS]

    def open_counters(self) -> None:
        """Enrol the two counters, when all euros of the fund are on cards already."""
        names = ("Sportello A", "Sportello B")
        self.counters = tuple(CounterProcess(self.stage, each, "anna", self._pin) for each in names)
        self.desks = (self.office, *self.counters)

    @contextmanager
    def opened(self, counter: CounterProcess) -> Iterator[Desk]:
        """Open a desk's store in this process, with its operator at it."""
        desk = open_desk(counter.home, self.stage.keys)
        try:
            desk.session.log_in(counter.login, counter.pin)
            desk.session.pin_replaced()
            yield desk
        finally:
            desk.close()

    def rows_of(self, kind: str) -> list[Any]:
        """Return the rows of a kind as the server has them."""
        central = open_home(self.stage.server_home, SystemClock())
        try:
            with central.store.read() as conn:
                return list(load_all(conn, central.only_territory(), kind))
        finally:
            central.close()

    def ours(self, kind: type[R]) -> dict[str, R]:
        """Return the server's rows of a kind that are of this round's fund, by id."""
        rows = self.rows_of(kind.KIND)
        return {row.id: row for row in rows if row.fund_id == self.fund_id}

    def cards_here(self, counter: CounterProcess) -> dict[str, VoucherCard]:
        """Return the fund's cards as a desk has them, by id."""
        with self.opened(counter) as desk:
            rows = desk.look(lambda here: here.every(VoucherCard))
        return {row.id: row for row in rows if row.fund_id == self.fund_id}

    def purchase(self, card_id: str, shop: int, cents: int) -> dict[str, Any]:
        """Return a purchase at the counter's till."""
        return {
            "kind": "redeem_card",
            "card_id": card_id,
            "merchant_id": self.shop_ids[shop],
            "amount_cents": cents,
        }

    def shop_key(self, shop: int) -> str:
        """Return the key of a shop's own system, made when first asked for."""
        if shop not in self._keys:
            answer = self.stage.server("shop-key", self.shop_ids[shop])
            self._keys[shop] = str(answer["key"])
        return self._keys[shop]

    def ask_shop(self, session: requests.Session, asked: dict[str, Any]) -> dict[str, Any]:
        """Ask the server as a shop's system does, as fast as it lets one."""
        while True:
            answer = session.post(f"{self.stage.url}/shop/v1/redeem", json=asked, timeout=30)
            if answer.status_code != 429:
                return dict(answer.json())
            time.sleep(float(answer.headers["Retry-After"]))

    def balances(self) -> dict[str, int]:
        """Return what the server's postings come to, by account."""
        found: dict[str, int] = {}
        for row in self.rows_of("posting"):
            found[row.account] = found.get(row.account, 0) + row.amount_cents
        return {account: cents for account, cents in found.items() if cents}

    def exchange(self, *desks: CounterProcess) -> None:
        """Let desks send and receive until nothing waits."""
        for desk in desks or self.desks:
            assert desk.sync()["outcome"] == "ok"

    def settle(self) -> None:
        """Put every cable in and exchange until everybody has heard everything."""
        for desk in self.desks:
            desk.cable.put_in()
        self.exchange()
        self.exchange()
        for desk in self.desks:
            assert desk.status()["pending"] == 0

    def check_books(self) -> None:
        """The program's postings of this fund are the book's, to the cent."""
        balances = self.balances()
        assert sum(balances.values()) == 0
        assert balances.get(f"fund:{self.fund_id}", 0) == self.book.fund_cents
        cards = {f"card:{each}": cents for each, cents in self.book.cards.items() if cents}
        shops = {f"merchant:{each}": cents for each, cents in self.book.shops.items() if cents}
        own = {
            account: cents
            for account, cents in balances.items()
            if account in cards or account.startswith(("merchant:", "card:"))
        }
        assert own == cards | shops
        paid = sum(cents for account, cents in balances.items() if account.startswith("paid:"))
        assert paid == sum(self.book.paid.values())

    def check(self) -> None:
        """The books balance, nothing that is stored breaks an invariant, every chain holds."""
        self.check_books()
        found = self.stage.server("check")
        assert found["ok"], found
        for desk in self.desks:
            desk.doctor()

    def close(self) -> None:
        """End the desks' processes."""
        for desk in self.desks:
            desk.close()


def expected_claims(rows: list[Row]) -> dict[str, int]:
    """Return what the notice gives each good row, by its protocol number."""
    return {row.cells[-1]: rules.claim_cents(row.home, TODAY) for row in rows if not row.reason}


def lines(*operations: dict[str, Any]) -> list[dict[str, Any]]:
    """Return operations with ids of their own, so that a repeat is one."""
    return [{"op_id": an_id(), **each} for each in operations]
