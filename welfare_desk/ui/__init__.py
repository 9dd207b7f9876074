# SPDX-License-Identifier: EUPL-1.2
"""The window: theme, kit, jobs, actions, and one folder per place."""
