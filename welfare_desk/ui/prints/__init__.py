# SPDX-License-Identifier: EUPL-1.2
"""Stampe: papers on their way."""
