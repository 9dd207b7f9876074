# SPDX-License-Identifier: EUPL-1.2
"""Providers: their papers, what people said about them, how content they were."""
