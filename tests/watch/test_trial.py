"""The trial ticket goes the whole way in the whole desk, and leaves no trace."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from domain.desk import OnCall
from schedules import synthetic
from storage import standing, tables, tickets
from storage.attainment import report
from storage.summary import gather
from tests.e2e.stage import DOWN, ENGINEERS, LINA, MANAGERS, Played, played


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Played]:
    async with played(tmp_path, language="en") as one:
        service = one.stage.service
        service.auditor.desk = replace(service.desk, oncall=OnCall(synthetic_seconds=6 * 3600))
        yield one


async def _minutes(desk: Played, count: int) -> None:
    for _ in range(count * 2):
        await desk.stage.service.auditor.tick()
        await desk.step.settle()
        await desk.step.advance(30)


def _sent(desk: Played) -> int:
    return len(
        [
            call
            for call in desk.stage.playground.calls
            if call.method.startswith(("send", "edit", "copy", "create"))
        ]
    )


async def test_it_comes_through_and_nobody_hears_of_it(desk: Played) -> None:
    before = _sent(desk)
    await _minutes(desk, 2)
    done = await desk.read(lambda conn: standing.instant(conn, standing.TRIAL_DONE))
    assert done is not None
    assert _sent(desk) == before
    for chat in (ENGINEERS, MANAGERS):
        assert desk.said(chat, "#-1") == []


async def test_it_leaves_no_trace_in_any_table(desk: Played) -> None:
    await _minutes(desk, 2)

    def traces(conn: Connection) -> dict[str, int]:
        found = {}
        for table in tables.metadata.sorted_tables:
            column = table.c.id if table.name == "tickets" else table.c.get("ticket")
            if column is not None:
                found[table.name] = conn.execute(
                    select(func.count()).select_from(table).where(column < 0)
                ).scalar_one()
        return found

    assert set((await desk.read(traces)).values()) == {0}


async def test_it_takes_no_number_away(desk: Played) -> None:
    await _minutes(desk, 2)
    await desk.join(LINA, "SCHOOL-1")
    assert await desk.report(LINA, "食堂一楼监控全部黑屏", DOWN) == 1


async def test_while_it_is_under_way_no_list_and_no_figure_has_it(desk: Played) -> None:
    clock = desk.stage.clock
    now = clock.now()
    await desk.write(lambda conn: synthetic.open_one(conn, desk.stage.service.desk, now))

    def looked(conn: Connection) -> Any:
        later = now + timedelta(days=3)
        figures = gather(conn, now - timedelta(days=1), later, later)
        return (
            tickets.load(conn, synthetic.NUMBER).open, tickets.open_numbers(conn), tickets.overdue_numbers(conn, later),
            figures.counts.opened, figures.oldest, figures.attainment, figures.decisions, figures.breaches,
            report(conn, now - timedelta(days=1), later, later).rows,
        )  # fmt: skip

    there, *shown = await desk.read(looked)
    assert there
    assert [bool(one) for one in shown] == [False] * 8


async def test_a_real_page_beside_it_speaks_only_of_itself(desk: Played) -> None:
    await desk.join(LINA, "SCHOOL-1")
    now = desk.stage.clock.now()
    await desk.write(lambda conn: synthetic.open_one(conn, desk.stage.service.desk, now))
    number = await desk.report(LINA, "食堂一楼监控全部黑屏", DOWN)
    everywhere = [words for chat in desk.world.chats for words in desk.texts(chat)]
    assert any(f"#{number}" in words for words in everywhere)
    assert not any("#-1" in words for words in everywhere)


async def test_a_page_that_nobody_puts_into_words_is_an_alarm(
    desk: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError

    kinds = desk.stage.service._voice._kinds
    monkeypatch.setitem(kinds, "page", broken)
    await _minutes(desk, 4)
    assert len(desk.said(MANAGERS, "trial ticket")) == 1
    monkeypatch.undo()


async def test_every_word_of_the_alarm_is_plain(desk: Played) -> None:
    await desk.write(
        lambda conn: standing.note(conn, standing.LAST_POLL, desk.stage.clock.now() - timedelta(minutes=9))
    )
    await desk.stage.service.auditor.tick()
    await desk.step.settle()
    (message,) = desk.said(MANAGERS, "No answer of Telegram since 09:51")
    assert message is not None
