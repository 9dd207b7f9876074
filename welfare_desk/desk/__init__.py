# SPDX-License-Identifier: EUPL-1.2
"""The counter's front door: recording, views for screens, drafts, log-in, paper."""
