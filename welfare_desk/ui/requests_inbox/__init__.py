# SPDX-License-Identifier: EUPL-1.2
"""What people ask of a provider, and its answers."""
