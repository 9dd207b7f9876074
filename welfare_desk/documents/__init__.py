# SPDX-License-Identifier: EUPL-1.2
"""What a person is given on paper: cards, slips, receipts, notices.

Frozen inputs (``inputs``) in, PDF bytes out; no clock, no database.  ReportLab is
not thread-safe: call everything here from one lane.
"""
