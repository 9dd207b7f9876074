# SPDX-License-Identifier: EUPL-1.2
"""The tests; their folders mirror the package."""
