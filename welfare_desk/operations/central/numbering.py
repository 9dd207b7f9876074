# SPDX-License-Identifier: EUPL-1.2
"""Blocks of printed numbers: the text of each number, and whether a desk used it as granted."""

from __future__ import annotations

from collections.abc import Callable

from welfare_desk.core import numbers
from welfare_desk.models.central import Block
from welfare_desk.operations.operation import Operation
from welfare_desk.protocol.envelope import Act

NUMBER_TEXTS: dict[str, Callable[[int, int, int], str]] = {
    "number:booking": numbers.booking_text,
    "number:receipt": numbers.receipt_text,
}
# The texts have room for so many epochs; after them the block numbers still differ.
_SHORT_EPOCHS = 64
_CARD_EPOCHS = 1024


def number_text(resource: str, epoch: int, block: int, index: int) -> str:
    """Return a printed number: of a booking, of a receipt, or (``serial:…``) of a card."""
    short = NUMBER_TEXTS.get(resource)
    if short is not None:
        return short(epoch % _SHORT_EPOCHS, block, index)
    return numbers.serial_text(epoch % _CARD_EPOCHS, block, index)


def fits(operation: Operation, act: Act, blocks: dict[str, Block]) -> bool:
    """Tell whether each number is the one that its block has at its index.

    Of a block that is not known here (an older state of the store was restored) nothing can
    be said.
    """
    if not act.serials:
        return True
    wanted = [
        take.resource
        for take in operation.takes()
        if take.mode == "number"
        for _ in range(take.quantity)
    ]
    for resource, serial in zip(wanted, act.serials, strict=False):
        block = blocks.get(serial.lease)
        if block is None:
            continue
        if block.resource != resource or not 0 <= serial.index < block.size:
            return False
        if serial.text != number_text(resource, block.epoch, block.block, serial.index):
            return False
    return True
