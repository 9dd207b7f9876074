# SPDX-License-Identifier: EUPL-1.2
"""Papers are read back from their PDF bytes, as a printer or a citizen would."""
