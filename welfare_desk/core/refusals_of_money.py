# SPDX-License-Identifier: EUPL-1.2
"""What is refused about redemptions, shops, settlements and closing a fund (2501 to 2599)."""

from __future__ import annotations

from welfare_desk.core.desk_error import DeskError


class ShopNotAdmitted(DeskError):
    """The shop may not take cards of this fund on that day."""

    number = 2501


class VoucherWhole(DeskError):
    """A voucher of this fund is spent whole or not at all (``left_cents``)."""

    number = 2502


class ReferenceTwice(DeskError):
    """The shop's reference was taken in before for this card."""

    number = 2503


class RedemptionUnknown(DeskError):
    """The redemption is not at this desk."""

    number = 2504


class RedemptionReversed(DeskError):
    """The redemption was taken back before."""

    number = 2505


class RedemptionSettled(DeskError):
    """The redemption is in a settlement that was closed: it can no longer be taken back."""

    number = 2506


class ReversalTooLate(DeskError):
    """The days in which a redemption can be taken back are over (``days``)."""

    number = 2507


class SettlementUnknown(DeskError):
    """The settlement is not at this desk."""

    number = 2508


class SettlementEmpty(DeskError):
    """Nothing of the shop is left to settle in these days."""

    number = 2509


class SettlementChanged(DeskError):
    """Some of what a settlement lists was settled or taken back elsewhere (``missing``)."""

    number = 2510


class SettlementNotReady(DeskError):
    """The settlement cannot go this step as it stands (``state``)."""

    number = 2511


class DifferencesOpen(DeskError):
    """Lines in which desk, shop and bank differ are not closed yet (``open``)."""

    number = 2512


class DebitNoteDiffers(DeskError):
    """The debit note asks for another sum than the settlement (``due_cents``)."""

    number = 2513


class SlipMissing(DeskError):
    """Slips that the settlement lists were not brought (``missing``)."""

    number = 2514


class IbanWrong(DeskError):
    """A payment needs the account of the shop and of the payer, each with a good IBAN."""

    number = 2515


class FundHeld(DeskError):
    """Desks still hold euros of the fund (``desks``, ``held_cents``)."""

    number = 2516


class FundRuns(DeskError):
    """The fund's period or its cards' last day is not over (``until``)."""

    number = 2517


class FundShut(DeskError):
    """The fund was closed with its report; nothing more moves in it."""

    number = 2518


class ReturnTwice(DeskError):
    """The same file or return was taken in before (``on``); nothing is added."""

    number = 2519


class ReturnUnknown(DeskError):
    """The return is not at this desk."""

    number = 2520


class ShopKeyWrong(DeskError):
    """The shop's key is not known or was withdrawn."""

    number = 2521


class ShopTooFast(DeskError):
    """A shop's system asked too often (``seconds``)."""

    number = 2522


class ShopRequestWrong(DeskError):
    """A shop's request cannot be read (``field``)."""

    number = 2523


class CardWaits(DeskError):
    """A desk holds the card's balance: the server cannot take it in now."""

    number = 2524


class CardUsed(DeskError):
    """Nothing is left on the card: it was spent to the last cent."""

    number = 2525


class FundOwes(DeskError):
    """Shops are still owed money of the fund (``owed_cents``)."""

    number = 2526


class PaymentEmpty(DeskError):
    """Nothing is ready to be paid: no settlement with a debit note waits."""

    number = 2527


class PeriodTurned(DeskError):
    """The first day of a period lies after its last."""

    number = 2528


class SlipAmountNeeded(DeskError):
    """A card with a balance was read, and nothing says how much was spent (``left_cents``)."""

    number = 2529


class ReturnClosed(DeskError):
    """The return was closed, or is another desk's: nothing is taken out of it any more."""

    number = 2530
