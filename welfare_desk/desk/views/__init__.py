# SPDX-License-Identifier: EUPL-1.2
"""What screens show, as frozen records: one file a place."""
