# SPDX-License-Identifier: EUPL-1.2
"""The tour: the main job played through the real window by keys, scans and presses."""
