# SPDX-License-Identifier: EUPL-1.2
"""Files in and out, and the sample people: operations and rows, no window and no store."""
