# SPDX-License-Identifier: EUPL-1.2
"""A desk with approved applications for a batch of cards, and a process that runs it and dies.

``python -m tests.support.batch HOME POINT N`` runs the batch of a home that ``a_batch_desk``
made; without a point it runs to its end.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.builders import FUND, TERRITORY, TOWN, a_fund, an_id, form, isee, register
from tests.conftest import NOW
from tests.desk.conftest import PIN, rows_with_pin
from tests.support.crash import after_first
from tests.support.desks import a_desk_here, card_code
from tests.support.import_process import existing_desk
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.numbers import serial_text
from welfare_desk.desk.batch import Batches
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.printing import Prints
from welfare_desk.models.application import Application, Declared
from welfare_desk.protocol.lease import LIFE_US, Lease
from welfare_desk.store import rights
from welfare_desk.store.rows import save
from welfare_desk.sync.recorder import held_row

SURNAMES = ("Zorzi", "Bianchi", "Àvila", "Conti", "Moretti", "D’Este", "Öz", "Fabris")
POINTS = ("card issued", "sheet queued", "card voided")


def an_application(number: int, device: int = 1, state: str = "approved") -> Application:
    """An application for 120 euros of the person of this number."""
    return Application(
        id=an_id(f"application {number}"),
        territory_id=TERRITORY,
        controller_id=TOWN,
        fund_id=FUND,
        period="2026",
        household_id=an_id(f"home {number}"),
        applicant_id=an_id(f"person {number}"),
        delegation_id=None,
        filed_at=number,
        receipt_no=f"R{number}",
        protocol_no="",
        declared=Declared(members=1, isee_id=an_id(f"isee {number}")),
        claim_cents=12_000,
        lines=(),
        state=state,
        cross_check="clear",
        rank=None,
        sampled=False,
        control="",
        control_words="",
        amount_cents=12_000,
        decided_at=1,
        decided_by="",
        second_by="",
        reason="",
        device=device,
        operator_id=an_id("anna"),
    )


def a_batch_desk(
    folder: Path,
    clock: FixedClock,
    count: int,
    *,
    serials: int = 0,
    cents: int = 0,
    lent: bool = True,
) -> Desk:
    """Return a desk with Anna at it and ``count`` approved applications, nothing issued yet."""
    desk = a_desk_here(folder, clock, rows_with_pin(), leases=False)
    desk.session.log_in("anna", PIN)
    fund = a_fund(needs_application=True, budget_cents=100_000_000)
    rows = [an_application(number, 1 + number % 2) for number in range(count)]
    for number in range(count):
        surname = SURNAMES[number % len(SURNAMES)]
        name = f"person {number}"
        desk.record(register(name, surname=surname))
        desk.record(form(f"home {number}", name))
        desk.record(isee(f"isee {number}", f"home {number}"))
    store, _, _ = desk.parts()
    with store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in (fund, *rows)})
        if lent:
            some = batch_leases(clock.now_us(), count, serials, cents)
            rights.add(conn, [held_row(each) for each in some])
    return desk


def batch_leases(now: int, count: int, serials: int = 0, cents: int = 0) -> list[Lease]:
    """Return what a batch of so many cards takes: award rights, euros, numbers."""
    # Room for a successor of each card, unless a test wants less.
    numbers = tuple(serial_text(1, 1, n) for n in range(serials or 2 * count + 20))
    codes = tuple(card_code(number) for number in numbers)
    wanted = [(f"home:{an_id(f'home {number}')}", 1) for number in range(count)]
    wanted.append((f"fund:{FUND}", cents or 12_000 * count))
    made = [_lease(resource, quantity, now) for resource, quantity in wanted]
    return [*made, _lease(f"serial:{FUND}", len(numbers), now, numbers, codes)]


def _lease(
    resource: str,
    quantity: int,
    now: int,
    numbers: tuple[str, ...] = (),
    codes: tuple[str, ...] = (),
) -> Lease:
    return Lease(
        id=f"lent {resource}",
        device=1,
        inc=1,
        resource=resource,
        quantity=quantity,
        fence=0,
        not_after=now + LIFE_US,
        epoch=1,
        numbers=numbers,
        codes=codes,
    )


def run_batch(home: Path, point: str = "", nth: int = 1) -> int:
    """Run the process to its end or death and return its exit code (-9: killed)."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.batch", str(home), point, str(nth)],
        cwd=Path(__file__).parents[2],
        check=False,
    )
    return done.returncode


def reopened(home: Path, clock: FixedClock) -> Desk:
    """Open the desk again, Anna at it."""
    desk = existing_desk(home, clock)
    desk.session.log_in("anna", PIN)
    return desk


def main() -> None:
    """Run a batch, or void the sheet of the last one, or die on the way."""
    home, point, nth = sys.argv[1:]
    clock = FixedClock(int(NOW.timestamp()) * 1_000_000)
    desk = reopened(Path(home), clock)
    batches = Batches(desk)
    if point == "card voided":
        job = batches.look_at(FUND).jobs[0]
        Desk.record = after_first(Desk.record, int(nth))  # type: ignore[method-assign]
        batches.jammed(job.job_id, job.first, "jammed")
        return
    if point == "card issued":
        Desk.record = after_first(Desk.record, int(nth))  # type: ignore[method-assign]
    elif point == "sheet queued":
        Prints.add = after_first(Prints.add, int(nth))  # type: ignore[method-assign]
    last = [*batches.run(FUND)][-1]
    assert last.state == "done"
    desk.close()


if __name__ == "__main__":
    main()
