# SPDX-License-Identifier: EUPL-1.2

"""Applications, settlements and the life of cards."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "application",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("controller_id", sa.Text(), nullable=False),
        sa.Column("fund_id", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("applicant_id", sa.Text(), nullable=False),
        sa.Column("delegation_id", sa.Text(), nullable=True),
        sa.Column("filed_at", sa.BigInteger(), nullable=False),
        sa.Column("receipt_no", sa.Text(), nullable=False),
        sa.Column("protocol_no", sa.Text(), nullable=False),
        sa.Column("declared", sa.Text(), nullable=False),
        sa.Column("claim_cents", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cross_check", sa.Text(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=True),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("control", sa.Text(), nullable=False),
        sa.Column("control_words", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("second_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "territory_id", name=op.f("pk_application")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_application_applicant_id"), ["applicant_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_application_fund_id"), ["fund_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_application_household_id"), ["household_id"], unique=False
        )

    op.create_table(
        "redemption",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("controller_id", sa.Text(), nullable=False),
        sa.Column("card_id", sa.Text(), nullable=False),
        sa.Column("fund_id", sa.Text(), nullable=False),
        sa.Column("merchant_id", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("left_cents", sa.BigInteger(), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("shop_ref", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settlement_id", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "territory_id", name=op.f("pk_redemption")),
    )
    with op.batch_alter_table("redemption", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_redemption_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_redemption_card_id"), ["card_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_redemption_merchant_id"), ["merchant_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_redemption_settlement_id"), ["settlement_id"], unique=False
        )

    op.create_table(
        "return_batch",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("controller_id", sa.Text(), nullable=False),
        sa.Column("merchant_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("taken", sa.BigInteger(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("set_aside", sa.BigInteger(), nullable=False),
        sa.Column("file_hash", sa.Text(), nullable=False),
        sa.Column("receipt_no", sa.Text(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "territory_id", name=op.f("pk_return_batch")),
    )
    with op.batch_alter_table("return_batch", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_return_batch_merchant_id"), ["merchant_id"], unique=False
        )

    op.create_table(
        "round",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("controller_id", sa.Text(), nullable=False),
        sa.Column("fund_id", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("taking_part", sa.BigInteger(), nullable=False),
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "territory_id", name=op.f("pk_round")),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_fund_id"), ["fund_id"], unique=False)

    op.create_table(
        "settlement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("controller_id", sa.Text(), nullable=False),
        sa.Column("merchant_id", sa.Text(), nullable=False),
        sa.Column("fund_id", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("redemptions", sa.BigInteger(), nullable=False),
        sa.Column("settlement_no", sa.Text(), nullable=False),
        sa.Column("debit_note_no", sa.Text(), nullable=False),
        sa.Column("debit_note_on", sa.Date(), nullable=True),
        sa.Column("debit_note_cents", sa.BigInteger(), nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("second_by", sa.Text(), nullable=False),
        sa.Column("payment_ref", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "territory_id", name=op.f("pk_settlement")),
    )
    with op.batch_alter_table("settlement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_settlement_fund_id"), ["fund_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_settlement_merchant_id"), ["merchant_id"], unique=False
        )

    op.create_table(
        "stock_count",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("controller_id", sa.Text(), nullable=False),
        sa.Column("counted_at", sa.BigInteger(), nullable=False),
        sa.Column("blanks", sa.BigInteger(), nullable=False),
        sa.Column("printed", sa.BigInteger(), nullable=False),
        sa.Column("spoilt", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("expected_blanks", sa.BigInteger(), nullable=False),
        sa.Column("expected_printed", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "territory_id", name=op.f("pk_stock_count")),
    )
    with op.batch_alter_table("stock_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stock_count_device"), ["device"], unique=False)

    with op.batch_alter_table("fund", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "payer_kind", sa.Text(), server_default=sa.text("'municipality'"), nullable=False
            )
        )
        batch_op.add_column(
            sa.Column(
                "needs_application", sa.Boolean(), server_default=sa.text("false"), nullable=False
            )
        )
        batch_op.add_column(sa.Column("applications_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("applications_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("two_sign_above_cents", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("cross_check_above_cents", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("carrier", sa.Text(), server_default=sa.text("'card'"), nullable=False)
        )
        batch_op.add_column(sa.Column("denominations", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("partial_use", sa.Boolean(), server_default=sa.text("true"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("goods_note", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(sa.Column("visible_roles", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("ranking", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "sample_percent", sa.BigInteger(), server_default=sa.text("10"), nullable=False
            )
        )
        batch_op.add_column(
            sa.Column(
                "reversal_days", sa.BigInteger(), server_default=sa.text("30"), nullable=False
            )
        )
        batch_op.add_column(
            sa.Column("template", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(sa.Column("later_criteria", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))

    with op.batch_alter_table("merchant", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("state", sa.Text(), server_default=sa.text("'admitted'"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("fiscal_code", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("iban", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("contact_name", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("phone", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("email", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(sa.Column("admitted_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("admitted_to", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("documents", sa.Text(), nullable=True))

    with op.batch_alter_table("voucher_card", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("carrier", sa.Text(), server_default=sa.text("'card'"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("application_id", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("printed_at", sa.BigInteger(), server_default=sa.text("0"), nullable=False)
        )
