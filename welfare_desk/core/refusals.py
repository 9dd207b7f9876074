# SPDX-License-Identifier: EUPL-1.2
"""What the program refuses, each by name; everybody imports refusals from here.

Those of typed values live in ``refusals_of_values``, those of people and their papers in
``refusals_of_people``, those of funds in ``refusals_of_funds``, those of lists to import in
``refusals_of_imports``, those of work on a stick in ``refusals_of_parcels``, those of a desk's
store and link in ``refusals_of_desks``, those of acts below.
"""

from __future__ import annotations

from welfare_desk.core import refusals_of_bookings as refusals_of_bookings
from welfare_desk.core import refusals_of_closing as refusals_of_closing
from welfare_desk.core import refusals_of_keys as refusals_of_keys
from welfare_desk.core import refusals_of_printing as refusals_of_printing
from welfare_desk.core import refusals_of_providers as refusals_of_providers
from welfare_desk.core import refusals_of_requests as refusals_of_requests
from welfare_desk.core import refusals_of_slots as refusals_of_slots
from welfare_desk.core import refusals_of_waiting as refusals_of_waiting
from welfare_desk.core.desk_error import DeskError as DeskError
from welfare_desk.core.desk_error import every_refusal as every_refusal
from welfare_desk.core.refusals_of_cards import CarrierNotOfFund as CarrierNotOfFund
from welfare_desk.core.refusals_of_cards import HealthCardCodeMissing as HealthCardCodeMissing
from welfare_desk.core.refusals_of_cards import OldCardNeeded as OldCardNeeded
from welfare_desk.core.refusals_of_cards import ReportNumberNeeded as ReportNumberNeeded
from welfare_desk.core.refusals_of_cards import StockCountWrong as StockCountWrong
from welfare_desk.core.refusals_of_cards import VoidReasonUnknown as VoidReasonUnknown
from welfare_desk.core.refusals_of_copies import DeskWiped as DeskWiped
from welfare_desk.core.refusals_of_copies import StoreOutdated as StoreOutdated
from welfare_desk.core.refusals_of_desks import DeskRevoked as DeskRevoked
from welfare_desk.core.refusals_of_desks import DiskFailing as DiskFailing
from welfare_desk.core.refusals_of_desks import DiskFull as DiskFull
from welfare_desk.core.refusals_of_desks import EnrolmentRefused as EnrolmentRefused
from welfare_desk.core.refusals_of_desks import KeyMissing as KeyMissing
from welfare_desk.core.refusals_of_desks import Malformed as Malformed
from welfare_desk.core.refusals_of_desks import NotEnrolled as NotEnrolled
from welfare_desk.core.refusals_of_desks import PassphraseWrong as PassphraseWrong
from welfare_desk.core.refusals_of_desks import ServerAnswerStrange as ServerAnswerStrange
from welfare_desk.core.refusals_of_desks import ServerUnreachable as ServerUnreachable
from welfare_desk.core.refusals_of_desks import SettingInvalid as SettingInvalid
from welfare_desk.core.refusals_of_desks import StoreBusy as StoreBusy
from welfare_desk.core.refusals_of_desks import StoreDamaged as StoreDamaged
from welfare_desk.core.refusals_of_desks import StoreNotWritable as StoreNotWritable
from welfare_desk.core.refusals_of_desks import StoreTooNew as StoreTooNew
from welfare_desk.core.refusals_of_desks import UpgradeNeeded as UpgradeNeeded
from welfare_desk.core.refusals_of_funds import SecondPersonNeeded as SecondPersonNeeded
from welfare_desk.core.refusals_of_funds import SecondPersonSame as SecondPersonSame
from welfare_desk.core.refusals_of_imports import ImportColumnsMissing as ImportColumnsMissing
from welfare_desk.core.refusals_of_imports import ImportColumnUnknown as ImportColumnUnknown
from welfare_desk.core.refusals_of_imports import ImportEmpty as ImportEmpty
from welfare_desk.core.refusals_of_imports import ImportFileChanged as ImportFileChanged
from welfare_desk.core.refusals_of_imports import ImportListUnwritable as ImportListUnwritable
from welfare_desk.core.refusals_of_imports import (
    ImportMunicipalityMissing as ImportMunicipalityMissing,
)
from welfare_desk.core.refusals_of_imports import ImportNotAList as ImportNotAList
from welfare_desk.core.refusals_of_imports import ImportTooLarge as ImportTooLarge
from welfare_desk.core.refusals_of_imports import ImportUnreadable as ImportUnreadable
from welfare_desk.core.refusals_of_money import CardUsed as CardUsed
from welfare_desk.core.refusals_of_money import CardWaits as CardWaits
from welfare_desk.core.refusals_of_money import DebitNoteDiffers as DebitNoteDiffers
from welfare_desk.core.refusals_of_money import DifferencesOpen as DifferencesOpen
from welfare_desk.core.refusals_of_money import FundHeld as FundHeld
from welfare_desk.core.refusals_of_money import FundOwes as FundOwes
from welfare_desk.core.refusals_of_money import FundRuns as FundRuns
from welfare_desk.core.refusals_of_money import FundShut as FundShut
from welfare_desk.core.refusals_of_money import IbanWrong as IbanWrong
from welfare_desk.core.refusals_of_money import PaymentEmpty as PaymentEmpty
from welfare_desk.core.refusals_of_money import PeriodTurned as PeriodTurned
from welfare_desk.core.refusals_of_money import RedemptionReversed as RedemptionReversed
from welfare_desk.core.refusals_of_money import RedemptionSettled as RedemptionSettled
from welfare_desk.core.refusals_of_money import RedemptionUnknown as RedemptionUnknown
from welfare_desk.core.refusals_of_money import ReferenceTwice as ReferenceTwice
from welfare_desk.core.refusals_of_money import ReturnClosed as ReturnClosed
from welfare_desk.core.refusals_of_money import ReturnTwice as ReturnTwice
from welfare_desk.core.refusals_of_money import ReturnUnknown as ReturnUnknown
from welfare_desk.core.refusals_of_money import ReversalTooLate as ReversalTooLate
from welfare_desk.core.refusals_of_money import SettlementChanged as SettlementChanged
from welfare_desk.core.refusals_of_money import SettlementEmpty as SettlementEmpty
from welfare_desk.core.refusals_of_money import SettlementNotReady as SettlementNotReady
from welfare_desk.core.refusals_of_money import SettlementUnknown as SettlementUnknown
from welfare_desk.core.refusals_of_money import ShopKeyWrong as ShopKeyWrong
from welfare_desk.core.refusals_of_money import ShopNotAdmitted as ShopNotAdmitted
from welfare_desk.core.refusals_of_money import ShopRequestWrong as ShopRequestWrong
from welfare_desk.core.refusals_of_money import ShopTooFast as ShopTooFast
from welfare_desk.core.refusals_of_money import SlipAmountNeeded as SlipAmountNeeded
from welfare_desk.core.refusals_of_money import SlipMissing as SlipMissing
from welfare_desk.core.refusals_of_money import VoucherWhole as VoucherWhole
from welfare_desk.core.refusals_of_parcels import BoxUnknown as BoxUnknown
from welfare_desk.core.refusals_of_parcels import OutboxEmpty as OutboxEmpty
from welfare_desk.core.refusals_of_parcels import ParcelElsewhere as ParcelElsewhere
from welfare_desk.core.refusals_of_parcels import ParcelUnreadable as ParcelUnreadable
from welfare_desk.core.refusals_of_parcels import ParcelUnwritable as ParcelUnwritable
from welfare_desk.core.refusals_of_people import ChoiceUnknown as ChoiceUnknown
from welfare_desk.core.refusals_of_people import DayInFuture as DayInFuture
from welfare_desk.core.refusals_of_people import DecidedElsewhere as DecidedElsewhere
from welfare_desk.core.refusals_of_people import DelegationUnknown as DelegationUnknown
from welfare_desk.core.refusals_of_people import IdentifierShapeWrong as IdentifierShapeWrong
from welfare_desk.core.refusals_of_people import IdentifierUnknown as IdentifierUnknown
from welfare_desk.core.refusals_of_people import IseeUnknown as IseeUnknown
from welfare_desk.core.refusals_of_people import MergeElsewhere as MergeElsewhere
from welfare_desk.core.refusals_of_people import MergeWithItself as MergeWithItself
from welfare_desk.core.refusals_of_people import NoteUnknown as NoteUnknown
from welfare_desk.core.refusals_of_people import NotInHousehold as NotInHousehold
from welfare_desk.core.refusals_of_people import NotMerged as NotMerged
from welfare_desk.core.refusals_of_people import ReasonTooShort as ReasonTooShort
from welfare_desk.core.refusals_of_people import RequestUnknown as RequestUnknown
from welfare_desk.core.refusals_of_people import ReviewUnknown as ReviewUnknown
from welfare_desk.core.refusals_of_values import (
    AmountUnreadable as AmountUnreadable,
)
from welfare_desk.core.refusals_of_values import (
    BirthInFuture as BirthInFuture,
)
from welfare_desk.core.refusals_of_values import (
    CardCodeForged as CardCodeForged,
)
from welfare_desk.core.refusals_of_values import (
    CardCodeMistyped as CardCodeMistyped,
)
from welfare_desk.core.refusals_of_values import (
    DateInSkippedHour as DateInSkippedHour,
)
from welfare_desk.core.refusals_of_values import (
    DateUnreadable as DateUnreadable,
)
from welfare_desk.core.refusals_of_values import (
    EnrolmentCodeMistyped as EnrolmentCodeMistyped,
)
from welfare_desk.core.refusals_of_values import (
    FiscalCodeCheck as FiscalCodeCheck,
)
from welfare_desk.core.refusals_of_values import (
    FiscalCodeDate as FiscalCodeDate,
)
from welfare_desk.core.refusals_of_values import (
    FiscalCodeDay as FiscalCodeDay,
)
from welfare_desk.core.refusals_of_values import (
    FiscalCodeEmpty as FiscalCodeEmpty,
)
from welfare_desk.core.refusals_of_values import (
    FiscalCodeFormat as FiscalCodeFormat,
)
from welfare_desk.core.refusals_of_values import (
    FiscalCodeLength as FiscalCodeLength,
)
from welfare_desk.core.refusals_of_values import (
    FiscalCodeMonth as FiscalCodeMonth,
)
from welfare_desk.core.refusals_of_values import (
    FiscalCodeNumericCheck as FiscalCodeNumericCheck,
)
from welfare_desk.core.refusals_of_values import (
    IdTaken as IdTaken,
)
from welfare_desk.core.refusals_of_values import (
    JsonUnreadable as JsonUnreadable,
)
from welfare_desk.core.refusals_of_values import (
    MrzCheckDigit as MrzCheckDigit,
)
from welfare_desk.core.refusals_of_values import (
    MrzUnreadable as MrzUnreadable,
)
from welfare_desk.core.refusals_of_values import (
    NumberMistyped as NumberMistyped,
)
from welfare_desk.core.refusals_of_values import (
    TextHasControlCharacters as TextHasControlCharacters,
)
from welfare_desk.core.refusals_of_values import (
    TextMissing as TextMissing,
)
from welfare_desk.core.refusals_of_values import (
    TextTooLong as TextTooLong,
)


class PersonUnknown(DeskError):
    """The person is not at this desk."""

    number = 2001


class HouseholdUnknown(DeskError):
    """The household is not at this desk."""

    number = 2002


class AlreadyInHousehold(DeskError):
    """The person belongs to another household today."""

    number = 2003


class ControllerElsewhere(DeskError):
    """People are registered under the municipality of the desk, whose desks alone see them."""

    number = 2006


class HouseholdEmpty(DeskError):
    """A household without members."""

    number = 2004


class NoHousehold(DeskError):
    """The person has no household yet."""

    number = 2005


class IseeExpired(DeskError):
    """The attestation's validity ended before today (``valid_to``)."""

    number = 2010


class IseeInvalid(DeskError):
    """An ISEE that is negative or dated in the future."""

    number = 2011


class DelegationInvalid(DeskError):
    """A delegation that ends before it starts, or to oneself."""

    number = 2012


class FieldUnknown(DeskError):
    """An amendment names a field that cannot be amended (``field``)."""

    number = 2013


class SlotUnknown(DeskError):
    """The slot is not at this desk."""

    number = 2030


class SlotClosed(DeskError):
    """The slot was closed."""

    number = 2031


class SlotPast(DeskError):
    """The slot lies in the past."""

    number = 2032


class SlotFull(DeskError):
    """No place is free; ``next_on`` and ``next_at`` name the next free slot when there is one."""

    number = 2041


class AlreadyBooked(DeskError):
    """The person already has a place in this slot."""

    number = 2042


class BookingUnknown(DeskError):
    """The booking is not at this desk."""

    number = 2043


class BookingNotOpen(DeskError):
    """The booking was cancelled or has taken place."""

    number = 2044


class BookingProvisional(DeskError):
    """The booking waits for the server's answer."""

    number = 2047


class SeatsInvalid(DeskError):
    """A booking is for one place at least."""

    number = 2045


class PriceChanged(DeskError):
    """The price that the operation carries is not the price of the scheme."""

    number = 2046


class FundUnknown(DeskError):
    """The fund is not at this desk."""

    number = 2060


class FundClosed(DeskError):
    """The fund's period has not begun or is over."""

    number = 2061


class NotEntitled(DeskError):
    """The household does not meet a criterion (``criterion``)."""

    number = 2062


class AlreadyAwarded(DeskError):
    """The household already had this fund's award in this period."""

    number = 2063


class AwardElsewhere(DeskError):
    """Another desk holds the award right of this household."""

    number = 2064


class FundNotHeld(DeskError):
    """This desk holds fewer euros of the fund than the award (``held_cents``)."""

    number = 2065


class OverFund(DeskError):
    """The fund has less left than the award."""

    number = 2066


class AmountNotAwarded(DeskError):
    """The amount is not what the fund's table gives (``due_cents``)."""

    number = 2067


class SoloLimit(DeskError):
    """Above what one operator may issue alone (``limit_cents``)."""

    number = 2068


class NumbersExhausted(DeskError):
    """This desk has no printed number left."""

    number = 2070


class CardNumbersExhausted(DeskError):
    """This desk has no card number left for the fund."""

    number = 2071


class CardUnknown(DeskError):
    """The card is not at this desk."""

    number = 2080


class CardAlreadyIssued(DeskError):
    """The award already has a living card."""

    number = 2081


class CardNotActive(DeskError):
    """The card cannot be used as it stands (``state``)."""

    number = 2082


class CardBlocked(DeskError):
    """The card is blocked."""

    number = 2083


class CardExpired(DeskError):
    """The card's last day has passed."""

    number = 2084


class CardBalanceElsewhere(DeskError):
    """Another desk or the server holds the card's balance."""

    number = 2085


class BalanceTooSmall(DeskError):
    """The card has less left than the amount (``left_cents``)."""

    number = 2086


class MerchantUnknown(DeskError):
    """The merchant is not in the list."""

    number = 2087


class AmountInvalid(DeskError):
    """An amount must be more than zero."""

    number = 2088


class RoleMissing(DeskError):
    """The operator's role does not include this act (``act``)."""

    number = 2101


class OperatorUnknown(DeskError):
    """No operator of that name at this desk, or no longer in service."""

    number = 2102


class PinWrong(DeskError):
    """The PIN does not fit (``wait_seconds`` before the next try)."""

    number = 2103


class PinTooShort(DeskError):
    """A PIN has six digits at least (``minimum``)."""

    number = 2104


class PinMustChange(DeskError):
    """The one-time PIN must be replaced before work begins."""

    number = 2105


class LockedOut(DeskError):
    """Too many wrong tries; the next one counts after ``wait_seconds``."""

    number = 2106


class DeskLocked(DeskError):
    """Nobody is logged in."""

    number = 2107


class TerritoryFileWrong(DeskError):
    """The territory file breaks a rule (``path``)."""

    number = 5001
