# SPDX-License-Identifier: EUPL-1.2
"""The desk's end of the wire: recording, exchange, keys."""
