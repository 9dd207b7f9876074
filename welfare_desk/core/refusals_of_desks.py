# SPDX-License-Identifier: EUPL-1.2
"""What is refused about a desk's store, its key and its link to the server."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class NotEnrolled(DeskError):
    """This home is not a desk yet."""

    number = 3001


class PassphraseWrong(DeskError):
    """The passphrase or recovery code does not open the store."""

    number = 3002


class KeyMissing(DeskError):
    """No keyring answers and no passphrase was given."""

    number = 3003


class StoreTooNew(DeskError):
    """The store was written by a newer version of the program."""

    number = 3004


class StoreBusy(DeskError):
    """Another program holds the store's writer lock."""

    number = 3005


class StoreDamaged(DeskError):
    """The store cannot be read."""

    number = 3006


class DiskFull(DeskError):
    """The disk is full; nothing was recorded."""

    number = 3007


class StoreNotWritable(DeskError):
    """Folder, disk or rights do not let this program write where the store lies."""

    number = 3008


class DiskFailing(DeskError):
    """The disk neither reads nor writes as it should: full, or broken."""

    number = 3009


class SettingInvalid(DeskError):
    """A setting that is not declared or out of its bounds (``key``)."""

    number = 3010


class ServerUnreachable(DeskError):
    """The server does not answer."""

    number = 4001


class ServerAnswerStrange(DeskError):
    """Something answered that is not our server, or it is in trouble (``status``)."""

    number = 4002


class EnrolmentRefused(DeskError):
    """The one-time code is wrong, used or too old."""

    number = 4003


class DeskRevoked(DeskError):
    """The server has withdrawn this desk."""

    number = 4004


class UpgradeNeeded(DeskError):
    """The server speaks a newer protocol; work goes on, exchange waits for the update."""

    number = 4005


class Malformed(DeskError):
    """An operation that the server cannot read or store."""

    number = 4006
