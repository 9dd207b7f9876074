# SPDX-License-Identifier: EUPL-1.2
"""Da rivedere: what somebody must decide after desks met at the server."""
