# SPDX-License-Identifier: EUPL-1.2
"""Refusals of what a policy asks of keys."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class KeyTaken(DeskError):
    """A policy gives a key (``key``) to an act (``act``) that another (``other``) has."""

    number = 3011


class KeyTypesLetter(DeskError):
    """A policy gives an act (``act``) a key (``key``) that types a letter or sign."""

    number = 3012


class KeyStrange(DeskError):
    """A policy names a key (``key``) that no keyboard has, for an act (``act``)."""

    number = 3013


class ActStrange(DeskError):
    """A policy gives keys to an act (``act``) that does not exist."""

    number = 3014
