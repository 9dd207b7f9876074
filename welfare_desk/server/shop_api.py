# SPDX-License-Identifier: EUPL-1.2
"""``/shop/v1/…``: JSON for a shop's own system, with a key of its own (docs/shop-api.md)."""

from __future__ import annotations

import logging
import time
import tomllib
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import msgspec
from litestar import MediaType, Request, Response, get, post
from litestar.datastructures import State
from litestar.exceptions import HTTPException

from welfare_desk.core.money import euro_text
from welfare_desk.core.refusals import DeskError
from welfare_desk.core.resources import resource_path
from welfare_desk.core.text import clean_needed
from welfare_desk.server import shops
from welfare_desk.server.central import Central
from welfare_desk.server.shops import Answered, Asked, ShopPace
from welfare_desk.store.faults import DATABASE_AWAY

_log = logging.getLogger(__name__)
LONGEST_REFERENCE: Final = 40
_AGAIN: Final = frozenset({"card_waits", "card_balance_elsewhere"})
"""Refusals that may be another answer later: the shop asks again with the same reference."""


class ShopAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What a shop's system is told."""

    result: str
    """``done``, ``reversed``, ``unknown`` or ``refused``."""
    reference: str = ""
    operation: str = ""
    amount_cents: int = 0
    left_cents: int = 0
    spent_on: str = ""
    repeated: bool = False
    code: str = ""
    words_it: str = ""
    words_en: str = ""


class _Stop(Exception):
    """A request that is answered before it reaches a card."""

    def __init__(self, status: int, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.status, self.code, self.facts = status, code, facts


class ShopDoor:
    """Answers the requests of shops' systems."""

    def __init__(self, central: Central) -> None:
        self._central = central
        self._pace = ShopPace(time.monotonic)

    def redeem(self, request: Request[Any, Any, State], asked: Asked) -> Response[ShopAnswer]:
        """Take a purchase in."""

        def work(territory_id: str, merchant_id: str) -> Answered:
            reference = _reference(asked.reference)
            if not 0 < asked.amount_cents < 100_000_000:
                raise _Stop(400, "shop_request_wrong", field="amount_cents")
            if not asked.card.strip() or len(asked.card) > 300:
                raise _Stop(400, "shop_request_wrong", field="card")
            own = msgspec.structs.replace(asked, reference=reference)
            return shops.redeem(self._central, territory_id, merchant_id, own)

        return self._answer(request, work)

    def operation(self, request: Request[Any, Any, State], reference: str) -> Response[ShopAnswer]:
        """Say what became of a reference."""

        def work(territory_id: str, merchant_id: str) -> Answered:
            own = _reference(reference)
            return shops.passed(self._central, territory_id, merchant_id, own)

        return self._answer(request, work)

    def _answer(
        self, request: Request[Any, Any, State], work: Callable[[str, str], Answered]
    ) -> Response[ShopAnswer]:
        try:
            told = work(*self._known(request))
        except _Stop as stop:
            return _refused(stop.status, stop.code, stop.facts)
        except DATABASE_AWAY as trouble:
            _log.error("shop: the database is away: %s", type(trouble).__name__)
            return _refused(503, "server_answer_strange", {})
        if told.result == "refused":
            status = 409 if told.code in _AGAIN else 422
            return _refused(status, told.code, {}, told.reference)
        return Response(
            ShopAnswer(
                result=told.result,
                reference=told.reference,
                operation=told.operation,
                amount_cents=told.amount_cents,
                left_cents=told.left_cents,
                spent_on=told.spent_on.isoformat() if told.spent_on else "",
                repeated=told.repeated,
            ),
            status_code=404 if told.result == "unknown" else 200,
        )

    def _known(self, request: Request[Any, Any, State]) -> tuple[str, str]:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        known = None
        if scheme.lower() == "bearer" and key.startswith(shops.PREFIX):
            known = shops.shop_of(self._central, key.strip())
        if known is None:
            raise _Stop(401, "shop_key_wrong")
        seconds = self._pace.wait(known[1])
        if seconds:
            raise _Stop(429, "shop_too_fast", seconds=seconds)
        return known


def shop_handlers(central: Central) -> list[Any]:
    """Return the handlers of ``/shop/v1/``."""
    door = ShopDoor(central)

    @post(
        "/shop/v1/redeem",
        sync_to_thread=True,
        status_code=200,
        media_type=MediaType.JSON,
        exception_handlers={HTTPException: _unreadable},
    )
    def redeem(request: Request[Any, Any, State], data: Asked) -> Response[ShopAnswer]:
        """Take a purchase in, finally; the same reference again is answered as it was then."""
        return door.redeem(request, data)

    @get(
        "/shop/v1/operation/{reference:str}",
        sync_to_thread=True,
        media_type=MediaType.JSON,
        exception_handlers={HTTPException: _unreadable},
    )
    def operation(request: Request[Any, Any, State], reference: str) -> Response[ShopAnswer]:
        """Say whether a purchase went through, by the shop's own reference."""
        return door.operation(request, reference)

    return [redeem, operation]


def _reference(text: str) -> str:
    try:
        return clean_needed(text, LONGEST_REFERENCE, "reference")
    except DeskError:
        raise _Stop(400, "shop_request_wrong", field="reference") from None


def _unreadable(_: Request[Any, Any, State], error: HTTPException) -> Response[ShopAnswer]:
    """Return what the framework refused: a body that is no purchase."""
    return _refused(error.status_code, "shop_request_wrong", {"field": "body"})


def _refused(
    status: int, code: str, facts: dict[str, str | int], reference: str = ""
) -> Response[ShopAnswer]:
    texts = _sentences().get(code) or _sentences()["desk_error"]
    words = {lang: _filled(texts[lang], facts, lang) for lang in ("it", "en")}
    answer = ShopAnswer(
        result="refused",
        reference=reference,
        code=code,
        words_it=words["it"],
        words_en=words["en"],
    )
    headers = {"Retry-After": "1"} if status == 429 else {}
    return Response(answer, status_code=status, headers=headers)


def _filled(template: str, facts: dict[str, str | int], lang: str) -> str:
    said = {
        name: euro_text(value, lang)
        if name.endswith("_cents") and isinstance(value, int)
        else value
        for name, value in facts.items()
    }
    return template.format_map(_Dash(said))


class _Dash(dict[str, Any]):
    def __missing__(self, _key: str) -> str:
        return "–"


@cache
def _sentences() -> dict[str, dict[str, str]]:
    path = resource_path("wording", "refusals.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
