# SPDX-License-Identifier: EUPL-1.2
"""What is measured, against which alternative: one file a question."""
