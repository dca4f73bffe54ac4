"""A new ticket's first page does not wait behind whatever else there is to say."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection

from playground import people as crowd
from storage import outbox, people
from storage.outbox import Lane
from tests.e2e.rota import opened
from tests.e2e.stage import ENGINEERS, LINA, SUMMARY, Played, played
from views.callbacks import base36 as b36

QUEUED = 300
FIRST = 7000


async def _customers(desk: Played) -> list[int]:
    ids = [*range(FIRST, FIRST + QUEUED)]
    for one in ids:
        desk.world.add_person(f"Parent {one}", id=one)
        crowd.start(desk.world, one, "")
    now = desk.stage.clock.now()
    await desk.write(lambda conn: [people.add(conn, one, f"Parent {one}", "zh", now) for one in ids])
    await desk.step.settle()
    return ids


@pytest.mark.parametrize("where", ["customers", "engineer", "group"])
async def test_the_first_page_goes_out_before_three_hundred_messages_that_were_there_first(
    tmp_path: Path, where: str
) -> None:
    async with played(tmp_path) as desk:
        primary = desk.on_duty[0]
        chats = {"engineer": [primary], "group": [ENGINEERS]}.get(where) or await _customers(desk)
        await desk.step.advance(120)
        desk.world.limits.enabled = True
        desk.world.limits.reset()

        def queue(conn: Connection) -> None:
            now = desk.stage.clock.now()
            for place in range(QUEUED):
                outbox.put(
                    conn, lane=Lane.ANSWER, chat_id=chats[place % len(chats)], kind="text", now=now,
                    data={"id": "engineer-shown", "vars": {"lines": {"safe": f"queued {place}."}}},
                )  # fmt: skip

        await desk.write(queue)
        # Some of them are under way before anybody reports.
        await desk.stage.service.settle()
        began, calls = desk.stage.clock.now(), len(desk.stage.playground.calls)
        number = await opened(desk, at_once=True)
        await desk.step.advance(3)
        (page,) = desk.said(primary, f"🚨 #{number}")
        assert page.date - began.timestamp() <= 3
        made = [*desk.stage.playground.calls][calls:]
        if where == "group":
            assert desk.said(ENGINEERS, "请接单"), "nor does its mention in the group wait"
        sent_now = [one for one in made if one.method == "sendMessage" and one.answer["ok"]]
        texts = [str(one.answer["result"]["text"]) for one in sent_now]
        (place,) = [place for place, words in enumerate(texts) if words.startswith(f"🚨 #{number}")]
        assert sum("queued" in words for words in texts[:place]) <= 30, "at most what a second holds"
        sent = sum(len(desk.said(chat, "queued")) for chat in chats)
        assert sent < QUEUED - 50, "and most of them still wait"
        for what in ("ack", "rem"):
            await desk.press_data(primary, page, f"1.do.{b36(number)}.{what}.0")
        for _ in range(40):
            await desk.step.advance(120)
            if sum(len(desk.said(chat, "queued")) for chat in chats) == QUEUED:
                break
        assert sum(len(desk.said(chat, "queued")) for chat in chats) == QUEUED, "nothing is lost for it"
        assert desk.world.limits.refused == 0
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)
