# SPDX-License-Identifier: EUPL-1.2
"""Who came: a day's slots, their lists."""
