# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: each role with each operation, as reliability-security.md section 3 says."""

import pytest

from tests.builders import TODAY
from tests.operations.bad_input import EXAMPLES
from welfare_desk.operations.applications import NoteCrossCheck
from welfare_desk.operations.desks import (
    EndRecovery,
    NoteCopy,
    NoteQuarantine,
    ReclaimDesk,
    WriteOffDesk,
)
from welfare_desk.operations.exchange_of_rights import ReleaseRights
from welfare_desk.operations.ledger import CloseFund, ExpireCards
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import EVERY
from welfare_desk.operations.roles import ROLES, may
from welfare_desk.operations.territory import ApplyTerritory

_INTAKE = {
    "register_person", "amend_person", "form_household", "change_household", "record_isee",
    "record_notice", "appoint_delegate", "sign_delegation", "end_delegation", "record_consent",
    "open_request", "add_request_step", "write_note", "withdraw_note", "record_identifier",
    "withdraw_identifier", "split_household", "move_members", "move_house", "correct_isee",
    "withdraw_isee", "reprice_bookings",
}  # fmt: skip
_BOOKING = {
    "book_place", "book_together", "move_booking", "cancel_booking", "record_attendance",
    "ask_for_service", "agree_service_request", "tell_refusal", "withdraw_service_request",
    "join_waiting", "leave_waiting", "offer_place", "accept_place", "decline_place", "lapse_offer",
    "record_call",
}  # fmt: skip
_COMPLAINING = {"record_complaint", "record_satisfaction"}
_ANSWERING = {
    "answer_complaint",
    "accept_service_request",
    "counter_service_request",
    "refuse_service_request",
}
_ISSUING = {
    "issue_card", "activate_card", "hand_over_card", "print_card", "void_card", "count_stock",
}  # fmt: skip
_CARE = {"block_card", "replace_card"}
_REDEEMING = {"redeem_card", "close_return", "withdraw_slip"}
_SETTLING = {
    "reverse_redemption", "close_settlement", "record_debit_note", "order_payment", "mark_paid",
    "note_differences", "close_difference",
}  # fmt: skip
_FILING = {"file_application", "attach_protocol_no", "withdraw_application"}
_DECIDING = {"decide_application", "record_control", "revoke_award"}
_SLOTS = {"close_slot"}
_ROUND = {"rank_round", "draw_sample", "draw_waiting"}
_SERVER = {
    "apply_territory", "note_copy", "note_quarantine", "reclaim_desk", "write_off_desk",
    "end_recovery", "expire_cards", "close_fund", "note_cross_check",
}  # fmt: skip
_COUNTER = _INTAKE | _BOOKING | {"set_pin", "release_rights", "close_review"}
TABLE = {
    "operator": _COUNTER
    | _COMPLAINING
    | _FILING
    | _ISSUING
    | _CARE
    | _REDEEMING
    | {"propose_merge"},
    "supervisor": _COUNTER
    | _FILING
    | _DECIDING
    | _ROUND
    | _ISSUING
    | _CARE
    | _REDEEMING
    | _SETTLING
    | _ANSWERING
    | _COMPLAINING
    | _SLOTS
    | {"propose_merge", "merge_people", "undo_merge"},
    "social_worker": _COUNTER | _COMPLAINING | _FILING | _DECIDING,
    "cooperative": {"register_person", "amend_person", "record_notice", "set_pin", "release_rights"}
    | _BOOKING
    | _ANSWERING
    | _SLOTS,
    "administrator": {"set_pin", "release_rights"} | _SERVER,
    "auditor": {"set_pin", "release_rights"},
    "desk": {"release_rights"},
    "server": _SERVER | _INTAKE | _REDEEMING | _SETTLING | _SLOTS,
    "": set(),
    "root": set(),
}
_ONE_OF_EACH = {
    type(each): each
    for each in (
        *EXAMPLES,
        ReleaseRights(returned=()),
        ApplyTerritory(reason="", rows=()),
        NoteCopy(desk=1, inc=1, new_inc=2),
        NoteQuarantine(desk=1),
        ReclaimDesk(desk=1),
        WriteOffDesk(desk=1, reserves=()),
        EndRecovery(epoch=2, resources=()),
        ExpireCards(fund_id="", on=TODAY, card_ids=()),
        CloseFund(fund_id=""),
        NoteCrossCheck(application_id=""),
    )
}


def test_table_has_every_role() -> None:
    assert set(ROLES) == set(TABLE) - {"", "root"}


@pytest.mark.parametrize("role", TABLE)
@pytest.mark.parametrize("kind", EVERY, ids=lambda each: each.kind())
def test_every_cell_of_the_roles_table(role: str, kind: type[Operation]) -> None:
    assert may(role, _ONE_OF_EACH[kind]) is (kind.kind() in TABLE[role])
