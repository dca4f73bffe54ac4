"""Webhooks: updates are POSTed in order per chat, and again with growing pauses until they are taken."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import re
from collections import deque
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import aiohttp

from playground.errors import bad
from playground.params import Params
from playground.records import Json
from playground.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOCAL = ("localhost",)
Dispatch = Callable[[str, Params], Awaitable[None]]


class Webhook:
    """The way out for updates when a webhook is set; only addresses on this machine are spoken to."""

    def __init__(self, world: World, dispatch: Dispatch) -> None:
        self.world = world
        self.url = ""
        self.first_pause = 1.0
        self.longest_pause = 60.0
        self._dispatch = dispatch
        self._secret = ""
        self._connections = 40
        self._last_error: tuple[int, str] | None = None
        self._session: aiohttp.ClientSession | None = None
        self._gate = asyncio.Semaphore(40)
        self._queues: dict[int, deque[Json]] = {}
        self._workers: dict[int, asyncio.Task[None]] = {}

    async def set(self, p: Params) -> bool:
        """setWebhook: an empty url deletes it; pending updates are sent at once."""
        url = p.text("url")
        if not url:
            return await self.delete(p)
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not _loopback(parts.hostname or ""):
            raise bad("bad webhook: only addresses on this machine can be reached from the playground")
        secret = p.text("secret_token")
        if secret and not _SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        kinds = p.parsed("allowed_updates")
        if isinstance(kinds, list):
            self.world.updates.allow([str(kind) for kind in kinds])
        if p.flag("drop_pending_updates"):
            self.world.updates.drop()
        await self._stop_workers()
        self.url = url
        self._secret = secret
        self._connections = min(max(p.integer("max_connections") or 40, 1), 100)
        self._gate = asyncio.Semaphore(self._connections)
        self._last_error = None
        queue = self.world.updates
        queue.interrupt("Conflict: terminated by setWebhook request")
        queue.webhook_active = True
        queue.on_added = self._enqueue
        for _, update in list(queue.pending.values()):
            self._enqueue(update)
        return True

    async def delete(self, p: Params) -> bool:
        """deleteWebhook: undelivered updates stay for getUpdates unless they are to be dropped."""
        await self._stop_workers()
        self.url = ""
        self.world.updates.webhook_active = False
        self.world.updates.on_added = None
        if p.flag("drop_pending_updates"):
            self.world.updates.drop()
        return True

    async def info(self, p: Params) -> Json:
        """getWebhookInfo."""
        self.world.updates.expire()
        answer: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.world.updates.pending),
        }
        if self.url:
            answer |= {"max_connections": self._connections, "ip_address": "127.0.0.1"}
        if self._last_error is not None:
            answer["last_error_date"], answer["last_error_message"] = self._last_error
        if self.world.updates.allowed is not None:
            answer["allowed_updates"] = sorted(self.world.updates.allowed)
        return answer

    async def close(self) -> None:
        """Stop sending and close the connections."""
        await self._stop_workers()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _stop_workers(self) -> None:
        workers = list(self._workers.values())
        self._queues.clear()
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        self._workers.clear()

    def _enqueue(self, update: Json) -> None:
        key = _queue_key(update)
        self._queues.setdefault(key, deque()).append(update)
        if key not in self._workers:
            self._workers[key] = asyncio.create_task(self._work(key))

    async def _work(self, key: int) -> None:
        queue = self._queues[key]
        pause = self.first_pause
        while queue:
            update = queue[0]
            if update["update_id"] in self.world.updates.pending:
                async with self._gate:
                    delivered = await self._deliver(update)
                if not delivered:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, self.longest_pause)
                    self.world.updates.expire()
                    continue
                self.world.updates.confirm(update["update_id"])
            pause = self.first_pause
            queue.popleft()
        self._queues.pop(key, None)
        self._workers.pop(key, None)

    async def _deliver(self, update: Json) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        try:
            async with self._session.post(
                self.url, json=update, headers=headers, allow_redirects=False, ssl=False
            ) as response:
                body = await response.read()
                if 200 <= response.status < 300:
                    await self._reply(body)
                    return True
                words = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            words = (
                "Connection refused"
                if isinstance(error, aiohttp.ClientConnectorError)
                else "Read timeout expired"
            )
        self._last_error = (int(self.world.now()), words)
        return False

    async def _reply(self, body: bytes) -> None:
        try:
            call = json.loads(body)
        except ValueError:
            return
        if isinstance(call, dict) and isinstance(call.get("method"), str):
            name = call.pop("method")
            await self._dispatch(name, Params(call))


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in _LOCAL


def _queue_key(update: Json) -> int:
    for kind, payload in update.items():
        if kind == "callback_query":
            return int(payload["from"]["id"])
        if isinstance(payload, dict) and "chat" in payload:
            return int(payload["chat"]["id"])
    return 0
