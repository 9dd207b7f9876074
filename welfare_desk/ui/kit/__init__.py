# SPDX-License-Identifier: EUPL-1.2
"""Building blocks that every page is composed of."""
