# SPDX-License-Identifier: EUPL-1.2
"""Applications for funds: filed, decided, ranked; what a family may have."""
