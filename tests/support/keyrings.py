# SPDX-License-Identifier: EUPL-1.2
"""Keyrings as systems have them: one that keeps, one that fails."""

from __future__ import annotations

from keyring.errors import NoKeyringError


class MemoryKeyring:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get(self, service: str, name: str) -> str | None:
        """Return a secret, or nothing."""
        return self.kept.get((service, name))

    def set(self, service: str, name: str, secret: str) -> None:
        """Keep a secret."""
        self.kept[service, name] = secret


class NoKeyring:
    """Fails at every call, as where nothing keeps keys."""

    def get(self, service: str, name: str) -> str | None:
        """Fail."""
        raise NoKeyringError("none")

    def set(self, service: str, name: str, secret: str) -> None:
        """Fail."""
        raise NoKeyringError("none")
