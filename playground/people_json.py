"""JSON in and out of the people's side: bodies, refusals, answers."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from playground.errors import ApiError, PeopleError
from playground.records import Json

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answering(handler: Callable[[web.Request], Awaitable[Any]]) -> Handler:
    """Wrap a call: what it returns becomes JSON, what it refuses becomes `{"error": …}`."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            result = await handler(request)
        except PeopleError as refusal:
            return _json({"error": refusal.message}, refusal.status)
        except ApiError as refusal:
            return _json({"error": refusal.description}, 400)
        return result if isinstance(result, web.StreamResponse) else _json(result)

    return answer


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(
        text=json.dumps(value, ensure_ascii=False),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


async def read_body(request: web.Request) -> Json:
    """Return the JSON object of a request; an empty body is an empty object."""
    raw = await request.read()
    try:
        body = json.loads(raw) if raw else {}
    except ValueError:
        raise PeopleError(400, "the body is not JSON") from None
    if not isinstance(body, dict):
        raise PeopleError(400, "the body is a JSON object")
    return body


def optional(body: Json, name: str, kind: type | tuple[type, ...]) -> Any:
    """Return a field that may be absent or null, but not of another type."""
    return None if body.get(name) is None else need(body, name, kind)


def numbers(body: Json, name: str) -> list[int]:
    """Return a list of ids that may be absent."""
    value = body.get(name) or []
    if not isinstance(value, list) or not all(isinstance(i, int) and not isinstance(i, bool) for i in value):
        raise PeopleError(400, f"{name} is a list of ids")
    return value


def need(body: Json, name: str, kind: type | tuple[type, ...]) -> Any:
    """Return a field that must be there and of a type."""
    value = body.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise PeopleError(400, f"{name} is missing or of the wrong type")
    return value
