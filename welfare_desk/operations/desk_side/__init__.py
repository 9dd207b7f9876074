# SPDX-License-Identifier: EUPL-1.2
"""What a desk decides: recording, the exchange, fresh rows under its own work."""
