# SPDX-License-Identifier: EUPL-1.2
"""Who acts for a person, what they were told and agreed to: the papers of a person's page."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.delegation_rules import holds, standing, warnings
from welfare_desk.core.purposes import purposes
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of
from welfare_desk.desk.views.identifiers import IdentifierView, identifiers_of
from welfare_desk.desk.views.requests import NoteView, RequestView, notes_of, requests_of
from welfare_desk.models.person import Consent, Delegation, Notice, Person
from welfare_desk.models.territory import Territory
from welfare_desk.operations.consents import in_order
from welfare_desk.operations.delegations import mandate_of

NOTICE_LANGUAGES = ("it", "en")
"""Languages in which the notice is printed."""
_ORDER = {"holding": 0, "coming": 1, "ended": 2}


class MandateView(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may, will or might act for the person."""

    delegation_id: str
    delegate_id: str
    """The delegate's own page, or nothing."""
    delegate_name: str
    delegate_document: str
    title: str
    powers: tuple[str, ...]
    assisted: bool
    """True when the person is there too and signs with them."""
    relation: str
    court: str
    decree_no: str
    decree_on: datetime.date | None
    valid_from: datetime.date
    valid_to: datetime.date | None
    signed: bool
    standing: str
    """``holding``, ``coming`` or ``ended`` today."""
    ended_on: datetime.date | None
    end_reason: str
    warnings: tuple[str, ...]
    """As in ``core.delegation_rules.warnings``; none once it ended."""


class AnswerView(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to an optional question."""

    consent_id: str
    given: bool
    answered_on: datetime.date
    language: str
    signer: str


class ConsentView(msgspec.Struct, frozen=True, kw_only=True):
    """An optional question and how the person answered it."""

    purpose: str
    """A code of resources/consents.toml; its words are in ``core.purposes``."""
    given: bool | None
    """Nothing while the person was never asked."""
    answered_on: datetime.date | None
    history: tuple[AnswerView, ...]
    """Every answer, the one that counts first."""


class NoticeView(msgspec.Struct, frozen=True, kw_only=True):
    """A privacy notice that was given."""

    notice_id: str
    version: str
    language: str
    signer: str
    given_on: datetime.date
    in_force: bool
    """True for the version that is in force today."""


class PapersView(msgspec.Struct, frozen=True, kw_only=True):
    """What the person's page shows of papers, requests, notes and documents."""

    person_id: str
    """The person that stays, where the one asked for was merged."""
    delegations: tuple[MandateView, ...]
    """Those that hold first, then coming ones, then ended ones."""
    notice_version: str
    """The version in force."""
    notice_due: bool
    """True while the version in force was not given: hand it over at this visit."""
    notice_languages: tuple[str, ...]
    notices: tuple[NoticeView, ...]
    """The latest first; whatever version, it can be printed again."""
    consents: tuple[ConsentView, ...]
    requests: tuple[RequestView, ...]
    """Unfinished ones first, urgent before others, the latest first."""
    notes: tuple[NoteView, ...]
    """The latest first; the text of a sensitive one is never here."""
    identifiers: tuple[IdentifierView, ...]
    documents: tuple[tuple[str, str], ...]
    """Papers that can be printed: document and subject as ``Desk.document`` takes them."""


def papers_view(look: Reading, person_id: str) -> PapersView | None:
    """Return the papers of a person, or nothing when the person is not at this desk."""
    ids = cluster_of(look, person_id)
    if look.one(Person, ids[0]) is None:
        return None
    mandates = delegations_of(look, ids)
    notices = notices_of(look, ids)
    return PapersView(
        person_id=ids[0],
        delegations=mandates,
        notice_version=notice_version(look),
        notice_due=not any(row.in_force for row in notices),
        notice_languages=NOTICE_LANGUAGES,
        notices=notices,
        consents=_consents(look, ids),
        requests=requests_of(look, ids),
        notes=notes_of(look, ids),
        identifiers=identifiers_of(look, ids),
        documents=(
            ("notice", ids[0]),
            ("delegation_form", ids[0]),
            *(("delegation", row.delegation_id) for row in mandates if row.standing != "ended"),
        ),
    )


def may_act_for(
    look: Reading, person_id: str, power: str, on: datetime.date | None = None
) -> tuple[MandateView, ...]:
    """Return who may do a thing for a person on that day (today), such as ``collect_card``."""
    day = on or look.today
    rows = _rows(look, cluster_of(look, person_id))
    return tuple(_mandate(row, day) for row in rows if holds(mandate_of(row), power, day))


def delegations_of(look: Reading, ids: tuple[str, ...]) -> tuple[MandateView, ...]:
    """Return every delegation of a person, those that hold today first."""
    views = [_mandate(row, look.today) for row in _rows(look, ids)]
    views.sort(key=lambda view: (_ORDER[view.standing], -view.valid_from.toordinal()))
    return tuple(views)


def notices_of(look: Reading, ids: tuple[str, ...]) -> tuple[NoticeView, ...]:
    """Return the notices that were given to a person, the latest first."""
    version = notice_version(look)
    rows = [row for each in ids for row in look.where(Notice, "person_id", each)]
    rows.sort(key=lambda row: (row.given_on, row.id), reverse=True)
    return tuple(
        NoticeView(
            notice_id=row.id,
            version=row.version,
            language=row.language,
            signer=row.signer,
            given_on=row.given_on,
            in_force=row.version == version,
        )
        for row in rows
    )


def notice_version(look: Reading) -> str:
    """Return the version of the notice that is in force."""
    territory = look.one(Territory, look.territory_id)
    return territory.notice_version if territory else ""


def _rows(look: Reading, ids: tuple[str, ...]) -> tuple[Delegation, ...]:
    return tuple(row for each in ids for row in look.where(Delegation, "person_id", each))


def _mandate(row: Delegation, on: datetime.date) -> MandateView:
    mandate = mandate_of(row)
    stands = standing(mandate, on)
    same = {
        name: getattr(row, name)
        for name in MandateView.__struct_fields__
        if name not in ("delegation_id", "standing", "warnings")
    }
    told = warnings(mandate, on) if stands != "ended" or row.ended_on is None else ()
    return MandateView(delegation_id=row.id, standing=stands, warnings=told, **same)


def _consents(look: Reading, ids: tuple[str, ...]) -> tuple[ConsentView, ...]:
    answers: dict[str, list[AnswerView]] = {code: [] for code in purposes()}
    rows = in_order(row for each in ids for row in look.where(Consent, "person_id", each))
    for row in reversed(rows):
        view = AnswerView(
            consent_id=row.id,
            given=row.given,
            answered_on=row.answered_on,
            language=row.language,
            signer=row.signer,
        )
        answers.setdefault(row.purpose, []).append(view)
    return tuple(
        ConsentView(
            purpose=purpose,
            given=found[0].given if found else None,
            answered_on=found[0].answered_on if found else None,
            history=tuple(found),
        )
        for purpose, found in answers.items()
    )
