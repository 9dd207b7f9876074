# SPDX-License-Identifier: EUPL-1.2
"""Complaints and satisfaction in the script: named and not, answered twice, asked too early."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.builders import OFFERING, an_id
from tests.operations.sealed import NOW
from welfare_desk.core.instants import DAY_US
from welfare_desk.operations.complaints import AnswerComplaint, RecordComplaint, RecordSatisfaction
from welfare_desk.operations.operation import Operation

if TYPE_CHECKING:
    from tests.operations.script import Script

SECOND = 2


def complained(name: str = "complaint", **other: Any) -> RecordComplaint:
    """Complain about Jonathan, by name."""
    fields: dict[str, Any] = {
        "complaint_id": an_id(name),
        "provider_id": an_id("jonathan"),
        "offering_id": OFFERING,
        "person_id": an_id("maria"),
        "words": "Arriva sempre in ritardo",
        **other,
    }
    return RecordComplaint(**fields)


def answered(name: str = "complaint", answer: str = "Ci scusiamo") -> AnswerComplaint:
    """Answer."""
    return AnswerComplaint(complaint_id=an_id(name), answer=answer)


def scored(name: str = "score", booking: str = "one", score: int = 4) -> RecordSatisfaction:
    """Say how content somebody was."""
    return RecordSatisfaction(satisfaction_id=an_id(name), booking_id=an_id(booking), score=score)


EXAMPLES: tuple[Operation, ...] = (complained("another"), answered(), scored())


def complaints(script: Script) -> None:
    """Add complaints and answers to the question, kept, refused and crossed."""
    chief: dict[str, Any] = {"actor": an_id("sara"), "role": "supervisor"}
    coop: dict[str, Any] = {"actor": an_id("carla"), "role": "cooperative"}
    script.add(complained("named"))
    script.add(complained("unnamed", person_id=None, offering_id=None), SECOND)
    for wrong in (
        complained("nobody", person_id=an_id("nobody")),
        complained("no provider", provider_id=an_id("nothing")),
        complained("no service", offering_id=an_id("nothing")),
        complained("silent", words=" "),
    ):
        script.add(wrong)
    script.add(answered("named"), **coop)
    script.add(answered("named", "Un'altra"), SECOND, **chief)
    script.add(answered("unnamed", " "), **chief)
    script.add(answered("unnamed"))
    script.add(answered("nothing"), **chief)
    for score in (scored("early"), scored("nine", score=9), scored("none", "nothing")):
        script.add(score)
    over = NOW + 3 * DAY_US
    for name, booking in (("kept", "evening nina"), ("again", "evening nina")):
        script.add(scored(name, booking), wall=over)
