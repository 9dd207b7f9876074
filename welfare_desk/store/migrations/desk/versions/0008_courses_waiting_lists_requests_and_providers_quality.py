# SPDX-License-Identifier: EUPL-1.2

"""Courses, waiting lists, requests and providers' quality."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asset",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asset_kind", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("in_service", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", "territory_id", name=op.f("pk_asset")),
    )
    op.create_table(
        "complaint",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("controller_id", sa.Text(), nullable=False),
        sa.Column("complaint_no", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("offering_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("answer_by_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "territory_id", name=op.f("pk_complaint")),
    )
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaint_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaint_provider_id"), ["provider_id"], unique=False)

    op.create_table(
        "satisfaction",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("controller_id", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("offering_id", sa.Text(), nullable=False),
        sa.Column("booking_id", sa.Text(), nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "territory_id", name=op.f("pk_satisfaction")),
    )
    with op.batch_alter_table("satisfaction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_satisfaction_booking_id"), ["booking_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_satisfaction_provider_id"), ["provider_id"], unique=False
        )

    op.create_table(
        "service_request",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("controller_id", sa.Text(), nullable=False),
        sa.Column("request_no", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("offering_id", sa.Text(), nullable=False),
        sa.Column("seats", sa.BigInteger(), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_on", sa.Date(), nullable=True),
        sa.Column("answer_minute", sa.BigInteger(), nullable=False),
        sa.Column("answer_minutes", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.Column("unit_cents", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("shares", sa.Text(), nullable=True),
        sa.Column("isee_id", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "territory_id", name=op.f("pk_service_request")),
    )
    with op.batch_alter_table("service_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_service_request_offering_id"), ["offering_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_service_request_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "wait_entry",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("controller_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("offering_id", sa.Text(), nullable=False),
        sa.Column("slot_id", sa.Text(), nullable=False),
        sa.Column("seats", sa.BigInteger(), nullable=False),
        sa.Column("priority", sa.BigInteger(), nullable=False),
        sa.Column("priority_reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("offered_slot_id", sa.Text(), nullable=False),
        sa.Column("offered_at", sa.BigInteger(), nullable=False),
        sa.Column("held_until_at", sa.BigInteger(), nullable=False),
        sa.Column("called", sa.BigInteger(), nullable=False),
        sa.Column("draw_seed", sa.Text(), nullable=False),
        sa.Column("booking_id", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "territory_id", name=op.f("pk_wait_entry")),
    )
    with op.batch_alter_table("wait_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_wait_entry_offering_id"), ["offering_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_wait_entry_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wait_entry_slot_id"), ["slot_id"], unique=False)

    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("group_id", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(sa.Column("shares", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("card_id", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("price_reason", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("second_id", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("late", sa.Boolean(), server_default=sa.text("false"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("ended_at", sa.BigInteger(), server_default=sa.text("0"), nullable=False)
        )
        batch_op.add_column(sa.Column("meetings_attended", sa.Text(), nullable=True))

    with op.batch_alter_table("offering", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("description_en", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(sa.Column("words", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("min_age", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("max_age", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("residence", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("isee_needed", sa.Boolean(), server_default=sa.text("false"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("on_request", sa.Boolean(), server_default=sa.text("false"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("notice_days", sa.BigInteger(), server_default=sa.text("0"), nullable=False)
        )
        batch_op.add_column(sa.Column("limit_count", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("limit_period", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(sa.Column("cancel_days", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "cancel_minute", sa.BigInteger(), server_default=sa.text("720"), nullable=False
            )
        )
        batch_op.add_column(
            sa.Column("waiting_rule", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("hold_hours", sa.BigInteger(), server_default=sa.text("24"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("sensitive", sa.Boolean(), server_default=sa.text("false"), nullable=False)
        )
        batch_op.add_column(sa.Column("accessibility", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("languages", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("payers", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("overrides", sa.Text(), nullable=True))

    with op.batch_alter_table("provider", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("email", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("contact_name", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("vat_number", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("register_no", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("complaints_contact", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(sa.Column("documents", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("quality_note", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(sa.Column("checked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("left_on", sa.Date(), nullable=True))

    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("closed_reason", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(sa.Column("meetings", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("asset_ids", sa.Text(), nullable=True))
