"""A small server from which people's calendars fetch their duties; whoever knows the address may read.

There is one path, and one answer for everything that it does not know: 404. No address is ever logged.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from aiohttp import ETag, hdrs, web
from sqlalchemy import Connection

from bot.clock import Clock
from bot.delivery.calendar import ALL, MINE, Shifts, shifts, window
from domain.desk import Desk
from storage import duty, feeds, people
from storage.engine import Store
from storage.errors import StoreUnavailable
from storage.feeds import Feed

log = logging.getLogger("faultline.feeds")
# aiohttp's own words may hold the line that was asked for, and with it the address.
_silent = logging.getLogger("faultline.feeds.http")
_silent.disabled = True

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,86}")
_AT_A_TIME = 2
_SHUT_SECONDS = 2.0
_HEADERS = {
    hdrs.CACHE_CONTROL: "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class _Asked:
    feed: Feed
    desk: Desk
    language: str


class Feeds:
    """Give out calendars on `host` and `port` (0: any that is free). `desk` may be replaced."""

    def __init__(self, store: Store, desk: Desk, clock: Clock, host: str, port: int) -> None:
        self._store, self.desk, self._clock = store, desk, clock
        self._host, self._port = host, port
        self._runner: web.AppRunner | None = None
        self._working = asyncio.Semaphore(_AT_A_TIME)

    @property
    def port(self) -> int:
        """Where it listens."""
        assert self._runner is not None
        return int(self._runner.addresses[0][1])

    async def start(self) -> None:
        """Listen; OSError when that cannot be."""
        app = web.Application(client_max_size=1024)
        app.router.add_get("/calendar/{name}", self._give)
        runner = web.AppRunner(app, access_log=None, logger=_silent, shutdown_timeout=_SHUT_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except BaseException:
            await runner.cleanup()
            raise
        self._runner = runner

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _give(self, request: web.Request) -> web.Response:
        name, view = request.match_info["name"], request.query.get("who", MINE)
        token = name.removesuffix(".ics")
        if token == name or _TOKEN.fullmatch(token) is None or view not in (MINE, ALL):
            return _unknown()
        try:
            return await self._answer(request, token, view)
        except StoreUnavailable as trouble:
            log.warning("a calendar cannot be given out: %s", trouble)
            return web.Response(status=503, headers={hdrs.RETRY_AFTER: "300"})
        except Exception as broken:
            log.error("a calendar cannot be given out: %s", type(broken).__name__)
            return web.Response(status=500)

    async def _answer(self, request: web.Request, token: str, view: str) -> web.Response:
        now = self._clock.now()
        asked = await self._store.report(partial(_asked, token, self.desk, now))
        if asked is None:
            return _unknown()
        person = None if view == ALL else asked.feed.person_id
        async with self._working:
            # Eight weeks of everybody's duties are worked out in a thread: pages must not wait for it.
            found, fingerprint = await asyncio.to_thread(_worked_out, asked, person, now)
        since = feeds.since(asked.feed, view, fingerprint, now)
        if feeds.is_news(asked.feed, view, fingerprint, now):
            await self._note(asked.feed, view, fingerprint, since, now)
        return _response(request, found, fingerprint, since)

    async def _note(self, feed: Feed, view: str, fingerprint: str, since: datetime, now: datetime) -> None:
        try:
            await self._store.write(
                lambda conn: feeds.note(conn, feed, view, fingerprint, since, now), quiet=True
            )
        except StoreUnavailable as trouble:
            # The calendar is right all the same.
            log.warning("that a calendar was asked for cannot be noted: %s", trouble)


def _asked(token: str, desk: Desk, now: datetime, conn: Connection) -> _Asked | None:
    """What a token opens; None for nothing, and for somebody who is none of ours any more."""
    feed = feeds.behind(conn, token)
    if feed is None or feed.person_id not in desk.people:
        return None
    someone = people.find(conn, feed.person_id)
    if someone is None or not someone.staff:
        return None
    booked = duty.booked_since(conn, desk, window(desk, now)[0])
    return _Asked(feed, replace(booked, book=booked.book.of(desk.people)), someone.language)


def _worked_out(asked: _Asked, person: int | None, now: datetime) -> tuple[Shifts, str]:
    found = shifts(asked.desk, person, asked.language, now)
    return found, found.fingerprint()


def _response(request: web.Request, found: Shifts, fingerprint: str, since: datetime) -> web.Response:
    fresh = web.Response(
        body=found.written(since), content_type="text/calendar", charset="utf-8", headers=_HEADERS
    )
    fresh.headers[hdrs.CONTENT_DISPOSITION] = 'inline; filename="oncall.ics"'
    fresh.etag, fresh.last_modified = fingerprint, since
    if not _has_it(request, fingerprint, since):
        return fresh
    same = web.Response(status=304, headers=_HEADERS)
    same.etag, same.last_modified = fingerprint, since
    return same


def _has_it(request: web.Request, fingerprint: str, since: datetime) -> bool:
    """Whether whoever asks has this already (RFC 9110: the tag, if there is one, decides alone)."""
    known: tuple[ETag, ...] | None = request.if_none_match
    if known is not None:
        return any(one.value in (fingerprint, "*") for one in known)
    seen = request.if_modified_since
    return seen is not None and since <= seen


def _unknown() -> web.Response:
    return web.Response(status=404, text="404\n", headers=_HEADERS)
