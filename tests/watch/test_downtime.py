"""After downtime one honest message to both groups; nothing when nothing mattered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.tickets.commands import Opening, Step
from domain.tickets.events import Happened
from handlers.speak import say
from schedules import downtime
from storage import apply, standing, timers
from tests.engineers.office import LI, MANAGERS, TEAM, Office, open_office
from tests.process.rig import ENGINEERS, prepare, rigged
from tests.process.rig import MANAGERS as MANAGERS_GROUP


@pytest.fixture
def office() -> Iterator[Office]:
    yield from open_office()


def _was_alive(office: Office, ago: timedelta, polled: timedelta | None = None) -> None:
    standing.note(office.conn, standing.LAST_SWEEP, office.now - ago)
    standing.note(office.conn, standing.LAST_POLL, office.now - (polled or ago))


def _open(office: Office) -> int:
    ticket = apply.open_new(office.conn, office.desk, Opening("fault", "c1", 1, 31, "cameras", 1), office.now)
    office.rows()
    return ticket.id


def _told(office: Office) -> dict[int, str]:
    assert downtime.tell(office.conn, office.desk, office.now)
    return {row.chat_id: office.shown(row) for row in office.rows("text")}


def test_the_first_start_says_nothing(office: Office) -> None:
    assert not downtime.tell(office.conn, office.desk, office.now)


def test_a_restart_says_nothing(office: Office) -> None:
    _was_alive(office, timedelta(seconds=100))
    _open(office)
    assert not downtime.tell(office.conn, office.desk, office.now)


def test_short_downtime_in_which_nothing_fell_due_says_nothing(office: Office) -> None:
    _was_alive(office, timedelta(minutes=4, seconds=59))
    assert not downtime.tell(office.conn, office.desk, office.now)


def test_longer_downtime_is_told_even_if_nothing_fell_due(office: Office) -> None:
    _was_alive(office, timedelta(minutes=5))
    told = _told(office)
    assert set(told) == {TEAM, MANAGERS}
    assert all("from 09:55 to 10:00 (5 min)" in words for words in told.values())
    assert all("Nothing fell due meanwhile" in words for words in told.values())


def test_what_fell_due_and_what_is_sent_late_is_counted_and_named(office: Office) -> None:
    number = _open(office)
    began = office.now
    say(office.conn, 31, began, "engineer-queue-empty")
    office.now += timedelta(days=3)
    _was_alive(office, timedelta(days=3) - timedelta(seconds=1))
    assert downtime.tell(office.conn, office.desk, office.now)
    first = next(row for row in office.rows("text") if row.chat_id == TEAM)
    words = office.shown(first)
    assert f"passed meanwhile: #{number}" in words
    assert f"1 page fell due and goes out now: #{number}" in words
    assert "1 message had been waiting and is sent late" in words


def test_short_downtime_in_which_a_page_fell_due_is_told(office: Office) -> None:
    number = _open(office)
    office.now += timedelta(minutes=3)
    timers.arm(
        office.conn, f"ladder:{number}", "ladder", office.now - timedelta(minutes=1), ticket=number, data={"step": 1}
    )  # fmt: skip
    _was_alive(office, timedelta(minutes=2, seconds=1))
    assert "1 page fell due" in _told(office)[TEAM]


def test_who_is_taken_care_of_is_not_counted(office: Office) -> None:
    number = _open(office)
    apply.apply(office.conn, office.desk, number, Step(Happened.ACKNOWLEDGED, LI), office.now)
    office.rows()
    office.now += timedelta(minutes=6)
    _was_alive(office, timedelta(minutes=6))
    assert "page" not in _told(office)[TEAM]


def test_running_on_without_telegram_counts_as_down(office: Office) -> None:
    _was_alive(office, timedelta(seconds=5), polled=timedelta(hours=2))
    assert "from 08:00 to 10:00 (2 h)" in _told(office)[TEAM]


def test_it_is_said_once_for_each_time_down(office: Office) -> None:
    _was_alive(office, timedelta(hours=1))
    downtime.tell(office.conn, office.desk, office.now)
    downtime.tell(office.conn, office.desk, office.now)
    assert len(office.rows("text")) == 2


@pytest.mark.process
async def test_a_killed_desk_tells_both_groups_when_it_is_back(tmp_path: Path) -> None:
    async with rigged(tmp_path) as rig:
        await prepare(rig, [])
        await rig.start()
        await rig.until_open()
        await rig.until(lambda: rig.count("SELECT count(*) FROM marks WHERE key = 'last-sweep'") == 1)
        await rig.kill()
        long_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
        rig.change("UPDATE marks SET value = ? WHERE key IN ('last-sweep', 'last-poll')", long_ago)
        await rig.start()
        await rig.until_open()
        for chat in (ENGINEERS, MANAGERS_GROUP):
            await rig.until(
                lambda chat=chat: any("停机（1" in words or "（1 小时" in words for words in rig.texts(chat)),
                told="the word after downtime",
            )
        await rig.until_quiet()
        assert sum("停机" in words for words in rig.texts(ENGINEERS)) == 1
        assert await rig.stop() == 0
