# SPDX-License-Identifier: EUPL-1.2
"""Tests of welfare_desk/ui/shops and welfare_desk/ui/funds."""
