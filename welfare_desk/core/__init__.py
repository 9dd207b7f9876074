# SPDX-License-Identifier: EUPL-1.2
"""Values and rules without I/O, clock or chance: what every other layer may import."""
