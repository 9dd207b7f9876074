# SPDX-License-Identifier: EUPL-1.2
"""Properties that hold in every interleaving."""
