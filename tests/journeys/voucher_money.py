# SPDX-License-Identifier: EUPL-1.2
"""Money of the voucher round: purchases in four ways, taken back, settled, paid, expired."""

from __future__ import annotations

import csv
import datetime
import random
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import requests

from tests.journeys.story import TODAY, an_id
from tests.journeys.voucher_round import LAST_DAY, OPENED, RoundStage, lines
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.settling import Due, closing, due
from welfare_desk.models.settlement import Redemption, Settlement

COUNTER, SLIPS, FILE, SYSTEM = range(4)
"""The four ways, and the shop that uses each."""
CHANNELS = ("counter", "slips", "file", "shop")
PHASES = 2
PAYER = ("--payer-name", "Comune di Prova", "--payer-iban", "IT60X0542811101000000123456")


class Purchase(NamedTuple):
    """What a shop took in."""

    card_id: str
    card_no: str
    shop: int
    cents: int


def spend(play: RoundStage, folder: Path) -> None:
    """Purchases come in four ways at once, the desks offline; then all is exchanged.

    In each phase a card is used in one way alone, so that what is promised offline holds.
    """
    draw = random.Random(play.size.redemptions)
    numbers = {row.id: row.card_no for row in play.cards_here(play.office).values()}
    cards = list(play.book.cards)
    each = play.size.redemptions // (4 * PHASES)
    for phase in range(PHASES):
        bought = [
            _purchases(play, numbers, cards[(way + phase) % 4 :: 4], way, each, draw)
            for way in range(4)
        ]
        for desk in play.desks:
            desk.cable.pull_out()
        _at_the_counter(play, bought[COUNTER])
        _by_slips(play, bought[SLIPS], numbers)
        _by_file(play, bought[FILE], folder / f"negozio-{phase}.csv")
        _by_system(play, bought[SYSTEM], f"fase{phase}")
        play.settle()
        _check(play, sum(len(some) for some in bought) + phase * 4 * each)


def _purchases(
    play: RoundStage,
    numbers: dict[str, str],
    cards: list[str],
    shop: int,
    count: int,
    draw: random.Random,
) -> list[Purchase]:
    """Draw purchases and write them into the book; no card is used up."""
    found = []
    for _ in range(count):
        card_id = max(
            draw.sample(cards, min(2, len(cards))), key=lambda each: play.book.cards[each]
        )
        cents = draw.randrange(50, max(51, play.book.cards[card_id] // 4))
        play.book.spend(card_id, play.shop_ids[shop], cents)
        found.append(Purchase(card_id, numbers[card_id], shop, cents))
    return found


def _at_the_counter(play: RoundStage, bought: list[Purchase]) -> None:
    acts = lines(*(play.purchase(each.card_id, each.shop, each.cents) for each in bought))
    play.counters[0].must_record(*acts)
    again = play.counters[0].must_record(*acts[:3])
    assert all(each["repeated"] for each in again)


def _by_slips(play: RoundStage, bought: list[Purchase], numbers: dict[str, str]) -> None:
    """A shop brings its slips: read one after the other, one strange piece put aside."""
    with play.opened(play.counters[1]) as desk:
        operator = desk.session.require().operator_id
        view = desk.returns.begin(play.shop_ids[SLIPS], operator_id=operator)
        for each in bought:
            view, piece = desk.returns.read(
                view.batch_id,
                each.card_no,
                operator_id=operator,
                amount_cents=each.cents,
                again=True,
            )
            assert piece.outcome == "taken", piece
        known = next(iter(numbers.values()))
        stranger = ("8" if known[0] == "7" else "7") + known[1:]
        view, piece = desk.returns.read(
            view.batch_id, stranger, operator_id=operator, amount_cents=500
        )
        assert piece.outcome == "aside"
        assert (view.taken, view.amount_cents) == (len(bought), sum(one.cents for one in bought))
        assert desk.returns.close(view.batch_id).numbers


def _by_file(play: RoundStage, bought: list[Purchase], path: Path) -> None:
    """A shop's file comes in twice, with a row that is wrong."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(("Tessera", "Importo", "Data", "Scontrino"))
        for number, each in enumerate(bought):
            amount = f"{each.cents // 100},{each.cents % 100:02d}"
            writer.writerow((each.card_no, amount, f"{TODAY:%d/%m/%Y}", f"{path.stem}-{number}"))
        writer.writerow((bought[0].card_no, "tre euro", "", f"{path.stem}-wrong"))
    command = ("shops", "take", str(path), "--merchant", play.shop_ids[FILE])
    result = path.with_name(f"{path.stem}-esito.csv")
    done = play.office.run(*command, "--result", str(result))[1][-1]
    assert (done["taken"], done["refused"]) == (len(bought), 1), done
    assert done["amount_cents"] == sum(each.cents for each in bought)
    assert result.read_text(encoding="utf-8-sig").count("\n") == len(bought) + 2
    assert play.office.run(*command)[0] == 1


def _by_system(play: RoundStage, bought: list[Purchase], phase: str) -> None:
    """A shop's own system asks the server; each purchase is asked twice and counts once."""
    key = play.shop_key(SYSTEM)
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {key}"
        for number, each in enumerate(bought):
            asked = {
                "card": each.card_no,
                "amount_cents": each.cents,
                "reference": f"{phase}-{number}",
            }
            told = play.ask_shop(session, asked)
            assert (told["result"], told["repeated"]) == ("done", False), told
            if number % 10 == 0:
                assert play.ask_shop(session, asked)["repeated"]


def _check(play: RoundStage, count: int) -> None:
    rows = play.ours(Redemption).values()
    assert len(rows) == count
    assert {row.channel for row in rows} == set(CHANNELS)
    assert {row.state for row in rows} == {"done"}
    play.check_books()


def one_balance_twice(play: RoundStage) -> None:
    """Two counters spend the whole of one card offline: one stands, the other is told."""
    card_id = max(play.book.cards, key=lambda each: play.book.cards[each])
    cents = play.book.cards[card_id]
    for desk in play.counters:
        desk.cable.pull_out()
    asked = [lines(play.purchase(card_id, COUNTER, cents))[0] for _ in play.counters]
    for desk, act in zip(play.counters, asked, strict=True):
        assert desk.record(act)[0]["state"] == "provisional"
    play.settle()
    told = [
        desk.run("passed", act["op_id"])[1][-1]["answer"]
        for desk, act in zip(play.counters, asked, strict=True)
    ]
    assert sorted(told) == ["final", "rejected"]
    play.book.spend(card_id, play.shop_ids[COUNTER], cents)
    play.check_books()


def take_back_some(play: RoundStage, count: int) -> None:
    """Some purchases were a mistake: a second supervisor signs, the money is on the card again."""
    rows = sorted(play.ours(Redemption).values(), key=lambda row: row.id)
    chosen = [row for row in rows if row.card_id in play.book.cards][:count]
    acts: list[dict[str, Any]] = [
        {"kind": "reverse_redemption", "redemption_id": row.id, "reason": "prezzo sbagliato"}
        for row in chosen
    ]
    (alone,) = play.office.record(*lines(acts[0]))
    assert alone["refused"] == "second_person_needed"
    play.office.must_record(*lines(*({**each, "second_id": play.second_id} for each in acts)))
    for row in chosen:
        play.book.take_back(row.card_id, row.merchant_id, row.amount_cents)
    play.settle()
    play.check_books()


def settle_and_pay(play: RoundStage, folder: Path) -> None:
    """Each shop is settled, sends its debit note and is paid; the bank's file is read back."""
    owed = {each: cents for each, cents in play.book.shops.items() if cents}
    for shop_id, cents in owed.items():
        with play.opened(play.office) as desk:
            what = desk.look(partial(_due, play.fund_id, shop_id))
            assert what.amount_cents == cents
            settlement_id = desk.new_id()
            desk.record(closing(what, settlement_id, play.second_id))
        note = {
            "kind": "record_debit_note",
            "settlement_id": settlement_id,
            "number": f"ND {shop_id[:4]}",
            "on": TODAY.isoformat(),
        }
        (wrong,) = play.office.record(*lines({**note, "amount_cents": cents + 1}))
        assert wrong["refused"] == "debit_note_differs"
        play.office.must_record(*lines({**note, "amount_cents": cents}))
    play.settle()
    order = folder / "pagamenti.xml"
    play.stage.server("pay-shops", str(order), *PAYER, "--fund", play.fund_id)
    paid = _transfers(order)
    assert sorted(paid.values()) == sorted(owed.values())
    statement = folder / "banca.csv"
    with statement.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(("Riferimento", "Importo", "Data"))
        for reference, cents in paid.items():
            amount = f"{cents // 100},{cents % 100:02d}"
            writer.writerow((reference, amount, f"{TODAY:%d/%m/%Y}"))
    for expected in (len(owed), 0):
        assert play.stage.server("bank-statement", str(statement))["paid"] == expected
    for shop_id, cents in owed.items():
        play.book.pay(shop_id, cents)
    assert {row.state for row in play.ours(Settlement).values()} == {"paid"}
    play.settle()
    play.check_books()


def _due(fund_id: str, shop_id: str, look: Reading) -> Due:
    return due(look, shop_id, fund_id, OPENED, TODAY)


def _transfers(path: Path) -> dict[str, int]:
    """Return the cents of each transfer of a pain.001 file, by its end-to-end id."""
    root = ET.parse(path).getroot()  # noqa: S314  # because the program itself wrote it
    space = root.tag.partition("}")[0] + "}"
    found = {}
    for each in root.iter(f"{space}CdtTrfTxInf"):
        reference = each.findtext(f"{space}PmtId/{space}EndToEndId") or ""
        amount = each.findtext(f"{space}Amt/{space}InstdAmt") or "0"
        found[reference] = int(Decimal(amount) * 100)
    return found


def expire_and_close(play: RoundStage, territory: Path) -> None:
    """Cards end, what is left is the fund's again; it closes once no desk holds its euros."""
    after = (LAST_DAY + datetime.timedelta(days=1)).isoformat()
    done = play.stage.server("expire-cards", "--on", after, "--grace-days", "0")
    left = sum(play.book.cards.values())
    for card_id in list(play.book.cards):
        play.book.give_back(card_id)
    assert (done["cents"], done["waiting"]) == (left, {})
    play.check_books()
    play.settle()
    _close(play, territory)
    (late,) = play.office.record(
        *lines({
            "kind": "issue_card",
            "card_id": an_id(),
            "fund_id": play.fund_id,
            "household_id": an_id(),
            "person_id": an_id(),
            "amount_cents": 100,
        })
    )  # fmt: skip
    assert "refused" in late


def _close(play: RoundStage, territory: Path) -> None:
    """The round ends before its day by the territory file; euros come back from the desks."""
    assert play.stage.refused("close-fund", play.fund_id) == "fund_runs"
    text = territory.read_text(encoding="utf-8")
    ended = (TODAY - datetime.timedelta(days=1)).isoformat()
    begun = text.index(f"ends_on = {LAST_DAY.isoformat()}")
    text = text[:begun] + text[begun:].replace(LAST_DAY.isoformat(), ended, 1)
    territory.write_text(text, encoding="utf-8")
    play.stage.server("apply", str(territory))
    assert play.stage.refused("close-fund", play.fund_id) == "fund_held"
    assert play.stage.refused("close-fund", play.fund_id, "--when-returned") == "fund_held"
    play.settle()
    closed = play.stage.server("close-fund", play.fund_id)
    assert closed["paid_cents"] == sum(play.book.paid.values())
    assert closed["left_cents"] == play.size.budget_cents - closed["paid_cents"]
    assert closed["issued_cents"] == play.book.issued_cents
    assert closed["returned_cents"] == play.book.returned_cents
