# SPDX-License-Identifier: EUPL-1.2
"""Settings and quick keys."""
