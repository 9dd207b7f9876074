# SPDX-License-Identifier: EUPL-1.2
"""Recording what came of a call of the day's list."""

from __future__ import annotations

from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.calls import CallView
from welfare_desk.operations.calls import DONE, RecordCall
from welfare_desk.sync.recorder import Recorded


def record_call(desk: Desk, call: CallView, outcome: str, words: str = "") -> Recorded:
    """Keep the outcome of a call; a refused booking whose person knows is put away."""
    done = desk.record(
        RecordCall(subject_id=call.subject_id, about=call.about, outcome=outcome, words=words)
    )
    if call.op_id and outcome in DONE:
        desk.close_refused(call.op_id)
    return done
