"""The Bot API over HTTP: reading a call, meeting faults and limits, doing it, answering."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from playground import groups, topics
from playground.errors import ApiError, too_many
from playground.faults import Fault
from playground.files import MAX_DOWNLOAD
from playground.methods import METHODS
from playground.params import Params, Upload
from playground.webhooks import Webhook
from playground.world import World

MAX_BODY = 60 * 1024 * 1024
MAX_POLL_SECONDS = 50
_LOST = frozenset({"timeout_before", "drop"})
_LOST_AFTER = frozenset({"timeout_after", "drop_after"})


@dataclass(slots=True)
class Call:
    """One call as answered; `params` as they came, files by name; `at` is the playground's time."""

    method: str
    params: dict[str, Any]
    answer: dict[str, Any]
    at: float
    lost: bool = False


class LostError(Exception):
    """The answer never reaches the caller: the connection is held for `hold` seconds, then dropped."""

    def __init__(self, hold: float) -> None:
        super().__init__("the connection is dropped")
        self.hold = hold


class BotApi:
    """Serves `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self.webhook = Webhook(world, self.answer_from_webhook)
        self.calls: deque[Call] = deque(maxlen=20_000)
        self.on_call: Callable[[Call], None] | None = None
        self._special: dict[str, Callable[[Params], Awaitable[Any]]] = {
            "getUpdates": self._get_updates,
            "setWebhook": self.webhook.set,
            "deleteWebhook": self.webhook.delete,
            "getWebhookInfo": self.webhook.info,
        }
        self._names = {name.lower(): name for name in (*METHODS, *self._special)}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request for a method."""
        if request.match_info["token"] != self.token:
            return _respond(ApiError(401, "Unauthorized").body())
        name = self._names.get(request.match_info["method"].lower())
        if name is None:
            return _respond(ApiError(404, "Not Found").body())
        try:
            params = await read_params(request)
        except web.HTTPRequestEntityTooLarge:
            return _respond(ApiError(413, "Request Entity Too Large").body())
        except ApiError as refusal:
            return _respond(refusal.body())
        try:
            return _respond(await self.answer(name, params))
        except LostError as lost:
            return await _drop(request, lost.hold)

    async def answer(self, name: str, params: Params) -> dict[str, Any]:
        """Carry out a call and return its envelope; raises `LostError` when a fault swallows it."""
        lost: LostError | None = None
        try:
            fault = self.world.faults.pick(name, params)
            if fault is not None:
                self._before(fault, params)
            body = {"ok": True, "result": await self._result(name, params)}
            if fault is not None and fault.kind in _LOST_AFTER:
                lost = LostError(fault.hold if fault.kind == "timeout_after" else 0)
        except ApiError as refusal:
            body = refusal.body()
        except LostError as gone:
            lost = gone
            body = {}
        self._record(Call(name, _shown(params), body, self.world.now(), lost is not None))
        if lost is not None:
            raise lost
        return body

    async def answer_from_webhook(self, name: str, params: Params) -> None:
        """Carry out a call that came as the answer to an update; its result goes nowhere."""
        known = self._names.get(name.lower())
        if known is not None:
            with suppress(LostError):
                await self.answer(known, params)

    def _record(self, call: Call) -> None:
        self.calls.append(call)
        if self.on_call is not None:
            self.on_call(call)

    async def _result(self, name: str, params: Params) -> Any:
        special = self._special.get(name)
        if special is not None:
            return await special(params)
        if self.world.limits.enabled:
            self.world.limits.check(name, params.integer("chat_id"), _weight(name, params))
        return METHODS[name](self.world, params)

    def _before(self, fault: Fault, params: Params) -> None:
        if fault.kind == "error_500":
            raise ApiError(500, "Internal Server Error")
        if fault.kind == "error_502":
            raise ApiError(502, "Bad Gateway")
        if fault.kind == "retry_after":
            raise too_many(fault.retry_after)
        if fault.kind in _LOST:
            raise LostError(fault.hold if fault.kind == "timeout_before" else 0)
        chat = self.world.chats.get(params.integer("chat_id") or 0)
        if chat is None or chat.migrated_to is not None:
            return
        if fault.kind == "migrate" and chat.type == "group":
            groups.migrate(self.world, chat)
        if fault.kind == "delete_topic":
            topic = chat.topics.get(params.integer("message_thread_id") or 0)
            if topic is not None and not topic.deleted:
                topics.delete(self.world, chat, topic)

    async def _get_updates(self, params: Params) -> list[dict[str, Any]]:
        if "allowed_updates" in params.values:
            kinds = params.parsed("allowed_updates")
            self.world.updates.allow([str(k) for k in kinds] if isinstance(kinds, list) else None)
        limit = params.integer("limit") or 100
        timeout = min(max(params.integer("timeout") or 0, 0), MAX_POLL_SECONDS)
        offset = params.integer("offset") or 0
        return await self.world.updates.poll(offset, min(max(limit, 1), 100), timeout)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Serve a file that getFile gave a path for."""
        if request.match_info["token"] != self.token:
            return _respond(ApiError(401, "Unauthorized").body())
        stored = self.world.files.by_path.get(request.match_info["path"])
        if stored is None or stored.data is None or stored.size > MAX_DOWNLOAD:
            return _respond(ApiError(404, "Not Found").body())
        return web.Response(body=stored.data, content_type="application/octet-stream")


async def read_params(request: web.Request) -> Params:
    """Read the query string and the body, be it JSON, a form or multipart."""
    values: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.body_exists:
        if request.content_type == "application/json":
            try:
                body = await request.json()
            except ValueError:
                raise ApiError(400, "Bad Request: can't parse JSON object") from None
            values.update(body if isinstance(body, dict) else {})
        else:
            for name, part in (await request.post()).items():
                if isinstance(part, web.FileField):
                    uploads[name] = Upload(part.filename, part.content_type or None, part.file.read())
                    part.file.close()
                else:
                    values[name] = part if isinstance(part, str) else part.decode()
    return Params(values, uploads)


def _weight(name: str, params: Params) -> int:
    if name in ("sendMediaGroup", "copyMessages"):
        items = params.parsed("media" if name == "sendMediaGroup" else "message_ids")
        return len(items) if isinstance(items, list) and items else 1
    return 1


def _shown(params: Params) -> dict[str, Any]:
    return {**params.values, **{name: f"<file {up.name}>" for name, up in params.uploads.items()}}


def _respond(body: dict[str, Any]) -> web.Response:
    headers = None
    retry_after = body.get("parameters", {}).get("retry_after") if not body["ok"] else None
    if retry_after is not None:
        headers = {"Retry-After": str(retry_after)}
    return web.Response(
        text=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        status=200 if body["ok"] else body["error_code"],
        content_type="application/json",
        headers=headers,
    )


async def _drop(request: web.Request, hold: float) -> web.StreamResponse:
    if hold > 0:
        await asyncio.sleep(hold)
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=502)
