# SPDX-License-Identifier: EUPL-1.2
"""The form by which somebody acts for a person: as recorded, for a person, or blank."""

from __future__ import annotations

from welfare_desk.core.refusals import DelegationUnknown, PersonUnknown
from welfare_desk.desk.paper import office_of, printed_at
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, root_of
from welfare_desk.documents.delegation import delegation_pdf
from welfare_desk.documents.inputs import DelegationInput, Party
from welfare_desk.documents.wording import words
from welfare_desk.models.person import Delegation, Identifier, Person


def delegation(
    look: Reading, delegation_id: str, copy_no: int = 0, *, large: bool = False
) -> bytes:
    """Return the form of a recorded delegation, ready to sign; refused when it is not here."""
    row = look.one(Delegation, delegation_id)
    if row is None:
        raise DelegationUnknown()
    known = look.one(Person, root_of(look, row.delegate_id)) if row.delegate_id else None
    return delegation_pdf(
        DelegationInput(
            office=office_of(look),
            title=row.title,
            delegator=_party(look, row.person_id),
            delegate=Party(
                name=row.delegate_name,
                born_on=known.born_on if known else None,
                address=_address(look, known) if known else "",
                document=row.delegate_document,
            ),
            printed_at=printed_at(look),
            powers=row.powers,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            relation=row.relation,
            assisted=row.assisted,
            court=row.court,
            decree_no=row.decree_no,
            decree_on=row.decree_on,
            large_print=large,
            copy_no=copy_no,
            sample=look.sample,
        )
    )


def delegation_form(look: Reading, person_id: str, *, large: bool = False) -> bytes:
    """Return a form to fill in by hand: with the delegator's data, or wholly blank for ``""``."""
    return delegation_pdf(
        DelegationInput(
            office=office_of(look),
            title="delegate",
            delegator=_party(look, person_id) if person_id else Party(),
            delegate=Party(),
            printed_at=printed_at(look),
            large_print=large,
            sample=look.sample,
        )
    )


def _party(look: Reading, person_id: str) -> Party:
    ids = cluster_of(look, person_id)
    person = look.one(Person, ids[0])
    if person is None:
        raise PersonUnknown()
    return Party(
        name=f"{person.surname} {person.name}".strip(),
        born_on=person.born_on,
        address=_address(look, person),
        document=_document(look, ids),
    )


def _address(look: Reading, person: Person) -> str:
    town = look.town_name(person.residence_istat)
    street = f"{person.street} {person.street_no}".strip()
    return ", ".join(part for part in (street, f"{person.postal_code} {town}".strip()) if part)


def _document(look: Reading, ids: tuple[str, ...]) -> str:
    """Return the identity document that was seen last, in words; never a closed code."""
    texts = words("delegation", "it")
    rows = [
        row
        for each in ids
        for row in look.where(Identifier, "person_id", each)
        if not row.withdrawn and row.status != "declared" and f"kind_{row.identifier_kind}" in texts
    ]
    if not rows:
        return ""
    last = max(rows, key=lambda row: (row.recorded_at, row.id))
    return texts[f"kind_{last.identifier_kind}"].format(value=last.value)
