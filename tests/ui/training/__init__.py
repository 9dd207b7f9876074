# SPDX-License-Identifier: EUPL-1.2
"""Tests of welfare_desk/ui/training."""
