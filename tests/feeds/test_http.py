"""Calendars over real HTTP: whoever knows an address reads, nobody else does, and nothing tells the address."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from icalendar import Calendar
from sqlalchemy import Connection, select

from bot.clock import MovableClock
from bot.feeds import Feeds
from domain.desk import Desk
from domain.oncall.plan import person_at
from storage import duty, feeds, people, tables
from storage.engine import Store
from storage.errors import StoreDown, StoreFull
from tests.engineers.office import BOSS, LI, WANG, ZHAO, make_desk

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""A Monday, 10:00 in Shanghai."""


@dataclass(frozen=True)
class Got:
    """An answer over HTTP."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def events(self) -> list[Any]:
        return list(Calendar.from_ical(self.body).walk("VEVENT"))

    @property
    def uids(self) -> set[str]:
        return {str(one["uid"]) for one in self.events}


@dataclass
class Shop:
    """A server of calendars, and who asks it."""

    store: Store
    clock: MovableClock
    feeds: Feeds
    session: aiohttp.ClientSession

    async def token(self, person: int) -> str:
        await self.store.write(lambda conn: feeds.make(conn, person, self.clock.now()))
        token = await self.store.read(lambda conn: feeds.token_of(conn, person))
        assert token is not None
        return token

    async def get(self, path: str, method: str = "GET", **headers: str) -> Got:
        address = f"http://127.0.0.1:{self.feeds.port}{path}"
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.session.request(method, address, headers=given) as answer:
            return Got(answer.status, answer.headers, await answer.text())

    async def calendar(self, token: str, more: str = "", **headers: str) -> Got:
        return await self.get(f"/calendar/{token}.ics{more}", **headers)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    store = await Store.open(f"sqlite:///{tmp_path / 'feeds.sqlite'}")
    desk, clock = replace(make_desk(), calendar_url="https://desk.example"), MovableClock(NOW)
    await store.write(lambda conn: people.sync_staff(conn, desk, NOW))
    server = Feeds(store, desk, clock, "127.0.0.1", 0)
    await server.start()
    async with aiohttp.ClientSession() as session:
        yield Shop(store, clock, server, session)
    await server.stop()
    await store.close()


async def test_the_address_gives_the_persons_own_duties(shop: Shop) -> None:
    got = await shop.calendar(await shop.token(WANG))
    assert got.status == 200
    assert got.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert got.events
    assert {str(one["summary"]).partition(": ")[2] for one in got.events} == {"Wang"}
    assert "X-WR-CALNAME:My duties" in got.body
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in got.body


async def test_every_event_is_what_the_plan_says(shop: Shop) -> None:
    got = await shop.calendar(await shop.token(LI), "?who=all")
    desk: Desk = shop.feeds.desk
    names = {one.name: one.id for one in desk.people.values()}
    layers = {"主值班": "primary", "副值班": "secondary"}
    assert len({str(one["summary"]) for one in got.events}) > 2, "everybody's"
    for one in got.events:
        layer, _, name = str(one["summary"]).partition(": ")
        for at in (one["dtstart"].dt, one["dtend"].dt - timedelta(seconds=1)):
            assert person_at(desk, layers[layer], at) == names[name]


async def test_a_change_of_the_rota_is_there_at_once_and_changes_tag_and_time(shop: Shop) -> None:
    token = await shop.token(ZHAO)
    before = await shop.calendar(token)
    shop.clock.advance(600)
    start, end = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    await shop.store.write(
        lambda conn: duty.change(conn, "override", ZHAO, start, end, BOSS, shop.clock.now(), layer="primary")
    )
    after = await shop.calendar(token, If_None_Match=before.headers["ETag"])
    assert after.status == 200
    assert any((one["dtstart"].dt, one["dtend"].dt) == (start, end) for one in after.events)
    assert before.headers["ETag"] != after.headers["ETag"]
    assert before.headers["Last-Modified"] == "Mon, 02 Mar 2026 02:00:00 GMT"
    assert after.headers["Last-Modified"] == "Mon, 02 Mar 2026 02:10:00 GMT"


async def test_what_has_not_changed_is_not_sent_again(shop: Shop) -> None:
    token = await shop.token(WANG)
    first = await shop.calendar(token)
    shop.clock.advance(3 * 3600)
    again = await shop.calendar(token)
    assert (again.body, again.headers["ETag"]) == (first.body, first.headers["ETag"])
    for known in (
        {"If_None_Match": first.headers["ETag"]},
        {"If_None_Match": f'"other", W/{first.headers["ETag"]}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": first.headers["Last-Modified"]},
        {"If_None_Match": first.headers["ETag"], "If_Modified_Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
    ):
        got = await shop.calendar(token, **known)
        assert (got.status, got.body) == (304, ""), known
        assert got.headers["ETag"] == first.headers["ETag"]
    for unknown in (
        {"If_None_Match": '"other"'},
        {"If_None_Match": '"other"', "If_Modified_Since": first.headers["Last-Modified"]},
        {"If_Modified_Since": "Mon, 02 Mar 2026 01:59:59 GMT"},
        {"If_Modified_Since": "yesterday"},
    ):
        assert (await shop.calendar(token, **unknown)).status == 200, unknown


async def test_both_views_have_tags_of_their_own(shop: Shop) -> None:
    token = await shop.token(WANG)
    mine, everybody = await shop.calendar(token, "?who=me"), await shop.calendar(token, "?who=all")
    assert mine.headers["ETag"] != everybody.headers["ETag"]
    assert mine.uids < everybody.uids
    assert (await shop.calendar(token, "?who=all", If_None_Match=mine.headers["ETag"])).status == 200
    assert (await shop.calendar(token, If_None_Match=mine.headers["ETag"])).status == 304


async def test_an_event_keeps_its_identity_from_day_to_day(shop: Shop) -> None:
    token = await shop.token(LI)
    first = await shop.calendar(token)
    shop.clock.advance(6 * 86400)
    later = await shop.calendar(token)
    assert first.uids <= later.uids
    assert len(later.uids) > len(first.uids)


async def test_a_head_is_answered_without_a_body(shop: Shop) -> None:
    got = await shop.get(f"/calendar/{await shop.token(WANG)}.ics", "HEAD")
    assert (got.status, got.body) == (200, "")
    assert got.headers["ETag"]


async def test_whatever_is_unknown_is_not_there(shop: Shop) -> None:
    token = await shop.token(WANG)
    for path in (
        "/", "/calendar/", f"/calendar/{token}", f"/calendar/{token}.ICS", f"/calendar/{token[:-1]}.ics",
        f"/calendar/{token}x.ics", f"/calendar/{'A' * 43}.ics", f"/calendar/{token}.ics?who=boss",
        f"/calendar/{token}.ics/", f"/calendar/../calendar/{token}.ics.ics", "/calendar/%27%20or%201.ics",
    ):  # fmt: skip
        assert (await shop.get(path)).status == 404, path
    assert (await shop.get(f"/calendar/{token}.ics", "POST")).status == 405


async def test_a_new_address_closes_the_old_one(shop: Shop) -> None:
    old = await shop.token(WANG)
    assert (await shop.calendar(old)).status == 200
    new = await shop.token(WANG)
    assert [(await shop.calendar(one)).status for one in (old, new)] == [404, 200]
    assert await shop.store.write(lambda conn: feeds.drop(conn, WANG))
    assert (await shop.calendar(new)).status == 404
    assert not await shop.store.write(lambda conn: feeds.drop(conn, WANG))


async def test_who_left_our_people_reads_nothing_any_more(shop: Shop) -> None:
    token = await shop.token(ZHAO)
    assert (await shop.calendar(token)).status == 200
    whole = shop.feeds.desk
    fewer = replace(whole, people={one: who for one, who in whole.people.items() if one != ZHAO})
    shop.feeds.desk = fewer
    assert (await shop.calendar(token)).status == 404
    # As the next start with these settings leaves the records.
    await shop.store.write(lambda conn: people.sync_staff(conn, fewer, NOW))
    shop.feeds.desk = whole
    assert (await shop.calendar(token)).status == 404


async def test_only_a_hash_is_on_record_and_addresses_are_long(shop: Shop, tmp_path: Path) -> None:
    token = await shop.token(WANG)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token), "256 bits"
    assert token != await shop.token(LI)
    await shop.calendar(token)
    await shop.store.backup(tmp_path / "copy.sqlite")
    for file in tmp_path.glob("*.sqlite*"):
        assert token.encode() not in file.read_bytes(), file


async def test_no_log_ever_holds_an_address(
    shop: Shop, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    token = await shop.token(WANG)
    await shop.calendar(token)
    await shop.calendar(token + "x")

    async def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError(token)

    async def down(*_: Any, **__: Any) -> Any:
        raise StoreDown(StoreDown.__doc__)

    for failing, status in ((broken, 500), (down, 503)):
        monkeypatch.setattr(shop.store, "report", failing)
        got = await shop.calendar(token)
        assert (got.status, got.body) == (status, "")
    # What is no HTTP at all is answered by aiohttp itself.
    with socket.create_connection(("127.0.0.1", shop.feeds.port)) as wire:
        wire.send(f"GET /calendar/{token}.ics HTTQ\r\n\r\n".encode())
        await shop.get("/")
    assert token not in caplog.text
    assert "faultline.feeds" in caplog.text


async def test_a_calendar_is_given_out_although_that_cannot_be_noted(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = await shop.token(WANG)

    async def full(*_: Any, **__: Any) -> Any:
        raise StoreFull(StoreFull.__doc__)

    monkeypatch.setattr(shop.store, "write", full)
    assert (await shop.calendar(token)).status == 200


async def test_that_it_was_asked_for_is_noted_once_an_hour(shop: Shop) -> None:
    token = await shop.token(WANG)
    noted = set()
    for _ in range(25):
        await shop.calendar(token)

        def read(conn: Connection) -> datetime | None:
            return conn.execute(select(tables.feeds.c.fetched_at)).scalar_one()

        noted.add(await shop.store.read(read))
        shop.clock.advance(300)
    assert len(noted) == 3


async def test_a_port_that_is_taken_is_told(shop: Shop) -> None:
    second = Feeds(shop.store, shop.feeds.desk, shop.clock, "127.0.0.1", shop.feeds.port)
    with pytest.raises(OSError, match="address already in use"):
        await second.start()
    await second.stop()
