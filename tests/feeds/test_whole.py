"""The whole desk with calendars: from the settings to the chat to the calendar, and after a restart."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import aiohttp
import pytest
from icalendar import Calendar

from bot.demo.cast import ENGINEERS as STAFF
from tests.e2e.stage import LIN, Played, played

NAMES = {player.id: player.name for player in STAFF}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def address_in(desk: Played, person: int) -> str:
    """The newest address that was said to somebody."""
    found = [one for words in desk.texts(person) for one in re.findall(r"http://\S+\.ics", words)]
    return found[-1]


async def fetch(address: str) -> tuple[int, set[str]]:
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        words = await answer.text()
        events = Calendar.from_ical(words).walk("VEVENT") if answer.status == 200 else []
        return answer.status, {str(one["summary"]).partition(": ")[2] for one in events}


async def test_an_address_from_the_chat_opens_the_calendar_until_it_is_changed(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        me = desk.on_duty[0]
        await desk.say(me, "/oncall feed")
        assert desk.said(me, "/oncall ics"), "without the setting there is only the file"
        port = free_port()
        more = f'\n[calendar]\nlisten = "127.0.0.1:{port}"\npublic_url = "http://127.0.0.1:{port}/"\n'
        await desk.restart(settings=lambda written: written + more)
        await desk.say(me, "/oncall feed")
        address = address_in(desk, me)
        assert await fetch(address) == (200, {NAMES[me]})
        status, everybody = await fetch(f"{address}?who=all")
        assert status == 200
        assert len(everybody) > 2
        await desk.say(LIN, f"/override primary {NAMES[me]} 14:00")
        await desk.restart()
        assert (await fetch(address))[0] == 200, "an address outlives a restart"
        await desk.say(me, "/oncall feed")
        await desk.press(me, "oc.f.new")
        fresh = address_in(desk, me)
        assert fresh != address
        assert [(await fetch(one))[0] for one in (address, fresh)] == [404, 200]
        await desk.restart(settings=lambda written: without(written, me))
        assert (await fetch(fresh))[0] == 404, "who left reads nothing"
        await desk.restart(settings=lambda written: written.replace(more, ""))
        with pytest.raises(aiohttp.ClientError):
            await fetch(fresh)


async def test_a_port_that_is_taken_costs_the_calendar_and_not_the_desk(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with played(tmp_path) as desk:
            more = f'\n[calendar]\nlisten = "127.0.0.1:{port}"\npublic_url = "https://desk.example"\n'
            await desk.restart(settings=lambda written: written + more)
            assert "calendar.listen: cannot listen" in caplog.text
            await desk.say(desk.on_duty[0], "/oncall")
            assert desk.said(desk.on_duty[0], NAMES[desk.on_duty[0]])


def without(written: str, person: int) -> str:
    """The settings without somebody of ours."""
    blocks = re.split(r"(?m)^(?=\[\[people\]\])", written)
    kept = "".join(one for one in blocks if f"telegram_id = {person}\n" not in one or one == blocks[0])
    return re.sub(rf"\b{person}, |, {person}\b", "", kept)
