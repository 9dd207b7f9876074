# SPDX-License-Identifier: EUPL-1.2
"""Da inviare: what waits to be sent and how long this desk lasts."""
