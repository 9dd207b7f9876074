# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: found by what people say, an offering's sheet."""
