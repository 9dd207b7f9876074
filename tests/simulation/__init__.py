# SPDX-License-Identifier: EUPL-1.2
"""The simulator: one seed is one history of desks, a server, and whatever goes wrong."""
