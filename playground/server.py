"""The playground on one port: the Bot API, the people's side and the page."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from playground.botapi import MAX_BODY, BotApi, Call
from playground.clock import MovableClock
from playground.people_api import PeopleApi
from playground.records import User
from playground.world import World

STATIC = Path(__file__).parent / "static"
Advance = Callable[[float | str], Awaitable[None]]


class Playground:
    """A Telegram on this machine; `clock` gives Unix seconds, port 0 takes a free one.

    Whoever starts it may set `on_advance` (moves the time by seconds, or to the next deadline for "next"),
    `next_deadline` (when that is) and `guide` (what the page explains, by language).
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        clock: Callable[[], float] = time.time,
        token: str = "123456:PLAYGROUND",  # noqa: S107
        bot_username: str = "faultline_demo_bot",
        bot_name: str = "Faultline",
    ) -> None:
        self.host = host
        self.port = port
        self.token = token
        self.clock = MovableClock(clock)
        bot = User(int(token.split(":", maxsplit=1)[0]), bot_name, username=bot_username, is_bot=True)
        self.world = World(self.clock, bot)
        self.bot_api = BotApi(self.world, token)
        self.on_advance: Advance | None = None
        self.next_deadline: Callable[[], float | None] = lambda: None
        self.guide: Callable[[str], dict[str, Any]] = lambda lang: {"title": "", "steps": []}
        self.people_api = PeopleApi(self.world, self)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://{self.host}:{self.port}"

    @property
    def api_base(self) -> str:
        """python-telegram-bot's `base_url`."""
        return f"{self.url}/bot"

    @property
    def file_base(self) -> str:
        """python-telegram-bot's `base_file_url`."""
        return f"{self.url}/file/bot"

    @property
    def calls(self) -> deque[Call]:
        """The latest calls of the bot with their answers."""
        return self.bot_api.calls

    async def start(self) -> None:
        """Listen; OSError when the port is taken."""
        runner = web.AppRunner(
            self._application(), access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        await runner.setup()
        site = web.TCPSite(runner, self.host, self.port)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()
            raise
        self.port = runner.addresses[0][1]
        self._runner = runner

    async def stop(self) -> None:
        """Stop listening, ending long polls and webhooks."""
        self.world.updates.close()
        await self.bot_api.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Playground:
        """Start and return itself."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def advance(self, by: float | str) -> None:
        """Move the time by seconds, or to the next deadline for "next", and tell everybody."""
        if self.on_advance is not None:
            await self.on_advance(by)
        else:
            deadline = self.next_deadline()
            if isinstance(by, str):
                by = max((deadline or self.clock()) - self.clock(), 0.0)
            self.clock.advance(by)
        self.world.events.add({"type": "clock", "now": self.clock()}, None)

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_route("*", "/bot{token}/{method}", self.bot_api.handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self.bot_api.download)
        self.people_api.add_routes(app)
        app.router.add_get("/", _page)
        app.router.add_get("/{path:.+}", _page)
        return app


async def _page(request: web.Request) -> web.StreamResponse:
    path = (STATIC / (request.match_info.get("path") or "index.html")).resolve()
    if path.is_dir():
        path = path / "index.html"
    if not path.is_relative_to(STATIC.resolve()) or not path.is_file():
        raise web.HTTPNotFound(text="there is no such page")
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})
