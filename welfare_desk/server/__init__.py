# SPDX-License-Identifier: EUPL-1.2
"""The central server: arrival of operations, grants of rights, the feed, administration."""
