# SPDX-License-Identifier: EUPL-1.2
"""The help: pages, messages by their code, and what F1 opens."""
