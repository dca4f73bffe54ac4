"""The desk as a process: told to stop, started twice, cut off in an album, down when a step falls due, a full disk."""

from __future__ import annotations

import asyncio
import resource
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from playground import people
from playground.records import Message
from tests.process.crowd import Crowd, Customer, customers
from tests.process.rig import (
    BOSS,
    ENGINEERS,
    FIRST,
    MANAGER,
    SECOND,
    Rig,
    limited_as_telegram,
    prepare,
    rigged,
    words,
)

pytestmark = pytest.mark.process

PRESET = """
title = { zh = "短", en = "Short" }
warn_at = [50]
confirm_within = "3d"
[calendars.always]
hours = "7x24"
[[levels]]
number = 1
label = { zh = "一级", en = "Level 1" }
meaning = { zh = "全停", en = "all down" }
acknowledge = "2s"
[levels.clocks]
response = { within = "1h", calendar = "always" }
[[rules]]
level = 1
when = {}
"""


async def _with_tickets(rig: Rig, many: int) -> list[Customer]:
    """Customers whose faults are tickets, with everything said."""
    crowd = customers(many)
    await prepare(rig, [(one.id, one.name) for one in crowd])
    await rig.start()
    await rig.until_open()
    players = Crowd(rig, crowd)
    players.report()
    playing = asyncio.create_task(players.run())
    await rig.until_quiet(also=players.content)
    playing.cancel()
    return crowd


async def test_told_to_stop_the_desk_ends_well_and_goes_on_where_it_was(tmp_path: Path) -> None:
    crowd = customers(12)
    async with rigged(tmp_path) as rig:
        await prepare(rig, [(one.id, one.name) for one in crowd])
        limited_as_telegram(rig)
        players = Crowd(rig, crowd)
        playing = asyncio.create_task(players.run())
        await rig.start()
        await rig.until_open()
        players.report()
        for enough in (8, 40):
            await rig.until(lambda: len([one for one in rig.seen if one.row]) > enough)  # noqa: B023
            assert await rig.stop() == 0
            assert not rig.rows("SELECT id FROM outbox WHERE state = 'sending'"), (
                "what was under way was ended"
            )
            assert "Traceback" not in rig.log()
            await rig.start()
        await rig.until_quiet(also=players.content)
        playing.cancel()
        assert await rig.stop() == 0
        assert rig.count("SELECT count(*) FROM tickets") == len(crowd)
        rows = [(one.row, one.call.method) for one in rig.seen if one.row and one.carried_out]
        assert len(rows) == len(set(rows)), "nothing is said twice"


async def test_a_second_desk_on_the_same_database_is_refused_with_one_line(tmp_path: Path) -> None:
    async with rigged(tmp_path) as rig:
        await prepare(rig, [])
        await rig.start()
        await rig.until_open()
        other = await rig.spawn("bot", "run", "--config", str(rig.config))
        async with asyncio.timeout(90):
            assert await other.wait() == 1
        (line,) = (tmp_path / "other.log").read_text(encoding="utf-8").splitlines()
        assert "another process works with" in line
        assert rig.running, "the first one goes on"
        assert await rig.stop() == 0


@pytest.mark.parametrize("at", ["reception", "delivery"])
async def test_an_album_of_ten_reaches_the_topic_whole_after_a_kill(tmp_path: Path, at: str) -> None:
    async with rigged(tmp_path) as rig:
        (one,) = await _with_tickets(rig, 1)
        before = len(_photos(rig))
        photos = [people.medium(rig.world, "photo", _png(shade)) for shade in range(10)]
        if at == "delivery":
            rig.on_row = lambda: rig.strike() if rig.seen[-1].call.method == "copyMessages" else None
        people.send_media(rig.world, one.id, photos, caption=f"{one.mark} 现场照片")
        if at == "reception":
            kept = "SELECT count(*) FROM said WHERE media IS NOT NULL"
            await rig.until(lambda: rig.count(kept) > 2)
        else:
            await rig.until(lambda: not rig.running)
        await rig.kill()
        rig.on_row = lambda: None
        await rig.start()
        await rig.until_quiet()
        assert await rig.stop() == 0
        thread = rig.count("SELECT thread_id FROM tickets")
        albums: dict[str | None, set[str]] = {}
        for message in _photos(rig)[before:]:
            assert message.thread_id == thread
            albums.setdefault(message.media_group_id, set()).add(
                str(message.content["photo"][-1]["file_unique_id"])
            )
        sent = {photo["photo"][-1]["file_unique_id"] for photo in photos}
        assert set().union(*albums.values()) == sent, "all ten"
        whole = [album for group, album in albums.items() if group is not None and album == sent]
        if at == "reception":
            assert len(whole) == len(albums) == 1, "as one album, once"
        else:
            assert len(whole) == len(albums) == 2, "a copy cannot carry a mark: cut off, it comes twice"


async def test_a_step_that_fell_due_while_the_desk_was_down_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "short.toml").write_text(PRESET, encoding="utf-8")
    async with rigged(tmp_path, preset="short.toml") as rig:
        crowd = customers(1)
        await prepare(rig, [(one.id, one.name) for one in crowd])
        await rig.start()
        await rig.until_open()
        Crowd(rig, crowd).report()
        await rig.until(lambda: any("#1 " in text for text in rig.texts(FIRST)), told="the first page")
        await rig.kill()
        paged = {person: len(rig.texts(person)) for person in (FIRST, SECOND, BOSS, MANAGER)}
        # Down for an hour: the second step, the superior's, the managers' and several rounds would have come.
        rig.change(
            "UPDATE timers SET due_at = ? WHERE kind = 'ladder'",
            (datetime.now(UTC) - timedelta(hours=1)).replace(tzinfo=None).isoformat(" "),
        )
        await rig.start()
        await rig.until(lambda: len(rig.texts(SECOND)) > paged[SECOND], told="the second page")
        again = {person: len(rig.texts(person)) - paged[person] for person in paged}
        assert again[SECOND] == 1, "one page"
        assert again[BOSS] == again[MANAGER] == 0, "no backlog: the next step is given its time"
        await rig.until(lambda: len(rig.texts(BOSS)) > paged[BOSS], told="the superior's page")
        people.press(rig.world, BOSS, *_ack(rig, BOSS))
        await rig.until_quiet()
        assert len(rig.texts(SECOND)) - paged[SECOND] == 1
        assert await rig.stop() == 0


@pytest.mark.parametrize("how", ["full", "broken"])
async def test_while_the_disk_takes_nothing_updates_stay_with_telegram_and_all_go_through_later(
    tmp_path: Path, how: str
) -> None:
    async with rigged(tmp_path) as rig:
        (one,) = await _with_tickets(rig, 1)
        told = [f"{one.mark} {number} " + "很长的话" * 800 for number in range(30)]
        for text in told:
            people.say(rig.world, one.id, text)
        # Some are in the inbox, some worked off, some being said, some still on their way.
        await rig.until(
            lambda: rig.count("SELECT count(*) FROM inbox WHERE raw LIKE '%很长%' OR state = 'done'") > 8
        )
        full = tmp_path / "full"
        if how == "full":
            full.touch()
        else:
            size = (tmp_path / "desk.sqlite-wal").stat().st_size
            resource.prlimit(rig.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        why = "The disk is full" if how == "full" else "The disk of the database reports errors"
        await rig.until(lambda: f"cannot be stored, Telegram will be asked again: {why}" in rig.log())
        held = rig.count("SELECT count(*) FROM inbox")
        await asyncio.sleep(1.5)
        assert rig.world.updates.pending, "what is not stored is not confirmed"
        assert rig.count("SELECT count(*) FROM inbox") <= held + 1
        assert rig.running
        assert "很长" not in rig.log()
        full.unlink(missing_ok=True)
        if how == "broken":
            resource.prlimit(rig.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        await rig.until_quiet()
        assert await rig.stop() == 0
        assert not rig.rows("SELECT * FROM inbox WHERE state != 'done'"), "nothing is put aside for it"
        kept = [row["text"] for row in rig.rows("SELECT text FROM said ORDER BY message_id")]
        assert kept[-len(told) :] == told
        thread = rig.count("SELECT thread_id FROM tickets")
        in_topic = rig.texts(ENGINEERS, thread)
        assert all(any(text in shown for shown in in_topic) for text in told), (
            "and all of it reaches the engineers"
        )


def _photos(rig: Rig) -> list[Message]:
    return [m for m in rig.world.chats[ENGINEERS].messages.values() if "photo" in m.content and not m.deleted]


def _ack(rig: Rig, person: int) -> tuple[int, str]:
    for message in reversed(rig.world.chats[person].messages.values()):
        for row in (message.markup or {}).get("inline_keyboard", []):
            for key in row:
                if ".ack." in str(key.get("callback_data")):
                    return message.message_id, str(key["callback_data"])
    raise AssertionError([words(m) for m in rig.world.chats[person].messages.values()])


def _png(shade: int) -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 30), (shade * 20, 90, 120)).save(out, "PNG")
    return out.getvalue()
