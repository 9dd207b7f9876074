# SPDX-License-Identifier: EUPL-1.2
"""Voucher cards: issuing, activating, handing over, blocking, replacing."""
