# SPDX-License-Identifier: EUPL-1.2
"""The machine checks of a page's layout, which the tour makes too."""

from welfare_desk.ui.tour.layout import problems, unnamed

__all__ = ["problems", "unnamed"]
