# SPDX-License-Identifier: EUPL-1.2
"""Papers of this desk: rows turned into the inputs of documents, PDF bytes back.

The page on screen and the page on paper are the same bytes (field lesson C44).
"""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec

from welfare_desk.core.dates import date_text, weekday_text
from welfare_desk.core.instants import local_date, local_time_text
from welfare_desk.core.refusals import (
    CardUnknown,
    FundUnknown,
    PersonUnknown,
)
from welfare_desk.desk import calibration, day_paper, slip_paper
from welfare_desk.desk.printing import comes_on_roll
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.report_paper import day_pdf
from welfare_desk.desk.same import cluster_of
from welfare_desk.desk.views.cards import booklet_of
from welfare_desk.desk.views.day_report import day_report
from welfare_desk.documents.card import card_pdf, cards_pdf, sheet_pdf
from welfare_desk.documents.card_template import CardTemplate
from welfare_desk.documents.card_template import find as find_template
from welfare_desk.documents.card_template import load as load_template
from welfare_desk.documents.inputs import (
    BookletInput,
    CardInput,
    NoticeInput,
    Office,
    ReceiptInput,
    RecoverySheetInput,
    VoucherInput,
)
from welfare_desk.documents.notice import notice_pdf
from welfare_desk.documents.receipt import receipt_pdf
from welfare_desk.documents.recovery import recovery_pdf
from welfare_desk.documents.vouchers import vouchers_pdf
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.person import Delegation, Notice, Person
from welfare_desk.models.territory import Operator, Territory
from welfare_desk.protocol.envelope import decode
from welfare_desk.protocol.lease import MARGIN_US, Lease
from welfare_desk.store import journal, rights

TEMPLATES = "templates"
"""The folder of a desk's home with templates of its own."""


def office_of(look: Reading) -> Office:
    """Return this counter as papers name it."""
    town = look.municipality
    return Office(
        municipality=f"Comune di {town.name}" if town else "",
        desk=look.desk_name,
        address=town.address if town else "",
        phone=town.phone if town else "",
    )


def printed_at(look: Reading) -> str:
    """Return when a paper comes out, in words."""
    return f"{weekday_text(look.today)} alle {local_time_text(look.now_us)}"


def slip(look: Reading, booking_id: str, copy_no: int = 0, *, large: bool = False) -> bytes:
    """Return the booking slip: CONFERMATA or PROVVISORIA as the booking stands now."""
    roll = comes_on_roll("slip", look.meta.get("printer_receipt", ""), large=large)
    office = office_of(look)
    return slip_paper.slip(
        look, booking_id, office, printed_at(look), copy_no=copy_no, large=large, roll=roll
    )


def calendar(look: Reading, booking_id: str) -> bytes:
    """Return the appointments of a booking as an iCalendar file."""
    return slip_paper.calendar(look, booking_id, office_of(look))


def day_sheet(look: Reading, subject_id: str) -> bytes:
    """Return who comes to a provider on a day; ``subject_id`` is its id, a space, the day."""
    provider_id, _, day = subject_id.partition(" ")
    on = datetime.date.fromisoformat(day)
    return day_paper.day_sheet(look, provider_id, on, office_of(look), printed_at(look))


def day_report_paper(look: Reading, day: str) -> bytes:
    """Return the figures of a day of this desk; ``day`` is ``aaaa-mm-gg``."""
    report = day_report(look, datetime.date.fromisoformat(day))
    return day_pdf(look, report, office_of(look), printed_at(look))


def card(look: Reading, card_id: str) -> bytes:
    """Return the card as this desk issued it; only the issuing desk holds its signed code."""
    row = look.one(VoucherCard, card_id)
    person = look.one(Person, row.person_id) if row else None
    if row is None or person is None or row.carrier == "voucher":
        raise CardUnknown()
    found = _card_input(look, row.fund_id, person, row.card_no, card_code(look, card_id))
    return card_pdf(found, calibration.of_role(look, "card").shift())


def kind_of(look: Reading, kind: str, subject_id: str) -> str:
    """Return the paper that a print means: a voucher comes on the sheets of its booklet."""
    row = look.one(VoucherCard, subject_id) if kind == "card" else None
    return "vouchers" if row is not None and row.carrier == "voucher" else kind


def sheets(look: Reading, card_ids: tuple[str, ...], first: int) -> bytes:
    """Return cards of this desk ten to an A4 sheet, numbered from ``first``, as calibrated."""
    shift = calibration.of_role(look, "a4").shift()
    return sheet_pdf(_inputs(look, card_ids), first=first, shift=shift)


def cards(look: Reading, card_ids: tuple[str, ...], *, sheet: str) -> bytes:
    """Return several cards of this desk: CR80 pages, or ten to an A4 sheet with its backs."""
    inputs = _inputs(look, card_ids)
    if sheet == "a4":
        return sheet_pdf(inputs, duplex=True, shift=calibration.of_role(look, "a4").shift())
    return cards_pdf(inputs, calibration.of_role(look, "card").shift())


def _inputs(look: Reading, card_ids: tuple[str, ...]) -> tuple[CardInput, ...]:
    found = []
    for card_id in card_ids:
        row = look.one(VoucherCard, card_id)
        person = look.one(Person, row.person_id) if row else None
        if row is None or person is None:
            raise CardUnknown()
        code = card_code(look, card_id)
        found.append(_card_input(look, row.fund_id, person, row.card_no, code))
    return tuple(found)


def card_preview(look: Reading, fund_id: str, person_id: str) -> bytes:
    """Return the card as it will come out: the next number that this desk would draw."""
    person = look.one(Person, person_id)
    if person is None:
        raise PersonUnknown()
    for row in rights.held(look.conn, (f"serial:{fund_id}",)):
        if row.left > 0 and look.now_us + MARGIN_US < row.not_after:
            lease = msgspec.msgpack.decode(row.lease, type=Lease)
            index = lease.quantity - row.left
            number, code = lease.numbers[index], lease.codes[index]
            return card_pdf(_card_input(look, fund_id, person, number, code))
    raise CardUnknown()


def _card_input(look: Reading, fund_id: str, person: Person, number: str, code: str) -> CardInput:
    fund = look.one(Fund, fund_id)
    if fund is None:
        raise FundUnknown()
    office = office_of(look)
    template = find_template(fund.template, look.home / TEMPLATES if look.home else None)
    initials = " ".join(f"{part[0]}." for part in (person.name, person.surname) if part)
    return CardInput(
        municipality=office.municipality,
        title=fund.card_title,
        subtitle=fund.card_subtitle,
        number=number,
        code=code,
        expires_on=fund.card_expires_on,
        initials=initials,
        phone=fund.phone or office.phone,
        sample=look.sample,
        back_lang=_back_language(template, person.language),
        template=template,
    )


def template_preview(folder: Path) -> bytes:
    """Return a sample card of a template, by the drawing that real ones come from.

    Refused as ``card_template.load`` is.
    """
    return card_pdf(
        CardInput(
            municipality="Comune di Esempio sul Brenta",
            title="Carta Territorio",
            subtitle="a scalare, nei negozi aderenti",
            number="4QX892TF6M3A",
            code="WD1C" + "A" * 130,
            expires_on=datetime.date(2026, 12, 31),
            initials="M. R.",
            phone="049 000 00 00",
            sample=True,
            template=load_template(folder),
        )
    )


def _back_language(template: CardTemplate, language: str) -> str:
    if language in ("", "it"):
        return "it"
    return language if template.speaks(language) else "en"


def card_code(look: Reading, card_id: str) -> str:
    """Return the signed code of a card of this desk; refused with ``CardUnknown`` elsewhere."""
    row = look.one(VoucherCard, card_id)
    for entity in (card_id, *booklet_ids(look, row)):
        for entry in journal.about(look.conn, entity, ("issue_card", "replace_card", "void_card")):
            for serial in decode(entry.act).serials:
                if row is None or serial.text != row.card_no:
                    continue
                for held in rights.by_lease(look.conn, serial.lease):
                    lease = msgspec.msgpack.decode(held.lease, type=Lease)
                    if serial.index < len(lease.codes):
                        return lease.codes[serial.index]
    raise CardUnknown()


def booklet_ids(look: Reading, row: VoucherCard | None) -> tuple[str, ...]:
    """Return the vouchers that were issued with one; nothing of a card."""
    if row is None or row.carrier != "voucher":
        return ()
    return tuple(each.id for each in look.where(VoucherCard, "award_id", row.award_id))


def vouchers(look: Reading, card_id: str) -> bytes:
    """Return the sheets of a voucher's booklet: all that stand where this one stands."""
    row = look.one(VoucherCard, card_id)
    fund = look.one(Fund, row.fund_id) if row else None
    if row is None or fund is None or row.carrier != "voucher":
        raise CardUnknown()
    office = office_of(look)
    ids = booklet_of(look, card_id).card_ids
    rows = look.many(VoucherCard, ids)
    return vouchers_pdf(
        BookletInput(
            municipality=office.municipality,
            title=fund.card_title,
            subtitle=fund.card_subtitle,
            vouchers=tuple(
                VoucherInput(
                    number=each.card_no,
                    code=card_code(look, each.id),
                    value_cents=each.amount_cents,
                )
                for each in (rows[voucher_id] for voucher_id in ids)
            ),
            expires_on=row.expires_on,
            phone=fund.phone or office.phone,
            goods_note=fund.goods_note,
            sample=look.sample,
        )
    )


def receipt(look: Reading, card_id: str, copy_no: int = 0) -> bytes:
    """Return the hand-over receipt with its signature line."""
    row = look.one(VoucherCard, card_id)
    person = look.one(Person, row.person_id) if row else None
    fund = look.one(Fund, row.fund_id) if row else None
    if row is None or person is None or fund is None:
        raise CardUnknown()
    booklet = look.many(VoucherCard, booklet_ids(look, row)).values()
    handed = [each for each in booklet if each.receipt_no == row.receipt_no] or [row]
    given = look.one(Delegation, row.handed_to) if row.handed_to not in ("", "self") else None
    operator = look.one(Operator, row.operator_id)
    return receipt_pdf(
        ReceiptInput(
            office=office_of(look),
            receipt_no=row.receipt_no,
            holder=f"{person.surname} {person.name}",
            title=fund.card_title,
            card_numbers=tuple(sorted(each.card_no for each in handed)),
            vouchers=row.carrier == "voucher",
            amount_cents=sum(each.amount_cents for each in handed),
            expires_on=row.expires_on,
            handed_on=local_date(row.changed_at),
            operator=operator.name if operator else "",
            printed_at=printed_at(look),
            delegate=given.delegate_name if given else "",
            delegate_document=given.delegate_document if given else "",
            copy_no=copy_no,
            sample=look.sample,
        )
    )


def notice(look: Reading, person_id: str, copy_no: int = 0) -> bytes:
    """Return the privacy notice with its line «per ricevuta»."""
    ids = cluster_of(look, person_id)
    person, town = look.one(Person, ids[0]), look.municipality
    if person is None:
        raise PersonUnknown()
    territory = look.one(Territory, look.territory_id)
    given = [row for each in ids for row in look.where(Notice, "person_id", each)]
    last = max(given, key=lambda row: (row.given_on, row.id)) if given else None
    return notice_pdf(
        NoticeInput(
            office=office_of(look),
            controller=office_of(look).municipality,
            contacts=f"{town.address} – {town.phone}" if town else "",
            dpo=town.dpo_contact if town else "",
            provider="",
            version=last.version if last else (territory.notice_version if territory else ""),
            person=f"{person.surname} {person.name}",
            handed_on=last.given_on if last else look.today,
            copy_no=copy_no,
            sample=look.sample,
            lang="it" if (last or person).language in ("", "it") else "en",
        )
    )


def recovery_sheet(look: Reading, recovery_code: str) -> bytes:
    """Return the sheet with the recovery code, printed once at first run."""
    return recovery_pdf(
        RecoverySheetInput(
            office=office_of(look),
            groups=tuple(recovery_code.replace(" ", "-").split("-")),
            printed_at=printed_at(look),
            sample=look.sample,
        )
    )


TITLES = {
    "slip": "Promemoria {number}",
    "card": "Tessera {number}",
    "vouchers": "Buoni {number}",
    "receipt": "Ricevuta {number}",
    "notice": "Informativa privacy",
    "recovery": "Codice di recupero",
    "delegation": "Delega",
    "delegation_form": "Modulo di delega",
    "application": "Domanda {number}",
    "decision": "Esito della domanda {number}",
    "entitled": "Cosa può avere la famiglia",
    "statement": "Rendiconto {number}",
    "day_sheet": "Foglio del giorno {number}",
    "day_report": "Giornata {number}",
    "price_sheet": "Foglio del prezzo {number}",
    "call_letter": "Lettera {number}",
    "call_list": "Chiamate {number}",
    "waiting_order": "Lista d'attesa {number}",
    "attendance": "Foglio presenze {number}",
    "provider_statement": "Rendiconto mensile {number}",
    "offering": "Scheda del servizio {number}",
    "dossier": "Fascicolo dell'ente {number}",
    "complaint": "Ricevuta di reclamo {number}",
    "return_receipt": "Ricevuta di rientro {number}",
}


def title_of(look: Reading, document: str, subject_id: str) -> str:
    """Return a print job's title: a number, never a name."""
    booking = look.one(Booking, subject_id) if document in ("slip", "price_sheet") else None
    card_row = (
        look.one(VoucherCard, subject_id) if document in ("card", "vouchers", "receipt") else None
    )
    number = booking.booking_no if booking else ""
    if document in ("application", "decision"):
        from welfare_desk.desk import fund_paper

        number = fund_paper.number_of(look, subject_id)
    if document in ("statement", "return_receipt"):
        from welfare_desk.desk.shop_paper import number_of

        number = number_of(look, document, subject_id)
    if document == "complaint":
        from welfare_desk.desk.catalogue_paper import complaint_no

        number = complaint_no(look, subject_id)
    if document == "day_report":
        number = date_text(datetime.date.fromisoformat(subject_id))
    if card_row is not None:
        number = card_row.receipt_no if document == "receipt" else card_row.card_no
    return TITLES[document].format(number=number or date_text(look.today)).strip()
