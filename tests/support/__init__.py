# SPDX-License-Identifier: EUPL-1.2
"""What tests stand on: real parts, started and stopped for them."""
