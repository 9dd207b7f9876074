# SPDX-License-Identifier: EUPL-1.2
"""Tests of the pages about a person."""
