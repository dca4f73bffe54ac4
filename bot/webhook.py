"""The other way in: Telegram calls us. For those who can offer an address with HTTPS; asking is the default."""

from __future__ import annotations

import hmac
import json
import logging
from dataclasses import dataclass

from aiohttp import web
from telegram import Update
from telegram.error import TelegramError

from bot.intake import ALLOWED_UPDATES, Intake
from bot.trouble import describe

_log = logging.getLogger(__name__)
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_PATH = "/telegram"


@dataclass(frozen=True)
class WebhookSettings:
    """`url` is the public address that leads here; `secret` (1 to 256 of A-Z a-z 0-9 _ -) is what proves the caller."""

    url: str
    secret: str
    host: str = "127.0.0.1"
    port: int = 8443
    path: str = _PATH


class Webhook:
    """A small server that takes updates and confirms each when it is stored."""

    def __init__(self, intake: Intake, settings: WebhookSettings) -> None:
        self._intake = intake
        self._settings = settings
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen, work off what is left, then tell Telegram the address.

        Raises OSError when the port is taken, TelegramError when Telegram refuses the address.
        """
        app = web.Application(client_max_size=4 * 1024**2)
        app.router.add_post(self._settings.path, self._take)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        self._runner = runner
        await web.TCPSite(runner, self._settings.host, self._settings.port).start()
        await self._intake.start_handling()
        await self._intake.bot.set_webhook(
            self._settings.url, secret_token=self._settings.secret, allowed_updates=ALLOWED_UPDATES
        )

    async def stop(self) -> None:
        """Stop listening. Telegram keeps the address and what it could not deliver: nothing is lost meanwhile."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _take(self, request: web.Request) -> web.Response:
        given = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._settings.secret.encode()):
            return web.Response(status=403)
        try:
            update = Update.de_json(json.loads(await request.read()), self._intake.bot)
        except Exception as exc:
            # To be asked again for what cannot be read would block everything behind it.
            _log.error("an update cannot be read and is left out: %s", describe(exc))
            return web.Response()
        try:
            await self._intake.queue.put(update)
        except TelegramError:
            return web.Response(status=503)
        return web.Response()
